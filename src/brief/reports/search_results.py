"""A search result: the line of a record, other passages that match, and matching words in guillemets."""

import re
from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from brief.document import (
    Cell,
    Cite,
    Hint,
    Mark,
    Ref,
    Sign,
    Span,
    Text,
    When,
    Words,
    bare_day,
    cell,
    known_as,
    phrase,
    quoted,
    ref,
)
from brief.dossier.facets import question_trait
from brief.dossier.protocol import Dossier
from brief.dossier.search_results import SearchResult
from brief.dossier.terms.index_terms import as_one, replaced, source_ids, without, words_of
from brief.dossier.terms.passages import Passage, passages, pieces
from brief.dossier.terms.spelling import terms
from brief.locale import Message, reworded, say
from brief.model.actors import Person
from brief.model.commitments import Commitment
from brief.model.events import Event
from brief.model.kinds import KINDS
from brief.model.parts import DESK
from brief.model.paths import follow, is_citation
from brief.model.serialization import references
from brief.model.shape import Fields
from brief.reports.bibliography import reference
from brief.reports.event_values import figures_told, place_cell
from brief.reports.in_force import state_cell
from brief.reports.one_line import Maker, event_cell, line, question_cell, record_cell
from brief.reports.phrases import cited_apart, concatenated, in_brackets, joined, labelled, notes, unstopped
from brief.reports.posts import posts
from brief.reports.roles import died_cell, role_cell
from brief.reports.short_events import people
from brief.reports.short_records import between, status
from brief.reports.timeline_entries import who
from brief.reports.values import inferred_cell, others, said, support
from brief.reports.words import field_of_status, name_short, undisputed_name

if TYPE_CHECKING:
    from brief.model.dates import Date
    from brief.model.parts import Record
    from brief.model.statements import Question

_PASSAGES = 2
"""Maximum number of passages besides the line of a record, if they have further words of the question."""
_REMARKS = ("note", "summary", "inferred", "cite")
"""Fields that explain a record."""
_SERIES = 6
"""Maximum number of passages of one field that are shown together."""
_GAP = re.compile(r"([\s\-–—/]+)")
_SIGNS = ".,;:!?()[]{}\"'“”‘’«»…§*_`|<>"
_HYPHEN = "\x01"
"""Replaces the hyphens of an id, which is not split into words; no cell contains this character."""
_KEPT = str.maketrans("-–—/", "\x02\x03\x04\x05")
"""Replaces signs within a word that matches as one, such as `E-mail`."""
_GIVEN_BACK = str.maketrans("\x02\x03\x04\x05", "-–—/")


def lines_of(
    dossier: Dossier,
    record: "Record",
    result: SearchResult,
    day: "Date | None" = None,
    *,
    explained: bool = False,
    full: bool = True,
    reason_first: bool = False,
) -> tuple[Cell, ...]:
    """Return the short answer of a record and other matching passages, with matching words marked.

    If `explained`, one more passage follows in any case, if the record has one. If `reason_first`, the summary, which
    may say why, comes before the answer.
    """
    if isinstance(record, Commitment) and not full:
        answer = line(phrase(between(dossier, record), ": ", said(record, "text")), status(dossier, record))
    elif isinstance(record, Person):
        answer = _person(dossier, record, day, full=full)
    elif isinstance(record, Event):
        answer = _event(dossier, record, full=full)
    elif record.KIND in ("agreement", "program"):
        answer = state_cell(dossier, record, day).unlabelled()
    else:
        make: Maker = _LINES.get(record.KIND, record_cell)
        answer = make(dossier, record)
    words = frozenset(word for some in result.words for word in some)
    ids = source_ids(record)
    reasons = [*_purpose(dossier, record, answer.text)] if reason_first else []
    known = "\n".join((answer.text, *(found.text for found in reasons)))
    more = _more(dossier, record, result, known, explained and not reasons)
    return tuple(_marked(found, words, ids) for found in (*reasons, answer, *more))


def _purpose(dossier: Dossier, record: "Record", told: str) -> Iterator[Cell]:
    """Yield the summary of a record, unless its line contains it; a note of the desk is no reason."""
    every = passages(record, partial(undisputed_name, dossier))
    found = _remark([passage for passage in every if passage.field == "summary"], told)
    yield from (_told(dossier, record, passage) for passage in found)


def _named(dossier: Dossier, record: "Record") -> Cell:
    """Return the name of a record with its summary, and the rivals of both."""
    title, summary = KINDS[record.KIND].title, getattr(record, "summary", None) or ""
    parts = (said(record, title), said(record, "summary") if summary else Cell())
    return line(joined(": ", parts), *others(dossier, record, _TOLD))


_TOLD = (None, "name", "title", "summary")


def _person(dossier: Dossier, person: "Person", day: "Date | None", *, full: bool) -> Cell:
    """Return a person with the post; a short page does not repeat the bodies that its title names."""
    if full:
        held = posts(dossier, person, day)
        roles = (*held.unended, *held.earlier)[:1]
        post = [role_cell(dossier, person, role, day) for role in roles]
        told = [said(person, "name"), *post, died_cell(person)]
    else:
        from brief.reports.person_page import introduction  # only if a person is found

        told = [unstopped(next(introduction(dossier, person, day)))]
    behind = others(dossier, person, (None, "name", "roles", "died"))
    return line(*told, *(found for found in behind if found.text not in told[0].text))


def _event(dossier: Dossier, event: "Event", *, full: bool) -> Cell:
    """Return an event with who took part and where; a short page leaves out the parties and what the title names."""
    taking_part = who(dossier, event) if full else people(dossier, event)
    return line(
        event_cell(dossier, event),
        joined(", ", taking_part),
        labelled(say("place: "), place_cell(dossier, event)) if full else "",
        *figures_told(event),
        inferred_cell(event, "who"),
        *others(dossier, event, (None, "title", "date", "who", "place", "figures", field_of_status(event, "") or None)),
    )


def _question(dossier: Dossier, question: "Question") -> Cell:
    if question_trait(question) == "answered":
        return question_cell(dossier, question)
    by_source = question.flagged_by == "source"
    label = say("Not known, according to the source: ") if by_source else say("Not known: ")
    return labelled(label, question_cell(dossier, question, is_flagged=False))


_PRINTED = ("author", "title", "publication", "publisher", "reliability", "derived_from")
"""Fields of a source that its line prints without marks."""
_LINES: dict[str, Maker] = {
    "source": lambda _, held: line(cell(known_as(reference(held).text)), inferred_cell(held, *_PRINTED)),
    **dict.fromkeys(("organization", "place", "topic"), _named),
    "question": _question,
}
"""Kinds whose answer says more than a line in a list."""


def _more(dossier: Dossier, record: "Record", result: SearchResult, told: str, explained: bool) -> list[Cell]:
    """Return passages and referenced records that match beyond the line of a record."""
    ids = source_ids(record)
    every = list(passages(record, partial(undisputed_name, dossier)))
    shown = [*_passages(record, every, result, told)] or ([*_remark(every, told)] if explained else [])
    lines = [_told(dossier, record, passage) for passage in shown]
    known = {word for text in (told, *(found.text for found in lines)) for word in _words(text, ids)}
    missing = [words for words in result.words if words.isdisjoint(known)]
    paths: dict[str, list[str]] = {}
    for found in references(record):
        if not is_citation(found.path):
            paths.setdefault(found.target, []).append(found.path)
    fitting = {
        _mentioned(dossier, target, called): paths[target]
        for target in paths
        for called in [undisputed_name(dossier, target)]
        if any(not words.isdisjoint((*terms(called), *terms(target))) for words in missing)
    }
    named = [phrase(told).citing(support(record, *ways)) for told, ways in fitting.items()]
    return [*lines, labelled(say("concerns {value}"), joined(", ", named))] if named else lines


def _mentioned(dossier: Dossier, id_: str, called: Message) -> Words:
    """Return the name of a record; if it has none, its short title, unless that is an opinion or disputed."""
    record = dossier.get(id_)
    is_fact = (
        record is not None and record.KIND in _FACTS and not any(found.field in _WORDS for found in record.differs)
    )
    return name_short(record) if record and called == id_ and (record.short or is_fact) else ref(id_, called)


_FACTS = ("commitment", "question")
"""Kinds of records that may be named by their words."""
_WORDS = (None, "text")
"""The field with these words, or all of the record."""


def _passages(record: "Record", passages_: list[Passage], result: SearchResult, told: str) -> Iterator[Passage]:
    """Yield figures that contain all matching words, then the passages with the most new ones, best first.

    If only the note of a list item matches, it may concern the whole list, which is then shown in order.
    """
    ids = source_ids(record)
    missing = [words for words in result.words if words.isdisjoint(_words(told, ids))]
    every = [passage for passage in passages_ if len(words_of(passage.text, passage.note)) > 1]
    found = [(_words(f"{passage.text} {passage.note}", ids), passage) for passage in every]
    shown = dict.fromkeys(
        passage
        for held, passage in found
        if passage.field == "figures" and passage.text not in told and not any(map(held.isdisjoint, result.words))
    )
    for _ in range(_PASSAGES):
        fitting = [sum(not words.isdisjoint(held) for words in missing) for held, _ in found]
        if not any(fitting):
            break
        held, best = found[fitting.index(max(fitting))]
        by_note = all(words.isdisjoint(held - _words(best.note, ids)) for words in missing)
        missing = [words for words in missing if words.isdisjoint(held)]
        series = [passage for passage in every if passage.field == best.field] if by_note and best.note else [best]
        shown |= dict.fromkeys(series if len(series) <= _SERIES else [best])
    yield from shown


def _told(dossier: Dossier, record: "Record", passage: Passage) -> Cell:
    """Return a passage with its citations and rivals, followed by the author's note."""
    return phrase(_stated(dossier, record, passage), *in_brackets(quoted(passage.note)))


def _stated(dossier: Dossier, record: "Record", passage: Passage) -> Cell:
    """Return a passage with the citations and rivals of each value in it."""
    if passage.field in _NOT_STATED or not passage.text:
        return cell(quoted(passage.text), None, notes(passage.cite))
    part = follow(record, passage.path).value
    told = cell(quoted(passage.text))
    if isinstance(part, Fields):
        values = [
            (between, said(record, f"{passage.path}.{field}", told=told, naming=dossier))
            for between, held, field, is_id in pieces(part)
            for told in [ref(held, undisputed_name(dossier, held)) if is_id else None]
        ]
        told = cited_apart(concatenated("", (phrase(between, value) for between, value in values)))
        reason = getattr(part, "inferred", None)
        told = told.followed(Mark(Sign.INFERRED, reason=reason)) if reason else told
    return said(record, passage.path, passage.field, told=told, naming=dossier)


_NOT_STATED = DESK | {"cite", "differs", "inferred"}
"""Fields whose passages are no values: remarks of the author, quotes, rivals and reasons."""


def _remark(every: list[Passage], told: str) -> Iterator[Passage]:
    """Yield the note, summary, reason or quote that the line does not contain, the first kind in that order."""
    found = [passage for passage in every if passage.field in _REMARKS and passage.text not in told]
    yield from sorted(found, key=lambda passage: _REMARKS.index(passage.field))[:1]


def _words(text: str, ids: Iterable[str]) -> set[str]:
    """Return the words of a text, without ids of sources."""
    return set(words_of(*without(ids, text)))


def _marked(held: Cell, words: frozenset[str], ids: Iterable[str]) -> Cell:
    """Put matching words of a cell in guillemets, adjacent ones together; ids of sources are skipped.

    Marks stay as they are, because they are not words of the record.
    """
    mark = partial(_with_marks, words=words, ids=ids)
    spans: list[Span] = []
    for span in held.spans:
        if isinstance(span, Mark):
            spans.append(span._replace(rivals=tuple(_marked(rival, words, ids) for rival in span.rivals)))
        elif isinstance(span, Ref):
            spans.append(span._replace(text=reworded(span.text, mark)))
        elif isinstance(span, When):
            spans.append(Text(reworded(bare_day(span.date, is_short=span.is_short), mark), span.of))
        else:
            spans.append(span if isinstance(span, Cite | Hint) else Text(reworded(span.text, mark), span.of))
    return Cell(tuple(spans), held.value)


def _with_marks(told: str, words: frozenset[str], ids: Iterable[str]) -> str:
    told = replaced(ids, told, lambda id_: id_.replace("-", _HYPHEN))
    told = " ".join(word.translate(_KEPT) if as_one(word) in words else word for word in told.split(" "))
    pieces = _GAP.split(told)
    parts = [_part(piece, words) for piece in pieces[::2]]
    text = ""
    for index, (before, core, after, fits) in enumerate(parts):
        follows = index > 0 and parts[index - 1][3] and not parts[index - 1][2] and not before
        continues = index + 1 < len(parts) and parts[index + 1][3] and not parts[index + 1][0] and not after
        opening, closing = "«" if fits and not follows else "", "»" if fits and not continues else ""
        text += f"{before}{opening}{core}{closing}{after}" + "".join(pieces[2 * index + 1 : 2 * index + 2])
    return text.replace(_HYPHEN, "-").translate(_GIVEN_BACK)


def _part(piece: str, words: frozenset[str]) -> tuple[str, str, str, bool]:
    """Split a word from the punctuation before and after it, and say whether it matches."""
    core = piece.strip(_SIGNS)
    if run := _run_of(core, words):
        core = run
    before, _, after = piece.partition(core) if core else (piece, "", "")
    fits = bool(core) and _HYPHEN not in core and not words.isdisjoint(words_of(core.translate(_GIVEN_BACK)))
    return before, core, after, fits


def _run_of(core: str, words: frozenset[str]) -> str:
    """Return the matching run of characters in a script without spaces; empty for other scripts."""
    pairs = [word for word in words if word in core and terms(core) != [word] and not word.isascii()]
    starts = [core.index(word) for word in pairs]
    if not starts or len(terms(core)) == 1:
        return ""
    start = end = min(starts)
    for at, word in sorted(zip(starts, pairs, strict=True)):
        end = max(end, at + len(word)) if at <= end else end
    return core[start:end]
