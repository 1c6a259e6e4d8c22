"""CommonMark with tables and footnotes, made to be read both as it is and rendered.

Grammar: CommonMark 0.31 and the GitHub Flavored Markdown Spec; footnotes as GitHub, Pandoc and
markdown-it have them.
"""

import re
from collections.abc import Iterator

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
)
from brief.render.markdown_signs import ENTITY, escaped, opening
from brief.render.words import (
    bibliography,
    label,
    message,
    padded,
    place,
    pointed,
    remarks,
    share_notes,
    width,
)

_CLOSING = re.compile(r"(?<!\S)#+$")
_LINK = re.compile(r"https?://[^\s<>]+")
_BARE_LINK = re.compile(r"://[^\s>]*$")
_WIDEST = 110
"""Tables up to this many columns are aligned; wider ones would only wrap."""


def render(document: Document) -> str:
    """The document as a page: title, blocks, a list of sources, and the citations as footnotes."""
    marking = [_bold(document.handling)] if document.handling else []
    title = [_heading(document.title, 1)] if document.title else []
    sources = [_reference(document, reference) for reference, _ in bibliography(document)]
    trail = [_heading("Sources", 2), "\n".join(sources)] if sources else []
    notes = [f"[^{number}]: {_footnote(document, note)}" for number, note in enumerate(document.notes, start=1)]
    definitions = ["\n".join(notes)] if notes else []
    return "\n\n".join([*marking, *title, *_body(document), *trail, *definitions, *marking]) + "\n"


def _body(document: Document) -> Iterator[str]:
    level, bullet = 1, "-"
    previous: Block | None = None
    for block in document.body():
        if isinstance(block, Heading):
            level = block.level
        bullet = _bullet(block, previous, bullet)
        text = _block(document, block, level, bullet)
        if text:
            yield text
            previous = block


def _bullet(block: Block, previous: Block | None, bullet: str) -> str:
    """The sign for a list's items: lists of the same sign in a row would be read as one."""
    if isinstance(block, Problem) and isinstance(previous, Problem):
        return bullet
    above = isinstance(previous, Listing | Timeline | Card | Problem)
    return "*" if above and bullet == "-" and isinstance(block, Listing | Timeline | Problem) else "-"


def _block(document: Document, block: Block, level: int, bullet: str) -> str:
    text = ""
    match block:
        case Heading(title):
            text = _heading(title, level)
        case Paragraph(sentences):
            text = opening(" ".join(_cited(document, cell) for cell in sentences))
        case Listing(_, items):
            text = "\n".join(f"{bullet} {opening(_cited(document, cell))}" for cell in items)
        case Table() if block.rows:
            text = _table(document, block)
        case Timeline(_, entries):
            text = "\n".join(f"{bullet} {_entry(document, entry)}" for entry in entries)
        case Card():
            text = _card(document, block, level)
        case Notice(remark):
            text = f"> **{label(block)}:** {_cited(document, remark)}"
        case Problem():
            text = _problem(block, bullet)
    return text


def _table(document: Document, table: Table) -> str:
    rows = [[_cited(document, cell, row.id).replace("|", r"\|") for cell in row.cells] for row in table.rows]
    header = [escaped(column.title).replace("|", r"\|") for column in table.columns]
    widths = [max(3, *map(width, column)) for column in zip(header, *rows, strict=True)]
    if sum(widths) + 3 * len(widths) + 1 > _WIDEST:
        widths = [3] * len(widths)
    rule = ["-" * columns for columns in widths]
    return "\n".join(f"| {' | '.join(map(padded, row, widths))} |" for row in [header, rule, *rows])


def _entry(document: Document, entry: Entry) -> str:
    """A date and what happened, each claim with its own notes where they differ."""
    together = share_notes(document, entry)

    def told(cell: Cell) -> str:
        return _linked(document, cell, entry.id) if together else _cited(document, cell, entry.id)

    date = _bold(entry.date.text) + ("" if together else _notes(document, entry.date))
    circumstances = [", ".join(map(told, entry.who))] if entry.who else []
    if entry.place:
        circumstances.append(told(entry.place))
    said = " — ".join([told(entry.what), *(["; ".join(circumstances)] if circumstances else [])])
    notes = _attached(said, _notes(document, entry.what)) if together else said
    marks = "; ".join(_cited(document, mark) for mark in entry.marks)
    return f"{date}: {notes}" + (f" ({marks})" if marks else "")


def _card(document: Document, card: Card, level: int) -> str:
    titled = _linked(document, card.title, card.id)
    title = [_marked(titled, level + 1, _notes(document, card.title))] if card.title.text else []
    fields = "\n".join(_field(document, card, field) for field in card.fields if field.lines)
    return "\n\n".join([*title, fields]).rstrip()


def _field(document: Document, card: Card, field: Field) -> str:
    lines = [_cited(document, cell, card.id) for cell in field.lines]
    if len(lines) == 1:
        return f"- {_bold(field.label)}: {lines[0]}"
    return "\n".join([f"- {_bold(field.label)}:", *(f"  - {opening(line)}" for line in lines)])


def _problem(problem: Problem, bullet: str) -> str:
    where = f"{escaped(place(problem))}: " if place(problem) else ""
    lines = [f"{bullet} {opening(where)}{_bold(problem.severity)}: {escaped(message(problem))}"]
    shown = pointed(problem)
    if shown:
        fence = "`" * max(3, *(len(run) + 1 for run in re.findall("`*", shown[0])))
        lines += ["", *(f"  {line}" for line in (fence, *shown, fence))]
    return "\n".join(lines)


def _reference(document: Document, reference: Reference) -> str:
    linked = _LINK.fullmatch(reference.url) and not ENTITY.search(reference.url)
    url = f"<{reference.url}>" if linked else escaped(reference.url)
    text = " ".join(part for part in (escaped(reference.text), url) if part)
    source = _linked(document, cell(reference.source), reference.source)
    return f"- {f'**{source}**' if source else ''}" + (f": {text}" if text else "")


def _footnote(document: Document, note: Note) -> str:
    source = _linked(document, cell(note.source), note.source)
    words = ", ".join(part for part in (source, escaped(note.at)) if part)
    return opening(f"{words} {escaped(remarks(note))}".strip())


def _heading(text: str, level: int) -> str:
    return _marked(escaped(text), level)


def _marked(escaped: str, level: int, notes: str = "") -> str:
    closed = _CLOSING.sub(r"\\\g<0>", escaped)
    return f"{'#' * min(level, 6)} {_attached(closed, notes)}"


def _bold(text: str) -> str:
    return f"**{escaped(text.strip())}**" if text.strip() else ""


def _cited(document: Document, cell: Cell, id_: str = "") -> str:
    text = ""
    for run in document.runs(cell, id_):
        told = f"[{escaped(run.text, link=False)}]({run.address})" if run.address else escaped(run.text)
        text = _attached(text, told) if run.address else text + told
        text = _attached(text, _marks(run.numbers))
    return text


def _linked(document: Document, cell: Cell, id_: str) -> str:
    """The text of a cell with what it mentions as links, as far as it stands among other pages."""
    return _cited(document, cell.uncited(), id_)


def _notes(document: Document, cell: Cell) -> str:
    return _marks(document.numbers(cell))


def _marks(numbers: tuple[int, ...]) -> str:
    return "".join(f"[^{number}]" for number in numbers)


def _attached(text: str, notes: str) -> str:
    """Notes behind a text, of which neither a link nor a sign may swallow the first bracket."""
    if notes and text.endswith(("!", "^")):
        return f"{text[:-1]}\\{text[-1]}{notes}"
    return f"{text} {notes}" if notes and _BARE_LINK.search(text) else text + notes
