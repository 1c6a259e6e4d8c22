"""Implements the `AuditedDossier` protocol, the further queries of checks, by SQL queries on a store."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from heapq import merge
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from brief.dossier.audited import BrokenReference, Form
from brief.dossier.protocol import Origin
from brief.model.findings import Finding, Severity
from brief.model.marks import Ref
from brief.stores.query import Store
from brief.stores.schema import PLACE, listed
from brief.stores.trust import unmarked

if TYPE_CHECKING:
    from brief.stores.schema import Connection

_AMONG = """
    link.rowid IN (
        SELECT link.rowid FROM json_each(?) JOIN record ON record.id = value JOIN link USING (record)
        UNION SELECT link.rowid FROM json_each(?) JOIN link ON link.target = value
    ) AND"""
_AIM = """
    target, kinds, CASE WHEN {holder}.path GLOB 'who.*' AND word IS NULL THEN 0 ELSE words END,
    (SELECT min(kind) FROM record AS aim WHERE aim.id = target)"""
_ASTRAY = """
    NOT EXISTS (
        SELECT 1 FROM record AS aim WHERE aim.id = target
        AND (aim.kind = kinds OR kinds = '' OR instr(',' || kinds || ',', ',' || aim.kind || ','))
    )"""
_BEFORE = """
    OVER (PARTITION BY {alike} ORDER BY file.path, record ROWS BETWEEN {most} PRECEDING AND 1 PRECEDING)"""
"""SQL window: the last few rows before this one that have the same key, in the order of the files."""


class AuditedStore(Store):
    """A compiled dossier as checks see it."""

    @classmethod
    def of(cls, store: Store) -> "AuditedStore":
        """Return the same store with the queries of checks."""
        return cls(store._connection, store.outside, is_proven=store.is_proven)

    def __init__(self, connection: "Connection", outside: Iterable[Finding] = (), *, is_proven: bool = True) -> None:
        """Read through a connection; `outside` are the findings about the folder as a whole."""
        super().__init__(connection, outside, is_proven=is_proven)
        self.doubts: Callable[[], Iterable[Finding]] = tuple
        """Returns the findings that are not stored, in the order of the files; called each time findings are read."""

    def findings(self, severity: Severity | None = None) -> Iterator[Finding]:
        """Yield the findings of one severity, or all, in the order of the files; compute warnings on the way."""
        doubts = () if severity is Severity.ERROR else self.doubts()  # they are warnings, all of them
        kept = merge(sorted(self.outside, key=Finding.place), self._kept(severity), doubts, key=Finding.place)
        return (found for found in kept if severity in (None, found.severity))

    def mentions(self, field: str, among: Iterable[str] | None = None) -> Iterator[tuple[str, str]]:
        """Yield the references in this field as pairs of ids.

        `among` limits them to these records and those reachable from them.
        """
        if among is None:
            query = f"SELECT id, target FROM link JOIN record USING (record) WHERE field = ? ORDER BY {PLACE}"
            return self._run(query, (field,))
        query = """
            WITH RECURSIVE pair (id, target) AS (
                SELECT record.id, target FROM json_each(?) JOIN record ON record.id = value
                JOIN link USING (record) WHERE field = ?
                UNION
                SELECT record.id, link.target FROM pair JOIN record ON record.id = pair.target
                JOIN link USING (record) WHERE field = ?
            )
            SELECT id, target FROM pair"""
        return self._run(query, (listed(among), field, field))

    def mentioning(self, field: str, targets: Iterable[str]) -> Iterator[str]:
        """Return the ids of records that refer to any of these in this field."""
        query = """
            SELECT DISTINCT record.id FROM json_each(?) JOIN link ON target = value AND field = ?
            JOIN record USING (record)
            ORDER BY record.id"""
        return (id_ for (id_,) in self._run(query, (listed(targets), field)))

    def unmentioned(self, kind: str) -> Iterator[str]:
        """Yield the ids of records of a kind without any reference to them, in the order of the files."""
        query = """
            SELECT id FROM file CROSS JOIN record USING (file) WHERE kind = ?
            AND NOT EXISTS (SELECT 1 FROM link WHERE target = id AND link.record <> record.record)
            ORDER BY path, record"""
        return (id_ for (id_,) in self._run(query, (kind,)))

    def dangling(self, among: Mapping[str, bool] | None = None) -> Iterator[BrokenReference]:
        """Yield references to ids that do not exist or are of the wrong kind.

        `among` limits them to references from these records, and to those that were added, removed or changed in kind,
        which it maps to True. Records that could not be read whole are always searched.
        A participant may be described in words only if the part taken is given: a key of `who` without a value may be
        the rest of a text that a comma cut off.
        """
        some = "" if among is None else _AMONG
        values = () if among is None else (listed(among), listed(id_ for id_, moved in among.items() if moved))
        query = f"""
            SELECT record.id, file.path, record.line, link.path, {_AIM.format(holder="link")}, record.record, link.rowid
            FROM link JOIN record USING (record) JOIN file USING (file) WHERE {some} {_ASTRAY}
            UNION ALL
            SELECT unread.id, file.path, unread.line, unread.path, {_AIM.format(holder="unread")}, NULL, unread.rowid
            FROM unread JOIN file USING (file)
            WHERE {_ASTRAY} AND NOT EXISTS (SELECT 1 FROM former WHERE was = target)
            ORDER BY 2, 9, 10"""
        for id_, file, line, path, target, kinds, words, found, *_ in self._run(query, values):
            allowed = tuple(filter(None, kinds.split(",")))
            yield BrokenReference(id_, file, line, path, target, Ref(allowed, words), found)

    def broken(self) -> set[str]:
        """Return the ids of unreadable records; an empty id means an unknown number."""
        query = "SELECT body FROM finding WHERE severity = ? AND file IS NOT NULL"
        found = [Finding(*json.loads(unmarked(body))) for (body,) in self._run(query, (Severity.ERROR,))]
        return {item.record for item in found if not self.name(item.record) and (item.record or not item.path)}

    def repeated_ids(self, among: Iterable[str] | None = None) -> Iterator[tuple[str, list[Origin]]]:
        """Yield ids that are used more than once, each with all its places; `among` limits them to these ids."""
        some, values = ("", ()) if among is None else ("WHERE id IN (SELECT value FROM json_each(?))", (listed(among),))
        query = f"SELECT id FROM record {some} GROUP BY id HAVING count(*) > 1 ORDER BY id"
        places = "SELECT path, line FROM record JOIN file USING (file) WHERE id = ? ORDER BY path, record"
        for (id_,) in self._run(query, values).fetchall():
            yield id_, [Origin(*row) for row in self._run(places, (id_,))]

    def reused_ids(self, among: Iterable[str] | None = None) -> Iterator[tuple[str, str, Origin]]:
        """Yield former ids that other records have now: the id, who had it, and the place of the record that has it."""
        some = "" if among is None else "AND (now.id IN (SELECT value FROM json_each(?1)) OR "
        some += "was.id IN (SELECT value FROM json_each(?1)))" if some else ""
        query = f"""
            SELECT former.was, was.id, path, now.line FROM former JOIN record AS was USING (record)
            JOIN record AS now ON now.id = former.was AND now.record <> was.record
            JOIN file ON file.file = now.file WHERE 1 {some} ORDER BY path, now.record, was.id"""
        for id_, holder, *place in self._run(query, () if among is None else (listed(among),)):
            yield id_, holder, Origin(*place)

    def shared_former_ids(self, among: Iterable[str] | None = None) -> Iterator[tuple[str, list[str]]]:
        """Yield former ids of several records, each with the ids that these have now.

        `among` limits them to the former ids of these records.
        """
        mine = "SELECT was FROM former JOIN record USING (record) WHERE id IN (SELECT value FROM json_each(?))"
        some, values = ("", ()) if among is None else (f"WHERE was IN ({mine})", (listed(among),))
        query = f"SELECT was FROM former {some} GROUP BY was HAVING count(DISTINCT record) > 1 ORDER BY was"
        holders = """
            SELECT DISTINCT id, path, record FROM former JOIN record USING (record) JOIN file USING (file)
            WHERE was = ? ORDER BY path, record"""
        for (was,) in self._run(query, values).fetchall():
            yield was, [id_ for id_, *_ in self._run(holders, (was,))]

    def namesakes(self, kind: str, most: int, among: Iterable[str] | None = None) -> Iterator[tuple[Form, list[Form]]]:
        """Yield names of this kind that have the same words as earlier ones, in the order of the files.

        Each comes with the last `most` of the earlier ones. `among` limits them to the names of these records.
        """
        own = "SELECT sorted FROM json_each(?) JOIN record ON record.id = value JOIN name USING (record)"
        before = _BEFORE.format(alike="sorted", most=most)
        query = f"""
            SELECT id, form, preferred, above FROM (
                SELECT id, form, preferred, path, record,
                    json_group_array(json_array(id, form, preferred)) {before} AS above
                FROM name JOIN record USING (record) JOIN file USING (file)
                WHERE kind = ? AND sorted <> '' {"" if among is None else f"AND sorted IN ({own})"}
            ) WHERE above <> '[]' ORDER BY path, record"""
        for *form, above in self._run(query, (kind,) if among is None else (kind, listed(among))):
            yield Form(*form), [Form(*other) for other in json.loads(above)]

    def coinciding(self, most: int, among: Iterable[str] | None = None) -> Iterator[tuple[str, list[str]]]:
        """Yield events that share date and title, or date, kind and participant, with earlier ones, in file order.

        Each comes with the last `most` of the earlier ones for each reason. `among` limits them to dates of these.
        """
        days = "SELECT first, second FROM json_each(:ids) JOIN record ON record.id = value JOIN claim USING (record)"
        then = "" if among is None else f"AND (first, second) IN ({days})"
        titled = _BEFORE.format(alike="first, second, sorted, joined", most=most)
        met = _BEFORE.format(alike="claim.kind, first, second, target", most=most)
        query = f"""
            SELECT id, above FROM (
                SELECT id, file.path, record, json_group_array(id) {titled} AS above
                FROM claim JOIN name USING (record) JOIN record USING (record) JOIN file USING (file)
                WHERE date IS NOT NULL {then}
                UNION ALL
                SELECT id, file.path, record, json_group_array(id) {met}
                FROM claim JOIN link USING (record) JOIN record USING (record) JOIN file USING (file)
                WHERE claim.kind IS NOT NULL AND latest - earliest = 1 AND field = 'who' {then}
            ) WHERE above <> '[]' ORDER BY path, record"""
        for id_, rows in groupby(self._run(query, {} if among is None else {"ids": listed(among)}), key=itemgetter(0)):
            others = dict.fromkeys(other for _, above in rows for other in json.loads(above))
            yield id_, [other for other in others if other != id_]

    def first_days(self) -> Iterator[tuple[str, int | None, list[str]]]:
        """Yield dated events in the order of the files: id, first day (None if open), and cited sources."""
        query = """
            SELECT id, earliest, (SELECT json_group_array(target) FROM link
                WHERE link.record = record.record AND field = 'cite.source')
            FROM file CROSS JOIN record USING (file) JOIN claim USING (record)
            WHERE record.kind = 'event' AND rival IS NULL AND date IS NOT NULL ORDER BY path, record"""
        return ((id_, earliest, json.loads(sources)) for id_, earliest, sources in self._run(query))
