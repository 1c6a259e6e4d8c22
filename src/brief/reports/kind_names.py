"""The kind of record that a word names, as a user types it."""

from brief.locale import say
from brief.model.kinds import KINDS
from brief.model.user_error import UserError

_BRITISH = {"organisation": "organization", "organisations": "organization", "programme": "program"}
_BRITISH |= {"programmes": "program", "persons": "person"}
"""Words for a kind that are neither its name nor its section."""


def names_of_kinds() -> dict[str, str]:
    """Each word that names a kind, with the kind: its name, and its section."""
    return {word: kind.name for kind in KINDS.values() for word in (kind.section, kind.name)}


def kind_of(word: str, option: str = "") -> str:
    """The kind of record that a word names, in the singular or plural; raises `UserError` with the nearest word."""
    known = names_of_kinds()
    wanted = word.strip().lower()
    if found := (known | _BRITISH).get(wanted):
        return found
    from brief.model.names import hint

    better = hint(wanted, known, say("there are {kinds}", kinds=", ".join(KINDS)))
    start = f"{option}: " if option else ""
    raise UserError(say("{start}there is no kind of record `{word}`", start=start, word=word), better, 2)
