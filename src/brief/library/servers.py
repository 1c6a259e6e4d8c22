"""Dossiers on a PostgreSQL server."""

from typing import TYPE_CHECKING

from brief import app
from brief.dossier.pushed import Version
from brief.library.opened import Dossier

if TYPE_CHECKING:
    from brief.document import Document


def push(dossier: Dossier, address: str) -> str:
    """Push a dossier to a server, where it replaces its earlier state; returns the address without the password.

    The address is `postgresql://USER@HOST/DATABASE#NAME`; the default name is that of the folder. Readers see the
    earlier state until the new one is complete.
    """
    from brief.stores.postgres.address import parsed
    from brief.stores.postgres.push import push

    place = parsed(address)
    place = place._replace(dossier=place.dossier or dossier.root.name)
    title = dossier.header.title if dossier.header else place.dossier
    commit, is_changed = app.commit(dossier.root)
    pictures = {path: found for path in dossier.read(lambda: _images(dossier)) if (found := dossier.picture(path))}
    dossier.read(lambda: push(dossier.shown.store, place, Version(title, commit, is_changed), pictures))
    return place.shown


def _images(dossier: Dossier) -> set[str]:
    """Return the paths of the images that papers show."""
    from brief.model.actors import Person

    head = dossier.header.letterhead if dossier.header else None
    found = {person.portrait for person in dossier.shown.store.every(Person)} | {head.logo if head else None}
    return {path for path in found if path}


def dossiers(address: str) -> "Document":
    """Return the list of dossiers on a server."""
    from brief.reports.dossiers import dossiers
    from brief.stores.postgres.address import parsed
    from brief.stores.postgres.store import listed

    place = parsed(address)
    return dossiers(listed(place), place.server)
