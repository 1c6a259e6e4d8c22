"""Comma-separated values for spreadsheets and databases: one row a datum, the same columns for every report.

RFC 4180: CRLF behind each row, quotes where they are needed. What a spreadsheet would take for a formula is
defused by an apostrophe before it, as OWASP advises (https://owasp.org/www-community/attacks/CSV_Injection);
text that has apostrophes before such a sign gets one more, so that taking one away restores every text.
"""

import csv
import re
from collections.abc import Iterator
from io import StringIO
from typing import Any, NamedTuple

from brief.core.dates import Date
from brief.document import (
    Block,
    Card,
    Cell,
    Document,
    Entry,
    Graph,
    Heading,
    Listing,
    Note,
    Notice,
    Paragraph,
    Problem,
    Row,
    Table,
    Timeline,
    exposed,
    visible,
)
from brief.render.words import bibliography, message, place, remarks

_ACTIVE = re.compile("'*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")


class _Line(NamedTuple):
    """A row of the file; the names are its header."""

    part: str
    """What it is of: `title`, `table`, `timeline`, `card`, `list`, `notice`, `source` ..."""
    block: str
    """The name of the block: `events`, `commitment`."""
    section: str
    """The heading above it."""
    id: str = ""
    """The record that it tells of."""
    field: str = ""
    """The key of a card's field, whose rows share an id."""
    date: str = ""
    """When, in EDTF: ISO 8601 wherever the date is a plain one; several stand apart by a semicolon."""
    when: str = ""
    """The same in words, where they say more: a spreadsheet would make 1 February of the words for a February."""
    text: str = ""
    who: str = ""
    place: str = ""
    remarks: str = ""
    """What qualifies it: that the date is disputed, that it is inferred."""
    sources: str = ""
    """The citations that all of the row rests on: `framework-2025 ¶7; letter p. 2`."""


def render(document: Document) -> str:
    """The document as a table of its data, its sources below."""
    file = StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(_Line._fields)
    writer.writerows(map(_defused, line) for line in _lines(document))
    return file.getvalue()


def _defused(text: str) -> str:
    text = visible(text)
    return f"'{text}" if _ACTIVE.match(text) else text


def _lines(document: Document) -> Iterator[_Line]:
    marking = [_Line("handling", "", "", text=document.handling)] if document.handling else []
    yield from marking
    yield _Line("title", document.kind, "", text=document.title)
    section = ""
    for block in document.blocks:
        if isinstance(block, Heading):
            section = block.text
        yield from _block(block, section)
    for reference, _ in bibliography(document):
        text = f"{reference.text} {reference.url}".strip()
        yield _Line("source", "", "", reference.source, text=text)
    yield from marking


def _block(block: Block, section: str) -> Iterator[_Line]:
    match block:
        case Heading(text):
            yield _Line("heading", "", section, text=text)
        case Paragraph(cells, name):
            yield from (_of_cell("text", name, section, cell) for cell in cells)
        case Listing(name, items):
            yield from (_of_cell("list", name, section, cell) for cell in items)
        case Table(name, _, rows):
            yield from (_row(block, row, section) for row in rows)
        case Timeline(name, entries):
            yield from (_entry(name, entry, section) for entry in entries)
        case Card():
            yield from _card(block, section)
        case Notice(text, severity):
            yield _of_cell("notice", severity, section, text)
        case Graph():
            yield from _block(block.table(), section)
        case Problem():
            line = exposed(block.excerpt).strip()
            yield _Line("problem", block.severity, section, text=message(block), place=place(block), remarks=line)


def _of_cell(part: str, name: str, section: str, cell: Cell, id_: str = "", field: str = "") -> _Line:
    date = _date(cell)
    if not id_ and isinstance(cell.value, dict):
        id_ = str(cell.value.get("id") or "")
    return _Line(part, name, section, id_, field, date, text=_when(cell, date)["when"], sources=_sources(cell))


def _row(table: Table, row: Row, section: str) -> _Line:
    """A row of a table: columns that are ours keep their place, the others stand in `text` with their titles."""
    texts: list[str] = []
    own: dict[str, str] = {}
    for column, cell in zip(table.columns, row.cells, strict=True):
        if column.key in ("date", "when") and "when" not in own:
            own |= _when(cell, _date(cell))
        elif column.key in ("who", "place") and column.key not in own:
            own[column.key] = cell.text
        elif cell.text:
            texts.append(f"{column.title}: {cell.text}" if len(table.columns) > 1 else cell.text)
    return _Line("table", table.name, section, row.id, text="; ".join(texts), sources=_sources(*row.cells), **own)


def _entry(name: str, entry: Entry, section: str) -> _Line:
    date = entry.date.value if isinstance(entry.date.value, str) else _date(entry.date)
    where = (entry.place,) if entry.place else ()
    cells = (entry.date, entry.what, *entry.who, *where, *entry.marks)
    return _Line(
        "timeline",
        name,
        section,
        entry.id,
        **_when(entry.date, date),
        text=entry.what.text,
        who=_several(entry.who),
        place=_several(where),
        remarks=_several(entry.marks),
        sources=_sources(*cells),
    )


def _card(card: Card, section: str) -> Iterator[_Line]:
    if card.title.text:
        yield _of_cell("card", card.name, section, card.title, card.id)
    for field in card.fields:
        for cell in field.lines:
            yield _of_cell("card", card.name, section, cell, card.id, field.key)


def _when(cell: Cell, date: str) -> dict[str, str]:
    found = Date.read(date)
    return {"date": date, "when": "" if found and found.human() == cell.text else cell.text}


def _several(cells: tuple[Cell, ...]) -> str:
    return "; ".join(cell.text for cell in cells)


def _date(cell: Cell) -> str:
    """The dates that a cell has for programs."""
    return "; ".join(text for text in _dates(cell.value, cell.text) if text)


def _dates(value: Any, text: str) -> Iterator[str]:
    match value:
        case str():
            found = Date.read(value)
            if found and (found.human() in text or (value == text and not value.isdecimal())):
                yield value
        case {"dates": list(dates)}:
            yield from (date for date in dates if isinstance(date, str))
        case {"date": str(date)}:
            yield date


def _sources(*cells: Cell) -> str:
    notes = dict.fromkeys(note for cell in cells for note in cell.cites)
    return "; ".join(map(_citation, notes))


def _citation(note: Note) -> str:
    return " ".join(filter(None, (note.source, note.at, remarks(note))))
