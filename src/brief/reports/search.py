"""`search`: the records that match a question, each as an answer that can be read by itself."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from brief.document import Block, Card, Document, Field, Hint, Notice, bare_day, cell, code, phrase, quoted, typed
from brief.dossier.protocol import Dossier, existing
from brief.dossier.search_results import SearchResults
from brief.dossier.terms.passages import dates_of, texts
from brief.dossier.terms.query_parser import asked
from brief.dossier.terms.spelling import bases, terms
from brief.locale import Message, say, say_many, series
from brief.model.dates import Answer, Date
from brief.model.kinds import label as label_of
from brief.model.user_error import UserError
from brief.named_tuple import NamedTuple
from brief.reports.common import document, then
from brief.reports.kind_names import kind_of
from brief.reports.related import withheld
from brief.reports.search_results import lines_of

if TYPE_CHECKING:
    from brief.model.parts import Record

_LONGEST = 64
"""Maximum number of words in a question."""
_EXPLAINED = 3
"""Number of results that show a remark without a matching word: it may explain what was asked."""
_COMMANDS = {
    "commitments": (
        say("what is promised, what is due and what is overdue"),
        ("deadline", "deadlines", "due", "fulfilled", "outstanding", "unfulfilled"),
    ),
    "commitments --overdue": (say("what is overdue"), ("overdue",)),
    "conflicts": (
        say("where sources disagree"),
        ("disagree", "disagreement", "disagreements", "conflict", "conflicts", "contradict", "contradiction",
         "contradictions", "disputed", "inconsistency"),
    ),
    "gaps": (say("what is not known"), ("gap", "gaps", "missing", "unanswered", "unclear", "unknown")),
    "timeline": (say("what happened, in order"), ("chronology", "timeline")),
    "sources": (say("what each source is used for"), ("bibliography", "references", "sources")),
}  # fmt: skip
"""Commands, each with its answer in words and the words that readers use to ask for it."""
_PASSAGES = 1
"""Maximum number of passages of a record on a short page, besides its line."""
_WORD = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*")
"""A word of a question, with signs that stand between letters."""
_TIMED = ("event", "commitment", "assessment")
"""Kinds whose records have a day, known or not."""


class Search(NamedTuple):
    """What to search for."""

    words: str
    kinds: tuple[str, ...] = ()
    """Kinds of record, as the user named them."""
    limit: int = 10
    today: Date | None = None
    """The day that decides which posts and agreements are over, if the dossier has no day of its own."""


def search(dossier: Dossier, wanted: Search, *, full: bool = True) -> Document:
    """Return the matching records, best first, with matching words in guillemets.

    A short page has fewer passages of each. Raises `UserError` if there are no words, or too many.
    """
    kinds = tuple(kind_of(word, "--kind") for word in wanted.kinds)
    found = asked(wanted.words)
    if (count := len(found.words) + len(found.dates)) > _LONGEST:
        raise UserError(
            say("a question of {count:,} words is too long", count=count),
            say("ask in {longest} at most", longest=_LONGEST),
            2,
        )
    results = dossier.search(wanted.words, kinds, wanted.limit)
    if not results.found and not _asks(wanted.words):
        raise _nothing_to_look_for(wanted.words)
    blocks: list[Block] = list(_remarks(dossier, wanted, kinds, results))
    day = dossier.as_of or wanted.today
    for place, result in enumerate(results.found):
        record = withheld(dossier, existing(dossier, result.id))
        is_why = not full and place < _EXPLAINED and found.is_why
        first, *more = lines_of(
            dossier, record, result, day, explained=place < _EXPLAINED, full=full, reason_first=is_why
        )
        told = (first._replace(value=_identity(record)), *(more if full else more[:_PASSAGES]))
        doubts = _doubts(record, results.dates, dossier.as_of)
        heading = cell(phrase(say(record.KIND), " ", code(record.id), doubts), result.id)
        says = Field("says", say("Says") if full else "", told)
        blocks.append(Card("hit", heading, (says,), result.id))
    title = say("Search: {words}", words=typed(wanted.words))
    return document(dossier, "search", title, blocks, answers=_answers(results), full=full)


def _answers(results: SearchResults) -> bool:
    """True if a record matches at least two parts of the question for each unknown word, which may be misspelled."""
    return any(len(result.words) + result.dated >= 2 * len(results.strange) for result in results.found)


def _instead(words: str) -> Iterator[Notice]:
    """Yield the commands that answer what a search for these words cannot."""
    asked_for = {word.term for word in asked(words).words}
    for command, (tells, spoken) in _COMMANDS.items():
        if not asked_for.isdisjoint(spoken):
            yield Notice(cell(say("`brief {command}` shows {contents}.", command=code(command), contents=tells)))


def _nothing_to_look_for(words: str) -> UserError:
    """Return the error for a question without a letter or digit, or of words that nearly every record has."""
    hint = say("type a name, a date or another word, such as `brief search signed in 2024`")
    if not any(sign.isalnum() for sign in words):
        return UserError(say("there is no word to look for in `{words}`", words=words), hint, 2)
    sentence = say_many(
        "`{words}` is too common a word to search for alone",
        "`{words}` are words too common to search for alone",
        len(words.split()),
        words=words,
    )
    return UserError(sentence, hint, 2)


def _asks(words: str) -> bool:
    """True if there is something to search for: a date, or a word that is not a stop word."""
    found = asked(words)
    return bool(found.dates) or any(word.is_significant for word in found.words)


def _remarks(dossier: Dossier, wanted: Search, kinds: tuple[str, ...], results: SearchResults) -> Iterator[Block]:
    """Yield remarks on filters, words that were not found, and the order of the results."""
    limits = kinds or dossier.as_of
    if kinds:
        yield Notice(cell(say("Only records of the kind {kinds}.", kinds=series(map(say, kinds), say(" or ")))))
    yield from then(dossier)
    yield from _absent(dossier, results, is_alone=_is_one_word(wanted.words))
    yield from _instead(wanted.words)
    whole = sum(result.whole for result in results.found)
    where = say(" within these limits") if limits else Message()
    if not results.found and not results.strange:
        yield Notice(cell(say("No record{where} matches “{words}”.", where=where, words=typed(wanted.words))))
    elif not results.found:
        return
    elif (results.strange or not whole) and not _is_one_word(wanted.words):
        few = say("these come nearest, but may not answer the question")
        held = say("these contain the most of them") if _answers(results) else few
        yield Notice(cell(say("No record{where} contains all these words; {held}.", where=where, held=held)))
    elif whole < len(results.found):
        fitting = say_many(
            "{count} of {all} contains all these words or similar ones.",
            "{count} of {all} contain all these words or similar ones.",
            whole,
            all=len(results.found),
        )
        yield Notice(cell(fitting))
    if results.capped:
        yield Notice(
            cell(
                say(
                    "More records match than can be ranked ({most:,}). Add a word to narrow the search.",
                    most=results.capped,
                )
            )
        )
    if results.more:
        told = say_many(
            "Only the best is shown; there are more.", "Only the best {count} are shown; there are more.", wanted.limit
        )
        yield Notice(phrase(told, Hint(say(" Show more with --limit {more}.", more=2 * wanted.limit))))


def _is_one_word(words: str) -> bool:
    """True if a question has a single word that counts, and no date."""
    found = asked(words)
    return sum(word.is_significant for word in found.words) == 1 and not found.dates


def _absent(dossier: Dossier, results: SearchResults, *, is_alone: bool) -> Iterator[Notice]:
    """Yield the words that no record contains; a word that `is_alone` is found by the similar words."""
    for word, nearest in results.strange.items():
        if nearest:
            similar = series(quoted(_as_written(dossier, term)) for term in _one_form_each(nearest))
            asked_for = typed(word)
            told = say("No record contains “{word}”. Similar words: {similar}.", word=asked_for, similar=similar)
            if is_alone and results.found:
                told = say(
                    "No record contains “{word}”; showing similar words: {similar}.", word=asked_for, similar=similar
                )
            yield Notice(cell(told))
    if alone := [typed(f"“{word}”") for word, nearest in results.strange.items() if not nearest]:
        yield Notice(cell(say("No record contains {alone}.", alone=series(alone, say(" or ")))))


def _one_form_each(found: list[str]) -> list[str]:
    """Leave out words that are forms of other words here: `canadas` if `canada` is among them."""
    return [term for term in found if not any(base in found for base in bases(term) if base != term)]


def _as_written(dossier: Dossier, term: str) -> str:
    """Return a word as a record spells it; unchanged if no record spells it in one piece."""
    for result in dossier.search(term, (), 1).found:
        record = withheld(dossier, existing(dossier, result.id))
        told = [label_of(record), *(part for _, text, note in texts(record) for part in (text, note))]
        written = (found.group() for found in _WORD.finditer(" ".join(told)))
        return next((word for word in written if terms(word) == [term]), term)
    return term


def _doubts(record: "Record", asked_for: list[Date], day: Date | None) -> Message:
    """Return what is uncertain about the date of a record, in words to follow its name; empty if nothing is."""
    dates = dates_of(record)
    placed = [found.during(each) for found in dates for each in asked_for]
    doubts: list[Message] = []
    if placed and Answer.YES not in placed and Answer.CANNOT_TELL in placed:
        doubts.append(say("in {dates}", dates=series(map(bare_day, asked_for), say(" or "))))
    if day and record.KIND in _TIMED and not any(found.later_than(day) is Answer.NO for found in dates):
        doubts.append(say("later than {day}", day=bare_day(day)))
    # Translators: between two doubts about a date: "in 2019 and perhaps later than 1 May 2019"
    between = say(" and perhaps ")
    return say(", perhaps {doubts}", doubts=series(doubts, between)) if doubts else Message()


def _identity(record: "Record") -> dict[str, object]:
    """Return the record as data for programs, with all claimed dates."""
    dates = [date.text for date in dates_of(record)]
    return {"kind": record.KIND, "id": record.id, "label": label_of(record), "dates": dates}
