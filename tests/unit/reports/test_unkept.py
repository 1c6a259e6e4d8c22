"""What counts as not carried out and as overdue: the same on every page, and no more than the deadlines bear."""

from collections.abc import Callable

import pytest

from brief.model.dates import Date
from brief.renderers import Format, render
from brief.reports.commitments import CommitmentSelection, commitments
from brief.reports.gap_finders import Gaps
from brief.reports.gaps import gaps
from brief.reports.meeting import Meeting, meeting
from brief.reports.memo import Memo, memo
from brief.reports.overview import overview
from brief.stores.query import Store

STRAND = """
dossier: {title: The strand, parties: [north, south], our_side: south}
sources: {log: {title: The log, published: 2024-01}}
organizations:
  north: {name: Northland, kind: country, cite: log p. 1}
  south: {name: Southland, kind: country, cite: log p. 1}
commitments:
  first: {text: Ring a bell, by: north, for: south, cite: log p. 2}
  second: {text: Paint the bell, by: north, for: south, MORE cite: log p. 2}
"""
APRIL = Date.parse("2024-04-05")


def pages(store: Store) -> dict[str, str]:
    """Every page that counts what is not carried out, as text."""
    made = {
        "commitments": commitments(store, CommitmentSelection(), APRIL, full=False),
        "meeting": meeting(store, Meeting(("north",), APRIL), full=False),
        "memo": memo(store, Memo(APRIL, layout="scene-setter"), full=False),
        "overview": overview(store, APRIL, full=False),
        "gaps": gaps(store, Gaps(APRIL), full=False),
    }
    return {name: render(document, Format.TEXT) for name, document in made.items()}


@pytest.mark.parametrize(
    ("more", "is_unkept", "remark"),
    [
        ("due: 2024-03,", True, ""),
        ("due: 2024-04,", True, ""),
        ("due: 2024-05,", False, "; 1 is not due yet"),
        ("due: 2024-03, differs: [{field: due, value: 2025, cite: log p. 3}],", True, ""),
        ("log: [{status: delayed, date: 2024-02}],", True, ""),
        ("log: [{status: standing, date: 2024-02}],", False, "; 1 is a standing rule"),
        ("log: [{status: partly-done, date: 2024-02}],", False, ""),
    ],
)
def test_nothing_is_missed_of_a_promise_that_lasts_or_whose_time_has_not_come(
    dossier_of: Callable[[str], Store], more: str, remark: str, *, is_unkept: bool
) -> None:
    found = pages(dossier_of(STRAND.replace("MORE", more)))
    told = "any of these" if is_unkept else "1 of 2"
    for name in ("commitments", "meeting", "memo"):
        assert f"Nothing is recorded as done on {told}{remark}." in found[name]
    counted = "2  commitments with nothing" if is_unkept else "1  commitment with nothing"
    assert counted in found["overview"]
    assert counted in found["gaps"]
    minute = "any" if is_unkept else "1"
    told = f"Nothing is recorded as done on {minute} of the 2 open commitments (owed by them)"
    assert told in found["meeting"]


def test_a_standing_rule_needs_no_deadline_and_is_no_point_to_raise(dossier_of: Callable[[str], Store]) -> None:
    rule = "log: [{status: standing, date: 2024-02}],"
    found = pages(dossier_of(STRAND.replace("MORE", rule)))
    dated = STRAND.replace("MORE", rule).replace("text: Ring a bell,", "text: Ring a bell, due: 2024-03,")
    assert "deadline" not in pages(dossier_of(dated))["commitments"]
    assert "1 of 2 lacks a deadline." not in found["commitments"]
    assert "None has a deadline." in found["commitments"]
    points = found["meeting"].partition("POINTS TO RAISE\n")[2].partition("\n\n")[0]
    assert "Promised by Northland: Ring a bell (nothing to show for it)" in points
    assert "Paint the bell" not in points


def test_what_is_settled_is_not_counted_among_the_open(dossier_of: Callable[[str], Store]) -> None:
    dropped = "log: [{status: withdrawn, date: 2024-02, done_by: north}],"
    assert (
        "Nothing is recorded as done on the open commitment."
        in pages(dossier_of(STRAND.replace("MORE", dropped)))["meeting"]
    )


@pytest.mark.parametrize(
    ("more", "told", "remark"),
    [
        ("due: 2024-03,", "Mar 2024, overdue", ""),
        (
            "due: 2024-03, inferred: {due: it is said to be soon},",
            "Mar 2024~, overdue~",
            " (1 by an inferred deadline)",
        ),
        (
            "due: 2024-03, differs: [{field: due, value: 2024-02, cite: log p. 3}],",
            "Mar 2024 or Feb 2024≠, overdue",
            "",
        ),
    ],
)
def test_what_is_overdue_by_an_inferred_deadline_says_so(
    dossier_of: Callable[[str], Store], more: str, told: str, remark: str
) -> None:
    found = pages(dossier_of(STRAND.replace("MORE", more)))
    assert f"{told}  " in found["commitments"]
    assert f"{told}  " in found["meeting"]
    assert f"; 1 is overdue{remark}." in found["meeting"]


def test_what_is_perhaps_overdue_is_counted_apart(dossier_of: Callable[[str], Store]) -> None:
    disputed = "due: 2024-03, differs: [{field: due, value: 2025, cite: log p. 3}],"
    found = pages(dossier_of(STRAND.replace("MORE", disputed)))
    assert "(owed by them); 1 is perhaps overdue." in found["meeting"]


def test_a_row_with_nothing_else_says_what_is_unclear(dossier_of: Callable[[str], Store]) -> None:
    unclear = "unclear: Nobody says who has the rope.,"
    for more, told in ((unclear, True), (f"{unclear} due: 2024-03,", False)):
        found = pages(dossier_of(STRAND.replace("MORE", more)))
        assert ("Nobody says who has the rope" in found["commitments"]) is told


def test_what_is_done_keeps_its_deadline(dossier_of: Callable[[str], Store]) -> None:
    late = "due: 2022-06, log: [{status: done, date: 2024-02}],"
    row = next(
        line
        for line in pages(dossier_of(STRAND.replace("MORE", late)))["commitments"].splitlines()
        if "Paint the bell" in line
    )
    assert "done, Feb 2024" in row
    assert "Jun 2022" in row
    assert "overdue" not in row


FIGURES = "made: 2024-01, log: [{status: done, date: 2024-03}], figures: [{what: owed, value: 'OWED'}, MORE],"


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (
            "{what: paid, value: '120000 crowns', date: 2024-02}",
            "paid: 120,000 crowns (February 2024); promised: owed: 340,000",
        ),
        ("{what: paid, value: '90', date: 2024-01}", ""),
        ("{what: paid, value: '90'}", ""),
    ],
)
def test_what_is_owed_is_no_proof_that_it_was_paid(dossier_of: Callable[[str], Store], more: str, told: str) -> None:
    figures = FIGURES.replace("OWED", "340000").replace("MORE", more)
    page = pages(dossier_of(STRAND.replace("MORE", figures)))["commitments"]
    assert ("owed" in page) is bool(told)
    assert told in page


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("340000", "340,000"),
        ("about 12500 t", "about 12,500 t"),
        ("10000 to 20000", "10,000 to 20,000"),
        ("2026", "2026"),
        ("12345.5", "12345.5"),
        ("1.234567", "1.234567"),
        ("no. A12345", "no. A12345"),
        ("5-12345", "5-12345"),
        ("00123", "00123"),
        ("340,000", "340,000"),
    ],
)
def test_thousands_of_a_figure_are_apart(dossier_of: Callable[[str], Store], value: str, told: str) -> None:
    figure = f"{{what: paid, value: '{value}', date: 2024-02}}"
    figures = FIGURES.replace("OWED", "1").replace("MORE", figure)
    assert f"paid: {told} (" in pages(dossier_of(STRAND.replace("MORE", figures)))["commitments"]


@pytest.mark.parametrize("status", ["withdrawn", "dropped", "failed", "superseded", "done", "delayed"])
def test_the_full_list_of_gaps_names_as_many_as_the_pages_count(
    status: str, dossier_of: Callable[[str], Store]
) -> None:
    more = f"due: 2024-03, log: [{{status: {status}, date: 2024-02, said_by: north, cite: log p. 3}}],"
    store = dossier_of(STRAND.replace("MORE", more))
    named = render(gaps(store, Gaps(APRIL)), Format.TEXT).count("nothing to show for it")
    words = "1  commitment with nothing" if named == 1 else f"{named}  commitments with nothing"
    assert words in pages(store)["gaps"]
    assert named == (2 if status == "delayed" else 1)


def test_gaps_count_the_posts_of_states_that_are_not_confirmed_and_the_overview_counts_people(
    dossier_of: Callable[[str], Store],
) -> None:
    role = "kind: country, roles: [{title: member, org: south, seen: 2020, cite: log p. 1}],"
    store = dossier_of(STRAND.replace("MORE", "").replace("kind: country,", role, 1))
    words = "1  post not confirmed for 12 months"
    assert words in pages(store)["gaps"]
    assert "not confirmed" not in pages(store)["overview"]
    assert "POSTS NOT CONFIRMED FOR 12 MONTHS  1\n- Northland: member" in render(gaps(store, Gaps(APRIL)), Format.TEXT)


def test_the_overview_counts_each_person_with_a_post_not_confirmed_once_and_gaps_lists_only_posts(
    dossier_of: Callable[[str], Store],
) -> None:
    roles = "[{title: Pilot, seen: 2020, cite: log p. 1}, {title: Keeper, seen: 2020, cite: log p. 1}]"
    store = dossier_of(f"{STRAND.replace('MORE', '')}people:\n  ada: {{name: Ada, roles: {roles}}}\n")
    assert "1  person whose post is not confirmed for 12 months  brief gaps --posts" in pages(store)["overview"]
    page = render(gaps(store, Gaps(APRIL, posts=True), full=False), Format.TEXT)
    assert "12 MONTHS  2\n- Ada: Pilot" in page
    assert page.count("\n- ") == 2
    assert "Every post is confirmed." in render(gaps(store, Gaps(APRIL, 200, posts=True), full=False), Format.TEXT)
