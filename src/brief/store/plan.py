"""A question in the terms of the index: groups of expressions, one for each part of it."""

from collections.abc import Iterator
from itertools import takewhile
from typing import NamedTuple

from brief.core import names
from brief.core.terms import thesaurus
from brief.core.terms.asked import Asked, Word, is_function_word
from brief.core.terms.indexed import MOST_ALIASES
from brief.core.terms.spelling import terms
from brief.store import text
from brief.store.doers import below, doers
from brief.store.sql import Run

_LONGEST_NAME = 8
"""So many words of a question are looked up as one name."""
_TOPICS = 5
"""So many topics whose names hold a word stand for it."""
_COMPOUND = 3
"""A word that is made of two has so many letters on each side, unless it is no two words here."""
_SYLLABLE = 2
"""So many letters has the first half of a word that is taken apart: `co-operation`."""
_DEMONYMS = ("ese", "ian", "an", "ish", "i", "ic", "ch")


class Plan(NamedTuple):
    """What is looked for."""

    groups: list[text.Group]
    phrase: tuple[str, ...]
    """The words from the first that matters to the last."""
    named: list[int]
    """The records that several words together are the name of."""
    dated: bool
    perhaps: list[text.Group]
    """What need not be held; what holds it too fits better."""
    doers: tuple[str, ...]
    """What a record tells that is done by whom the question says: by them alone, then also by others."""


def plan(run: Run, wanted: Asked) -> Plan:
    """The question as groups: names of several words are one, each with its other names."""
    words = _weighed(run, wanted.words, bool(wanted.dates))
    doing = doers(run, words, wanted.doer)
    groups: list[text.Group] = []
    start = 0
    while start < len(words):
        if unknown := _unknown_name(run, words, start):
            groups.append(
                text.Group((text.phrase(word.term for word in unknown),), (), " ".join(word.typed for word in unknown))
            )
            start += len(unknown)
            continue
        length, others = _longest_name(run, words, start)
        if length > 1 or words[start].weight:
            joined = _joined(run, words, start) if length == 1 else ""
            length = 2 if joined else length
            group = _group(run, words[start : start + length], others, joined)
            groups.append(group._replace(near=(*group.near, *doing.near)) if start == wanted.doer else group)
        start += length
    for meant, spoken in wanted.dates:
        same, near = text.dated(meant)
        groups.append(text.Group((*same, text.phrase(spoken)), near, is_date=True))
    weighty = [index for index, word in enumerate(words) if word.weight]
    whole = words[weighty[0] : weighty[-1] + 1] if weighty else []
    phrase = tuple(word.term for word in whole)
    perhaps = [text.Group((text.phrase((word.term,)),)) for word in words if not word.weight and word.term.isdigit()]
    named = list(_named(run, words))
    return Plan(list(dict.fromkeys(groups)), phrase, named, bool(wanted.dates), perhaps, doing.sorts)


def _group(run: Run, words: list[Word], others: list[str], joined: str) -> text.Group:
    own = tuple(word.term for word in words)
    spoken = dict.fromkeys((own, tuple(terms(words[0].typed)))) if len(words) == 1 else (own,)
    same = [*map(text.phrase, spoken), *(text.phrase(other.split()) for other in others)]
    if joined:
        _, others = _longest_name(run, [Word(joined, joined, 2)], 0)
        same = [text.phrase((joined,)), *(text.phrase(other.split()) for other in others), *same]
        return text.Group(tuple(same), () if words[1].glued else (text.together(own),))
    people = tuple(below(run, names.fold(" ".join(word.name for word in words))))
    if len(own) > 1:
        return text.Group(tuple(dict.fromkeys(same)), people=people)
    same += _of_country(run, own[0])
    same += [text.phrase(halves) for halves in _taken_apart(run, own[0])]
    if not others:
        same += _of_topics(run, own[0])
    near = [text.phrase((other,)) for other in thesaurus.others(own[0])]
    near += [text.telling_of(told)] if (told := thesaurus.telling(own[0])) else []
    return text.Group(tuple(dict.fromkeys(same)), tuple(near), words[0].typed, people=people)


def _unknown_name(run: Run, words: list[Word], start: int) -> list[Word]:
    """The words from here that are one name by their capitals, where the dossier does not know most of them."""
    if start and _capital(words[start - 1]):
        return []
    found = list(takewhile(_capital, words[start:]))
    while len(found) > 1 and _is_name(run, found[-1].term):
        found.pop()
    if len(found) < 2 or _is_name(run, found[0].term):
        return []
    if any(_joined(run, found, place) for place in range(len(found) - 1)):
        return []
    unknown = [word for word in found if not _holds(run, word.term)]
    known = [word for word in found if word not in unknown]
    more = len(unknown) - len(known)
    return found if more > 0 or (more == 0 and all(_begins_no_person(run, word.term) for word in known)) else []


def _begins_no_person(run: Run, term: str) -> bool:
    """Whether names hold this word, but none of a person: `South` of `South Sudan`."""
    query = "SELECT DISTINCT kind FROM (SELECT record FROM token WHERE token = ? LIMIT ?) JOIN record USING (record)"
    kinds = [kind for (kind,) in run(query, (term, MOST_ALIASES))]
    return bool(kinds) and "person" not in kinds


def _capital(word: Word) -> bool:
    return word.weight == 2 and word.typed[:1].isupper() and not word.typed.isupper()


def _holds(run: Run, term: str) -> bool:
    return run("SELECT 1 FROM text WHERE text MATCH ? LIMIT 1", (text.phrase((term,)),)).fetchone() is not None


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
            if others := [other for (other,) in run(query, (found, MOST_ALIASES))]:
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
                yield from (record for (record,) in run(query, (full, MOST_ALIASES)))


def _joined(run: Run, words: list[Word], start: int) -> str:
    """This word and the next as one, where the dossier writes them so: `Việt Nam` as `vietnam`."""
    pair = words[start : start + 2]
    if len(pair) < 2 or not all(word.weight for word in pair):
        return ""
    whole = pair[0].term + pair[1].term
    if not _is_word(run, whole):
        return ""
    apart = any(len(word.term) < _COMPOUND for word in pair) and all(_is_word(run, word.term) for word in pair)
    return "" if apart and not pair[1].glued else whole


def _taken_apart(run: Run, term: str) -> list[tuple[str, str]]:
    """A word as two, where the dossier holds both: `firstaid` as `first aid`."""
    cuts = range(_SYLLABLE, len(term) - _COMPOUND + 1)
    halves = [(term[:cut], term[cut:]) for cut in cuts if not is_function_word(term[:cut])]
    return [pair for pair in halves if all(_is_word(run, half) for half in pair)]


def _is_word(run: Run, term: str) -> bool:
    return run("SELECT 1 FROM word WHERE word = ?", (term,)).fetchone() is not None


def _of_country(run: Run, term: str) -> list[str]:
    """A country's name for its people, and the reverse, by the letters that both begin with."""
    if len(term) < 4:
        return []
    places = "JOIN record USING (record) WHERE +kind IN ('place', 'organization')"
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
