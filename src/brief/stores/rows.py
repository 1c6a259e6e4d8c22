"""Turns records into rows. Any process can create rows; only the process that has opened the store inserts them."""

import json
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from brief.dossier.facets import traits
from brief.dossier.loaded import Located, Unread
from brief.model import names, serialization
from brief.model.actors import Person
from brief.model.dates import Date
from brief.model.events import Event
from brief.model.findings import Finding
from brief.model.header import Header
from brief.model.kinds import KINDS, full_names, label, short_form
from brief.model.marks import Ref
from brief.stores import fts5
from brief.stores.schema import FIRST_OF_FILE, KIND_NUMBERS, UNDATED
from brief.stores.trust import marked

PER_RECORD = {
    "text": "rowid",
    **dict.fromkeys(("link", "claim", "name", "token", "post", "trait", "former", "record"), "record"),
}
"""Tables with rows of a record, each with the column of the record number."""
CHANGES = {
    "record": "INSERT INTO record VALUES (?, ?, ?, ?, ?, ?, ?)",
    "link": "INSERT INTO link VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    "claim": "INSERT INTO claim VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    "name": "INSERT INTO name VALUES (?, ?, ?, ?, ?, ?)",
    "token": "INSERT INTO token VALUES (?, ?, ?)",
    "post": "INSERT INTO post VALUES (?, ?)",
    "vocabulary": "INSERT OR IGNORE INTO vocabulary VALUES (?, ?)",
    "reading": "INSERT OR IGNORE INTO reading VALUES (?, ?, ?, ?)",
    "text": fts5.INSERT,
    "former": "INSERT INTO former VALUES (?, ?)",
    "word": "INSERT OR IGNORE INTO word VALUES (?)",
    "trait": "INSERT INTO trait VALUES (?, ?, ?, ?, ?)",
    "unread": "INSERT INTO unread VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    "finding": "INSERT INTO finding VALUES (?, ?, ?, ?, ?, ?)",
}
"""The INSERT statement of each table."""
BATCH = 2_000
"""Number of records inserted in one batch."""
_json = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode

Tables = dict[str, list[tuple[object, ...]]]
"""Rows by table."""


class Rows:
    """Collects the rows of the records of one file, in batches."""

    def __init__(self, file: int, first: int | None = None) -> None:
        """Collect rows for the file of this number; `first` is the number of its first record."""
        self._file = file
        self._next = file * FIRST_OF_FILE if first is None else first
        self._vocabulary: dict[int, set[str]] = {kind: set() for kind in KIND_NUMBERS.values()}
        self._tables: Tables = _empty()

    def take(self) -> Tables:
        """Return the rows added since the last call, and start an empty batch."""
        for kind, tokens in self._vocabulary.items():
            self._tables["vocabulary"] += [(kind, token) for token in sorted(tokens)]
            foreign = [token for token in tokens if not token.isascii()]
            self._tables["reading"] += sorted(
                (kind, *reading, token) for token in foreign for reading in names.readings(token)
            )
            tokens.clear()
        taken, self._tables = self._tables, _empty()
        return taken

    def add_findings(self, findings: Iterable[Finding]) -> None:
        """Add the findings of the file."""
        self._tables["finding"] += finding_rows(findings, self._file)

    def add_unread(self, found: Iterable[Unread]) -> None:
        """Add the references of records that cannot be read whole."""
        self._tables["unread"] += [
            (self._file, one.id, one.line, link.path, link.target, *_allowed(link.ref), link.word)
            for one in found
            for link in one.references
        ]

    def add(self, placed: Located) -> None:
        """Add a record."""
        held, row, tables = placed.record, self._next, self._tables
        self._next += 1
        named = label(held)
        body = marked(_json(serialization.encode(held)))
        tables["record"].append((row, held.id, held.KIND, marked(named), self._file, placed.line, body))
        kind = KIND_NUMBERS[held.KIND]
        tables["link"] += [
            (row, target, field, path, word, *_allowed(ref), kind)
            for path, target, ref, word, field in serialization.mentions(held)
        ]
        tables["former"] += [(was, row) for was in held.was]
        if isinstance(held, Event):
            tables["claim"] += [(row, *claim) for claim in _claims(held)]
        tables["trait"] += [(row, kind, *found) for found in traits(held)]
        if KINDS[held.KIND].title != "text":
            self._add_names(row, kind, full_names(held), short_form(held))
        if isinstance(held, Person):
            tables["post"] += sorted({(row, names.fold(role.title)) for role in held.roles})

    def _add_names(self, row: int, kind: int, whole: tuple[str, ...], short: str | None) -> None:
        """Add the names of a record; a `short` form, which several people may share, gets no keys of a whole name."""
        tokens: set[str] = set()
        for index, form in enumerate((*whole, short) if short else whole):
            keys = names.keys(form)
            own = (keys.sorted, keys.joined, keys.initials) if form != short else ("", "", "")
            self._tables["name"].append((row, form, index == 0, *own))
            tokens.update(keys.tokens, keys.titled)
        self._tables["token"] += [(row, token, kind) for token in sorted(tokens)]
        self._vocabulary[kind] |= tokens


def finding_rows(findings: Iterable[Finding], file: int | None) -> Iterator[tuple[object, ...]]:
    """Yield a row for each finding in the file of this number; with None, for findings between records."""
    for found in findings:
        yield file, str(found.severity), found.file, found.line, found.column, marked(_json(found))


@cache
def _allowed(ref: Ref) -> tuple[str, int]:
    """Return the kinds that a reference allows, separated by commas, and the number of its `Words` setting."""
    return ",".join(ref.kinds), ref.words


def _claims(
    event: Event,
) -> Iterator[tuple[int, int, int | None, int | None, str | None, int | None, str | None]]:
    """Yield a row for each claimed date of an event: sort key, bounds, text, index in `differs`, and kind of event."""
    own, kind = event.date, event.kind
    rivals = [(index, item.value) for index, item in enumerate(event.differs) if item.field == "date"]
    if own is None and not rivals:
        yield (*UNDATED, None, None, None, None, kind)
    if own is not None:
        yield (*_times(own), own.text, None, kind)
    for index, value in rivals:
        if date := Date.read(value):  # the checks report values that are not dates
            yield (*_times(date), date.text, index, kind)


@lru_cache(maxsize=1 << 14)
def _times(date: Date) -> tuple[int, int, int | None, int | None]:
    return (*date.sort_ints, *date.reach)


def _empty() -> Tables:
    return {table: [] for table in CHANGES}


def header_text(header: Header) -> str:
    """Return the head of a dossier as stored: JSON with a checksum."""
    return marked(_json(serialization.encode(header)))
