"""Which records have all the words of a typed name: the same, cut short, or misspelled."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import accumulate

from brief.model import names
from brief.named_tuple import NamedTuple
from brief.stores.sql import KIND_NUMBERS, Run, listed, marks

_MOST = 500
"""So many records are found in each way at most."""
_MET = 50_000
"""So many records that have the rarest of the words are looked through for the others."""
_COMPARED = 5_000
"""So many records with words spelled nearly as typed are compared, to find the nearest."""

_Variants = list[list[list[str]]]
"""Ways to read a name; for each word of one, the words in the other script that may stand for it."""


class _Fit(NamedTuple):
    """What a word must be like to stand for a typed one: a condition on `token`, and the values in it."""

    condition: str
    values: tuple[str, ...]


class Words:
    """The words in the names of records of some kinds."""

    def __init__(self, run: Run, kinds: tuple[str, ...]) -> None:
        self._run = run
        self._counts: dict[_Fit, int] = {}
        self._kinds = ", ".join(str(KIND_NUMBERS[kind]) for kind in kinds) or "NULL"
        # Of one kind, or of all, the index has the rows in their order; of others they are sorted.
        self._of_kind = "" if len({*kinds}) == len(KIND_NUMBERS) else f"AND kind {_is_one_of(self._kinds)}"

    def holding(self, typed: Sequence[str]) -> set[int]:
        """The records that have a word for each of these, neighbours of which may be written as one.

        First those with the same words, then those with these initials, then those with words that begin so, last
        those of which a word is the beginning of a typed one.
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
        """The records that have a word spelled nearly like each of these, those with the fewest edits."""
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
        """The records that have a word in another script for each of these."""
        variants = _in_other_scripts(self._run, self._kinds, typed, loosely) if typed else []
        return self._with_all(([_one_of(words) for words in variant] for variant in variants), _MOST)

    def shorter(self, typed: str) -> set[int]:
        """The records that have the first and the last word of a typed name, in its script or another."""
        pairs = names.ends(typed)
        found = self._with_all(([_same(first), _same(last)] for first, last in pairs), _MOST)
        return found.union(*map(self.across, pairs))

    def alike(self, typed: Sequence[str]) -> set[int]:
        """The records that have a word spelled nearly like any of these; a rare word says more than a common one."""
        weights: defaultdict[int, float] = defaultdict(float)
        for near in self._spelled(dict.fromkeys(typed), 20).values():
            found = self._having(_one_of(near), _COMPARED)
            for record in found:
                weights[record] += 1 / len(found)
        return set(sorted(weights, key=lambda record: (-weights[record], record))[:_MOST])

    def _spelled(self, typed: Iterable[str], limit: int | None) -> dict[str, dict[str, int]]:
        """For each of these words those of the vocabulary that may be meant, with the edits between them."""
        query = f"SELECT DISTINCT token FROM vocabulary WHERE kind IN ({self._kinds})"
        if limit:  # words that no name has any more would take the place of others
            query += " AND EXISTS (SELECT 1 FROM token WHERE (token, kind) = (vocabulary.token, vocabulary.kind))"
        vocabulary = sorted(token for (token,) in self._run(query))
        anchored = names.anchors(typed)
        return {word: {word: 0, **names.misspelled(word, vocabulary, limit, anchored)} for word in typed}

    def _distances(
        self, records: set[int], variants: list[list[str]], spelled: dict[str, dict[str, int]]
    ) -> dict[int, int]:
        """How many edits part each record from what was typed, at least."""
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
        """The records that have, in some variant, a word for each; of the rarest of them so many are looked through."""
        found: set[int] = set()
        for fits in variants:
            counts = [(self._count(fit), number) for number, fit in enumerate(fits)]
            rarest = min(counts)[1]
            if all(count for count, _ in counts):
                found |= self._having(fits[rarest], most - len(found), fits[:rarest] + fits[rarest + 1 :])
        return found

    def _count(self, fit: _Fit) -> int:
        """How many words of records fit, as far as it matters."""
        if fit not in self._counts:
            some = f"SELECT 1 FROM token WHERE {fit.condition} {self._of_kind} LIMIT {_MET}"
            self._counts[fit] = self._run(f"SELECT count(*) FROM ({some}) AS counted", fit.values).fetchone()[0]
        return self._counts[fit]

    def _having(self, fit: _Fit, most: int, others: Sequence[_Fit] = ()) -> set[int]:
        """Records with a word that fits, and one for each of the others."""
        # `IS TRUE` keeps the engine from looking the other words up by themselves: those of one record are few.
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
    """For folded words in Latin letters, words of other scripts in names of these kinds; else words in Latin letters.

    `kinds` are the numbers of the kinds, with commas; `loosely` is as `compare_sound` compares.
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
    """The words whose reading begins so, is the initial, or sounds alike where vowels are written."""
    alike = [word[0]]
    if names.is_heard_with_vowels(custom):
        query = f"SELECT DISTINCT spelled FROM reading WHERE kind IN ({kinds}) AND custom = ?"
        alike += names.misspelled(word, sorted(spelled for (spelled,) in run(query, (custom,))), _MOST)
    query = f"""
        SELECT DISTINCT token FROM reading WHERE kind IN ({kinds}) AND custom = ?
        AND (spelled >= ? AND spelled < ? OR spelled IN (SELECT value FROM json_each(?)))
        ORDER BY token LIMIT {_MOST}"""
    return [token for (token,) in run(query, (custom, word, word + "\U0010ffff", listed(alike)))]
