"""The sides of a meeting, by the posts of that time, and what came before and after it."""

from collections.abc import Callable

import pytest

from brief.document import Card, Document, Heading, Listing, Table
from brief.model.dates import Date
from brief.reports.meeting import Meeting, meeting
from brief.stores.query import Store

BAY = """
dossier: {title: The bay, parties: [north, south], our_side: north}
sources:
  gazette: {title: Gazette, published: 2026-03}
organizations:
  north: {name: Northland, kind: country, cite: gazette p. 1}
  south: {name: Southland, kind: country, cite: gazette p. 1}
  office: {name: Foreign Office of Southland, part_of: south, cite: gazette p. 1}
  embassy: {name: Embassy of Northland, part_of: north, cite: gazette p. 1}
  league: {name: Fishers' League, cite: gazette p. 1}
people:
  ann:
    name: Ann Abroad
    roles: [{title: Ambassador of Northland, org: south, seen: 2026-01, cite: gazette p. 2}]
    cite: gazette p. 2
  bea:
    name: Bea Bound
    roles: [{title: Ambassador to Southland, org: south, seen: 2026-01, cite: gazette p. 2}]
    cite: gazette p. 2
  cal:
    name: Cal Counsel
    roles:
    - {title: Counsellor, org: embassy, seen: 2026-01, cite: gazette p. 2}
    - {title: contributor, org: office, seen: 2026-01, cite: gazette p. 2}
    cite: gazette p. 2
  dan:
    name: Dan Desk
    roles: [{title: Director, org: office, seen: 2026-01, cite: gazette p. 2}]
    cite: gazette p. 2
  eli:
    name: Eli Ended
    roles: [{title: Minister, org: office, from: 2005, to: 2009, cite: gazette p. 2}]
    cite: gazette p. 2
  fay:
    name: Fay Faded
    roles: [{title: Envoy, org: office, seen: 2011, cite: gazette p. 2}]
    cite: gazette p. 2
  gus:
    name: Gus Green
    roles: [{title: Deputy, org: office, from: 2025-06, cite: gazette p. 2}]
    cite: gazette p. 2
events:
  signing: {title: The pact is signed, date: 2008-04-01, who: {eli: signatory, league: host}, cite: gazette p. 3}
  talks: {title: Talks, date: 2024-05-01, who: {dan: chair, north: party}, cite: gazette p. 3}
  tea: {title: Tea, date: 2025-02-01, who: {eli: guest, fay: guest, gus: guest, north: host}, cite: gazette p. 3}
  round:
    title: Second round
    date: 2026-09-01
    kind: planned meeting
    who: {south: party, north: party}
    cite: gazette p. 3
  call: {title: A call, date: 2026-10, kind: cancelled call, who: {dan: caller}, cite: gazette p. 3}
  other: {title: A regatta, date: 2026-09, who: {league: host}, cite: gazette p. 3}
agreements:
  pact: {title: The pact, parties: [league], signed: signing, cite: gazette p. 3}
commitments:
  lamps: {text: Light the bay, by: south, for: north, due: 2025, cite: gazette p. 4}
"""


@pytest.fixture
def paper(dossier_of: Callable[[str], Store]) -> Callable[..., Document]:
    store = dossier_of(BAY)

    def ask(*names: str, on: str = "2026-04-01", today: str = "2026-04-01") -> Document:
        return meeting(store, Meeting(names, Date.parse(on), today=Date.parse(today)))

    return ask


def listed(document: Document, name: str) -> list[str]:
    found = (block for block in document.blocks if isinstance(block, Listing) and block.name == name)
    return [item.text for block in found for item in block.items]


def cards(document: Document, kind: str) -> dict[str, Card]:
    return {block.id: block for block in document.blocks if isinstance(block, Card) and block.name == kind}


def test_our_own_people_and_envoys_to_a_body_are_no_participants_of_its_side(paper: Callable[..., Document]) -> None:
    document = paper("south")
    assert set(cards(document, "person")) == {"dan", "gus"}
    (posted,) = [part for part in cards(document, "organization")["south"].fields if part.key == "posted"]
    assert [line.text.partition(",")[0] for line in posted.lines] == ["Ann Abroad", "Bea Bound", "Cal Counsel"]


@pytest.mark.parametrize("names", [("south",), ("south", "Ann Abroad"), ("Dan Desk", "embassy")])
def test_what_the_others_owe_is_to_be_raised_whoever_of_ours_is_there(
    paper: Callable[..., Document], names: tuple[str, ...]
) -> None:
    document = paper(*names)
    headings = [block.text for block in document.blocks if isinstance(block, Heading)]
    assert "Points to raise" in headings
    assert "Light the bay" in listed(document, "points")[0]


def test_contact_with_a_body_is_made_by_those_who_are_in_office_then(paper: Callable[..., Document]) -> None:
    told = listed(paper("south"), "contact")
    assert "1 May 2024, with Dan Desk, Southland: Talks" in told


def test_contact_with_a_person_is_theirs_in_any_office(paper: Callable[..., Document]) -> None:
    assert listed(paper("Eli Ended"), "contact")[0] == "1 February 2025, with Eli Ended: Tea"


def test_contacts_that_lie_after_the_meeting_are_listed(paper: Callable[..., Document]) -> None:
    coming = ["1 September 2026: Second round (planned meeting)", "October 2026: A call (cancelled call)"]
    assert listed(paper("south"), "coming-contacts") == coming
    assert listed(paper("south", on="2026-09-15"), "coming-contacts") == coming[1:]
    assert listed(paper("south", on="2025-12-01"), "coming-contacts") == []  # the paper of a past day


def test_the_agreements_that_someone_signed_are_in_the_paper(paper: Callable[..., Document]) -> None:
    def standing(name: str) -> list[str]:
        tables = (block for block in paper(name).blocks if isinstance(block, Table) and block.name == "status")
        return [" ".join(cell.text for cell in row.cells) for table in tables for row in table.rows]

    assert standing("Eli Ended") == ["signed 1 Apr 2008 The pact"]
    assert standing("Dan Desk") == []
