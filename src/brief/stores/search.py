"""Full-text search: ranks records by the sum of BM25 over the words of a question. One matching word is enough."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from brief.dossier.search_results import SearchResult, SearchResults
from brief.dossier.terms.query_parser import Asked, asked, is_function_word
from brief.dossier.terms.spelling import terms
from brief.dossier.terms.synonyms import Synonyms
from brief.model import names
from brief.stores import text
from brief.stores.fts5 import BEGIN, END, highlighting
from brief.stores.matches import MOST, Match, matches
from brief.stores.schema import listed
from brief.stores.words import words_of

_POOL = 200
"""Number of best candidates that are ranked by more than their score."""
_KINDS = {"question": 0.7, "source": 0.7, "position": 0.7, "topic": 0.8}
"""Weights of kinds. Records that repeat the words of a question, or that no source states, come after the answers."""
_ACCENTS = 1.2
"""Gain of a record whose name has a word with the accents as typed, and loss of one that has it with others."""
_WHO = 1.5
"""What a person gains where somebody asks who leads something."""
_DEBT = 1.5
"""What a commitment gains whose debtor is named."""
_PAID = 0.5
"""What a settled commitment loses where somebody asks what is owed."""
_FEW = 3
"""If no more records have a word in their name, the results always include them."""
_LONGEST_NAME = 8
"""Greatest number of words of a question that are looked up as one name."""
_ALIASES = 12
"""Greatest number of records looked up for one name."""
_NEAREST = 5
_SHORT = 4
"""A shorter word is similar only to words that begin with it: too many others differ from it in one letter."""
_ALIKE = 2
"""Similar words with this number of first letters in common come first."""


def search(
    index: text.TextIndex, question: str, kinds: tuple[str, ...], limit: int, synonyms: Mapping[str, Sequence[str]]
) -> SearchResults:
    """Return the records that match a question, best first, and its words that no record has.

    `synonyms` are those of the dossier: from a word to other words for it.
    """
    return _Search(index, asked(question), kinds, limit, Synonyms(synonyms)).results()


class _Search:
    """A search for one question."""

    def __init__(
        self, index: text.TextIndex, wanted: Asked, kinds: tuple[str, ...], limit: int, synonyms: Synonyms
    ) -> None:
        self._index = index
        self._run = index.run
        self._asked = wanted
        self._kinds = kinds
        self._limit = limit
        self._synonyms = synonyms
        self._exact: set[int] = set()

    def results(self) -> SearchResults:
        """Return the best records, each with its matching words."""
        others = self._others()
        parts = [self._part(at, others[at]) for at, word in enumerate(self._asked.words) if word.is_significant]
        strange = {part.typed: self._nearest(part.typed) for part in parts if not self._index.has(part.whole())}
        parts = [part._replace(others=(*part.others, *_phrases(strange.get(part.typed, ())))) for part in parts]
        parts += [text.dated(meant, spoken) for meant, spoken in self._asked.dates]
        found = matches(self._index, list(dict.fromkeys(parts)), self._kinds, self._limit)
        rare = [row for word in self._asked.words if word.is_significant for row in self._bearers(word.name)]
        best = self._ranked(found, rare)
        named = [row for row in best[self._limit :] if row in rare][: self._limit // 2]
        shown = list(self._results([*best[: self._limit - len(named)], *named], found))
        if not strange and not any(result.whole for result in shown):
            shown = [*self._results(self._having_all(found), found), *shown][: self._limit]
        return SearchResults(
            shown,
            len(best) > self._limit,
            MOST * any(match.has_more for match in found),
            strange,
            [date for meant, _ in self._asked.dates for date in meant],
        )

    def _having_all(self, found: list[Match]) -> list[int]:
        """Return one record that matches all parts, if there is one."""
        of_kind = [text.any_of(map(text.is_a, self._kinds))] if self._kinds else []
        every = text.all_of([*(match.part.whole() for match in found), *of_kind])
        return self._index.first(every, 1) if found and self._index.has(every) else []

    def _part(self, at: int, others: list[str]) -> text.Part:
        """Return the word at this index in all its spellings, with its synonyms and other names."""
        words = self._asked.words
        word = words[at]
        spelled = [(word.term,), tuple(terms(word.name))]
        for start in (at - 1, at):
            pair = words[start : start + 2] if start >= 0 else []
            if len(pair) == 2 and all(each.is_significant for each in pair):
                spelled.append((pair[0].term + pair[1].term,))
        itself = [text.phrase(found) for found in spelled if found]
        if len(word.term) == 1 and not word.term.isascii():
            itself.append(text.beginning(word.term))
        if word.wish:
            itself.append(text.having(word.wish))
        return text.Part(word.typed, tuple(dict.fromkeys(itself)), _phrases(others))

    def _others(self) -> list[list[str]]:
        """Return for each word of the question its synonyms, and the ids of the records that it helps to name."""
        words = self._asked.words
        found: list[list[str]] = [[] for _ in words]
        for start in range(len(words)):
            for stop in range(start + 1, min(len(words), start + _LONGEST_NAME) + 1):
                some = words[start:stop]
                if not (some[0].is_significant and some[-1].is_significant):
                    continue
                others = self._synonyms.of(" ".join(word.term for word in some))
                query = """
                    SELECT DISTINCT record, id FROM name JOIN record USING (record) WHERE joined = ?
                    ORDER BY record LIMIT ?"""
                name = names.keys(" ".join(word.name for word in some)).joined
                for row, id_ in self._run(query, (name, _ALIASES)) if name else ():
                    others.append(" ".join(terms(id_)))
                    if all(word in some or not word.is_significant for word in words):
                        self._exact.add(row)
                for each in found[start:stop]:
                    each.extend(others)
        return found

    def _bearers(self, name: str) -> list[int]:
        """Return the records with this word in a name, if they are few."""
        query = "SELECT record FROM token WHERE token = ? ORDER BY kind, record LIMIT ?"  # the order of the index
        found = [record for (record,) in self._run(query, (names.fold(name), _FEW + 1))]
        return found if len(found) <= _FEW else []

    def _ranked(self, found: list[Match], named: list[int]) -> list[int]:
        """Return the best candidates, best first."""
        sums: dict[int, float] = {}
        for match in found:
            for row, score in match.scores.items():
                sums[row] = sums.get(row, 0.0) + score
        best = sorted(sums, key=lambda row: -sums[row])[: max(_POOL, 4 * self._limit)]
        typed = [word.name.casefold() for word in self._asked.words if word.is_significant]
        accented = [word.name.casefold() for word in self._asked.words if not word.name.isascii()]
        owed = self._owed(sums) if self._asked.owing is not None else {}
        query = """
            SELECT record, kind, label, kind <> 'event',
                coalesce((SELECT min(first) FROM claim WHERE claim.record = held.record), 0), id
            FROM record AS held WHERE record IN (SELECT CAST(value AS BIGINT) FROM json_each(?))"""
        orders = {}
        for row, kind, label, *rest in self._run(query, (listed({*best, *named, *self._exact} & sums.keys()),)):
            gain = _WHO if kind == "person" and self._asked.is_of_a_post else 1.0
            gain *= owed.get(row, 1.0)
            spelled, folded = label.casefold(), names.fold(label)
            gain *= _ACCENTS if any(word in spelled for word in accented) else 1.0
            is_respelled = any(word in folded and word not in spelled for word in typed)
            gain /= _ACCENTS if is_respelled else 1.0
            score = round(_KINDS.get(kind, 1.0) * gain * sums[row], 6)
            orders[row] = (row not in self._exact, -score, is_respelled, *rest)
        return sorted(orders, key=lambda row: orders[row])

    def _owed(self, rows: Iterable[int]) -> dict[int, float]:
        """Return the weights of commitments in a question about debts: those of the debtor, and settled ones."""
        among = listed(rows)
        query = """
            SELECT record FROM link WHERE field = 'by' AND target IN (SELECT value FROM json_each(?))
                AND record IN (SELECT CAST(value AS BIGINT) FROM json_each(?))"""
        found = {row: _DEBT for (row,) in self._run(query, (listed(self._debtors()), among))}
        query = """
            SELECT record FROM trait WHERE trait = 'settled'
                AND record IN (SELECT CAST(value AS BIGINT) FROM json_each(?))"""
        return found | {row: _PAID for (row,) in self._run(query, (among,))}

    def _debtors(self) -> list[str]:
        """Return the ids of those named just before the word for owing: `Dolmark` in `what does Dolmark owe us`."""
        words = [word.name for word in self._asked.words[: self._asked.owing]]
        query = "SELECT DISTINCT id FROM name JOIN record USING (record) WHERE joined = ? ORDER BY id LIMIT ?"
        forms = (names.keys(" ".join(words[-count:])).joined for count in range(_LONGEST_NAME, 0, -1))
        return [id_ for form in forms if form for (id_,) in self._run(query, (form, _ALIASES))]

    def _results(self, rows: list[int], found: list[Match]) -> Iterator[SearchResult]:
        """Yield a search result for each record, in this order."""
        query = "SELECT record, id, kind FROM record WHERE record IN (SELECT CAST(value AS BIGINT) FROM json_each(?))"
        about = {row: (id_, kind) for row, id_, kind in self._run(query, (listed(rows),))}
        words: dict[int, list[frozenset[str]]] = {row: [] for row in rows}
        dated = set()
        missing = {row: {match.part for match in found if row not in match.scores} for row in rows}
        with highlighting(self._index.texts(rows)) as highlights:
            for match in found:
                for row, *columns, dates in highlights(match.part.whole()):
                    missing[row].discard(match.part)
                    if fits := frozenset(word for column in columns for word in _marked(column)):
                        words[row].append(frozenset(word for word in fits if not is_function_word(word)) or fits)
                    dated |= {row} if BEGIN in dates else set()
        for row in rows:
            yield SearchResult(*about[row], tuple(words[row]), row in dated, not missing[row])

    def _nearest(self, word: str) -> list[str]:
        """Return known words of which this word may be a misspelling or a prefix, nearest first."""
        term = " ".join(terms(word))
        if " " in term or term.isdigit():
            return []
        vocabulary = words_of(self._run, "SELECT word FROM word")
        query = "SELECT word FROM word WHERE word > ? AND word < ? ORDER BY word LIMIT ?"
        longer = self._run(query, (term, f"{term}\U0010ffff", 4 * _NEAREST))
        close = {*names.misspelled(term, vocabulary), *(found for (found,) in longer)}
        near = names.near(term, (found for found in sorted(close) if not is_function_word(found)), 4 * _NEAREST)
        near = [found for found in near if len(term) >= _SHORT or found.startswith(term)]
        near.sort(key=lambda found: found[:_ALIKE] != term[:_ALIKE])
        return list(islice((found for found in near if self._index.has(text.phrase((found,)))), _NEAREST))


def _phrases(others: Iterable[str]) -> tuple[text.Phrase, ...]:
    return tuple(dict.fromkeys(text.phrase(other.split()) for other in others))


def _marked(column: str) -> Iterator[str]:
    for piece in column.split(BEGIN)[1:]:
        yield from piece.partition(END)[0].split()
