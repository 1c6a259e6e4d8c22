"""Decide which sources are published by a day, and which records are known from them."""

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from brief.dossier.rival_dates import certainly_later, claimed
from brief.model.dates import Answer, Date
from brief.model.kinds import KINDS, NAMED
from brief.model.paths import found_at, named_by
from brief.model.serialization import class_of, references
from brief.model.stated import fields_of_parts, of_field

if TYPE_CHECKING:
    from brief.dossier.protocol import Dossier, Link
    from brief.model.parts import Citation, Difference, Part, Record

_SUBJECTS = ("by", "for", "about", "with")
"""Fields of statements that must keep at least one value."""
_NEEDED = {
    "assessment": _SUBJECTS,
    "commitment": _SUBJECTS,
    "position": ("use", "if_raised"),
    "question": ("flagged_by",),
}
"""Fields besides the name without which a statement cannot be shown."""
STATEMENTS = frozenset(_NEEDED)
"""Kinds of statements by or about others."""


class PublicationFilter:
    """Decides what was known on a day. Sources of uncertain date count as published.

    - A record is known once a citation of its name is known, or, if the name has none, a citation of one of its
      roles or memberships. A person, body, place or topic whose name has none is also known, by name only, once
      something with only known citations refers to it.
    - A question of a source is known once a source says that it is open, a position once a source says its use, and to
      what it responds.
    - The author's own question is known once all of its subjects are known, and the sources of its text.
    - A statement is known once one record of each of its `by`, `for`, `about` and `with` may be named.
    - A fact without a source is known once everything it refers to is known, unless its date is certainly later.
    - A part is known by its own citations, otherwise by those of its record.
    """

    def __init__(self, dossier: "Dossier", day: Date) -> None:
        """`day` may be a partial date: its last possible day counts."""
        self.day = day
        self._dossier = dossier
        self._answers: dict[str, bool] = {}

    @cached_property
    def published(self) -> dict[str, Answer]:
        """Return whether each source is published by the day."""
        from brief.model.sources import Source

        return {source.id: self._answer(source.published) for source in self._dossier.every(Source)}

    def _answer(self, published: Date | None) -> Answer:
        """Answer whether a source is published by the day. An interval means one unknown day within it."""
        if published and not published.is_interval:
            later = published.later_than(self.day)
            return {Answer.YES: Answer.NO, Answer.NO: Answer.YES}.get(later, Answer.CANNOT_TELL)
        end = self.day.latest
        if published is None or end is None:
            return Answer.CANNOT_TELL if end is not None else Answer.YES
        if published.earliest is not None and published.earliest >= end:
            return Answer.NO
        return Answer.YES if published.latest is not None and published.latest <= end else Answer.CANNOT_TELL

    def is_published(self, source: str) -> bool:
        """True if a source is published by the day, or may be."""
        return self.published.get(source) is not Answer.NO

    def known(self, cite: "Iterable[Citation]") -> "tuple[Citation, ...]":
        """Return the citations whose source is published."""
        return tuple(found for found in cite if self.is_published(found.source))

    def may_tell(self, source: str, date: Date) -> bool:
        """False if a date is certainly later than the day, or than the publication of the source."""
        from brief.model.sources import Source

        found = self._dossier.one(Source, source)
        published = claimed(found, "published") if found else []
        return not certainly_later([date], self.day) and not (
            bool(published) and all(date.later_than(publication) is Answer.YES for publication in published)
        )

    def rests(self, part: "Part", record: "Record | Part") -> bool:
        """True if a part of a known record is known."""
        cite = part.cite or record.cite
        return not cite or bool(self.known(cite))

    def knows(self, record: "Record") -> bool:
        """True if a record is known."""
        if record.id not in self._answers:
            self._answers[record.id] = True  # meanwhile, for records that refer to each other
            self._answers[record.id] = self._knows(record)
        return self._answers[record.id]

    def _knows(self, record: "Record") -> bool:
        if record.KIND == "source":
            return self.is_published(record.id)
        cite = list(_naming_citations(record))
        if cite and getattr(record, "flagged_by", None) != "desk":
            is_known = all(map(self.known, needed_citations(record))) or bool(self.named_in(record))
            return is_known and not lacks_subject(record, self.mentionable)
        if record.KIND in NAMED:
            return True
        dates = [] if record.cite else [date for field in ("date", "made", "valid") for date in claimed(record, field)]
        return (
            len(self.known(cite)) == len(cite)
            and all(self._is_known(id_) for field, id_ in mentions(record) if field != "topics")
            and not certainly_later(dates, self.day)
        )

    def mentionable(self, id_: str, cite: "tuple[Citation, ...]" = ()) -> bool:
        """True if a record is known, or if a rival value with these citations may name it."""
        record = self._dossier.get(id_)
        return record is None or self.knows(record) or (_is_name(record) and self._is_whole(cite))

    def named_in(self, record: "Record") -> "tuple[Citation, ...]":
        """Return the citations of something with only known ones that refers to a record, and so names it.

        There are none if other sources are cited for the name.
        """
        links = self._dossier.linked_to(record.id) if _is_name(record) else ()
        cite = next(filter(self._is_whole, map(self._cited, links)), ())
        return tuple(found.replaced(for_=()) for found in cite)

    def is_known_rival(self, rival: "Difference", record: "Record") -> bool:
        """True if a rival value is known, and every record that it names may be referred to."""
        named = named_by(record, rival)
        return self.rests(rival, record) and all(self.mentionable(id_, rival.cite) for id_ in named)

    def _is_whole(self, cite: "tuple[Citation, ...]") -> bool:
        """True if there are citations, and all are known."""
        return bool(cite) and self.known(cite) == cite

    def _cited(self, link: "Link") -> "tuple[Citation, ...]":
        """Return the citations of the record or part of a reference."""
        record = self._dossier.get(link.id)
        found = found_at(record, link.path) if record else None  # None if another record wrongly has this id
        return (found.part.cite or record.cite) if record and found else ()

    def _is_known(self, id_: str) -> bool:
        record = self._dossier.get(id_)
        return record is None or self.knows(record)


def mentions(value: "Record | Part") -> Iterator[tuple[str, str]]:
    """Return the references of a record or part, without those of its parts: pairs of field and id."""
    for found in references(value):
        field, *rest = found.path.split(".")
        if len(rest) < 2:
            yield field, found.target


def is_from_author(record: "Record") -> bool:
    """True for a position, and for a question that no source raises: they need no source."""
    return record.KIND == "position" or getattr(record, "flagged_by", None) == "desk"


def _naming_citations(record: "Record") -> "Iterator[Citation]":
    """Return the citations that make a record known: of its name and posts, or, if there are none, of its parts.

    If the name has its own citations, only they count: without a published source, the record has no name yet. What the
    author says needs none, so citations of its other fields do not count.
    """
    own = of_field(record.cite, KINDS[record.KIND].title)
    yield from own or (() if is_from_author(record) else record.cite)
    if has_cited_name(record):
        return
    posts = ("roles", "memberships")
    for name in posts if record.cite else (name for name in fields_of_parts(class_of(record)) if name != "differs"):
        for part in getattr(record, name, ()):
            yield from part.cite


def _is_name(record: "Record") -> bool:
    """True for a record that a source may name without saying more, unless citations say where its name is from."""
    return record.KIND in NAMED and not has_cited_name(record)


def has_cited_name(record: "Record") -> bool:
    """True if citations say where the name of a record comes from."""
    title = KINDS[record.KIND].title
    return any(title in found.for_ for found in of_field(record.cite, title))


def lacks_subject(record: "Record", is_shown: "Callable[[str], bool]") -> bool:
    """True for a statement whose `by`, `for`, `about` or `with` loses all its records."""
    return not all(any(map(is_shown, ids)) for ids in subjects_of(record))


def subjects_of(record: "Record") -> "Iterable[list[str]]":
    """Return the ids in the `by`, `for`, `about` and `with` of a statement, a list for each."""
    found: dict[str, list[str]] = {}
    for field, id_ in mentions(record):
        if record.KIND in STATEMENTS and field in _SUBJECTS:
            found.setdefault(field, []).append(id_)
    return found.values()


def needed_citations(record: "Record") -> "Iterator[tuple[Citation, ...]]":
    """Return the citations of the name of a record, and of each field without which it cannot be shown.

    At least one of each must be shown. A field without a citation needs none. A source is known by its title alone.
    """
    naming = of_field(record.cite, "title") if record.KIND == "source" else tuple(_naming_citations(record))
    groups = [naming, *(of_field(record.cite, name) for name in _NEEDED.get(record.KIND, ()))]
    return filter(None, groups)
