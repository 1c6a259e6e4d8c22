"""A question in the terms of the index: what is found in place of each word and date of it."""

from typing import NamedTuple

from brief.dossier.terms import thesaurus
from brief.dossier.terms.index_terms import MOST_ALIASES
from brief.dossier.terms.query_parser import Asked, Word, is_function_word
from brief.dossier.terms.spelling import terms
from brief.model import names
from brief.stores import text
from brief.stores.query_agents import below, doers
from brief.stores.sql import Run

_LONGEST_NAME = 8
"""So many words of a question are looked up as one name."""
_TOPICS = 5
"""So many topics whose names hold a word stand for it."""
_COMPOUND = 3
"""A word that is made of two has so many letters on each side, unless it is no two words here."""
_SYLLABLE = 2
"""So many letters has the first half of a word that is taken apart: `co-operation`."""
_DEMONYMS = ("ese", "ian", "an", "ish", "i", "ic", "ch")


_FEW = 3
"""A name that so few records go by always brings them."""
_FOCUS = 1.5
"""What the word counts for that a question asks for: `Which missions ...`, against the others."""


class Plan(NamedTuple):
    """What is looked for."""

    parts: list[text.Part]
    phrase: tuple[str, ...]
    """The words from the first that matters to the last."""
    named: list[int]
    """The records that words of the question are a name of."""
    sorts: tuple[str, ...]
    """What a record says that is asked for, the most fitting first."""
    doers: tuple[str, ...]
    """What a record says that is done by whom the question names: by them alone, then also by others."""


class _Names(NamedTuple):
    """What the names in a question that hold one word of it stand for."""

    others: list[str]
    """Other names of the same, as expressions."""
    people: list[str]
    """Expressions for the people of the organizations."""
    lengths: list[int]
    """How many words these names have."""


def plan(run: Run, wanted: Asked, own: thesaurus.Synonyms) -> Plan:
    """The question as parts, each word by itself: no record need hold a name of the question as that name."""
    words = _weighed(run, wanted.words, bool(wanted.dates))
    doing = doers(run, words, wanted.doer)
    called, named = _names(run, words, own)
    parts = []
    for at, word in enumerate(words):
        if word.weight:
            part = _part(run, words, at, called[at], own)
            if wanted.doer is not None and wanted.doer <= at < doing.stop:
                part = part._replace(others=part.others + doing.near)
            if at and words[at - 1].term in ("which", "what") and not words[at - 1].weight:
                part = part._replace(share=part.share * _FOCUS)
            parts.append(part)
    parts += [text.dated(meant, spoken) for meant, spoken in wanted.dates]
    weighty = [at for at, word in enumerate(words) if word.weight]
    whole = words[weighty[0] : weighty[-1] + 1] if weighty else []
    phrase = tuple(word.term for word in whole)
    return Plan(list(dict.fromkeys(parts)), phrase, named, wanted.sorts, doing.sorts)


def _part(run: Run, words: list[Word], at: int, called: _Names, own: thesaurus.Synonyms) -> text.Part:
    """A word in other spellings, with the other names of what it names, and words that readers use for it."""
    word = words[at]
    joined = [whole for start in (at - 1, at) if start >= 0 and (whole := _joined(run, words, start))]
    spelled = [(word.term,), tuple(terms(word.name)), *((whole,) for whole in joined), *_taken_apart(run, word.term)]
    known = [text.phrase(other.split()) for whole in joined for other in _others(run, whole, own)]
    others = [text.phrase((other,)) for other in thesaurus.others(word.term)]
    others += [text.telling_of(told)] if (told := thesaurus.telling(word.term)) else []
    same = [*called.others, *known, *_of_country(run, word.term)]
    same += [] if called.others else _of_topics(run, word.term)
    itself = dict.fromkeys(text.phrase(found) for found in spelled if found)
    return text.Part(
        word.typed,
        tuple(itself),
        tuple(dict.fromkeys(same)),
        (*others, *called.people),
        share=1 / max(called.lengths, default=1),
    )


def _names(run: Run, words: list[Word], own: thesaurus.Synonyms) -> tuple[list[_Names], list[int]]:
    """For each word what the names that hold it stand for, and the records that go by these names."""
    found = [_Names([], [], []) for _ in words]
    named: dict[int, None] = {}
    for start in range(len(words)):
        for stop in range(start + 1, min(len(words), start + _LONGEST_NAME) + 1):
            some = words[start:stop]
            if not (some[0].weight and some[-1].weight):
                continue
            others = [text.phrase(other.split()) for other in _others(run, " ".join(word.term for word in some), own)]
            full = names.fold(" ".join(word.name for word in some))
            bearers = _bearers(run, full)
            named |= dict.fromkeys(bearers if len(some) > 1 else _rarely(run, full))
            people = below(run, full) if bearers else []
            for called in found[start:stop]:
                called.others.extend(others)
                called.people.extend(people)
                called.lengths.extend([stop - start] if others or bearers else [])
    return found, list(named)


def _bearers(run: Run, full: str) -> list[int]:
    """The records of this name."""
    query = "SELECT DISTINCT record FROM name WHERE full = ? LIMIT ?"
    return [record for (record,) in run(query, (full, MOST_ALIASES))]


def _rarely(run: Run, token: str) -> list[int]:
    """The records with this word in a name, if they are few."""
    found = [record for (record,) in run("SELECT record FROM token WHERE token = ? LIMIT ?", (token, _FEW + 1))]
    return found if len(found) <= _FEW else []


def _others(run: Run, words: str, own: thesaurus.Synonyms) -> list[str]:
    """The other names of what goes by this one, and the dossier's own words for it."""
    query = "SELECT DISTINCT other FROM alias WHERE phrase = ? ORDER BY other LIMIT ?"
    return [*(other for (other,) in run(query, (words, MOST_ALIASES))), *own.of(words)]


def _weighed(run: Run, words: list[Word], dated: bool) -> list[Word]:
    """The words with the doubtful ones decided: an article that is a name here matters; of nothing else, all do."""
    decided = [word if word.weight != 1 else word._replace(weight=2 * _is_name(run, word.term)) for word in words]
    if dated or any(word.weight for word in decided):
        return decided
    return [word._replace(weight=2 * bool(word.weight)) for word in words]


def _is_name(run: Run, term: str) -> bool:
    return run("SELECT 1 FROM name WHERE full = ? LIMIT 1", (term,)).fetchone() is not None


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
    found = [id_ for (id_,) in run(query, (text.topics(term), _TOPICS))]
    return [text.bearing(id_) for id_ in found if term not in terms(id_)]
