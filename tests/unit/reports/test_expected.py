"""No report says that something planned, cancelled or only expected has happened."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from brief.document import Card, Document, Doubt, Graph, Timeline, cells
from brief.model.dates import Date
from brief.renderers.drawn_events import events_of
from brief.reports.commitments import CommitmentSelection, commitments
from brief.reports.gap_finders import Gaps
from brief.reports.gaps import gaps
from brief.reports.graph import GraphSelection, graph
from brief.reports.meeting import Meeting, meeting
from brief.reports.show import show
from brief.reports.timeline import EventSelection, timeline
from brief.reports.who import who
from brief.stores.query import Store

DAY = Date.parse("2024-06-01")
STRAIT = """
dossier: {{title: The strait, parties: [exland, wyland]}}
sources: {{gazette: {{title: The gazette, published: 2024-01-10}}, late: {{title: The herald, published: 2024-05}}}}
organizations: {{exland: {{name: Exland, kind: country}}, wyland: {{name: Wyland, kind: country}}}}
people:
  ann: {{name: Ann Lee, roles: [{{title: Clerk, org: exland, seen: 2024-01, cite: gazette}}], cite: gazette}}
  bo: {{name: Bo Ash, roles: [{{title: Clerk, org: wyland, seen: 2024-01, cite: gazette}}], cite: gazette}}
events:
  dinner: {{title: Dinner of the clerks, who: {{ann: host, bo: null}}, {event}}}
commitments:
  dine: {{text: Give a dinner, by: exland, for: wyland, due: 2024-05, evidence: dinner, cite: gazette}}
"""
HELD = "date: 2024-01-05, kind: dinner, cite: gazette"
EXPECTED = "expected: no source from that time or later confirms it"


def told(document: Document) -> str:
    return "\n".join(found.text for found in cells(document.blocks))


def card_of(document: Document) -> Card:
    (card,) = (block for block in document.blocks if isinstance(block, Card))
    return card


@pytest.mark.parametrize(
    ("event", "mark", "doubt"),
    [
        (HELD, "", None),
        ("date: 2024-01-05, kind: cancelled, cite: gazette", "kind: cancelled", Doubt.NOT_HELD),
        ("date: 2024-01-05, kind: planned dinner, cite: gazette", "kind: planned dinner", Doubt.NOT_HELD),
        ("date: 2024-01-05, kind: dinner, status: planned, cite: gazette", "status: planned", Doubt.NOT_HELD),
        ("date: 2024-01-05, kind: dinner, status: cancelled, cite: gazette", "status: cancelled", Doubt.NOT_HELD),
        ("date: 2024-01-05, kind: dinner, status: postponed, cite: gazette", "status: postponed", Doubt.NOT_HELD),
        ("date: 2024-01-05, kind: planned dinner, status: held, cite: gazette", "", None),
        ("date: 2024-03, kind: dinner, cite: gazette", EXPECTED, Doubt.EXPECTED),
        ("date: 2024-03, kind: dinner, cite: [gazette, late]", "", None),
        ("date: 2024-03, kind: dinner", "", None),
        ("kind: dinner, cite: gazette", "", None),
    ],
)
def test_an_event_that_did_not_take_place_says_so_and_proves_nothing(
    dossier_of: Callable[[str], Store], event: str, mark: str, doubt: Doubt | None
) -> None:
    store = dossier_of(STRAIT.format(event=event))
    (entry,) = (
        entry
        for block in timeline(store, EventSelection()).blocks
        if isinstance(block, Timeline)
        for entry in block.entries
    )
    assert [found.text for found in entry.marks] == ([mark] if mark else [])
    assert entry.doubts == ((doubt,) if doubt else ())
    shown = "Dinner of the clerks" in told(commitments(store, CommitmentSelection(), DAY))
    assert shown == (not mark)
    assert ("nothing to show for it" in told(gaps(store, Gaps(DAY)))) == bool(mark)
    assert ("State" in [field.label for field in card_of(show(store, "dinner")).fields]) == (mark == EXPECTED)
    unkept = "Nothing is recorded as done on it." in told(meeting(store, Meeting(("exland",), DAY)))
    assert unkept == bool(mark)
    assert ("Bo Ash: Dinner" in told(who(store, "ann", DAY))) == (not mark)


def test_a_kind_that_says_so_is_told_wherever_the_event_is_mentioned(dossier_of: Callable[[str], Store]) -> None:
    store = dossier_of(STRAIT.format(event="date: 2024-01-05, kind: cancelled, cite: gazette"))
    assert "Dinner of the clerks (cancelled), 5 January 2024 — who: was to take part" in told(show(store, "bo"))
    (picture,) = (block for block in graph(store, GraphSelection("bo")).blocks if isinstance(block, Graph))
    assert {edge.what.text for edge in picture.edges if edge.target == "dinner"} == {"host", "was to take part"}
    assert "Dinner of the clerks (cancelled), 5 January 2024" in {node.label.text for node in picture.nodes}


COMMANDS = """
graph, graph --format mermaid, graph --format dot, timeline, timeline --chart, list event, sources, gaps, show exland,
show dine, show bo, search clerks, memo,
memo exland, meeting --with bo, who ann, conflicts, commitments
"""


@pytest.mark.parametrize(
    ("told", "status"),
    [
        *((f"date: 2024-01-05, status: {status}, cite: gazette", status) for status in ("planned", "cancelled")),
        ("date: 2024-03, kind: dinner, cite: gazette", "expected"),
    ],
)
@pytest.mark.parametrize("full", [[], ["-v"]])
def test_no_line_names_an_event_that_did_not_take_place_or_is_expected_without_its_status(
    brief: Callable[..., Any], tmp_path: Path, full: list[str], told: str, status: str
) -> None:
    (tmp_path / "dossier.yaml").write_text(STRAIT.format(event=told), encoding="utf-8")
    for command in COMMANDS.split(","):
        lines = brief(*command.split(), *full).stdout.replace("«", "").replace("»", "").splitlines()
        assert [line for line in lines if "Dinner of the clerks" in line and status not in line] == [], command


def test_a_status_is_a_word_of_the_language(brief: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "dossier.yaml").write_text(
        STRAIT.format(event="date: 2024-01-05, status: cancelled, cite: gazette"), encoding="utf-8"
    )
    for command in ("timeline", "timeline -v", "list event", "show dine"):
        told = brief(*command.split(), env={"BRIEF_LANGUAGE": "pseudo"}).stdout
        assert "⟦cancelled⟧" in told, command


def test_a_picture_which_cuts_long_titles_begins_with_the_status(dossier_of: Callable[[str], Store]) -> None:
    store = dossier_of(STRAIT.format(event="date: 2024-01-05, status: cancelled, cite: gazette"))
    (drawn,) = (held for held in timeline(store, EventSelection()).blocks if isinstance(held, Timeline))
    assert [event.label for event in events_of(drawn)] == ["cancelled: Dinner of the clerks"]


@pytest.mark.parametrize(
    ("event", "told"),
    [
        ("title: Visit, status: cancelled", "Visit (cancelled)"),
        ("title: Visit cancelled, status: cancelled", "Visit cancelled"),
        ("title: Visit, kind: cancelled visit", "Visit (cancelled visit)"),
        (
            "title: Visit, status: cancelled, differs: [{field: status, value: held}]",
            "Visit (cancelled or held (disputed))",
        ),
        (
            "title: Visit, status: held, differs: [{field: status, value: cancelled}]",
            "Visit (held or cancelled (disputed))",
        ),
        ("title: Visit, differs: [{field: status, value: cancelled}]", "Visit (cancelled (disputed))"),
        ("title: Visit off, status: cancelled, inferred: {status: Rain}", "Visit off (cancelled (inferred))"),
        ("title: Visit, status: held", "Visit"),
        ("title: Visit, date: 2024-03, cite: gazette", "Visit (expected)"),
    ],
)
def test_a_field_that_names_an_event_says_its_status_once_and_marks_a_doubtful_one(
    dossier_of: Callable[[str], Store], event: str, told: str
) -> None:
    text = (
        "dossier: {title: T}\nsources: {gazette: {title: Gazette, published: 2024-01}}\n"
        f"events: {{tour: {{{event}}}}}\ncommitments: {{give: {{text: Give, evidence: tour}}}}"
    )
    card = card_of(show(dossier_of(text), "give"))
    assert [found.text for field in card.fields if field.key == "evidence" for found in field.lines] == [told]


STATUSES = """
dossier: {title: T}
sources: {log: {title: Log, key: L}, wire: {title: Wire, key: W}}
events:
  off: {title: Fair, cite: {title: log 1, status: wire 2}, status: cancelled}
  unsure: {title: Race, cite: log 3, differs: [{field: status, value: cancelled, cite: wire 4}]}
  same: {title: Ball, status: planned, cite: log 5}
  guess: {title: Feast, status: cancelled, cite: log 6, inferred: {status: Rain}}
  held: {title: Opening, cite: log 7}
  one: {title: Day, part_of: off, cite: log 8}
  two: {title: Night, part_of: guess, cite: log 8, inferred: {part_of: The same posters}}
  three: {title: Noon, part_of: held, cite: log 8, differs: [{field: part_of, value: off, cite: wire 8}]}
commitments:
  all: {text: Build, evidence: [held, off, same], cite: log 5}
  each: {text: Pay, evidence: [held, unsure], cite: {evidence.0: log 8, evidence.1: log 9, rest: log 8}}
"""


@pytest.mark.parametrize(
    ("record", "line"),
    [
        ("one", "Part of: Fair [L 8] (cancelled) [W 2]"),
        ("two", "Part of: Feast (inferred) (cancelled (inferred))"),
        ("three", "Part of: Opening [L 8]"),
        ("three", "part of disputed: Fair [W 8] (cancelled) [W 2]"),
        ("all", "Evidence: Opening [L 5]"),
        ("all", "Fair [L 5] (cancelled) [W 2]"),
        ("all", "Ball (planned) [L 5]"),
        ("each", "Race [L 9] (cancelled (disputed)) [W 4]"),
    ],
)
def test_the_status_of_an_event_that_a_field_names_has_its_own_citations(
    brief: Callable[..., Any], tmp_path: Path, record: str, line: str
) -> None:
    (tmp_path / "dossier.yaml").write_text(STATUSES, encoding="utf-8")
    assert line in [" ".join(shown.split()) for shown in brief("show", record).stdout.splitlines()]


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("conflicts -v", "Fair [W 8] (cancelled) [W 2]"),
        ("search noon", "part of: Opening L8; or: Fair W8 (cancelled) W2"),
        ("search noon -v", "part of: Opening [L 8]; or: Fair (disputed) [W 8] (cancelled) [W 2]"),
    ],
)
def test_a_version_that_names_an_event_has_its_status(
    brief: Callable[..., Any], tmp_path: Path, command: str, told: str
) -> None:
    (tmp_path / "dossier.yaml").write_text(STATUSES, encoding="utf-8")
    assert told in brief(*command.split()).stdout
