"""Comma-separated values for spreadsheets and databases: a row for each entry, table row, record and statement.

The first columns are the same for every report. Each column of a table and each field of a card follows in a column of
its own, named by its title in lower case. If it has dates, two more columns give the first and the last day. An event
has one row, at its own date; the dates that other sources give are in `other_dates`. The date of a commitment is its
deadline. Where nothing is known, a column is empty. Days are ISO 8601, which every spreadsheet reads alike. Dates in
words never look like dates to a spreadsheet, which would read `2025` as a number and `February 2025` as the first day
of that month. The title, the remarks on the document and its marking have no rows: a row is data, or a warning that
data is missing.

The format is RFC 4180: CRLF after each row, quotes where needed. An apostrophe defuses text that a spreadsheet would
read as a formula, as OWASP advises (https://owasp.org/www-community/attacks/CSV_Injection). Text that already has
apostrophes before such a sign gets one more, so that removing one restores every text. A day before the year 1 or after
9999 begins with a sign but is not a formula: `-0043-03-15`.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping
from io import StringIO
from itertools import chain
from types import MappingProxyType

from brief.document import (
    Card,
    Cell,
    Document,
    Doubt,
    Entry,
    Graph,
    Heading,
    Listing,
    Notice,
    Paragraph,
    Problem,
    Sign,
    Table,
    Timeline,
    When,
    bare_date,
    escape_invisible,
)
from brief.model.dates import Date
from brief.named_tuple import NamedTuple
from brief.renderers import PLAIN, Paper
from brief.renderers.csv_text import (
    cited,
    column_name,
    days_of,
    defused,
    doubted,
    joined,
    marked,
    parted,
    plain,
    without_brackets,
    words_of,
)
from brief.renderers.renderer import Renderer
from brief.renderers.words import message, place

_DATE_OF_ROW = ("date", "when", "due")
"""Keys of the columns and fields with the date of their row."""
_VALUES = ("overdue", "status", "said_by", "done_by")
"""Parts of the value of a field that have a column of their own."""
_FILLED = ("id", "text", "who", "place")
"""Common columns that a column or field of the same name fills."""


class _Line(NamedTuple):
    """A row of the file; all field names but the last are the first columns of the header."""

    part: str
    """Kind of block: `title`, `table`, `timeline`, `card`, `list`, `notice`, `source` ..."""
    block: str
    """Name of the block: `events`, `commitment`."""
    section: str
    """Heading above it."""
    id: str = ""
    """Id of the record, or the ids of several, apart by `; `."""
    date_from: str = ""
    """The first possible day; empty if unknown or if there is none."""
    date_to: str = ""
    """The last possible day, likewise."""
    date_text: str = ""
    """The date in words, which show its precision: `in February 2025`, `about 2018`."""
    other_dates: str = ""
    """The dates that other sources give, in words."""
    text: str = ""
    who: str = ""
    place: str = ""
    remarks: str = ""
    """Qualifications: the date is disputed, the fact is inferred, the event was cancelled."""
    inferred: str = ""
    """Columns that no source states, and the stated reasons for the inference: `date; post`."""
    differs: str = ""
    """Columns on which sources differ; `text` for the row's own words."""
    sources: str = ""
    """Citations that support the whole row: `framework-2025 ¶7; letter p. 2`."""
    marking: str = ""
    """The handling marking of the document, if a column is requested for it."""
    more: Mapping[str, str] = MappingProxyType({})
    """Values of table columns and card fields, by their titles."""


def render(document: Document, paper: Paper = PLAIN) -> str:
    """Return the document as a table of its data, followed by its sources."""
    file = StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    lines = [line._replace(marking=document.handling) for line in Csv(document).lines()]
    common = [name for name in _Line._fields[:-1] if name != "marking" or paper.marking_column]
    used = {title for line in lines for title, text in line.more.items() if text}
    titles = [title for title in dict.fromkeys(title for line in lines for title in line.more) if title in used]
    writer.writerow([*common, *map(defused, titles)])
    for line in lines:
        told = (*(getattr(line, name) for name in common), *(line.more.get(title, "") for title in titles))
        writer.writerow(map(defused, told))
    return file.getvalue()


class Csv(Renderer[_Line]):
    """Converts blocks to rows."""

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        timelines = [block for block in document.blocks if isinstance(block, Timeline)]
        self._at_own_date = {entry.id for block in timelines for entry in block.entries if not entry.is_rival}

    def lines(self) -> Iterator[_Line]:
        """Return the rows of the blocks, then of the sources."""
        return chain.from_iterable(self.groups())

    def marking(self) -> Iterator[_Line]:
        """Yield nothing: the marking is in the file name, or in a column."""
        yield from ()

    def title(self) -> Iterator[_Line]:
        """Yield nothing: a row is data."""
        yield from ()

    def legend(self) -> Iterator[_Line]:
        """Yield nothing: columns say what is inferred or disputed."""
        yield from ()

    def sources(self) -> Iterator[_Line]:
        """Yield a row for each source."""
        for reference in self.document.bibliography:
            yield _Line("source", "", "", reference.source, text=f"{reference.text} {reference.url}".strip())

    def heading(self, block: Heading) -> Iterator[_Line]:
        """Yield nothing: the heading is the `section` of the rows below it."""
        yield from ()

    def paragraph(self, block: Paragraph) -> Iterator[_Line]:
        """Yield a row for each cell."""
        yield from (self.cell("text", block.name, cell) for cell in block.cells)

    def listing(self, block: Listing) -> Iterator[_Line]:
        """Yield a row for each item."""
        yield from (self.cell("list", block.name, cell) for cell in block.items)

    def table(self, block: Table) -> Iterator[_Line]:
        """Yield a row for each row of the table."""
        for row in block.rows:
            cells = zip(block.columns, row.cells, strict=True)
            told = [(column.key, column_name(column.title, column.key), (cell,)) for column, cell in cells]
            line = _Line("table", block.name, self.section, row.id, sources=cited(*row.cells))
            yield _record(line, told)

    def timeline(self, block: Timeline) -> Iterator[_Line]:
        """Yield a row for each event, at its own date, or at the first other date if the timeline has no other."""
        shown: set[str] = set()
        for entry in block.entries:
            if not entry.is_rival or entry.id not in self._at_own_date | shown:
                shown.add(entry.id)
                yield self.entry(block.name, entry)

    def entry(self, name: str, entry: Entry) -> _Line:
        """Return a row with the date of the event in its columns, the other dates, and the event."""
        where = (entry.place,) if entry.place else ()
        others = [mark.unlabelled() for mark in entry.marks if _is_date(mark)]
        own, *others = [*others, entry.date] if entry.is_rival and others else [entry.date, *others]
        return _Line(
            "timeline",
            name,
            self.section,
            entry.id,
            *days_of(own.own_dates),
            words_of(own),
            "; ".join(map(words_of, others)),
            text=entry.what.text,
            who=joined(entry.who),
            place=joined(where),
            remarks=joined(tuple(mark for mark in entry.marks if not _is_date(mark))),
            inferred=doubted(entry, Sign.INFERRED, Doubt.DATE_INFERRED, Doubt.INFERRED),
            differs=doubted(entry, Sign.DISPUTED, Doubt.DATE_DISPUTED, Doubt.DISPUTED),
            sources=cited(entry.date, entry.what, *entry.who, *where, *entry.marks),
        )

    def card(self, block: Card) -> Iterator[_Line]:
        """Yield one row."""
        sources = cited(block.title, *(cell for field in block.fields for cell in field.lines))
        line = _Line("card", block.name, self.section, block.id, text=block.title.text, sources=sources)
        yield _record(
            line, [(part.key, column_name(part.label, part.key), part.lines) for part in block.fields], block.title
        )

    def graph(self, block: Graph) -> Iterator[_Line]:
        """Yield a row for each relation with its own sources, then one for each record with those of its name."""
        bare = tuple(node._replace(label=node.label.uncited()) for node in block.nodes)
        relations = block._replace(nodes=bare).table()
        yield from self.table(relations._replace(rows=relations.rows[: len(block.edges)]))
        yield from self.table(block._replace(edges=()).table())

    def notice(self, block: Notice) -> Iterator[_Line]:
        """Yield a row for a warning; other notices are not data."""
        if block.warns:
            yield self.cell("notice", block.severity, block.text)

    def problem(self, block: Problem) -> Iterator[_Line]:
        """Yield one row."""
        line = escape_invisible(block.excerpt).strip()
        yield _Line("problem", block.severity, self.section, text=message(block), place=place(block), remarks=line)

    def cell(self, part: str, name: str, cell: Cell) -> _Line:
        """Return a row for a single cell."""
        value = cell.value.get("id") if isinstance(cell.value, dict) else cell.value
        ids = value if isinstance(value, list) else [value]
        days = days_of(cell.own_dates)
        return _Line(
            part,
            name,
            self.section,
            "; ".join(id_ for id_ in ids if isinstance(id_, str)),
            *days,
            text=words_of(cell),
            inferred="; ".join(marked(Sign.INFERRED, [("text", (cell,))])),
            differs="; ".join(marked(Sign.DISPUTED, [("text", (cell,))])),
            sources=cited(cell),
        )


def _record(line: _Line, told: Iterable[tuple[str, str, tuple[Cell, ...]]], title: Cell | None = None) -> _Line:
    """Return a row with the values of a record: each in the common column for its key, or in a column of its own.

    The reasons of an inference are in the column `inferred`, after the names of the inferred columns.
    """
    parts: list[tuple[str, str, tuple[Cell, ...]]] = []
    behind: list[Cell] = []
    for key, name, cells in told:
        found = [parted(cell) if key in _DATE_OF_ROW else (cell, Cell()) for cell in cells]
        parts.append((key, name, tuple(cell for cell, _ in found)))
        behind += [rest for _, rest in found if rest.text]
    named = (("date" if key in _DATE_OF_ROW else name, cells) for key, name, cells in parts)
    columns = [("text", (title,) if title else ()), *named, ("remarks", tuple(behind))]
    reasons = [cell.text for key, _, cells in parts if key == "inferred" for cell in cells]
    inferred = "; ".join([*marked(Sign.INFERRED, columns), *reasons])
    remarks = "; ".join(map(without_brackets, behind))
    line = line._replace(remarks=remarks, inferred=inferred, differs="; ".join(marked(Sign.DISPUTED, columns)))
    more: dict[str, str] = {}
    for key, name, cells in parts:
        if key == "inferred":
            continue
        words = "; ".join(filter(None, map(words_of, cells)))
        first, last = days_of(date for cell in cells for date in cell.own_dates)
        own = {f"{name}_from": first, f"{name}_to": last, name: words}
        if key in _DATE_OF_ROW and not line.date_text:
            line = _dated(line, cells)
            has_more = any(cell.date is None and not isinstance(cell.value, dict) for cell in cells)
            own = {}
            if has_more and name == "date":
                line = line._replace(date_text=words)
            elif has_more:
                own = {name: words}
        elif name in _FILLED and getattr(line, name) in ("", words):
            line, own = _Line(**line._asdict() | {name: words}), {}
        elif name in _Line._fields:
            own = {f"{name}_2": words}
        for value in (cell.value for cell in cells if isinstance(cell.value, dict)):
            own |= {part: plain(value[part]) for part in _VALUES if value.get(part)}
        for column, text in own.items():
            more[column] = "; ".join(filter(None, (more.get(column, ""), text)))
    return line._replace(more=more)


def _dated(line: _Line, cells: tuple[Cell, ...]) -> _Line:
    """Return a row with the date of a record in its columns, and the dates that other sources give."""
    is_own = not any(mark.is_of_rivals for cell in cells for mark in cell.marks)
    dates = [span.date for cell in cells for span in cell.spans if isinstance(span, When)] if is_own else []
    dates = dates or [date for cell in cells for date in cell.own_dates]
    first, last = days_of(dates)
    rivals = [rival for cell in cells for mark in cell.marks for rival in (mark.rivals if is_own else mark.versions)]
    others = "; ".join(words_of(rival.uncited().with_dates(is_short=False)) for rival in rivals)
    words = "; ".join(words_of(bare_date(date)) for date in dates)
    return line._replace(date_from=first, date_to=last, date_text=words, other_dates=others)


def _is_date(mark: Cell) -> bool:
    """True if a mark of an entry is another date of its event; its value is empty if that is unknown or no date."""
    return isinstance(mark.value, Date) or mark.value == ""
