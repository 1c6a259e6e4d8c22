"""Serialization of records to plain values and back loses nothing."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from brief.model.actors import Person
from brief.model.agreements import Agreement, Provision
from brief.model.commitments import Commitment
from brief.model.dates import Date
from brief.model.events import Event
from brief.model.header import Header
from brief.model.kinds import KINDS
from brief.model.parts import Citation, Difference, Role
from brief.model.serialization import decode, encode, references
from brief.model.shape import Shape, fields

DATES = (
    "2025",
    "2025-02",
    "2025-03-24",
    "2024/2025",
    "2018~",
    "2018?",
    "../1990",
    "2019-01-24/..",
    "2023-05-XX",
    "188X",
)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
CLASSES = [*(kind.record for kind in KINDS.values()), Header]


def made_of(shape: Shape) -> st.SearchStrategy[Any]:
    """Return a strategy for values of a field's shape."""
    if shape.type is Date:
        return st.sampled_from(DATES).map(Date.parse)
    if shape.is_list and shape.item:
        return st.lists(made_of(shape.item), max_size=2).map(tuple)
    if shape.is_map and shape.item:
        empty = st.none() if shape.item.is_optional else st.nothing()
        return st.dictionaries(TEXT, made_of(shape.item) | empty, max_size=2)
    if shape.choices:
        return st.sampled_from(shape.choices)
    if shape.is_part:
        return records(shape.type)
    return {bool: st.booleans(), int: st.integers(1, 99), str: TEXT}[shape.type]


def records(cls: Any) -> st.SearchStrategy[Any]:
    """Draw records or parts of a class, with any optional fields left out."""
    known = fields(cls).values()
    needed = {item.attribute: made_of(item.shape) for item in known if item.is_required}
    others = {item.attribute: made_of(item.shape) for item in known if not item.is_required}
    shapes = st.fixed_dictionaries(needed, optional=others)
    return shapes.map(lambda values: cls(**values))


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_what_is_encoded_is_decoded_again(cls: Any, data: st.DataObject) -> None:
    record = data.draw(records(cls))
    plain = json.loads(json.dumps(encode(record), ensure_ascii=False))
    back = decode(cls, plain)
    assert type(back) is cls
    held = [item.attribute for item in fields(cls).values()]
    assert [getattr(back, name) for name in held] == [getattr(record, name) for name in held]
    assert list(references(back)) == list(references(record))


def test_plain_values_leave_defaults_out_and_use_the_names_of_the_format() -> None:
    held = Commitment(id="c", text="Mend it", for_=("town",), due=Date.parse("2025-06"))
    assert encode(held) == {"id": "c", "text": "Mend it", "for": ["town"], "due": "2025-06"}


def test_dates_keep_their_precision() -> None:
    held = Event(id="e", title="Bell", date=Date.parse("2024"))
    back = decode(Event, encode(held))
    assert back.date and back.date.text == "2024"


def test_references_say_where_they_stand() -> None:
    role = Role(title="Keeper", org="board", cite=(Citation("log", "p. 1"),))
    person = Person(id="p", name="P", roles=(role,), differs=(Difference(value="Q", cite=(Citation("wire"),)),))
    found = {reference.path: reference.target for reference in references(person)}
    assert found == {"roles.0.org": "board", "roles.0.cite.0.source": "log", "differs.0.cite.0.source": "wire"}


def test_references_of_a_map_carry_the_part_taken() -> None:
    (found,) = references(Event(id="e", title="Bell", who={"ada": "ringer"}))
    assert (found.path, found.target, found.word) == ("who.ada", "ada", "ringer")


def test_references_within_parts_are_found() -> None:
    agreement = Agreement(id="a", title="A", provisions=(Provision(text="T", topics=("bells",)),))
    assert [found.path for found in references(agreement)] == ["provisions.0.topics.0"]


def test_records_that_hold_the_same_are_equal_and_show_what_they_hold() -> None:
    def ada(rank: str | None = None) -> Person:
        return Person(id="ada", name="Ada", roles=(Role(title="Keeper", rank=rank),))

    assert ada() == ada()
    assert len({ada(), ada()}) == 1
    assert ada() != ada("Captain")
    assert ada().roles[0] != ada()
    assert repr(ada("Captain")) == "Person(id='ada', name='Ada', roles=(Role(title='Keeper', rank='Captain'),))"
    assert eval(repr(ada("Captain"))) == ada("Captain")


def test_records_do_not_change_and_take_their_fields_by_name() -> None:
    ada = Person(id="ada", name="Ada")
    with pytest.raises(AttributeError, match="use `replaced`"):
        ada.name = "Eve"  # type: ignore[misc]
    with pytest.raises(AttributeError, match="use `replaced`"):
        del ada.name
    with pytest.raises(TypeError, match="takes its fields by name"):
        Person(*("ada", "Ada"))  # type: ignore[call-arg, arg-type]
    with pytest.raises(TypeError, match="Person has no field nmae"):
        ada.replaced(nmae="Eve")
    assert (ada.replaced(name="Eve").name, ada.name) == ("Eve", "Ada")
