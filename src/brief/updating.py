"""Update a store with the changed files of a dossier: read, check and compile them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from brief.dossier.protocol import HEAD_FILE, FileStat
from brief.model.findings import Severity
from brief.stores.audit import AuditedStore
from brief.stores.build import building
from brief.yaml.discovery import Walk

if TYPE_CHECKING:
    from brief.compiling import Task
    from brief.stores.build import Builder

_SETTLING = 3_000_000_000
"""Age in nanoseconds from which a file's times are trusted. FAT rounds to two seconds; a server's clock may be slow."""
_UNKNOWN = -1
"""A modification time that no file has."""
Report = Callable[[int, int], None]
"""Called with the bytes read and the total."""


@contextmanager
def updated(
    root: Path, walked: Walk, target: Path | None, now: int, report: Report, *, anew: bool = False
) -> Iterator[tuple[AuditedStore, "Builder"]]:
    """Update the store at `target` with the changes in a folder, or fill one in memory; `anew` empties it first."""
    with building(target, anew) as (connection, builder):
        store = AuditedStore(connection, walked.findings)
        update(root, walked, store, builder, now, report)
        yield store, builder


def update(
    root: Path,
    walked: Walk,
    store: AuditedStore,
    builder: "Builder",
    now: int,
    report: Report,
    base: Path | None = None,
) -> None:
    """Update a store with the changes in the folder; files that are not there are read from the folder `base`."""
    from brief.checks import errors
    from brief.yaml.positions import locate

    known = builder.files()
    # In a dossier without errors, only a change can cause one.
    was_sound = bool(known) and not store.finding_count(Severity.ERROR)
    others = _others(store)
    before: set[tuple[str, str]] = set()
    tasks = _tasks(root, walked, builder, now)
    unchanged = {stamp.path for stamp in walked.stamps} - {task.stamp.path for task in tasks}
    for path in known.keys() - unchanged:
        before |= builder.forget(known[path].number)
    after = _compile(root, tasks, builder, now, report, wanted=was_sound)
    if renamed := _with_former_ids(walked, store, builder):
        for task in renamed:
            before |= builder.forget(task.number)
            builder.add_replaced(task.number, task.ids or {})
        for is_here, some in groupby(renamed, lambda task: base is None or (root / task.stamp.path).exists()):
            folder = root if is_here or base is None else base
            after |= _compile(folder, list(some), builder, now, report, wanted=was_sound)
        tasks += renamed
    builder.flush()
    vars(store).pop("header", None)  # it may have been read before
    was_sound &= _others(store) == others
    if not known:
        builder.finish_tables()
    if not was_sound:
        builder.forget_findings()
    if not was_sound or before or tasks:
        moved = {id_ for id_, _ in before ^ after}
        among = {id_: id_ in moved for id_, _ in before | after}
        builder.add_findings(locate(root, errors(store, among if was_sound else None), store))


def with_words(target: Path, report: Report) -> None:
    """Add to the store at `target` the words that `search` needs, in several transactions if it is large."""
    from brief.stores.indexing import add_words

    has_more = True
    while has_more:
        with building(target) as (connection, _):
            has_more = add_words(connection, report)


def _others(store: AuditedStore) -> tuple[str, ...]:
    """Return the dossiers that the head lists, to whose records any record may refer."""
    return store.header.dossiers if store.header else ()


def _compile(
    root: Path, tasks: "list[Task]", builder: "Builder", now: int, report: Report, *, wanted: bool
) -> set[tuple[str, str]]:
    """Compile files into the store; return the id and the kind of each of their records if `wanted`, else none."""
    from brief.compiling import compiled

    held: set[tuple[str, str]] = set()
    done, total = 0, sum(task.stamp.size for task in tasks)
    for piece in compiled(root, tasks):
        if not piece.is_whole:
            builder.forget(piece.task.number)
        builder.add_rows(piece.tables)
        held.update((str(row[1]), str(row[2])) for row in piece.tables["record"] if wanted)
        done += piece.size
        report(done, total)
        if piece.is_last:
            had = piece.had or piece.task.had
            builder.add_file(piece.task.number, _settled(piece.task.stamp, now), piece.digest, piece.header, had)
    return held


def _with_former_ids(walked: Walk, store: AuditedStore, builder: "Builder") -> "list[Task]":
    """Return the files to compile again, because they refer to former ids, or their replacements are out of date."""
    from brief.compiling import Task
    from brief.model.serialization import references

    former, replaced = builder.former_ids(), builder.replaced()
    if not former and not replaced:
        return []
    wanted = builder.referring_to(former)
    wanted |= {file for file, ids in replaced.items() if any(former.get(was) != id_ for was, id_ in ids.items())}
    files, stamps = builder.files(), {stamp.path: stamp for stamp in walked.stamps}
    if store.header and any(found.target in former for found in references(store.header)):
        wanted.add(files[HEAD_FILE].number)
    return [Task(stamps[path], held.number, held.had, former) for path, held in files.items() if held.number in wanted]


def _tasks(root: Path, walked: Walk, builder: "Builder", now: int) -> "list[Task]":
    """Return the files to compile, and update the stamps of files that only look changed."""
    from brief.compiling import Task
    from brief.yaml.file import digest

    known = builder.files()
    tasks: list[Task] = []
    number = max((file.number for file in known.values()), default=0)
    for stamp in walked.stamps:
        before = known.get(stamp.path)
        if before and before.stamp == stamp:
            continue
        if before and before.stamp.size == stamp.size and before.digest == digest(root, stamp.path):
            if (settled := _settled(stamp, now)) != before.stamp:
                builder.touch(settled)
            continue
        number += not before
        tasks.append(Task(stamp, before.number, before.had) if before else Task(stamp, number))
    return tasks


def _settled(stamp: FileStat, now: int) -> FileStat:
    """Return the stamp to store: one that matches no file if a later change could have the same times."""
    is_settled = 0 < max(stamp.modified, stamp.changed) < now - _SETTLING
    return stamp if is_settled else stamp._replace(changed=_UNKNOWN)
