"""A rival claim about another record or another day is printed under its name, or not at all."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from brief.app import open_store
from brief.document import Document, Heading, cells
from brief.dossier.as_of import AsOf
from brief.dossier.known import KnownBy
from brief.dossier.protocol import Dossier
from brief.model.dates import Date
from brief.model.user_error import UserError
from brief.reports.commitments import CommitmentSelection, commitments
from brief.reports.conflicts import conflicts
from brief.reports.gap_finders import Gaps
from brief.reports.gaps import gaps
from brief.reports.graph import GraphSelection, graph
from brief.reports.meeting import Meeting, meeting
from brief.reports.memo import Memo, memo
from brief.reports.search import Search, search
from brief.reports.show import show
from brief.reports.timeline import EventSelection, timeline
from brief.reports.who import who
from brief.stores.query import Store

TODAY = Date.parse("2026-01-01")
FAIR = """
dossier: {title: The fair}
sources:
  ledger: {title: The ledger, published: 2021}
  diary: {title: The diary, published: 2024-09}
people:
  ada: {name: Ada Moss, cite: ledger p. 1}
  bo:
    name: Bo Lind
    born: 1970
    cite: ledger p. 1
    roles:
    - {title: Warden, from: 2018-01, to: 2021-06, cite: ledger p. 2}
    - {title: Judge, from: 2023-03, cite: ledger p. 3}
    differs:
    - {field: born, value: 1975, cite: diary p. 1}
    - {field: roles.0.to, value: 2021-08, cite: diary p. 2}
    - {field: roles.1.from, value: 2019, cite: diary p. 3}
organizations:
  guild: {name: Guild of Bakers, cite: ledger p. 4}
  wex: {name: Wex Mill, cite: ledger p. 4}
programs:
  ovens: {name: New ovens, period: 2024/2025, cite: diary p. 4}
events:
  fair:
    title: Bread fair
    date: 2020-05-01
    kind: fair
    status: planned
    who: {ada: guest}
    cite: ledger p. 5
    differs:
    - {field: who.bo, value: chair, cite: diary p. 5}
    - {field: status, value: cancelled, cite: diary p. 6}
commitments:
  oven:
    text: Mend the oven
    by: guild
    made: 2019
    cite: ledger p. 6
    log:
    - {date: 2023-01, status: done, said_by: guild, cite: ledger p. 7}
    differs:
    - {field: under, value: ovens, cite: diary p. 7}
    - {field: log.0.said_by, value: wex, cite: diary p. 8}
    - {field: log.0.date, value: 2020-02, cite: diary p. 9}
questions:
  cost: {text: What did it cost?, about: fair, flagged_by: source, cite: {text: ledger p. 8, flagged_by: diary p. 10}}
"""


def told(document: Document) -> str:
    """Return the cells and headings of a document, one per line."""
    headings = [str(block.text) for block in document.blocks if isinstance(block, Heading)]
    return "\n".join([document.title, *headings, *(found.text for found in cells(document.blocks))])


@pytest.fixture
def fair(dossier_of: Callable[[str], Store]) -> Store:
    return dossier_of(FAIR)


def as_of(dossier: Dossier, day: str) -> Dossier:
    return AsOf(dossier, Date.parse(day))


ASKED: dict[str, Callable[[Dossier], Document]] = {
    "timeline": lambda held: timeline(held, EventSelection()),
    "timeline --who": lambda held: timeline(held, EventSelection(who=("bo",))),
    "who": lambda held: who(held, "bo", TODAY),
    "show": lambda held: show(held, "fair"),
    "conflicts": conflicts,
    "memo": lambda held: memo(held, Memo(TODAY)),
    "meeting": lambda held: meeting(held, Meeting(("ada",), TODAY)),
    "search": lambda held: search(held, Search("chair")),
}


@pytest.mark.parametrize("report", ASKED.values(), ids=ASKED)
def test_who_took_part_by_another_source_is_named(fair: Store, report: Callable[[Dossier], Document]) -> None:
    lines = [line for line in told(report(fair)).splitlines() if "chair" in line or "Bread fair — " in line]
    assert any("Bo Lind" in line for line in lines), lines
    assert not any("bo disputed" in line or "— bo" in line for line in lines)


def test_a_record_knows_the_rival_values_that_name_it(fair: Store) -> None:
    assert "who: chair (disputed)" in told(show(fair, "bo"))
    chaired = {
        (edge.source, edge.what.text)
        for block in graph(fair, GraphSelection("bo")).blocks
        for edge in getattr(block, "edges", ())
    }
    assert ("bo", "chair (disputed)") in chaired


def test_only_a_rival_value_is_no_meeting(fair: Store) -> None:
    assert "Ada Moss: Bread fair" not in told(who(fair, "bo", TODAY))


def test_an_unknown_id_in_the_field_of_a_rival_value_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "dossier.yaml").write_text(FAIR.replace("who.bo", "who.zork"), encoding="utf-8")
    with closing(open_store(tmp_path)) as store:
        found = [(item.code, item.path) for item in store.findings()]
    assert ("unknown-id", "differs.0.field") in found


def test_a_later_rival_date_is_hidden_with_the_later_date(fair: Store) -> None:
    held = as_of(fair, "2020-12-31")
    assert "Warden, end" in told(conflicts(fair))
    assert "Warden, end" not in told(conflicts(held))
    assert "2021" not in told(who(held, "bo", TODAY))


def test_a_later_rival_date_beside_an_earlier_one_says_so(fair: Store) -> None:
    held = as_of(fair, "2021-07")
    for document in (who(held, "bo", TODAY), conflicts(held), show(held, "bo")):
        assert "August 2021 (later than July 2021)" in told(document) or "(August 2021: later than July 2021)" in told(
            document
        )
    assert "1975 (later than 1972)" in told(show(as_of(fair, "1972"), "bo"))


def test_what_a_rival_value_dates_earlier_is_shown(fair: Store) -> None:
    post = told(who(as_of(fair, "2020"), "bo", TODAY))
    assert "Judge" in post
    assert "March 2023 (later than 2020)" in post
    said = told(commitments(as_of(fair, "2020-12"), CommitmentSelection(), TODAY))
    assert "nothing said of it since" not in said
    assert "January 2023 (later than December 2020)" in said
    assert "Judge" not in told(who(as_of(fair, "2018-06"), "bo", TODAY))


@pytest.mark.parametrize("report", [lambda held: commitments(held, CommitmentSelection(), TODAY), conflicts])
def test_ids_in_rival_values_are_names_or_hidden(fair: Store, report: Callable[[Dossier], Document]) -> None:
    assert "Wex Mill" in told(report(fair))
    assert "New ovens" in told(report(fair))
    for held in (as_of(fair, "2023-06"), KnownBy(fair, Date.parse("2022"))):
        assert "ovens" not in told(report(held)).lower()


def test_a_question_of_a_source_is_not_open_before_a_source_says_so(fair: Store) -> None:
    assert "What did it cost?" in told(gaps(fair, Gaps(TODAY)))
    assert "What did it cost?" not in told(gaps(KnownBy(fair, Date.parse("2022")), Gaps(TODAY)))


def test_a_name_that_was_not_known_by_a_day_is_said_to_be_unknown_by_then(fair: Store) -> None:
    with pytest.raises(UserError, match="`rud`, known by 2022"):
        who(KnownBy(fair, Date.parse("2022")), "rud", TODAY)


def test_a_disputed_status_is_printed_once(fair: Store) -> None:
    assert told(timeline(fair, EventSelection())).count("status: planned") == 1
