"""Every sentence that people read, by key: the English sentence is its own key, as gettext has it.

A language is a file `LANGUAGE/LC_MESSAGES/brief.mo` in this folder. English needs none, and imports nothing.
"""

from collections.abc import Callable
from typing import NamedTuple


class Message(str):
    """Words of our own, with data only in named places."""

    __slots__ = ()


PSEUDO = "pseudo"
"""The language in which each message is put between ⟦ and ⟧: what is printed outside of them is data."""


def _english(one: str, many: str, count: int) -> str:
    return one if count == 1 else many


class _Speech(NamedTuple):
    language: str = "en"
    find: Callable[[str], str] = str
    find_many: Callable[[str, str, int], str] = _english


_speech = [_Speech()]


def use(language: str) -> None:
    """Speak this language from now on: a code of ISO 639, or `pseudo`; English where there is no file for it.

    To be called before other modules are imported: their constants are messages too.
    """
    _speech[0] = _Speech(language, *_finders(language))


def _finders(language: str) -> tuple[Callable[[str], str], Callable[[str, str, int], str]]:
    if language == PSEUDO:
        return "⟦{}⟧".format, lambda one, many, count: f"⟦{_english(one, many, count)}⟧"
    if language == "en":
        return str, _english
    from gettext import translation
    from importlib.resources import as_file, files

    with as_file(files(__name__)) as folder:
        found = translation("brief", folder, [language], fallback=True)
    return found.gettext, found.ngettext


def language() -> str:
    """What `use` was last told: what is kept on disk is kept for this language alone."""
    return _speech[0].language


def say(key: str, /, **places: object) -> Message:
    """A message: the sentence of a key, in which the value of each name stands where the key has `{name}`."""
    found = _speech[0].find(key)
    return Message(found.format(**places) if places else found)


def say_many(one: str, many: str, count: int, /, **places: object) -> Message:
    """A message about a number of things, which is its place `{count}`."""
    return Message(_speech[0].find_many(one, many, count).format(count=count, **places))
