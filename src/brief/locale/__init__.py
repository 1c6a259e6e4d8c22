"""Messages for people, with the English sentence as key, as in gettext.

A language is a file `LANGUAGE/LC_MESSAGES/brief.mo` in this folder. English needs no file and imports nothing.
"""

from collections.abc import Callable, Iterable

from brief.named_tuple import NamedTuple


class Message(str):
    """Our own words, with data only in named placeholders."""

    __slots__ = ()


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


def say(key: str, /, **places: object) -> Message:
    """Return the message of a key, with a value for each `{name}` in it."""
    found = _speech[0].find(key)
    return Message(found.format(**places) if places else found)


def capitalized(words: str) -> str:
    """Return words with a capital first letter; the others stay, because a noun may have a capital elsewhere."""
    return words[:1].upper() + words[1:]


def either(choices: Iterable[str]) -> str:
    """Join alternatives: `person or organization`."""
    return say(" or ").join(choices)


def key(sentence: str) -> str:
    """Mark a text as the key of a message that `say` gets later, so that Babel extracts it."""
    return sentence


def key_many(one: str, many: str) -> tuple[str, str]:
    """Mark the two forms of a message that `say_many` gets later, so that Babel extracts them."""
    return one, many


def say_many(one: str, many: str, count: int, /, **places: object) -> Message:
    """Return a message about a number of things, with `{count}` as the number."""
    return Message(_speech[0].find_many(one, many, count).format(count=count, **places))
