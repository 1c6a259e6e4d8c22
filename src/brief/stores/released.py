"""The release copy of a dossier as a store of its own, in memory.

What is left out is in none of its tables. So nothing can tell of it: no rank of a search, no suggestion, no count.
"""

from typing import TYPE_CHECKING

from brief.dossier.protocol import HEAD_FILE, FileStat, Located, Origin
from brief.dossier.released import Release
from brief.named_tuple import NamedTuple
from brief.stores.build import Builder, building
from brief.stores.query import Store
from brief.stores.rows import BATCH, Rows, header_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.model.parts import Record


class ReleasedStore(Store):
    """A store without places: the files hold what it leaves out."""

    def origin(self, id_: str) -> Origin | None:
        """Return no place."""
        del id_
        return None


class ReleaseCopy(NamedTuple):
    """A release copy, and how much it leaves out."""

    store: ReleasedStore
    left_out: int
    """Number of records of which nothing is shown."""
    cut: int
    """Number of records of which a part is left out."""


def release_copy(base: Store, marking: str) -> ReleaseCopy:
    """Return what readers of a marking may see of a store."""
    release = Release(base, marking)
    cut = 0

    def shown(records: "Iterator[Record]") -> "Iterator[Record]":
        nonlocal cut
        for record in records:
            if found := release.shown(record):
                cut += found is not record
                yield found

    with building(None) as (connection, builder):
        for number, path, records in base.of_files():
            _fill(builder, number, shown(records))
            header = header_text(release.header) if path == HEAD_FILE and release.header else None
            builder.add_file(number, FileStat(path, 0, 0, 0, 0), b"", header, 0)
        builder.flush()
        builder.finish_tables()
        return ReleaseCopy(ReleasedStore(connection), len(release.hidden), cut)


def _fill(builder: Builder, number: int, records: "Iterator[Record]") -> None:
    """Put in the records of a file."""
    rows = Rows(number)
    for count, record in enumerate(records, 1):
        rows.add(Located(record, 0))
        if count % BATCH == 0:
            builder.add_rows(rows.take())
    builder.add_rows(rows.take())
