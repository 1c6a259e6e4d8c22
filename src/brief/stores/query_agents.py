"""Who does what a question asks for, and what stands below whom: a capital for its country, a ministry's people."""

import json
from typing import NamedTuple

from brief.dossier.terms.index_terms import done_by
from brief.dossier.terms.query_parser import Word
from brief.dossier.terms.spelling import terms
from brief.model import names
from brief.stores import text
from brief.stores.sql import Run, marks
from brief.stores.trust import unmarked

_LONGEST_NAME = 8
_FEW = 50
"""So many records are read at most, to find a country by another name or the parts of an organization."""
_BELOW = 12
"""So many organizations below one are taken with it."""
_PARTIES = ("organization", "person", "place")


class Doers(NamedTuple):
    """Whom a question names as those who do something."""

    sorts: tuple[str, ...] = ()
    """What a record tells that they do: alone, then with others."""
    near: tuple[str, ...] = ()
    """The country's own name where its capital was named, as expressions."""
    stop: int = 0
    """The word behind the name."""


def doers(run: Run, words: list[Word], start: int | None) -> Doers:
    """Who is named from a word on; a place stands for what it is part of, a capital for its country."""
    if start is None:
        return Doers()
    for length in range(min(_LONGEST_NAME, len(words) - start), 0, -1):
        full = names.fold(" ".join(word.name for word in words[start : start + length]))
        query = f"""
            SELECT DISTINCT id, kind FROM name JOIN record USING (record)
            WHERE full = ? AND kind IN ({marks(_PARTIES)}) LIMIT ?"""
        if found := run(query, (full, *_PARTIES, _BELOW)).fetchall():
            above = [held for id_, kind in found if kind == "place" for held in _above(run, id_)]
            return _doing([id_ for id_, kind in found if kind != "place"], above, start + length)
    return _doing([], _called(run, names.fold(words[start].name)), start + 1)


def _doing(ids: list[str], above: list[tuple[str, str]], stop: int) -> Doers:
    every = dict.fromkeys((*ids, *(id_ for id_, _ in above)))
    sorts = [done_by(id_, alone) for alone in (True, False) for id_ in every]
    return Doers(tuple(sorts), tuple(text.phrase(terms(label)) for _, label in above), stop)


def _above(run: Run, id_: str) -> list[tuple[str, str]]:
    """What a place is part of."""
    query = """
        SELECT aim.id, aim.label FROM record JOIN link USING (record) JOIN record AS aim ON aim.id = target
        WHERE record.id = ? AND field = 'part_of' LIMIT 2"""
    return [(other, unmarked(label)) for other, label in run(query, (id_,))]


def _called(run: Run, term: str) -> list[tuple[str, str]]:
    """The countries whose own records say this name, which is that of no other record."""
    query = f"""
        SELECT id, label, body FROM record WHERE kind = 'organization' AND record IN (
            SELECT rowid FROM text WHERE text MATCH ? LIMIT {_FEW})"""
    rows = run(query, (text.phrase((term,)),))
    held = [(id_, unmarked(label), json.loads(unmarked(body))) for id_, label, body in rows]
    return [
        (id_, label)
        for id_, label, body in held
        if body.get("kind") == "country" and f" {term.capitalize()}" in (body.get("summary") or "")
    ]


def below(run: Run, full: str) -> list[str]:
    """Expressions for the people of the organizations that are part of the one of this name."""
    query = "SELECT DISTINCT id FROM name JOIN record USING (record) WHERE full = ? AND kind = 'organization' LIMIT ?"
    level = [id_ for (id_,) in run(query, (full, _BELOW))]
    found: dict[str, None] = {}
    while level and len(found) < _BELOW:
        level = [part for id_ in level for part in _parts(run, id_) if part not in found][:_BELOW]
        found |= dict.fromkeys(level)
    return [text.person_with(id_) for id_ in found]


def _parts(run: Run, id_: str) -> list[str]:
    query = f"""
        SELECT id FROM (SELECT record FROM link WHERE target = ? AND field = 'part_of' LIMIT {_FEW})
        JOIN record USING (record) WHERE kind = 'organization'"""
    return [part for (part,) in run(query, (id_,))]
