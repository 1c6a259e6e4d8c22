"""`sources`: the bibliography, with the records that rest on each source and on it alone.

A short page counts the records; a full one names them.
"""

from collections.abc import Iterator

from brief.document import (
    Block,
    Card,
    Cell,
    Cite,
    Document,
    Field,
    Heading,
    Mark,
    Sign,
    cell,
    code,
    phrase,
    unknown,
)
from brief.dossier.protocol import Dossier
from brief.locale import Message, capitalized, reworded, say, series
from brief.model.admiralty import RELIABILITY
from brief.model.csl import csl_item
from brief.model.events import Event
from brief.model.kinds import KINDS
from brief.model.parts import Citation
from brief.model.paths import is_citation, is_within
from brief.model.sentences import without_full_stop
from brief.model.sources import Source
from brief.named_tuple import NamedTuple
from brief.reports.bibliography import source_keys
from brief.reports.cited import IndependentSources
from brief.reports.common import document, then, title_of
from brief.reports.fields import beside, field_lines
from brief.reports.phrases import counted, joined, listed
from brief.reports.pieces import own_fields
from brief.reports.ranking import Selected
from brief.reports.rivals import is_opinion, rival
from brief.reports.values import said, with_status
from brief.reports.words import field_words, name_refs, name_unstopped, name_whole

_LISTED = 5
"""Maximum number of records named per kind."""
_ELSEWHERE = ("title", "text", "copy")
"""Fields printed in the heading of a card, or that are paths into the dossier's folder."""

ByKind = dict[str, list[str]]
"""Maps a kind to ids of records."""


class _Use(NamedTuple):
    """How a dossier uses a source."""

    rests: ByKind
    """All records that cite it."""
    alone: ByKind
    """Records that no other independent source supports."""
    summary: bool
    """True if the summary of the dossier cites it."""
    letter: str
    """Its letter on every page of the dossier; empty if there are too many sources."""

    @property
    def total(self) -> int:
        """The number of records that cite it, plus the summary."""
        return sum(map(len, self.rests.values())) + self.summary


def sources(dossier: Dossier, limit: int | None = None, *, full: bool = True) -> Document:
    """Report the sources, most used first, up to `limit`; `data` holds them as CSL-JSON."""
    held = list(dossier.every(Source))
    uses = _uses(dossier, held)
    ranked = sorted(held, key=lambda source: -uses[source.id].total)
    chosen = Selected(ranked[:limit], len(held))
    used = [source for source in chosen.shown if uses[source.id].total]
    unused = [source for source in chosen.shown if not uses[source.id].total]
    count = _count(dossier, held, sum(not use.total for use in uses.values()))
    blocks: list[Block] = list(then(dossier))
    card = _card if full else _short_card
    blocks += [card(dossier, source, uses[source.id]) for source in used]
    if unused:
        blocks.append(Heading(say("Not used")))
        blocks += [card(dossier, source, uses[source.id]) for source in unused]
    blocks += chosen.remark(say("brief sources"))
    return document(
        dossier,
        "sources",
        title_of(dossier),
        blocks,
        data=[csl_item(source, rests=uses[source.id].rests, alone=uses[source.id].alone) for source in chosen.shown],
        subtitle=count,
        more=say("brief sources -v"),
        full=full,
    )


def _count(dossier: Dossier, held: "list[Source]", unused: int) -> Message:
    if not held:
        return reworded(say("There are no sources here."), without_full_stop)
    independent = len(IndependentSources(dossier).of(Citation(source=source.id) for source in held))
    echoes = say(", {count} independent: one that repeats another does not count", count=independent)
    rest = say("; {unused} unused", unused=unused) if unused else Message()
    number = counted(len(held), "source")
    return series((number, *([echoes] if independent < len(held) else []), rest), "")


def _uses(dossier: Dossier, held: "list[Source]") -> dict[str, _Use]:
    header = dossier.header
    summary = {found.source for found in header.cite} if header else set()
    keys = source_keys(dossier)
    uses = {source.id: _Use({}, {}, source.id in summary, keys.get(source.id) or source.key or "") for source in held}
    telling: dict[tuple[str, str], dict[str, None]] = {}
    for source in held:
        rests: dict[str, dict[str, None]] = {}
        for link in dossier.linked_to(source.id):
            if is_citation(link.path):
                rests.setdefault(link.kind, {})[link.id] = None
                if not is_within(link.path, "differs"):
                    telling.setdefault((link.kind, link.id), {})[source.id] = None
        uses[source.id].rests.update((kind, list(ids)) for kind, ids in rests.items())
    independent = IndependentSources(dossier)
    for (kind, id_), ids in telling.items():
        found = independent.of(Citation(source=source) for source in ids)
        if len(found) == 1:
            uses[found[0]].alone.setdefault(kind, []).append(id_)
    return {id_: use._replace(rests=_in_order(use.rests), alone=_in_order(use.alone)) for id_, use in uses.items()}


def _in_order(found: ByKind) -> ByKind:
    return {kind: found[kind] for kind in KINDS if found.get(kind)}


def _card(dossier: Dossier, source: "Source", use: _Use) -> Card:
    fields = [Field("id", say("Id"), (cell(code(source.id)),)), *_described(dossier, source, use.letter)]
    rests = list(_listed(dossier, use.rests))
    if use.summary:
        rests.append(cell(say("the summary of the dossier")))
    fields.append(Field("rests", say("Used for"), tuple(rests) or (unknown(say("nothing")),)))
    if alone := tuple(_listed(dossier, use.alone, use.rests)):
        fields.append(Field("alone", say("Only source for"), alone))
    return Card("source", cell(name_whole(source), source.id), tuple(fields), source.id)


_SHORT = ("author", "publication", "published", "reliability", "derived_from", "url", "key")
"""Fields of a source on a short page."""


def _short_card(dossier: Dossier, source: "Source", use: _Use) -> Card:
    """Return a card with a source, its date and reliability, and the number of records that rest on it."""
    own = [found for found in _described(dossier, source, use.letter) if found.key in _SHORT]
    counts = [counted(len(ids), kind) for kind, ids in use.rests.items()]
    rests = [cell(words) for words in counts] + ([cell(say("the summary of the dossier"))] * use.summary)
    alone = [
        cell(say("all {count}", count=words) if len(ids) == len(use.rests[kind]) > 1 else words)
        for kind, ids in use.alone.items()
        for words in [counted(len(ids), kind)]
    ]
    told = (("rests", say("Used for"), rests), ("alone", say("Only source for"), alone))
    fields = [field._replace(lines=(_marked(source, field),)) for field in own]
    fields += [Field(key, label, (joined(", ", lines),)) for key, label, lines in told if lines]
    return Card("source", said(source, "title", cited=False), tuple(fields), source.id)


def _marked(source: "Source", field: Field) -> Cell:
    """Return the value of a field with its marks and rivals, in one line."""
    words = Cell(tuple(span for span in field.lines[0].spans if not isinstance(span, Mark | Cite)))
    return said(source, field.key, told=words, cited=False)


def _described(dossier: Dossier, source: "Source", letter: str) -> Iterator[Field]:
    """Yield the fields of a source itself with its letter, each with its rivals and inference notes."""
    whole = [rival(source, found, dossier) for found in source.differs if found.field is None]
    about = [*whole, *beside(dossier, source, "title")]
    if about:
        yield Field("title", say("Title"), tuple(about))
    for item in own_fields(source):
        lines = field_lines(dossier, source, item)
        if item.name == "published" and not source.published:
            lines[:1] = [cell(say("date unknown"), "")]
        elif item.name == "reliability" and source.reliability:
            grade = source.reliability
            lines[0] = cell(say("{part} (grade {grade})", part=RELIABILITY[grade], grade=code(grade)), grade)
        elif item.name == "key":
            lines = [cell(code(letter), letter)] if letter else []
        elif item.name == "derived_from" and lines:
            lines = [_echo(line) for line in lines]
        if lines and item.name not in _ELSEWHERE:
            yield Field(item.name, _LABELS.get(item.name, capitalized(field_words(item.name))), tuple(lines))


def _echo(line: Cell) -> Cell:
    return line.with_text("", say(" (not independent)")) if isinstance(line.value, str) else line


_LABELS = {
    "key": say("Letter"),
    "url": say("Address"),
    "derived_from": say("Repeats"),
    "note": say("Remark"),
    "external": say("Outside the main sources"),
}


def _listed(dossier: Dossier, found: ByKind, whole: ByKind | None = None) -> Iterator[Cell]:
    """Yield per kind the number and names of records, or that these are all of `whole`; the value has their ids."""
    for kind, ids in found.items():
        value = {"kind": kind, "ids": ids}
        count = counted(len(ids), kind)
        if whole and len(ids) == len(whole[kind]) > 1:
            yield cell(say("all {count}", count=count), value)
        else:
            shown = listed([_called(dossier, id_) for id_ in ids], _LISTED, "; ")
            yield phrase(say("{count}: ", count=count), shown)._replace(value=value)


def _called(dossier: Dossier, id_: str) -> Cell:
    """Return the name of a record, or its text if it has no name, and whether that is disputed.

    An opinion follows its holder.
    """
    record = dossier.get(id_)
    if record is None:
        return cell(code(id_))
    named = phrase(name_unstopped(record))
    if is_opinion(record):
        named = phrase(name_refs(dossier, record.by) if record.by else say("holder not named"), ": ", named)
    if isinstance(record, Event):
        named = with_status(dossier, record, named)
    disputed = any(found.field in (None, KINDS[record.KIND].title) for found in record.differs)
    return named.followed(Mark(Sign.DISPUTED)) if disputed else named
