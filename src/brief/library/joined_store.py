"""The joined store of several dossiers, kept in the cache until one of them changes."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from brief.checks.references import dangling_references
from brief.dossier.audited import place_of
from brief.dossier.joined_ids import among_all, own_id
from brief.dossier.protocol import HEAD_FILE
from brief.library.backend import Backend
from brief.locale import say
from brief.model.findings import Finding
from brief.model.names import hint
from brief.stores.audit import AuditedStore
from brief.stores.build import building
from brief.stores.indexing import add_words
from brief.stores.joined import Crossing, Member, join
from brief.stores.query import Store
from brief.stores.trust import Damaged, asking
from brief.yaml.positions import locate

if TYPE_CHECKING:
    from brief.dossier.protocol import Dossier
    from brief.stores.schema import Database


def joined_store(
    members: Mapping[str, Backend], target: Path | None, *, is_book: bool, anew: bool, searchable: bool
) -> Store:
    """Return a store of all these dossiers: the one at `target` if none has changed, else a new one.

    Without a target, or if it cannot be written, it is in memory. If it is `searchable`, as the members then are, it
    has or makes the words that `search` needs. Raises `Damaged`.
    """
    joining = _Joining(members, is_book=is_book, searchable=searchable)
    if target is not None:
        try:
            return joining.kept(target, anew=anew)
        except OSError:
            pass  # the file cannot be written, or belongs to another user
    return joining.in_memory()


class _Joining:
    """Makes the store of some dossiers."""

    def __init__(self, members: Mapping[str, Backend], *, is_book: bool, searchable: bool) -> None:
        self._members = members
        self._is_book = is_book
        self._searchable = searchable
        self._outside = [
            found._replace(file=f"{name}/{found.file}")
            for name, backend in members.items()
            for found in backend.store.outside
        ]
        self._digests = {
            f"{name}/{path}": digest
            for name, backend in members.items()
            for path, digest in backend.store.digests().items()
        }

    def kept(self, target: Path, *, anew: bool) -> Store:
        """Return the store at this place, made again if it is not up to date; raise `OSError` if there can be none."""
        with suppress(Damaged):
            if not anew and (store := self._opened(target)):
                return store
        with building(target, anew=True) as (connection, builder):
            builder.add_findings(self._filled(connection))
            while self._searchable and add_words(connection):
                pass
        if store := self._opened(target):
            return store
        raise OSError(say("another process has changed the store"))

    def _opened(self, target: Path) -> Store | None:
        store = Store.open(target, self._outside)
        if store is None:
            return None
        with ExitStack() as stack, asking(store.is_proven):
            stack.callback(store.close)
            if store.digests() != self._digests or (self._searchable and not store.has_words):
                return None
            stack.pop_all()
        return store

    def in_memory(self) -> Store:
        """Make the store in memory."""
        with building(None) as (connection, builder):
            builder.add_findings(self._filled(connection))
        return Store(connection, self._outside)

    def _filled(self, connection: "Database") -> list[Finding]:
        """Fill a store, and return what is wrong between the dossiers."""
        parts = [Member(name, backend.store) for name, backend in self._members.items()]
        crossings = join(connection, parts, is_book=self._is_book)
        if not crossings:
            return []
        store = AuditedStore(connection)
        return list(placed(self._broken(store, crossings), store, self._members))

    def _broken(self, store: AuditedStore, crossings: list[Crossing]) -> Iterator[Finding]:
        """Yield references between the dossiers that lead nowhere, or to a record of another kind."""
        wanted = {(found.joined_id, found.joined_path): found for found in crossings}
        for found in dangling_references(store, None):
            if crossing := wanted.get((found.record, found.path)):
                yield found._replace(file="", line=0, path=crossing.path)
        for crossing in crossings:
            if not crossing.id and not store.get(crossing.target):
                sentence = say("no record has the id `{target}`", target=crossing.target)
                better = hint(crossing.target, list(store.ids()), say("name a record of the dossier"))
                file = f"{crossing.member.name}/{HEAD_FILE}"
                yield Finding("unknown-id", sentence, better, file=file, path=crossing.path)


def placed(findings: Iterable[Finding], store: "Dossier", members: Mapping[str, Backend]) -> Iterator[Finding]:
    """Yield findings about records of the joined store, or about the head in a file, with their places in the files."""
    by_home: dict[str, list[Finding]] = {}
    for found in findings:
        name = store.home(found.record) if found.record else found.file.partition("/")[0]
        own = found._replace(file="", record=own_id(found.record))
        by_home.setdefault(name, []).append(own)
    for name, backend in members.items():
        there = sorted(by_home.get(name, ()), key=lambda found: place_of(found, backend.store))
        for found in locate(backend.root, there, backend.store) if backend.has_files else there:
            file, line = place_of(found, backend.store)
            yield among_all(found._replace(file=file, line=line), store, name)
