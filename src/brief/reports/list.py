"""`list`: the records with their ids, files and lines, for authors of the files."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from brief.document import Block, Cell, Column, Document, Heading, Notice, Row, Table, bare_day, cell, code
from brief.dossier.protocol import Dossier
from brief.dossier.rival_dates import claimed, signing
from brief.dossier.surroundings import narrower
from brief.locale import say, say_many, series
from brief.model.dates import Answer, Date
from brief.model.events import Event
from brief.model.kinds import KINDS
from brief.model.paths import found_at, is_citation
from brief.named_tuple import NamedTuple
from brief.reports.common import document, refuse_reversed, then, title_of
from brief.reports.kind_names import kind_of
from brief.reports.lookup import resolve
from brief.reports.ranking import Selected
from brief.reports.short_events import short_date_of
from brief.reports.short_records import titled
from brief.reports.values import led_to, said, took_place
from brief.reports.words import name

if TYPE_CHECKING:
    from brief.model.parts import Record

_DATES = {
    "source": "published",
    "event": "date",
    "agreement": "period",
    "program": "period",
    "commitment": "made",
    "assessment": "date",
    "position": "valid",
}
"""The date field of each kind; an agreement uses the date of its signing if there is one."""
_NO_DATE = Cell()
_OPTIONAL = ("date", "file", "dossier")
"""The columns that are left out if they would be empty."""


class RecordSelection(NamedTuple):
    """Which records the user asked for; names are as typed."""

    kind: str | None = None
    topics: tuple[str, ...] = ()
    who: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    since: Date | None = None
    until: Date | None = None
    limit: int | None = None
    """Maximum number of records of each kind."""


def list_records(dossier: Dossier, question: RecordSelection, *, full: bool = True) -> Document:
    """Report the selected records by kind, in the order of the files: id, title, date, file and line."""
    refuse_reversed(question.since, question.until)
    wanted = _Wanted(dossier, question)
    kinds = tuple(KINDS) if (typed := question.kind) is None else (kind_of(typed),)
    blocks: list[Block] = list(then(dossier))
    if words := wanted.words:
        blocks.append(Notice(cell(say("Only records {limits}.", limits=series(words)))))
    total = 0
    for kind in kinds:
        found = _selected(dossier, kind, wanted, question.limit)
        total += found.total
        if found.shown:
            blocks.append(Heading(KINDS[kind].heading, selection=found.words()))
            blocks.append(_table(dossier, kind, found.shown))
    is_narrowed = question._replace(limit=None) != RecordSelection()
    if not total:
        blocks.append(Notice(cell(say("No records match.") if is_narrowed else say("There are no records here."))))
    return document(
        dossier,
        "list",
        title_of(dossier),
        blocks,
        answers=bool(total) or not is_narrowed,
        subtitle=say_many("{count:,} record", "{count:,} records", total),
        more=say("brief list {kind} -v", kind=code(question.kind)) if question.kind else say("brief list -v"),
        full=full,
        about=wanted.named,
    )


def _selected(dossier: Dossier, kind: str, wanted: "_Wanted", limit: int | None) -> "Selected[Record]":
    """Return the first selected records of a kind; without a filter, only the records that are shown are read."""
    if wanted.is_all:
        return Selected(list(islice(dossier.records(kind), limit)), dossier.counts()[kind])
    found = [record for record in dossier.records(kind) if wanted.fits(record)]
    return Selected(found[:limit], len(found))


def _table(dossier: Dossier, kind: str, records: "list[Record]") -> Table:
    """Return a row for each record; the columns for dates and files are left out if they are empty."""
    columns = (
        Column("id", say("Id")),
        Column("title", say("Title")),
        Column("date", say("Date")),
        Column("file", say("File")),
        Column("dossier", say("Dossier")),
    )
    rows = [_row(dossier, record) for record in records]
    kept = [
        index
        for index, column in enumerate(columns)
        if column.key not in _OPTIONAL or any(row[index].text for row in rows)
    ]
    shown = tuple(
        Row(tuple(row[index] for index in kept), record.id) for row, record in zip(rows, records, strict=True)
    )
    return Table(KINDS[kind].section, tuple(columns[index] for index in kept), shown)


def _row(dossier: Dossier, record: "Record") -> tuple[Cell, ...]:
    origin = dossier.origin(record.id)
    place = {"file": origin.file, "line": origin.line} if origin else None
    return (
        cell(code(record.id)),
        titled(record, dossier),
        _date_cell(dossier, record),
        cell(code(f"{origin.file}:{origin.line}") if origin else "", place),
        cell("" if origin else code(dossier.home(record.id))),  # a file begins with the name
    )


def _date_cell(dossier: Dossier, record: "Record") -> Cell:
    dated, field = _dated(dossier, record)
    if not field:
        return _NO_DATE
    held = found_at(dated, field)
    date = held.value if held and isinstance(held.value, Date) else None
    found = said(dated, field, told=short_date_of(date) if date else "", naming=dossier)
    if isinstance(dated, Event) and dated is not record:
        found = took_place(dossier, dated, led_to(dossier, record, "signed", found))
    return found._replace(value=date) if found.text else found


def _dated(dossier: Dossier, record: "Record") -> "tuple[Record, str]":
    """Return the record and the field that give the date of a record; the field is empty for a kind without dates."""
    event = signing(dossier, record)
    return (event, "date") if event else (record, _DATES.get(record.KIND, ""))


class _Wanted:
    """Decides which records were asked for."""

    def __init__(self, dossier: Dossier, question: RecordSelection) -> None:
        self._dossier = dossier
        self._question = question
        topics = [resolve(dossier, words, ("topic",), "--topic") for words in question.topics]
        who = [resolve(dossier, words, ("person", "organization"), "--who") for words in question.who]
        sources = [resolve(dossier, words, ("source",), "--source") for words in question.sources]
        self.named = (*topics, *who, *sources)
        """Ids of the records named in the filters."""
        self._sets = [set(ids) for asked, ids in (
            (topics, self._about(topics)), (who, self._naming(who)), (sources, self._citing(sources))
        ) if asked]  # fmt: skip
        self.words = [
            *(say("about {name}", name=name(dossier, id_)) for id_ in topics),
            *(say("that name {name}", name=name(dossier, id_)) for id_ in who),
            *(say("that cite {name}", name=name(dossier, id_)) for id_ in sources),
            *([say("from {when}", when=bare_day(question.since))] if question.since else []),
            *([say("to {when}", when=bare_day(question.until))] if question.until else []),
        ]
        """The filters in words."""

    @property
    def is_all(self) -> bool:
        """True if there are no filters."""
        return not self.words

    def _about(self, topics: Iterable[str]) -> Iterator[str]:
        """Yield the topics, their subtopics, and the records on these topics."""
        for topic in narrower(self._dossier, topics):
            yield topic
            yield from (link.id for link in self._dossier.linked_to(topic) if "topics" in link.path.split("."))

    def _naming(self, who: Iterable[str]) -> Iterator[str]:
        for id_ in who:
            yield from (link.id for link in self._dossier.linked_to(id_))

    def _citing(self, sources: Iterable[str]) -> Iterator[str]:
        for id_ in sources:
            yield from (link.id for link in self._dossier.linked_to(id_) if is_citation(link.path))

    def fits(self, record: "Record") -> bool:
        """True if a record matches all filters. A record without a date is outside every period."""
        if not all(record.id in ids for ids in self._sets):
            return False
        since, until = self._question.since, self._question.until
        if not (since or until):
            return True
        dates = claimed(*_dated(self._dossier, record))
        return any(
            not (since and since.after(date) is Answer.YES) and not (until and date.after(until) is Answer.YES)
            for date in dates
        )
