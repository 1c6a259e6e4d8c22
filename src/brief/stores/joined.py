"""Several dossiers in one store: their rows side by side, with other ids for the records whose ids clash."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from brief.dossier.joined_head import joined_head
from brief.dossier.loaded import Located
from brief.model.actors import Person
from brief.model.findings import Finding
from brief.model.kinds import KINDS
from brief.model.marks import BETWEEN, parts_of_id, qualified
from brief.model.renaming import in_path, with_ids
from brief.model.serialization import references
from brief.named_tuple import NamedTuple
from brief.stores.build import Builder
from brief.stores.fts5 import INSERT
from brief.stores.query import Store
from brief.stores.rows import CHANGES, PER_RECORD, Rows, finding_rows, header_text
from brief.stores.schema import FIRST_OF_FILE, listed
from brief.stores.trust import decoded, unmarked

if TYPE_CHECKING:
    from brief.model.header import Header
    from brief.model.parts import Record
    from brief.stores.schema import Cursor

_COPIED = (*(table for table in PER_RECORD if table != "text"), "vocabulary", "reading", "word")
"""The tables whose rows hold no place but the numbers of files and records."""


class Member(NamedTuple):
    """One of the dossiers."""

    name: str
    store: Store


class Crossing(NamedTuple):
    """A reference from one dossier to a record of another, by name and id."""

    member: Member
    id: str
    path: str
    """The record and its field, as its own dossier has them; without an id it is in the head."""
    target: str
    """The name of the other dossier and an id, whether there is such a record or not."""
    joined_id: str
    joined_path: str
    """The record and its field as the joined store has them."""


def join(connection: sqlite3.Connection, members: Sequence[Member], *, is_book: bool) -> list[Crossing]:
    """Fill an empty store with these dossiers; if it `is_book`, the first of them lists the others.

    An id that two dossiers have, or that one has and another mentions, gets the name of its dossier before it.
    References within a dossier still mean its own records. Return the references between the dossiers.
    """
    names = _Names(members)
    copies: list[_Copy] = []
    for member in members:
        copies.append(_Copy(connection, member, copies[-1].last if copies else 0, names))
    builder = Builder(connection)
    for copy in copies:
        copy.fill(builder)
    builder.finish_tables()
    heads = [copy.head for copy in copies if copy.head]
    if found := joined_head(heads, is_book=is_book):
        connection.execute(
            "UPDATE file SET header = ? WHERE file = (SELECT min(file) FROM file)", (header_text(found),)
        )
    return [crossing for copy in copies for crossing in copy.crossings]


class _Names:
    """The ids of all dossiers, and which of them clash."""

    def __init__(self, members: Sequence[Member]) -> None:
        self._ids = {member.name: set(member.store.ids()) for member in members}
        self._current = {member.name: _current_ids(member.store) for member in members}
        seen: set[str] = set()
        self._clashing: set[str] = set()
        for member in members:
            told = self._ids[member.name] | _mentioned(member.store, member.store.header)
            self._clashing |= told & seen
            seen |= told

    def joined(self, name: str, id_: str) -> str:
        """Return the id that a record of a dossier has in the joined store."""
        return qualified(name, id_) if id_ in self._clashing else id_

    def clashing(self, name: str) -> set[str]:
        """Return the ids of a dossier that clash."""
        return self._ids[name] & self._clashing

    def changed(self, name: str, targets: Iterable[str]) -> dict[str, str]:
        """Return the ids in the place of those of a dossier, and of the `targets` that name another."""
        own = {id_: qualified(name, id_) for id_ in self.clashing(name)}
        others = ((target, *self._held(*parts_of_id(target))) for target in targets)
        return own | {target: self.joined(other, id_) for target, other, id_ in others if id_}

    def _held(self, name: str, id_: str) -> tuple[str, str]:
        """Return the name of a dossier and the current id of its record; an empty id if it has none of this id."""
        ids, current = self._ids.get(name, set()), self._current.get(name, {})
        return name, id_ if id_ in ids else current.get(id_, "")


def unclashed(store: Store, header: "Header | None") -> dict[str, str]:
    """Return the ids in a store that have the name of a dossier and need none, each with the id alone."""
    held: dict[str, list[str]] = {}
    for id_ in store.ids():
        held.setdefault(parts_of_id(id_)[1], []).append(id_)
    mentioned = _mentioned(store, header)
    alone = ((own, ids[0]) for own, ids in held.items() if len(ids) == 1 and own not in mentioned)
    return {id_: own for own, id_ in alone if id_ != own}


def _mentioned(store: Store, header: "Header | None") -> set[str]:
    """Return what a dossier mentions, or had, by an id: what is not its own must not become a record of another."""
    found = {target for (target,) in store.run("SELECT DISTINCT target FROM link UNION SELECT was FROM former")}
    return found | {found.target for found in references(header)} if header else found


def _current_ids(store: Store) -> dict[str, str]:
    """Return the current id for each former one."""
    return dict(store.run("SELECT was, id FROM former JOIN record USING (record) ORDER BY record DESC").fetchall())


class _Copy:
    """One of the dossiers in the joined store."""

    def __init__(self, connection: sqlite3.Connection, member: Member, before: int, names: _Names) -> None:
        """`before` is the number of the last file of the dossier before it."""
        self._run = connection.execute
        self._run_many = connection.executemany
        self._member = member
        self._before = before
        self._names = names
        (last,) = member.store.run("SELECT coalesce(max(file), 0) FROM file").fetchone()
        self._first = before * FIRST_OF_FILE
        self.last: int = before + last
        """The number of its last file."""

    @cached_property
    def _references(self) -> list[tuple[str, str, str, str]]:
        """Return its references by name and id: record, its kind, field, target."""
        query = "SELECT id, kind, link.path, target FROM link JOIN record USING (record)"
        found = [row for row in self._member.store.run(query) if BETWEEN in row[3] and parts_of_id(row[3])[0]]
        head = references(self._member.store.header) if self._member.store.header else ()
        return [*(("", "", one.path, one.target) for one in head if parts_of_id(one.target)[0]), *found]

    @cached_property
    def _changed(self) -> dict[str, str]:
        """Return the new ids by those that its records have or refer to."""
        return self._names.changed(self._member.name, (target for *_, target in self._references))

    @property
    def crossings(self) -> Iterator[Crossing]:
        """Yield the references to other dossiers."""
        for id_, kind, path, target in self._references:
            joined_path = in_path(KINDS[kind].record, path, self._changed) if kind else path
            yield Crossing(self._member, id_, path, target, self._changed.get(id_, id_), joined_path)

    @cached_property
    def head(self) -> "Header | None":
        """Return its head as the joined store has it."""
        found = self._member.store.header
        if found is None:
            return None
        paper = found.letterhead
        logo = self._path(paper.logo) if paper and paper.logo else None
        return with_ids(found, self._changed).replaced(letterhead=paper.replaced(logo=logo) if paper else None)

    def _path(self, path: str) -> str:
        return f"{self._member.name}/{path}"

    def fill(self, builder: Builder) -> None:
        """Copy its rows, and make those anew that change."""
        self._copy_files()
        changing = {row for (row,) in self._changing("record")}
        for table in _COPIED:
            self._copy(table, changing)
        moved = (
            (number + self._first, *texts) for number, *texts in self._member.store.texts() if number not in changing
        )
        self._run_many(INSERT, moved)
        for row, file, kind, line, body in self._changing("record, file, kind, line, body"):
            rows = Rows(file + self._before, row + self._first)
            rows.add(Located(self._renamed(decoded(KINDS[kind].record, body)), line))
            builder.add_rows(rows.take())
            builder.lack_words(file + self._before)
        builder.flush()
        self._add_findings()

    def _copy_files(self) -> None:
        columns = "file, path, modified, changed, size, inode, digest, NULL, had, has_words"
        files = self._member.store.run(f"SELECT {columns} FROM file")
        moved = ((self._before + number, self._path(path), *rest) for number, path, *rest in files)
        self._run_many("INSERT INTO file VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", moved)
        head = header_text(self.head) if self.head else None
        self._run("INSERT INTO dossier VALUES (?, ?, ?)", (self._before + 1, self._member.name, head))

    def _copy(self, table: str, changing: set[int]) -> None:
        """Copy the rows of a table, except those of records that change."""
        columns = [name for (name,) in self._run("SELECT name FROM pragma_table_info(?)", (table,))]
        moved = (f"{name} + {_MOVES[name] * self._before}" if name in _MOVES else name for name in columns)
        others = (
            "record NOT IN (SELECT CAST(value AS BIGINT) FROM json_each(:changing))" if "record" in columns else "1 = 1"
        )
        query = f"SELECT {', '.join(moved)} FROM {table} WHERE {others}"
        rows = self._member.store.run(query, {"changing": listed(sorted(changing))})
        self._run_many(CHANGES[table], rows)

    def _changing(self, columns: str) -> "Cursor":
        """Return columns of the records that may change: these ids, references to them, portraits."""
        query = f"SELECT {columns} FROM record WHERE record IN ({_CHANGING}) ORDER BY record"
        return self._member.store.run(query, {"ids": listed(self._changed)})

    def _add_findings(self) -> None:
        """Copy what was found wrong in it, except ids that another dossier may have."""
        crossing = {(id_, path) for id_, _, path, _ in self._references}
        for file, body in self._member.store.run("SELECT file, body FROM finding"):
            found = Finding(*json.loads(unmarked(body)))
            if found.code == "unknown-id" and (found.record, found.path) in crossing:
                continue
            moved = found._replace(file=self._path(found.file), record=self._changed.get(found.record, found.record))
            self._run_many(CHANGES["finding"], finding_rows([moved], file and file + self._before))

    def _renamed(self, record: "Record") -> "Record":
        found = with_ids(record, self._changed)
        found = found.replaced(id=self._changed.get(record.id, record.id))
        if isinstance(found, Person) and found.portrait:
            return found.replaced(portrait=self._path(found.portrait))
        return found


_MOVES = {"file": 1, "record": FIRST_OF_FILE}
"""How much the numbers in these columns grow for each file before."""
_CHANGING = """
    SELECT record FROM json_each(:ids) JOIN record ON record.id = value
    UNION SELECT record FROM json_each(:ids) JOIN link ON target = value
    UNION SELECT record FROM record WHERE kind = 'person' AND body LIKE '%"portrait"%'"""
