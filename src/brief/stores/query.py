"""Implements the `Dossier` protocol by SQL queries on a store."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol, cast

from brief.dossier.protocol import HEAD_FILE, Claim, EventFilter, FileStat, Kind, Link, Name, Origin
from brief.model import serialization
from brief.model.dates import Date
from brief.model.findings import Finding, Severity
from brief.model.kinds import KINDS
from brief.model.marks import BETWEEN, parts_of_id
from brief.stores.events import event_query
from brief.stores.schema import FORMER_IDS, KIND_NUMBERS, PLACE, listed, marks, of_file, quoted
from brief.stores.trust import Wordless, asking, decoded, is_own, prove, unmarked

if TYPE_CHECKING:
    from collections.abc import Callable

    from brief.dossier.search_results import SearchResults
    from brief.dossier.trait import Over, Trait
    from brief.model.header import Header
    from brief.model.names import Match
    from brief.model.parts import Record
    from brief.model.vocabulary import Vocabulary
    from brief.stores.schema import Connection, Cursor
    from brief.stores.text import TextIndex, Texts

    class _Decoder(Protocol):
        """The type of `Store._decode`."""

        def __call__(self, cls: type[Kind], body: str, file: int) -> Kind: ...


_PATIENCE = 10
"""Seconds that a query waits for a writer."""
_KEPT = 256
"""Number of records in the cache."""


class Store:
    """A compiled dossier."""

    as_of = None
    known_by = None
    """A store shows everything; views of it may filter."""

    def __init__(self, connection: "Connection", outside: Iterable[Finding] = (), *, is_proven: bool = True) -> None:
        """Read through a connection; `outside` are the findings about the folder as a whole."""
        self.is_proven = is_proven
        """True if the checksum of the whole store was verified."""
        self._connection = connection
        self._run = connection.execute
        self.outside = list(outside)
        """The findings about the folder."""
        self._names: dict[str, Name | None] = {}

    @classmethod
    def open(cls, path: Path, outside: Iterable[Finding] = ()) -> "Store | None":
        """Open the store in this file to read it; return None if there is none, or it cannot be opened.

        Raises `Damaged` and `Foreign`.
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
                connection.execute("BEGIN")  # one snapshot for all queries
                store = cls(connection, outside, is_proven=prove(connection))
                stack.pop_all()
                return store
        except OSError:
            return None

    @cached_property
    def _index(self) -> "TextIndex":
        """The full-text index of all records."""
        from brief.stores.fts5 import FullText

        return FullText(self._run)

    @cached_property
    def _decoded(self) -> "_Decoder":
        """The method `_decode` with a cache: one event may have several claims, and one source many facts."""
        return lru_cache(_KEPT)(self._decode)

    def _decode(self, cls: type[Kind], body: str, file: int) -> Kind:
        """Decode a record of this file, which knows the vocabulary of its dossier; raises `Damaged`."""
        found = decoded(cls, body)
        words = next((words for first, words in self._vocabularies if first <= file), None)
        return found.of(vars(found) | {"vocabulary": words}) if words else found

    @cached_property
    def _vocabularies(self) -> "list[tuple[int, Vocabulary | None]]":
        """The vocabulary of each dossier with the number of its first file, the last one first."""
        rows = self._run("SELECT file, header FROM dossier ORDER BY file DESC")
        heads = [(first, _header(text)) for first, text in rows] or [(0, self.header)]
        return [(first, head.words if head else None) for first, head in heads]

    def texts(self) -> "Texts":
        """Return the words by which search finds each record, by its number, as far as the store has them."""
        return self._index.texts(number for (number,) in self._run("SELECT record FROM record"))

    @property
    def has_words(self) -> bool:
        """True if the store has the words of all records."""
        return self._run("SELECT 1 FROM file WHERE has_words = 0 LIMIT 1").fetchone() is None

    def need_words(self) -> None:
        """Add the words that a store in memory lacks; raise `Wordless` if a store in a file lacks any."""
        if self.has_words:
            return
        if self._run("SELECT file FROM pragma_database_list WHERE name = 'main'").fetchone()[0]:
            raise Wordless
        from brief.stores.indexing import add_words

        connection = cast("sqlite3.Connection", self._connection)
        connection.execute("BEGIN")
        with connection:
            while add_words(connection):
                pass

    def close(self) -> None:
        """Close the store."""
        self._connection.close()

    def copy_into(self, connection: sqlite3.Connection) -> None:
        """Copy the whole store into an empty database."""
        cast("sqlite3.Connection", self._connection).backup(connection)

    def run(self, query: str, values: Mapping[str, object] = MappingProxyType({})) -> "Cursor":
        """Run a query in the SQL of the engine."""
        return self._run(query, values) if values else self._run(query)

    def stamps(self) -> list[FileStat]:
        """Return the compiled files with their times, size and inode, in the order of their paths."""
        rows = self._run("SELECT path, modified, changed, size, inode FROM file ORDER BY path")
        return [FileStat(*row) for row in rows]

    def digests(self) -> dict[str, bytes]:
        """Return the digest of each compiled file, by path."""
        return dict(self._run("SELECT path, digest FROM file"))

    @cached_property
    def header(self) -> "Header | None":
        """The head of the dossier."""
        found = self._run("SELECT header FROM file WHERE header IS NOT NULL ORDER BY path").fetchone()
        return _header(found[0]) if found else None

    @cached_property
    def dossiers(self) -> "Mapping[str, Header | None]":
        """Return the dossiers that are joined in it, in order."""
        return {name: _header(text) for name, text in self._run("SELECT name, header FROM dossier ORDER BY file")}

    def home(self, id_: str) -> str:
        """Return the name of the dossier that a record is from; empty for a dossier alone."""
        if not self.dossiers:
            return ""
        query = f"""
            SELECT name FROM dossier
            WHERE dossier.file <= (SELECT file FROM record WHERE id = ? ORDER BY {PLACE} LIMIT 1)
            ORDER BY dossier.file DESC LIMIT 1"""
        found = self._run(query, (id_,)).fetchone()
        return str(found[0]) if found else ""

    @cached_property
    def has_markings(self) -> bool:
        """True if a record or citation has a handling marking of its own."""
        kinds = tuple(KIND_NUMBERS.values())  # all of them, because the index begins with the kind
        query = f"SELECT 1 FROM trait WHERE kind IN ({marks(kinds)}) AND trait = 'marked' LIMIT 1"
        return self._run(query, kinds).fetchone() is not None

    def withheld(self, about: "Record | Header") -> str:
        """Return an empty string: a store withholds nothing."""
        del about
        return ""

    def get(self, id_: str) -> "Record | None":
        """Return the first record with this id, else the first that had it formerly; None if there is none."""
        query, id_ = f"SELECT kind, body, file FROM record WHERE id = ? ORDER BY {PLACE}", self._joined(id_)
        found = next(filter(None, (self._run(query, (held,)).fetchone() for held in self._held(id_))), None)
        return self._decoded(KINDS[found[0]].record, *found[1:]) if found else None

    def _joined(self, words: str) -> str:
        """Return the id in this store if the words are the name of a joined dossier and an id of it, else the words."""
        name, id_ = parts_of_id(words.strip()) if BETWEEN in words else ("", "")
        return next((held for held in self._held(id_) if self.home(held) == name), words) if name else words

    def _held(self, id_: str) -> Iterator[str]:
        """Yield an id, and then, only if asked for more, the current ids of the records that had it formerly."""
        yield id_
        query = "SELECT id FROM former JOIN record USING (record) WHERE was = ? ORDER BY record"
        yield from (held for (held,) in self._run(query, (id_,)).fetchall())

    def former_ids(self) -> dict[str, str]:
        """Return the current id for each former id that no record has now."""
        return dict(self._run(FORMER_IDS).fetchall())

    def one(self, cls: type[Kind], id_: str) -> Kind | None:
        """Return the record of this class and id, the first of several; None if there is none."""
        found = self._stored(id_, cls.KIND)
        return self._decoded(cls, *found) if found else None

    @cached_property
    def _stored(self) -> "Callable[[str, str], tuple[str, int] | None]":
        """The body and file of the first record of an id and kind, with a cache: many events name one person."""
        query = f"SELECT body, file FROM record WHERE id = ? AND kind = ? ORDER BY {PLACE}"
        return lru_cache(_KEPT)(lambda *key: self._run(query, key).fetchone())

    def name(self, id_: str) -> Name | None:
        """Return the name of a record, without reading all of it."""
        if id_ not in self._names:
            found = self._run(f"SELECT id, kind, label FROM record WHERE id = ? ORDER BY {PLACE}", (id_,)).fetchone()
            self._names[id_] = Name(found[0], found[1], unmarked(found[2])) if found else None
        return self._names[id_]

    def kinds_of(self, id_: str) -> list[str]:
        """Return the kinds of the records with this id; without errors, at most one."""
        return [kind for (kind,) in self._run("SELECT DISTINCT kind FROM record WHERE id = ? ORDER BY kind", (id_,))]

    def origin(self, id_: str) -> Origin | None:
        """Return the place of a record in the files, if it is known; an empty id means the head."""
        if not id_ and self.header:
            return Origin(HEAD_FILE, 0)
        query = "SELECT path, line FROM record JOIN file USING (file) WHERE id = ? AND line > 0 ORDER BY path, record"
        found = self._run(query, (id_,)).fetchone()
        return Origin(*found) if found else None

    def every(self, cls: type[Kind]) -> Iterator[Kind]:
        """Yield all records of this class, in the order of the files."""
        return (self._decode(cls, *found) for found in self._bodies(cls.KIND))

    def records(self, kind: str, among: Iterable[str] | None = None) -> "Iterator[Record]":
        """Yield all records of a kind, or those that have one of some ids, in the order of the files."""
        bodies = self._bodies(kind) if among is None else self._bodies_among(kind, among)
        return (self._decode(KINDS[kind].record, *found) for found in bodies)

    def _bodies(self, kind: str) -> "Cursor":
        query = "SELECT body, file FROM file CROSS JOIN record USING (file) WHERE kind = ? ORDER BY path, record"
        return self._run(query, (kind,))

    def _bodies_among(self, kind: str, ids: Iterable[str]) -> "Cursor":
        some = "SELECT value FROM json_each(?)"
        query = f"SELECT body, file FROM record WHERE kind = ? AND id IN ({some}) ORDER BY {PLACE}"
        return self._run(query, (kind, listed(ids)))

    def counts(self) -> dict[str, int]:
        """Return the number of records of each kind."""
        found = dict(self._run("SELECT kind, count(*) FROM record GROUP BY kind").fetchall())
        return {kind: found.get(kind, 0) for kind in KINDS}

    def files(self) -> list[str]:
        """Return the files of the dossier, in the order of their paths."""
        return [stamp.path for stamp in self.stamps()]

    def events(self, wanted: EventFilter) -> Iterator[Claim]:
        """Yield the claimed dates of the selected events, in order of time, undated ones last."""
        from brief.model.events import Event

        for body, rival, *_, file in self._run(*event_query(wanted)):
            event = self._decoded(Event, body, file)
            yield Claim(event, event.date if rival is None else Date.parse(event.differs[rival].value), rival)

    def linked_to(self, id_: str, field: str = "") -> Iterator[Link]:
        """Yield every reference to this id, or only those in a field, in the order of the files."""
        query = f"""
            SELECT id, kind, link.path, word FROM link JOIN record USING (record) JOIN file USING (file)
            WHERE target = ? {"AND field = ?" if field else ""} ORDER BY file.path, record, field, link.rowid"""
        return (Link(*row) for row in self._run(query, (id_, field) if field else (id_,)))

    def referring(self, id_: str, kind: str) -> Iterator[str]:
        """Yield the ids of other records of a kind that refer to this id, each once, in the order of the files."""
        query = f"""
            SELECT record.id FROM file CROSS JOIN link ON {of_file("link")} CROSS JOIN record USING (record)
            WHERE target = ? AND from_kind = ? AND record.id <> target ORDER BY file.path, link.record"""
        seen: set[str] = set()
        for (other,) in self._run(query, (id_, KIND_NUMBERS[kind])):
            if other not in seen:
                seen.add(other)
                yield other

    def referring_counts(self, id_: str) -> dict[str, int]:
        """Return the number of other records of each kind that refer to this id, without zeros."""
        query = """
            SELECT from_kind, count(*) FROM (SELECT DISTINCT from_kind, record FROM link WHERE target = ?) AS referring
            WHERE record NOT IN (SELECT record FROM record WHERE id = ?) GROUP BY from_kind"""
        counts = dict(self._run(query, (id_, id_)).fetchall())
        return {kind: counts[number] for kind, number in KIND_NUMBERS.items() if number in counts}

    def having(self, cls: type[Kind], trait: "Trait", over: "Over | None" = None) -> Iterator[Kind]:
        """Yield the records of a class with a trait, and perhaps others, in the order of the files.

        If the trait has bounds, `over` selects by whether it is over by a day.
        """
        from brief.stores.events import having

        return (self._decode(cls, *found) for found in having(self._run, cls.KIND, trait, over))

    def having_count(self, kind: str, trait: "Trait") -> int:
        """Return how often records of a kind have a trait."""
        from brief.stores.events import having_count

        return having_count(self._run, kind, trait)

    def naming(self, cls: type[Kind], field: "Trait", ids: Iterable[str]) -> Iterator[Kind]:
        """Yield the records of a class that name one of these in a field, or may, in the order of the files."""
        from brief.stores.events import naming

        return (self._decode(cls, *found) for found in naming(self._run, cls.KIND, field, ids))

    def find(self, words: str, kinds: Iterable[str] = ()) -> "list[Match]":
        """Return the records that these words name, best first; ids count as names."""
        from brief.stores.lookup import find

        return find(self._run, self._joined(words), tuple(kinds))

    def holders(self, title: str) -> Iterator[str]:
        """Return the ids of people with a role whose title equals or begins with this, in the order of the files."""
        from brief.stores.lookup import holders

        return holders(self._run, title)

    def search(self, words: str, kinds: Iterable[str] = (), limit: int = 20) -> "SearchResults":
        """Return the records whose text or dates match these words, which may be a question; raises `Wordless`."""
        from brief.stores.search import search

        self.need_words()
        synonyms = self.header.synonyms if self.header else {}
        return search(self._index, words, tuple(kinds), limit, synonyms)

    def ids(self, kinds: Iterable[str] = (), beginning: str = "", most: int | None = None) -> Iterator[str]:
        """Return all ids of these kinds, or those that begin with some letters; `most` limits their number."""
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
        """Return the records with the names nearest to unknown words."""
        from brief.stores.lookup import nearest

        return nearest(self._run, words, tuple(kinds), limit)

    def event_kinds(self) -> list[str]:
        """Return the distinct kinds of events."""
        # Skip from one kind to the next by the index: DISTINCT would read the whole index.
        query = """
            WITH RECURSIVE following (kind) AS (
                SELECT min(kind) FROM claim
                UNION ALL SELECT (SELECT min(kind) FROM claim WHERE kind > following.kind) FROM following
                WHERE following.kind IS NOT NULL
            ) SELECT kind FROM following WHERE kind IS NOT NULL"""
        return [kind for (kind,) in self._run(query)]

    def findings(self, severity: Severity | None = None) -> Iterator[Finding]:
        """Yield the findings of one severity, or all: those about the folder, then those in the order of the files."""
        yield from (found for found in self.outside if severity in (None, found.severity))
        yield from self._kept(severity)

    def _kept(self, severity: Severity | None = None) -> Iterator[Finding]:
        test, values = ("", ()) if severity is None else ("WHERE severity = ?", (severity,))
        query = f"SELECT body FROM finding {test} ORDER BY path, line, position, rowid"
        for (body,) in self._run(query, values):
            code, sentence, hint, grade, *place = json.loads(unmarked(body))
            yield Finding(code, sentence, hint, Severity(grade), *place)

    def finding_count(self, severity: Severity) -> int:
        """Return the number of findings of a severity."""
        query = "SELECT count(*) FROM finding WHERE severity = ?"
        outside = sum(found.severity is severity for found in self.outside)
        return int(self._run(query, (severity,)).fetchone()[0]) + outside


def _header(text: str | None) -> "Header | None":
    """Decode a head from its stored text."""
    from brief.model.header import Header

    return serialization.decode(Header, json.loads(unmarked(text))) if text else None
