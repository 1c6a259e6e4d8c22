"""Messages for people, with the English sentence as key, as in gettext.

A language is a file `LANGUAGE/LC_MESSAGES/brief.mo` in this folder. English needs no file and imports nothing.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Literal, TypeAlias, overload

from brief.named_tuple import NamedTuple

if TYPE_CHECKING:
    from typing import Self


Punctuation = Literal["", " ", ".", ": ", ", ", "; ", " — ", " (", ")"]
"""Punctuation between the parts of a statement."""


class Message(str):
    """Words that a page may print: our own, with nothing in their places but numbers and other such words.

    Type checkers accept no other text on a page, because it could be the value of a record.
    """

    __slots__ = ()

    if TYPE_CHECKING:

        def __new__(cls) -> Self:
            """Return the empty message; `say` and the makers of `brief.document.parts` return others."""

        def partition(self, sep: str, /) -> tuple["Message", "Message", "Message"]:
            """Return the words before and after a sign."""


Wording: TypeAlias = "Message | Punctuation"
"""What a page may print besides values, names and dates."""

PSEUDO = "pseudo"
"""The test language that puts each message between ⟦ and ⟧: everything outside is data."""


def _english(one: str, many: str, count: int) -> str:
    return one if count == 1 else many


class _Speech(NamedTuple):
    language: str = "en"
    find: Callable[[str], str] = str
    find_many: Callable[[str, str, int], str] = _english


_speech = [_Speech()]


def use(language: str) -> bool:
    """Set the language: an ISO 639 code or `pseudo`; English if there is no file for it, and False.

    Call this before you import other modules, because their constants are messages too.
    """
    finders = _finders(language)
    _speech[0] = _Speech(language, *finders) if finders else _Speech()
    return finders is not None


def _pseudo(key: str) -> str:
    import re

    return "⟦" + re.sub(r"(?<!{)({[^{}]+})(?!})", r"⟧\1⟦", key) + "⟧"


def _finders(language: str) -> tuple[Callable[[str], str], Callable[[str, str, int], str]] | None:
    """Return the functions that find a message; None if there is no file for the language."""
    if language == PSEUDO:
        return _pseudo, lambda one, many, count: _pseudo(_english(one, many, count))
    if language == "en":
        return str, _english
    from gettext import translation
    from importlib.resources import as_file, files

    with as_file(files(__name__)) as folder:
        try:
            found = translation("brief", folder, [language])
        except OSError:
            return None
    return found.gettext, found.ngettext


def language() -> str:
    """Return the current language. A store is valid for one language only."""
    return _speech[0].language


@overload
def say(key: str, /, **places: Message | int | float) -> Message: ...
@overload
def say(key: str, /, **places: object) -> str: ...
def say(key: str, /, **places: object) -> str:
    """Return the message of a key, with a value for each `{name}` in it; a plain `str` there makes it plain too."""
    found = _speech[0].find(key)
    return _with(places, found.format(**places)) if places else str.__new__(Message, found)


_PLACES = frozenset((int, float, bool, Message))
"""Types of what may stand in the places of a message on a page."""


def _with(places: dict[str, object], told: str) -> str:
    return str.__new__(Message, told) if _PLACES.issuperset(map(type, places.values())) else told


def reworded(words: Wording, change: Callable[[str], str]) -> Message:
    """Return words in another form: without their full stop, with typographic apostrophes."""
    return str.__new__(Message, change(words))


def capitalized(words: Wording) -> Message:
    """Return words with a capital first letter; the others stay, because a noun may have a capital elsewhere."""
    return str.__new__(Message, words[:1].upper() + words[1:])


def series(words: Iterable[Message], between: Wording = ", ") -> Message:
    """Join words by punctuation or a message: `Ada Moss, Einar Holt`."""
    return str.__new__(Message, between.join(words))


def pieces(message: Message) -> Iterator[tuple[Message, str]]:
    """Yield the words of a message, each with the `{place}` after them, which is empty at the end."""
    *before, last = message.split("}")
    for words, _, place in (piece.partition("{") for piece in before):
        yield str.__new__(Message, words), place
    if last:
        yield str.__new__(Message, last), ""


def either(choices: Iterable[str]) -> str:
    """Join alternatives: `person or organization`, `person, organization or place`."""
    return enumerated(choices, say(" or "))


def enumerated(words: Iterable[str], before_last: str) -> str:
    """Join words by commas, and the last by a word for `and` or `or`; empty without words."""
    *first, last = [*words] or [""]
    return before_last.join([", ".join(first), last] if first else [last])


def key(sentence: str) -> str:
    """Mark a text as the key of a message that `say` gets later, so that Babel extracts it."""
    return sentence


def key_many(one: str, many: str) -> tuple[str, str]:
    """Mark the two forms of a message that `say_many` gets later, so that Babel extracts them."""
    return one, many


@overload
def say_many(one: str, many: str, count: int, /, **places: Message | int | float) -> Message: ...
@overload
def say_many(one: str, many: str, count: int, /, **places: object) -> str: ...
def say_many(one: str, many: str, count: int, /, **places: object) -> str:
    """Return a message about a number of things, with `{count}` as the number."""
    return _with(places, _speech[0].find_many(one, many, count).format(count=count, **places))
