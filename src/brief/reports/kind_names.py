"""The kind of record that a user's word names."""

from brief.locale import say
from brief.model.kinds import KINDS
from brief.model.user_error import UserError

_BRITISH = {"organisation": "organization", "organisations": "organization", "programme": "program"}
_BRITISH |= {"programmes": "program", "persons": "person"}
"""British spellings of names of kinds."""


def _names_of_kinds() -> dict[str, str]:
    """Map each word that names a kind, its name or its section, to the kind."""
    return {word: kind.name for kind in KINDS.values() for word in (kind.section, kind.name)}


def kind_of(word: str, option: str = "") -> str:
    """Return the kind that a word names, in singular or plural; raises `UserError` with the nearest word."""
    known = _names_of_kinds()
    wanted = word.strip().lower()
    if found := (known | _BRITISH).get(wanted):
        return found
    from brief.model.names import hint

    better = hint(wanted, known, say("there are {kinds}", kinds=", ".join(KINDS)))
    start = f"{option}: " if option else ""
    raise UserError(say("{start}there is no kind of record `{word}`", start=start, word=word), better, 2)
