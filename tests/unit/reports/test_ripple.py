"""What a paper printed is in the register, whatever it is, and a change of any of it is told."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from functools import cache

import pytest

from brief.app import open_store
from brief.document import Document
from brief.dossier.protocol import Dossier
from brief.model.dates import Date
from brief.model.findings import Severity
from brief.model.papers import IssuedPaper
from brief.reports.broken_values import broken
from brief.reports.commitments import CommitmentSelection, commitments
from brief.reports.conflicts import conflicts
from brief.reports.issued import issued_values
from brief.reports.meeting import Meeting, meeting
from brief.reports.memo import Memo, memo
from brief.reports.timeline import EventSelection, timeline
from brief.stores.query import Store

DossierOf = Callable[[str], Store]
DAY = Date.parse("2031-01-01")
# Each value that may be printed is a word or a year of its own, so that a page shows whether it is printed.
BELLS = """
dossier: {title: Bells, our_side: north, parties: [north, south], summary: Sentence v01}
sources: {log: {title: The log}, book: {title: The book}}
organizations:
  north: {name: Northland, kind: country, cite: log p. 1}
  south: {name: Southland, kind: country, cite: log p. 1}
people:
  jo:
    name: Jo v02
    roles: [{title: Ringer v03, org: south, from: 1811, cite: log p. 2}]
    differs: [{field: roles.0.from, value: "1812", cite: book p. 2}]
    cite: log p. 2
topics: {ropes: {name: Ropes}}
events:
  rung:
    title: The bell v04 is rung
    date: 1813
    place: tower
    who: {jo: ringer v05}
    figures: [{what: peals v06, value: v07}]
    topics: ropes
    cite: log p. 3
    differs:
    - {field: date, value: "1814", cite: book p. 3}
    - {field: title, value: The bell v08 is struck, cite: book p. 3}
    - {field: figures.0.value, value: v09, cite: book p. 3}
places: {tower: {name: Tower v10, cite: log p. 3}}
agreements:
  pact: {title: Pact v11, parties: [north, south], period: 1815, topics: ropes, cite: log p. 4,
    differs: [{field: period, value: "1817", cite: book p. 4}]}
commitments:
  rope:
    text: Buy a rope v12
    by: south
    for: north
    made: 1819
    due: 1820
    log: [{date: 1821, status: delayed, said_by: south, cite: log p. 5}]
    unclear: Which rope v13
    topics: ropes
    cite: log p. 5
    differs:
    - {field: due, value: "1822", cite: book p. 5}
    - {field: text, value: Sell a rope v14, cite: book p. 5}
assessments:
  view: {text: The rope v15 holds, by: jo, date: 1823, likelihood: likely, topics: ropes, cite: log p. 6,
    differs: [{field: text, value: The rope v16 breaks, cite: book p. 6}]}
questions:
  why: {text: Why does v17 ring?, topics: ropes}
positions:
  ask: {text: Ask for v18, use: point, with: south}
  reply: {text: Say v19, use: response, if_raised: the v20, with: south}
"""
PAPERS: dict[str, Callable[[Dossier, bool], Document]] = {
    "timeline": lambda dossier, full: timeline(dossier, EventSelection(), full=full),
    "memo": lambda dossier, full: memo(dossier, Memo(DAY), full=full),
    "one-pager": lambda dossier, full: memo(dossier, Memo(DAY, layout="one-pager"), full=full),
    "meeting": lambda dossier, full: meeting(dossier, Meeting(("jo",), DAY), full=full),
    "commitments": lambda dossier, full: commitments(dossier, CommitmentSelection(), DAY, full=full),
    "conflicts": lambda dossier, full: conflicts(dossier, full=full),
}
_VALUE = re.compile(r"\bv\d\d\b|\b18\d\d\b")


def issued(dossier: Dossier, document: Document) -> IssuedPaper:
    """The paper as the register has it."""
    values = issued_values(dossier, document)
    return IssuedPaper("paper.md", document.kind, document.title, DAY.text, values=values)


@pytest.fixture(scope="module")
def bells(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DossierOf]:
    """A function that opens the dossier with another value in place of one; each is compiled once for all papers."""
    folder = tmp_path_factory.mktemp("bells")
    with ExitStack() as opened, pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder / "cache"))

        @cache
        def changed(value: str) -> Store:
            root = folder / f"without-{value}"
            root.mkdir()
            other = f"x{value[1:]}" if value[:1] == "v" else f"17{value[2:]}"
            (root / "dossier.yaml").write_text(BELLS.replace(value, other) if value else BELLS, encoding="utf-8")
            store = opened.enter_context(closing(open_store(root)))
            assert list(store.findings(Severity.ERROR)) == []
            return store

        yield changed


@pytest.mark.parametrize("full", [False, True], ids=["short", "full"])
@pytest.mark.parametrize("name", PAPERS)
def test_a_change_of_any_printed_value_is_told(name: str, full: bool, bells: DossierOf) -> None:
    then = bells("")
    document = PAPERS[name](then, full)
    paper = issued(then, document)
    assert list(broken(then, paper)) == []
    spans = (found.flat if full else found.printed for found in document.printed)
    printed = set(_VALUE.findall("\n".join("".join(span.text for span in some) for some in spans)))
    assert len(printed) >= 5
    missed = []
    for value in sorted(printed):
        lines = [line.text for line in broken(bells(value), paper)]
        missed += [value] if not any(value in line for line in lines) else []
    assert missed == []


NEWS = {
    "question": ("{text: Why does v17 ring?,", "{text: Why does v17 ring?, answer: It was cast, cite: log p. 9,"),
    "event": ("date: 1813\n", "date: 1813\n    status: cancelled\n"),
    "person": ("name: Jo v02", "name: Jo v02\n    died: 1830"),
    "commitment": ("made: 1819", "made: 1819\n    evidence: rung"),
}
LINES = {
    "question": "Why does v17 ring?: answered since: It was cast",
    "event": "The bell v04 is rung: now cancelled",
    "person": "Jo v02: died 1830",
    "commitment": "Buy a rope v12: now shown by The bell v04 is rung",
}


@pytest.mark.parametrize("kind", NEWS)
def test_what_a_paper_could_not_know_is_told(kind: str, dossier_of: DossierOf) -> None:
    then = dossier_of(BELLS)
    paper = issued(then, PAPERS["memo"](then, True))
    told = [line.text for line in broken(dossier_of(BELLS.replace(*NEWS[kind])), paper)]
    assert [line for line in told if line.startswith(LINES[kind])], told


def test_an_event_that_is_only_planned_does_not_show_a_promise_kept(dossier_of: DossierOf) -> None:
    then = dossier_of(BELLS)
    paper = issued(then, PAPERS["memo"](then, True))
    planned = BELLS.replace(*NEWS["commitment"]).replace("date: 1813\n", "date: 1813\n    status: planned\n")
    told = [line.text for line in broken(dossier_of(planned), paper)]
    assert told and not [line for line in told if "shown by" in line]


def test_all_versions_of_what_is_newly_disputed_are_told(dossier_of: DossierOf) -> None:
    then = dossier_of(BELLS)
    paper = issued(then, PAPERS["memo"](then, False))
    now = dossier_of(
        BELLS.replace("{field: period,", "{field: title, value: Treaty, cite: book p. 4}, {field: period,")
    )
    told = [line.text for line in broken(now, paper)]
    assert told == ["Pact v11, title: now disputed: Pact v11; or: Treaty (disputed)"]
