"""Marks of the types of fields, and the form of an id."""

import re
from typing import Annotated, Any, TypeVar

from brief.named_tuple import NamedTuple

ID = "[a-z0-9][a-z0-9-]*"
"""The form of an id: a regular expression."""
BETWEEN = "_"
"""The separator between the name of a dossier and the id of its record, if several are read as one; no id has it."""
_QUALIFIED = f"({ID}){BETWEEN}({ID})"


def qualified(name: str, id_: str) -> str:
    """Return the id of a record with the name of its dossier: `harbours_moscow`."""
    return f"{name}{BETWEEN}{id_}"


def parts_of_id(text: str) -> tuple[str, str]:
    """Return the name of the dossier, empty if there is none, and the id in it; two empty ones for other texts."""
    if BETWEEN in text and (found := re.fullmatch(_QUALIFIED, text)):
        return found[1], found[2]
    return "", text if re.fullmatch(ID, text) else ""


def listed_ids(text: str) -> list[str]:
    """Return the ids that a text lists, with commas, semicolons or `and` between them; none for any other text."""
    found = re.split(r"\s*[,;]\s*(?:and\s+)?|\s+and\s+", text.strip())
    return found if all(parts_of_id(one)[1] for one in found) else []


class Words:
    """Whether a description in words is allowed instead of an id: one of these numbers."""

    NONE = 0
    PHRASE = 1
    """Anything that does not look like an id: `students of three schools`, `Geneva`."""
    ANY = 2
    """A single lowercase word as well: `analysts`."""


class Ref(NamedTuple):
    """Marks a string as the id of another record of these kinds; without kinds, of any kind."""

    kinds: tuple[str, ...] = ()
    words: int = Words.NONE

    def allows(self, text: str) -> bool:
        """True if a text may be a description in words instead of an id."""
        name, id_ = parts_of_id(text)
        is_one_word = not name and (self.words == Words.ANY or not id_)
        return bool(self.words) and (" " in text or ("-" not in text and is_one_word))


class Form(NamedTuple):
    """Marks a text that has one form, such as a code or a number within bounds."""

    pattern: str
    """A regular expression for the whole text, in the syntax that Python and JSON Schema share."""
    words: str
    """What the text must be: `a currency code of ISO 4217`."""
    example: str


class ImageFile:
    """Marks the path of an image in the dossier's folder."""


class OneOrMore:
    """Marks a tuple that may be written as a single value if it has one item."""

    @staticmethod
    def listed(value: Any) -> Any:
        """Return the value as a list; a single value becomes a list of one."""
        return value if isinstance(value, list) else [value]


Item = TypeVar("Item")
Many = Annotated[tuple[Item, ...], OneOrMore()]
"""One value or a list of them."""
