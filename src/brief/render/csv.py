"""Comma-separated values for spreadsheets and databases: a row for each entry, row, record and statement.

The first columns are the same for every report; behind them each column of its tables and each field of its cards
has one of its own, and one more for its dates where it has such.

RFC 4180: CRLF behind each row, quotes where they are needed. What a spreadsheet would take for a formula is
defused by an apostrophe before it, as OWASP advises (https://owasp.org/www-community/attacks/CSV_Injection);
text that has apostrophes before such a sign gets one more, so that taking one away restores every text.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from io import StringIO
from types import MappingProxyType
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
    """A row of the file; the names of all but the last are the beginning of its header."""

    part: str
    """What it is of: `title`, `table`, `timeline`, `card`, `list`, `notice`, `source` ..."""
    block: str
    """The name of the block: `events`, `commitment`."""
    section: str
    """The heading above it."""
    id: str = ""
    """The record that it tells of."""
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
    more: Mapping[str, str] = MappingProxyType({})
    """What stands in columns of a table and fields of a card, by their titles."""


def render(document: Document) -> str:
    """The document as a table of its data, its sources below."""
    file = StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    lines = list(_lines(document))
    used = {title for line in lines for title, text in line.more.items() if text}
    titles = [title for title in dict.fromkeys(title for line in lines for title in line.more) if title in used]
    writer.writerow([*_Line._fields[:-1], *map(_defused, titles)])
    writer.writerows(map(_defused, (*line[:-1], *(line.more.get(title, "") for title in titles))) for line in lines)
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
            yield _card(block, section)
        case Notice(text, severity):
            yield _of_cell("notice", severity, section, text)
        case Graph():
            yield from _block(block.table(), section)
        case Problem():
            line = exposed(block.excerpt).strip()
            yield _Line("problem", block.severity, section, text=message(block), place=place(block), remarks=line)


def _of_cell(part: str, name: str, section: str, cell: Cell) -> _Line:
    date = _date(cell)
    id_ = str(cell.value.get("id") or "") if isinstance(cell.value, dict) else ""
    return _Line(part, name, section, id_, date, text=_words(cell, date), sources=_sources(cell))


def _row(table: Table, row: Row, section: str) -> _Line:
    told = [(column.key, column.title, (cell,)) for column, cell in zip(table.columns, row.cells, strict=True)]
    return _record(_Line("table", table.name, section, row.id, sources=_sources(*row.cells)), told)


def _card(card: Card, section: str) -> _Line:
    sources = _sources(card.title, *(cell for field in card.fields for cell in field.lines))
    line = _Line("card", card.name, section, card.id, text=card.title.text, sources=sources)
    return _record(line, card.fields)


def _record(line: _Line, told: Iterable[tuple[str, str, tuple[Cell, ...]]]) -> _Line:
    """A line with what a record tells by key and title: in the column of that key, or in one of its own."""
    more: dict[str, str] = {}
    for key, title, cells in told:
        dates = [_date(cell) for cell in cells]
        words = "; ".join(filter(None, (_words(*found) for found in zip(cells, dates, strict=True))))
        date = "; ".join(filter(None, dates))
        if key in ("date", "when") and not line.date and not line.when:
            line = line._replace(date=date, when=words)
        elif key == "who" and not line.who:
            line = line._replace(who=_several(cells))
        elif key == "place" and not line.place:
            line = line._replace(place=_several(cells))
        else:
            for name, text in ((f"{title} (date)", date), (title, words)):
                more[name] = "; ".join(filter(None, (more.get(name), text)))
    return line._replace(more=more)


def _entry(name: str, entry: Entry, section: str) -> _Line:
    date = entry.date.value if isinstance(entry.date.value, str) else _date(entry.date)
    where = (entry.place,) if entry.place else ()
    cells = (entry.date, entry.what, *entry.who, *where, *entry.marks)
    return _Line(
        "timeline",
        name,
        section,
        entry.id,
        date,
        _words(entry.date, date),
        text=entry.what.text,
        who=_several(entry.who),
        place=_several(where),
        remarks=_several(entry.marks),
        sources=_sources(*cells),
    )


def _words(cell: Cell, date: str) -> str:
    """What a cell says beyond its dates."""
    found = Date.read(date)
    return "" if found and found.human() == cell.text else cell.text


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
