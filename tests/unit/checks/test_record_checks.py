"""A check of one record runs if the record has a field that it asks for."""

import pytest

from brief.checks.run import ONLY_WITH, examine
from brief.model.actors import Membership, Name, Person
from brief.model.agreements import Agreement
from brief.model.commitments import Commitment, LogEntry
from brief.model.dates import Date
from brief.model.events import Event
from brief.model.parts import Difference, Figure, Record, Role
from brief.model.positions import Position
from brief.model.sources import Source

EARLY, LATE = Date.parse("1990"), Date.parse("2000")


def event(**fields: object) -> Event:
    return Event.of({"id": "e", "title": "E", **fields})


def person(**fields: object) -> Person:
    return Person.of({"id": "p", "name": "P", **fields})


def commitment(**fields: object) -> Commitment:
    return Commitment.of({"id": "c", "text": "C", **fields})


def rivals(**values: str) -> tuple[Difference, ...]:
    return tuple(Difference(field=field, value=value) for field, value in values.items())


ALONE: dict[tuple[str, str], Record] = {
    ("short_titles", "short"): event(short="x" * 61),
    ("disputed_dates", "differs"): event(differs=rivals(date="soon")),
    ("same_values", "differs"): event(differs=rivals(title="E")),
    ("role_dates", "roles"): person(roles=(Role(title="Clerk", from_=LATE, to=EARLY),)),
    ("contradicting_dates", "terminated"): Agreement(id="a", title="A", in_force=LATE, terminated=EARLY),
    ("contradicting_dates", "born"): person(born=LATE, roles=(Role(title="Clerk", to=EARLY),)),
    ("contradicting_dates", "died"): person(died=EARLY, roles=(Role(title="Clerk", from_=LATE),)),
    ("contradicting_dates", "differs"): person(differs=rivals(born="2000", died="1990")),
    ("codes", "figures"): event(figures=(Figure(what="Cost", value="3", currency="QQQ"),)),
    ("codes", "names"): person(names=(Name(name="P", language="?"),)),
    ("codes", "language"): Source(id="s", title="S", language="?"),
    ("amounts", "figures"): event(figures=(Figure(what="Cost", value="3", payer="p"),)),
    ("log_order", "log"): commitment(made=LATE, log=(LogEntry(date=EARLY, status="done"),)),
    ("due_before_made", "due"): commitment(made=LATE, due=EARLY),
    ("due_before_made", "differs"): commitment(differs=rivals(made="2000", due="1990")),
    ("ends_with_a_date", "roles"): person(roles=(Role(title="Clerk", end_reason="resigned"),)),
    ("ends_with_a_date", "memberships"): person(memberships=(Membership(org="o", end_reason="resigned"),)),
    ("responses", "use"): Position(id="x", text="X", use="response"),
    ("preprints", "type"): Source(id="s", title="S", type="article"),
}
"""For each check and each field that it asks for, a record with only this one of them, in which it finds something."""


@pytest.mark.parametrize(("name", "field"), ALONE)
def test_a_field_alone_is_enough(name: str, field: str) -> None:
    record = ALONE[name, field]
    (check,) = (found for found in ONLY_WITH if found.__name__ == name)
    assert ONLY_WITH[check] & vars(record).keys() == {field}
    found = [*check(record)]
    assert found
    assert {each.code for each in found} <= {each.code for each in examine(record)}


def test_each_field_has_such_a_record() -> None:
    assert ALONE.keys() == {(check.__name__, field) for check, fields in ONLY_WITH.items() for field in fields}
