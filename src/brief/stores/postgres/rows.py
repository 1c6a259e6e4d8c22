"""The rows of a store that are pushed to a server."""

from collections import Counter
from collections.abc import Iterator
from secrets import token_bytes

from brief.stores.query import Store
from brief.stores.schema import FIRST_OF_FILE
from brief.stores.text import COLUMNS

Row = tuple[object, ...]
_NUMBERED = f"SELECT rowid, {', '.join(COLUMNS)} FROM text"

_APPENDED = ("link", "claim", "name", "trait", "former")
"""Tables whose rows are in the order in which they were written, those of cut records last."""


class Whole:
    """The rows of a dossier, unchanged."""

    def __init__(self, store: Store) -> None:
        """`store` is in SQLite."""
        self._store = store

    def rows(self, table: str) -> tuple[list[str], Iterator[Row]]:
        """Return the columns of a table, and its rows in their order."""
        found = self._store.run(f"SELECT * FROM {table}")
        return [column[0] for column in found.description], iter(found)

    def texts(self) -> Iterator[Row]:
        """Return the number of each record, and the columns of its text."""
        return iter(self._store.run(_NUMBERED))


class Scrubbed(Whole):
    """The rows of a release copy, without traces of the records that are left out.

    Files have numbers instead of paths, digests by chance, and no times and sizes. Records are renumbered without gaps,
    and have no lines; their rows are in the order of the records.
    """

    def __init__(self, store: Store) -> None:
        """`store` is the release copy, in SQLite."""
        super().__init__(store)
        files: dict[object, int] = {}
        records: dict[object, int] = {}
        following = Counter[int]()
        for record, file in store.run("SELECT record, file FROM record ORDER BY record"):
            number = files.setdefault(file, len(files) + 1)
            records[record] = number * FIRST_OF_FILE + following[number]
            following[number] += 1
        self._numbers = {"record": records, "file": files}

    def rows(self, table: str) -> tuple[list[str], Iterator[Row]]:
        """Return the columns of a table, and its rows without such traces."""
        columns, rows = super().rows(f"{table} ORDER BY record, rowid" if table in _APPENDED else table)
        if table == "file":
            return ["file", "path", "digest", "header", "had", "has_words"], self._file_rows()
        return columns, (tuple(map(self._told, columns, row)) for row in rows)

    def texts(self) -> Iterator[Row]:
        """Return the number of each record, and the columns of its text."""
        return ((self._told("record", record), *columns) for record, *columns in super().texts())

    def _file_rows(self) -> Iterator[Row]:
        files = self._numbers["file"]
        for place, (file, header) in enumerate(self._store.run("SELECT file, header FROM file ORDER BY path")):
            if header or file in files:
                yield files.get(file, len(files) + 1), f"{place:09}", token_bytes(16), header, 0, 1

    def _told(self, column: str, value: object) -> object:
        if column in self._numbers:
            return self._numbers[column][value]
        return 0 if column == "line" else value
