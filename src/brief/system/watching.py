"""Wait for changes of the files in a folder."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

_Snapshot = dict[str, tuple[int, int, int]]


def snapshot(root: Path) -> _Snapshot:
    """Return modification time, size and inode of each file below a folder, without hidden files."""
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
        except OSError:  # deleted, or no permission
            continue
    return found


def changes(root: Path, pause: Callable[[], None]) -> Iterator[None]:
    """Yield at once, and then after each change below a folder, once the files have not changed for a pause."""
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
