"""Finds records by name: selects candidates by indexed keys, then ranks them."""

from collections.abc import Callable, Iterator

from brief.dossier.protocol import MOST_FOUND, Name
from brief.model import names
from brief.model.kinds import KINDS
from brief.model.names import Candidate, Comparison, Match, Reason
from brief.stores.schema import PLACE, Run, listed, marks
from brief.stores.trust import unmarked
from brief.stores.words import Words

_KNOWN = 1_000
"""Greatest number of references to a record that are counted."""
_LONGEST_ACRONYM = 8
_NEAR = 0.5
"""Least similarity of a near name to the typed one, from 0 to 1."""
_MOST_WORDS = 40
"""A longer name is found only by an exact match."""
_EXACTLY = """
    SELECT record FROM (
        SELECT record FROM name WHERE sorted = :sorted
        UNION SELECT record FROM name WHERE joined = :joined
        UNION SELECT record FROM name WHERE initials <> '' AND initials = :initials
    ) AS found JOIN record USING (record)
    WHERE kind || '' IN (SELECT value FROM json_each(:kinds)) ORDER BY record LIMIT :most"""


def find(run: Run, words: str, kinds: tuple[str, ...]) -> list[Match]:
    """Return the records of these kinds that the words name, best first; ids count as names.

    Except for people, ignore an article before the name (`the 2023 MoU`) and lower case in an acronym.
    """
    chosen = kinds or tuple(KINDS)
    found = _called(run, words, chosen)
    others = tuple(kind for kind in chosen if kind != "person")
    if others and (bare := names.without_article(words)) and not _has_article(run, found, words):
        found = _nearer(_called(run, bare, others), found)
    if others and len(words) <= _LONGEST_ACRONYM and words.isalpha() and words.islower():
        initials = [match for match in _called(run, words.upper(), others) if match.reason is Reason.INITIALS]
        found = _nearer(initials, found) if not found or found[0].reason.is_guess else found
    return found


def _called(run: Run, words: str, kinds: tuple[str, ...]) -> list[Match]:
    query = f"SELECT id, label FROM record WHERE id = ? AND kind IN ({marks(kinds)}) ORDER BY {PLACE}"
    former = f"""
        SELECT id, label FROM former JOIN record USING (record)
        WHERE was = ? AND kind IN ({marks(kinds)}) ORDER BY record LIMIT 1"""
    if found := run(query, (words.strip(), *kinds)).fetchone() or run(former, (words.strip(), *kinds)).fetchone():
        called = unmarked(found[1])
        return names.rank(called, [Candidate(found[0], called, True, 0)])
    keys = names.keys(words)
    if not keys.tokens:
        return []
    held = Words(run, kinds)
    people = Words(run, tuple(kind for kind in kinds if kind == "person"))
    ways: tuple[tuple[Comparison, Callable[[], set[int]]], ...] = (
        (names.compare, lambda: _by_key(run, keys, words, kinds)),
        (names.compare, lambda: held.holding(keys.tokens)),
        (names.compare_across, lambda: held.across(keys.tokens)),
        (names.compare_untitled, lambda: _untitled(people, words)),
        (names.compare_misspelled, lambda: held.near(keys.tokens)),
        (names.compare_fuller, lambda: people.shorter(words)),
        (names.compare_sound, lambda: held.across(keys.tokens, loosely=True)),
    )
    few = len(keys.tokens) <= _MOST_WORDS
    matches = (
        names.rank(words, _candidates(run, found, kinds), (comparison,))
        for comparison, rows in (ways if few else ways[:1])
        if (found := rows())
    )
    return next((found for found in matches if found), [])


def _untitled(people: Words, words: str) -> set[int]:
    """Return the people who match the typed name without its honorifics."""
    bare = names.keys(names.untitled(words)).tokens
    return people.holding(bare) or people.across(bare) if bare else set()


def _has_article(run: Run, found: list[Match], words: str) -> bool:
    """True if the article is part of a found name: the name begins as typed, or is a person's (Le Van Hung)."""
    person = "SELECT 1 FROM record WHERE id = ? AND kind = 'person'"
    return any(
        names.fold(match.form).startswith(names.fold(words)) or run(person, (match.id,)).fetchone()
        for match in names.decisive(found)
        if match.reason.order <= Reason.PART.order
    )


def _nearer(shorter: list[Match], found: list[Match]) -> list[Match]:
    """Return the matches without the article, unless the matches with it are more certain."""
    if not shorter or not found:
        return shorter or found
    surely = found[0].reason.order < shorter[0].reason.order or shorter[0].reason.is_guess
    return found if surely else shorter


def nearest(run: Run, words: str, kinds: tuple[str, ...], limit: int) -> list[Name]:
    """Return the records of these kinds whose names are similar enough to the typed one, nearest first."""
    words = names.without_article(words) or words
    typed = names.tokens(words)
    chosen = kinds or tuple(KINDS)
    rows = Words(run, chosen).alike(typed)
    likeness: dict[str, float] = {}
    called: dict[str, str] = {}
    for candidate in _candidates(run, rows, chosen):
        alike = names.likeness(typed, names.tokens(candidate.form))
        likeness[candidate.id] = max(alike, likeness.get(candidate.id, 0))
        if candidate.preferred:
            called.setdefault(candidate.id, candidate.form)
    near = sorted((-alike, called[id_], id_) for id_, alike in likeness.items() if alike >= _NEAR)
    return [Name(id_, "", form) for _, form, id_ in near[:limit]]


def holders(run: Run, title: str) -> Iterator[str]:
    """Return the ids of the people with a role whose title is or begins with these words, in the order of the files."""
    words = names.fold(title)
    query = f"""
        SELECT id FROM record WHERE record IN (
            SELECT record FROM post WHERE title = ? OR (title > ? AND title < ?)
        ) ORDER BY {PLACE}"""
    return (id_ for (id_,) in run(query, (words, f"{words} ", f"{words}!")))


def _by_key(run: Run, keys: names.Keys, words: str, kinds: tuple[str, ...]) -> set[int]:
    initials = keys.joined if words.isupper() else ""
    values = {
        "sorted": keys.sorted,
        "joined": keys.joined,
        "initials": initials,
        "kinds": listed(kinds),
        "most": MOST_FOUND,
    }
    return {row for (row,) in run(_EXACTLY, values)}


def _candidates(run: Run, rows: set[int], kinds: tuple[str, ...]) -> list[Candidate]:
    query = f"""
        SELECT record.id, form, preferred, joined = '',
            (SELECT count(*) FROM (SELECT 1 FROM link WHERE target = record.id LIMIT {_KNOWN}) AS counted)
        FROM json_each(?) CROSS JOIN name ON name.record = CAST(value AS BIGINT) JOIN record USING (record)
        WHERE kind IN ({marks(kinds)}) ORDER BY {PLACE}, name.rowid"""
    found = run(query, (listed(sorted(rows)), *kinds))
    return [Candidate(id_, form, bool(preferred), known, bool(short)) for id_, form, preferred, short, known in found]
