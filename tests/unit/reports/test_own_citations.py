"""Each value in a paper is followed by its own citations only, and each rival by those of the rival."""

from collections.abc import Callable
from typing import TypeVar

import pytest

from brief.document import Card, Cell, Cite, Document, Graph, Listing
from brief.dossier.protocol import existing
from brief.model.actors import Person
from brief.model.commitments import Commitment
from brief.model.dates import Date
from brief.model.parts import Record
from brief.reports.backlinks import referring
from brief.reports.commitments import CommitmentSelection, commitments
from brief.reports.conflicts import conflicts
from brief.reports.countries import country
from brief.reports.gap_finders import Gaps
from brief.reports.gaps import gaps
from brief.reports.graph import GraphSelection, graph
from brief.reports.meeting import Meeting, meeting
from brief.reports.one_line import commitment_cell, disagreement_cell, record_cell
from brief.reports.person_page import person_line
from brief.reports.search import Search, search
from brief.reports.who import who
from brief.stores.query import Store

Kind = TypeVar("Kind", bound=Record)
TODAY = Date.parse("2025")
DOSSIER = """
dossier: {title: The ferry}
sources: {log: {title: The log}, wire: {title: The wire}}
organizations:
  orm: {name: Orm, kind: country, cite: log 1}
  vey: {name: Vey, kind: country, cite: log 2}
  port: {name: Port, cite: {name: log 3, part_of: log 4}, part_of: orm,
    differs: [{field: part_of, value: vey, cite: wire 4}]}
people:
  ada: {name: Ada, cite: log 5, roles: [{title: Pilot, org: port, cite: {title: log 6, org: log 7}}]}
  bo: {name: Bo, cite: {name: log 8, rest: wire 8}, summary: Tall., differs: [{field: name, value: Beau, cite: wire 9}]}
  cy: {name: Cy, cite: log 10, roles: [{title: Clerk, org: vey, inferred: By the greeting.}]}
events:
  fair:
    title: Fair
    date: 2024-01-01
    kind: reception
    who: {ada: host, bo: null}
    figures: [{what: boats, value: "40", cite: log 14}]
    cite: {title: log 11, date: log 12, who.ada: log 13, who.bo: wire 13}
    differs:
    - {field: figures.0.value, value: "44", cite: wire 14}
    - {field: who.bo, value: was ill, cite: wire 15}
agreements:
  pact: {title: Pact, cite: log 16, provisions: [{text: Lend boats., topics: boats,
    cite: {text: log 17, topics: log 18}}]}
topics:
  boats: {name: Boats, cite: log 19}
commitments:
  pay: {text: Pay, by: orm, for: vey, cite: {text: log 20, by: log 21, for: log 22},
    differs: [{field: by, value: port, cite: wire 21}, {field: due, value: 2025-03, cite: wire 23}]}
  dig: {text: Dig, by: orm, for: vey, cite: {text: log 24, for: log 25}, inferred: {by: It has the tools.},
    log: [{date: 2024-02, status: done, cite: log 26}], differs: [{field: log.0, value: Nobody dug., cite: wire 26}]}
  mow: {text: Mow, by: vey, for: orm, due: 2024-05, cite: {text: log 28, by: log 29, for: log 30, due: log 31}}
  row: {text: Row, by: orm, cite: log 27, inferred: {by: It has boats.},
    differs: [{field: by, value: vey, cite: wire 27}]}
"""


@pytest.fixture
def ferry(dossier_of: Callable[[str], Store]) -> Store:
    return dossier_of(DOSSIER)


def read(found: Cell) -> str:
    """Return the words of a cell with its citations in place: `Pay [log 20]`."""
    return "".join(
        f" [{', '.join(f'{note.source} {note.at}' for note in span.notes)}]" if isinstance(span, Cite) else span.text
        for span in found.flat
    )


def one(dossier: Store, kind: type[Kind], id_: str) -> Kind:
    found = dossier.one(kind, id_)
    assert found
    return found


def lines(document: Document, name: str) -> list[str]:
    return [
        read(item)
        for block in document.blocks
        if isinstance(block, Listing) and block.name == name
        for item in block.items
    ]


def found_by(dossier: Store, words: str) -> list[str]:
    """Return every line of the results of a search."""
    blocks = search(dossier, Search(words)).blocks
    return [read(cell) for block in blocks if isinstance(block, Card) for field in block.fields for cell in field.lines]


def test_a_relation_has_the_citations_of_that_relation(ferry: Store) -> None:
    (drawn,) = (block for block in graph(ferry, GraphSelection()).blocks if isinstance(block, Graph))
    edges = {(edge.source, edge.target): read(edge.what) for edge in drawn.edges}
    assert edges["ada", "fair"] == "host [log 13]"
    assert edges["bo", "fair"] == "took part [wire 13]; or: was ill (disputed) [wire 15]"
    assert edges["ada", "port"] == "Pilot [log 6]; Port [log 7]; time unknown"
    assert read(next(node.label for node in drawn.nodes if node.id == "bo")) == (
        "Bo [log 8]; or: Beau (disputed) [wire 9]"
    )


@pytest.mark.parametrize(
    ("id_", "line"),
    [
        ("pay", "Orm [log 21] or Port (disputed) [wire 21] to Vey [log 22]: Pay [log 20]"),
        ("dig", "Orm (inferred) to Vey [log 25]: Dig [log 24]"),
    ],
)
def test_each_party_to_a_promise_has_its_own_citations_and_rivals(ferry: Store, id_: str, line: str) -> None:
    assert read(commitment_cell(ferry, one(ferry, Commitment, id_))).startswith(f"{line}; ")


@pytest.mark.parametrize(
    ("id_", "line"),
    [
        ("bo", "Bo [log 8] — or, as its name: Beau [wire 9]"),
        ("fair", "Fair — boats: 40 [log 14], or 44 [wire 14]"),
        ("dig", "Dig — log: done; date: February 2024 [log 26], or Nobody dug. [wire 26]"),
        ("row", "Row — by whom: Orm (inferred), or Vey [wire 27]"),
    ],
)
def test_a_disagreement_names_its_point_and_cites_each_side_by_its_own(ferry: Store, id_: str, line: str) -> None:
    record = existing(ferry, id_)
    assert read(disagreement_cell(ferry, record, record.differs[0])) == line


def test_a_participant_without_a_part_is_no_missing_value(ferry: Store) -> None:
    fair = existing(ferry, "fair")
    assert read(disagreement_cell(ferry, fair, fair.differs[1])) == (
        "Fair — Bo: took part [wire 13], or was ill [wire 15]"
    )
    assert "not given" not in "".join(
        read(row.cells[0])
        for block in conflicts(ferry).blocks
        for row in getattr(block, "rows", ())
        if row.id in ("fair", "dig")
    )


def test_a_country_rests_on_what_leads_to_it_and_says_what_is_doubtful(ferry: Store) -> None:
    assert [read(found) for found in country(ferry, one(ferry, Person, "ada"), TODAY)] == [
        "Orm [log 7, log 4] or Vey (disputed) [wire 4]"
    ]
    assert [read(found) for found in country(ferry, one(ferry, Person, "cy"), TODAY)] == ["Vey (inferred)"]


MISSION = """
  bond: {name: Embassy of Vey, kind: embassy, part_of: vey, cite: {name: log 41, part_of: log 42}}
"""


@pytest.mark.parametrize(
    ("role", "line"),
    [
        ("{title: Envoy to Orm, org: bond}", "Vey [log 44, log 41]"),
        ("{title: Envoy of Vey to Orm, org: orm}", "Vey [log 43]"),
        ("{title: Cook, org: bond}", "Vey [log 44, log 41]"),
    ],
)
def test_a_country_of_a_mission_rests_on_what_names_it(
    role: str, line: str, dossier_of: Callable[[str], Store]
) -> None:
    person = f"  di: {{name: Di, roles: [{role[:-1]}, cite: {{title: log 43, org: log 44}}}}], cite: log 45}}\n"
    text = DOSSIER.replace("people:\n", f"{MISSION.strip(chr(10))}\npeople:\n{person}")
    store = dossier_of(text)
    assert [read(found) for found in country(store, one(store, Person, "di"), TODAY)] == [line]


def test_each_value_of_a_list_has_its_own_citations(dossier_of: Callable[[str], Store]) -> None:
    joint = """  sew: {text: Sew, by: [orm, vey], for: [ada, bo], log: [{date: 2024-02, status: done,
    said_by: [ada, bo], cite: {date: log 55, status: log 56, said_by.0: log 57, said_by.1: log 58}}],
    cite: {text: log 50, by.0: log 51, by.1: log 52, for: log 53}}
"""
    store = dossier_of(f"{DOSSIER}{joint}")
    told = read(commitment_cell(store, one(store, Commitment, "sew")))
    assert told.startswith("Orm [log 51], Vey [log 52] to Ada, Bo [log 53]: Sew [log 50]; ")
    assert "(Ada [log 57], Bo [log 58], February 2024) [log 55]" in told
    paper = commitments(store, CommitmentSelection(), TODAY, full=False)
    (page,) = [read(row.cells[1]) for block in paper.blocks for row in getattr(block, "rows", ()) if row.id == "sew"]
    assert page == "Orm [log 51], Vey [log 52] → Ada, Bo [log 53]"


def test_a_point_to_raise_cites_who_promised_it_behind_the_name(dossier_of: Callable[[str], Store]) -> None:
    store = dossier_of(DOSSIER.replace("title: The ferry", "title: The ferry, our_side: orm"))
    points = lines(meeting(store, Meeting(("vey",), TODAY)), "points")
    assert any(point.startswith("Promised by Vey [log 29]: Mow [log 28] (due May 2024 [log 31]") for point in points)


def test_a_name_alone_has_the_citations_of_the_name(ferry: Store) -> None:
    assert read(record_cell(ferry, existing(ferry, "port"))) == "Port [log 3]"
    assert (
        read(person_line(ferry, one(ferry, Person, "bo"), TODAY))
        == "Bo [log 8]; or: Beau (disputed) [wire 9]: no post is known"
    )


def test_a_reference_has_the_citations_of_the_field_that_refers(ferry: Store) -> None:
    found = [
        read(item)
        for block in referring(ferry, existing(ferry, "orm"))
        if isinstance(block, Listing)
        for item in block.items
    ]
    assert "Port [log 3] — part of [log 4]; or: Vey (disputed) [wire 4]" in found


def test_that_two_met_rests_on_what_says_that_both_took_part(ferry: Store) -> None:
    assert lines(who(ferry, "ada", TODAY), "met") == [
        "Bo [log 13, wire 13]: Fair [log 11], 1 January 2024 [log 12];"
        " Bo: took part [wire 13]; or: was ill (disputed) [wire 15]"
    ]


def test_a_deadline_that_only_a_rival_gives_is_no_missing_one(ferry: Store) -> None:
    told = [line for line in lines(gaps(ferry, Gaps(TODAY)), "commitments") if ": Pay" in line]
    assert ["no deadline; or: March 2025 (disputed) [wire 23]" in line for line in told] == [True]


def test_what_is_missing_follows_values_with_their_own_citations(ferry: Store) -> None:
    document = gaps(ferry, Gaps(TODAY))
    assert "Bo [log 8]; or: Beau (disputed) [wire 9]: no post given" in lines(document, "people")
    assert "Fair [log 11], 1 January 2024 [log 12] — no place" in lines(document, "events")


def test_what_follows_from_a_value_has_no_citation_of_its_own(ferry: Store) -> None:
    cards = commitments(ferry, CommitmentSelection(), TODAY).blocks
    (mow,) = (card for card in cards if isinstance(card, Card) and card.id == "mow")
    assert [read(line) for field in mow.fields if field.key == "due" for line in field.lines] == [
        "May 2024 [log 31]; overdue"
    ]


def test_a_post_that_nobody_confirms_follows_its_holder_by_every_name(dossier_of: Callable[[str], Store]) -> None:
    text = DOSSIER.replace("summary: Tall.", "roles: [{title: Cook, org: vey, cite: log 32}]")
    found = lines(gaps(dossier_of(text), Gaps(TODAY)), "one-witness-post")
    assert "Bo [log 8]; or: Beau (disputed) [wire 9]: Cook; Vey; time unknown [log 32]" in found


@pytest.mark.parametrize(
    ("cite", "line"),
    [
        ("{text: log 33, about: log 34}", "Why? [log 33] (open question) — about [log 34]"),
        ("log 33", "Why? [log 33] (open question)"),
    ],
)
def test_what_a_record_is_about_has_its_own_citations(cite: str, line: str, dossier_of: Callable[[str], Store]) -> None:
    store = dossier_of(f"{DOSSIER}questions:\n  why: {{text: Why?, about: pact, cite: {cite}}}\n")
    found = [block for block in referring(store, existing(store, "pact")) if isinstance(block, Listing)]
    assert [read(item) for block in found for item in block.items] == [line]


def test_what_depends_on_a_dispute_has_the_citations_of_its_name(ferry: Store) -> None:
    assert "Affects 1 event: Fair [log 11]" in lines(conflicts(ferry), "dependents")


def test_each_passage_of_a_search_result_has_its_own_citations(ferry: Store) -> None:
    (fair,) = (line for line in found_by(ferry, "host") if "Fair" in line)
    assert "Ada («host») [log 13], Bo [wire 13]" in fair
    assert "«Lend boats». [log 17]" in found_by(ferry, "lend boats")
