"""Change several files of a folder in one transaction, even if the process is killed. All functions raise OSError.

New contents are first written to a hidden folder in the same folder. Renaming it commits the change: before that,
nothing has changed; after it, `complete` can always finish the change.
"""

import contextlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from pathlib import Path

from brief.named_tuple import NamedTuple
from brief.system import UNFINISHED, files, locking

_PREPARED = ".brief-prepared"
"""The folder with a change that is not committed yet."""
_PLAN = "plan.json"


class Conflict(Exception):
    """A file was changed by somebody else."""

    def __init__(self, path: str) -> None:
        """Use the path of the file, relative to the folder."""
        super().__init__(path)
        self.path = path


class Change(NamedTuple):
    """A file before and after; None means that it does not exist."""

    before: bytes | None
    after: bytes | None


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the lock of a folder; raise `locking.Busy` if another process holds it for more than a minute.

    The lock is on the folder itself. So it needs no file, and applies to all users of the machine. On a system without
    such locks, only the comparison in `write` detects changes of other processes.
    """
    if os.name == "nt":  # which opens no folder, and has no such locks
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with locking.locked(handle):
            yield
    finally:
        os.close(handle)


def write(folder: Path, changes: Mapping[str, Change]) -> None:
    """Write all changes, by path below the folder, or none; raise `Conflict` if a file is not as it was read."""
    for path, change in changes.items():
        if _content(folder / path) != change.before:
            raise Conflict(path)
    prepared = folder / _PREPARED
    shutil.rmtree(prepared, ignore_errors=True)
    prepared.mkdir()
    try:
        if len(changes) == 1:
            _write_one(folder, prepared, *changes.items())
            return
        _prepare(folder, prepared, changes)
    except OSError:
        shutil.rmtree(prepared, ignore_errors=True)
        raise
    prepared.rename(folder / UNFINISHED)
    files.sync_folder(folder)
    complete(folder)


def _write_one(folder: Path, prepared: Path, item: tuple[str, Change]) -> None:
    """Write one file; its own rename commits the change."""
    path, change = item
    target = folder / path
    if change.after is None:
        target.unlink()
    else:
        files.write_synced(prepared / "0.new", change.after, like=target)
        target.parent.mkdir(parents=True, exist_ok=True)
        (prepared / "0.new").replace(target)
    files.sync_folder(target.parent)
    prepared.rmdir()


def _prepare(folder: Path, prepared: Path, changes: Mapping[str, Change]) -> None:
    """Write the new contents and the plan."""
    plan = []
    for number, (path, change) in enumerate(changes.items()):
        staged = None
        if change.after is not None:
            staged = f"{number}.new"
            files.write_synced(prepared / staged, change.after, like=folder / path)
        plan.append([path, staged, _digest(change.before)])
    files.write_synced(prepared / _PLAN, json.dumps(plan).encode())
    files.sync_folder(prepared)


def _is_unfinished(folder: Path) -> bool:
    """True if a change of the folder is committed but not complete."""
    return (folder / UNFINISHED / _PLAN).is_file()


def complete(folder: Path) -> bool:
    """Finish a committed change; return False if there is none. Raise `Conflict` if a file has changed since."""
    shutil.rmtree(folder / _PREPARED, ignore_errors=True)
    unfinished = folder / UNFINISHED
    if not _is_unfinished(folder):
        shutil.rmtree(unfinished, ignore_errors=True)
        return False
    for path, staged, before in _plan(unfinished):
        target = files.within(folder, path)
        if target is None or target.suffix != ".yaml":
            raise Conflict(path)
        now = _digest(_content(target))
        if staged is None and now is not None:
            if now != before:
                raise Conflict(path)
            target.unlink()
        elif staged is not None and (unfinished / staged).exists():
            if now != before:
                raise Conflict(path)
            target.parent.mkdir(parents=True, exist_ok=True)
            (unfinished / staged).replace(target)
        files.sync_folder(target.parent)
    (unfinished / _PLAN).unlink()
    shutil.rmtree(unfinished)
    files.sync_folder(folder)
    return True


def _plan(unfinished: Path) -> Iterator[tuple[str, str | None, str | None]]:
    """Yield path, file with the new content (None to delete), and digest of the old one; do not trust the folder."""
    for number, (path, staged, before) in enumerate(json.loads((unfinished / _PLAN).read_bytes())):
        yield str(path), f"{number}.new" if staged else None, before


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _digest(content: bytes | None) -> str | None:
    return None if content is None else blake2b(content, digest_size=16).hexdigest()
