"""The SQL of facets: finds the records with a trait, in the order of the files."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter

from brief.dossier.facets import Over, Trait
from brief.model.dates import Answer
from brief.stores.schema import PLACE
from brief.stores.sql import KIND_NUMBERS, Run, listed, of_file

_OVER = {
    Answer.YES: "high < :early",
    Answer.CANNOT_TELL: "(low < :late AND (high >= :early OR high IS NULL))",
    Answer.NO: "low >= :late",
}
_ECHO = f"echo.kind = {KIND_NUMBERS['source']} AND echo.trait = 'echo'"
_TESTS: dict[Trait, str] = {
    "thin": f"""(low < 2 OR EXISTS (SELECT 1 FROM trait AS echo WHERE {_ECHO}) AND EXISTS (
        SELECT 1 FROM link AS citing JOIN record AS source ON source.id = citing.target
        JOIN trait AS echo ON {_ECHO} AND echo.record = source.record
        WHERE citing.record = trait.record AND citing.field IN ('cite.source', 'roles.cite.source')
    ))""",
    "unsigned": """NOT EXISTS (
        SELECT 1 FROM link AS signed JOIN record AS event ON event.id = signed.target
        JOIN claim ON claim.record = event.record AND rival IS NULL AND date IS NOT NULL
        JOIN link AS who ON who.record = event.record AND who.field = 'who' AND lower(who.word) LIKE 'sign%'
        WHERE signed.record = trait.record AND signed.field = 'signed'
    )""",
}
"""Conditions on other records: one of several cited sources may be an echo, and a signing may name the signatories."""


def having(run: Run, kind: str, trait: Trait, over: Over | None) -> Iterator[str]:
    """Yield the bodies of the records of a kind with a trait; `over` selects by its bounds, and may include others."""
    test, values = _TESTS.get(trait, "TRUE"), {}
    if over:
        test = f"({_OVER[over.answer]} OR low IS NULL OR high > :beyond)"
        values = {"early": over.early, "late": over.late, "beyond": over.beyond}
    query = f"""
        SELECT trait.record, body FROM file CROSS JOIN trait ON {of_file("trait")} CROSS JOIN record USING (record)
        WHERE trait.kind = :kind AND trait = :trait AND {test}
        ORDER BY file.path, trait.record"""
    rows = run(query, {"kind": KIND_NUMBERS[kind], "trait": trait, **values})
    return (body for _, same in groupby(rows, itemgetter(0)) for body in [next(same)[1]])


def having_count(run: Run, kind: str, trait: Trait) -> int:
    """Return how often records of a kind have a trait."""
    query = "SELECT count(*) FROM trait WHERE kind = ? AND trait = ?"
    return int(run(query, (KIND_NUMBERS[kind], trait)).fetchone()[0])


def naming(run: Run, kind: str, field: Trait, ids: Iterable[str]) -> Iterator[str]:
    """Yield the bodies of the records of a kind that refer to one of these in a field, or have the field as a trait."""
    query = f"""
        SELECT body FROM record WHERE record IN (
            SELECT link.record FROM json_each(:ids) JOIN link ON target = value AND field = :field
            WHERE from_kind = :kind
            UNION SELECT record FROM trait WHERE kind = :kind AND trait = :field
        ) ORDER BY {PLACE}"""
    rows = run(query, {"kind": KIND_NUMBERS[kind], "field": field, "ids": listed(ids)})
    return (body for (body,) in rows)
