"""Enumerations behave like those of `enum`, whose classes take longer to create."""

import copy
import enum
import json
import pickle
from collections.abc import Callable
from typing import Any

import pytest

from brief.enumeration import IntEnum, StrEnum


class Ours(StrEnum):
    """Texts."""

    FIRST = "one"
    """The first of them."""
    SECOND = "two"

    @property
    def is_last(self) -> bool:
        """A property."""
        return self is Ours.SECOND


class Theirs(enum.StrEnum):
    """Texts."""

    FIRST = "one"
    """The first of them."""
    SECOND = "two"

    @property
    def is_last(self) -> bool:
        """A property."""
        return self is Theirs.SECOND


class OurNumbers(IntEnum):
    """Numbers."""

    FIRST = 0
    SECOND = 2


class TheirNumbers(enum.IntEnum):
    """Numbers."""

    FIRST = 0
    SECOND = 2


USES: dict[str, Callable[[Any], Any]] = {
    "values": lambda made: [member.value for member in made],
    "names": lambda made: [member.name for member in made],
    "number": len,
    "member of a value": lambda made: made(made.SECOND.value) is made.SECOND,
    "member of a member": lambda made: made(made.SECOND) is made.SECOND,
    "class": lambda made: isinstance(made.FIRST, made) and type(made.FIRST) is made,
    "equal": lambda made: made.FIRST == made.FIRST.value != made.SECOND,
    "in a map": lambda made: {made.FIRST: "found"}[made.FIRST.value],
    "in order": lambda made: sorted([made.SECOND, made.FIRST])[0] is made.FIRST,
    "truth": lambda made: [bool(member) for member in made],
    "printed": lambda made: [str(made.SECOND), f"{made.SECOND:>5}", "-".join(map(str, made))],
    "shown": lambda made: repr(made.SECOND).partition(".")[2],
    "as JSON": lambda made: json.dumps([made.FIRST, {"key": made.SECOND}]),
    "copied": lambda made: copy.deepcopy(made.FIRST) is copy.copy(made.FIRST) is made.FIRST,
    "pickled": lambda made: pickle.loads(pickle.dumps(made.SECOND)) is made.SECOND,
    "property": lambda made: [getattr(member, "is_last", None) for member in made],
    "words about it": lambda made: made.__doc__,
}


@pytest.mark.parametrize("use", USES.values(), ids=USES)
@pytest.mark.parametrize(("ours", "theirs"), [(Ours, Theirs), (OurNumbers, TheirNumbers)])
def test_an_enumeration_behaves_as_one_of_enum(use: Callable[[Any], Any], ours: type, theirs: type) -> None:
    assert use(ours) == use(theirs)


@pytest.mark.parametrize("made", [Ours, Theirs, OurNumbers, TheirNumbers])
def test_no_member_has_another_value(made: Callable[[object], object]) -> None:
    with pytest.raises(ValueError, match="7 is not a valid"):
        made(7)
