"""A folder of pages that is written again and again, in which what people changed by hand is spared."""

import contextlib
import json
import tempfile
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any

from brief.core.failure import Failure, reason

MANIFEST = ".brief-export.json"
"""Names every page with the SHA-256 digest of what was written."""
_FORMAT = 1


class Folder:
    """A folder of exported pages, as a context: the manifest is written when it ends, however it ends.

    A page that is no longer as it was written belongs to whoever changed it: it is neither replaced nor removed,
    and `spared` lists it, unless `force` is given. Pages that stay the same are not touched.
    """

    def __init__(self, root: Path, kind: str, *, force: bool = False) -> None:
        """Raises `Failure` where the folder holds other things, or pages of another `kind`."""
        self._root = root
        self._kind = kind
        self._force = force
        self.spared: list[str] = []
        self.written = self.removed = self.kept = 0
        with _failing(root):
            self._before = self._manifest()
        self._pages: dict[str, str] = {}

    def _manifest(self) -> dict[str, str]:
        """The pages that were written before, with their digests."""
        if self._root.exists() and not self._root.is_dir():
            raise Failure(f"{self._root} is a file", "name a folder")
        path = self._root / MANIFEST
        if not path.is_file() or path.is_symlink():
            if self._root.is_dir() and any(self._root.iterdir()) and not self._force:
                raise Failure(f"{self._root} is not empty, and no export", "name a new folder, or say --force")
            return {}
        try:
            held = json.loads(path.read_bytes())
            pages = held["pages"]
            sound = held["format"] == _FORMAT and all(map(_is_within, pages)) and all(map(_is_text, pages.values()))
        except (ValueError, KeyError, TypeError, AttributeError):
            sound = False
        if not sound:
            if self._force:
                return {}
            raise Failure(f"{path} cannot be read", "say --force to write all anew, edited pages too")
        if held.get("kind") != self._kind and not self._force:
            raise Failure(f"{self._root} holds a {held.get('kind')}", "name another folder, or say --force")
        return dict(pages)

    def __enter__(self) -> "Folder":
        with _failing(self._root):
            self._root.mkdir(parents=True, exist_ok=True)
            if not (self._root / MANIFEST).exists():
                self._save(self._before)
        return self

    def __exit__(self, kind: Any, *_: object) -> None:
        with _failing(self._root):
            if kind is None:
                self._remove_gone()
            else:  # what was not reached is as it was
                self._pages = self._before | self._pages
            self._save(self._pages)

    def put(self, page: str, content: bytes) -> None:
        """Write a page, by a file beside it, unless it holds this already or was changed by hand."""
        path = self._root / page
        digest = sha256(content).hexdigest()
        with _failing(path):
            held = self._held(path)
            if held == digest:
                self.kept += 1
            elif held is None or held == self._before.get(page) or self._force:
                self._replace(path, content)
                self.written += 1
            else:
                self.spared.append(page)
                digest = self._before.get(page, "")
        if digest:
            self._pages[page] = digest

    def _held(self, path: Path) -> str | None:
        """The digest of what lies there; nothing where nothing does, and no digest for what is no regular file."""
        for folder in path.relative_to(self._root).parents:
            if (self._root / folder).is_symlink() and folder.name:
                raise Failure(f"{self._root / folder} is a link to somewhere else", "remove it, or name a new folder")
        if path.is_symlink():
            return "a link"
        if path.is_dir():
            raise Failure(f"{path} is a folder", "remove it, or name a new folder")
        try:
            return sha256(path.read_bytes()).hexdigest()
        except FileNotFoundError:
            return None

    def _replace(self, path: Path, content: bytes) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, aside = tempfile.mkstemp(prefix=".brief-", dir=path.parent)
        try:
            with open(handle, "wb") as file:
                file.write(content)
            Path(aside).chmod(0o644)
            Path(aside).replace(path)
        except BaseException:
            Path(aside).unlink(missing_ok=True)
            raise

    def _remove_gone(self) -> None:
        """Remove the pages that were written before and not now."""
        for page in sorted(self._before.keys() - self._pages.keys() - set(self.spared)):
            path = self._root / page
            held = self._held(path)
            if held is None:
                continue
            if held != self._before[page] and not self._force:
                self.spared.append(page)
                self._pages[page] = self._before[page]
                continue
            path.unlink()
            self.removed += 1
            with contextlib.suppress(OSError):  # other things lie there
                for folder in path.relative_to(self._root).parents[:-1]:
                    (self._root / folder).rmdir()

    def _save(self, pages: dict[str, str]) -> None:
        held = {"format": _FORMAT, "kind": self._kind, "pages": dict(sorted(pages.items()))}
        content = (json.dumps(held, indent=1) + "\n").encode()
        path = self._root / MANIFEST
        if path.is_symlink() or not path.exists() or path.read_bytes() != content:
            self._replace(path, content)


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_within(page: object) -> bool:
    """Whether a path of the manifest stays below the folder."""
    if not isinstance(page, str) or "\\" in page or ":" in page or "\0" in page:
        return False
    parts = PurePosixPath(page).parts
    return bool(parts) and ".." not in parts and not PurePosixPath(page).is_absolute()


@contextlib.contextmanager
def _failing(path: Path) -> Any:
    """What the system refuses as a `Failure`."""
    try:
        yield
    except OSError as error:
        raise Failure(
            f"cannot write {error.filename or path}: {reason(error)}", "name a folder you may write to"
        ) from error
