"""`search`: the records that fit a question, each as an answer that stands by itself."""

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from brief.core.codec import references
from brief.core.dates import Answer, Date
from brief.core.dossier import Dossier, Hit, Hits
from brief.core.failure import Failure
from brief.core.model import KINDS, label
from brief.core.terms import passages, terms
from brief.core.terms.indexed import dates_of
from brief.document import Block, Card, Cell, Document, Field, Notice, cell
from brief.reports.common import document, name, notes, reference, undisputed_name
from brief.reports.lines import (
    agreement_cell,
    assessment_cell,
    commitment_cell,
    event_cell,
    line,
    program_cell,
    qualified,
    question_cell,
)
from brief.reports.roles import posts, role_cell
from brief.reports.timeline import who

if TYPE_CHECKING:
    from brief.core.model.actors import Person
    from brief.core.model.events import Event

_PASSAGES = 2
"""So many passages of a record are shown besides its line, where they hold other words of the question."""
_LONGEST = 64
"""So many words has a question at most."""
_GAP = re.compile(r"([\s\-–—/]+)")
_SIGNS = ".,;:!?()[]{}\"'“”‘’«»…§*_`|<>"


class Search(NamedTuple):
    """What is looked for."""

    words: str
    kinds: tuple[str, ...] = ()
    """Kinds of record, as the user named them."""
    limit: int = 10


def search(dossier: Dossier, wanted: Search) -> Document:
    """The records that fit, best first, with the words that fit between guillemets; raises `Failure` for none."""
    kinds = tuple(_kind(word) for word in wanted.kinds)
    if (count := len(wanted.words.split())) > _LONGEST:
        raise Failure(f"a question of {count:,} words is too long", f"ask in {_LONGEST} at most", 2)
    hits = dossier.search(wanted.words, kinds, wanted.limit)
    if not hits.found:
        raise _nothing(wanted, hits)
    blocks: list[Block] = list(_remarks(wanted, kinds, hits))
    blocks += [_card(dossier, hit, hits.dates) for hit in hits.found]
    return document(dossier, "search", f"Search: {wanted.words}", blocks)


def _kind(word: str) -> str:
    """The kind of record that a word names, in the singular or as the section of its kind."""
    by_name = {name: kind.name for kind in KINDS.values() for name in (kind.name, kind.section)}
    if word.lower() in by_name:
        return by_name[word.lower()]
    from brief.core.names import hint

    better = hint(word, by_name, f"there are {', '.join(KINDS)}")
    raise Failure(f"--kind: no record is of the kind `{word}`", better, 2)


def _nothing(wanted: Search, hits: Hits) -> Failure:
    nearest = [word for words in hits.strange.values() for word in words]
    if nearest:
        hint = f"the nearest words: {', '.join(dict.fromkeys(nearest))}"
    else:
        hint = "leave --kind out" if wanted.kinds else "`brief` tells what the dossier holds"
    sort = " or ".join(wanted.kinds)
    return Failure(f"nothing in the dossier fits `{wanted.words}`{f' among {sort}' if sort else ''}", hint)


def _remarks(wanted: Search, kinds: tuple[str, ...], hits: Hits) -> Iterator[Notice]:
    if kinds:
        yield Notice(cell(f"Narrowed: kind {', '.join(kinds)}."))
    for word, nearest in hits.strange.items():
        hint = f" The nearest words: {', '.join(nearest)}." if nearest else ""
        yield Notice(cell(f"Nothing in the dossier speaks of “{word}”.{hint}"))
    if not hits.complete:
        yield Notice(cell("No record holds all that is asked for; these hold the most of it."))
    if hits.more:
        yield Notice(cell(f"The best {wanted.limit} only; there are more."))


def _card(dossier: Dossier, hit: Hit, dates: list[Date]) -> Card:
    """What a record is, its line, and the passages that fit where the line does not say it all."""
    record = dossier.get(hit.id)
    answer = _line(dossier, record)
    words = frozenset(word for some in hit.words for word in some)
    lines = [answer._replace(value=_identity(record)), *_more(dossier, record, hit, answer.text)]
    says = Field("says", "Says", tuple(_marked(found, words) for found in lines))
    return Card("hit", cell(_heading(record, dates), hit.id), (says,), hit.id)


def _line(dossier: Dossier, record: Any) -> Cell:
    """What a record says in short: nothing disputed without its rivals, no opinion without its holder."""
    return _LINES.get(record.KIND, _named)(dossier, record)


def _named(_: Dossier, record: Any) -> Cell:
    words = ": ".join(filter(None, (label(record), getattr(record, "summary", None))))
    return line(cell(words, None, notes(record.cite)), *_others(record))


def _person(dossier: Dossier, person: "Person") -> Cell:
    held = posts(person)
    post = [role_cell(dossier, person, role) for role in (*held.held, *held.earlier)[:1]]
    return line(cell(person.name, None, notes(person.cite)), *post, *_others(person, "roles"))


def _others(record: Any, but: str = "") -> list[Cell]:
    """What is said instead of the fields of a record, those of one field aside."""
    told = [found.field for found in record.differs if but and (found.field or "").startswith(but)]
    return qualified(record, [field for field in told if field])


def _event(dossier: Dossier, event: "Event") -> Cell:
    return line(
        event_cell(event),
        ", ".join(found.text for found in who(dossier, event)),
        f"place: {name(dossier, event.place)}" if event.place else "",
        *(cell(f"{found.what}: {found.value}", None, notes(found.cite)) for found in event.figures),
        *qualified(event, ("date", "title", None)),
    )


_LINES: dict[str, Callable[[Dossier, Any], Cell]] = {
    "event": _event,
    "person": _person,
    "agreement": agreement_cell,
    "program": program_cell,
    "commitment": lambda dossier, held: commitment_cell(dossier, held.id),
    "assessment": lambda dossier, held: assessment_cell(dossier, held.id),
    "question": lambda dossier, held: line(question_cell(dossier, held.id), *_others(held)),
    "source": lambda _, held: line(cell(reference(held).text), *_others(held)),
}


def _heading(record: Any, asked: list[Date]) -> str:
    """Kind and id of a record, and whether it cannot be told that its date lies within what was asked for."""
    placed = [found.during(each) for found in dates_of(record) for each in asked]
    doubt = placed and Answer.YES not in placed and Answer.CANNOT_TELL in placed
    spoken = " or ".join(each.human() for each in asked)
    return f"{record.KIND} {record.id}{f', whether in {spoken} cannot be told' if doubt else ''}"


def _identity(record: Any) -> dict[str, Any]:
    """A record for programs; of its dates all that are claimed."""
    dates = [date.text for date in dates_of(record)]
    return {"kind": record.KIND, "id": record.id, "label": label(record), "dates": dates}


def _more(dossier: Dossier, record: Any, hit: Hit, told: str) -> list[Cell]:
    """Passages, and records that it concerns, by which a record fits beyond what its line says."""
    lines = list(_passages(record, hit, told))
    said = {word for text in (told, *(found.text for found in lines)) for word in terms(text)}
    missing = [words for words in hit.words if words.isdisjoint(said)]
    targets = dict.fromkeys(found.target for found in references(record) if "cite" not in found.path.split("."))
    named = {target: undisputed_name(dossier, target) for target in targets}
    fitting = [
        called
        for target, called in named.items()
        if any(not words.isdisjoint((*terms(called), *terms(target))) for words in missing)
    ]
    concerns = [cell(f"concerns {', '.join(fitting)}", None, notes(record.cite))] if fitting else []
    return lines + concerns


def _passages(record: Any, hit: Hit, told: str) -> Iterator[Cell]:
    """The passages with the most of what fits and was not told yet."""
    missing = [words for words in hit.words if words.isdisjoint(terms(told))]
    found = [(set(terms(text)), text, cite) for text, cite in passages(record) if len(text.split()) > 1]
    for _ in range(_PASSAGES):
        fitting = [sum(not words.isdisjoint(held) for words in missing) for held, *_ in found]
        if not any(fitting):
            return
        held, text, cite = found[fitting.index(max(fitting))]
        missing = [words for words in missing if words.isdisjoint(held)]
        yield cell(text, None, notes(cite))


def _marked(held: Cell, words: frozenset[str]) -> Cell:
    """A cell with the words that fit between guillemets, neighbours together."""
    pieces = _GAP.split(held.text)
    parts = [_part(piece, words) for piece in pieces[::2]]
    text = ""
    for index, (before, core, after, fits) in enumerate(parts):
        follows = index > 0 and parts[index - 1][3] and not parts[index - 1][2] and not before
        continues = index + 1 < len(parts) and parts[index + 1][3] and not parts[index + 1][0] and not after
        opening, closing = "«" if fits and not follows else "", "»" if fits and not continues else ""
        text += f"{before}{opening}{core}{closing}{after}" + "".join(pieces[2 * index + 1 : 2 * index + 2])
    return held._replace(text=text)


def _part(piece: str, words: frozenset[str]) -> tuple[str, str, str, bool]:
    """A word without the signs before and behind it, these, and whether it fits."""
    core = piece.strip(_SIGNS)
    before, _, after = piece.partition(core) if core else (piece, "", "")
    return before, core, after, bool(core) and not words.isdisjoint(terms(core))
