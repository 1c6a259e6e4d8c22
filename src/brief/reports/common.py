"""What every report needs: citations as notes, ids as names, fields and dates in words, parts of documents."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TypeGuard, TypeVar

from brief.document import (
    Block,
    Cell,
    Cite,
    Content,
    Differences,
    Document,
    Field,
    Happening,
    Heading,
    Label,
    Letterhead,
    Listing,
    Mark,
    Note,
    Notice,
    Part,
    Portrait,
    Punctuation,
    Ref,
    Reference,
    Sign,
    Text,
    When,
    Words,
    cell,
    cells,
    phrase,
    ref,
    sanitize,
    verbatim,
)
from brief.dossier.protocol import Dossier
from brief.locale import Message, say, say_many
from brief.model.dates import Answer, Date
from brief.model.kinds import KINDS, short_label
from brief.model.parts import Part as Part_
from brief.model.paths import found_at, is_date
from brief.model.sentences import cut_at_word, without_full_stop

if TYPE_CHECKING:
    from brief.model.actors import Person
    from brief.model.header import Letterhead as Head
    from brief.model.parts import Citation, Difference, Record
    from brief.model.shape import Shape
    from brief.model.sources import Source
    from brief.model.statements import Assessment

Item = TypeVar("Item")
_SPOKEN = {
    "seen": say("confirmation"),
    "by": say("by whom"),
    "for": say("to whom"),
    "from": say("beginning"),
    "to": say("end"),
}
"""Fields whose names say little by themselves."""
ORDERS = {"family-first": say("family name first"), "given-first": say("given name first")}
"""The orders of a name in words."""


def notes(cite: "Iterable[Citation]") -> tuple[Note, ...]:
    """Citations as a document carries them."""
    return tuple(Note(found.source, found.at, found.quote or "", found.credibility or "") for found in cite)


def document(
    dossier: Dossier,
    kind: str,
    title: str,
    blocks: Sequence[Content],
    *,
    answers: bool = True,
    handling: str = "",
    data: object = None,
    one_page: bool | None = None,
    day: Date | None = None,
    subtitle: str = "",
    more: str = "",
    full: bool = True,
    author: str = "",
) -> Document:
    """A document with the bibliography of all that its cells cite, and the dossier's handling marking or another.

    `day` is that of the paper, if it has one, and `author` is whose it is, if not the dossier's.
    """
    sources = dict.fromkeys(note.source for block in blocks for found in _cells(block) for note in found.cites)
    references = [reference_of(dossier, id_) for id_ in sources]
    header = dossier.header
    marking = handling or (header and header.handling) or ""
    own, called = (header.author or "", header.title) if header else ("", "")
    return Document(
        kind,
        title,
        tuple(blocks),
        references,
        marking,
        answers=answers,
        data=data,
        author=author or own,
        dossier=called,
        one_page=one_page,
        day=", ".join(_days(day, dossier.as_of, dossier.known_by)),
        subtitle=subtitle,
        more=more,
        full=full,
        letterhead=_letterhead(header.letterhead) if header and header.letterhead else None,
    )


def _letterhead(held: "Head") -> Letterhead:
    """The letterhead as a document carries it."""
    return Letterhead(sanitize(held.name), sanitize(held.address or ""), held.colour or "", held.logo or "")


def portrait_of(person: "Person") -> Portrait:
    """The portrait of a person, or the name whose initials stand for it."""
    return Portrait(sanitize(person.name), person.portrait or "")


def _cells(block: Content) -> Iterable[Cell]:
    """The cells of a block; those of a place for disputed values are their versions."""
    if isinstance(block, Differences):
        return (version for mark in block.marks for version in mark.versions)
    return cells((block,))


def _days(day: Date | None, as_of: Date | None, known_by: Date | None) -> Iterator[str]:
    """What the foot of a page says of time."""
    if day and day != as_of:
        yield day.human()
    if as_of:
        yield say("as of {as_of}", as_of=as_of.human())
    if known_by:
        yield say("known by {known_by}", known_by=known_by.human())


def reference_of(dossier: Dossier, id_: str) -> Reference:
    """A cited source; of a broken dossier perhaps one that is missing."""
    from brief.model.sources import Source

    found = dossier.one(Source, id_)
    return reference(found) if found else Reference(id_, say("no source of this id can be read"))


def reference(held: "Source") -> Reference:
    """A source as a bibliographic line."""
    parts = [
        ", ".join(held.author),
        held.title,
        held.publication,
        held.publisher,
        _published(held),
        say("reliability {reliability}", reliability=held.reliability) if held.reliability else None,
        say("repeats {derived_from}", derived_from=", ".join(held.derived_from)) if held.derived_from else None,
        *_rivals(held),
    ]
    return Reference(
        held.id,
        sanitize("; ".join(part for part in parts if part)),
        held.url or "",
        held.key or "",
        _in_one_line(held),
    )


_LONGEST_TITLE = 44
"""Most characters of a source's title in the list below a short page, where each source has one line."""


def _in_one_line(held: "Source") -> str:
    """A source as the list below a short page has it: title, when it was published, and its reliability."""
    title = cut_at_word(held.title.strip("[]"), _LONGEST_TITLE)
    when_ = _published_in_short(held.published) if held.published else say("undated")
    rated = {None: "", "F": say("not rateable")}
    grade = rated.get(held.reliability, say("reliability {grade}", grade=held.reliability))
    return sanitize(", ".join(filter(None, (title, when_, grade, *_rivals(held)))))


def _rivals(held: "Source") -> list[str]:
    """What is disputed of a source, in words: its line has no place for a mark."""
    return [rival(held, found, remark=False).text for found in held.differs]


def _published(held: "Source") -> str:
    if held.published is None:
        return say("date of publication unknown")
    return say(
        "published {when}{inferred}",
        when=when_published(held.published),
        inferred=say(" (inferred)") if "published" in held.inferred else "",
    )


def _published_in_short(date: Date) -> str:
    """When a source was published, with months in three letters."""
    if date.start and date.end and date.is_interval:
        return f"{date.start.short()}–{date.end.short()}"
    if date.start and date.is_interval:
        return say("{start} or later", start=date.start.short())
    if date.end and date.is_interval:
        return say("{end} or earlier", end=date.end.short())
    return date.short()


def when_published(date: Date) -> str:
    """When a source was published, in words: an interval is the time within which it was."""
    if date.start and date.end and date.is_interval:
        return say("between {start} and {end}", start=date.start.human(), end=date.end.human())
    if date.start and date.is_interval:
        return say("{start} or later", start=date.start.human())
    if date.end and date.is_interval:
        return say("{end} or earlier", end=date.end.human())
    return date.human()


def then(dossier: Dossier) -> Iterator[Block]:
    """The remarks at the head of a paper on the world as of a day; nothing without a day."""
    if day := dossier.as_of:
        yield Notice(cell(say("As of {day}.", day=day.human()), day))
    yield from undated(dossier)


def undated(dossier: Dossier) -> Iterator[Block]:
    """The remark that facts without a date may not have been so on the day; nothing without a day."""
    if day := dossier.as_of:
        yield Notice(cell(say("Undated facts are as known today, not as of {day}.", day=day.human()), day))


def counted(number: int, word: str, several: str = "") -> Message:
    """`1 warning`, `2 warnings`; `several` is the plural of a word that takes no `s`."""
    return say_many(f"{{count:,}} {word}", f"{{count:,}} {several or f'{word}s'}", number)


def abridged(found: Sequence[Item], most: int, words: Callable[[Item], str], between: str = ", ") -> str:
    """The first of several things in words, and how many more there are: `a, b and 3 more`, `a; b; and 3 more`."""
    more = (
        say("{others}and {count} more", others=between.replace(",", ""), count=len(found) - most)
        if len(found) > most
        else ""
    )
    return between.join(map(words, found[:most])) + more


def more(number: int) -> Message:
    """`and 3 more`; empty for none."""
    return say("and {number:,} more", number=number) if number > 0 else Message("")


def when(date: Date | None) -> str:
    """A date in words."""
    return date.human() if date else say("date unknown")


def doubt(date: Date | None, day: Date | None) -> Message:
    """The remark on a date, or on none, of which it cannot be told whether it came after a day; else nothing."""
    if day and (date is None or date.later_than(day) is Answer.CANNOT_TELL):
        return say("may be later than {day}", day=day.human())
    return Message("")


def some_later(dates: Iterable[Date], day: Date | None) -> str:
    """The remark on the dates claimed for one thing that are certainly later than a day, where not all of them are."""
    claimed = dict.fromkeys(dates)
    beyond = [date.human() for date in claimed if day and date.later_than(day) is Answer.YES]
    few = day and 0 < len(beyond) < len(claimed)
    return say("{beyond}: later than {day}", beyond=", ".join(beyond), day=day.human()) if day and few else ""


_AHEAD = ("due", "period", "in_force", "valid")
"""Dates that may come after the day on which they are known: no remark says that they do."""


def later(field: str, date: Date | None, day: Date | None) -> list[Part]:
    """The remark that a date in a field is certainly later than a day, or the mark that it may be; else nothing."""
    if not (date and day) or not {*_AHEAD}.isdisjoint(field.split(".")):
        return []
    answer = date.later_than(day)
    if answer is Answer.CANNOT_TELL:
        return [Mark(Sign.LATER, day)]
    return [" (", say("later than {day}", day=day.human()), ")"] if answer is Answer.YES else []


def doubted(found: Cell, dates: Sequence[Date], day: Date | None) -> Cell:
    """Dates in words, with the remark which of them are later than a day, or that one may be."""
    if remark := some_later(dates, day):
        return found.with_text("", f" ({remark})")
    return found.followed(Mark(Sign.LATER, day)) if any(doubt(date, day) for date in dates) else found


def date_cell(date: Date | None, cite: "Iterable[Citation]" = ()) -> Cell:
    """A date, which is the value too."""
    return cell(dated_words(date), date or "", notes(cite))


def dated_words(date: Date | None) -> Part:
    """A date, or word that it is not known."""
    return When(date) if date else say("date unknown")


def name(dossier: Dossier, id_: str) -> str:
    """What a record is called; a holder described in words is called by them."""
    found = dossier.name(id_)
    return found.label if found else id_


def name_ref(dossier: Dossier, id_: str) -> Words:
    """The name of a record, which leads to it; a holder described in words is called by them and leads nowhere."""
    found = dossier.name(id_)
    return ref(id_, found.label) if found else Text(sanitize(id_))


def name_short(record: "Record") -> Words:
    """The short title of a record, which leads to it."""
    return ref(record.id, without_full_stop(short_label(record)))


def name_refs(dossier: Dossier, ids: Iterable[str]) -> Cell:
    """Several names in one line, each of which leads to its record."""
    return listed([name_ref(dossier, id_) for id_ in ids])


def listed(parts: Sequence[Part], most: int | None = None, between: Punctuation = ", ") -> Cell:
    """Several things in one line, of many the first, and how many more there are: `a; b; and 3 more`."""
    shown = parts if most is None else parts[:most]
    told: list[Part] = [part for found in shown for part in (between, found)][1:]
    if len(parts) > len(shown):
        told += [" " if between == ", " else between, say("and {count} more", count=len(parts) - len(shown))]
    return phrase(*told)


def unstopped(found: Cell) -> Cell:
    """A statement without the full stop at its end."""
    spans = list(found.spans)
    for index in reversed(range(len(spans))):
        span = spans[index]
        if isinstance(span, Text | Ref):
            spans[index] = span._replace(text=without_full_stop(span.text))
        if not isinstance(span, Cite):
            break
    return Cell(tuple(spans), found.value)


def undisputed_name(dossier: Dossier, id_: str) -> str:
    """What a record is called; by its id where it has no name but its words, or where sources part over the name."""
    record = dossier.get(id_)
    title = KINDS[record.KIND].title if record else "text"
    disputed = title == "text" or any(found.field in (None, title) for found in (record.differs if record else ()))
    return id_ if disputed else name(dossier, id_)


def names(dossier: Dossier, ids: Iterable[str]) -> str:
    """Several names in one line."""
    return ", ".join(name(dossier, id_) for id_ in ids)


def rival(record: "Record", found: "Difference", naming: Dossier | None = None, *, remark: bool = True) -> Cell:
    """One thing that is said instead of a field of a record, or of all of it, behind a label, with its source."""
    field = spoken_of(record, found.field, naming) if found.field else ""
    subject = say("{spoken} disputed", spoken=field) if field else say("disputed")
    return rival_behind(f"{subject}: ", record, found, naming, remark=remark)


def rival_behind(
    label: str, record: "Record", found: "Difference", naming: Dossier | None = None, *, remark: bool = True
) -> Cell:
    """The same behind another label."""
    also = "also " if is_date(record, found.field) else ""
    told = phrase(Label(f"{label}{also}"), attributed(record, found, naming), *noted(found, remark=remark))
    return cell(told, {"field": found.field, "value": found.value}, notes(found.cite))


def in_brackets(text: str | None) -> list[Part]:
    """A text behind a value; nothing where there is none."""
    return [" (", verbatim(text), ")"] if text else []


def noted(found: "Difference", *, remark: bool = True) -> list[Part]:
    """What the desk remarks on a rival, in brackets; nothing without a remark."""
    return in_brackets(found.note) if remark else []


def is_opinion(record: "Record") -> "TypeGuard[Assessment]":
    """Whether a record is an opinion, which stands behind its holder; the class need not be imported for that."""
    return record.KIND == "assessment"


def attributed(record: "Record", found: "Difference", naming: Dossier | None = None) -> Cell:
    """What is said instead, for people: of an opinion behind the passage that says it, for its holder need not say so.

    `according to survey p. 4: the pier is unsafe`. What the desk infers says so.
    """
    words = cell(readable(record, found, naming))
    if not is_opinion(record) or found.field not in (None, KINDS[record.KIND].title):
        return unstopped(words).followed(Mark(Sign.INFERRED, reason=found.inferred)) if found.inferred else words
    unnamed = say("others, of whom no source is given")
    places = listed([cited_at(each) for each in found.cite]) if found.cite else cell(unnamed)
    return phrase(say("as inferred from ") if found.inferred else say("according to "), places, ": ", words)


def cited_at(cited: "Citation") -> Cell:
    """A citation as it is written in a dossier, its source as a name that leads there."""
    return phrase(ref(cited.source, cited.source), say(" {at}", at=cited.at) if cited.at else "")


def readable(record: "Record", found: "Difference", naming: Dossier | None = None) -> Part:
    """What is said instead, for people: a date in words; with `naming`, an id as a name."""
    if is_date(record, found.field):
        date = Date.read(found.value)
        unread = say("“{value}”, which is no date", value=found.value)
        return phrase(When(date), *later(found.field or "", date, naming.as_of if naming else None)) if date else unread
    target = found_at(record, found.field) if found.field else None
    return in_words(found.value, target and target.shape, naming)


def in_words(value: object, shape: "Shape | None" = None, naming: Dossier | None = None) -> Part:
    """One value of a field of this shape: a date, a choice, a text; with `naming`, an id as a name."""
    if isinstance(value, Date):
        return When(value)
    if isinstance(value, bool):
        return say("yes")
    if naming and shape and shape.mention:
        return name_ref(naming, str(value))
    return verbatim(str(value).replace("-", " ") if shape and shape.choices else str(value))


def spoken(field: str) -> str:
    """A field in words: `roles.0.seen` as `confirmation`, `second_reference` as `second reference`."""
    word = next((part for part in reversed(field.split(".")) if not part.isdigit()), "")
    return _SPOKEN.get(word, word.replace("_", " "))


def point_words(record: "Record", field: str, naming: Dossier | None = None, otherwise: str = "") -> Cell:
    """Return a disputed field in words, behind the part or party that it belongs to: `Deputy, end`, `boats, value`.

    `otherwise` are the words for a field of nothing that has a name; without them they are those of the field.
    """
    head, _, entry = field.partition(".")
    if entry and isinstance(getattr(record, head, None), dict):
        return phrase(verbatim(spoken(head)), ", ", name_ref(naming, entry) if naming else verbatim(entry))
    above, _, last = field.rpartition(".")
    part = target.value if above and (target := found_at(record, above)) else None
    called = next((name for name in ("title", "what", "text", "date") if getattr(part, name, None)), None)
    if not isinstance(part, Part_) or called in (None, last):
        return cell(verbatim(otherwise or spoken(field)))
    return phrase(unstopped(cell(in_words(getattr(part, called)))), ", ", verbatim(spoken(field)))


def spoken_of(record: "Record", field: str, naming: Dossier | None = None) -> str:
    """A field of a record in words; with `naming`, an entry such as `who.jane-doe` by the name of its record."""
    head, _, key = field.partition(".")
    is_entry = key and isinstance(getattr(record, head, None), dict)
    return name(naming, key) if naming and is_entry else spoken(field)


def field_words(path: str) -> str:
    """A field as a label: `part_of` as `part of`, `roles.0.org` as `roles org`."""
    words = " ".join(step for step in path.replace("_", " ").split(".") if not step.isdigit())
    return say("web address") if path == "url" else words


def listing(title: str, name: str, lines: Sequence[Cell], level: int = 2) -> Iterator[Block]:
    """Points under a heading; nothing where there are none."""
    if lines:
        yield Heading(title, level)
        yield Listing(name, tuple(lines))


def card_fields(
    facts: Iterable[tuple[str, str, Iterable[Cell]]], happenings: "Mapping[str, Happening] | None" = None
) -> tuple[Field, ...]:
    """The fields of a card by key, label and lines; lines that are empty, and fields without any, are left out.

    `happenings` says by the key of a field what happens on its dates.
    """
    told = ((key, label, tuple(line for line in lines if line.text)) for key, label, lines in facts)
    return tuple(Field(*found, (happenings or {}).get(found[0])) for found in told if found[2])


def inferred_reasons(
    record: "Record", concerns: Callable[[str], bool] = bool, naming: Dossier | None = None
) -> list[Cell]:
    """Every inferred field that `concerns` says yes to, with what it is inferred from.

    With `naming`, whoever took part stands by name: `who: Jane Doe — the reason`.
    """
    lines = []
    for field, reason in record.inferred.items():
        head, _, entry = field.partition(".")
        label: list[Part] = [Label(f"{spoken(field)}: ")]
        if naming and entry and isinstance(getattr(record, head, None), dict):
            label = [Label(f"{spoken(head)}: "), name_ref(naming, entry), " — "]
        lines += [cell(phrase(*label, verbatim(reason)), {field: reason})] if concerns(field) else []
    return lines
