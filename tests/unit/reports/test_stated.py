"""A citation belongs to the value that it supports: in records, parts, reports and views."""

from collections.abc import Callable

import pytest

from brief.document import Cite, Timeline
from brief.dossier.known import KnownBy
from brief.dossier.protocol import existing, of_class
from brief.model.actors import Person
from brief.model.dates import Date
from brief.model.stated import citations, stated
from brief.reports.roles import role_cell
from brief.reports.timeline import EventSelection, timeline
from brief.stores.query import Store

DOSSIER = """
dossier: {title: Lights}
sources:
  log: {title: The log, published: 2020}
  wire: {title: The wire, published: 2024}
organizations:
  guild: {name: Guild, cite: log p. 1}
people:
  ada:
    name: Ada
    also: Ada the Younger
    roles:
    - {title: Keeper, rank: Captain, org: guild, seen: 2020, cite: {rank: wire p. 4, rest: log p. 3}}
    - {title: Clerk, org: guild}
    cite: {also: wire p. 9, roles: log p. 2, rest: log p. 1}
events:
  lit:
    title: The lamp is lit
    date: 2019-04-01
    place: guild
    who: {ada: keeper, guild: owner}
    differs:
    - {field: date, value: 2019-04-02, cite: wire p. 6}
    cite: {date: log p. 5, who.ada: [log p. 6, wire p. 7], rest: log p. 8}
  told:
    title: A lamp
    who: {ada: null}
    figures:
    - {what: lamps, value: "3"}
    - {what: oil, value: "9", date: 2019, cite: {what: wire p. 11, value: wire p. 12, rest: wire p. 13}}
    - {what: wicks, value: "7", cite: {what: wire p. 14, value: wire p. 15, rest: wire p. 16}}
    cite: {title: log p. 11, figures.0.what: log p. 12, figures.0.value: log p. 13, rest: log p. 99}
  dark: {title: No lamp, cite: log p. 20}
"""


@pytest.fixture
def lights(dossier_of: Callable[[str], Store]) -> Store:
    return dossier_of(DOSSIER)


@pytest.mark.parametrize(
    ("id_", "path", "places"),
    [
        ("ada", "name", "log p. 1"),
        ("ada", "also", "wire p. 9"),
        ("ada", "roles.0", "wire p. 4, log p. 3"),
        ("ada", "roles.0.rank", "wire p. 4"),
        ("ada", "roles.0.title", "log p. 3"),
        ("ada", "roles.1.title", "log p. 2"),
        ("lit", "date", "log p. 5"),
        ("lit", "title", "log p. 8"),
        ("lit", "who.ada", "log p. 6, wire p. 7"),
        ("lit", "who.guild", "log p. 8"),
        ("lit", "who", "log p. 6, wire p. 7, log p. 8"),
        ("lit", "", "log p. 5, log p. 6, wire p. 7, log p. 8"),
        ("told", "figures.0", "log p. 12, log p. 13"),
        ("told", "figures.0.date", ""),
        ("told", "figures.1", "wire p. 11, wire p. 12, wire p. 13"),
        ("told", "figures.2", "wire p. 14, wire p. 15"),
        ("told", "who", "log p. 99"),
        ("told", "who.ada", "log p. 99"),
        ("told", "who.guild", ""),
        ("told", "date", ""),
        ("dark", "date", ""),
        ("dark", "title", "log p. 20"),
    ],
)
def test_a_value_has_the_citations_that_name_it_or_else_those_that_name_nothing(
    lights: Store, id_: str, path: str, places: str
) -> None:
    found = citations(existing(lights, id_), path)
    # Citations of a subfield are added to those of the whole field, in any order.
    assert sorted(map(str, found)) == sorted(filter(None, places.split(", ")))


def test_a_stated_value_has_its_rivals_each_with_its_own_citations(lights: Store) -> None:
    date = stated(existing(lights, "lit"), "date")
    assert (str(date.value), [str(found) for found in date.cite]) == ("2019-04-01", ["log p. 5"])
    assert [(rival.value, [str(found) for found in rival.cite]) for rival in date.rivals] == [
        ("2019-04-02", ["wire p. 6"])
    ]
    assert stated(existing(lights, "lit"), "title").rivals == ()


def test_in_a_timeline_each_value_is_followed_by_its_own_citations(lights: Store) -> None:
    block = next(block for block in timeline(lights, EventSelection()).blocks if isinstance(block, Timeline))
    first, second = block.entries
    at = [note.at for note in first.date.cites], [note.at for note in first.what.cites]
    assert at == (["p. 5"], ["p. 8"])
    assert [[note.at for note in person.cites] for person in first.who] == [["p. 6", "p. 7"], ["p. 8"]]
    assert [note.at for note in second.date.cites] == ["p. 6"]


def test_what_only_a_later_source_says_of_a_field_is_not_known_before(lights: Store) -> None:
    (ada,) = of_class(KnownBy(lights, Date.parse("2021")), Person, ["ada"])
    assert (ada.name, ada.also, ada.roles[0].title, ada.roles[0].rank) == ("Ada", (), "Keeper", None)
    (ada,) = of_class(KnownBy(lights, Date.parse("2024")), Person, ["ada"])
    assert ada.roles[0].rank == "Captain"


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2021", [("June 2020", ["p. 10"], [])]),
        ("2025", [("May 2020", ["p. 8"], ["June 2020"]), ("June 2020", ["p. 10"], ["May 2020"])]),
    ],
)
def test_a_date_that_alone_is_known_is_not_disputed(
    dossier_of: Callable[[str], Store], day: str, told: list[tuple[str, list[str], list[str]]]
) -> None:
    store = dossier_of(
        "dossier: {title: D}\nsources:\n  log: {title: L, published: 2020}\n  wire: {title: W, published: 2024}\n"
        "events:\n  fair: {title: Fair, date: 2020-05, cite: {date: wire p. 8, rest: log p. 9},"
        " differs: [{field: date, value: 2020-06, cite: log p. 10}]}\n"
    )
    document = timeline(KnownBy(store, Date.parse(day)), EventSelection())
    (block,) = (block for block in document.blocks if isinstance(block, Timeline))
    assert [
        (
            entry.date.text,
            [note.at for note in entry.date.cites],
            [mark.text.removeprefix("date disputed: also ") for mark in entry.marks],
        )
        for entry in block.entries
    ] == told


def test_each_date_of_a_post_has_its_own_citations(dossier_of: Callable[[str], Store]) -> None:
    store = dossier_of(
        "dossier: {title: D}\nsources: {log: {title: L}}\norganizations: {o: {name: Osh, cite: log p. 1}}\n"
        "people:\n  a:\n    name: Ann\n    roles:\n    - {title: Minister, org: o, from: 2020-06, seen: 2024-12,"
        " cite: {from: log p. 2, seen: log p. 3, rest: log p. 5}}\n    cite: log p. 6\n"
    )
    (ann,) = of_class(store, Person, ["a"])
    spans = [
        span.text if not isinstance(span, Cite) else [note.at for note in span.notes]
        for span in role_cell(store, ann, ann.roles[0], Date.parse("2025")).spans
    ]
    assert spans == [
        "Minister", "; ", "Osh", ["p. 5"], "; ", "since ", "June 2020", ["p. 2"], ", ",
        "in post in ", "December 2024", ["p. 3"],
    ]  # fmt: skip


def test_a_record_is_known_by_what_names_it(dossier_of: Callable[[str], Store]) -> None:
    store = dossier_of(
        "dossier: {title: D}\nsources:\n  log: {title: L, published: 2020}\n  wire: {title: W, published: 2024}\n"
        "events:\n  lit: {title: The lamp is lit, date: 2019, cite: {date: log p. 1, rest: wire p. 2}}\n"
    )
    assert KnownBy(store, Date.parse("2021")).get("lit") is None
