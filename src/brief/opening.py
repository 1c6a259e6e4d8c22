"""A dossier's folder to a store: what has changed since the last time is read, checked and compiled."""

import contextlib
from pathlib import Path

from brief.core.dossier import Stamp
from brief.load.walk import Walk, walk
from brief.store.query import DAMAGED, Store

_TICK = 50_000_000
"""Nanoseconds within which two changes of a file may bear the same time."""


def open_store(root: Path, target: Path | None, now: int, *, anew: bool = False) -> Store:
    """The dossier in this folder, compiled as far as it has changed; all of it `anew` where the store is damaged.

    It is kept at `target`; without one, or where nothing can be written there, in memory. `now` is the
    time in nanoseconds.
    """
    walked = walk(root)
    if target is not None:
        store = None if anew else Store.open(target, walked.findings)
        with contextlib.suppress(DAMAGED):
            if store and store.stamps() == walked.stamps:
                return store
        with contextlib.suppress(OSError, DAMAGED):
            _compile(root, walked, target, now, anew)
            if store := Store.open(target, walked.findings):
                return store
    return _compile(root, walked, None, now)


def _compile(root: Path, walked: Walk, target: Path | None, now: int, anew: bool = False) -> Store:
    """Put into the store what has changed in the folder; with no target, all of it into memory."""
    from brief.checks import examine, run
    from brief.load.file import load
    from brief.load.places import locate, locate_within
    from brief.store.build import building

    with building(target, anew) as (connection, builder):
        known = builder.stamps()
        gone = known.keys() - {stamp.path for stamp in walked.stamps}
        for path in gone:
            builder.forget(path)
        changed = bool(gone) or not known
        for stamp in walked.stamps:
            before, digest = known.get(stamp.path, (None, b""))
            if before == stamp:
                continue
            loaded = load(root, stamp, digest)
            if loaded is None:
                builder.touch(_settled(stamp, now))
                continue
            doubts = ((placed, found) for placed in loaded.records for found in examine(placed.record))
            findings = loaded.findings + locate_within(root, stamp.path, doubts)
            builder.forget(stamp.path)
            builder.add(loaded._replace(stamp=_settled(stamp, now), findings=findings))
            changed = True
        store = Store(connection, walked.findings)
        if changed:
            builder.replace_checks(locate(root, run(store), store))
    return store


def _settled(stamp: Stamp, now: int) -> Stamp:
    """The stamp to keep: one that matches nothing where the file could change again within the same tick."""
    return stamp._replace(changed=0) if stamp.changed > now - _TICK else stamp
