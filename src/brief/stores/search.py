"""Records by their text: what holds the rarest words of a question comes first. No record need hold all of them."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from itertools import islice

from brief.dossier.protocol import Hit, Hits
from brief.dossier.terms import thesaurus
from brief.dossier.terms.query_parser import Asked, asked, is_function_word
from brief.dossier.terms.spelling import terms
from brief.model import names
from brief.model.kinds import KINDS
from brief.stores import text
from brief.stores.matches import MOST, Match, first, matches
from brief.stores.plan import plan
from brief.stores.sql import Run, listed, marks

_POOL = 200
"""The best candidates, which are looked at more closely: so many, or more where more are wanted."""
_PHRASE = 0.3
"""What a record gains that holds the words of the question in their order; 1 is what all words count for."""
_ASKED_FOR = 0.4
"""What a record gains that says what the question asks for: who, when, how many."""
_LABEL = 0.2
"""What a topic loses that is a name alone."""
_KINDS = {"assessment": 0.95, "question": 0.7, "source": 0.7}
"""Opinions come after facts, and records that say where an answer may be found after those that give it."""

_NEAREST = 5
_SHORT = 4
"""A shorter word is near to those alone that begin with it: too many others differ from it in one letter."""
_ALIKE = 2
"""Of the near words those come first that begin with the same letters: so many."""

Order = tuple[float | str, ...]
"""What records are sorted by; the least comes first."""


def search(run: Run, question: str, kinds: tuple[str, ...], limit: int, synonyms: Mapping[str, Sequence[str]]) -> Hits:
    """The records that fit a question, best first, and the words of it that no record holds.

    `synonyms` are those of the dossier: words, each with others for it.
    """
    return _Search(run, asked(question), kinds, limit, synonyms).hits(question)


class _Search:
    """One question on its way through the index."""

    def __init__(
        self, run: Run, wanted: Asked, kinds: tuple[str, ...], limit: int, synonyms: Mapping[str, Sequence[str]]
    ) -> None:
        self._run = run
        self._asked = wanted
        self._kinds = kinds
        self._limit = limit
        self._plan = plan(run, wanted, thesaurus.Synonyms(synonyms))

    def hits(self, question: str) -> Hits:
        """What was found, each with the words of it that fit."""
        found = matches(self._run, self._plan.parts, self._kinds, self._limit)
        absent = [match.part.typed for match in found if match.part.typed and not self._is_held(match)]
        orders = self._orders([match for match in found if match.worth], self._exactly(question))
        best = sorted(orders, key=lambda row: orders[row])
        named = [row for row in self._plan.named if row in best[self._limit :]][: self._limit // 2]
        shown = [*best[: self._limit - len(named)], *named]
        if not absent and not any(_has_all(row, found) for row in shown):
            shown = [*self._having_all(found), *shown][: self._limit]
        return Hits(
            list(self._hits(shown, found)),
            len(best) > self._limit,
            MOST * any(match.capped for match in found),
            {word: _nearest_words(self._run, word) for word in absent},
            [date for meant, _ in self._asked.dates for date in meant],
        )

    def _having_all(self, found: list[Match]) -> list[int]:
        """A record that holds all parts, if there is one that was not ranked; else nothing."""
        wanted = [match.part.whole() for match in found] + [text.any_of(map(text.is_a, self._kinds))] * bool(
            self._kinds
        )
        rows = first(self._run, text.all_of(wanted), 1) if found else []
        for match in found:
            for row in rows:
                match.worth.setdefault(row, match.weight)
        return rows

    def _is_held(self, match: Match) -> bool:
        """Whether a record of any kind fits."""
        return bool(match.worth or (self._kinds and first(self._run, match.part.whole(), 1)))

    def _orders(self, found: list[Match], exact: list[int]) -> dict[int, Order]:
        """The candidates, each with what it is sorted by."""
        sums = _sums(found)
        best = sorted(sums, key=lambda row: -sums[row])[: max(_POOL, 4 * self._limit)]
        pool = [*exact, *(row for row in self._plan.named if row in sums), *best]
        pool += self._dated_as_signed(found, pool)
        sums, total = _sums(found), sum(match.weight for match in found) or 1.0
        phrase = self._plan.phrase
        in_order = set(first(self._run, text.phrase(phrase))) if len(phrase) > 1 else set()
        wished = {thesaurus.wished(word.term) for word in self._asked.words}
        orders: dict[int, Order] = {}
        for row, kind, id_, length, date, answers in self._about(pool):
            score = sums.get(row, 0.0) / total + _PHRASE * (row in in_order) + self._gain(answers.split())
            score = score + _ASKED_FOR if kind in wished else score * _KINDS.get(kind, 1.0)
            place = exact.index(row) if row in exact else len(exact)
            rest = (length,) if phrase else (kind != "event", date)
            orders[row] = (place, -round(score, 6), *rest, id_)
        return orders

    def _gain(self, answers: list[str]) -> float:
        """What a record gains by what it says: by the best of the sorts that are asked for, and by who does it."""
        gain = -_LABEL if "label" in answers else 0.0
        for sorts in (self._plan.sorts, self._plan.doers):
            place = next((place for place, sort in enumerate(sorts) if sort in answers), None)
            gain += _ASKED_FOR / (1 + place / len(sorts)) if place is not None else 0.0
        return gain

    def _about(self, rows: list[int]) -> list[tuple[int, str, str, int, int, str]]:
        """Of those of the kinds asked for: record, kind, id, length of the text, first date of an event, answers."""
        kinds = self._kinds or tuple(KINDS)
        query = f"""
            SELECT record, kind, id, length(title) + length(text.body),
                ifnull((SELECT min(first) FROM claim WHERE claim.record = record.record), 0), answers
            FROM record JOIN text ON text.rowid = record
            WHERE record IN (SELECT value FROM json_each(?)) AND kind IN ({marks(kinds)})"""
        found: list[tuple[int, str, str, int, int, str]] = self._run(query, (listed(rows), *kinds)).fetchall()
        return found

    def _dated_as_signed(self, found: list[Match], rows: list[int]) -> list[int]:
        """Lets agreements fit a date on which they were signed, and gives those that are not among the candidates."""
        dates = [match for match in found if match.part.cells]
        if not dates:
            return []
        signed = """
            SELECT link.record, event.record, dates
            FROM record AS event JOIN link ON target = event.id AND field = 'signed'
                JOIN text ON text.rowid = event.record
            WHERE {}.record IN (SELECT value FROM json_each(?1))"""
        either = f"{signed.format('event')} UNION {signed.format('link')}"
        pairs = self._run(either, (listed(rows),)).fetchall()
        for match in dates:
            for agreement, event, cells in pairs:
                fits = not match.part.cells.isdisjoint(cells.split())
                worth = match.weight if fits else match.worth.get(event, 0.0)
                if worth > match.worth.get(agreement, 0.0):
                    match.worth[agreement] = worth
        return [agreement for agreement, *_ in pairs]

    def _exactly(self, question: str) -> list[int]:
        """The records that the question, or what it asks about, is the name of, however its words are divided."""
        words = " ".join(word.typed for word in self._asked.words if word.weight)
        keys = [names.keys(named) for named in (question, words)]
        typed = {_undivided(question), _undivided(words)}
        wanted = dict.fromkeys([("full", key.full) for key in keys] + [("joined", key.joined) for key in keys])
        found: list[int] = []
        kinds = self._kinds or tuple(KINDS)
        for column, key in wanted:
            query = f"""
                SELECT record, kind, form FROM name JOIN record USING (record)
                WHERE {column} = ? AND full <> '' AND kind IN ({marks(kinds)}) ORDER BY id LIMIT ?"""
            rows = self._run(query, (key, *kinds, MOST))
            found += [record for record, kind, form in rows if kind == "person" or _undivided(form) in typed]
        return list(dict.fromkeys(found))

    def _hits(self, rows: list[int], found: list[Match]) -> Iterator[Hit]:
        """What is shown of records, in this order."""
        query = "SELECT record, id, kind FROM record WHERE record IN (SELECT value FROM json_each(?))"
        about = {row: (id_, kind) for row, id_, kind in self._run(query, (listed(rows),))}
        words: dict[int, list[frozenset[str]]] = {row: [] for row in rows}
        dated = set()
        with closing(text.copied(self._run, rows)) as index:
            for part in self._plan.parts:
                for row, *columns, dates in index.execute(text.HIGHLIGHTS, (part.whole(),)):
                    if fits := frozenset(word for column in columns for word in _marked(column)):
                        words[row].append(_telling(fits))
                    dated |= {row} if text.BEGIN in dates else set()
        for row in rows:
            yield Hit(*about[row], tuple(words[row]), row in dated, _has_all(row, found))


def _undivided(name: str) -> str:
    """A name in one piece; the titles that may stand before a person's are part of all others."""
    return names.fold(name).replace(" ", "")


def _telling(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word for word in words if not is_function_word(word)) or words


def _marked(column: str) -> Iterator[str]:
    for piece in column.split(text.BEGIN)[1:]:
        yield from piece.partition(text.END)[0].split()


def _sums(found: list[Match]) -> dict[int, float]:
    """What each record is worth by all parts of the question."""
    sums: dict[int, float] = {}
    for match in found:
        for row, worth in match.worth.items():
            sums[row] = sums.get(row, 0.0) + worth
    return sums


def _has_all(row: int, found: list[Match]) -> bool:
    """Whether a record holds all parts of the question."""
    return all(row in match.worth for match in found)


def _nearest_words(run: Run, word: str) -> list[str]:
    """The words that records hold and that a word of a question may be a misspelling or the beginning of."""
    term = " ".join(terms(word))
    if " " in term or term.isdigit():
        return []
    vocabulary = [found for (found,) in run("SELECT word FROM word")]
    longer = run("SELECT word FROM word WHERE word > ? AND word < ? LIMIT ?", (term, f"{term}\U0010ffff", 4 * _NEAREST))
    close = {*names.misspelled(term, vocabulary), *(found for (found,) in longer)}
    near = names.near(term, (found for found in sorted(close) if not is_function_word(found)), 4 * _NEAREST)
    near = [found for found in near if len(term) >= _SHORT or found.startswith(term)]
    near.sort(key=lambda found: found[:_ALIKE] != term[:_ALIKE])
    return list(islice((found for found in near if _is_held(run, found)), _NEAREST))


def _is_held(run: Run, word: str) -> bool:
    return run("SELECT 1 FROM text WHERE text MATCH ? LIMIT 1", (text.phrase((word,)),)).fetchone() is not None
