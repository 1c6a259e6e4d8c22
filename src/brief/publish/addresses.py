"""Paths of the pages of an exported dossier, and links between them."""

from hashlib import sha256
from posixpath import dirname, relpath
from urllib.parse import quote

from brief.document import Links, Ref
from brief.dossier.protocol import Dossier
from brief.model.kinds import KINDS

_LONGEST = 120
"""Longer ids are shortened in file names, because many file systems allow at most 255 bytes."""
_DEVICES = ("con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)))
_RESERVED = frozenset(("index", *_DEVICES))
"""Names that no page of a record may have: that of a folder's index page, and device names of Windows."""


def page_of(kind: str, id_: str, suffix: str) -> str:
    """Return the path of a record's page, relative to the folder: `people/jane-doe.md`."""
    return f"{KINDS[kind].section}/{_stem(id_)}{suffix}"


def address(page: str, target: str) -> str:
    """Return the link from one page to another: relative and percent-encoded (RFC 3986)."""
    return quote(relpath(target, dirname(page) or "."))


def links(dossier: Dossier, page: str, suffix: str) -> Links:
    """Return a function that gives the link for a name on a page; empty if there is no page, or it is this one."""

    def found(name: Ref) -> str:
        called = None if name.is_page else dossier.name(name.id)
        target = f"{name.id}{suffix}" if name.is_page else page_of(called.kind, name.id, suffix) if called else page
        return "" if target == page else address(page, target)

    return found


def _stem(id_: str) -> str:
    if id_ in _RESERVED:
        return f"_{id_}"
    if len(id_) > _LONGEST:
        return f"{id_[: _LONGEST - 9]}_{sha256(id_.encode()).hexdigest()[:8]}"
    return id_
