"""`show`: a whole record, with its backlinks."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from brief.document import (
    Block,
    Card,
    Column,
    Document,
    Field,
    Notice,
    Row,
    Table,
    cell,
    code,
    known_as,
    phrase,
    ref,
    unknown,
)
from brief.dossier.protocol import MOST_FOUND, Dossier, existing
from brief.dossier.rival_dates import is_unconfirmed
from brief.locale import capitalized, say
from brief.model.events import Event
from brief.model.kinds import KINDS
from brief.model.names import Match
from brief.model.paths import is_citation
from brief.model.serialization import references
from brief.reports.backlinks import referring
from brief.reports.common import document, then
from brief.reports.event_values import EXPECTED
from brief.reports.fields import field_lines
from brief.reports.in_force import ended_cell
from brief.reports.lookup import CHOOSE, explained, lookup, matched, not_found, title_of_several
from brief.reports.pieces import own_fields
from brief.reports.position_words import is_position, position_cell
from brief.reports.related import withheld
from brief.reports.rivals import rival
from brief.reports.words import field_words, page_title

if TYPE_CHECKING:
    from brief.model.dates import Date
    from brief.model.parts import Record

_UNCITED = ("source", "place", "topic", "position")
"""Kinds whose records need no source."""


_NEAREST = 6
"""Default number of candidates that are listed."""


def show(dossier: Dossier, words: str, limit: int | None = None, today: "Date | None" = None) -> Document:
    """Show the record that the words name, or list the candidates; raises `UserError` if nothing matches.

    `today` decides whether it has ended, if the dossier has no day of its own. `limit` is the maximum number of
    candidates, and of backlinks of each kind.
    """
    found = lookup(dossier, words)
    if not found.matches:
        raise not_found(dossier, words, tuple(KINDS))
    if not found.one:
        return _several(dossier, words, found.matches, limit or _NEAREST)
    remarks = (*explained(words, found.one), *then(dossier))
    return whole(dossier, existing(dossier, found.one.id), remarks, limit, today)


def whole(
    dossier: Dossier,
    record: "Record",
    remarks: "tuple[Block, ...]" = (),
    limit: int | None = None,
    today: "Date | None" = None,
) -> Document:
    """Return a record with its backlinks, after remarks on the question."""
    blocks = list(remarks)
    fields = tuple(_fields(dossier, withheld(dossier, record), dossier.as_of or today))
    blocks.append(Card(record.KIND, cell(""), fields, record.id))
    blocks += referring(dossier, record, limit)
    title = position_cell(record).message if is_position(record) else page_title(record)
    return document(dossier, "show", title, blocks)


def _fields(dossier: Dossier, record: "Record", day: "Date | None") -> Iterator[Field]:
    """Yield every field that has a value or rivals."""
    yield Field("record", say("Record"), (cell(say(record.KIND)),))
    yield Field("id", say("Id"), (cell(code(record.id)),))
    if home := dossier.home(record.id):
        yield Field("dossier", say("Dossier"), (cell(code(home)),))
    if day and record.KIND in ("agreement", "program") and (ended := ended_cell(dossier, record, day)).text:
        yield Field("state", say("State"), (ended,))
    if isinstance(record, Event) and is_unconfirmed(dossier, record):
        yield Field("state", say("State"), (cell(EXPECTED),))
    whole = [rival(record, found, dossier) for found in record.differs if not found.field]
    if whole:
        yield Field("differs", say("Disputed"), tuple(line.unlabelled() for line in whole))
    for item in own_fields(record):
        lines = field_lines(dossier, record, item)
        if item.name == "external" and lines:
            lines[0] = cell(say("yes: from outside the dossier's main sources"), True)
        if lines:
            yield Field(item.name, capitalized(field_words(item.name)), tuple(lines))
    if record.KIND not in _UNCITED and not any(is_citation(found.path) for found in references(record)):
        yield Field("cite", say("Cited"), (unknown(say("no source is given")),))


def _several(dossier: Dossier, words: str, found: Sequence[Match], limit: int) -> Document:
    """List the records that the words may name, the nearest first."""
    rows = tuple(
        Row(
            (
                cell(code(match.id)),
                cell(ref(match.id, known_as(called.label))),
                cell(say(called.kind)),
                matched(match, called.label),
            ),
            match.id,
        )
        for match in found[:limit]
        if (called := dossier.name(match.id))
    )
    columns = (
        Column("id", say("Id")),
        Column("name", say("Name")),
        Column("kind", say("Kind")),
        Column("reason", say("Match")),
    )
    rest = len(found) - limit
    more = say("Not listed: {rest:,} more.", rest=rest)
    if len(found) >= MOST_FOUND:
        more = say("Not listed: at least {rest:,} more.", rest=rest)
    blocks: list[Block] = [
        Table("records", columns, rows),
        Notice(phrase(CHOOSE, " ", more) if rest > 0 else cell(CHOOSE)),
    ]
    return document(dossier, "show", title_of_several(found, say("records"), words), blocks, answers=False)
