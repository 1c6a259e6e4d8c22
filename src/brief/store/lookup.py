"""Records by name: candidates by indexed keys, then ranked."""

from collections.abc import Callable
from typing import Any

from brief.core import names
from brief.core.dossier import Name
from brief.core.model import KINDS
from brief.core.names import Candidate, Match

_MOST = 500
"""So many candidates are ranked at most."""
_NEAREST = 20
"""So many words of the vocabulary are tried for a word that no name holds."""
_EXACTLY = """
    SELECT record FROM name WHERE full = :full
    UNION SELECT record FROM name WHERE sorted = :sorted
    UNION SELECT record FROM name WHERE joined = :joined
    UNION SELECT record FROM name WHERE initials <> '' AND initials = :initials
    LIMIT :most"""
Run = Callable[..., Any]


def find(run: Run, words: str, kinds: tuple[str, ...]) -> list[Match]:
    """The records of these kinds that the words name, best first; ids count as names."""
    chosen = kinds or tuple(KINDS)
    by_id = run(f"SELECT id, label FROM record WHERE id = ? AND kind IN ({_marks(chosen)})", (words.strip(), *chosen))
    if found := by_id.fetchone():
        return names.rank(found[1], [Candidate(found[0], found[1], True, 0)])
    keys = names.keys(words)
    if not keys.tokens:
        return []
    typed = names.lookup_words(words)
    for rows in (_by_key(run, keys, words), _by_token(run, typed), _by_prefix(run, typed)):
        if matches := names.rank(words, _candidates(run, rows, chosen)):
            return matches
    return names.rank(words, _candidates(run, _by_near_token(run, keys.tokens), chosen))


def nearest(run: Run, words: str, kinds: tuple[str, ...], limit: int) -> list[Name]:
    """The records of these kinds of whose names most resembles one of the words."""
    typed = names.tokens(words)
    chosen = kinds or tuple(KINDS)
    rows = _by_token(run, typed) | _by_near_token(run, typed) if typed else set()
    known = {found.id: found.form for found in _candidates(run, rows, chosen) if found.preferred}
    found = names.near(words, known.values(), limit)
    ordered = found + [form for form in known.values() if form not in found]
    by_label = {form: id_ for id_, form in known.items()}
    return [Name(by_label[form], "", form) for form in ordered[:limit]]


def _by_key(run: Run, keys: names.Keys, words: str) -> set[int]:
    initials = keys.joined if words.isupper() else ""
    values = {
        "full": keys.full,
        "sorted": keys.sorted,
        "joined": keys.joined,
        "initials": initials,
        "most": _MOST,
    }
    return {row for (row,) in run(_EXACTLY, values)}


def _by_token(run: Run, tokens: tuple[str, ...]) -> set[int]:
    query = f"""
        SELECT record FROM token WHERE token IN ({_marks(tokens)})
        GROUP BY record ORDER BY count(*) DESC, record LIMIT {_MOST}"""
    return {row for (row,) in run(query, tokens)}


def _by_prefix(run: Run, tokens: tuple[str, ...]) -> set[int]:
    last = tokens[-1]
    query = "SELECT DISTINCT record FROM token WHERE token >= ? AND token < ? LIMIT ?"
    return {row for (row,) in run(query, (last, last + "\U0010ffff", _MOST))}


def _by_near_token(run: Run, tokens: tuple[str, ...]) -> set[int]:
    vocabulary = [token for (token,) in run("SELECT DISTINCT token FROM token")]
    nearest = {token for typed in tokens for token in names.near(typed, vocabulary, _NEAREST)}
    return _by_token(run, tuple(nearest)) if nearest else set()


def _candidates(run: Run, rows: set[int], kinds: tuple[str, ...]) -> list[Candidate]:
    query = f"""
        SELECT id, form, preferred, (SELECT count(*) FROM link WHERE target = id)
        FROM name JOIN record USING (record) WHERE record = ? AND kind IN ({_marks(kinds)})"""
    return [
        Candidate(id_, form, bool(preferred), known)
        for row in sorted(rows)
        for id_, form, preferred, known in run(query, (row, *kinds))
    ]


def _marks(values: tuple[str, ...]) -> str:
    return ", ".join("?" * len(values))
