"""Citations that support a value, and how an event, a post or an agreement is described."""

from collections.abc import Callable

import pytest

from brief.document import Document, Doubt, Entry, Notice, Table, Timeline, cells
from brief.dossier.as_of import AsOf
from brief.dossier.known import KnownBy
from brief.dossier.protocol import EventFilter
from brief.model.agreements import Agreement
from brief.model.dates import Date
from brief.renderers import ics
from brief.reports.conflicts import conflicts
from brief.reports.in_force import states
from brief.reports.related import Scope
from brief.reports.show import show
from brief.reports.timeline import EventSelection, timeline, undated_blocks
from brief.reports.who import who
from brief.stores.query import Store

DossierOf = Callable[[str], Store]
DAY = Date.parse("2026-01-01")
SOURCES = """
dossier: {title: Support}
sources:
  early: {title: Early, type: report, published: 2019-01-01}
  late: {title: Late, type: report, published: 2021-01-01}
"""


def told(document: Document) -> str:
    return "\n".join(found.text for found in cells(document.blocks))


def one_entry(store: Store) -> Entry:
    (block,) = (block for block in timeline(store, EventSelection()).blocks if isinstance(block, Timeline))
    (entry,) = block.entries
    return entry


@pytest.mark.parametrize(("rest", "doubts"), [("late p. 9", ()), ("early p. 9", (Doubt.EXPECTED,))])
def test_a_later_source_of_any_field_confirms_the_event(
    dossier_of: DossierOf, rest: str, doubts: tuple[Doubt, ...]
) -> None:
    event = f"{{title: Talks, date: 2020-03-01, cite: {{date: early p. 4, rest: {rest}}}}}"
    entry = one_entry(dossier_of(f"{SOURCES}events: {{talks: {event}}}\n"))
    assert entry.doubts == doubts
    assert [mark.text.partition(":")[0] for mark in entry.marks] == list(map(str, doubts))


@pytest.mark.parametrize(
    ("title", "ended"), [("Pact ends", True), ("Pact termination cancelled", False), ("Planned termination", False)]
)
def test_only_what_took_place_ends_an_agreement(dossier_of: DossierOf, title: str, ended: bool) -> None:
    event = f"{{title: {title}, kind: termination, date: 2021-01-01, agreements: pact}}"
    store = dossier_of(f"{SOURCES}agreements: {{pact: {{title: Pact}}}}\nevents: {{end: {event}}}\n")
    assert [found.id for found in states(Scope(store, day=DAY), Agreement).ended] == (["pact"] if ended else [])


def test_what_is_signed_and_begins_later_is_still_to_come(dossier_of: DossierOf) -> None:
    store = dossier_of(
        f"{SOURCES}agreements: {{pact: {{title: Pact, signed: signing, period: 2028/2030}}}}\n"
        "events: {signing: {title: Pact signed, date: 2020}}\n"
    )
    assert [found.id for found in states(Scope(store, day=DAY), Agreement).coming] == ["pact"]


@pytest.mark.parametrize(
    ("record", "shown"),
    [
        ("figures: [{what: officers, value: 99, cite: {value: late p. 2, what: early p. 2}}], cite: early", "figures"),
        ("figures: [{what: officers, value: 99}], cite: {figures.0.value: late p. 2, rest: early p. 2}", "figures"),
    ],
)
def test_a_part_is_known_once_all_it_cannot_do_without_is(dossier_of: DossierOf, record: str, shown: str) -> None:
    store = dossier_of(f"{SOURCES}events: {{talks: {{title: Talks, {record}}}}}\n")
    assert getattr(KnownBy(store, Date.parse("2019-12")).get("talks"), shown) == ()
    assert len(getattr(KnownBy(store, Date.parse("2022")).get("talks"), shown)) == 1


@pytest.mark.parametrize("path", ["roles.0.rank", "roles.0", "roles"])
def test_what_is_inferred_above_a_field_is_inferred_in_it(dossier_of: DossierOf, path: str) -> None:
    store = dossier_of(
        f"{SOURCES}people:\n  bob:\n    name: Bob Lee\n    cite: early p. 5\n"
        "    roles: [{title: Director, rank: Colonel, seen: 2018, cite: early p. 6}]\n"
        f"    inferred: {{{path}: A guess.}}\n"
        "    differs: [{field: roles.0.rank, value: Major, cite: late p. 7}]\n"
    )
    card = told(who(store, "bob", DAY))
    assert "Colonel (inferred)" in card
    assert ("2018 (inferred)" in card) == (path != "roles.0.rank")
    (table,) = (block for block in conflicts(store).blocks if isinstance(block, Table))
    version, source, reasoning = table.rows[0].cells
    assert (version.text, version.cites, source.text) == ("Colonel (inferred)", (), "the desk")
    assert reasoning.text == "Used here. Inferred: A guess."


def test_who_left_a_post_is_shown_by_a_former_one(dossier_of: DossierOf) -> None:
    roles = "[{title: Foreign Minister, from: 2010, to: 2012}]"
    store = dossier_of(f"{SOURCES}people: {{ann: {{name: Ann Roy, roles: {roles}, cite: early p. 1}}}}\n")
    (notice,) = (block for block in who(store, "foreign minister", DAY).blocks if isinstance(block, Notice))
    assert notice.text.text == "Nobody is called “foreign minister”; showing Ann Roy, who held this post."


@pytest.mark.parametrize(("title", "country"), [("Head of Mission", False), ("Minister", True)])
def test_a_post_abroad_does_not_tell_which_side_sends(dossier_of: DossierOf, title: str, country: bool) -> None:
    store = dossier_of(
        f"{SOURCES}organizations: {{exland: {{name: Exland, kind: country}}}}\n"
        f"people: {{ann: {{name: Ann Roy, roles: [{{title: {title}, org: exland, seen: 2025}}], cite: early p. 1}}}}\n"
    )
    fields = {field.key for block in who(store, "ann", DAY).blocks for field in getattr(block, "fields", ())}
    assert ("country" in fields) == country


def test_a_calendar_confirms_no_inferred_title(dossier_of: DossierOf) -> None:
    event = "{title: Guessed title, date: 2018-02-03, cite: early p. 1, inferred: {title: A guess.}}"
    store = dossier_of(f"{SOURCES}events: {{talks: {event}}}\n")
    calendar = ics.render(timeline(store, EventSelection()))
    assert "STATUS:TENTATIVE" in calendar
    assert "SUMMARY:Guessed title (inferred)\r\n" in calendar


def test_lists_say_of_what_day_they_are(dossier_of: DossierOf) -> None:
    people = "ann-roy: {name: Ann Roy, roles: [{title: Clerk}]}, ann-lee: {name: Ann Lee, roles: [{title: Clerk}]}"
    store = dossier_of(f"{SOURCES}people: {{{people}}}\n")
    then = AsOf(store, Date.parse("2022"))
    for document in (who(then, "clerk", DAY), who(then, "ann", DAY), show(then, "ann")):
        assert any(isinstance(block, Table) for block in document.blocks)
        assert document.day == "as of 2022"


def test_undated_events_of_a_paper_are_told_as_of_its_day(dossier_of: DossierOf) -> None:
    store = dossier_of(f"{SOURCES}events: {{talks: {{title: Talks, cite: early p. 1}}}}\n")
    claims = list(store.events(EventFilter()))
    marks = [
        mark.text
        for block in undated_blocks(AsOf(store, Date.parse("2022")), claims, full=True)
        if isinstance(block, Timeline)
        for entry in block.entries
        for mark in entry.marks
    ]
    assert marks == ["may be later than 2022"]
