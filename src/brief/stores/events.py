"""The SQL of events by date, and of records by trait."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from brief.dossier.protocol import EventFilter
from brief.model.dates import Answer
from brief.model.vocabulary import SIGNING
from brief.stores.schema import KIND_NUMBERS, LONG, PLACE, SHORT, UNDATED, Run, listed, marks, of_file

if TYPE_CHECKING:
    from brief.dossier.trait import Over, Trait
    from brief.stores.schema import Cursor

_BODIES = f"""
    WITH RECURSIVE body (id) AS (
        SELECT id FROM record WHERE kind = 'organization' AND id IN ({{ids}})
        UNION
        SELECT record.id FROM body JOIN link ON link.target = body.id AND field = 'part_of'
        AND from_kind IN ({KIND_NUMBERS["organization"]}, {KIND_NUMBERS["place"]}) JOIN record USING (record)
    )
    SELECT id FROM body
    UNION SELECT record.id FROM body CROSS JOIN link ON link.target = body.id AND field = 'roles.org'
    AND from_kind = {KIND_NUMBERS["person"]} CROSS JOIN record USING (record)"""
_TOPICS = f"""
    WITH RECURSIVE topic (id) AS (
        SELECT id FROM record WHERE kind = 'topic' AND id IN ({{ids}})
        UNION
        SELECT record.id FROM topic JOIN link ON link.target = topic.id AND field = 'part_of'
        AND from_kind = {KIND_NUMBERS["topic"]} JOIN record USING (record)
    )
    SELECT id FROM topic"""
_LIST = "SELECT value FROM json_each(?)"
_MENTION = f"""
    claim.record IN (
        SELECT record FROM link
        WHERE field IN ({{fields}}) AND target IN ({{ids}}) AND from_kind = {KIND_NUMBERS["event"]}
    )"""


_SELECT = """
    SELECT body, rival, first, second, (SELECT path FROM file WHERE file.file = record.file), record, record.file"""
_NEWEST_FIRST = "3 DESC, 4 DESC, 5 DESC, 6 DESC, 2 DESC NULLS LAST"
_OLDEST_FIRST = "3, 4, 5, 6, 2 NULLS FIRST"


def event_query(wanted: EventFilter) -> tuple[str, list[str | int]]:
    """Return the query for body, rival and, last, file of every selected claim, and its parameters."""
    tests: list[str] = []
    values: list[str | int] = []
    for test, parameters in _tests(wanted):
        tests.append(test)
        values.extend(parameters)
    bounds = [f"first {sign} {int(day)}" for sign, day in _bounds(wanted)]
    arms = [["TRUE"]] if not bounds else [[*bounds, f"NOT {LONG}"], [LONG]]
    query = " UNION ALL ".join(
        f"{_SELECT} FROM claim JOIN record USING (record) WHERE {' AND '.join((*arm, *tests))}" for arm in arms
    )
    query += f" ORDER BY {_NEWEST_FIRST if wanted.newest else _OLDEST_FIRST}"
    if wanted.limit is None:
        return query, values * len(arms)
    return f"{query} LIMIT ?", [*values * len(arms), wanted.limit]


def _tests(wanted: EventFilter) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    """Yield each condition on a claim with its parameters."""
    if wanted.since and wanted.since.earliest is not None:
        yield "(latest IS NULL OR latest > ?)", (wanted.since.earliest,)
    for day in (wanted.until, wanted.known_at):
        if day and day.latest is not None:
            yield "(earliest IS NULL OR earliest < ?)", (day.latest,)
    for fields, named, query in (
        ("'who', 'differs.field'", wanted.who, "{ids}"),
        ("'who', 'differs.field', 'place'", wanted.organizations, _BODIES),
        ("'topics'", wanted.topics, _TOPICS),
    ):
        if named:  # a list as one parameter, because SQLite limits their number; one id needs no list
            ids, values = (marks(named), named) if len(named) == 1 else (_LIST, (listed(named),))
            yield _MENTION.format(fields=fields, ids=query.format(ids=ids)), values
    if wanted.kinds:
        yield f"claim.kind IN ({marks(wanted.kinds)})", wanted.kinds
    if wanted.ids is not None:
        yield f"claim.record IN (SELECT record FROM record WHERE id IN ({_LIST}))", (listed(wanted.ids),)
    if wanted.newest:  # the second test lets the index skip the undated
        yield f"date IS NOT NULL AND first < {UNDATED[0]}", ()


def _bounds(wanted: EventFilter) -> Iterator[tuple[str, int]]:
    """Yield the bounds on the first day of a claim of at most a year: operator and day."""
    if wanted.since and wanted.since.earliest is not None:
        yield ">=", wanted.since.earliest - SHORT
    for day in (wanted.until, wanted.known_at):
        if day and day.latest is not None:
            yield "<", day.latest + SHORT


_OVER = {
    Answer.YES: "high < :early",
    Answer.CANNOT_TELL: "(low < :late AND (high >= :early OR high IS NULL))",
    Answer.NO: "low >= :late",
}
_ECHO = f"echo.kind = {KIND_NUMBERS['source']} AND echo.trait = 'echo'"
_SIGNING = ", ".join(f"'{word}'" for word in sorted(SIGNING))
_TESTS: "dict[Trait, str]" = {
    "thin": f"""(low < 2 OR EXISTS (SELECT 1 FROM trait AS echo WHERE {_ECHO}) AND EXISTS (
        SELECT 1 FROM link AS citing CROSS JOIN record AS source ON source.id = citing.target
        CROSS JOIN trait AS echo ON {_ECHO} AND echo.record = source.record
        WHERE citing.record = trait.record AND citing.field IN ('cite.source', 'roles.cite.source')
    ))""",
    "unsigned": f"""NOT EXISTS (
        SELECT 1 FROM link AS signed JOIN record AS event ON event.id = signed.target
        JOIN claim ON claim.record = event.record AND rival IS NULL AND date IS NOT NULL
        JOIN link AS who ON who.record = event.record AND who.field = 'who' AND lower(who.word) IN ({_SIGNING})
        WHERE signed.record = trait.record AND signed.field = 'signed'
    )""",
}
"""Conditions on other records: one of several cited sources may be an echo, and a signing may name the signatories."""


def having(run: Run, kind: str, trait: "Trait", over: "Over | None") -> Iterator[tuple[str, int]]:
    """Yield body and file of each record of a kind with a trait; `over` selects by its bounds, perhaps with others."""
    test, values = _TESTS.get(trait, "TRUE"), {}
    if over:
        test = f"({_OVER[over.answer]} OR low IS NULL OR high > :beyond)"
        values = {"early": over.early, "late": over.late, "beyond": over.beyond}
    query = f"""
        SELECT trait.record, body, file.file
        FROM file CROSS JOIN trait ON {of_file("trait")} CROSS JOIN record USING (record)
        WHERE trait.kind = :kind AND trait = :trait AND {test}
        ORDER BY file.path, trait.record"""
    rows = run(query, {"kind": KIND_NUMBERS[kind], "trait": trait, **values})
    return (next(same)[1:] for _, same in groupby(rows, itemgetter(0)))


def having_count(run: Run, kind: str, trait: "Trait") -> int:
    """Return how often records of a kind have a trait."""
    query = "SELECT count(*) FROM trait WHERE kind = ? AND trait = ?"
    return int(run(query, (KIND_NUMBERS[kind], trait)).fetchone()[0])


def naming(run: Run, kind: str, field: "Trait", ids: Iterable[str]) -> "Cursor":
    """Return body and file of the records of a kind that refer to one of these in a field, or have it as a trait."""
    query = f"""
        SELECT body, file FROM record WHERE record IN (
            SELECT link.record FROM json_each(:ids) JOIN link ON target = value AND field = :field
            WHERE from_kind = :kind
            UNION SELECT record FROM trait WHERE kind = :kind AND trait = :field
        ) ORDER BY {PLACE}"""
    return run(query, {"kind": KIND_NUMBERS[kind], "field": field, "ids": listed(ids)})
