"""Compare handling markings, if both belong to one known scheme."""

import re

_SCHEMES = (
    # TLP 2.0 (https://www.first.org/tlp/); WHITE is what version 1 calls CLEAR.
    (("TLP:CLEAR", "TLP:WHITE"), ("TLP:GREEN",), ("TLP:AMBER",), ("TLP:AMBER+STRICT",), ("TLP:RED",)),
    (("UNCLASSIFIED",), ("RESTRICTED",), ("CONFIDENTIAL",), ("SECRET",), ("TOP SECRET",)),
    (("OFFICIAL",), ("OFFICIAL-SENSITIVE",), ("SECRET",), ("TOP SECRET",)),  # United Kingdom, since 2014
    (("UNCLASSIFIED",), ("PROTECTED A",), ("PROTECTED B",), ("PROTECTED C",)),  # Canada
)
"""Schemes, from the lowest marking to the highest; markings of one level are grouped."""


def is_at_least(marking: str, other: str) -> bool | None:
    """True if a marking is as high as another or higher; None if no known scheme orders them."""
    one, two = _bare(marking), _bare(other)
    if one == two:
        return True
    for scheme in _SCHEMES:
        levels = {_bare(text): level for level, texts in enumerate(scheme) for text in texts}
        if one in levels and two in levels:
            return levels[one] >= levels[two]
    return None


def higher(marking: str, other: str) -> str:
    """Return the higher of two markings; both, if no known scheme orders them."""
    if not (marking and other) or is_at_least(marking, other):
        return marking or other
    return other if is_at_least(other, marking) else f"{marking} · {other}"


def _bare(marking: str) -> str:
    """Normalize a marking: ignore case, spaces, hyphens and colons."""
    return re.sub(r"[\s:_-]+", " ", marking.replace("+", " + ")).strip().casefold()
