"""Compare handling markings, if both belong to one scheme."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from brief.model.header import Header

Scheme = tuple[tuple[str, ...], ...]
"""Markings from the lowest to the highest; markings of one level are grouped, the usual spelling first."""
_SCHEMES: tuple[Scheme, ...] = (
    # TLP 2.0 (https://www.first.org/tlp/); WHITE is what version 1 calls CLEAR.
    (("TLP:CLEAR", "TLP:WHITE"), ("TLP:GREEN",), ("TLP:AMBER",), ("TLP:AMBER+STRICT",), ("TLP:RED",)),
    (("UNCLASSIFIED",), ("RESTRICTED",), ("CONFIDENTIAL",), ("SECRET",), ("TOP SECRET",)),
    (("OFFICIAL",), ("OFFICIAL-SENSITIVE",), ("SECRET",), ("TOP SECRET",)),  # United Kingdom, since 2014
    (("UNCLASSIFIED",), ("PROTECTED A",), ("PROTECTED B",), ("PROTECTED C",)),  # Canada
)
_AND = " · "
"""Separator of markings that no scheme orders."""


def head_marking(header: "Header | None") -> str:
    """Return the marking of a dossier as a whole; empty if it has none."""
    return (header and header.handling) or ""


def own_scheme(header: "Header | None") -> Scheme:
    """Return the markings that the head of a dossier lists."""
    return tuple((held.name, *held.also) for held in header.markings) if header else ()


def known_markings(own: Scheme = ()) -> Iterator[str]:
    """Yield the usual spelling of every marking in a scheme, those of the dossier first."""
    yield from dict.fromkeys(texts[0] for scheme in (own, *_SCHEMES) for texts in scheme)


def intended(marking: str, own: Scheme = ()) -> str:
    """Return the marking that one in no scheme may misspell, such as TLP:AMBER for TLP:AMBR; empty if there is none."""
    from brief.model.names import misspelled

    usual = {_bare(text): text for scheme in (*_SCHEMES, own) for texts in scheme for text in texts}
    typed = _bare(marking)
    if typed in usual:
        return ""
    found = (text for text in misspelled(typed, list(usual)) if text not in typed and typed not in text)
    return next((usual[text] for text in found), "")


def scheme_of(used: Iterable[str], own: Scheme = ()) -> tuple[str, ...]:
    """Return the markings of the scheme that has most of those that are used, from the lowest; without any, of TLP."""
    bare = {*map(_bare, used)}
    schemes = [scheme for scheme in (own, *_SCHEMES) if scheme]
    found = max(schemes, key=lambda scheme: len(bare & {_bare(text) for texts in scheme for text in texts}))
    return tuple(texts[0] for texts in found)


def is_at_least(marking: str, other: str, own: Scheme = ()) -> bool | None:
    """True if a marking is as high as another or higher; None if no known scheme orders them.

    The dossier's `own` scheme comes first.
    """
    one, two = _bare(marking), _bare(other)
    if one == two:
        return True
    for scheme in (own, *_SCHEMES):
        levels = _levels(scheme)
        if one in levels and two in levels:
            return levels[one] >= levels[two]
    return None


def is_low(marking: str, own: Scheme = ()) -> bool:
    """True for a marking in the lower half of its scheme, such as TLP:GREEN: what has it is soon given away."""
    for scheme in (own, *_SCHEMES):
        for level, texts in enumerate(scheme):
            if _bare(marking) in map(_bare, texts):
                return level < (len(scheme) - 1) / 2
    return False


def highest(markings: Iterable[str], own: Scheme = ()) -> str:
    """Return the highest of these markings, or all that no known scheme orders; empty ones are ignored."""
    found: list[str] = []
    for marking in dict.fromkeys(part for held in markings for part in held.split(_AND) if part):
        if not any(is_at_least(other, marking, own) for other in found):
            found = [*(other for other in found if not is_at_least(marking, other, own)), marking]
    return _AND.join(_usual(marking, own) for marking in found)


def _usual(marking: str, own: Scheme) -> str:
    """Return the usual spelling of a marking of the dossier's own scheme; others as they are written."""
    return next((texts[0] for texts in own if _bare(marking) in map(_bare, texts)), marking)


@cache
def _levels(scheme: Scheme) -> dict[str, int]:
    return {_bare(text): level for level, texts in enumerate(scheme) for text in texts}


@lru_cache(maxsize=1 << 10)
def _bare(marking: str) -> str:
    """Normalize a marking: ignore case, spaces, hyphens and colons."""
    return re.sub(r"[\s:_-]+", " ", marking.replace("+", " + ")).strip().casefold()
