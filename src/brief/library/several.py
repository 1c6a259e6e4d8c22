"""Several dossiers that are read as one: which they are, and how they are read together."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import merge
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from brief import app
from brief.dossier.joined_ids import among_all, names_apart, own_id
from brief.last_remarks import remark_at_the_end
from brief.library.backend import Backend, backend_of, listed
from brief.library.joined_store import joined_store, placed
from brief.library.joined_trail import JoinedTrail
from brief.locale import say
from brief.model.findings import Finding
from brief.model.sources import Source
from brief.model.user_error import UserError
from brief.stores.trust import Damaged
from brief.yaml.discovery import MARKER, listed_dossier

if TYPE_CHECKING:
    from brief.dossier.protocol import Dossier
    from brief.images import Picture
    from brief.library.releasing import Released
    from brief.model.provenance import LeftOut, Trail
    from brief.stores.audit import AuditedStore
    from brief.stores.query import Store


def several(chosen: Iterable[Backend], *, remarks: bool, searchable: bool) -> Backend:
    """Return these dossiers, and those that their heads list, as one. Each is taken once."""
    found: dict[str, Backend] = {}
    try:
        for backend in chosen:
            if backend.place in found and remarks:
                remark_at_the_end(say("{dossier} is given twice, but used once", dossier=backend.place))
            _follow(backend, found, remarks=remarks, searchable=searchable)
        members = list(found.values())
        return Joined(members, searchable=searchable) if len(members) > 1 else members[0]
    except BaseException:
        for backend in found.values():
            backend.close()
        raise


def _follow(backend: Backend, found: dict[str, Backend], *, remarks: bool, searchable: bool) -> None:
    """Add a dossier, and then those that it lists."""
    if backend.place in found:
        if found[backend.place] is not backend:
            backend.close()
        return
    found[backend.place] = backend
    for named in listed(backend):
        other = backend_of(_meant(backend, named), remarks=remarks, searchable=searchable)
        _follow(other, found, remarks=remarks, searchable=searchable)


def _meant(backend: Backend, words: str) -> Path | str:
    """Return what a head lists: a folder, or an address; raise `UserError` for no dossier."""
    folder = listed_dossier(backend.root, words)
    if isinstance(folder, str):
        return folder
    if not (folder / MARKER).is_file():
        sentence = say(
            "{head} lists {words}, where there is no {marker}", head=backend.root / MARKER, words=words, marker=MARKER
        )
        raise UserError(sentence, say("name the folder of a dossier, as seen from this one"), 2)
    if folder != backend.root and folder.is_relative_to(backend.root):
        sentence = say("{head} lists {words}, which lies inside this dossier", head=backend.root / MARKER, words=words)
        raise UserError(sentence, say("move that dossier out of this folder"), 2)
    return folder


def _named(members: Sequence[Backend]) -> dict[str, Backend]:
    """Return dossiers by name: that of the folder or on the server, in letters that an id may have."""
    return dict(zip(names_apart(backend.name for backend in members), members, strict=True))


class Joined(Backend):
    """The compiled stores of several dossiers that are read as one, and the store that joins them."""

    def __init__(self, members: Sequence[Backend], *, searchable: bool) -> None:
        """Join these stores; the first leads, and may list the others."""
        self.members: Mapping[str, Backend] = _named(members)
        """The dossiers by name."""
        self._is_book = bool(listed(members[0]))
        names = ", ".join(self.members)
        super().__init__(names, names, searchable=searchable)

    def _opened(self, *, anew: bool = False) -> "Store":
        for backend in self.members.values():
            if anew:
                backend.renew()
            if self._searchable:
                backend.need_words()
        places = [f"{name} {backend.place}" for name, backend in self.members.items()]
        target = app.joined_file(places)
        try:
            return joined_store(self.members, target, is_book=self._is_book, anew=anew, searchable=self._searchable)
        except Damaged:
            if anew:
                raise
            return self._opened(anew=True)

    @property
    def root(self) -> Path:
        """Raise `UserError`: there are several folders."""
        sentence = say("this needs the files of one dossier, but several are open: {names}", names=self.place)
        raise UserError(sentence, say("give --dossier once, with one that lists no others"), 2)

    def _picture(self, path: str) -> "Picture | None":
        name, _, rest = path.partition("/")
        return self.members[name].pictures(rest)

    def released(self, marking: str) -> "Released | None":
        """Return the release copy for a marking; without one, say which copies on servers are among the dossiers."""
        from brief.library.releasing import joined

        copies = [copy for backend in self.members.values() if (copy := backend.released(""))]
        return joined(super().released(marking), self.store, copies)

    def trail(self, seen: "Dossier", left_out: "LeftOut | None" = None) -> "Trail":
        """Return the provenance of its records in the files of each dossier."""
        return JoinedTrail(self.members, seen, left_out)

    def audited(self) -> "AuditedStore":
        """Return all dossiers as checks see them, each checked as if it were alone, and what they have in common."""
        from brief.stores.audit import AuditedStore

        found = AuditedStore.of(self.store)
        found.doubts = lambda: merge(
            *(self._doubts(name, backend) for name, backend in self.members.items()),
            self._in_common(found),
            key=Finding.place,
        )
        return found

    def _doubts(self, name: str, backend: Backend) -> Iterator[Finding]:
        if not backend.has_files:
            remark_at_the_end(
                say("{dossier} is on a server: run `brief check` where its files are", dossier=backend.place)
            )
            return
        yield from (among_all(found, self.store, name) for found in backend.audited().doubts())

    def path_from_top(self, file: str) -> str:
        """Return the path of a file of one of the dossiers from the top of its git repository, if it is in one."""
        name, _, rest = file.partition("/")
        backend = self.members[name]
        found = backend.path_from_top(rest) if backend.has_files else rest
        return file if found == rest else found

    def verified(self, sources: "Sequence[Source]") -> list[Finding]:
        """Return what is wrong with the copies and texts of sources, each in the files of its dossier."""
        found: list[Finding] = []
        for name, backend in self.members.items():
            ids = (own_id(source.id) for source in sources if self.store.home(source.id) == name)
            if own := [source for id_ in ids if (source := backend.store.one(Source, id_))]:
                found += (among_all(one, self.store, name) for one in backend.verified(own))
        return found

    def _in_common(self, store: "AuditedStore") -> Iterator[Finding]:
        from brief.checks.marked_names import marked_names_elsewhere
        from brief.checks.several import in_two_dossiers

        found = chain(in_two_dossiers(store), marked_names_elsewhere(store))
        return iter(sorted(placed(found, store, self.members), key=Finding.place))

    def close(self) -> None:
        """Release all of them."""
        super().close()
        for backend in self.members.values():
            backend.close()
