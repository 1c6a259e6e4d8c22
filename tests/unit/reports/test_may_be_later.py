"""A date that may be later than the day of a view has a mark wherever it is printed, whatever field it is of."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import brief
from brief.document import Card, Cell, Cite, Document, Mark, Sign, Timeline, When, cells
from brief.dossier.as_of import AsOf
from brief.model.dates import Answer, Date
from brief.model.kinds import KINDS
from brief.model.shape import Fields, fields
from brief.reports.commitments import CommitmentSelection, commitments
from brief.reports.conflicts import conflicts
from brief.reports.gap_finders import Gaps
from brief.reports.gaps import gaps
from brief.reports.graph import GraphSelection, graph
from brief.reports.list import RecordSelection, list_records
from brief.reports.meeting import Meeting, meeting
from brief.reports.memo import Memo, memo
from brief.reports.overview import overview
from brief.reports.people import everyone
from brief.reports.search import Search, search
from brief.reports.show import show
from brief.reports.timeline import EventSelection, timeline
from brief.reports.who import who
from brief.reports.words import AHEAD
from brief.stores.query import Store

TODAY = Date.parse("2030-03-01")
YEAR = Date.parse("2019")
DOSSIER = """
dossier: {title: The harbours, parties: [ast, bor], our_side: bor}
sources: {log: {title: The log, published: 1999, accessed: DATE}}
organizations:
  ast:
    name: Ast
    kind: country
    figures: [{what: boats, value: "3", date: DATE}]
    roles: [{title: chair, org: bor, from: DATE, to: DATE, seen: DATE}]
    cite: log p. 1
  bor: {name: Bor, kind: country, names: [{name: B, from: DATE, to: DATE}], cite: log p. 1}
people:
  ula:
    name: Ula Fenn
    born: DATE
    died: DATE
    names: [{name: Ola, from: DATE, to: DATE}]
    roles: [{title: Keeper, org: ast, from: DATE, seen: DATE}, {title: Cook, org: ast, from: DATE, to: DATE}]
    memberships: [{org: bor, from: DATE, to: DATE, seen: DATE}]
    cite: log p. 2
events:
  fair:
    title: The fair
    date: DATE
    who: {ula: guest, ast: host, bor: guest}
    figures: [{what: men, value: "7", date: DATE}]
    cite: log p. 3
agreements:
  pact:
    title: The pact
    parties: [ast, bor]
    signed: fair
    in_force: DATE
    registered: [{register: Roll, date: DATE}]
    cite: log p. 4
  deal:
    title: The deal
    parties: [ast, bor]
    terminated: DATE
    period: DATE
    figures: [{what: pages, value: "9", date: DATE}]
    cite: log p. 4
programs:
  course: {name: The course, by: ast, period: DATE, figures: [{what: days, value: "9", date: DATE}], cite: log p. 5}
commitments:
  lamps:
    text: Give lamps
    by: ast
    for: bor
    made: DATE
    due: DATE
    evidence: fair
    log: [{date: DATE, status: delayed}]
    figures: [{what: lamps, value: "70", date: DATE}]
    cite: log p. 6
assessments:
  view: {text: It may work, by: ast, about: pact, date: DATE, cite: log p. 7}
  hope: {text: It will work, by: ula, about: pact, date: DATE, cite: log p. 7}
positions:
  ask: {text: Ask for lamps, use: point, with: ast, valid: DATE}
"""

DISPUTED = {
    "ula": ("born", "died", "roles.0.from", "roles.0.seen", "roles.1.to", "memberships.0.from"),
    "ast": ("roles.0.from", "figures.0.date"),
    "fair": ("date", "figures.0.date"),
    "pact": ("in_force", "registered.0.date"),
    "deal": ("terminated",),
    "lamps": ("made", "log.0.date", "figures.0.date"),
    "view": ("date",),
}
"""Records with fields on which sources differ."""


def date_fields(cls: type[Fields], above: str) -> Iterator[str]:
    """Yield the path of each date field of a class: `person.roles.seen`."""
    for name, field in fields(cls).items():
        one = field.shape.one
        if one.type is Date and name not in AHEAD:
            yield f"{above}.{name}"
        elif one.is_part and name not in ("cite", "differs"):
            yield from date_fields(one.type, f"{above}.{name}")


def dates(held: Fields, above: str) -> Iterator[str]:
    """Yield the path of each date in a record or part, without positions."""
    for name, field in fields(type(held)).items():
        value = getattr(held, field.attribute)
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, Date) and name not in AHEAD:
                yield f"{above}.{name}"
            elif isinstance(one, Fields):
                yield from dates(one, f"{above}.{name}")


def papers(then: AsOf, *forms: bool) -> Iterator[Document]:
    """Yield every report on a view, in these forms: True for full ones, False for short ones."""
    day = then.as_of
    for full in forms:
        yield timeline(then, EventSelection(), full=full)
        yield overview(then, TODAY, full=full)
        yield everyone(then, TODAY, full=full)
        yield graph(then, GraphSelection(), full=full)
        yield commitments(then, CommitmentSelection(), TODAY, full=full)
        yield conflicts(then, full=full)
        yield gaps(then, Gaps(TODAY), full=full)
        yield list_records(then, RecordSelection(), full=full)
        yield search(then, Search("ast bor fair pact lamps ula chair"), full=full)
        yield who(then, "ula", TODAY, full=full)
        yield who(then, "keeper", TODAY, full=full)
        yield memo(then, Memo(TODAY), full=full)
        for subject in ("ula", "ast", "fair", "pact", "deal"):
            yield memo(then, Memo(TODAY, subject), full=full)
        yield memo(then, Memo(TODAY, layout="one-pager"), full=full)
        yield memo(then, Memo(TODAY, "ula", "bio-note"), full=full)
        for met in ("ula", "ast"):
            yield meeting(then, Meeting((met,), day, today=TODAY), full=full)
    for kind in KINDS:
        yield from (show(then, record.id, today=TODAY) for record in then.records(kind))


def printed(found: Cell, date: Date) -> Iterator[tuple[When, bool]]:
    """Yield each place where a cell prints a date, and whether a mark says that it may be later."""
    spans = [span for span in found.flat if not isinstance(span, Cite)]
    for index, span in enumerate(spans):
        if isinstance(span, When) and span.date == date:
            behind = spans[index + 1 :]
            end = next((at for at, other in enumerate(behind) if not isinstance(other, Mark)), len(behind))
            yield span, any(isinstance(mark, Mark) and mark.sign is Sign.MAY_BE_LATER for mark in behind[:end])


def is_ahead(span: When) -> bool:
    """True if a date is that of a field that needs no mark."""
    return span.of is not None and not AHEAD.isdisjoint(span.of.path.split("."))


def pages_of_dates(date: str, day: str, store: Store) -> tuple[Date, AsOf]:
    held, then = Date.parse(date), AsOf(store, Date.parse(day))
    assert held.later_than(then.as_of) is Answer.CANNOT_TELL
    return held, then


DAYS = [("2019", "2019-06-01"), ("2019~", "2018-12"), ("2019-06", "2019-06-29"), ("201X", "2012")]


@pytest.mark.parametrize(("date", "day"), DAYS[::3])
def test_each_page_says_that_a_date_may_be_later_than_the_day(
    date: str, day: str, dossier_of: Callable[[str], Store]
) -> None:
    held, then = pages_of_dates(date, day, dossier_of(DOSSIER.replace("DATE", date)))
    for document in papers(then, True, False):
        entries = [entry for block in document.blocks if isinstance(block, Timeline) for entry in block.entries]
        said_behind = {id(found) for entry in entries for found in (entry.date, entry.short and entry.short.date)}
        for entry in entries:
            assert any(mark.text.startswith("may be later than") for mark in entry.marks), (document.kind, entry)
            assert entry.short is None or "may be later than" in entry.short.who.text, (document.kind, entry)
        for found in (found for full in (True, False) for found in cells(document.blocks, full=full)):
            for span, is_marked in printed(found, held):
                assert is_marked or is_ahead(span) or id(found) in said_behind, (document.kind, found.text)


@pytest.mark.parametrize(
    ("own", "rival", "full"), [("2019", "1999", True), ("1999", "2019", False), ("2019", "2019-05/2019-09", False)]
)
def test_each_page_says_of_each_version_of_a_disputed_date_whether_it_may_be_later(
    own: str, rival: str, full: bool, dossier_of: Callable[[str], Store]
) -> None:
    text = DOSSIER.replace("DATE", own)
    for id_, paths in DISPUTED.items():
        rivals = ", ".join(f"{{field: {path}, value: {rival}, cite: log p. 9}}" for path in paths)
        text = re.sub(rf"^  {id_}:(?: {{|\n    )", rf"\g<0>differs: [{rivals}]SEPARATOR", text, flags=re.MULTILINE)
    text = re.sub(r"(  \w+: {differs: .*)SEPARATOR", r"\1, ", text).replace("SEPARATOR", "\n    ")
    held, then = pages_of_dates("2019", "2019-06-01", dossier_of(text))
    versions = {Date.parse(own), Date.parse(rival)}
    for document in papers(then, full):
        entries = [entry for block in document.blocks if isinstance(block, Timeline) for entry in block.entries]
        said_behind = {id(found) for entry in entries for found in (entry.date, entry.short and entry.short.date)}
        for entry in entries:
            is_doubted = any(mark.text.startswith("may be later than") for mark in entry.marks)
            assert is_doubted == (entry.date.value == held), (document.kind, entry)
        for found in cells(document.blocks, full=full):
            for span, is_marked in printed(found, held):
                assert is_marked or is_ahead(span) or id(found) in said_behind, (document.kind, found.text)
            for version in versions - {held}:
                assert not any(is_marked for _, is_marked in printed(found, version)), (document.kind, found.text)


@pytest.mark.parametrize(("date", "day"), DAYS)
def test_each_date_field_of_each_kind_is_shown_with_its_mark(
    date: str, day: str, dossier_of: Callable[[str], Store]
) -> None:
    held, then = pages_of_dates(date, day, dossier_of(DOSSIER.replace("DATE", date)))
    tried: set[str] = set()
    for record in (record for kind in KINDS for record in then.records(kind)):
        fields_ = [*dates(record, record.KIND)]
        card = next(block for block in show(then, record.id).blocks if isinstance(block, Card))
        marks = [is_marked for found in cells((card,)) for _, is_marked in printed(found, held)]
        assert sum(marks) >= len(fields_), (record.id, fields_)
        tried.update(fields_)
    assert {path for kind in KINDS for path in date_fields(KINDS[kind].record, kind)} == tried


def test_the_trail_of_a_date_says_so_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "dossier.yaml").write_text(DOSSIER.replace("DATE", "2019"), encoding="utf-8")
    with brief.open(tmp_path, as_of="2019-06-01") as held:
        for path in ("ula.died", "ula.roles", "lamps.log", "deal.terminated"):
            told = [found for cell in cells(brief.why(held, path).blocks) for found in printed(cell, YEAR)]
            marks = {is_marked for span, is_marked in told if not is_ahead(span)}
            assert marks == {True}, path
