"""Records by their text: what all words of the question fit first, the best of each sort first."""

from collections.abc import Iterable, Iterator
from itertools import islice

from brief.core import names
from brief.core.dossier import Hit, Hits
from brief.core.model import KINDS
from brief.core.terms.asked import Asked, asked, is_function_word
from brief.core.terms.spelling import terms
from brief.store import text
from brief.store.plan import Plan, plan
from brief.store.sql import Run, marks

_MOST = 5000
"""So many of the records that an expression fits are ranked."""
_FEW = 3
"""Behind fewer answers than these, a question gets so many of those that hold the most of it."""
_NEAREST = 5
_SHORT = 4
"""A word of fewer letters is near to those alone that begin with it: too many others differ from it in one."""
_ALIKE = 2
"""Of the near words those come first that begin with the same letters: so many."""
_LAST = ("question", "source")
"""Kinds that tell where an answer may be found; what gives one comes first."""
_BY_TIME = f"""
    kind <> 'event', (SELECT min(first) FROM claim WHERE claim.record = record.record), {text.RANK}"""
"""The order where nothing but a time is asked for: what happened then, in order."""
Place = tuple[bool, int, int]
"""Where a record stands among the others: whether its kind comes last, by what it was found, its rank there."""


def search(run: Run, question: str, kinds: tuple[str, ...], limit: int) -> Hits:
    """The records that fit a question, best first, and the words of it that no record holds."""
    return _Search(run, asked(question), kinds or tuple(KINDS), limit).hits(question)


class _Search:
    """One question on its way through the index."""

    def __init__(self, run: Run, wanted: Asked, kinds: tuple[str, ...], limit: int) -> None:
        self._run = run
        self._asked = wanted
        self._kinds = kinds
        self._limit = limit
        self._plan = plan(run, wanted)
        self._order = text.RANK if self._plan.phrase else _BY_TIME
        self._capped = 0

    def hits(self, question: str) -> Hits:
        """What was found, each with the words of it that fit."""
        groups = self._plan.groups
        absent = [group for group in groups if not _any_holds(self._run, group)]
        present = [group for group in groups if group not in absent]
        strange = {group.word: _near_words(self._run, group.word) for group in absent if group.word}
        whole = self._holding_all(self._plan._replace(groups=present), [] if absent else self._exactly(question))
        best = dict.fromkeys(whole, True)
        if not whole or (self._asked.is_question and sum(not last for last in whole.values()) < _FEW):
            most = [record for record in self._holding_most(present) if record not in best]
            best |= dict.fromkeys(most[:_FEW] if whole else most, False)
        found = [self._hit(record, all_) for record, all_ in list(best.items())[: self._limit]]
        dates = [date for meant, _ in self._asked.dates for date in meant]
        return Hits(found, len(best) > self._limit, self._capped, strange, dates)

    def _holding_all(self, wanted: Plan, exact: list[int]) -> dict[int, bool]:
        """What the question is the name of, then what holds all of it; each with whether its kind comes last."""
        found: dict[int, Place] = {record: (False, -1, place) for place, record in enumerate(exact)}
        same, near = text.all_of(wanted.groups), text.all_of(wanted.groups, near=True)
        surely = text.all_of(wanted.groups, near=True, surely=True)
        first = [text.phrase(wanted.phrase)] if len(wanted.phrase) > 1 and not wanted.dated else []
        first += [text.all_of([*wanted.groups, *wanted.perhaps])] if wanted.perhaps else []
        self._gather(found, [same, surely, near] if wanted.groups else [], first)
        return {record: found[record][0] for record in sorted(found, key=lambda record: found[record])}

    def _holding_most(self, groups: list[text.Group]) -> list[int]:
        """What the question names, then what holds as many parts of it as any record does, but not all."""
        found: dict[int, Place] = {}
        named = self._plan.named
        for expressions in text.most_of(groups):
            self._gather(found, expressions)
            if found:
                break
        found |= {record: (False, -1, place) for place, record in enumerate(named)}
        return sorted(found, key=lambda record: found[record])

    def _gather(self, found: dict[int, Place], expressions: Iterable[str], first: Iterable[str] = ()) -> None:
        """Add what fits the expressions, and `first` what is closer still; before all else what is asked for."""
        each = list(dict.fromkeys(expressions))
        stages = [*first, *each]
        if each and self._plan.phrase:
            sorts = (*self._asked.sorts, *self._plan.doers)
            sought = [text.answering(expression, sort) for sort in sorts for expression in each]
            stages = [*sought, *stages] if sought else [*map(text.telling, stages), each[-1]]
        for stage, expression in enumerate(stages):
            for place, (record, kind) in enumerate(self._ranked(expression)):
                found.setdefault(record, (kind in _LAST, stage, place))
            if sum(not last for last, *_ in found.values()) > self._limit:
                return

    def _ranked(self, expression: str) -> list[tuple[int, str]]:
        """The best of the first records that fit, each with its kind."""
        fitting = f"""
            FROM text JOIN record ON record.record = text.rowid
            WHERE text MATCH ? AND kind IN ({marks(self._kinds)})"""
        first = f"SELECT max(rowid), count(*) FROM (SELECT text.rowid {fitting} LIMIT {_MOST + 1})"
        last, count = self._run(first, (expression, *self._kinds)).fetchone()
        self._capped = max(self._capped, _MOST * (count > _MOST))
        order = f"ORDER BY kind IN {_LAST}, {self._order}, id LIMIT ?"
        query = f"SELECT record.record, kind {fitting} AND text.rowid <= ? {order}"
        rows: list[tuple[int, str]] = self._run(query, (expression, *self._kinds, last, self._limit + 1)).fetchall()
        return rows

    def _exactly(self, question: str) -> list[int]:
        """The records that the question, or what it asks about, is the name of, however its words are divided."""
        words = " ".join(word.typed for word in self._asked.words if word.weight)
        keys = [names.keys(named) for named in (question, words)]
        typed = {_undivided(question), _undivided(words)}
        wanted = dict.fromkeys([("full", key.full) for key in keys] + [("joined", key.joined) for key in keys])
        found: list[int] = []
        for column, key in wanted:
            query = f"""
                SELECT record, kind, form FROM name JOIN record USING (record)
                WHERE {column} = ? AND full <> '' AND kind IN ({marks(self._kinds)}) ORDER BY id LIMIT ?"""
            rows = self._run(query, (key, *self._kinds, _MOST))
            found += [record for record, kind, form in rows if kind == "person" or _undivided(form) in typed]
        return list(dict.fromkeys(found))

    def _hit(self, record: int, whole: bool) -> Hit:
        id_, kind = self._run("SELECT id, kind FROM record WHERE record = ?", (record,)).fetchone()
        words, dated = [], False
        for group in self._plan.groups:
            query = f"SELECT {text.MARKED} FROM text WHERE text MATCH ? AND rowid = ?"
            for *columns, dates in self._run(query, (text.all_of([group._replace(people=())], near=True), record)):
                found = frozenset(word for column in columns for word in _marked(column))
                words += [_telling(found)] if found else []
                dated = dated or text.BEGIN in dates
        return Hit(id_, kind, tuple(words), dated, whole)


def _undivided(name: str) -> str:
    """A name in one piece; the titles that may stand before a person's are part of all others."""
    return names.fold(name).replace(" ", "")


def _telling(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word for word in words if not is_function_word(word)) or words


def _marked(column: str) -> Iterator[str]:
    for piece in column.split(text.BEGIN)[1:]:
        yield from piece.partition(text.END)[0].split()


def _any_holds(run: Run, group: text.Group) -> bool:
    expression = text.all_of([group], near=True)
    return run("SELECT 1 FROM text WHERE text MATCH ? LIMIT 1", (expression,)).fetchone() is not None


def _near_words(run: Run, word: str) -> list[str]:
    """The words of the dossier that are nearest to one that it does not hold."""
    term = " ".join(terms(word))
    if " " in term or term.isdigit():
        return []
    vocabulary = [found for (found,) in run("SELECT word FROM word")]
    longer = run("SELECT word FROM word WHERE word > ? AND word < ? LIMIT ?", (term, f"{term}\U0010ffff", 4 * _NEAREST))
    close = {*names.misspelled(term, vocabulary), *(found for (found,) in longer)}
    near = names.near(term, (found for found in sorted(close) if not is_function_word(found)), 4 * _NEAREST)
    near = [found for found in near if len(term) >= _SHORT or found.startswith(term)]
    near.sort(key=lambda found: found[:_ALIKE] != term[:_ALIKE])
    held = (found for found in near if _any_holds(run, text.Group((text.phrase((found,)),))))
    return list(islice(held, _NEAREST))
