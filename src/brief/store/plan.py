"""A question in the terms of the index: groups of expressions, one for each part of it."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from brief.core import names
from brief.core.terms import Asked, terms, thesaurus
from brief.core.terms.asked import Word
from brief.store import text

_LONGEST_NAME = 8
"""So many words of a question are looked up as one name."""
_ALIASES = 12
_TOPICS = 5
"""So many topics whose names hold a word stand for it."""
_COMPOUND = 3
"""A word that is taken apart, or made of two, has so many letters on each side."""
_DEMONYMS = ("ese", "ian", "an", "ish", "i", "ic", "ch")
Run = Callable[..., Any]


class Plan(NamedTuple):
    """What is looked for."""

    groups: list[text.Group]
    phrase: tuple[str, ...]
    """The words from the first that matters to the last."""
    named: list[int]
    """The records that several words together are the name of."""
    dated: bool


def plan(run: Run, wanted: Asked) -> Plan:
    """The question as groups: names of several words are one, each with its other names."""
    words = _weighed(run, wanted.words, bool(wanted.dates))
    groups: list[text.Group] = []
    start = 0
    while start < len(words):
        length, others = _longest_name(run, words, start)
        if length > 1 or words[start].weight:
            joined = _joined(run, words, start) if length == 1 else ""
            length = 2 if joined else length
            groups.append(_group(run, words[start : start + length], others, joined))
        start += length
    for meant, spoken in wanted.dates:
        same, near = text.dated(meant)
        groups.append(text.Group((*same, text.phrase(spoken)), near))
    weighty = [index for index, word in enumerate(words) if word.weight]
    whole = words[weighty[0] : weighty[-1] + 1] if weighty else []
    phrase = tuple(word.term for word in whole)
    return Plan(list(dict.fromkeys(groups)), phrase, list(_named(run, words)), bool(wanted.dates))


def _group(run: Run, words: list[Word], others: list[str], joined: str) -> text.Group:
    own = tuple(word.term for word in words)
    same = [text.phrase(own), *(text.phrase(other.split()) for other in others)]
    if joined:
        _, others = _longest_name(run, [Word(joined, joined, 2)], 0)
        same = [text.phrase((joined,)), *(text.phrase(other.split()) for other in others), *same]
        return text.Group(tuple(same), (text.together(own),))
    if len(own) > 1:
        return text.Group(tuple(dict.fromkeys(same)))
    same += _of_country(run, own[0])
    same += [text.phrase(halves) for halves in _taken_apart(run, own[0])]
    if not others:
        same += _of_topics(run, own[0])
    near = tuple(text.phrase((other,)) for other in thesaurus.others(own[0]))
    return text.Group(tuple(dict.fromkeys(same)), near, words[0].typed)


def _weighed(run: Run, words: list[Word], dated: bool) -> list[Word]:
    """The words with the doubtful ones decided: an article that is a name here matters; of nothing else, all do."""
    decided = [word if word.weight != 1 else word._replace(weight=2 * _is_name(run, word.term)) for word in words]
    if dated or any(word.weight for word in decided):
        return decided
    return [word._replace(weight=2 * bool(word.weight)) for word in words]


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


def _named(run: Run, words: list[Word]) -> Iterator[int]:
    """The records that two words or more of the question are the name of, in the order of the question."""
    for start in range(len(words)):
        for length in range(min(_LONGEST_NAME, len(words) - start), 1, -1):
            some = words[start : start + length]
            if some[0].weight and some[-1].weight:
                full = names.fold(" ".join(word.typed for word in some))
                query = "SELECT DISTINCT record FROM name WHERE full = ? LIMIT ?"
                yield from (record for (record,) in run(query, (full, _ALIASES)))


def _joined(run: Run, words: list[Word], start: int) -> str:
    """This word and the next as one, where the dossier writes them so: `Việt Nam` as `vietnam`."""
    pair = words[start : start + 2]
    if len(pair) < 2 or any(not word.weight or len(word.term) < _COMPOUND for word in pair):
        return ""
    whole = pair[0].term + pair[1].term
    return whole if _is_word(run, whole) else ""


def _taken_apart(run: Run, term: str) -> list[tuple[str, str]]:
    """A word as two, where the dossier holds both: `firstaid` as `first aid`."""
    cuts = range(_COMPOUND, len(term) - _COMPOUND + 1)
    halves = [(term[:cut], term[cut:]) for cut in cuts]
    return [pair for pair in halves if all(_is_word(run, half) for half in pair)]


def _is_word(run: Run, term: str) -> bool:
    return run("SELECT 1 FROM word WHERE word = ?", (term,)).fetchone() is not None


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


def _of_topics(run: Run, term: str) -> list[str]:
    """What bears a topic with this word in its name; a country's name is too wide for that."""
    if _is_name(run, term):
        return []
    query = "SELECT id FROM text JOIN record ON record = text.rowid WHERE text MATCH ? LIMIT ?"
    found = [terms(id_) for (id_,) in run(query, (text.topics(term), _TOPICS))]
    return [text.bearing(words) for words in found if term not in words]
