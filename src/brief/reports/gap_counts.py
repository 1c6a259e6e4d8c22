"""Counts of what is not known: one row per kind of gap, with the same words as the overview."""

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING

from brief.document import Cell, Column, Row, Table, cell
from brief.locale import key_many, say, say_many
from brief.model.commitments import Commitment
from brief.reports.commitment_status import lacks_deadline
from brief.reports.overview import OPEN_QUESTIONS, UNKEPT, counting, titling
from brief.reports.related import Scope, unkept

if TYPE_CHECKING:
    from brief.model.dates import Date

_MOST = 1_000
"""Counting stops at this number."""
_WORDS = {
    "questions": OPEN_QUESTIONS,
    "agreements": key_many("agreement without signatories or date", "agreements without signatories or date"),
    "events": key_many("event without day or place", "events without day or place"),
    "unconfirmed": key_many("post not confirmed for {span}", "posts not confirmed for {span}"),
    "perhaps-unconfirmed": key_many(
        "post that may not have been confirmed for {span}",
        "posts that may not have been confirmed for {span}",
    ),
    "people": key_many("person without a post", "people without a post"),
    "one-witness": key_many("fact with a single source", "facts with a single source"),
}
"""Words for each count, in the singular and the plural."""
_UNDUE = key_many("commitment without a deadline", "commitments without a deadline")


def counts(scope: Scope, day: "Date", months: int, found: Mapping[str, tuple[int, Cell]]) -> Table:
    """Return the counts as a table; `found` maps the name of a gap to its count, as a number and in words."""
    span = say_many("a month", "{count} months", months)
    rows: list[Row] = []
    for name, (number, count) in found.items():
        if name == "commitments":
            rows += _promises(scope, day)
        else:
            rows.append(Row((count, cell(say_many(*_WORDS[name], number, span=span)))))
    return Table("counts", (Column("count", ""), Column("what", "")), tuple(rows))


def _promises(scope: Scope, day: "Date") -> Iterator[Row]:
    """Yield the counts of commitments that are not kept, and of those without a deadline."""
    undue = (held for held in scope.having(Commitment, "unkept") if lacks_deadline(scope.dossier, held))
    for found, words in ((unkept(scope, day), UNKEPT), (undue, _UNDUE)):
        if counted := tuple(map(titling, islice(found, _MOST + 1))):
            number = len(counted)
            amount = say("more than {most}", most=_MOST) if number > _MOST else say("{count}", count=number)
            yield Row((counting(scope.dossier, cell(amount), counted), cell(say_many(*words, number))))
