"""Valid values that probably do not mean what the author intended."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.checks.misread import seasons_or_years
from brief.model.actors import Person
from brief.model.dates import Date
from brief.model.events import Event
from brief.model.parts import Difference, Role


def dated(date: str, note: str | None = None) -> Event:
    return Event(id="budget", title="The budget", date=Date.parse(date), note=note)


@pytest.mark.parametrize(
    ("date", "years"),
    [
        ("2020-21", "2020/2021"),
        ("2022-23?", "2022/2023"),
        ("2023-24", "2023/2024"),
        ("2024-25~", "2024/2025"),
        ("2031-32", "2031/2032"),
        ("2032-33", "2032/2033"),
        ("2039-40", "2039/2040"),
        ("1920-21", "1920/1921"),
        ("2022-23/2024", "2022/2024"),
        ("2019/2022-23", "2019/2023"),
        ("2022-23/..", "2022/.."),
        ("../2022-23", "../2023"),
        ("2021-22/2023-24", "2021/2024"),
    ],
)
def test_a_part_of_a_year_with_the_number_of_the_next_is_doubted(date: str, years: str) -> None:
    (found,) = seasons_or_years(dated(date))
    assert (found.code, found.path) == ("season-or-years", "date")
    assert found.hint.startswith(f"write {years} for the years")
    assert list(seasons_or_years(dated(years))) == []


@pytest.mark.parametrize(
    "date",
    [
        "2022-22",
        "2022-24",
        "2024-21",
        "2011-12",
        "2008-09",
        "2022-27",
        "2019-33",
        "2022/2023",
        "-0020-21",
    ],
)
def test_other_dates_are_not(date: str) -> None:
    assert list(seasons_or_years(dated(date))) == []


def test_the_way_that_the_hint_offers_for_a_season_ends_the_doubt() -> None:
    (found,) = seasons_or_years(dated("2022-23"))
    for season in ("2022-27", "2022-31"):
        assert season in found.hint
        assert list(seasons_or_years(dated(season))) == []
    assert list(seasons_or_years(dated("2022-23", note="2022-23 is the autumn, in the words of the log."))) == []
    assert len(list(seasons_or_years(dated("2022-23", note="A poor year.")))) == 1


def test_dates_of_parts_and_of_rivals_are_doubted_where_they_are() -> None:
    role = Role(title="Pilot", from_=Date.parse("2020-21"), seen=(Date.parse("2021"), Date.parse("2021-22")))
    differs = (Difference(field="roles.0.from", value="2022-23"), Difference(field="name", value="2022-23"))
    person = Person(id="jo", name="Jo", roles=(role,), differs=differs)
    assert [found.path for found in seasons_or_years(person)] == ["roles.0.from", "roles.0.seen.1", "differs.0.value"]
    noted = Role(title="Pilot", from_=Date.parse("2020-21"), note="2020-21 is a spring.")
    assert list(seasons_or_years(Person(id="jo", name="Jo", roles=(noted,)))) == []


@given(st.integers(1000, 9998), st.integers(1, 41))
def test_doubt_is_of_successive_numbers_alone(year: int, part: int) -> None:
    date = Date.read(f"{year}-{part:02d}")
    if date:
        doubted = bool(list(seasons_or_years(dated(date.text))))
        assert doubted is (part > 12 and part == (year + 1) % 100)
