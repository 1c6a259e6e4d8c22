"""Open and write files: those of a stranger's folder safely, our own completely or not at all."""

import contextlib
import os
import shutil
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from stat import S_ISREG
from typing import BinaryIO

_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class NotRegular(Exception):
    """A path leads to a folder, a pipe or a device."""


def open_regular(path: Path) -> BinaryIO:
    """Return a regular file, open to read; raise `NotRegular`, and `OSError` for links and what cannot be opened."""
    handle = os.open(path, _FLAGS)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise NotRegular(path)
    return os.fdopen(handle, "rb")


def within(folder: Path, name: str) -> Path | None:
    """Return the path of a file in a folder, without links; None if it leads out of the folder.

    Raises `OSError`, `RuntimeError` or `ValueError` for a cycle of links, or a name that the system does not allow.
    """
    path = (folder / name).resolve()
    return path if path.is_relative_to(folder.resolve()) else None


def create(path: Path, content: bytes) -> None:
    """Create a file; raise FileExistsError if the path exists, even as a broken link."""
    with _written_aside(path.parent, content) as aside:
        _move_to_free_name(aside, path)
    sync_folder(path.parent)


def replace(path: Path, content: bytes, *, aside: Path | None = None) -> None:
    """Write a file and replace an existing one. A link is replaced, not followed.

    The content is first written to the folder `aside`, on the same file system; by default the file's own folder.
    """
    mode = _mode(path)
    with _written_aside(aside or path.parent, content, mode or 0o666) as written:
        if mode is not None:
            written.chmod(mode)  # restore what the umask removed
        written.replace(path)
    sync_folder(path.parent)


def _mode(path: Path) -> int | None:
    """Return the permissions of the regular file at the path; None if there is none."""
    try:
        found = path.lstat().st_mode
    except FileNotFoundError:
        return None
    return found & 0o777 if S_ISREG(found) else None


@contextlib.contextmanager
def _written_aside(folder: Path, content: bytes, mode: int = 0o666) -> Iterator[Path]:
    """Yield a temporary file with this content; delete it at the end if it still exists."""
    aside = folder / f".brief-{os.urandom(8).hex()}"
    try:
        _write_through(aside, content, mode)
        yield aside
    finally:
        aside.unlink(missing_ok=True)


def _write_through(path: Path, content: bytes, mode: int = 0o666) -> None:
    """Write a new file, and flush it to disk."""
    with open(path, "xb", opener=lambda name, flags: os.open(name, flags, mode)) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _move_to_free_name(aside: Path, path: Path) -> None:
    """Rename a file unless the target exists, like `renameat2(RENAME_NOREPLACE)`, which Python does not offer."""
    if os.name == "nt":
        aside.rename(path)  # Windows never replaces a file
        return
    try:
        os.link(aside, path, follow_symlinks=False)
    except FileExistsError:
        raise
    except (OSError, NotImplementedError):  # no hard links: reserve the name, then replace it
        path.open("xb").close()
        aside.replace(path)


def write_synced(path: Path, content: bytes, *, like: Path | None = None) -> None:
    """Write a new file and flush it to disk; copy the permissions of the file `like`, if it exists."""
    _write_through(path, content)
    if like is not None and (mode := _mode(like)) is not None:
        path.chmod(mode)


def sync_folder(folder: Path) -> None:
    """Flush a rename to disk, so that it survives a power failure."""
    with contextlib.suppress(OSError):  # not every system can open a folder
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def build_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write all files into a new or empty folder, or none; a name may lead through folders.

    They are written to a temporary folder in the nearest existing parent, and then moved.
    """
    within = next(above for above in (folder, *folder.parents) if os.path.isdir(above))
    aside = within / f".brief-{os.urandom(8).hex()}"
    aside.mkdir()
    placed: list[Path] = []
    try:
        (aside / folder.relative_to(within)).mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            path = aside / folder.relative_to(within) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            _write_through(path, content)
        inner = [Path(name).parts[0] for name in files]
        for name in dict.fromkeys(inner) if folder == within else folder.relative_to(within).parts[:1]:
            (aside / name).rename(within / name)
            placed.append(within / name)
    except BaseException:
        for path in placed:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)
