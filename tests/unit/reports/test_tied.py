"""Commitments concern a person for the time in post; a part of a body is concerned by what the body promised."""

from collections.abc import Callable

import pytest

from brief.dossier.protocol import EventFilter, existing
from brief.model.actors import Person
from brief.model.dates import Date
from brief.reports.tied import tied
from brief.stores.query import Store

DAY = Date.parse("2026-06-01")
RIVER = """
dossier: {title: The river, parties: [east, west]}
sources: {log: {title: The log, published: 2026-05}}
organizations:
  east: {name: East, kind: country, cite: log p. 1}
  west: {name: West, kind: country, cite: log p. 1}
  ministry: {name: Ministry of Rivers, kind: ministry, part_of: east, cite: log p. 1}
  locks: {name: Lock Office, kind: department, part_of: ministry, cite: log p. 1}
people:
  ann:
    name: Ann Ray
    roles: [{title: Head, org: locks, POST cite: log p. 1}]
    PERSON
    cite: log p. 1
agreements:
  pact: {title: Pact, parties: [east, west], signed: signing, cite: log p. 2}
  rules: {title: Rules, parties: [east, west], cite: log p. 2}
events:
  signing: {title: Signing, date: 2019, kind: signing, who: {ann: signatory}, agreements: pact, cite: log p. 2}
  session: {title: Session, date: 2019, who: {ann: delegate}, cite: log p. 2}
  adoption: {title: Adoption, date: 2019, part_of: session, agreements: rules, cite: log p. 2}
commitments:
  of-country: {text: Mend the river, by: east, made: 2019, cite: log p. 3}
  of-ministry: {text: Mend the bank, by: ministry, for: west, MADE cite: log p. 3}
  under-pact: {text: Mend the lock, by: west, for: east, under: pact, MADE cite: log p. 3}
  under-rules: {text: Mend the gate, by: west, for: east, under: rules, MADE cite: log p. 3}
  named: {text: Send Ann a gate, by: west, for: ann, made: 2025, cite: log p. 3}
"""
ALL = {"of-ministry", "under-pact", "under-rules", "named"}


@pytest.mark.parametrize(
    ("post", "person", "made", "concern"),
    [
        ("seen: 2026-04,", "", "made: 2025,", ALL),
        ("from: 2018,", "", "", ALL),
        ("from: 2018, to: 2027,", "", "made: 2028,", {"named", "under-pact", "under-rules"}),
        ("from: 2018, to: 2023,", "", "made: 2020,", ALL - {"of-ministry"}),
        ("from: 2018, to: 2023,", "", "made: 2023,", ALL - {"of-ministry"}),
        ("from: 2018, to: 2023,", "", "", ALL - {"of-ministry"}),
        ("from: 2018, to: 2023,", "", "made: 2025,", {"named"}),
        ("from: 2018, to: 2023,", "died: 2025-12", "made: 2025,", {"named"}),
        ("from: 2018,", "died: 2024", "made: 2025,", {"named"}),
        ("from: 2018,", "died: 2024", "made: 2020,", ALL - {"of-ministry"}),
        ("from: 2018,", "", "made: 2016, log: [{date: 2017, status: done}],", ALL - {"of-ministry"}),
    ],
)
def test_commitments_concern_a_person_for_the_time_in_post(
    dossier_of: Callable[[str], Store], post: str, person: str, made: str, concern: set[str]
) -> None:
    store = dossier_of(RIVER.replace("POST", post).replace("PERSON", person).replace("MADE", made))
    ann = existing(store, "ann")
    assert isinstance(ann, Person)
    events = [claim.event for claim in store.events(EventFilter(who=("ann",)))]
    assert set(tied(store, ann, events, DAY)["commitment"]) == concern
