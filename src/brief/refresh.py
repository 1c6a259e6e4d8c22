"""Open the store of a dossier: read, check and compile the changed files."""

import contextlib
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import chain, groupby
from pathlib import Path
from typing import TYPE_CHECKING

from brief.dossier.protocol import HEAD_FILE, FileStat
from brief.locale import say
from brief.model.findings import Finding, Severity
from brief.model.user_error import UserError
from brief.stores.query import Store
from brief.stores.trust import Damaged, Foreign, asking
from brief.yaml.discovery import Walk, walk

if TYPE_CHECKING:
    from brief.compiling import Task
    from brief.model.sources import Source
    from brief.stores.audit import AuditedStore
    from brief.stores.build import Builder

_SETTLING = 3_000_000_000
"""Age in nanoseconds from which a file's times are trusted. FAT rounds to two seconds; a server's clock may be slow."""
_UNKNOWN = -1
"""A modification time that no file has."""
Report = Callable[[int, int], None]
"""Called with the bytes read and the total."""
Remark = Callable[[str], object]
"""Called with a sentence for the user."""


def open_store(
    root: Path, target: Path | None, now: int, report: Report, remark: Remark, *, anew: bool = False
) -> Store:
    """Open the dossier in this folder and compile what has changed; `anew` compiles everything.

    The store is at `target`; without a target, or if it cannot be written, it is in memory. `now` is the time in
    nanoseconds.
    """
    walked = walk(root)
    if target is not None:
        for again in (True,) if anew else (False, True):
            if again:
                remark(say("the compiled copy of the dossier is damaged; compiling it again"))
            try:
                return _kept(root, walked, target, now, report, again)
            except Damaged:
                continue
            except Foreign as error:
                remark(
                    say(
                        "{target} is not used as the compiled copy of the dossier, because {error}; delete it",
                        target=target,
                        error=error,
                    )
                )
            except OSError:
                pass  # the file cannot be written, or another process uses it
            break
    return in_memory(root, walked, now, report)


def _kept(root: Path, walked: Walk, target: Path, now: int, report: Report, anew: bool) -> Store:
    """Bring the store at `target` up to date and open it; raise `OSError` if that is impossible."""
    if not anew and (store := _opened(target, walked, lambda store: store.stamps() == walked.stamps)):
        return store
    with _building(walked, target, anew) as (built, builder):
        _fill(root, walked, built, builder, now, report)
        digests = built.digests()
    store = _opened(target, walked, lambda store: store.digests() == digests)
    if store is None:
        raise OSError(say("another process has changed the store"))
    store.is_proven |= anew
    return store


def _opened(target: Path, walked: Walk, is_wanted: Callable[[Store], bool]) -> Store | None:
    """Open the store at `target` if it is up to date."""
    store = Store.open(target, walked.findings)
    if store is None:
        return None
    with contextlib.ExitStack() as stack, asking(store.is_proven):
        stack.callback(store.close)
        if not is_wanted(store):
            return None
        stack.pop_all()
    return store


def in_memory(root: Path, walked: Walk, now: int, report: Report) -> Store:
    """Compile the whole dossier into a store in memory."""
    with _building(walked, None) as (store, builder):
        _fill(root, walked, store, builder, now, report)
    return store


@contextlib.contextmanager
def _building(walked: Walk, target: Path | None, anew: bool = False) -> Iterator[tuple["AuditedStore", "Builder"]]:
    from brief.stores.audit import AuditedStore
    from brief.stores.build import building

    with building(target, anew) as (connection, builder):
        yield AuditedStore(connection, walked.findings), builder


def _fill(
    root: Path,
    walked: Walk,
    store: "AuditedStore",
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
    changed: set[str] = set()
    tasks = _tasks(root, walked, builder, now)
    unchanged = {stamp.path for stamp in walked.stamps} - {task.stamp.path for task in tasks}
    for path in known.keys() - unchanged:
        changed |= builder.forget(known[path].number)
    changed |= _compile(root, tasks, builder, now, report, wanted=was_sound)
    if renamed := _with_former_ids(walked, store, builder):
        for task in renamed:
            changed |= builder.forget(task.number)
            builder.add_replaced(task.number, task.ids or {})
        for is_here, some in groupby(renamed, lambda task: base is None or (root / task.stamp.path).exists()):
            folder = root if is_here or base is None else base
            changed |= _compile(folder, list(some), builder, now, report, wanted=was_sound)
        tasks += renamed
    builder.flush()
    vars(store).pop("header", None)  # it may have been read before
    was_sound &= _others(store) == others
    if not known:
        builder.finish_tables()
    if not was_sound:
        builder.forget_findings()
    if not was_sound or changed or tasks:
        builder.add_findings(locate(root, errors(store, changed if was_sound else None), store))


def _others(store: Store) -> tuple[str, ...]:
    """Return the dossiers that the head lists, to whose records any record may refer."""
    return store.header.dossiers if store.header else ()


def _compile(
    root: Path, tasks: "list[Task]", builder: "Builder", now: int, report: Report, *, wanted: bool
) -> set[str]:
    """Compile files into the store; return the ids of their records if `wanted`, else none."""
    from brief.compiling import compiled

    ids: set[str] = set()
    done, total = 0, sum(task.stamp.size for task in tasks)
    for piece in compiled(root, tasks):
        if not piece.is_whole:
            builder.forget(piece.task.number)
        builder.add_rows(piece.tables)
        ids.update(str(row[1]) for row in piece.tables["record"] if wanted)
        done += piece.size
        report(done, total)
        if piece.is_last:
            had = piece.had or piece.task.had
            builder.add_file(piece.task.number, _settled(piece.task.stamp, now), piece.digest, piece.header, had)
    return ids


def _with_former_ids(walked: Walk, store: "AuditedStore", builder: "Builder") -> "list[Task]":
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


def findings(root: Path, target: Path | None, now: int) -> list[Finding]:
    """Return the findings of a dossier, without warnings between records."""
    from brief.stores.audit import AuditedStore

    with contextlib.closing(open_store(root, target, now, _ignore, _ignore)) as store:
        return list(AuditedStore.of(store).findings())


def compared(
    root: Path, target: Path | None, now: int, new: Path, changed: set[str]
) -> tuple[list[Finding], list[Finding]]:
    """Return the findings of a dossier before and after replacing its files by those in the folder `new`.

    A `changed` file that is not in `new` counts as deleted. The changes to the store are rolled back. The findings do
    not include warnings between records.
    """
    open_store(root, target, now, _ignore, _ignore).close()
    with contextlib.suppress(Damaged, Foreign, OSError):
        return _compared(root, target, now, new, changed)
    return _compared(root, None, now, new, changed)


class _Undone(UserError):
    """Rolls back a transaction. It is a `UserError`, because a store does not treat that as damage."""


def _compared(
    root: Path, target: Path | None, now: int, new: Path, changed: set[str]
) -> tuple[list[Finding], list[Finding]]:
    found: list[list[Finding]] = []
    walked = walk(root)
    with contextlib.suppress(_Undone), _building(walked, target) as (store, builder):
        _fill(root, walked, store, builder, now, _ignore)
        found.append(list(store.findings()))
        kept = [known.stamp for path, known in builder.files().items() if path not in changed]
        _fill(new, Walk([*kept, *walk(new).stamps], walked.findings), store, builder, now, _ignore, root)
        found.append(list(store.findings()))
        raise _Undone("")
    before, after = found
    return before, after


def _ignore(*_: object) -> None:
    """Report neither progress nor remarks."""


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


def audited(root: Path, store: Store) -> "AuditedStore":
    """Return the dossier for `check`, which computes warnings while its findings are read."""
    from brief.stores.audit import AuditedStore

    found = AuditedStore.of(store)
    found.doubts = partial(_doubts, root, found)
    return found


def _doubts(root: Path, store: "AuditedStore") -> Iterator[Finding]:
    """Yield the warnings between records, and between records and local texts, copies and images."""
    from heapq import merge

    from brief.checks import doubts
    from brief.checks.copies import changed_copies
    from brief.checks.pictures import unusable_images
    from brief.dossier.protocol import standing
    from brief.yaml.quotes import misquotations

    outside = (misquotations(root, store), changed_copies(root, store), unusable_images(root, store))
    found = doubts(store, merge(*outside, key=lambda found: standing(found, store)))
    if first := next(found, None):
        from brief.yaml.positions import locate

        yield from locate(root, chain([first], found), store)


def verified(root: Path, store: "AuditedStore", sources: "Sequence[Source]") -> "list[Finding]":
    """Return the findings about copies and texts of these sources, and about quotes from them."""
    from brief.checks.copies import changed_copies
    from brief.dossier.protocol import standing
    from brief.yaml.positions import locate
    from brief.yaml.quotes import misquotations

    found = [*changed_copies(root, store, sources), *misquotations(root, store, sources)]
    return list(locate(root, sorted(found, key=lambda one: standing(one, store)), store))


def doubts_about(root: Path, target: Path | None, now: int, id_: str) -> list[Finding]:
    """Return the warnings about a record that need others: its namesakes, and what it cites from local texts."""
    from brief.checks import twins
    from brief.stores.audit import AuditedStore
    from brief.yaml.positions import locate
    from brief.yaml.quotes import misquotations_by

    with contextlib.closing(open_store(root, target, now, _ignore, _ignore)) as store:
        audited = AuditedStore.of(store)
        record = audited.get(id_)
        found = [*misquotations_by(root, audited, record), *twins(audited, [record.id])] if record else []
        return list(locate(root, found, audited))


def _settled(stamp: FileStat, now: int) -> FileStat:
    """Return the stamp to store: one that matches no file if a later change could have the same times."""
    is_settled = 0 < max(stamp.modified, stamp.changed) < now - _SETTLING
    return stamp if is_settled else stamp._replace(changed=_UNKNOWN)
