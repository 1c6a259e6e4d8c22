"""Events that may be later than a day, or than the latest event: said only if the dates leave it open."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.document import cells
from brief.dossier.protocol import Claim, EventFilter
from brief.model.dates import Answer, Date
from brief.model.events import Event
from brief.reports.delegations import latest
from brief.reports.meeting import Meeting, meeting
from brief.reports.memo import Memo, memo
from brief.reports.overview import overview
from brief.reports.words import doubt
from brief.stores.query import Store

days = st.integers(1, 60).map(lambda day: Date.parse(f"2024-0{1 + day // 31}-{1 + day % 28:02d}"))
partial = st.sampled_from(["2024", "2024-01", "2024-02", "2024-21", "2024-25", "2024-01~"]).map(Date.parse)


def order(*dates: str) -> list[tuple[str, str]]:
    """Return the events at these dates that may be the latest, and how they compare with it."""
    claims = [Claim(Event(id=date, title=date), Date.parse(date), None) for date in dates]
    ordered = sorted(claims, key=lambda claim: claim.date.sort_ints if claim.date else (0, 0))
    return [(found.event.id, found.order) for found in latest(Nothing(), ordered)]  # type: ignore[arg-type]


class Nothing:
    """A dossier without records."""

    def get(self, id_: str) -> None:
        """Return None: there is no record."""


@pytest.mark.parametrize(
    ("dates", "found"),
    [
        (["2020-01-02", "2020-01-02T09:00:00"], [("2020-01-02T09:00:00", ""), ("2020-01-02", "the same day")]),
        (["2020-01-01", "2020-01-02"], [("2020-01-02", "")]),
        (
            ["2020-01-02T09:00:00", "2020-01-02T15:00:00"],
            [("2020-01-02T15:00:00", ""), ("2020-01-02T09:00:00", "the same day")],
        ),
        (["2020", "2020-03-04"], [("2020-03-04", ""), ("2020", "perhaps later")]),
        (["2020-01", "2020-03-04"], [("2020-03-04", "")]),
        (["2020-21", "2020-03-04"], [("2020-03-04", ""), ("2020-21", "perhaps later (months not known)")]),
        (["2020-25", "2020-02-04"], [("2020-25", "")]),
        (["2020-25", "2020-03-04"], [("2020-03-04", ""), ("2020-25", "perhaps later")]),
        (["2020-01-02/..", "2020-03-04"], [("2020-03-04", "")]),
        (["2020-03-04", "2020-03-04/2020-05-06"], [("2020-03-04", ""), ("2020-03-04/2020-05-06", "the same day")]),
        (["2020-01-02", "../2020"], [("2020-01-02", "")]),
        (["2020-01-02", "/2020"], [("2020-01-02", ""), ("/2020", "perhaps later")]),
        (["../2020"], [("../2020", "")]),
    ],
)
def test_the_latest_those_of_its_day_and_those_that_may_be_later(
    dates: list[str], found: list[tuple[str, str]]
) -> None:
    assert order(*dates) == found


@given(st.lists(days, min_size=1, max_size=5))
def test_of_exact_days_none_is_perhaps_later_and_none_of_the_last_day_is_left_out(several: list[Date]) -> None:
    found = order(*(date.text for date in dict.fromkeys(several)))
    assert "perhaps later" not in dict(found).values()
    assert {id_ for id_, _ in found} == {max(date.text for date in several)}


@given(days, partial)
def test_a_date_known_in_part_is_perhaps_later_only_if_its_days_lie_on_both_sides(day: Date, part: Date) -> None:
    _, end = part.reach
    assert end
    assert part.earliest
    assert day.earliest
    if part.earliest > day.earliest:
        expected = [(part.text, "")]
    else:
        perhaps = "perhaps later (months not known)" if part.has_no_months else "perhaps later"
        expected = [(day.text, ""), *([(part.text, perhaps)] if end - 1 > day.earliest else [])]
    assert order(day.text, part.text) == expected


@given(days | partial, days | partial)
def test_a_date_may_be_later_than_a_day_only_if_its_days_lie_on_both_sides(date: Date, as_of: Date) -> None:
    first, end = date.reach
    assert first and end and as_of.latest
    said = bool(doubt(date, as_of))
    assert said is (date.later_than(as_of) is Answer.CANNOT_TELL)
    if date.precision.value == "day":
        assert not said
    if said:
        assert first < as_of.latest < end


TREATIES = """
dossier: {title: Treaties, parties: [exland, wyland]}
organizations: {exland: {name: Exland, kind: country}, wyland: {name: Wyland, kind: country}}
events:
  tax: {title: Tax treaty signed, date: 2020-01-02, who: {exland: party, wyland: party}}
  air: {title: Air treaty signed, date: 2020-01-02, who: {exland: party, wyland: party}}
"""


def test_two_events_of_one_day_are_both_the_latest_in_every_paper(dossier_of: Callable[[str], Store]) -> None:
    store = dossier_of(TREATIES)
    day = Date.parse("2020-05-01")
    papers = [
        overview(store, day),
        memo(store, Memo(day)),
        meeting(store, Meeting(("Exland",), day)),
    ]
    for paper in papers:
        told = " ".join(found.text for found in cells(paper.blocks))
        assert "perhaps later" not in told
        assert "Air treaty" in told
        assert "Tax treaty" in told


@pytest.mark.parametrize(
    ("doubt", "is_doubted"),
    [
        ("field: status, value: cancelled", True),
        ("field: kind, value: postponed talks", True),
        ("value: They never signed", True),
        ("field: status, value: held", False),
        ("field: kind, value: ceremony", False),
        ("field: title, value: Pact on air", False),
    ],
)
def test_what_by_a_source_was_not_held_leads_only_if_nothing_else_was_held_that_day(
    dossier_of: Callable[[str], Store], doubt: str, *, is_doubted: bool
) -> None:
    day = Date.parse("2020-05-01")
    doubted = TREATIES.rstrip().removesuffix("}}") + "}, differs: [{DOUBT}]}\n"
    text = doubted.replace("DOUBT", doubt).replace("2020-01-02", "2020-01-02T09:00:00", 1)
    text = text.replace("2020-01-02,", "2020-01-02T15:00:00,")
    (first,) = [
        found.text.partition(": ")[2]
        for found in cells(meeting(dossier_of(text), Meeting(("Exland",), day), full=False).blocks)
        if found.text.startswith("Last met: ")
    ]
    told = ["Tax treaty signed", "Air treaty signed"]
    assert sorted(told, key=first.find) == (told if is_doubted else told[::-1])


def test_what_by_a_source_was_not_held_leads_before_earlier_days(dossier_of: Callable[[str], Store]) -> None:
    text = TREATIES.rstrip().removesuffix("}}") + "}, differs: [{field: status, value: cancelled}]}\n"
    text = text.replace("2020-01-02", "2020-01-01", 1)
    (found,) = latest(store := dossier_of(text), store.events(EventFilter()))
    assert found.event.id == "air"
