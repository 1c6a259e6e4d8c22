"""The SQL of a timeline."""

from collections.abc import Iterator

from brief.dossier.protocol import EventFilter
from brief.stores.schema import LONG, SHORT, UNDATED
from brief.stores.sql import listed, marks

_BODIES = """
    WITH RECURSIVE body (id) AS (
        SELECT id FROM record WHERE kind = 'organization' AND id IN ({ids})
        UNION
        SELECT record.id FROM body JOIN link ON link.target = body.id AND field = 'part_of' JOIN record USING (record)
    )
    SELECT id FROM body
    UNION SELECT record.id FROM body CROSS JOIN link ON link.target = body.id AND field = 'roles.org'
    CROSS JOIN record USING (record)
    WHERE kind = 'person'"""
_TOPICS = """
    WITH RECURSIVE topic (id) AS (
        SELECT id FROM record WHERE kind = 'topic' AND id IN ({ids})
        UNION
        SELECT record.id FROM topic JOIN link ON link.target = topic.id AND field = 'part_of'
        JOIN record USING (record)
    )
    SELECT id FROM topic"""
_MENTION = "claim.record IN (SELECT record FROM link WHERE field IN ({fields}) AND target IN ({ids}))"


def event_query(wanted: EventFilter) -> tuple[str, list[str | int]]:
    """Return the query for body and rival of every selected claim, and its parameters."""
    tests: list[str] = []
    values: list[str | int] = []

    def narrow(test: str, *parameters: str | int) -> None:
        tests.append(test)
        values.extend(parameters)

    def mention(fields: str, ids: tuple[str, ...], query: str = "{ids}") -> None:
        if ids:
            narrow(_MENTION.format(fields=fields, ids=query.format(ids=marks(ids))), *ids)

    if wanted.since and wanted.since.earliest is not None:
        narrow("(latest IS NULL OR latest > ?)", wanted.since.earliest)
    if wanted.until and wanted.until.latest is not None:
        narrow("(earliest IS NULL OR earliest < ?)", wanted.until.latest)
    if wanted.known_at and wanted.known_at.latest is not None:
        narrow("(earliest IS NULL OR earliest < ?)", wanted.known_at.latest)
    mention("'who', 'differs.field'", wanted.who)
    mention("'who', 'differs.field', 'place'", wanted.organizations, _BODIES)
    mention("'topics'", wanted.topics, _TOPICS)
    if wanted.kinds:
        narrow(f"claim.kind IN ({marks(wanted.kinds)})", *wanted.kinds)
    if wanted.ids is not None:
        ids = "SELECT value FROM json_each(?)"
        narrow(f"claim.record IN (SELECT record FROM record WHERE id IN ({ids}))", listed(wanted.ids))
    if wanted.newest:
        narrow(f"date IS NOT NULL AND first < {UNDATED[0]}")  # the second test lets the index skip the undated
    bounds = [f"first {sign} {int(day)}" for sign, day in _bounds(wanted)]
    arms = [["TRUE"]] if not bounds else [[*bounds, f"NOT {LONG}"], [LONG]]
    select = (
        "SELECT body, rival, first, second, (SELECT path FROM file WHERE file.file = record.file), line, claim.record"
    )
    query = " UNION ALL ".join(
        f"{select} FROM claim JOIN record USING (record) WHERE {' AND '.join((*arm, *tests))}" for arm in arms
    )
    limit = [wanted.limit] if wanted.limit is not None else []
    order = (
        "3 DESC, 4 DESC, 5 DESC, 6 DESC, 7 DESC, 2 DESC NULLS LAST" if wanted.newest else "3, 4, 5, 6, 7, 2 NULLS FIRST"
    )
    query += f" ORDER BY {order}{' LIMIT ?' if limit else ''}"
    return query, [*values * len(arms), *limit]


def _bounds(wanted: EventFilter) -> Iterator[tuple[str, int]]:
    """Yield the bounds on the first day of a claim of at most a year: operator and day."""
    if wanted.since and wanted.since.earliest is not None:
        yield ">=", wanted.since.earliest - SHORT
    for day in (wanted.until, wanted.known_at):
        if day and day.latest is not None:
            yield "<", day.latest + SHORT
