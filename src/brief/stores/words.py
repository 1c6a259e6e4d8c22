"""Finds the records that have all words of a typed name: the same words, shortened, or misspelled."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import accumulate

from brief.model import names
from brief.named_tuple import NamedTuple
from brief.stores.schema import KIND_NUMBERS, Run, listed, marks

_MOST = 500
"""Greatest number of records found in each way."""
_MET = 50_000
"""Greatest number of records with the rarest word that are searched for the other words."""
_COMPARED = 5_000
"""Greatest number of records with similar words that are compared to find the nearest."""

_Variants = list[list[list[str]]]
"""Ways to read a name: for each of its words, the matching words in the other script."""


class _Fit(NamedTuple):
    """Selects the words that match a typed one: an SQL condition on `token`, and its parameters."""

    condition: str
    values: tuple[str, ...]


def words_of(run: Run, query: str) -> list[str]:
    """Return the column `word` of a query, as one value from the engine: many rows take several times as long."""
    (found,) = run(f"SELECT group_concat(word, ' ') FROM ({query}) AS found").fetchone()
    return found.split(" ") if found else []


class Words:
    """Searches the words in the names of records of some kinds."""

    def __init__(self, run: Run, kinds: tuple[str, ...]) -> None:
        self._run = run
        self._counts: dict[_Fit, int] = {}
        self._kinds = ", ".join(str(KIND_NUMBERS[kind]) for kind in kinds) or "NULL"
        # For one kind, or for all, the index returns sorted rows; for several, the engine must sort them.
        self._of_kind = "" if len({*kinds}) == len(KIND_NUMBERS) else f"AND kind {_is_one_of(self._kinds)}"

    def holding(self, typed: Sequence[str]) -> set[int]:
        """Return the records that have a word for each typed one; adjacent words may be written as one.

        Add records in this order until there are enough: with the same words, with initials, with words that begin as
        typed, with a word that is the beginning of a typed one.
        """
        found: set[int] = set()
        joined = names.joinings(typed)
        for fitting, variants in (
            (_same, joined),
            (_same_or_initial, joined),
            (_longer, joined),
            (_shorter_or_longer, joined[:1]),
        ):
            if len(found) < _MOST:
                found |= self._with_all([[fitting(word) for word in words] for words in variants], _MOST)
        return found

    def near(self, typed: Sequence[str]) -> set[int]:
        """Return the records that have a similar word for each typed one, with the fewest edits."""
        variants = names.joinings(typed)
        spelled = self._spelled({word: None for words in variants for word in words}, None)
        nearest: list[int] = []
        for edits in (1, 2):
            within = {word: [one for one in near if near[one] <= edits] for word, near in spelled.items()}
            found = self._with_all([[_one_of(within[word]) for word in words] for words in variants], _COMPARED)
            distances = self._distances(found, variants, spelled)
            nearest = sorted(found, key=lambda record: (distances[record], record))
            if nearest and distances[nearest[0]] <= edits:
                break
        return set(nearest[:_MOST])

    def across(self, typed: Sequence[str], loosely: bool = False) -> set[int]:
        """Return the records that have a word in another script for each typed one."""
        variants = _in_other_scripts(self._run, self._kinds, typed, loosely) if typed else []
        return self._with_all(([_one_of(words) for words in variant] for variant in variants), _MOST)

    def shorter(self, typed: str) -> set[int]:
        """Return the records that have the first and the last word of a typed name, in its script or another."""
        pairs = names.ends(typed)
        found = self._with_all(([_same(first), _same(last)] for first, last in pairs), _MOST)
        return found.union(*map(self.across, pairs))

    def alike(self, typed: Sequence[str]) -> set[int]:
        """Return the records that have a word similar to any typed one; a rare word weighs more than a common one."""
        weights: defaultdict[int, float] = defaultdict(float)
        for near in self._spelled(dict.fromkeys(typed), 20).values():
            found = self._having(_one_of(near), _COMPARED)
            for record in found:
                weights[record] += 1 / len(found)
        return set(sorted(weights, key=lambda record: (-weights[record], record))[:_MOST])

    def _spelled(self, typed: Iterable[str], limit: int | None) -> dict[str, dict[str, int]]:
        """Return for each typed word the similar words of the vocabulary, with the number of edits."""
        query = f"SELECT DISTINCT token AS word FROM vocabulary WHERE kind IN ({self._kinds})"
        if limit:  # words that no name has any more would fill the limit
            query += " AND EXISTS (SELECT 1 FROM token WHERE (token, kind) = (vocabulary.token, vocabulary.kind))"
        vocabulary = sorted(words_of(self._run, query))
        anchored = names.anchors(typed)
        return {word: {word: 0, **names.misspelled(word, vocabulary, limit, anchored)} for word in typed}

    def _distances(
        self, records: set[int], variants: list[list[str]], spelled: dict[str, dict[str, int]]
    ) -> dict[int, int]:
        """Return for each record its least number of edits from the typed words."""
        held: dict[int, list[str]] = {}
        query = "SELECT record, token FROM json_each(?) CROSS JOIN token ON record = CAST(value AS BIGINT)"
        for record, token in self._run(query, (listed(sorted(records)),)):
            held.setdefault(record, []).append(token)
        far = 100
        return {
            record: min(
                sum(min(spelled[word].get(token, far) for token in tokens) for word in words) + bool(variant)
                for variant, words in enumerate(variants)
            )
            for record, tokens in held.items()
        }

    def _with_all(self, variants: Iterable[list[_Fit]], most: int) -> set[int]:
        """Return at most `most` records that have, for some variant, a word that fits each of its conditions."""
        found: set[int] = set()
        for fits in variants:
            counts = [(self._count(fit), number) for number, fit in enumerate(fits)]
            rarest = min(counts)[1]
            if all(count for count, _ in counts):
                found |= self._having(fits[rarest], most - len(found), fits[:rarest] + fits[rarest + 1 :])
        return found

    def _count(self, fit: _Fit) -> int:
        """Return the number of matching words of records, up to `_MET`."""
        if fit not in self._counts:
            some = f"SELECT 1 FROM token WHERE {fit.condition} {self._of_kind} LIMIT {_MET}"
            self._counts[fit] = self._run(f"SELECT count(*) FROM ({some}) AS counted", fit.values).fetchone()[0]
        return self._counts[fit]

    def _having(self, fit: _Fit, most: int, others: Sequence[_Fit] = ()) -> set[int]:
        """Return records with a word that fits, and a word that fits each of `others`."""
        # `IS TRUE` stops the engine from using the index on the other words: one record has only a few.
        held = "".join(
            f" AND EXISTS (SELECT 1 FROM token WHERE record = one.record AND {other.condition} IS TRUE)"
            for other in others
        )
        query = f"""
            SELECT record FROM (
                SELECT token, kind, record FROM token WHERE {fit.condition} {self._of_kind}
                ORDER BY token, kind, record LIMIT {_MET}
            ) AS one WHERE TRUE{held} ORDER BY token, kind, record LIMIT ?"""
        values = (*fit.values, *(value for other in others for value in other.values), most)
        return {record for (record,) in self._run(query, values)}


def _is_one_of(kinds: str) -> str:
    return f"IN ({kinds})" if "," in kinds else f"= {kinds}"


def _one_of(words: Iterable[str]) -> _Fit:
    values = tuple(words)
    return _Fit(f"(token IN ({marks(values)}))" if values else "FALSE", values)


def _same(word: str) -> _Fit:
    return _one_of((word,))


def _same_or_initial(word: str) -> _Fit:
    return _longer(word) if len(word) == 1 else _same(word)


def _longer(word: str) -> _Fit:
    return _Fit("(token >= ? AND token < ?)", (word, word + "\U0010ffff"))


def _shorter_or_longer(word: str) -> _Fit:
    shorter, longer = _one_of(accumulate(word)), _longer(word)
    return _Fit(f"({shorter.condition} OR {longer.condition})", (*shorter.values, *longer.values))


def _in_other_scripts(run: Run, kinds: str, typed: Sequence[str], loosely: bool) -> _Variants:
    """Return matching words of names of these kinds: in other scripts for Latin words, in Latin letters for others.

    `typed` are folded words; `kinds` are the numbers of the kinds, separated by commas; with `loosely`, words match by
    sound, as in `compare_sound`.
    """
    if not names.is_latin(typed):
        query = f"SELECT token FROM vocabulary WHERE kind IN ({kinds}) AND token < ?"
        return names.in_latin(typed, (token for (token,) in run(query, (names.FIRST_FOREIGN,))), loosely)
    customs = {custom for (custom,) in run(f"SELECT DISTINCT custom FROM reading WHERE kind IN ({kinds})")}
    found: _Variants = []
    for custom, spelled in names.read_as(typed, loosely) if customs else ():
        if custom in customs:
            whole = _read_so(run, kinds, custom, "".join(spelled)) if len(spelled) > 1 else []
            found.append([[*whole, *_read_so(run, kinds, custom, word)] for word in spelled])
    return [variant for variant in found if all(variant)]


def _read_so(run: Run, kinds: str, custom: int, word: str) -> list[str]:
    """Return words whose reading begins with `word`, is its initial, or sounds similar if the script writes vowels."""
    alike = [word[0]]
    if names.is_heard_with_vowels(custom):
        query = f"SELECT DISTINCT spelled FROM reading WHERE kind IN ({kinds}) AND custom = ?"
        alike += names.misspelled(word, sorted(spelled for (spelled,) in run(query, (custom,))), _MOST)
    query = f"""
        SELECT DISTINCT token FROM reading WHERE kind IN ({kinds}) AND custom = ?
        AND (spelled >= ? AND spelled < ? OR spelled IN (SELECT value FROM json_each(?)))
        ORDER BY token LIMIT {_MOST}"""
    return [token for (token,) in run(query, (custom, word, word + "\U0010ffff", listed(alike)))]
