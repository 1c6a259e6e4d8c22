"""The compiled copy of several dossiers: kept in a file of the cache until one of them changes."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from brief.checks.references import dangling_references
from brief.library.held import Held
from brief.locale import say
from brief.model.findings import Finding
from brief.model.names import hint
from brief.model.shape import parts_of_id
from brief.stores.audit import AuditedStore
from brief.stores.build import building
from brief.stores.joined import Crossing, Member, join
from brief.stores.query import Store
from brief.stores.trust import Damaged, asking
from brief.yaml.positions import locate

if TYPE_CHECKING:
    import sqlite3

    from brief.dossier.protocol import Dossier


def joined_store(members: Mapping[str, Held], target: Path | None, *, is_book: bool, anew: bool) -> Store:
    """Return a store of all these dossiers: the one at `target` if none has changed, else a new one.

    Without a target, or if it cannot be written, it is in memory. Raises `Damaged`.
    """
    joining = _Joining(members, is_book=is_book)
    if target is not None:
        try:
            return joining.kept(target, anew=anew)
        except OSError:
            pass  # the file cannot be written, or belongs to another user
    return joining.in_memory()


class _Joining:
    """Makes the store of some dossiers."""

    def __init__(self, members: Mapping[str, Held], *, is_book: bool) -> None:
        self._members = members
        self._is_book = is_book
        self._outside = [
            found._replace(file=f"{name}/{found.file}")
            for name, held in members.items()
            for found in held.store.outside
        ]
        self._digests = {
            f"{name}/{path}": digest for name, held in members.items() for path, digest in held.store.digests().items()
        }

    def kept(self, target: Path, *, anew: bool) -> Store:
        """Return the store at this place, made again if it is not up to date; raise `OSError` if there can be none."""
        with suppress(Damaged):
            if not anew and (store := self._opened(target)):
                return store
        with building(target, anew=True) as (connection, builder):
            builder.add_findings(self._filled(connection))
        if store := self._opened(target):
            return store
        raise OSError(say("another process has changed the store"))

    def _opened(self, target: Path) -> Store | None:
        store = Store.open(target, self._outside)
        if store is None:
            return None
        with asking(store.is_proven):
            if store.digests() == self._digests:
                return store
        store.close()
        return None

    def in_memory(self) -> Store:
        """Make the store in memory."""
        with building(None) as (connection, builder):
            builder.add_findings(self._filled(connection))
        return Store(connection, self._outside)

    def _filled(self, connection: "sqlite3.Connection") -> list[Finding]:
        """Fill a store, and return what is wrong between the dossiers."""
        parts = [Member(name, held.store) for name, held in self._members.items()]
        crossings = join(connection, parts, is_book=self._is_book)
        return list(self._broken(AuditedStore(connection), crossings)) if crossings else []

    def _broken(self, store: AuditedStore, crossings: list[Crossing]) -> Iterator[Finding]:
        """Yield references between the dossiers that lead nowhere, or to a record of another kind."""
        wanted = {(found.joined_id, found.joined_path): found for found in crossings}
        for found in dangling_references(store, None):
            if crossing := wanted.get((found.record, found.path)):
                yield placed(found._replace(file="", line=0, path=crossing.path), store, self._members)
        for crossing in crossings:
            if not crossing.id and not store.get(crossing.target):
                sentence = say("no record has the id `{target}`", target=crossing.target)
                better = hint(crossing.target, list(store.ids()), say("name one of the dossier"))
                finding = Finding("unknown-id", sentence, better, path=crossing.path)
                yield placed(finding, store, self._members, crossing.member.name)


def placed(found: Finding, store: "Dossier", members: Mapping[str, Held], name: str = "") -> Finding:
    """Return a finding about a record of the joined store, or about the head of `name`, with its place in the files."""
    name = name or store.home(found.record)
    held = members[name]
    own = parts_of_id(found.record)[1]
    if held.has_files:
        (there,) = locate(held.root, [found._replace(record=own)], held.store)
    else:
        origin = held.store.origin(own)
        there = found._replace(file=origin.file, line=origin.line) if origin else found
    return there._replace(file=f"{name}/{there.file}", record=found.record)
