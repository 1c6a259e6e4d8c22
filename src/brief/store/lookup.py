"""Records by name: candidates by indexed keys, then ranked."""

import json
from collections import Counter
from collections.abc import Callable
from typing import Any

from brief.core import names
from brief.core.dossier import Name
from brief.core.model import KINDS
from brief.core.names import Candidate, Match, Reason
from brief.store.schema import PLACE
from brief.store.sql import KIND_NUMBERS, marks

_MOST = 500
"""So many candidates are ranked at most."""
_LOOKED_THROUGH = 5_000
"""A word that stands in so many names is common: it narrows what the others find, and finds nothing by itself."""
_MET = 50_000
"""So many records that share a common word are looked through for the other words."""
_KNOWN = 1_000
"""So many mentions of a record are counted."""
_LONGEST_ACRONYM = 8
_EXACTLY = """
    SELECT record FROM name WHERE full = :full
    UNION SELECT record FROM name WHERE sorted = :sorted
    UNION SELECT record FROM name WHERE joined = :joined
    UNION SELECT record FROM name WHERE initials <> '' AND initials = :initials
    LIMIT :most"""
Run = Callable[..., Any]


def find(run: Run, words: str, kinds: tuple[str, ...]) -> list[Match]:
    """The records of these kinds that the words name, best first; ids count as names.

    Of all but people, an article before the name (`the 2023 MoU`) and small letters in an acronym do not count.
    """
    chosen = kinds or tuple(KINDS)
    found = _called(run, words, chosen)
    others = tuple(kind for kind in chosen if kind != "person")
    if others and (bare := names.without_article(words)) and not _has_article(run, found, words):
        found = _nearer(_called(run, bare, others), found)
    if others and len(words) <= _LONGEST_ACRONYM and words.isalpha() and words.islower():
        initials = [match for match in _called(run, words.upper(), others) if match.reason is Reason.INITIALS]
        found = _nearer(initials, found) if not found or found[0].reason is Reason.SPELLING else found
    return found


def _called(run: Run, words: str, kinds: tuple[str, ...]) -> list[Match]:
    query = f"SELECT id, label FROM record WHERE id = ? AND kind IN ({marks(kinds)}) ORDER BY {PLACE}"
    by_id = run(query, (words.strip(), *kinds))
    if found := by_id.fetchone():
        return names.rank(found[1], [Candidate(found[0], found[1], True, 0)])
    keys = names.keys(words)
    if not keys.tokens:
        return []
    typed = names.lookup_words(words)
    tokens = _Tokens(run, kinds)
    ways: tuple[Callable[[], set[int]], ...] = (
        lambda: _by_key(run, keys, words),
        lambda: tokens.holding(typed),
        lambda: tokens.beginning(typed[-1]),
        lambda: tokens.near(keys.tokens),
    )
    matches = (names.rank(words, _candidates(run, rows(), kinds)) for rows in ways)
    return next((found for found in matches if found), [])


def _has_article(run: Run, found: list[Match], words: str) -> bool:
    """Whether what was found has the article in its name: it begins as typed, or is a person (Le Van Hung)."""
    person = "SELECT 1 FROM record WHERE id = ? AND kind = 'person'"
    return any(
        names.fold(match.form).startswith(names.fold(words)) or run(person, (match.id,)).fetchone()
        for match in names.decisive(found)
        if match.reason.order <= Reason.PART.order
    )


def _nearer(shorter: list[Match], found: list[Match]) -> list[Match]:
    """What the words without their article name, unless all of them name something more surely."""
    if not shorter or not found:
        return shorter or found
    surely = found[0].reason.order < shorter[0].reason.order or shorter[0].reason is Reason.SPELLING
    return found if surely else shorter


def nearest(run: Run, words: str, kinds: tuple[str, ...], limit: int) -> list[Name]:
    """The records of these kinds of whose names most resembles one of the words."""
    words = names.without_article(words) or words
    typed = names.tokens(words)
    chosen = kinds or tuple(KINDS)
    tokens = _Tokens(run, chosen)
    rows = tokens.holding(typed) | tokens.near(typed) if typed else set()
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


class _Tokens:
    """The words in the names of records of some kinds."""

    def __init__(self, run: Run, kinds: tuple[str, ...]) -> None:
        self._run = run
        self._kinds = ", ".join(str(KIND_NUMBERS[kind]) for kind in kinds)

    def holding(self, words: tuple[str, ...]) -> set[int]:
        """The records whose names hold the most of these words."""
        lists = {word: found for word in words if (found := self._first(word))}
        common = [word for word, found in lists.items() if len(found) == _LOOKED_THROUGH]
        counted = Counter(record for word, found in lists.items() if word not in common for record in found)
        if not counted:
            return self._together(common) or {record for word in common for record in lists[word][:_MOST]}
        if common:
            query = f"""
                SELECT record FROM json_each(?) JOIN token ON record = value
                WHERE token IN ({marks(common)}) AND token.kind IN ({self._kinds})"""
            counted.update(record for (record,) in self._run(query, (json.dumps(list(counted)), *common)))
        return set(sorted(counted, key=lambda record: (-counted[record], record))[:_MOST])

    def beginning(self, letters: str) -> set[int]:
        """Records whose names hold a word that begins so."""
        query = f"""
            SELECT DISTINCT record FROM token
            WHERE token >= ? AND token < ? AND kind IN ({self._kinds}) LIMIT {_MOST}"""
        return {record for (record,) in self._run(query, (letters, letters + "\U0010ffff"))}

    def near(self, words: tuple[str, ...]) -> set[int]:
        """The records whose names hold the most words that are spelled nearly like these."""
        query = f"SELECT DISTINCT token FROM vocabulary WHERE kind IN ({self._kinds})"
        vocabulary = [token for (token,) in self._run(query)]
        found = (near for word in words for near in names.misspelled(word, vocabulary))
        return self.holding(tuple(dict.fromkeys(found)))

    def _first(self, word: str) -> list[int]:
        query = f"SELECT record FROM token WHERE token = ? AND kind IN ({self._kinds}) LIMIT {_LOOKED_THROUGH}"
        return [record for (record,) in self._run(query, (word,))]

    def _together(self, words: list[str]) -> set[int]:
        """Records that hold all of some words, each of which stands in very many."""
        if len(words) < 2:
            return set()
        one = "EXISTS (SELECT 1 FROM token WHERE token = ? AND kind = one.kind AND record = one.record)"
        held = " AND ".join(one for _ in words[1:])
        query = f"""
            SELECT record FROM (SELECT kind, record FROM token WHERE token = ? AND kind IN ({self._kinds})
            LIMIT {_MET}) AS one WHERE {held} LIMIT {_MOST}"""
        return {record for (record,) in self._run(query, words)}


def _candidates(run: Run, rows: set[int], kinds: tuple[str, ...]) -> list[Candidate]:
    query = f"""
        SELECT id, form, preferred, (SELECT count(*) FROM (SELECT 1 FROM link WHERE target = id LIMIT {_KNOWN}))
        FROM name JOIN record USING (record) WHERE record = ? AND kind IN ({marks(kinds)})"""
    return [
        Candidate(id_, form, bool(preferred), known)
        for row in sorted(rows)
        for id_, form, preferred, known in run(query, (row, *kinds))
    ]
