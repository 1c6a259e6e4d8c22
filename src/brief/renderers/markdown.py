"""CommonMark with tables and footnotes, readable both as source and rendered.

Grammar: CommonMark 0.31 and the GitHub Flavored Markdown Spec; footnotes as in GitHub, Pandoc and markdown-it.
"""

import re
from collections.abc import Iterator
from itertools import chain
from typing import ClassVar

from brief.document import (
    SIGNS,
    Block,
    Card,
    Cell,
    Document,
    Entry,
    Field,
    Heading,
    Listing,
    Notice,
    Paragraph,
    Pointer,
    Problem,
    Reference,
    Row,
    Short,
    Table,
    Timeline,
    cell,
    code,
    ref,
)
from brief.locale import say
from brief.renderers.markdown_signs import ENTITY, escaped, opening
from brief.renderers.renderer import Renderer
from brief.renderers.words import (
    legend,
    message,
    padded,
    place,
    pointed,
    quotations,
    reference_line,
    width,
)

_CLOSING = re.compile(r"(?<!\S)#+$")
_ESCAPE = r"\\\g<0>"
_LINK = re.compile(r"https?://[^\s<>]+")
_BARE_LINK = re.compile(r"://[^\s>]*$")
_WIDEST = 110
"""Widest table, in columns, that is aligned; wider ones would only wrap."""
_INNER = " " * 4
"""Indentation of a nested list: Python-Markdown, which MkDocs uses, ignores a smaller one."""


def render(document: Document) -> str:
    """Return the document as a page: title, blocks, a list of sources, and the citations as footnotes."""
    return Markdown(document).page()


class Markdown(Renderer[str]):
    """Writes each block as a paragraph, list or table of Markdown."""

    IS_PAPER: ClassVar[bool] = True

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self.bullet = "-"
        self.numbers: dict[tuple[Pointer, ...], int] = {}
        """The references in order of first appearance, each with the number of its footnote."""

    def page(self) -> str:
        """Return the whole page."""
        return "\n\n".join(chain.from_iterable(self.groups())) + "\n"

    def marking(self) -> Iterator[str]:
        """Yield the marking as a line of its own."""
        yield _bold(self.document.handling)

    def title(self) -> Iterator[str]:
        """Yield the title as a heading of level 1, and the subtitle."""
        yield _marked(escaped(self.document.title), 1)
        if self.document.subtitle:
            yield opening(escaped(self.document.subtitle))

    def legend(self) -> Iterator[str]:
        """Yield the signs, each on a line with its meaning."""
        yield "  \n".join(f"{sign} {meaning}" for sign, meaning in legend(self.document))

    def sources(self) -> Iterator[str]:
        """Yield a heading and a list."""
        yield _marked(say("Sources"), 2)
        yield "\n".join(map(self.source, self.document.bibliography))

    def notes(self) -> Iterator[str]:
        """Yield the footnotes, one for each distinct reference."""
        found = (f"[^{number}]: {self.footnote(pointers)}" for pointers, number in self.numbers.items())
        if text := "\n".join(found):
            yield text

    def blocks(self) -> Iterator[str]:
        """Yield the blocks; adjacent lists alternate their bullets, because one bullet would merge them."""
        previous: Block | None = None
        for block in self.document.body():
            if not (isinstance(block, Problem) and isinstance(previous, Problem)):
                above = isinstance(previous, Card) or _is_list(previous)
                turns = above and self.bullet == "-" and _is_list(block)
                self.bullet = "*" if turns else "-"
            text = "".join(self.block(block))
            if text:
                yield text
                previous = block

    def heading(self, block: Heading) -> Iterator[str]:
        """Yield a heading in ATX form."""
        selection = f" ({block.selection})" if block.selection else ""
        yield _marked(escaped(f"{block.text}{selection}"), block.level)

    def paragraph(self, block: Paragraph) -> Iterator[str]:
        """Yield one paragraph of all sentences."""
        yield opening(_attached(" ".join(map(self.cited, block.cells)), self.reference(*block.cells)))

    def listing(self, block: Listing) -> Iterator[str]:
        """Yield a bulleted or numbered list."""
        leads = [f"{number}." if block.is_numbered else self.bullet for number, _ in enumerate(block.items, 1)]
        yield "\n".join(f"{lead} {opening(self.stated(cell))}" for lead, cell in zip(leads, block.items, strict=True))

    def table(self, block: Table) -> Iterator[str]:
        """Yield a table, aligned unless too wide; without titles, which Markdown requires, a list."""
        if _is_list(block):
            lines = (" — ".join(filter(None, self.row(row))) for row in block.rows)
            yield "\n".join(f"{self.bullet} {opening(line)}" for line in lines)
            return
        rows = [[text.replace("|", r"\|") for text in self.row(row)] for row in block.rows]
        header = [escaped(column.title).replace("|", r"\|") for column in block.columns]
        widths = [max(3, *map(width, column)) for column in zip(header, *rows, strict=True)]
        if sum(widths) + 3 * len(widths) + 1 > _WIDEST:
            widths = [3] * len(widths)
        rule = ["-" * columns for columns in widths]
        yield "\n".join(f"| {' | '.join(map(padded, row, widths))} |" for row in [header, rule, *rows])

    def row(self, row: Row) -> list[str]:
        """Return the cells of a row; the shared reference follows the last cell with words."""
        texts = [self.cited(cell) for cell in row.cells]
        last = max((index for index, text in enumerate(texts) if text), default=0)
        texts[last] = _attached(texts[last], self.reference(*row.cells))
        return texts

    def timeline(self, block: Timeline) -> Iterator[str]:
        """Yield a list of dates, each with what happened."""
        yield "\n".join(f"{self.bullet} {self.entry(entry)}" for entry in block.entries)

    def entry(self, found: Entry) -> str:
        """Return a date and what happened, each claim with its own footnotes if they differ."""
        if found.short and not self.document.full:
            return self.short(found.short)
        entry, shared = self.sharing(found)
        date = _bold(entry.date.uncited().text) + self.note(self.document.pointers(entry.date.cites))
        what = self.cited(entry.what)
        circumstances = [", ".join(map(self.cited, entry.who))] if entry.who else []
        circumstances += [self.cited(entry.place)] if entry.place else []
        said = _attached(" — ".join([what, *(["; ".join(circumstances)] if circumstances else [])]), self.note(shared))
        marks = "; ".join(map(self.cited, entry.marks))
        return (f"{date}: " if date else "") + said + (f" ({marks})" if marks else "")

    def short(self, told: Short) -> str:
        """Return a date, if there is one, what happened, and the reference of both."""
        who = f" ({self.cited(told.who)})" if told.who.text else ""
        what = f"**{self.cited(told.what)}**" if told.is_key else self.cited(told.what)
        reference = self.reference(told.date, told.what, told.who)
        date = f"**{self.cited(told.date)}**: " if told.date.text else ""
        return date + _attached(what + who, reference)

    def card(self, block: Card) -> Iterator[str]:
        """Yield a list of labels and lines below the title."""
        titled = _marked(self.stated(block.title), self.level + 1)
        title = [titled] if block.title.text else []
        fields = "\n".join(self.field(field) for field in block.fields if field.lines)
        yield "\n\n".join([*title, fields]).rstrip()

    def field(self, field: Field) -> str:
        """Return a label followed by one line, or by several below it."""
        lines = [self.stated(cell) for cell in field.lines]
        if not field.label:
            return "\n".join(f"- {opening(line)}" for line in lines)
        if len(lines) == 1:
            return f"- {_bold(field.label)}: {lines[0]}"
        return "\n".join([f"- {_bold(field.label)}:", *(f"{_INNER}- {opening(line)}" for line in lines)])

    def notice(self, block: Notice) -> Iterator[str]:
        """Yield a block quotation."""
        lead = f"**{word}:** " if (word := self.lead(block)) else ""
        yield f"> {lead}{self.stated(block.text)}"

    def problem(self, block: Problem) -> Iterator[str]:
        """Yield a list item with the user's own line as code."""
        where = f"{escaped(place(block))}: " if place(block) else ""
        lines = [f"{self.bullet} {opening(where)}{_bold(block.severity)}: {escaped(message(block))}"]
        shown = pointed(block)
        if shown:
            fence = "`" * max(3, *(len(run) + 1 for run in re.findall("`*", shown[0])))
            lines += ["", *(f"{_INNER}{line}" for line in (fence, *shown, fence))]
        yield "\n".join(lines)

    def source(self, found: Reference) -> str:
        """Return an item of the list of sources, after its letter."""
        linked = _LINK.fullmatch(found.url) and not ENTITY.search(found.url)
        url = f"<{found.url}>" if linked else escaped(found.url)
        text = " ".join(part for part in (escaped(reference_line(self.document, found)), url) if part)
        letter = self.cited(cell(ref(found.source, code(self.document.letter(found.source)))))
        return f"- **{letter}** {text}".rstrip()

    def footnote(self, pointers: tuple[Pointer, ...]) -> str:
        """Return the text of a footnote: letters of sources with locators; a full page adds the quotes."""
        letters = ((cell(ref(each.source, code(each.letter))), each.places) for each in pointers)
        told = ", ".join(" ".join((self.cited(letter), *map(escaped, places))) for letter, places in letters)
        return opening("; ".join((told, *map(escaped, quotations(pointers)))))

    def stated(self, cell: Cell) -> str:
        """Return a statement with its reference."""
        return _attached(self.cited(cell), self.reference(cell))

    def reference(self, *cells: Cell) -> str:
        """Return the footnote mark of a statement on a short page; empty on a full one."""
        return self.note(self.document.reference(*cells))

    def note(self, pointers: tuple[Pointer, ...]) -> str:
        """Return a footnote mark; empty without a source."""
        return f"[^{self.numbers.setdefault(pointers, len(self.numbers) + 1)}]" if pointers else ""

    def cited(self, cell: Cell) -> str:
        """Return the words of a cell: names as links, marks as signs, each part followed by its footnotes."""
        text = ""
        for run in self.document.runs(cell):
            if run.mark:
                text += SIGNS[run.mark.sign]
            elif run.pointers:
                text = _attached(text, self.note(run.pointers))
            elif run.address:
                text = _attached(text, f"[{escaped(run.text, link=False)}]({run.address})")
            elif run.is_strong and run.text.strip() and run.text.endswith(" "):
                # Without a space behind it, a closing `**` might be read as two asterisks.
                text += f"**{escaped(run.text.strip())}** "
            else:
                text += escaped(run.text)
        return text


def _is_list(block: Block | None) -> bool:
    """True if a block becomes a list whose bullet can vary; a table without titles does, too."""
    if isinstance(block, Table):
        return not any(column.title for column in block.columns)
    return isinstance(block, Listing | Timeline | Problem)


def _marked(text: str, level: int) -> str:
    return f"{'#' * min(level, 6)} {_CLOSING.sub(_ESCAPE, text)}"


def _bold(text: str) -> str:
    return f"**{escaped(text.strip())}**" if text.strip() else ""


def _attached(text: str, notes: str) -> str:
    """Return a text followed by footnote marks, escaped so that no link or sign absorbs their first bracket."""
    escapes = len(text[:-1]) - len(text[:-1].rstrip("\\"))
    if notes and text.endswith(("!", "^")) and escapes % 2 == 0:
        return f"{text[:-1]}\\{text[-1]}{notes}"
    return f"{text} {notes}" if notes and _BARE_LINK.search(text) else text + notes
