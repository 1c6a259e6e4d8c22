"""The searchable content of a record: words by field, dates, and other names of the records it names."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import chain

from brief.dossier.terms import calendar
from brief.dossier.terms.passages import dates_of, names_of, own_dates, quotes, texts
from brief.dossier.terms.spelling import last_signs, spelled, terms
from brief.model.kinds import KINDS, full_names, label
from brief.model.names import fold
from brief.model.parts import Record
from brief.model.paths import is_citation
from brief.model.serialization import Reference, class_of, references
from brief.named_tuple import NamedTuple

_LETTERS = re.compile(r"[^\W\d_]+")
_DIVIDED = re.compile(r"[^\w\s—](?<=\w[^\w\s—])[^\w\s—]*\w")
"""Punctuation inside a word, and the letter after it: `E-mail`, `COVID-19`, `1,250`. It looks back at the letter before
it, because `re` finds a sign faster than a letter."""
_LONGEST = 12
"""Most letters of an acronym."""
_REMEMBERED = 1 << 15
"""Number of cached ids with their words, because many records refer to the same ids."""
_NAMED = frozenset(("person", "organization", "place", "topic", "agreement", "program"))
"""Kinds whose names other records use."""
_INITIALED = frozenset(("organization", "agreement", "program"))
"""Kinds that are found by their initials."""
_CLASSES = ("stance", "likelihood", "use")
"""Fields whose value is indexed with the kind."""
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
    """Its own dates and those of its roles, as `calendar` cells."""
    traits: list[str]
    """Its kind, as `isevent`, and `rivals` if sources differ on it."""


def indexed(record: Record, mentions: list[Reference]) -> Indexed:
    """Return the searchable content of a record with these references."""
    cited: list[str] = []
    others: list[str] = []
    for path, target, *_ in mentions:
        (cited if is_citation(path) else others).append(target)
    named = KINDS[record.KIND].title != "text"
    forms = [*full_names(record)] if named else []
    said = [f"{text} {note}" if note else text for _, text, note in texts(record)] + ([] if named else [label(record)])
    spoken = without(_unlike_words(cited), *said, *quotes(record))
    dates = [*dates_of(record), *(date for role in getattr(record, "roles", ()) for date in own_dates(role))]
    initials = [found for form in forms for found in _initials(form)] if record.KIND in _INITIALED else []
    title, body = [*words_of(*forms), *dict.fromkeys(initials)], words_of(*spoken)
    return Indexed(
        title,
        [*body, *_only_in_short(record, title, body)],
        _context(record, others),
        calendar.tokens(dates),
        [f"is{record.KIND}", *(["rivals"] if record.differs else [])],
    )


def _only_in_short(record: Record, *others: list[str]) -> list[str]:
    """Return the words that only the short title has, because counting the others twice would change the ranking."""
    if not record.short:
        return []
    known = {word for words in others for word in words}
    return [word for word in words_of(record.short) if word not in known]


def words_of(*texts: str) -> list[str]:
    """Return the words of texts, followed by joined forms of words with punctuation: `E-mail` also as `email`."""
    text = "\n".join(texts)  # a line break ends every word
    pieces = text.split() if _DIVIDED.search(text) else ()
    joined = dict.fromkeys(_joined(piece) for piece in pieces if not piece.isalnum() and _DIVIDED.search(piece))
    return [*terms(text), *joined, *last_signs(text)]


def as_one(piece: str) -> str:
    """Return the normalized joined form of a word with punctuation inside; empty for other words."""
    return _joined(piece) if _DIVIDED.search(piece) else ""


def _joined(piece: str) -> str:
    return spelled("".join(fold(piece).split()))


def source_ids(record: Record) -> list[str]:
    """Return the ids of cited sources that cannot be mistaken for words: `dialogue-2019`."""
    return _unlike_words(found.target for found in references(record) if is_citation(found.path))


def _unlike_words(ids: Iterable[str]) -> list[str]:
    return [id_ for id_ in dict.fromkeys(ids) if not id_.isalpha()]


def without(ids: Iterable[str], *texts: str) -> list[str]:
    """Return texts without the ids in them."""
    whole = "\n".join(texts)
    present = [id_ for id_ in ids if id_ in whole]
    return [replaced(present, text, lambda _: " ") for text in texts] if present else [*texts]


def replaced(ids: Iterable[str], text: str, instead: Callable[[str], str]) -> str:
    """Replace each of these ids in a text, but not within longer ids."""
    found = "|".join(re.escape(id_) for id_ in ids if id_ in text)
    return re.sub(rf"(?<![\w-])(?:{found})(?![\w-])", lambda id_: instead(id_[0]), text) if found else text


def _context(record: Record, ids: list[str]) -> list[str]:
    """Return words without numbers, because numbers in ids would look like dates."""
    filled = vars(record)
    held = [record.KIND, record.id, *ids]
    held += [word for name in _CLASSES if (word := getattr(record, name, None))]
    held += [name for name in names_of(class_of(record)) if name in filled and name in _PARTS and filled[name]]
    held += [entry.status for entry in filled.get("log", ())]
    return [*chain.from_iterable(map(_without_numbers, held))]


@lru_cache(maxsize=_REMEMBERED)
def _without_numbers(text: str) -> tuple[str, ...]:
    """Return the words of a text that are not numbers."""
    return tuple(word for word in terms(text) if not word.isdigit())


def _initials(form: str) -> Iterator[str]:
    """Yield the initials of a name, with and without its small words: `Ministry of Defence` gives `mod` and `md`."""
    words = form.split()
    for kept in (words, [word for word in words if not word[0].islower()]):
        initials = "".join(word[0] for word in terms(" ".join(kept)))
        if len(initials) > 1:
            yield initials
