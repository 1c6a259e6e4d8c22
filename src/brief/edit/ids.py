"""Ids for new records, made of their names."""

import re

from brief.model.names import fold
from brief.model.names.scripts import romanized, script_of

_LONGEST = 40
"""Most characters of an id that is made of a name."""


def id_of(name: str) -> str:
    """Return an id made of the first words of a name, in Latin letters; empty if it has no letters and digits."""
    words = re.findall("[a-z0-9]+", " ".join(romanized(fold(name).split(), script_of(name))))
    id_ = ""
    for word in words:
        if id_ and len(id_) + len(word) >= _LONGEST:
            break
        id_ = f"{id_}-{word}".strip("-")
    return id_[:_LONGEST]
