"""Waits for changes of the files in a folder."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

_Snapshot = dict[str, tuple[int, int, int]]


def snapshot(root: Path) -> _Snapshot:
    """Return when each file below a folder was changed, its size and its inode; hidden files are left out."""
    found: _Snapshot = {}
    folders = [str(root)]
    while folders:
        try:
            with os.scandir(folders.pop()) as entries:
                for entry in entries:
                    if entry.name.startswith("."):
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(entry.path)
                    else:
                        state = entry.stat(follow_symlinks=False)
                        found[entry.path] = (state.st_mtime_ns, state.st_size, state.st_ino)
        except OSError:  # deleted meanwhile, or not ours to read
            continue
    return found


def changes(root: Path, pause: Callable[[], None]) -> Iterator[None]:
    """Yield at once, and after each change below a folder, when the files have stayed the same for a pause."""
    known = snapshot(root)
    yield
    while True:
        pause()
        if (seen := snapshot(root)) == known:
            continue
        while seen != known:
            known = seen
            pause()
            seen = snapshot(root)
        yield
