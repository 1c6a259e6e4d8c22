"""A store as a dossier: the `Dossier` protocol of the core, answered by SQL."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from brief.dossier.protocol import HEAD_FILE, Claim, EventFilter, FileStat, Hits, Kind, Link, Name, Origin
from brief.model import serialization
from brief.model.dates import Date
from brief.model.findings import Finding, Severity
from brief.model.kinds import KINDS
from brief.stores.events import event_query
from brief.stores.schema import PLACE
from brief.stores.sql import KIND_NUMBERS, Connection, marks, of_file, quoted
from brief.stores.trust import asking, is_own, prove, unmarked

if TYPE_CHECKING:
    from brief.dossier.facets import Over, Trait
    from brief.model.header import Header
    from brief.model.names import Match
    from brief.model.parts import Record
    from brief.stores.sql import Answer
    from brief.stores.text import TextIndex

_PATIENCE = 10
"""So many seconds a question waits for a change that is being written."""
_KEPT = 256
"""So many records that were asked for last are kept."""


class Store:
    """A compiled dossier."""

    as_of = None
    known_by = None
    """A store tells all that it holds."""

    def __init__(self, connection: Connection, outside: Iterable[Finding] = (), *, is_proven: bool = True) -> None:
        """`outside` are the findings about the folder, which no file of it holds."""
        self.is_proven = is_proven
        """False if the store may be damaged without this being known."""
        self._connection = connection
        self._run = connection.execute
        self._outside = list(outside)
        self._names: dict[str, Name | None] = {}

    @classmethod
    def open(cls, path: Path, outside: Iterable[Finding] = ()) -> "Store | None":
        """Open the store in this file to read it; return nothing if there is none, or the system refuses.

        Raises `Damaged`, and `Foreign`.
        """
        if not is_own(path):
            return None
        try:
            with asking(is_proven=False), ExitStack() as stack:
                connection = sqlite3.connect(
                    f"file:{quoted(path)}?mode=ro", uri=True, isolation_level=None, timeout=_PATIENCE
                )
                stack.callback(connection.close)
                connection.execute("PRAGMA trusted_schema = OFF")
                connection.execute("BEGIN")  # one state of the store for all questions
                store = cls(connection, outside, is_proven=prove(connection))
                stack.pop_all()
                return store
        except OSError:
            return None

    @cached_property
    def _index(self) -> "TextIndex":
        """The index of the text of all records."""
        from brief.stores.fts5 import FullText

        return FullText(self._run)

    @cached_property
    def _decoded(self) -> "_Decoder":
        """The same as `decoded`, which keeps what it has given last: claims of one event, sources of many facts."""
        return lru_cache(_KEPT)(decoded)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def copy_into(self, connection: sqlite3.Connection) -> None:
        """Copy all of the store into an empty database."""
        cast("sqlite3.Connection", self._connection).backup(connection)

    def run(self, query: str) -> "Answer":
        """Run a query in the language of the engine."""
        return self._run(query)

    def stamps(self) -> list[FileStat]:
        """The files it was compiled from, in the order of their paths."""
        rows = self._run("SELECT path, modified, changed, size, inode FROM file ORDER BY path")
        return [FileStat(*row) for row in rows]

    def digests(self) -> dict[str, bytes]:
        """Return the digest of each file that it was compiled from, by path."""
        return dict(self._run("SELECT path, digest FROM file"))

    @cached_property
    def header(self) -> "Header | None":
        """The head of the dossier."""
        found = self._run("SELECT header FROM file WHERE header IS NOT NULL ORDER BY path").fetchone()
        if found is None:
            return None
        from brief.model.header import Header

        return serialization.decode(Header, json.loads(unmarked(found[0])))

    @cached_property
    def has_markings(self) -> bool:
        """True if a record or citation has a handling marking of its own."""
        return any(self.having_count(kind, "marked") for kind in KINDS)

    def withheld(self, about: "Record | Header") -> str:
        """Nothing: a store tells all that it holds."""
        del about
        return ""

    def get(self, id_: str) -> "Record | None":
        """The record of this id, or that had it formerly; of two, the first."""
        query = f"SELECT kind, body FROM record WHERE id = ? ORDER BY {PLACE}"
        found = self._run(query, (id_,)).fetchone() or self._run(query, (self._current(id_),)).fetchone()
        return self._decoded(KINDS[found[0]].record, found[1]) if found else None

    def _current(self, id_: str) -> str:
        """The id of the record that had this id formerly; empty if there is none."""
        found = self._run(
            "SELECT id FROM former JOIN record USING (record) WHERE was = ? ORDER BY record", (id_,)
        ).fetchone()
        return str(found[0]) if found else ""

    def one(self, cls: type[Kind], id_: str) -> Kind | None:
        """The record of this class and id, the first of several."""
        query = f"SELECT body FROM record WHERE id = ? AND kind = ? ORDER BY {PLACE}"
        found = self._run(query, (id_, cls.KIND)).fetchone()
        return self._decoded(cls, *found) if found else None

    def name(self, id_: str) -> Name | None:
        """What the record of this id is called."""
        if id_ not in self._names:
            found = self._run(f"SELECT id, kind, label FROM record WHERE id = ? ORDER BY {PLACE}", (id_,)).fetchone()
            self._names[id_] = Name(found[0], found[1], unmarked(found[2])) if found else None
        return self._names[id_]

    def kinds_of(self, id_: str) -> list[str]:
        """The kinds of the records that have this id; in a sound dossier there is one at most."""
        return [kind for (kind,) in self._run("SELECT DISTINCT kind FROM record WHERE id = ? ORDER BY kind", (id_,))]

    def origin(self, id_: str) -> Origin | None:
        """Where the record of this id stands, or the head by the id of none."""
        if not id_ and self.header:
            return Origin(HEAD_FILE, 0)
        query = "SELECT path, line FROM record JOIN file USING (file) WHERE id = ? ORDER BY path, record"
        found = self._run(query, (id_,)).fetchone()
        return Origin(*found) if found else None

    def every(self, cls: type[Kind]) -> Iterator[Kind]:
        """All records of this class, in the order of the files."""
        return (decoded(cls, body) for body in self._bodies(cls.KIND))

    def records(self, kind: str) -> "Iterator[Record]":
        """All records of a kind, in the order of the files."""
        return (decoded(KINDS[kind].record, body) for body in self._bodies(kind))

    def _bodies(self, kind: str) -> Iterator[str]:
        query = "SELECT body FROM file CROSS JOIN record USING (file) WHERE kind = ? ORDER BY path, record"
        return (body for (body,) in self._run(query, (kind,)))

    def counts(self) -> dict[str, int]:
        """How many records of each kind there are."""
        found = dict(self._run("SELECT kind, count(*) FROM record GROUP BY kind").fetchall())
        return {kind: found.get(kind, 0) for kind in KINDS}

    def files(self) -> list[str]:
        """The files that it was read from, in the order of their paths."""
        return [stamp.path for stamp in self.stamps()]

    def events(self, wanted: EventFilter) -> Iterator[Claim]:
        """The claimed dates of the events asked for, in order of time; the undated last."""
        from brief.model.events import Event

        for body, rival, *_ in self._run(*event_query(wanted)):
            event = self._decoded(Event, body)
            yield Claim(event, event.date if rival is None else Date.parse(event.differs[rival].value), rival)

    def linked_to(self, id_: str) -> Iterator[Link]:
        """Every mention of this id in other records, in the order of the files."""
        query = """
            SELECT id, kind, link.path, word FROM link JOIN record USING (record) JOIN file USING (file)
            WHERE target = ? ORDER BY file.path, record, field, link.rowid"""
        return (Link(*row) for row in self._run(query, (id_,)))

    def referring(self, id_: str, kind: str) -> Iterator[str]:
        """Ids of the other records of a kind that mention this id, each once, in the order of the files."""
        query = f"""
            SELECT record.id FROM file CROSS JOIN link ON {of_file("link")} CROSS JOIN record USING (record)
            WHERE target = ? AND from_kind = ? AND record.id <> target ORDER BY file.path, link.record"""
        seen: set[str] = set()
        for (other,) in self._run(query, (id_, KIND_NUMBERS[kind])):
            if other not in seen:
                seen.add(other)
                yield other

    def referring_counts(self, id_: str) -> dict[str, int]:
        """How many other records of each kind mention this id; kinds of which none does are left out."""
        query = """
            SELECT from_kind, count(*) FROM (SELECT DISTINCT from_kind, record FROM link WHERE target = ?) AS referring
            WHERE record NOT IN (SELECT record FROM record WHERE id = ?) GROUP BY from_kind"""
        counts = dict(self._run(query, (id_, id_)).fetchall())
        return {kind: counts[number] for kind, number in KIND_NUMBERS.items() if number in counts}

    def having(self, cls: type[Kind], trait: "Trait", over: "Over | None" = None) -> Iterator[Kind]:
        """The records of a class with a trait; where it has bounds, those that answer so, or perhaps do."""
        from brief.stores.facets import having

        return (decoded(cls, body) for body in having(self._run, cls.KIND, trait, over))

    def having_count(self, kind: str, trait: "Trait") -> int:
        """How often records of a kind have a trait."""
        from brief.stores.facets import having_count

        return having_count(self._run, kind, trait)

    def naming(self, cls: type[Kind], field: "Trait", ids: Iterable[str]) -> Iterator[Kind]:
        """The records of a class that name one of these in a field, or perhaps do."""
        from brief.stores.facets import naming

        return (decoded(cls, body) for body in naming(self._run, cls.KIND, field, ids))

    def find(self, words: str, kinds: Iterable[str] = ()) -> "list[Match]":
        """The records that these words name, best first; ids count as names."""
        from brief.stores.lookup import find

        return find(self._run, words, tuple(kinds))

    def holders(self, title: str) -> Iterator[str]:
        """Ids of the people with a role of this title, in the order of the files."""
        from brief.stores.lookup import holders

        return holders(self._run, title)

    def search(self, words: str, kinds: Iterable[str] = (), limit: int = 20) -> Hits:
        """The records whose text or dates fit these words, which may be a question."""
        from brief.stores.search import search

        synonyms = self.header.synonyms if self.header else {}
        return search(self._index, words, tuple(kinds), limit, synonyms)

    def ids(self, kinds: Iterable[str] = (), beginning: str = "", most: int | None = None) -> Iterator[str]:
        """All ids of these kinds, or those that begin with some letters; at most so many."""
        chosen: tuple[str | int, ...] = tuple(kinds) or tuple(KINDS)
        query = f"SELECT id FROM record WHERE kind IN ({marks(chosen)})"
        if beginning:
            query += " AND id >= ? AND id < ? ORDER BY id"
            chosen += (beginning, f"{beginning}\U0010ffff")
        else:
            query += " ORDER BY kind, file, record"
        if most is not None:
            query += " LIMIT ?"
            chosen += (most,)
        return (id_ for (id_,) in self._run(query, chosen))

    def nearest(self, words: str, kinds: Iterable[str] = (), limit: int = 5) -> list[Name]:
        """The records whose names are nearest to words that name none."""
        from brief.stores.lookup import nearest

        return nearest(self._run, words, tuple(kinds), limit)

    def event_kinds(self) -> list[str]:
        """The kinds that events are said to be of."""
        # From one to the next by the index: DISTINCT would read all of it.
        query = """
            WITH RECURSIVE following (kind) AS (
                SELECT min(kind) FROM claim
                UNION ALL SELECT (SELECT min(kind) FROM claim WHERE kind > following.kind) FROM following
                WHERE following.kind IS NOT NULL
            ) SELECT kind FROM following WHERE kind IS NOT NULL"""
        return [kind for (kind,) in self._run(query)]

    def findings(self, severity: Severity | None = None) -> Iterator[Finding]:
        """What is wrong or doubtful, in the order of the files."""
        yield from (found for found in self._outside if severity in (None, found.severity))
        yield from self._kept(severity)

    def _kept(self, severity: Severity | None = None) -> Iterator[Finding]:
        test, values = ("", ()) if severity is None else ("WHERE severity = ?", (severity,))
        query = f"SELECT body FROM finding {test} ORDER BY path, line, position, rowid"
        for (body,) in self._run(query, values):
            code, sentence, hint, grade, *place = json.loads(unmarked(body))
            yield Finding(code, sentence, hint, Severity(grade), *place)

    def finding_count(self, severity: Severity) -> int:
        """How many findings of a severity there are."""
        query = "SELECT count(*) FROM finding WHERE severity = ?"
        outside = sum(found.severity is severity for found in self._outside)
        return int(self._run(query, (severity,)).fetchone()[0]) + outside


class _Decoder(Protocol):
    """Makes a record of a class from the text that the store has of it."""

    def __call__(self, cls: type[Kind], body: str) -> Kind: ...


def decoded(cls: type[Kind], body: str) -> Kind:
    """Make a record of the text that the store has of it."""
    return serialization.decode(cls, json.loads(unmarked(body)))
