"""The searchable content of a record: words by field, dates, and other names of the records it names."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from brief.dossier.terms import calendar
from brief.dossier.terms.passages import dates_of, names_of, own_dates, texts
from brief.dossier.terms.spelling import spelled, terms
from brief.model.dates import Date
from brief.model.kinds import KINDS, full_names, label
from brief.model.names import fold
from brief.model.parts import Record
from brief.model.paths import is_citation
from brief.model.serialization import Reference, class_of, references

_LETTERS = re.compile(r"[^\W\d_]+")
_DIVIDED = re.compile(r"\w[^\w\s—]+\w")
"""A word with punctuation inside: `E-mail`, `COVID-19`, `1,250`."""
_DEFINED = re.compile(r"\(([^()\s]{2,12})\)")
"""An acronym after its full form."""
_LONGEST = 12
"""Most letters of an acronym."""
MOST_ALIASES = 12
"""Most other names of one name."""
_REMEMBERED = 1 << 15
"""Number of cached ids with their words, because many records refer to the same ids."""
_NAMED = frozenset(("person", "organization", "place", "topic", "agreement", "program"))
"""Kinds whose names other records use."""
_INITIALED = frozenset(("organization", "agreement", "program"))
"""Kinds that are found by their initials."""
_PARTS = frozenset(("parties", "provisions", "figures", "roles", "evidence", "subjects"))
"""Fields whose presence is indexed."""


class Indexed(NamedTuple):
    """A record as lists of words."""

    title: list[str]
    """Its names."""
    body: list[str]
    """All its other text."""
    context: list[str]
    """Its kind, classes and id, and the ids of its subjects, as words."""
    dates: list[str]
    """Its dates and those of its roles, as `calendar` cells."""
    answers: list[str]
    """What it tells: its kind, as `isevent`; `person` for a person, `who`, `when`, `where`, `many` for numbers,
    `long` for how long, `said` for what is somebody's word, `agreed`, `offered`, its stance; `by` and `byalone`
    joined to the id of each who does it; `label` for a topic that is a name alone, and `topic` joined to each word
    of a topic's name; `about` joined to each id that it mentions."""
    aliases: set[tuple[str, str]]
    """Words and their synonyms in this record: an acronym and its full form, two names of one thing."""


def indexed(record: Record, mentions: list[Reference]) -> Indexed:
    """Return the searchable content of a record with these references."""
    named = KINDS[record.KIND].title != "text"
    forms = [*full_names(record)] if named else []
    said = [text for _, text, _ in texts(record)] + ([] if named else [label(record)])
    spoken = without(_sources(mentions), *said)
    dates = [*dates_of(record), *(date for role in getattr(record, "roles", ()) for date in own_dates(role))]
    title, body = words_of(*forms), words_of(*spoken)
    return Indexed(
        title,
        [*body, *_only_in_short(record, title, body)],
        _context(record, mentions),
        calendar.tokens(dates),
        [*_answers(record, said, dates), *_doers(mentions), *dict.fromkeys(about(found.target) for found in mentions)],
        _aliases(record, forms, said),
    )


def _only_in_short(record: Record, *others: list[str]) -> list[str]:
    """Return the words that only the short title has, because counting the others twice would change the ranking."""
    known = {word for words in others for word in words}
    return [word for word in words_of(record.short or "") if word not in known]


def words_of(*texts: str) -> list[str]:
    """Return the words of texts, followed by joined forms of words with punctuation: `E-mail` also as `email`."""
    divided = [text for text in texts if _DIVIDED.search(text)]
    pieces = dict.fromkeys(piece for text in divided for piece in text.split() if _DIVIDED.search(piece))
    return [*(word for text in texts for word in terms(text)), *dict.fromkeys(map(as_one, pieces))]


def as_one(piece: str) -> str:
    """Return the normalized joined form of a word with punctuation inside; empty for other words."""
    return spelled("".join(fold(piece).split())) if _DIVIDED.search(piece) else ""


def source_ids(record: Record) -> list[str]:
    """Return the ids of cited sources that cannot be mistaken for words: `dialogue-2019`."""
    return _sources(references(record))


def _sources(mentions: Iterable[Reference]) -> list[str]:
    cited = (found.target for found in mentions if is_citation(found.path))
    return [id_ for id_ in dict.fromkeys(cited) if not id_.isalpha()]


def without(ids: Iterable[str], *texts: str) -> list[str]:
    """Return texts without the ids in them."""
    return [replaced(ids, text, lambda _: " ") for text in texts]


def replaced(ids: Iterable[str], text: str, instead: Callable[[str], str]) -> str:
    """Replace each of these ids in a text, but not within longer ids."""
    found = "|".join(re.escape(id_) for id_ in ids if id_ in text)
    return re.sub(rf"(?<![\w-])(?:{found})(?![\w-])", lambda id_: instead(id_[0]), text) if found else text


def _answers(record: Record, said: list[str], dates: list[Date]) -> list[str]:
    held = vars(record)

    def holds(*names: str) -> bool:
        return any(held.get(name) for name in names)

    found = {
        "person": record.KIND == "person",
        "who": holds("who", "by", "roles"),
        "when": bool(dates),
        "where": record.KIND == "place" or holds("place"),
        "many": holds("figures"),
        "long": holds("period") or any(role.from_ and role.to for role in getattr(record, "roles", ())),
        "said": record.KIND == "assessment",
        "agreed": record.KIND == "agreement" or holds("agreements"),
        "offered": record.KIND in ("commitment", "program") and holds("by"),
        "label": record.KIND == "topic" and not said,
    }
    stance = getattr(record, "stance", None)
    topic = [f"topic{word}" for word in terms(label(record))] if record.KIND == "topic" else []
    told = [sort for sort, tells in found.items() if tells]
    return [f"is{record.KIND}", *([stance] if stance else []), *told, *topic]


def _doers(mentions: list[Reference]) -> list[str]:
    by = [found.target for found in mentions if found.path.partition(".")[0] == "by"]
    alone = [done_by(by[0], alone=True)] if len(by) == 1 else []
    return [*map(done_by, by), *alone]


def done_by(id_: str, alone: bool = False) -> str:
    """Return the index word for what somebody does, or does `alone`."""
    return f"by{'alone' if alone else ''}{''.join(terms(id_))}"


@lru_cache(maxsize=_REMEMBERED)
def about(id_: str) -> str:
    """Return the index word for references to an id."""
    return f"about{''.join(terms(id_))}"


def _context(record: Record, mentions: list[Reference]) -> list[str]:
    """Return words without numbers, because numbers in ids would look like dates."""
    held = [record.KIND, record.id, *(found.target for found in mentions if not is_citation(found.path))]
    held += [getattr(record, name, None) or "" for name in ("stance", "likelihood")]
    held += [name for name in names_of(class_of(record)) if name in _PARTS and getattr(record, name)]
    held += [entry.status for entry in getattr(record, "log", ())]
    return [word for text in held for word in _without_numbers(text)]


@lru_cache(maxsize=_REMEMBERED)
def _without_numbers(text: str) -> tuple[str, ...]:
    """Return the words of a text that are not numbers."""
    return tuple(word for word in terms(text) if not word.isdigit())


def _aliases(record: Record, forms: list[str], said: list[str]) -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    if record.KIND in _NAMED:
        alike = sorted({" ".join(terms(form)) for form in (*forms, record.id)})
        found |= {(one, other) for one in alike for other in alike[: MOST_ALIASES + 1]}
        acronyms = _acronyms(forms)
        found |= {pair for form in forms for pair in _spelled_out(acronyms, form)}
    for form in forms if record.KIND in _INITIALED else ():
        words, long = form.split(), " ".join(terms(form))
        for kept in (words, [word for word in words if not word[0].islower()]):
            initials = "".join(word[0] for word in terms(" ".join(kept)))
            if len(initials) > 1:
                found |= {(initials, long), (long, initials)}
    for text in (text for text in (*forms, *said) if "(" in text):
        for acronym in _DEFINED.finditer(text):
            before = text[max(0, acronym.start() - 20 * _LONGEST) : acronym.start()]
            found |= set(_spelled_out(_acronyms(acronym.groups()), before))
    return {(one, other) for one, other in found if one and other and one != other}


def _acronyms(texts: Iterable[str]) -> frozenset[str]:
    """Return the acronyms in texts, in the spelling of `terms`."""
    words = (word for text in texts for word in _LETTERS.findall(text))
    return frozenset(
        "".join(terms(word)) for word in words if len(word) <= _LONGEST and sum(map(str.isupper, word)) > 1
    )


def _spelled_out(acronyms: frozenset[str], long: str) -> Iterator[tuple[str, str]]:
    """Yield each acronym with its full form in a text, in both directions."""
    words = terms(long) if acronyms else []
    for length in {len(letters) for letters in acronyms}:
        for start in range(len(words) - length + 1):
            found = words[start : start + length]
            if (letters := "".join(word[0] for word in found)) in acronyms:
                yield letters, " ".join(found)
                yield " ".join(found), letters
