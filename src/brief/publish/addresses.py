"""Where each page of an exported dossier lies, and how one leads to another."""

from hashlib import sha256
from posixpath import dirname, relpath
from urllib.parse import quote

from brief.document import Links, Ref
from brief.dossier.protocol import Dossier
from brief.model.kinds import KINDS

_LONGEST = 120
"""A longer id is cut: file systems take names of 255 bytes at most."""
_DEVICES = ("con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)))
_RESERVED = frozenset(("index", *_DEVICES))
"""The name of a folder's own page, and those that Windows keeps for devices, whatever follows the dot."""


def page_of(kind: str, id_: str, suffix: str) -> str:
    """The path of a record's page below the folder: `people/jane-doe.md`."""
    return f"{KINDS[kind].section}/{_stem(id_)}{suffix}"


def address(page: str, target: str) -> str:
    """How a page leads to another: relative and percent-encoded (RFC 3986)."""
    return quote(relpath(target, dirname(page) or "."))


def links(dossier: Dossier, page: str, suffix: str) -> Links:
    """Where the names on a page lead: to the pages of their records, but for the page itself."""

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
