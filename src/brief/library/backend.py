"""What an open dossier reads: a store compiled from files or a commit, or one on a server."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from brief import app
from brief.locale import say
from brief.model.user_error import UserError
from brief.stores.trust import Damaged, Wordless, asking

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.dossier.protocol import Dossier
    from brief.images import Picture
    from brief.library.releasing import Released
    from brief.model.findings import Finding
    from brief.model.provenance import LeftOut, State, Trail
    from brief.model.sources import Source
    from brief.stores.audit import AuditedStore
    from brief.stores.postgres.store import ServedStore
    from brief.stores.query import Store

Result = TypeVar("Result")


class Backend(ABC):
    """The compiled store that a dossier and its views read. It is compiled again if it turns out to be damaged."""

    has_files = False
    """True if it has a folder with files of its own."""
    repair = say("ask again")
    """The next step if it is damaged although it has just been compiled."""

    def __init__(self, place: str, name: str, typed: str = "", *, searchable: bool = True) -> None:
        self.place = place
        """The path of its folder, its address, or the names of several; printed in errors and remarks."""
        self.name = name
        """Its name; printed before its ids if it is one of several, and for its files if they are compared."""
        self.typed = typed
        """What the user typed for it; repeated in the command that a comparison suggests. Empty for the default."""
        self.state: State | None = None
        """The commit that it shows; None for the files as they are."""
        self._searchable = searchable
        """True if the store is opened with the words that `search` needs."""
        self._pictures: dict[str, Picture | None] = {}
        self._copies: dict[str, Released] = {}
        self._store: Store | None = self._opened()

    @abstractmethod
    def _opened(self, *, anew: bool = False) -> "Store":
        """Open the compiled store; if `anew`, do not trust the one from before."""

    @abstractmethod
    def _picture(self, path: str) -> "Picture | None":
        """Return the image at a path of the dossier; None if it cannot be shown."""

    @property
    @abstractmethod
    def root(self) -> Path:
        """The folder with its files; raises `UserError` if it has none of its own."""

    @property
    def store(self) -> "Store":
        """The compiled store; raises `ValueError` once it is closed."""
        if self._store is None:
            raise ValueError(say("the dossier is closed"))
        return self._store

    def pictures(self, path: str) -> "Picture | None":
        """Return the image at a path of the dossier, cached; None if it cannot be shown."""
        if path not in self._pictures:
            self._pictures[path] = self._picture(path)
        return self._pictures[path]

    def read(self, question: Callable[[], Result]) -> Result:
        """Return the answer to a question; if the compiled store is damaged, compile it again and ask once more."""
        try:
            with asking(self.store.is_proven):
                return question()
        except Damaged:
            with self.renewed():
                return question()

    def need_words(self) -> None:
        """Have the words that `search` needs from now on; a store in a file that lacks them is opened anew."""
        self._searchable = True
        try:
            self.read(lambda: self.store.need_words())  # noqa: PLW0108 - `renew` puts another store here
        except Wordless:
            with self.set_aside():
                pass

    @contextmanager
    def renewed(self) -> "Iterator[None]":
        """Compile the store again; raise `UserError` if it is damaged even then."""
        self.renew()
        try:
            yield
        except Damaged as error:
            sentence = say("the compiled copy of {dossier} is damaged", dossier=self.place)
            raise UserError(sentence, self.repair) from error

    def audited(self) -> "AuditedStore":
        """Return the whole dossier as checks see it."""
        from brief.auditing import audited

        return audited(self.root, self.store)

    def path_from_top(self, file: str) -> str:
        """Return the path of a file from the top of its git repository; if it is in none, from the dossier."""
        root = self.root
        top = next((folder for folder in (root, *root.parents) if (folder / ".git").exists()), root)
        return (root.relative_to(top) / file).as_posix()

    def verified(self, sources: "Sequence[Source]") -> "list[Finding]":
        """Return what is wrong with the copies and texts of sources, and with what is quoted from them."""
        from brief.auditing import verified

        return verified(self.root, self.audited(), sources)

    def trail(self, seen: "Dossier", left_out: "LeftOut | None" = None) -> "Trail":
        """Return the provenance of its records, as far as they are seen, without passages that are left out."""
        return app.trail(self.root, seen, left_out)

    def released(self, marking: str) -> "Released | None":
        """Return the release copy for a marking, from a cache, or None without a marking.

        Raises `UserError` if there can be none.
        """
        if marking and marking not in self._copies:
            from brief.library.releasing import released

            self._copies[marking] = released(self.store, marking, state=self.state)
        return self._copies.get(marking)

    def _drop_copies(self) -> None:
        while self._copies:
            self._copies.popitem()[1].store.close()

    def renew(self) -> None:
        """Compile the store again."""
        self._drop_copies()
        self.store.close()
        self._store = self._opened(anew=True)

    @contextmanager
    def set_aside(self) -> "Iterator[None]":
        """Close the compiled copy while an edit changes it, then open the new one."""
        self._drop_copies()
        self.store.close()
        try:
            yield
        finally:
            self._store = self._opened()

    def close(self) -> None:
        """Close the compiled store and its release copies."""
        self._drop_copies()
        if self._store is not None:
            self._store.close()
            self._store = None


class Files(Backend):
    """The store of the files in a folder."""

    has_files = True

    def __init__(self, root: Path, typed: str = "", *, remarks: bool = False, searchable: bool = True) -> None:
        """Open the files in `root`; with `remarks`, print on stderr what the user should know of them."""
        self._root = root
        self._remarks = remarks
        super().__init__(str(root), root.name, typed, searchable=searchable)

    def _opened(self, *, anew: bool = False) -> "Store":
        return app.open_store(self.root, anew=anew, searchable=self._searchable, remarks=self._remarks)

    def _picture(self, path: str) -> "Picture | None":
        return app.picture(self.root, path, remarks=self._remarks)

    @property
    def root(self) -> Path:
        """The folder with its files."""
        return self._root


class Committed(Files):
    """The store of a committed state, whose files are in a temporary folder."""

    def __init__(self, history: Path, typed: str) -> None:
        from tempfile import TemporaryDirectory

        self._history = history
        self._files = TemporaryDirectory(prefix="brief-")
        try:
            super().__init__(Path(self._files.name), typed)
        except BaseException:
            self._files.cleanup()
            raise

    def _opened(self, *, anew: bool = False) -> "Store":
        if anew:
            raise UserError(say("a copy in memory is damaged"), say("ask again"))
        store, self.state = app.open_state(self._history, self.typed, self.root)
        return store

    def close(self) -> None:
        """Close the store and delete the files."""
        super().close()
        self._files.cleanup()


class Served(Backend):
    """The store of a dossier on a server, which has no files."""

    repair = say("push it again")

    def __init__(self, words: str) -> None:
        from brief.stores.postgres.address import parsed

        self._address = parsed(words)
        super().__init__(self._address.shown, self._address.name, self._address.shown)

    def _opened(self, *, anew: bool = False) -> "ServedStore":
        from brief.stores.postgres.store import open_served

        self._is_last = anew
        self._served = open_served(self._address, is_last=anew)
        return self._served

    def _picture(self, path: str) -> "Picture | None":
        with closing(self._opened(anew=True)) as store:  # the dossier is closed before a paper is written
            return store.picture(path)

    @property
    def root(self) -> Path:
        """Raises `UserError`, because there is no folder."""
        sentence = say("this needs the files of a dossier, but {dossier} is on a server", dossier=self.place)
        raise UserError(sentence, say("name the folder that it was pushed from"), 2)

    def released(self, marking: str) -> "Released | None":
        """Return the release copy for a marking: the one on the server, or one made from the whole.

        Without a marking, return the copy that the user can read, or None if the user can read the whole.
        """
        from brief.library.releasing import served
        from brief.stores.postgres.store import open_served

        if marking not in self._copies:
            copy = served(self._served, marking, lambda lower: open_served(self._address, lower, is_last=self._is_last))
            if copy:
                self._copies[marking] = copy
        return self._copies.get(marking) or super().released(marking)


def backend_of(chosen: Path | str | None, *, remarks: bool, searchable: bool) -> Backend:
    """Open one dossier: the files in a folder, or one on a server."""
    if address := app.server_address(chosen):
        return Served(address)
    found = app.find_dossier(chosen, remarks=remarks)
    return Files(found, str(chosen or ""), remarks=remarks, searchable=searchable)


def listed(backend: Backend) -> tuple[str, ...]:
    """Return the other dossiers that the head of a dossier lists; close it if its store cannot be read."""
    try:
        header = backend.read(lambda: backend.store.header)
    except BaseException:
        backend.close()
        raise
    return header.dossiers if header else ()
