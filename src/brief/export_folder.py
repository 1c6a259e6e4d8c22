"""Write a folder of pages repeatedly, and keep pages that people edited by hand."""

import contextlib
import json
import os
import shutil
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any

from brief.locale import say
from brief.model.user_error import UserError, next_step, reason
from brief.system import files

MANIFEST = ".brief-export.json"
"""Lists every page with the SHA-256 digest of what was written."""
STAGING = ".brief-export.new"
"""The temporary folder in which new pages wait until all are complete."""
_FORMAT = 1


class Folder:
    """A folder of exported pages. As a context manager, it writes them at the end, or nothing after an error.

    A page that was edited is neither replaced nor removed, unless `force` is set; `spared` lists it. Unchanged pages
    are not touched.

    An export may be killed at any time. New pages are first written to a temporary folder. Then the manifest is written
    with the digests of the old and the new pages, and only then are the pages replaced. So the next export knows all
    of them.
    """

    def __init__(
        self,
        root: Path,
        kind: str,
        *,
        force: bool = False,
        released_to: str = "",
        covers: Callable[[str], bool] = lambda _: True,
    ) -> None:
        """Create the folder object; the folder is read when the context begins.

        A release copy is `released_to` a marking, which `covers` that of an earlier one or not (`""`: the whole).
        """
        self._released_to = released_to
        self._covers = covers
        self._earlier = ""
        self._root = root
        self._kind = kind
        self._force = force
        self._staging = root / STAGING
        self.spared: list[str] = []
        self.written = self.removed = self.kept = 0
        self._before: dict[str, str] = {}
        self._replaced: dict[str, str] = {}
        self._pages: dict[str, str] = {}
        self._staged: list[str] = []
        self._resources = contextlib.ExitStack()

    def _manifest(self) -> tuple[dict[str, str], dict[str, str]]:
        """Return the digests of the pages last written, and of those that an interrupted export was replacing."""
        path = self._root / MANIFEST
        if not path.is_file() or path.is_symlink():
            others = any(found.name != STAGING for found in self._root.iterdir())
            if others and not self._force:
                raise UserError(
                    say("{root} is not empty, and is not an earlier export", root=self._root),
                    say("name a new folder, or use --force"),
                    2,
                )
            return {}, {}
        try:
            held = json.loads(path.read_bytes())
            pages, replaced = held["pages"], held.get("replaced", {})
            sound = held["format"] == _FORMAT and _is_sound(pages) and _is_sound(replaced)
        except (ValueError, KeyError, TypeError, AttributeError):
            sound = False
        if not sound:
            if self._force:
                return {}, {}
            raise UserError(
                say("{path} cannot be read", path=path),
                say("use --force to write all pages again, edited ones too"),
                2,
            )
        if held.get("kind") != self._kind and not self._force:
            raise UserError(
                say("{root} contains a {kind}", root=self._root, kind=held.get("kind")),
                say("name another folder, or use --force"),
                2,
            )
        self._earlier = str(held.get("released_to", ""))
        return dict(pages), dict(replaced)

    def __enter__(self) -> "Folder":
        """Lock and read the folder; raise `UserError` if it has other files, or pages of another `kind`."""
        with _failing(self._root), contextlib.ExitStack() as entered:
            if self._root.exists() and not self._root.is_dir():
                raise UserError(say("{root} is a file", root=self._root), say("name a folder"), 2)
            if not self._root.exists():
                entered.callback(_remove_empty, self._root)  # after a failure
            self._root.mkdir(parents=True, exist_ok=True)
            entered.enter_context(_locked(self._root))
            self._before, self._replaced = self._manifest()  # another export may have just written it
            self._sweep()  # left by an interrupted export
            self._staging.mkdir()
            entered.callback(self._sweep)
            self._resources = entered.pop_all()
        return self

    def __exit__(self, kind: Any, *_: object) -> None:
        with _failing(self._root), self._resources:
            if kind is None:
                self._commit()

    def put(self, page: str, content: bytes) -> None:
        """Stage a page, unless it has this content already."""
        path = self._root / page
        digest = sha256(content).hexdigest()
        with _failing(path):
            self._pages[page] = digest
            if self._held(path) == digest:
                self.kept += 1
                return
            staged = self._staging / page
            staged.parent.mkdir(parents=True, exist_ok=True)
            staged.write_bytes(content)
            self._staged.append(page)

    def _commit(self) -> None:
        """Replace the staged pages, and remove earlier pages that are no longer exported."""
        gone = sorted((self._before.keys() | self._replaced.keys()) - self._pages.keys())
        held = {page: self._held(self._root / page) for page in (*self._staged, *gone)}
        ours = {page for page, found in held.items() if found in (self._before.get(page), self._replaced.get(page))}
        for page, found in held.items():
            if not (found is None or page in ours or self._force):
                self.spared.append(page)
                self._pages[page] = self._before.get(page, "")
        if self.spared and self._released_to and not self._covers(self._earlier):
            raise UserError(
                say(
                    "{page} was edited by hand, and may be marked higher than {marking}",
                    page=self._root / self.spared[0],
                    marking=self._released_to,
                ),
                say("name a new folder, or use --force to replace or remove such pages"),
                2,
            )
        if held.keys() - set(self.spared):
            self._save({page: found for page, found in held.items() if found and page in ours})
        for page in self._staged:
            if page not in self.spared:
                (self._root / page).parent.mkdir(parents=True, exist_ok=True)
                (self._staging / page).replace(self._root / page)
                self.written += 1
        for page in gone:
            if held[page] is not None and page not in self.spared:
                self._remove(page)
        self._save({})

    def _held(self, path: Path) -> str | None:
        """Return the digest of a file; None if there is none; for a link, a text that is not a digest."""
        for folder in path.relative_to(self._root).parents:
            if (self._root / folder).is_symlink() and folder.name:
                raise UserError(
                    say("{root} is a link to somewhere else", root=self._root / folder),
                    say("remove it, or name a new folder"),
                    2,
                )
        if path.is_symlink():
            return say("a link")
        if path.is_dir():
            raise UserError(say("{path} is a folder", path=path), say("remove it, or name a new folder"), 2)
        try:
            return sha256(path.read_bytes()).hexdigest()
        except FileNotFoundError:
            return None

    def _remove(self, page: str) -> None:
        path = self._root / page
        path.unlink()
        self.removed += 1
        with contextlib.suppress(OSError):  # it has other files
            for folder in path.relative_to(self._root).parents[:-1]:
                (self._root / folder).rmdir()

    def _sweep(self) -> None:
        """Remove the temporary folder."""
        if self._staging.is_symlink():
            raise UserError(say("{path} is a link to somewhere else", path=self._staging), say("remove it"), 2)
        if self._staging.exists():
            shutil.rmtree(self._staging)

    def _save(self, replaced: dict[str, str]) -> None:
        """Write the manifest; `replaced` has the digests of the old pages while some may still exist."""
        pages = {page: digest for page, digest in sorted(self._pages.items()) if digest}
        held: dict[str, Any] = {"format": _FORMAT, "kind": self._kind, "pages": pages}
        if self._released_to and (not replaced or self._earlier == self._released_to):
            held["released_to"] = self._released_to
        if replaced:
            held["replaced"] = dict(sorted(replaced.items()))
        content = (json.dumps(held, indent=1) + "\n").encode()
        path = self._root / MANIFEST
        if path.is_symlink() or not path.exists() or path.read_bytes() != content:
            files.replace(path, content, aside=self._staging)


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Lock a folder against other exports, if the system supports it. The lock ends with the process."""
    try:
        import fcntl
    except ImportError:  # Windows
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise UserError(
                say("another export is writing into {folder}", folder=folder), say("wait until it ends")
            ) from error
        except OSError:  # not every file system supports locks
            pass
        yield
    finally:
        os.close(handle)


def _is_sound(pages: dict[Any, Any]) -> bool:
    """True if a part of the manifest maps pages below the folder to digests."""
    return all(_is_within(page) and isinstance(digest, str) for page, digest in pages.items())


def _is_within(page: object) -> bool:
    """True if a path of the manifest is below the folder."""
    if not isinstance(page, str) or "\\" in page or ":" in page or "\0" in page:
        return False
    parts = PurePosixPath(page).parts
    return bool(parts) and ".." not in parts and not PurePosixPath(page).is_absolute()


def _remove_empty(folder: Path) -> None:
    with contextlib.suppress(OSError):
        folder.rmdir()


@contextlib.contextmanager
def _failing(path: Path) -> Any:
    """Turn an error of the operating system into a `UserError`."""
    try:
        yield
    except OSError as error:
        raise UserError(
            say("cannot write {path}: {reason}", path=error.filename or path, reason=reason(error)),
            next_step(error, say("name a folder you may write to")),
            2,
        ) from error
