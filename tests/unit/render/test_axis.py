"""The time axis: positions of dates, gaps, ticks, and lanes."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.model.dates import Date
from brief.renderers.axis import Axis, Kind, Span, axis_of, span_of
from brief.renderers.lanes import lanes, shortened
from brief.renderers.words import cut_to, width


def span(text: str) -> Span:
    """Return the span of a date."""
    found = span_of(Date.parse(text))
    assert found is not None
    return found


def axis(*dates: str, length: float = 720) -> Axis:
    """Return the axis for these dates."""
    return axis_of([span(date) for date in dates], length)


@pytest.mark.parametrize(
    ("text", "kind", "doubtful"),
    [
        ("2025-03-24", Kind.DAY, False),
        ("2025-03", Kind.WITHIN, False),
        ("200X", Kind.WITHIN, False),
        ("2018~", Kind.WITHIN, True),
        ("2018-05-01?", Kind.DAY, True),
        ("2019/2021", Kind.LASTING, False),
        ("2019~/2021", Kind.LASTING, True),
    ],
)
def test_what_a_date_is(text: str, kind: Kind, doubtful: bool) -> None:
    found = span(text)
    assert (found.kind, found.doubtful) == (kind, doubtful)
    date = Date.parse(text)
    assert (found.first, found.last) == (date.earliest, date.latest)


def test_time_runs_evenly_where_nothing_is_cut() -> None:
    line = axis("2020", "2021", "2022")
    assert len(line.stretches) == 1
    starts = [line.place(span(date))[0] for date in ("2020-01-01", "2020-12-31", "2021-12-31")]
    assert starts[1] - starts[0] == pytest.approx(starts[2] - starts[1])


def test_long_empty_times_are_cut_out() -> None:
    line = axis("1973", "2014", "2017", "2025-03-24")
    assert len(line.stretches) == 2
    ((start, end),) = line.cuts()
    assert line.place(span("1973"))[1] <= start < end <= line.place(span("2014"))[0]


def test_nothing_is_cut_out_while_something_goes_on() -> None:
    assert len(axis("1973", "1975/..", "2014").stretches) == 1
    assert len(axis("1973", "../2013", "2014").stretches) == 1
    assert len(axis("1973", "1973/1975", "2014").stretches) == 2


def test_an_open_side_goes_on_to_the_end_of_the_line() -> None:
    line = axis("2010", "2015", "2015/..", "../2012")
    assert line.place(span("2015/.."))[1] == pytest.approx(720)
    assert line.place(span("../2012"))[0] == 0
    assert line.place(span("2015"))[1] < 720


YEARS = st.integers(-3000, 9000).map(lambda year: f"{year:05d}" if year < 0 else f"{year:04d}")
DATES = st.one_of(
    YEARS,
    st.dates().map(str),
    st.dates().map(lambda day: str(day)[:7]),
    YEARS.map(lambda year: f"{year}/.."),
    YEARS.map(lambda year: f"../{year}"),
    st.sampled_from(["19XX", "999999999", "Y-1", "2020-12-31"]),
)


@given(
    st.lists(DATES.map(Date.read).map(span_of).filter(bool), min_size=1, max_size=12), st.sampled_from([60, 340, 720])
)
def test_any_dates_lie_on_the_line_in_their_order(spans: list[Span], length: int) -> None:
    line = axis_of(spans, length)
    for found in spans:
        start, end = line.place(found)
        assert -0.001 <= start <= end <= length + 0.001
    firsts = sorted(found.first for found in spans if found.first is not None)
    places = [line.at(first) for first in firsts]
    assert places == sorted(places)
    ticks = list(line.ticks())
    assert all(-0.001 <= tick.at <= length + 0.001 for tick in ticks)
    assert len(ticks) <= length / 40 + len(line.stretches)


@pytest.mark.parametrize(
    ("dates", "labels"),
    [
        (("1950", "1990"), ["1950", "1955", "1960", "1965", "1970", "1975", "1980", "1985", "1990"]),
        (("2020", "2025"), ["2020", "2021", "2022", "2023", "2024", "2025", "2026"]),
        (("2024-11-20", "2025-02-10"), ["Dec 2024", "Jan 2025", "Feb 2025"]),
        (("2025-03-03", "2025-03-05"), [f"{day} Mar 2025" for day in (2, 3, 4, 5, 6)]),
        (("2025-03-03", "2025-03-09"), [f"{day} Mar 2025" for day in (2, 4, 6, 8, 10)]),
    ],
)
def test_marks_suit_the_length(dates: tuple[str, ...], labels: list[str]) -> None:
    first, last = span(dates[0]), span(dates[1])
    assert first.first is not None
    assert last.last is not None
    whole = Span(first.first, last.last, (first.first, last.last), Kind.LASTING)
    assert [tick.label for tick in axis_of([whole], 460).ticks()] == labels


@pytest.mark.parametrize(
    ("dates", "labels"),
    [
        # Months fit the first part, but not the second.
        (["2024-01", "2024-04", "2030/2033"], ["2024", "2030", "2031", "2032", "2033", "2034"]),
        (["2024-03-03", "2025-02", "2025-04"], ["Mar 2024", "Feb 2025", "Mar 2025", "Apr 2025", "May 2025"]),
    ],
)
def test_marks_of_all_parts_are_in_one_unit_if_each_part_then_has_one(dates: list[str], labels: list[str]) -> None:
    assert [tick.label for tick in axis_of(list(map(span, dates)), 620).ticks()] == labels


@pytest.mark.parametrize("width", [340, 720])
@pytest.mark.parametrize(
    "dates",
    [("2025-03", "2025-03-24"), ("-0200", "-0043", "2010", "2024-05"), ("2019-01-24", "2023"), ("1900", "2030/")],
)
def test_labels_of_the_line_stand_whole_and_apart(dates: tuple[str, ...], width: int) -> None:
    line = axis(*dates, length=width)
    labels = sorted(line.labels(width, 7))
    assert {tick.label for tick in labels} <= {tick.label for tick in line.ticks()}
    reaches = [(tick.at - len(tick.label) * 3.5, tick.at + len(tick.label) * 3.5) for tick in labels]
    assert reaches[0][0] >= 0
    assert reaches[-1][1] <= width
    assert all(one[1] < other[0] for one, other in pairwise(reaches))


def test_what_began_nobody_knows_when_leaves_long_empty_times_cut_out() -> None:
    line = axis("-0043", "/2020", "2024")
    assert len(line.stretches) == 2
    unknown = span("/2020")
    assert line.place(unknown)[0] == 0
    assert line.attested(unknown) == line.place(span("2020"))


BARS = st.lists(st.tuples(st.integers(0, 700), st.integers(5, 60)), min_size=1, max_size=3)


@given(st.lists(st.tuples(BARS, st.text("abc 灯", max_size=60)), max_size=40))
def test_bars_and_labels_cover_each_other_nowhere(drawn: list[tuple[list[tuple[int, int]], str]]) -> None:
    entries = [
        (tuple((float(start), float(min(720, start + long))) for start, long in bars), label) for bars, label in drawn
    ]
    boxes = lanes(entries, 720, 6, most=170)
    assert [box.bars for box in boxes] == [bars for bars, _ in entries]
    lines: dict[int, list[tuple[float, float]]] = {}
    for box in boxes:
        told, reach = box.label, width(box.label.text) * 6
        label = (told.at - reach, told.at) if told.leftwards else (told.at, told.at + reach)
        held = [(bar, lane) for bar, lane in zip(box.bars, box.lanes, strict=True)]
        for (left, right), lane in [*held, *([(label, told.lane)] if told.text else [])]:
            assert 0 <= left <= right <= 720
            assert all(right <= other[0] or left >= other[1] for other in lines.setdefault(lane, []))
            lines[lane].append((left, right))


def test_rival_dates_share_a_lane_with_nothing_between_them() -> None:
    apart, between, overlapping = ((0.0, 9.0), (300.0, 309.0)), ((100.0, 110.0),), ((400.0, 500.0), (420.0, 430.0))
    one, other, third = lanes([(apart, ""), (between, ""), (overlapping, "")], 720, 6)
    assert one.lanes == (0, 0)
    assert other.lanes == (1,)
    assert third.lanes == (0, 1)


def test_a_bar_as_long_as_the_line_is_named_below() -> None:
    (box,) = lanes([(((10.0, 700.0),), "The lamp is lit")], 720, 6)
    assert (box.label.text, box.label.lane, box.label.at) == ("The lamp is lit", 1, 10.0)


def test_a_label_that_fits_only_below_begins_as_far_left_as_it_must() -> None:
    label = "A label that has room on neither side of its bar"
    (box,) = lanes([(((150.0, 160.0),), label)], 320, 6)
    assert (box.label.text, box.label.lane, box.label.at) == (label, 1, 320 - 3 - len(label) * 6)


def test_in_a_crowd_the_bars_come_first() -> None:
    crowd = [(((float(index * 12 % 360), float(index * 12 % 360 + 9)),), f"Event {index}") for index in range(120)]
    boxes = lanes(crowd, 720, 6, most=10)
    bars = sorted((*box.lanes, *box.bars[0]) for box in boxes)
    assert all(one[2] <= other[1] for one, other in pairwise(bars) if one[0] == other[0])
    assert 0 < sum(1 for box in boxes if box.label.text) <= 10


@pytest.mark.parametrize(
    ("text", "room", "expected"),
    [
        ("The lamp is lit", 20, "The lamp is lit"),
        ("The lamp, is lit", 11, "The lamp…"),
        ("Leuchtturmwärterin", 10, "Leuchttur…"),
        ("The lamp is lit", 5, ""),
        ("灯灯灯灯灯灯", 9, "灯灯灯灯…"),
    ],
)
def test_shortened(text: str, room: int, expected: str) -> None:
    assert shortened(text, room) == expected


@given(st.text("aé灯e\u0301 ", max_size=40), st.integers(0, 60))
def test_a_text_is_cut_to_the_columns_that_it_may_take(text: str, columns: int) -> None:
    cut = cut_to(text, columns)
    assert text.startswith(cut) and width(cut) <= columns
    assert cut == text or width(text[: len(cut) + 1]) > columns


def test_a_title_of_many_letters_is_cut_in_one_pass() -> None:
    assert shortened("Ắ" * 300_000, 20) == "Ắ" * 19 + "…"
