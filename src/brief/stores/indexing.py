"""Adds the words by which `search` finds records. Nothing else reads them, so a store gets them when they are wanted.

A file of which a record may lack words has no `has_words`. The words that are there always fit their records.
"""

import sqlite3
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import accumulate, chain, cycle, islice
from typing import TYPE_CHECKING

from brief.dossier.terms.index_terms import indexed
from brief.model.kinds import KINDS
from brief.model.serialization import references
from brief.stores.rows import BATCH, CHANGES
from brief.stores.schema import bounds
from brief.stores.trust import Damaged, decoded
from brief.system import workers

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

_AT_ONCE = 50_000
"""Number of records after which a call ends, because a long transaction would keep readers of a large store waiting."""
_FEW = 3
"""Number of batches for which worker processes take longer to start than they save."""
_RECORDS = """
    SELECT record, kind, body FROM record WHERE record >= ? AND record < ?
    AND NOT EXISTS (SELECT 1 FROM text_docsize WHERE id = record) ORDER BY record"""

Body = tuple[int, str, str]
"""A record as it is stored: its number, its kind, its text."""
Text = tuple[int | str, ...]
"""A row of the table `text`."""


def add_words(connection: sqlite3.Connection, report: Callable[[int, int], object] | None = None) -> bool:
    """Add words to files that lack them, within a transaction; return True if others still do.

    `report` is called with the bytes of the files that have words, and of all.
    """
    run = connection.execute
    files = run("SELECT file, coalesce(size, 0), had FROM file WHERE NOT has_words ORDER BY file").fetchall()
    before = accumulate((had for *_, had in files), initial=0)
    chosen = [file for file, some in zip(files, before, strict=False) if some < _AT_ONCE]
    total = run("SELECT coalesce(sum(size), 0) FROM file").fetchone()[0]
    done = total - sum(size for _, size, _ in files)
    share = sum(size for _, size, _ in chosen) / (sum(had for *_, had in chosen) or 1)
    count = 0
    batches = _batches(run(_RECORDS, bounds(file)) for file, *_ in chosen)
    for texts in _indexed(batches):
        connection.executemany(CHANGES["text"], texts)
        count += len(texts)
        if report:
            report(done + int(count * share), total)
    for file, *_ in chosen:
        held = run("SELECT title, body FROM text WHERE rowid >= ? AND rowid < ?", bounds(file))
        words = {word for columns in held for column in columns for word in column.split()}
        connection.executemany(CHANGES["word"], ((word,) for word in sorted(words)))
        run("UPDATE file SET has_words = 1 WHERE file = ?", (file,))
    return len(chosen) < len(files)


def _batches(found: Iterable[Iterable[Body]]) -> Iterator[list[Body]]:
    rows = chain.from_iterable(found)
    while batch := [*islice(rows, BATCH)]:
        yield batch


def _words_of(batch: list[Body]) -> list[Text]:
    """Return the words of records; raises `Damaged`."""
    records = ((row, decoded(KINDS[kind].record, body)) for row, kind, body in batch)
    return [(row, *map(" ".join, indexed(record, list(references(record))))) for row, record in records]


def _indexed(batches: Iterator[list[Body]]) -> Iterator[list[Text]]:
    """Yield the words of batches, in order."""
    some = [*islice(batches, _FEW + 1)]
    return _by_others(chain(some, batches)) if len(some) > _FEW else map(_words_of, some)


def _by_others(batches: Iterable[list[Body]]) -> Iterator[list[Text]]:
    """Yield the words of batches from worker processes, each of which has one batch at a time."""
    with workers.working(_work, [()] * workers.MOST) as pipes:
        busy: deque[Connection] = deque()
        for pipe, batch in zip(cycle(pipes), batches, strict=False):
            if len(busy) == len(pipes):
                yield _taken(busy.popleft())
            workers.send(pipe, batch)
            busy.append(pipe)
        yield from map(_taken, busy)


def _taken(pipe: "Connection") -> list[Text]:
    found: list[Text] | None = workers.receive(pipe)
    if found is None:
        raise Damaged
    return found


def _work(pipe: "Connection") -> None:
    """Index records in a worker process."""
    while True:
        batch = workers.receive(pipe)
        found = None
        with suppress(Damaged):
            found = _words_of(batch)
        workers.send(pipe, found)
