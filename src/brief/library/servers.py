"""Dossiers on a PostgreSQL server."""

from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING

from brief import app
from brief.dossier.pushed import Version
from brief.library.opened import Dossier
from brief.library.releasing import warn_of_positions
from brief.model.findings import Severity
from brief.named_tuple import NamedTuple

if TYPE_CHECKING:
    from brief.document import Document
    from brief.dossier.audiences import Audiences
    from brief.images import Picture
    from brief.stores.postgres.address import Address
    from brief.stores.postgres.push import State
    from brief.stores.query import Store


class PushResult(NamedTuple):
    """The result of a push."""

    address: str
    """The address, without the password."""
    copies: tuple[str, ...] = ()
    """The markings that have a release copy, from the lowest."""
    is_closed: bool = False
    """True if no role can read the whole."""


def push(dossier: Dossier, address: str, *, init: bool = False) -> PushResult:
    """Push a dossier to a server, where it replaces its earlier state.

    The address is `postgresql://USER@HOST/DATABASE#NAME`; the default name is that of the folder. Readers see the
    earlier state until the new one is complete. `init` creates a role for each marking, which can read nothing that is
    marked higher. If the database has roles, a push also writes the release copies for them.
    """
    from brief.stores.postgres.address import parsed

    place = parsed(address)
    dossier.refuse_example()
    place = place._replace(dossier=place.dossier or dossier.root.name)
    dossier.backend.need_words()
    return dossier.read(lambda: _pushed(dossier, place, init=init))


def _pushed(dossier: Dossier, place: "Address", *, init: bool) -> PushResult:
    from brief.dossier.audiences import audiences
    from brief.stores.postgres.push import prepare, push

    found = audiences(dossier.shown.store)
    if any(dossier.shown.store.findings(Severity.ERROR)):  # what is marked cannot be told
        found = found._replace(copies=(), whole=None)
    markings = (*found.copies, *([found.whole] if found.whole else []))
    has_roles = prepare(place, found.scheme if init else (), markings)
    found = found if has_roles else found._replace(copies=())
    push(place, _states(dossier, found, place.dossier, has_roles=has_roles))
    return PushResult(place.shown, found.copies, is_closed=has_roles and found.whole is None)


def _states(dossier: Dossier, found: "Audiences", name: str, *, has_roles: bool) -> "Iterator[State]":
    """Yield the release copies of a dossier, from the lowest, and the whole."""
    from brief.stores.postgres.push import State
    from brief.stores.postgres.roles import role_of
    from brief.stores.released import release_copy

    whole = dossier.shown.store
    for marking in found.copies:
        copy = release_copy(whole, marking)
        with closing(copy.store):
            warn_of_positions(copy.store, copy.store.ids(("position",)), marking)
            version = Version(copy.store.header.title if copy.store.header else name)
            pictures = _pictures(dossier, copy.store)
            yield State(copy.store, version, pictures, marking, role_of(marking), copy.left_out, copy.cut)
    version = Version(dossier.header.title if dossier.header else name, *app.commit(dossier.root))
    role = role_of(found.whole) if has_roles and found.whole is not None else None
    yield State(whole, version, _pictures(dossier, whole), found.whole or "", role)


def _pictures(dossier: Dossier, store: "Store") -> "dict[str, Picture]":
    """Return the images that the papers of a store show, by path."""
    from brief.model.actors import Person

    head = store.header.letterhead if store.header else None
    paths = {person.portrait for person in store.every(Person)} | {head.logo if head else None}
    return {path: found for path in paths if path and (found := dossier.picture(path))}


def dossiers(address: str) -> "Document":
    """Return the list of dossiers on a server."""
    from brief.reports.dossiers import dossiers
    from brief.stores.postgres.address import parsed
    from brief.stores.postgres.store import listed

    place = parsed(address)
    return dossiers(listed(place), place.server)
