"""Relations between people, bodies, agreements and events, today and as of a day."""

from collections.abc import Callable

import pytest

from brief.document import Document, Graph, Notice
from brief.dossier.as_of import AsOf
from brief.model.dates import Date
from brief.model.user_error import UserError
from brief.renderers import Format, render
from brief.reports.graph import GraphSelection, graph
from brief.stores.query import Store

PIER = """
dossier: {title: The pier, parties: [town]}
sources:
  log: {title: The log, published: 2010}
  report: {title: The report, published: 2024}
organizations:
  town: {name: The Town, cite: log p. 1}
  guild: {name: The Guild, part_of: town, inferred: {part_of: It meets in the town hall.}, cite: log p. 1}
people:
  ada-finn:
    name: Ada Finn
    roles:
    - {title: Clerk, org: guild, from: 2001, to: 2005, cite: log p. 2}
    - {title: Warden, org: guild, from: 2015, cite: report p. 2}
    - {title: Guest, org: town, seen: 2020, cite: report p. 3}
    - {title: Judge, org: town, from: 2003, to: 2003, inferred: She sat once., cite: log p. 3}
    cite: log p. 2
events:
  opening:
    title: The pier opens
    date: 2004
    who: {ada-finn: speaker}
    inferred: {who.ada-finn: She spoke at all feasts.}
    cite: log p. 4
  closing: {title: The pier closes, date: 2020, who: {ada-finn: speaker, town: host}, cite: report p. 4}
  feast: {title: A feast, who: {town: host}, cite: report p. 5}
agreements:
  charter: {title: The charter, parties: [town, guild], signed: opening, cite: log p. 5}
  closure: {title: The closure, parties: [town], signed: closing, builds_on: [charter], cite: report p. 6}
"""


@pytest.fixture
def pier(dossier_of: Callable[[str], Store]) -> Store:
    return dossier_of(PIER)


def told(dossier: Store, as_of: str | None = None, subject: str | None = None) -> set[str]:
    """Return every relation, such as `town party charter`; `~` follows an inferred one."""
    found = paper(dossier, as_of, subject)
    (drawn,) = (block for block in found.blocks if isinstance(block, Graph))
    return {f"{edge.source} {edge.what.text} {edge.target}{' ~' if edge.inferred else ''}" for edge in drawn.edges}


def paper(dossier: Store, as_of: str | None = None, subject: str | None = None) -> Document:
    return graph(AsOf(dossier, Date.parse(as_of)) if as_of else dossier, GraphSelection(subject))


LASTING = {
    "guild part of (inferred) town ~",
    "town party charter",
    "guild party charter",
    "charter signed at opening",
    "ada-finn speaker (inferred) opening ~",
    "town host feast",
}


def test_every_relation_is_told_and_what_is_inferred_is_marked(pier: Store) -> None:
    assert told(pier) == LASTING | {
        "ada-finn Clerk; 2001 to 2005 guild",
        "ada-finn Warden; since 2015 guild",
        "ada-finn Guest; in post in 2020 town",
        "ada-finn Judge; 2003 (inferred) town ~",
        "ada-finn speaker closing",
        "town host closing",
        "town party closure",
        "closure builds on charter",
        "closure signed at closing",
    }


@pytest.mark.parametrize("subject", [None, "town"])
def test_as_of_a_day_later_relations_are_left_out_and_ended_posts_said_to_be_over(
    pier: Store, subject: str | None
) -> None:
    assert told(pier, "2010", subject) == LASTING | {
        "ada-finn Clerk; 2001 to 2005 guild",
        "ada-finn Guest; confirmed only later, 2020 town",
        "ada-finn Judge; 2003 (inferred) town ~",
    }
    assert "ada-finn Clerk; since 2001 guild" in told(pier, "2004", subject)


def test_a_post_without_a_source_has_that_of_its_holder(dossier_of: Callable[[str], Store]) -> None:
    store = dossier_of(
        "dossier: {title: D}\nsources: {log: {title: The log}}\norganizations: {guild: {name: G}}\n"
        "people: {ada: {name: Ada, cite: log p. 1, roles: [{title: Clerk, org: guild}, "
        "{title: Warden, org: guild, cite: log p. 2}]}}\n"
    )
    (drawn,) = (block for block in paper(store).blocks if isinstance(block, Graph))
    assert [[note.at for note in edge.what.cites] for edge in drawn.edges] == [["p. 1"], ["p. 2"]]


def test_the_reference_of_a_relation_has_no_sources_of_the_names_at_its_ends(pier: Store) -> None:
    found = graph(pier, GraphSelection(), full=False)
    told = {line.rpartition("─ ")[2] for line in render(found, Format.TEXT).splitlines()}
    assert {
        "Guest; in post in 2020 ← Ada Finn B p. 3",
        "part of~ ← The Guild",
        "builds on ← The closure B p. 6",
    } <= told
    (drawn,) = (block for block in found.blocks if isinstance(block, Graph))
    assert {node.id for node in drawn.nodes if node.label.cites} == {"opening", "closing"}  # of their dates


def test_as_of_a_day_the_paper_says_so(pier: Store) -> None:
    found = paper(pier, "2010")
    assert [block.text.text for block in found.blocks if isinstance(block, Notice)] == [
        "As of 2010.",
        "Undated facts are as known today, not as of 2010.",
    ]
    (drawn,) = (block for block in found.blocks if isinstance(block, Graph))
    labels = {node.id: node.label.text for node in drawn.nodes}
    assert labels["feast"] == "A feast, date unknown"
    assert labels["opening"] == "The pier opens, 2004"


def test_a_subject_that_came_later_has_no_relations_yet(pier: Store) -> None:
    with pytest.raises(UserError, match="has the name `closure` as of 2010"):
        paper(pier, "2010", "closure")


def test_the_title_is_the_subject_and_the_picture_starts_with_it_or_the_parties(pier: Store) -> None:
    whole, one = paper(pier), paper(pier, subject="ada")
    assert [(found.title, found.subtitle) for found in (whole, one)] == [
        ("The pier", "Relations"),
        ("Ada Finn", "Relations"),
    ]
    drawn = [next(block for block in found.blocks if isinstance(block, Graph)) for found in (whole, one)]
    assert [[node.id for node in found.nodes[: found.starts]] for found in drawn] == [["town"], ["ada-finn"]]
    assert {node.id for node in drawn[0].nodes if node.is_event} == {"opening", "closing", "feast"}


@pytest.mark.parametrize(("events", "is_large"), [(5, False), (50, True)])
def test_a_large_graph_on_a_screen_leaves_out_events_and_says_so(
    events: int, is_large: bool, dossier_of: Callable[[str], Store]
) -> None:
    held = "".join(
        f"  e{number}: {{title: Event {number}, who: {{a: party}}, cite: log p. {number},"
        " differs: [{field: title, value: Other, cite: log p. 1}]}\n"
        for number in range(events)
    )
    store = dossier_of(
        "dossier: {title: Bells, parties: [a]}\nsources: {log: {title: Log}}\norganizations:\n"
        "  a: {name: Alm, cite: log p. 1}\n  b: {name: Port of Alm, part_of: a, cite: log p. 1}\n"
        f"events:\n{held}"
    )
    page = render(graph(store, GraphSelection(), full=False), Format.TEXT)
    assert "part of ← Port of Alm" in page
    assert ("Event 3" in page) is not is_large
    assert (f"{events} events are not shown." in page) is is_large
    assert ("WHERE THE SOURCES DIFFER" in page) is not is_large
    assert "Event 3" in render(graph(store, GraphSelection()), Format.TEXT)


def test_a_membership_is_a_relation(dossier_of: Callable[[str], Store]) -> None:
    member = "{org: reds, from: 1999, to: 2010, end_reason: expelled, cite: log p. 7}, {org: blues, inferred: Her tie.}"
    text = PIER.replace("    roles:\n", f"    memberships: [{member}]\n    roles:\n")
    store = dossier_of(text.replace("people:\n", "  reds: {name: Reds}\n  blues: {name: Blues}\npeople:\n"))
    assert {
        "ada-finn member; from 1999, until 2010, expelled reds",
        "ada-finn member (inferred) blues ~",
    } <= told(store)
    assert told(store, subject="reds") > {"ada-finn member; from 1999, until 2010, expelled reds"}
    assert "ada-finn member; from 1999 reds" not in told(store, "1990")


def test_only_a_full_page_says_where_a_name_is_repeated(pier: Store) -> None:
    pages = [render(graph(pier, GraphSelection(), full=full), Format.TEXT) for full in (True, False)]
    assert [("(again)" in page, "(see below)" in page) for page in pages] == [(True, True), (False, False)]
