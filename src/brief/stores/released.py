"""Builds the release copy of a dossier: a separate store in memory.

None of its tables contains what is left out. So nothing can reveal it: no search rank, no suggestion, no count.
"""

import sqlite3
from contextlib import ExitStack, closing
from typing import TYPE_CHECKING

from brief.dossier.loaded import Located
from brief.dossier.protocol import Origin
from brief.dossier.released import Release
from brief.model.renaming import with_ids
from brief.named_tuple import NamedTuple
from brief.stores.build import Builder
from brief.stores.joined import unclashed
from brief.stores.query import Store
from brief.stores.rows import PER_RECORD, Rows, header_text

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from brief.model.header import Header
    from brief.model.parts import Record


class ReleasedStore(Store):
    """A store that does not show where records are, because the files contain what it leaves out."""

    def origin(self, id_: str) -> Origin | None:
        """Return None."""
        del id_
        return None


class ReleaseCopy(NamedTuple):
    """A release copy, and the number of records it leaves out."""

    store: Store
    left_out: int
    """Number of records left out completely."""
    cut: int
    """Number of records left out in part."""


def release_copy(base: Store, marking: str, withheld: "Collection[str]" = ()) -> ReleaseCopy:
    """Return a copy of a store with only what may be released to readers of a marking, without `withheld` ids."""
    release = Release(base, marking, withheld)
    with ExitStack() as stack:
        connection = stack.enter_context(closing(sqlite3.connect(":memory:", isolation_level=None)))
        base.copy_into(connection)
        connection.execute("BEGIN")
        redaction = _Redaction(connection)
        for id_ in sorted(release.hidden | release.touched):
            if record := base.get(id_):
                redaction.replace(record, release.shown(record))
        ids = redaction.without_names(release.header) if base.dossiers else {}
        redaction.finish(_head_text(release.header, ids))
        for name, head in base.dossiers.items():
            text = _head_text(release.head(head), ids) if head else None
            connection.execute("UPDATE dossier SET header = ? WHERE name = ?", (text, name))
        connection.execute("COMMIT")
        stack.pop_all()  # closing the copy closes the connection
    return ReleaseCopy(ReleasedStore(connection), len(release.hidden), len(release.touched - release.hidden))


def _head_text(head: "Header | None", ids: "Mapping[str, str]") -> str | None:
    """Return the row of a head that refers to the new ids."""
    return header_text(with_ids(head, ids)) if head else None


class _Redaction:
    """A copy of a store from which records are removed."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._run = connection.execute
        self._builder = Builder(connection)

    def replace(self, record: "Record", shown: "Record | None") -> None:
        """Replace a record by the part that may be shown, or remove it if there is none."""
        row, file = self._run("SELECT record, file FROM record WHERE id = ?", (record.id,)).fetchone()
        for table, column in PER_RECORD.items():
            self._run(f"DELETE FROM {table} WHERE {column} = ?", (row,))
        if shown:
            rows = Rows(file, row)
            rows.add(Located(shown, 0))
            self._builder.add_rows(rows.take())

    def without_names(self, header: "Header | None") -> dict[str, str]:
        """Take the name of its dossier from each id that clashed only with what is left out, and return the new ids.

        `header` is what is shown of the head.
        """
        self._builder.flush()
        shown = Store(self._connection)
        ids = unclashed(shown, header)
        referring = {link.id for old in ids for link in shown.linked_to(old)}
        for id_ in sorted({*ids, *referring}):
            if record := shown.get(id_):
                self.replace(record, with_ids(record, ids).replaced(id=ids.get(id_, id_)))
        return ids

    def finish(self, header: str | None) -> None:
        """Remove everything else that could reveal the records; replace the header by this text."""
        self._builder.flush()
        self._run("UPDATE file SET header = ? WHERE header IS NOT NULL", (header,))
        self._run("DELETE FROM finding")
        self._run("DELETE FROM unread")
        for table in ("vocabulary", "reading"):
            self._run(f"DELETE FROM {table} WHERE (token, kind) NOT IN (SELECT token, kind FROM token)")
        self._run("DELETE FROM word")  # a search makes the list again, of the words of the records that are left
        self._run("UPDATE file SET has_words = 0")
