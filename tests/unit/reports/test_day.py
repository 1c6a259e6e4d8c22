"""Every paper that has a day prints it."""

from collections.abc import Callable

import pytest

from brief.document import cells
from brief.dossier.as_of import AsOf
from brief.dossier.known import KnownBy
from brief.model.dates import Date
from brief.reports.commitments import CommitmentSelection, commitments
from brief.reports.conflicts import conflicts
from brief.reports.gap_finders import Gaps
from brief.reports.gaps import gaps
from brief.reports.graph import GraphSelection, graph
from brief.reports.list import RecordSelection, list_records
from brief.reports.meeting import Meeting, meeting
from brief.reports.memo import Memo, memo
from brief.reports.overview import overview
from brief.reports.sources import sources
from brief.reports.timeline import EventSelection, timeline
from brief.reports.who import who
from brief.stores.query import Store

TODAY, DAY = Date.parse("2026-11-22"), Date.parse("2025-03")
LAMPS = """\
dossier: {title: Lamps}
people: {ada: {name: Ada}}
"""


def test_the_day_is_that_of_the_paper_or_the_one_asked_for(dossier_of: Callable[[str], Store]) -> None:
    store = dossier_of(LAMPS)
    assert memo(store, Memo(TODAY)).day == "22 November 2026"
    assert memo(AsOf(store, DAY), Memo(TODAY)).day == "22 November 2026, as of March 2025"
    assert meeting(store, Meeting(("ada",), DAY)).day == "March 2025"
    assert who(store, "ada", TODAY).day == commitments(store, CommitmentSelection(), TODAY).day == "22 November 2026"
    assert gaps(store, Gaps(TODAY)).day == "22 November 2026"
    assert who(AsOf(store, DAY), "ada", TODAY).day == commitments(AsOf(store, DAY), CommitmentSelection(), TODAY).day
    assert who(AsOf(store, DAY), "ada", TODAY).day == gaps(AsOf(store, DAY), Gaps(TODAY)).day == "as of March 2025"
    assert conflicts(AsOf(store, DAY)).day == sources(AsOf(store, DAY)).day == "as of March 2025"
    assert timeline(AsOf(store, DAY), EventSelection()).day == "as of March 2025"
    assert graph(AsOf(store, DAY), GraphSelection()).day == overview(AsOf(store, DAY), TODAY).day == "as of March 2025"
    assert graph(store, GraphSelection()).day == overview(store, TODAY).day == ""
    assert timeline(store, EventSelection()).day == conflicts(store).day == ""


def test_what_is_told_as_known_by_a_day_says_so(dossier_of: Callable[[str], Store]) -> None:
    known = KnownBy(dossier_of(LAMPS), DAY)
    assert timeline(known, EventSelection()).day == "known by March 2025"
    assert memo(known, Memo(TODAY)).day == "22 November 2026, known by March 2025"


PACT = """\
dossier: {title: Pact}
sources: {paper: {title: Paper, published: 2025-04}}
organizations: {town: {name: Town}}
people: {ada: {name: Ada, roles: [{title: Mayor, org: town, seen: 2025-03, cite: paper}], cite: paper}}
events: {signed: {title: Pact signed, date: 2025-03, cite: paper}, walk: {title: Walk, date: 2025-02, cite: paper}}
agreements:
  pact: {title: The pact, signed: signed, cite: paper}
  talks: {title: The talks, cite: paper}
"""


@pytest.mark.parametrize("layout", ["full", "one-pager", "scene-setter", "bio-note"])
def test_a_paper_with_a_past_date_makes_nothing_planned(dossier_of: Callable[[str], Store], layout: str) -> None:
    store = dossier_of(PACT)

    def printed(date: str, day: str | None = None) -> list[str]:
        seen = AsOf(store, Date.parse(day)) if day else store
        paper = memo(seen, Memo(Date.parse(date), None, layout, today=TODAY), full=False)
        return [found.text for found in cells(paper.blocks)]

    now = printed("2026-11-22")
    assert printed("2020-01-01") == now
    assert not any(word in words for words in now for word in ("to be signed", "planned", "only later"))
    assert memo(store, Memo(Date.parse("2020-01-01"), None, layout, today=TODAY)).day == "1 January 2020"
    assert "only later" in " ".join(printed("2026-11-22", "2020-01-01"))
    if layout != "bio-note":
        assert any("last seen in post" in words for words in printed("2030-01-01"))


@pytest.mark.parametrize(
    ("event", "state", "told"),
    [
        ("date: 2025-03", "signed Mar 2025", "signed March 2025"),
        ("date: 2025-03, status: cancelled", "signing Mar 2025 (cancelled)", "signing March 2025 (cancelled)"),
        ("date: 2027-03, status: cancelled", "signing Mar 2027 (cancelled)", "signing March 2027 (cancelled)"),
        ("date: 2025-03, status: postponed", "signing Mar 2025 (postponed)", "signing March 2025 (postponed)"),
        ("date: 2025-03, kind: planned signing", "signing Mar 2025 (planned signing)", "signing March 2025 (planned"),
        ("date: 2027-03, status: planned", "to be signed Mar 2027", "signing March 2027 (planned)"),
        ("date: 2026-10", "signing Oct 2026 (expected)", "signing October 2026 (expected)"),
        ("status: planned", "signing without a date (planned)", ""),
    ],
)
def test_only_a_signing_that_was_held_is_a_signature(
    dossier_of: Callable[[str], Store], event: str, state: str, told: str
) -> None:
    store = dossier_of(
        "dossier: {title: Pact}\nsources: {paper: {title: Paper, published: 2025-04}}\n"
        f"events: {{rite: {{title: Rite, {event}, cite: paper}}}}\n"
        "agreements: {pact: {title: The pact, signed: rite, cite: paper}}\n"
    )
    paper = memo(store, Memo(Date.parse("2026-11-22"), "pact", "full"))
    words = [found.text for found in cells(paper.blocks)]
    assert state in words
    assert any(line.startswith(f"The pact; {told}") for line in words) if told else "The pact" in words
    assert any("signed" in line for line in words) == ("signed" in state)
    listed = [found.text for found in cells(list_records(store, RecordSelection("agreement")).blocks)]
    said = state.removeprefix("to be signed ").removeprefix("signed ").removeprefix("signing ")
    assert not told or any(line.startswith(said) for line in listed)


@pytest.mark.parametrize(("kind", "state"), [("course", "ended June 2026"), ("planned course", "to run Jan–Jun 2026")])
def test_a_plan_does_not_end(dossier_of: Callable[[str], Store], kind: str, state: str) -> None:
    store = dossier_of(f"dossier: {{title: C}}\nprograms: {{c: {{name: C, kind: {kind}, period: 2026-01/2026-06}}}}\n")
    paper = memo(store, Memo(Date.parse("2026-11-22")))
    assert state in [found.text for found in cells(paper.blocks)]
