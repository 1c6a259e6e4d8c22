"""Derives ids of new records from their names."""

import re
from collections.abc import Callable
from itertools import count

from brief.model.names import fold
from brief.model.names.scripts import romanized, script_of

_LONGEST = 40


def id_from(name: str, is_free: Callable[[str], bool]) -> str:
    """Return a free id derived from a name or title, cut at a word: `Mira Oldcastle` gives `mira-oldcastle`."""
    latin = " ".join(romanized(fold(name).split(), script_of(name)))
    words = re.sub(r"[^a-z0-9]+", "-", latin).strip("-") or "record"
    if len(words) > _LONGEST:
        words = words[: _LONGEST + 1].rpartition("-")[0] or words[:_LONGEST]
    return next(id_ for number in count(1) if is_free(id_ := words if number == 1 else f"{words}-{number}"))
