"""Lookup of records by the words that a user typed: one record, or an error that suggests near matches."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from brief.document import Cell, Hint, Notice, cell, code, known_as, phrase, ref, typed
from brief.dossier.protocol import MOST_FOUND, Dossier, Name
from brief.locale import Message, either, enumerated, say, say_many, series
from brief.model.kinds import KINDS, NAMED, label
from brief.model.marks import ID
from brief.model.user_error import UserError
from brief.named_tuple import NamedTuple
from brief.reports.phrases import abridged, filled, listed
from brief.reports.words import name

if TYPE_CHECKING:
    from brief.model.names import Match

_LISTED = 8
"""Maximum number of records named in a message."""


class Found(NamedTuple):
    """Result of a lookup: one record, several candidates, or none."""

    matches: "Sequence[Match]"
    """Candidates, the best first."""
    others: "Sequence[Match]"
    """Weaker matches."""

    @property
    def one(self) -> "Match | None":
        """The only match, if it is certain enough."""
        return self.matches[0] if len(self.matches) == 1 and not self.matches[0].reason.is_doubtful else None

    @property
    def sure(self) -> "Sequence[Match]":
        """All matches, unless they are guesses: a filter must not rest on a guess."""
        return () if self.matches and self.matches[0].reason.is_guess else self.matches

    @property
    def is_whole(self) -> bool:
        """True if the words match a whole name, not its beginning or a part of it."""
        from brief.model.names import Reason

        return bool(self.matches) and self.matches[0].reason.order < Reason.PREFIX.order


def lookup(dossier: Dossier, words: str, kinds: Sequence[str] = tuple(KINDS)) -> Found:
    """Look up words among records of these kinds, or the letter of a source on a page.

    All reports use this function.
    """
    from brief.model.names import Reason, decisive

    matches = dossier.find(words, kinds)
    is_exact = any(match.reason is Reason.EXACT for match in matches)
    if "source" in kinds and not is_exact and (id_ := _lettered(dossier, words)):
        matches = dossier.find(id_, kinds)
    found = decisive(matches)
    return Found(found, [match for match in matches if match not in found])


def resolve(dossier: Dossier, words: str, kinds: Sequence[str] = tuple(KINDS), option: str = "") -> str:
    """Return the id of the one record that the words name; raises `UserError` if they name none or several.

    The error suggests similar names. The name of a person, body, place or topic has precedence over a title that
    contains it.
    """
    found = lookup(dossier, words, kinds).sure
    if not found:
        raise not_found(dossier, words, kinds, option)
    if len(called := [match for match in found if _is_name(dossier, match.id)]) == 1:
        found = called
    if len(found) > 1:
        listed = abridged([_with_id(match.id, name(dossier, match.id)) for match in found], _LISTED)
        raise UserError(
            say("{option}`{words}` matches several: {records}", option=_of(option), words=words, records=listed),
            say("use the id to choose one"),
        )
    return found[0].id


def split_reference(dossier: Dossier, words: str) -> tuple[str, str]:
    """Return the letter and the place of a reference as pages print it, such as `F5`; else the words and no place."""
    found = re.fullmatch(r"([A-Z]{1,2})[\s\u202f\xa0]*(¶?\d[-–\d]*)", words)
    return (found[1], found[2]) if found and _lettered(dossier, found[1]) else (words, "")


def _lettered(dossier: Dossier, words: str) -> str:
    """Return the id of the source with this letter on pages; empty if no source has it."""
    if not re.fullmatch("[A-Z]{1,2}", words):
        return ""
    from brief.reports.bibliography import source_keys

    return next((id_ for id_, key in source_keys(dossier).items() if key == words), "")


def named(dossier: Dossier, words: str, kinds: Sequence[str]) -> frozenset[str] | None:
    """Return the ids of the records named in words such as `Ada Moss and Bo Lind`; None if any part names no record."""
    ids: set[str] = set()
    for part in re.split(r",|;|&|\band\b", words):
        found = lookup(dossier, part, kinds).sure
        if part.strip() and not found:
            return None
        ids |= {match.id for match in found}
    return frozenset(ids)


def _is_name(dossier: Dossier, id_: str) -> bool:
    """True if the label of a record is a name, not a title or text that may contain other names."""
    found = dossier.name(id_)
    return found is not None and found.kind in NAMED


def explained(words: str, match: "Match", others: "Sequence[Match]" = ()) -> Iterator[Notice]:
    """Say why a record matches unless its name has these words, and what else matches."""
    from brief.model.names import Reason

    is_exact = match.reason in (Reason.EXACT, Reason.CASE) and not match.across
    if not is_exact and not _has_words(match, words):
        told = say(
            "No exact match for “{words}”; showing {form} ({why}).",
            words=typed(words),
            form=known_as(match.form),
            why=match.why,
        )
        yield Notice(phrase(Hint(told)))
    if rest := [other for other in others if other.id != match.id]:
        some = [phrase(ref(other.id, known_as(other.form)), " (", code(other.id), ")") for other in rest]
        yield Notice(filled(say("Also found: {some}."), some=listed(some, _LISTED)))


def _has_words(match: "Match", words: str) -> bool:
    """True if the words are whole words of the main name, apart from capitals and missing accents."""
    from brief.model.names import fold

    is_same = not match.across and not match.score.alias and match.score.accents < 2
    return is_same and set(fold(words).split()) <= set(fold(match.form).split())


CHOOSE = say("Use the id to choose one.")


def title_of_several(found: "Sequence[Match]", kind: Message, words: str) -> Message:
    """Return the title of a list of candidates; `kind` is the plural of their kind."""
    asked = typed(words)
    if found[0].reason.is_doubtful:
        return say("Possible matches for “{words}” ({found})", words=asked, found=len(found))
    if len(found) >= MOST_FOUND:
        return say("{found} or more {kind} match “{words}”", found=len(found), kind=kind, words=asked)
    return say("{found} {kind} match “{words}”", found=len(found), kind=kind, words=asked)


def matched(match: "Match", name: str) -> Cell:
    """Say why a record is a candidate, and which of its spellings matches."""
    return cell(match.why) if match.form == name else phrase(known_as(match.form), ": ", match.why)


def not_found(dossier: Dossier, words: str, kinds: Sequence[str], option: str = "") -> UserError:
    """Return the error for words that match nothing, with near matches."""
    sort = either(map(say, kinds)) if len(kinds) < len(KINDS) else say("record")
    nearest = _told_apart(dossier.nearest(words, kinds))
    if re.fullmatch(ID, words) and ("-" in words or not nearest):
        from brief.model.names import near

        nearest = [_with_id(id_, name(dossier, id_)) for id_ in near(words, dossier.ids(kinds))] or nearest
    hint = say("the nearest: {nearest}", nearest=series(nearest)) if nearest else _elsewhere(dossier, words, kinds)
    if "person" in kinds and (titled := [_with_id(id_, name(dossier, id_)) for id_ in dossier.holders(words)]):
        hint = say("these hold or held a post with this title: {abridged}", abridged=abridged(titled, _LISTED))
    if (found := split_reference(dossier, words))[1]:
        hint = say("it is a place in a source: `brief source read {letter} {place}`", letter=found[0], place=found[1])
    then = say(" as of {as_of}", as_of=dossier.as_of.human()) if dossier.as_of else ""
    then += say(", known by {known_by}", known_by=dossier.known_by.human()) if dossier.known_by else ""
    return UserError(
        say("{option}no {kind} has the name `{words}`{then}", option=_of(option), kind=sort, words=words, then=then),
        hint,
    )


def _told_apart(found: "Sequence[Name]") -> list[Message]:
    """Return the names of records, each after its id if several have the same name."""
    labels = [each.label for each in found]
    return [
        known_as(each.label) if labels.count(each.label) == 1 else _with_id(each.id, known_as(each.label))
        for each in found
    ]


def _with_id(id_: str, called: Message) -> Message:
    return say("{id} ({name})", id=code(id_), name=called)


def _elsewhere(dossier: Dossier, words: str, kinds: Sequence[str]) -> str:
    """Suggest a record of another kind, all records if there are only a few, else a command that finds them."""
    for match in dossier.find(words):
        found = dossier.name(match.id)
        if found and found.kind not in kinds:
            return say(
                "{name} is of kind {kind}: `brief show {id}`", name=found.label, kind=say(found.kind), id=found.id
            )
    counts = dossier.counts()
    if len(kinds) < len(KINDS) and 0 < sum(counts[kind] for kind in kinds) <= _LISTED:
        records = (record for kind in kinds for record in dossier.records(kind))
        few = [
            known_as(label(each)) if each.KIND in NAMED else _with_id(each.id, known_as(label(each)))
            for each in records
        ]
        return say_many("there is only {names}", "there are {names}", len(few), names=series(few))
    if len(kinds) == len(KINDS):
        import shlex

        return say("to look for it in all texts: `brief search {words}`", words=shlex.join(words.split()))
    commands = enumerated((f"`brief list {KINDS[kind].section}`" for kind in kinds), say(" and "))
    return say_many("{commands} shows them all", "{commands} show them all", len(kinds), commands=commands)


def _of(option: str) -> str:
    return f"{option}: " if option else ""
