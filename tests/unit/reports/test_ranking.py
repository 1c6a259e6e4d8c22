"""The order of records in lists that do not have room for all."""

from collections.abc import Callable

import pytest

from brief.dossier.protocol import existing
from brief.model.dates import Date
from brief.reports.ranking import best, dispute_rank
from brief.stores.query import Store

DAY = Date.parse("2026-06-01")
BOATS = """
dossier: {title: Boats}
sources: {log: {title: The log}}
people:
  gil: {name: Gil, importance: high, died: 2025, roles: [{title: Pilot, from: 2024}]}
  fay: {name: Fay, importance: high, roles: [{title: Pilot, from: 2024, to: 2026-05}]}
  ann: {name: Ann, differs: [{field: born, value: 1950, cite: log p. 1}]}
  ben: {name: Ben, roles: [{title: Pilot, seen: 2026-04}]}
  cy: {name: Cy}
  dee: {name: Dee}
  eve: {name: Eve, importance: high, differs: [{field: born, value: 1951, cite: log p. 1}]}
events:
  talks: {title: Talks, date: 2026-05, who: {cy: host, dee: guest}}
  visit:
    title: Visit
    date: 2020
    who: {dee: guest, ann: guest}
    differs: [{field: place, value: Quay, cite: log p. 1}]
  planned: {title: A later visit, date: 2027, who: {ann: guest}}
  signing: {title: Signing, date: 2024}
  crash: {title: Crash, date: 2001, importance: high, differs: [{field: title, value: A ramming, cite: log p. 1}]}
agreements:
  ended: {title: Ended, in_force: 2022, terminated: 2025, differs: [{field: kind, value: pact, cite: log p. 1}]}
  older: {title: Older, in_force: 2003}
  newer: {title: Newer, signed: signing}
  undated: {title: Undated}
  denied: {title: Denied, in_force: 2026, differs: [{value: There is no such paper, cite: log p. 2}]}
  great: {title: Great, importance: high, in_force: 1990, terminated: 1991}
commitments:
  calm: {text: Calm, made: 2025}
  disputed: {text: Disputed, made: 2001, differs: [{field: made, value: 2002, cite: log p. 1}]}
  late: {text: Late, due: 2026-03}
  later: {text: Latest, due: 2024-07}
  great-calm: {text: Great and calm, importance: high, due: 2030}
"""


@pytest.fixture
def boats(dossier_of: Callable[[str], Store]) -> Store:
    return dossier_of(BOATS)


@pytest.mark.parametrize(
    ("kind", "order"),
    [
        ("person", ["ben", "eve", "dee", "cy", "ann", "fay", "gil"]),
        ("agreement", ["great", "older", "newer", "undated", "ended", "denied"]),
        ("commitment", ["great-calm", "later", "late", "disputed", "calm"]),
        ("event", ["crash", "planned", "talks", "signing", "visit"]),
    ],
)
def test_what_matters_most_comes_first(boats: Store, kind: str, order: list[str]) -> None:
    found = best(boats, boats.records(kind), DAY)
    assert [held.id for held in found.shown] == order
    assert [held.id for held in best(boats, boats.records(kind), DAY, 2).shown] == order[:2]


def test_particulars_of_people_are_the_last_of_what_is_disputed(boats: Store) -> None:
    points = [("ann", "born"), ("eve", "born"), ("visit", "place"), ("disputed", "made"), ("crash", "title")]
    ordered = sorted(points, key=lambda point: dispute_rank(boats, existing(boats, point[0]), point[1], DAY))
    assert [id_ for id_, _ in ordered] == ["crash", "visit", "disputed", "eve", "ann"]


PACTS = """
dossier: {title: Pacts, parties: [east, west]}
organizations:
  east: {name: East}
  west: {name: West}
  club: {name: Club}
  ministry: {name: Ministry, part_of: east}
  railway: {name: Railway, part_of: west}
people:
  spoke: {name: Spokeswoman, roles: [{title: Spokeswoman, seen: 2026-05}]}
  signed: {name: Signatory}
  witness: {name: Witness}
  hosted: {name: Host}
  chaired: {name: Chair of a tea}
  absent: {name: Absent}
  great: {name: Great, importance: high}
events:
  signing: {title: Signing, date: 2019, kind: signing, who: {signed: signatory, witness: observer}}
  summit: {title: Summit, date: 2018, importance: high, who: {hosted: host, witness: guest}}
  tea: {title: Tea, date: 2025, who: {chaired: chair}}
  off: {title: Signing that was called off, date: 2020, status: cancelled, who: {absent: signatory}}
agreements:
  both: {title: Of both, parties: [east, west], in_force: 1994}
  over: {title: Of both and over, parties: [east, west], in_force: 1990, terminated: 2000}
  one: {title: Of one and the club, parties: [east, club], in_force: 2020}
  theirs: {title: Of the club, parties: club, in_force: 2021}
  parts: {title: Of a ministry and a railway, parties: [ministry, railway], in_force: 1993}
  within: {title: Of the east alone, parties: [ministry, east], in_force: 1992}
  summitry: {title: Signed at an important event, parties: club, signed: summit}
programs:
  shared: {name: Shared, by: east, for: west, period: 2000/..}
  own: {name: Own, by: east, for: club, period: 2024/..}
"""


@pytest.mark.parametrize(
    ("kind", "order"),
    [
        ("person", ["spoke", "great", "signed", "hosted", "chaired", "absent", "witness"]),
        ("agreement", ["summitry", "both", "parts", "theirs", "one", "within", "over"]),
        ("program", ["shared", "own"]),
    ],
)
def test_those_who_signed_or_led_and_what_is_between_the_parties_come_before_the_latest(
    dossier_of: Callable[[str], Store], kind: str, order: list[str]
) -> None:
    store = dossier_of(PACTS)
    assert [held.id for held in best(store, store.records(kind), DAY).shown] == order


HISTORY = """
dossier:
  title: History
  parties: [east, west]
  summary: The pact holds.
  cite: log p. 1
sources: {log: {title: The log}}
organizations: {east: {name: East}, west: {name: West}, club: {name: Club}}
agreements:
  pact: {title: Pact, parties: [east, west], signed: signing}
  treaty: {title: Treaty, parties: [east, west]}
  over: {title: Over, parties: [east, west], signed: old-signing, terminated: 2001}
  strange: {title: Of the club, parties: club, signed: strange-signing}
events:
  great: {title: Great, date: 1950, importance: high}
  signing: {title: Signing, date: 1990}
  treaty-signing: {title: Treaty signed, date: 1980, kind: signing, agreements: treaty}
  old-signing: {title: Old signing, date: 1991}
  strange-signing: {title: Strange signing, date: 1992}
  flood: {title: Flood, date: 1970}
  called-off: {title: Drill, date: 2026-05, status: cancelled}
  told: {title: Told in the bottom line, date: 1960, cite: log p. 1}
  latest: {title: Latest, date: 2025}
  disputed: {title: Disputed, date: 2024, differs: [{value: Nothing happened, cite: log p. 3}]}
questions:
  who-pays: {text: Who pays for the flood?, about: flood}
  why: {text: Why no drill?, about: called-off}
"""


def test_of_events_signings_in_force_come_first_then_what_is_spoken_of_and_no_dispute_leads(
    dossier_of: Callable[[str], Store],
) -> None:
    store = dossier_of(HISTORY)
    assert [held.id for held in best(store, store.records("event"), DAY).shown] == [
        "great",
        "signing",
        "treaty-signing",
        "flood",
        "told",
        "called-off",
        "latest",
        "disputed",
        "strange-signing",
        "old-signing",
    ]


STANDING = """
dossier: {title: Standing, parties: [east, west], summary: A deal was made., cite: log p. 1}
sources: {log: {title: The log}}
organizations: {east: {name: East}, west: {name: West}}
events:
  meets: {title: Dialogue held, date: 2025-02, agreements: dialogue}
  signs: {title: Old memorandum signed, date: 2018}
agreements:
  dialogue: {title: Dialogue, parties: [east, west]}
  old: {title: Old memorandum, parties: [east, west], signed: signs}
  treaty: {title: Treaty, parties: [east, west], in_force: 1995}
  deal: {title: Deal, parties: [east, west], cite: log p. 1}
"""


def test_what_the_bottom_line_cites_and_what_is_in_force_come_before_the_last_event(
    dossier_of: Callable[[str], Store],
) -> None:
    store = dossier_of(STANDING)
    found = best(store, store.records("agreement"), DAY).shown
    assert [held.id for held in found] == ["deal", "treaty", "dialogue", "old"]
