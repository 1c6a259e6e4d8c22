"""Find texts that name a higher-marked record: a release copy leaves out the record, but not the text."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from heapq import merge

from brief.dossier.audiences import audiences
from brief.dossier.audited import AuditedDossier, place_of
from brief.dossier.protocol import HEAD_FILE
from brief.dossier.released import Release
from brief.dossier.terms.passages import passages
from brief.locale import say
from brief.model.findings import Finding, Severity
from brief.model.handling import head_marking, highest, own_scheme
from brief.model.header import Header
from brief.model.kinds import KINDS, full_names, label
from brief.model.marks import parts_of_id
from brief.model.names import tokens
from brief.model.parts import Citation, Record
from brief.model.sources import Source
from brief.model.stated import citations
from brief.named_tuple import NamedTuple


class _Name(NamedTuple):
    """A name of a record that some release copy leaves out."""

    words: tuple[str, ...]
    """Folded."""
    spelled: str
    id: str
    marking: str
    """The lowest marking that shows the record."""
    home: str
    """The dossier of the record, if several are joined."""


class _Text(NamedTuple):
    """A text of a record, or of the head."""

    field: str
    text: str
    cite: tuple[Citation, ...] = ()


class _Markings:
    """The markings of a dossier."""

    def __init__(self, dossier: AuditedDossier) -> None:
        """Read the scheme and the marking of the head."""
        self._dossier = dossier
        self._scheme = own_scheme(dossier.header)
        self._head = head_marking(dossier.header)

    def is_higher(self, named: str, handling: str, cite: Iterable[Citation]) -> bool:
        """True if a marking is higher than a text with this marking and these citations."""
        texts = [highest((self._head, handling, self._of(cited)), self._scheme) for cited in cite]
        own = texts or [highest((self._head, handling), self._scheme)]
        return any(highest((marking, named), self._scheme) != marking for marking in own)

    @cached_property
    def levels(self) -> dict[str, str]:
        """The lowest marking that shows each record, of those that some release copy leaves out.

        For one that every copy leaves out, these are the markings outside the scheme.
        """
        levels = dict(self._left_out())
        for kind in KINDS.values():
            for record in self._dossier.having(kind.record, "marked"):
                if record.handling:
                    levels[record.id] = highest((levels.get(record.id, ""), record.handling), self._scheme)
        return levels

    def _left_out(self) -> Iterator[tuple[str, str]]:
        """Yield the records that each release copy leaves out, from the lowest copy, with the next higher marking."""
        found = audiences(self._dossier)
        if not found.copies:
            return
        above = (*found.copies[1:], found.whole or found.beyond)
        for marking, higher in zip(found.copies, above, strict=True):
            yield from ((id_, higher) for id_ in Release(self._dossier, marking).hidden)

    def _of(self, cited: Citation) -> str:
        source = self._dossier.one(Source, cited.source)
        return highest((cited.handling or "", (source and source.handling) or ""), self._scheme)


def marked_names(dossier: AuditedDossier) -> Iterator[Finding]:
    """Find records that name a higher-marked record in their text or id, and check the head as well."""
    if not dossier.has_markings:
        return
    markings = _Markings(dossier)
    names = _names(dossier, markings.levels)
    streams = [_in_kind(dossier, kind, names, markings) for kind in KINDS]
    if head := dossier.header:
        streams.append(_in_texts(_texts_of_head(head), "", "", names, markings))
    yield from merge(*streams, key=lambda found: place_of(found, dossier))


def marked_names_elsewhere(dossier: AuditedDossier) -> Iterator[Finding]:
    """Find records and heads of joined dossiers that name a higher-marked record of another one of them."""
    if not dossier.has_markings:
        return
    markings = _Markings(dossier)
    names = _names(dossier, markings.levels)
    for kind in KINDS:
        yield from _in_kind(dossier, kind, names, markings, is_joined=True)
    for home, head in dossier.dossiers.items():
        found = _in_texts(_texts_of_head(head), "", "", names, markings, home) if head else ()
        yield from (each._replace(file=f"{home}/{HEAD_FILE}") for each in found)


def _names(dossier: AuditedDossier, levels: Mapping[str, str]) -> dict[str, list[_Name]]:
    """Return the names of records by their first word, and ids that cannot be mistaken for words."""
    found: dict[str, list[_Name]] = {}
    for id_, marking in levels.items():
        record = dossier.get(id_)
        is_named = record is not None and KINDS[record.KIND].title != "text"
        own = parts_of_id(id_)[1]
        spelled = [*(_called(record) if record and is_named else ()), *([own] if "-" in own else [])]
        for name in dict.fromkeys(spelled):
            if words := tokens(name):
                found.setdefault(words[0], []).append(_Name(words, name, id_, marking, dossier.home(id_)))
    return found


def _called(record: Record) -> Iterator[str]:
    """Yield the names of a record, and its short forms."""
    yield from full_names(record)
    yield from filter(None, (record.short, getattr(record, "second_reference", None)))


def _in_kind(
    dossier: AuditedDossier, kind: str, names: dict[str, list[_Name]], markings: _Markings, *, is_joined: bool = False
) -> Iterator[Finding]:
    for record in dossier.every(KINDS[kind].record):
        home = dossier.home(record.id) if is_joined else None
        yield from _in_texts(_texts(record), record.id, markings.levels.get(record.id, ""), names, markings, home)


def _in_texts(
    texts: Iterable[_Text],
    id_: str,
    handling: str,
    names: dict[str, list[_Name]],
    markings: _Markings,
    home: str | None = None,
) -> Iterator[Finding]:
    """Find higher-marked names in the texts of one record, or of a head, each name once, except those of `home`."""
    told = {id_}
    for path, text, cite in texts:
        for name in _named(text, names):
            if name.id not in told and name.home != home and markings.is_higher(name.marking, handling, cite):
                told.add(name.id)
                yield _finding(id_, name, path)


def _texts(record: Record) -> Iterator[_Text]:
    """Yield the texts of a record; that of the id has an empty field."""
    title = KINDS[record.KIND].title
    for name, text in ((title, label(record)), ("", record.id), ("short", record.short)):
        yield _Text(name, text or "", citations(record, title))
    yield _Text("note", record.note or "")
    for found in passages(record, lambda _: ""):
        yield _Text(found.field, f"{found.text} {found.note}", found.cite)


def _texts_of_head(head: Header) -> Iterator[_Text]:
    """Yield the texts of the head, which every release copy contains."""
    yield _Text("title", head.title)
    yield _Text("summary", head.summary or "", head.cite)
    yield _Text("author", head.author or "")
    if head.letterhead:
        yield _Text("letterhead", f"{head.letterhead.name} {head.letterhead.address or ''}")
    for name, sections in head.memos.items():
        yield _Text(f"memos.{name}", " ".join((name, *(section.heading or "" for section in sections))))
    for word, others in head.synonyms.items():
        yield _Text(f"synonyms.{word}", " ".join((word, *others)))
    for meaning, others in vars(head.words).items() if head.words else ():
        yield _Text(f"words.{meaning}", " ".join(others))


def _named(text: str, names: dict[str, list[_Name]]) -> Iterator[_Name]:
    """Yield the names in a text. A name of one word must match exactly."""
    words = tokens(text)
    for index, word in enumerate(words):
        for name in names.get(word, ()):
            if words[index : index + len(name.words)] == name.words and (len(name.words) > 1 or name.spelled in text):
                yield name


def _finding(id_: str, name: _Name, path: str) -> Finding:
    sentence = say(
        "this names `{name}`, which has a higher marking: {marking}",
        name=name.spelled,
        marking=name.marking,
    )
    hint = say("give it the same `handling`, or leave the name out, because release copies print it")
    return Finding("marked-name", sentence, hint, Severity.WARNING, record=id_, path=path)
