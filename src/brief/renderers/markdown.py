"""CommonMark with tables and footnotes, made to be read both as it is and rendered.

Grammar: CommonMark 0.31 and the GitHub Flavored Markdown Spec; footnotes as GitHub, Pandoc and
markdown-it have them.
"""

import re
from collections.abc import Iterator
from itertools import chain

from brief.document import (
    Block,
    Card,
    Cell,
    Document,
    Entry,
    Field,
    Heading,
    Listing,
    Note,
    Notice,
    Paragraph,
    Problem,
    Reference,
    Table,
    Timeline,
    cell,
    ref,
)
from brief.renderers.markdown_signs import ENTITY, escaped, opening
from brief.renderers.renderer import Renderer
from brief.renderers.words import (
    Bibliography,
    label,
    message,
    padded,
    place,
    pointed,
    remarks,
    width,
)

_CLOSING = re.compile(r"(?<!\S)#+$")
_ESCAPE = r"\\\g<0>"
_LINK = re.compile(r"https?://[^\s<>]+")
_BARE_LINK = re.compile(r"://[^\s>]*$")
_WIDEST = 110
"""Tables up to this many columns are aligned; wider ones would only wrap."""


def render(document: Document, inner: str = "  ") -> str:
    """The document as a page: title, blocks, a list of sources, and the citations as footnotes.

    `inner` is the indentation of a list within a list.
    """
    return Markdown(document, inner).page()


class Markdown(Renderer[str]):
    """Writes each block as a paragraph, list or table of Markdown."""

    def __init__(self, document: Document, inner: str = "  ") -> None:
        super().__init__(document)
        self.bullet = "-"
        self.inner = inner

    def page(self) -> str:
        """The whole page."""
        return "\n\n".join(chain.from_iterable(self.groups())) + "\n"

    def marking(self) -> Iterator[str]:
        """A line of its own."""
        yield _bold(self.document.handling)

    def title(self) -> Iterator[str]:
        """The heading of the first level."""
        yield _marked(escaped(self.document.title), 1)

    def sources(self, found: Bibliography) -> Iterator[str]:
        """A list below a heading."""
        yield _marked("Sources", 2)
        yield "\n".join(self.reference(reference) for reference, _ in found)

    def notes(self) -> Iterator[str]:
        """The footnotes."""
        found = enumerate(self.document.notes, start=1)
        yield "\n".join(f"[^{number}]: {self.footnote(note)}" for number, note in found)

    def blocks(self) -> Iterator[str]:
        """The blocks; lists of the same sign in a row would be read as one, so the sign changes."""
        previous: Block | None = None
        for block in self.document.body():
            if not (isinstance(block, Problem) and isinstance(previous, Problem)):
                above = isinstance(previous, Listing | Timeline | Card | Problem)
                turns = above and self.bullet == "-" and isinstance(block, Listing | Timeline | Problem)
                self.bullet = "*" if turns else "-"
            text = "".join(self.block(block))
            if text:
                yield text
                previous = block

    def heading(self, block: Heading) -> Iterator[str]:
        """A heading in the ATX form."""
        yield _marked(escaped(block.text), block.level)

    def paragraph(self, block: Paragraph) -> Iterator[str]:
        """One paragraph of all sentences."""
        yield opening(" ".join(map(self.cited, block.cells)))

    def listing(self, block: Listing) -> Iterator[str]:
        """A list with bullets."""
        yield "\n".join(f"{self.bullet} {opening(self.cited(cell))}" for cell in block.items)

    def table(self, block: Table) -> Iterator[str]:
        """A table, aligned unless it is too wide for that."""
        rows = [[self.cited(cell).replace("|", r"\|") for cell in row.cells] for row in block.rows]
        header = [escaped(column.title).replace("|", r"\|") for column in block.columns]
        widths = [max(3, *map(width, column)) for column in zip(header, *rows, strict=True)]
        if sum(widths) + 3 * len(widths) + 1 > _WIDEST:
            widths = [3] * len(widths)
        rule = ["-" * columns for columns in widths]
        yield "\n".join(f"| {' | '.join(map(padded, row, widths))} |" for row in [header, rule, *rows])

    def timeline(self, block: Timeline) -> Iterator[str]:
        """A list of dates, each with what happened."""
        yield "\n".join(f"{self.bullet} {self.entry(entry)}" for entry in block.entries)

    def entry(self, found: Entry) -> str:
        """A date and what happened, each claim with its own notes where they differ."""
        entry, shared = self.sharing(found)
        date = _bold(entry.date.text) + _notes(self.document.numbers(entry.date))
        circumstances = [", ".join(map(self.cited, entry.who))] if entry.who else []
        circumstances += [self.cited(entry.place)] if entry.place else []
        said = " — ".join([self.cited(entry.what), *(["; ".join(circumstances)] if circumstances else [])])
        marks = "; ".join(map(self.cited, entry.marks))
        return f"{date}: {_attached(said, _notes(shared))}" + (f" ({marks})" if marks else "")

    def card(self, block: Card) -> Iterator[str]:
        """A list of labels and lines below the title."""
        titled = _marked(self.cited(block.title), self.level + 1)
        title = [titled] if block.title.text else []
        fields = "\n".join(self.field(field) for field in block.fields if field.lines)
        yield "\n\n".join([*title, fields]).rstrip()

    def field(self, field: Field) -> str:
        """A label with one line behind it or several below."""
        lines = [self.cited(cell) for cell in field.lines]
        if len(lines) == 1:
            return f"- {_bold(field.label)}: {lines[0]}"
        return "\n".join([f"- {_bold(field.label)}:", *(f"{self.inner}- {opening(line)}" for line in lines)])

    def notice(self, block: Notice) -> Iterator[str]:
        """A quotation."""
        yield f"> **{label(block)}:** {self.cited(block.text)}"

    def problem(self, block: Problem) -> Iterator[str]:
        """A point with the user's own line as code."""
        where = f"{escaped(place(block))}: " if place(block) else ""
        lines = [f"{self.bullet} {opening(where)}{_bold(block.severity)}: {escaped(message(block))}"]
        shown = pointed(block)
        if shown:
            fence = "`" * max(3, *(len(run) + 1 for run in re.findall("`*", shown[0])))
            lines += ["", *(f"  {line}" for line in (fence, *shown, fence))]
        yield "\n".join(lines)

    def reference(self, reference: Reference) -> str:
        """A source as a point of the list of sources."""
        linked = _LINK.fullmatch(reference.url) and not ENTITY.search(reference.url)
        url = f"<{reference.url}>" if linked else escaped(reference.url)
        text = " ".join(part for part in (escaped(reference.text), url) if part)
        source = self.cited(cell(ref(reference.source, reference.source)))
        return f"- {f'**{source}**' if source else ''}" + (f": {text}" if text else "")

    def footnote(self, note: Note) -> str:
        """What a note says."""
        source = self.cited(cell(ref(note.source, note.source)))
        words = ", ".join(part for part in (source, escaped(note.at)) if part)
        return opening(f"{words} {escaped(remarks(note))}".strip())

    def cited(self, cell: Cell) -> str:
        """The words of a cell, its names as links, each part followed by its notes."""
        text = ""
        for run in self.document.runs(cell):
            told = f"[{escaped(run.text, link=False)}]({run.address})" if run.address else escaped(run.text)
            text = _attached(text, told) if run.address else text + told
            text = _attached(text, _notes(run.numbers))
        return text


def _marked(text: str, level: int) -> str:
    return f"{'#' * min(level, 6)} {_CLOSING.sub(_ESCAPE, text)}"


def _bold(text: str) -> str:
    return f"**{escaped(text.strip())}**" if text.strip() else ""


def _notes(numbers: tuple[int, ...]) -> str:
    return "".join(f"[^{number}]" for number in numbers)


def _attached(text: str, notes: str) -> str:
    """Notes behind a text, of which neither a link nor a sign may swallow the first bracket."""
    if notes and text.endswith(("!", "^")):
        return f"{text[:-1]}\\{text[-1]}{notes}"
    return f"{text} {notes}" if notes and _BARE_LINK.search(text) else text + notes
