"""Records by their text: what all words of the question fit first, the best of each sort first."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from brief.core import names
from brief.core.dossier import Hit, Hits
from brief.core.model import KINDS
from brief.core.terms import asked, calendar, is_function_word, terms, thesaurus
from brief.core.terms.asked import Word
from brief.store import text
from brief.store.sql import marks

_MOST = 5000
"""So many of the records that an expression fits are ranked."""
_LONGEST_NAME = 8
"""So many words of a question are looked up as one name."""
_ALIASES = 12
_NEAREST = 5
_DEMONYMS = ("ese", "ian", "an", "ish", "i", "ic", "ch")
_LAST = ("question", "source")
"""Kinds that tell where an answer may be found; what gives one comes first."""
_BY_TIME = f"""
    kind <> 'event', (SELECT min(first) FROM claim WHERE claim.record = record.record), {text.RANK}"""
"""The order where nothing but a time is asked for: what happened then, in order."""
Run = Callable[..., Any]
Ranked = Callable[[str], list[tuple[int, str]]]
"""The best records that fit an expression, each with its kind."""


class _Plan(NamedTuple):
    """A question in the terms of the index."""

    groups: list[text.Group]
    phrase: tuple[str, ...]
    """The words from the first that matters to the last."""
    dated: bool


def search(run: Run, question: str, kinds: tuple[str, ...], limit: int) -> Hits:
    """The records that fit a question, best first, and the words of it that no record holds."""
    wanted = asked(question)
    plan = _plan(run, wanted)
    absent = [group for group in plan.groups if not _any_holds(run, group)]
    strange = {group.word: _near_words(run, group.word) for group in absent if group.word}
    order = text.RANK if plan.phrase else _BY_TIME
    chosen = kinds or tuple(KINDS)

    def ranked(expression: str) -> list[tuple[int, str]]:
        return _ranked(run, expression, chosen, limit + 1, order)

    best = _holding_all(plan, _exactly(run, question, chosen), ranked, limit) if plan.groups and not absent else []
    complete = bool(best)
    if not best:
        present = [group for group in plan.groups if group not in absent]
        best = _holding_most(present, bool(absent), ranked)
    hits = [_hit(run, record, plan.groups) for record in best[:limit]]
    dates = [date for meant, _ in wanted.dates for date in meant]
    return Hits(hits, complete, len(best) > limit, strange, dates)


def _holding_all(plan: _Plan, exact: list[int], ranked: Ranked, limit: int) -> list[int]:
    """What the question is the name of, what holds it as it stands, all of its words, words used for these."""
    found = {record: (False, -1, place) for place, record in enumerate(exact)}
    stages = [text.phrase(plan.phrase)] if len(plan.phrase) > 1 and not plan.dated else []
    stages += [text.all_of(plan.groups), text.all_of(plan.groups, near=True)]
    for stage, expression in enumerate(dict.fromkeys(stages)):
        for place, (record, kind) in enumerate(ranked(expression)):
            found.setdefault(record, (kind in _LAST, stage, place))
        if sum(not last for last, *_ in found.values()) > limit:
            break
    return sorted(found, key=lambda record: found[record])


def _holding_most(groups: list[text.Group], every: bool, ranked: Ranked) -> list[int]:
    """What holds as many parts of the question as any record does: `every` one of these, all but one, and so on."""
    whole = [text.all_of(groups, near=True)] if every and groups else []
    for expression in (*whole, *text.most_of(groups)):
        if rows := ranked(expression):
            return [record for record, _ in rows]
    return []


def _plan(run: Run, wanted: Any) -> _Plan:
    """The question as groups of expressions: names of several words are one, each with its other names."""
    words = _weighed(run, wanted.words, bool(wanted.dates))
    groups: list[text.Group] = []
    start = 0
    while start < len(words):
        length, others = _longest_name(run, words, start)
        own = tuple(word.term for word in words[start : start + length])
        if length > 1 or words[start].weight:
            same = [text.phrase(own), *(text.phrase(other.split()) for other in others)]
            if length == 1:
                same += _of_country(run, own[0])
            near = [text.phrase((other,)) for other in thesaurus.others(own[0])] if length == 1 else []
            typed = words[start].typed if length == 1 else ""
            groups.append(text.Group(tuple(dict.fromkeys(same)), tuple(near), typed))
        start += length
    for meant, spoken in wanted.dates:
        same = [cell for date in meant for cell in text.dated(calendar.within(date))]
        near = [cell for date in meant for cell in text.dated(calendar.around(date))]
        groups.append(text.Group((*same, text.phrase(spoken)), tuple(near)))
    weighty = [index for index, word in enumerate(words) if word.weight]
    whole = words[weighty[0] : weighty[-1] + 1] if weighty else []
    return _Plan(list(dict.fromkeys(groups)), tuple(word.term for word in whole), bool(wanted.dates))


def _weighed(run: Run, words: list[Word], dated: bool) -> list[Word]:
    """The words with the doubtful ones decided: an article that is a name here matters; of nothing else, all do."""
    decided = [word if word.weight != 1 else word._replace(weight=2 * _is_name(run, word.term)) for word in words]
    if dated or any(word.weight for word in decided):
        return decided
    return [word._replace(weight=2) for word in words]


def _is_name(run: Run, term: str) -> bool:
    return run("SELECT 1 FROM name WHERE full = ? LIMIT 1", (term,)).fetchone() is not None


def _longest_name(run: Run, words: list[Word], start: int) -> tuple[int, list[str]]:
    """How many words from here make a name that has others, and those; else one word."""
    for length in range(min(_LONGEST_NAME, len(words) - start), 0, -1):
        some = words[start : start + length]
        if any(word.weight for word in some):
            found = " ".join(word.term for word in some)
            query = "SELECT DISTINCT other FROM alias WHERE phrase = ? ORDER BY other LIMIT ?"
            if others := [other for (other,) in run(query, (found, _ALIASES))]:
                return length, others
    return 1, []


def _of_country(run: Run, term: str) -> list[str]:
    """A country's name for its people, and the reverse, by the letters that both begin with."""
    if len(term) < 4:
        return []
    places = "JOIN record USING (record) WHERE kind IN ('place', 'organization')"
    if run(f"SELECT 1 FROM name {places} AND full = ? LIMIT 1", (term,)).fetchone():
        return [text.beginning(term[:-1] if term[-1] in "aeiouy" else term)]
    found: list[str] = []
    for ending in _DEMONYMS:
        start = term.removesuffix(ending)
        if start != term and len(start) > 2:
            query = f"SELECT DISTINCT full FROM name {places} AND full BETWEEN ? AND ? AND length(full) <= ? LIMIT 3"
            found += [name for (name,) in run(query, (start, f"{start}zz", len(start) + 2)) if " " not in name]
    return [text.phrase((name,)) for name in found]


def _exactly(run: Run, question: str, kinds: tuple[str, ...]) -> list[int]:
    """The records that the question, or what it asks about, is the name of."""
    words = " ".join(word.typed for word in asked(question).words if word.weight)
    keys = dict.fromkeys(names.keys(named).full for named in (question, words))
    query = f"""
        SELECT DISTINCT record FROM name JOIN record USING (record)
        WHERE full = ? AND full <> '' AND kind IN ({marks(kinds)}) ORDER BY id LIMIT ?"""
    return [record for key in keys for (record,) in run(query, (key, *kinds, _MOST))]


def _ranked(run: Run, expression: str, kinds: tuple[str, ...], limit: int, by: str) -> list[tuple[int, str]]:
    """The best of the first records that fit, each with its kind."""
    fitting = f"""
        FROM text JOIN record ON record.record = text.rowid
        WHERE text MATCH ? AND kind IN ({marks(kinds)})"""
    last = run(f"SELECT max(rowid) FROM (SELECT text.rowid {fitting} LIMIT {_MOST})", (expression, *kinds)).fetchone()
    order = f"ORDER BY kind IN {_LAST}, {by}, id LIMIT ?"
    rows: list[tuple[int, str]] = run(
        f"SELECT record.record, kind {fitting} AND text.rowid <= ? {order}", (expression, *kinds, last[0], limit)
    ).fetchall()
    return rows


def _hit(run: Run, record: int, groups: list[text.Group]) -> Hit:
    id_, kind = run("SELECT id, kind FROM record WHERE record = ?", (record,)).fetchone()
    words, dated = [], False
    for group in groups:
        query = f"SELECT {text.MARKED} FROM text WHERE text MATCH ? AND rowid = ?"
        for *columns, dates in run(query, (text.all_of([group], near=True), record)):
            found = frozenset(word for column in columns for word in _marked(column))
            words += [_telling(found)] if found else []
            dated = dated or text.BEGIN in dates
    return Hit(id_, kind, tuple(words), dated)


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
    query = "SELECT word FROM word WHERE length(word) BETWEEN ? AND ?"
    term = " ".join(terms(word))
    near = names.near(term, (found for (found,) in run(query, (len(term) - 2, len(term) + 4))), 2 * _NEAREST)
    held = [found for found in near if _any_holds(run, text.Group((text.phrase((found,)),)))]
    return held[:_NEAREST]
