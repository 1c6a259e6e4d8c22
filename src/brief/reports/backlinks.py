"""Backlinks: the records that refer to a record, by kind, each with the fields that refer to it."""

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from brief.document import Block, Cell, Heading, Listing, Mark, Sign, cell, code, phrase, quoted
from brief.dossier.protocol import Dossier, existing
from brief.locale import Message, say, series
from brief.model.commitments import Commitment
from brief.model.events import Event
from brief.model.kinds import KINDS
from brief.model.parts import Difference, Record
from brief.model.paths import follow, is_citation
from brief.model.serialization import Reference, references
from brief.model.stated import is_inferred
from brief.reports.event_values import status_cell
from brief.reports.fields import beside
from brief.reports.one_line import record_cell
from brief.reports.phrases import cited_apart, filled, joined, notes
from brief.reports.pieces import Place, part_words
from brief.reports.values import said
from brief.reports.words import field_words, point_words

if TYPE_CHECKING:
    from brief.document import Note
    from brief.model.header import Header
    from brief.model.parts import Citation, Part

_MOST = 100
"""Default number of records listed per kind."""


_ABOUT = field_words("about")
"""The field of questions and opinions that names their subjects, which needs no word, but perhaps its own citations."""


def referring(dossier: Dossier, record: "Record", limit: int | None = None) -> Iterator[Block]:
    """Yield the backlinks of a record by kind, at most `limit` of each kind, and how many more there are."""
    listings: list[tuple[Message, str, list[Cell]]] = []
    most = limit or _MOST
    for kind, count in dossier.referring_counts(record.id).items():
        lines: list[Cell] = []
        log: list[Cell] = []
        others = dossier.referring(record.id, kind)
        for id_ in islice(others, most):
            other = existing(dossier, id_)
            lines += _reference(dossier, record, other)
            log += _said(dossier, record, other)
        if next(others, ""):
            rest = count - most
            lines.append(_more(dossier, rest, count))
            log += [cell(say("and what was said of those {rest:,}", rest=rest))] if log else []
        listings.append((KINDS[kind].heading, kind, lines))
        listings.append((say("Said of commitments"), "log", log))
    header = dossier.header
    if header and (ways := _cited(dossier, header, record.id)):
        line = cell(
            say("Summary of the dossier — {ways}", ways=series(ways, "; ")),
            {"id": "", "as": ways},
            _of(header.cite, record),
        )
        listings.append((say("Dossier"), "dossier", [line]))
    if any(lines for *_, lines in listings):
        yield Heading(say("Used for") if record.KIND == "source" else say("Referred to by"))
    for title, kind, lines in listings:
        if lines:
            yield Heading(title, 3)
            yield Listing(kind, tuple(lines))


def _more(dossier: Dossier, rest: int, count: int) -> Cell:
    """Say how many more records refer to this one; with `as_of`, how many of them did so by that day is unknown."""
    if dossier.as_of:
        return cell(say("and up to {rest:,} more, of {count:,}", rest=rest, count=count))
    return cell(say("and {rest:,} more, of {count:,}", rest=rest, count=count))


def _said(dossier: Dossier, record: "Record", other: "Record") -> Iterator[Cell]:
    """Yield a line for each statement that this person or body made about a commitment."""
    if not isinstance(other, Commitment):
        return
    for entry in other.log:
        if record.id in entry.said_by:
            status = status_cell(dossier, other, entry)
            line = joined(" — ", (status, said(other, "text")))
            yield line._replace(value={"id": other.id, "status": entry.status, "date": entry.date})


def _reference(dossier: Dossier, record: "Record", other: "Record") -> Iterator[Cell]:
    """Yield another record in one line with the fields that refer to this one; nothing if it did so only later."""
    found = [_way(dossier, other, mention) for mention in references(other) if mention.target == record.id]
    ways: dict[str, Cell] = {}
    for way in filter(None, found):
        known = ways.get(way.text, Cell())
        ways[way.text] = way.citing((*known.cites, *way.cites)) if known.cites and not way.marks else way
    ways |= {words: cell(words) for words in _cited(dossier, other, record.id)}
    if not ways:
        return
    line = record_cell(dossier, other)
    value = {"id": other.id, "as": list(ways)}
    if list(ways) == [_ABOUT] and {*ways[_ABOUT].cites} <= {*line.cites}:
        told = line._replace(value=value)
    else:
        told = joined(" — ", (line, joined("; ", ways.values())), value)
    if record.KIND == "source":
        cites = dict.fromkeys(notes(cited for *_, cited in placed_citations(other) if cited.source == record.id))
        told = Cell(told.uncited().flat, told.value).citing(cites or told.cites)
    yield told


def _way(dossier: Dossier, other: "Record", found: Reference) -> Cell | None:
    """Say how a field of another record refers to this one, with the citations of that part; None for a citation."""
    field, *rest = found.path.split(".")
    if is_citation(found.path):
        return None
    if field == "differs":
        rival = other.differs[int(rest[0])]
        told = phrase(say("{part}: ", part=field_words((rival.field or "").partition(".")[0])), quoted(rival.value))
        return told.followed(Mark(Sign.DISPUTED)).citing(notes(rival.cite))
    if field == "who" and isinstance(other, Event):
        return filled(say("who: {part}"), part=said(other, found.path, naming=dossier))
    if len(rest) < 2 or field == "log":
        above, _, last = found.path.rpartition(".")
        told = said(other, found.path, *([above] if last.isdecimal() else []), told=field_words(field), naming=dossier)
        return told.naming_no_value()
    part = follow(other, found.path).part
    rivals = beside(dossier, other, f"{field}.{rest[0]}")
    place = Place(other, f"{field}.{rest[0]}")
    marks = [Mark(Sign.INFERRED)] if is_inferred(other, found.path) else []
    named = cell(field_words(field), None, place.support(rest[1])).followed(*marks)
    words = part_words(dossier, part, place, without=rest[1])
    told = cited_apart(phrase(named, ": ", words))
    return joined("; ", (told, *rivals))


def _cited(dossier: Dossier, other: "Record | Header", source: str) -> list[Message]:
    """Return phrases such as `cited at ¶2, ¶7`, one for each part of the record that cites the source."""
    places: dict[Message, list[str]] = {}
    for above, part, cited in placed_citations(other):
        if cited.source == source:
            about = say(" for {field_words}", field_words=field_words(above)) if above else Message()
            if isinstance(part, Difference):
                about = say(" for another version{field}", field=disputed_field(dossier, other, part.field))
            places.setdefault(about, []).append(cited.locator)
    return [say("cited{about}{places}", about=about, places=_located(at)) for about, at in places.items()]


def disputed_field(dossier: Dossier, other: "Record | Header", field: str | None) -> Message:
    """Return a disputed field in brackets: ` (in post)` for the date that confirms a post; nothing for a title."""
    if not isinstance(other, Record) or field in (None, KINDS[other.KIND].title):
        return Message()
    return say(" ({field})", field=point_words(other, field or "", dossier).message)


def _located(places: list[str]) -> Message:
    known = list(dict.fromkeys(filter(None, places)))
    return say(" at {places}", places=series(map(code, known))) if known else Message()


def placed_citations(record: "Record | Header") -> "Iterator[tuple[str, Record | Part | Header, Citation]]":
    """Yield each citation of a record with its path and the part that holds it; the record has an empty path."""
    for found in references(record):
        if is_citation(found.path):
            above, _, index = found.path.removesuffix(".source").rpartition("cite.")
            part = follow(record, found.path).part
            yield above.rstrip("."), part, part.cite[int(index)]


def _of(cite: "tuple[Citation, ...]", source: "Record") -> "tuple[Note, ...]":
    return notes(found for found in cite if found.source == source.id)
