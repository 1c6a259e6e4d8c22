"""A dossier's folder to a store: what has changed since the last time is read, checked and compiled."""

import contextlib
from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from brief.core.dossier import Stamp
from brief.core.findings import Finding, Severity
from brief.load.walk import Walk, walk
from brief.store.query import BUSY, DAMAGED, Store

if TYPE_CHECKING:
    from brief.store.audit import AuditedStore

_TICK = 50_000_000
"""Nanoseconds within which two changes of a file may bear the same time."""
Report = Callable[[int, int], None]
"""Told how many bytes have been read, and of how many."""


def open_store(root: Path, target: Path | None, now: int, report: Report, *, anew: bool = False) -> Store:
    """The dossier in this folder, compiled as far as it has changed; all of it `anew` where the store is damaged.

    It is kept at `target`; without one, or where nothing can be written there, in memory. `now` is the
    time in nanoseconds.
    """
    walked = walk(root)
    if target is not None:
        store = None if anew else Store.open(target, walked.findings)
        try:
            if store and store.stamps() == walked.stamps:
                return store
        except DAMAGED:
            anew = True
        if store:
            store.close()
        with contextlib.suppress(OSError, DAMAGED):
            try:
                _compile(root, walked, target, now, report, anew)
            except BUSY:
                raise
            except DAMAGED:
                _compile(root, walked, target, now, report, anew=True)
            if store := Store.open(target, walked.findings):
                return store
    return _compile(root, walked, None, now, report)


def _compile(root: Path, walked: Walk, target: Path | None, now: int, report: Report, anew: bool = False) -> Store:
    """Put into the store what has changed in the folder; with no target, all of it into memory."""
    from brief.checks import errors
    from brief.compiling import Task, are_large, compiled
    from brief.load.file import digest
    from brief.load.places import locate
    from brief.store.audit import AuditedStore
    from brief.store.build import building

    with building(target, anew) as (connection, builder):
        known = builder.files()
        store = AuditedStore(connection, walked.findings)
        # What was sound can only have been broken by what has changed.
        was_sound = bool(known) and not store.finding_count(Severity.ERROR)
        changed: set[str] = set()
        for path in known.keys() - {stamp.path for stamp in walked.stamps}:
            changed |= builder.forget_rows(known[path].number)
            builder.forget_file(known[path].number)
        tasks: list[Task] = []
        number = max((file.number for file in known.values()), default=0)
        for stamp in walked.stamps:
            before = known.get(stamp.path)
            if before and before.stamp == stamp:
                continue
            if before and before.stamp.size == stamp.size and before.digest == digest(root, stamp.path):
                builder.touch(_settled(stamp, now))
                continue
            number += not before
            tasks.append(Task(stamp, before.number, before.had) if before else Task(stamp, number))
        large = are_large(tasks)
        for path in known.keys() & {task.stamp.path for task in tasks}:
            if large:  # what others read is not compared with what the store holds
                changed |= builder.forget_rows(known[path].number)
            builder.forget_file(known[path].number)
        done, total = 0, sum(task.stamp.size for task in tasks)
        for piece in compiled(root, tasks, builder.held):
            if not piece.is_whole:
                changed |= builder.forget_rows(piece.task.number)
            builder.add_rows(piece.tables)
            changed.update(row[1] for table in ("gone", "record") for row in piece.tables[table] if was_sound)
            done += piece.size
            report(done, total)
            if piece.is_last:
                had = piece.had or piece.task.had
                builder.add_file(piece.task.number, _settled(piece.task.stamp, now), piece.digest, piece.header, had)
        builder.flush()
        if not known:
            builder.finish_tables()
        if not was_sound:
            builder.forget_findings()
        if not was_sound or changed or tasks:
            builder.add_findings(locate(root, errors(store, changed if was_sound else None), store))
    return store


def audited(root: Path, store: Store) -> "AuditedStore":
    """The dossier for `check`, which looks for what is doubtful in it while its findings are read."""
    found = store.audited()
    found.doubts = partial(_doubts, root, found)
    return found


def _doubts(root: Path, store: "AuditedStore") -> Iterator[Finding]:
    """What is doubtful between the records, and between them and the local texts of their sources."""
    from brief.checks import doubts
    from brief.load.quotes import misquotations

    found = doubts(store, misquotations(root, store))
    if first := next(found, None):
        from brief.load.places import locate

        yield from locate(root, chain([first], found), store)


def _settled(stamp: Stamp, now: int) -> Stamp:
    """The stamp to keep: one that matches nothing where the file could change again within the same tick."""
    return stamp._replace(changed=0) if stamp.changed > now - _TICK else stamp
