"""Reads the records of a file, and validates every value against the class of its kind."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from brief.dossier.loaded import Located, Unread
from brief.locale import say, say_many
from brief.model.findings import Finding, Severity
from brief.model.header import Header
from brief.model.kinds import KINDS, SECTIONS
from brief.model.marks import ID
from brief.model.names import hint, meant
from brief.model.serialization import references
from brief.model.shape import Fields
from brief.yaml.build import HEAD, Builder, Entry
from brief.yaml.capped import MAXIMUM_FINDINGS, unlisted
from brief.yaml.discovery import MARKER, Unreadable
from brief.yaml.other_words import section_meant
from brief.yaml.positions import Places
from brief.yaml.syntax import with_space
from brief.yaml.text import YamlText
from brief.yaml.validation import Fault, Invalid, validated
from brief.yaml.validation_messages import before_colon, id_finding, strange_sign, value_finding

Examine = Callable[[Any], Iterator[Finding]]

_IS_ID = re.compile(ID).fullmatch
_ANY_ID = "x"
"""Stands for an id that is wrong, so that the fields of its record are checked."""


class Reading:
    """Reads one file: first iterate over its records; then its head and findings are complete."""

    def __init__(self, text: YamlText, path: str, examine: Examine, had: int = 0) -> None:
        """Read a text; `path` is relative to the dossier's folder; `examine` yields findings about a single record.

        `had` is the number of records in the file when any were last read.
        """
        self.header: Header | None = None
        self.is_whole = True
        """True if the file could be read to its end; if not, discard its records."""
        self._had = had
        self._says_nothing = True
        self._empty_sections: list[Finding] = []
        self._text = text
        self._builder = Builder(text)
        self._findings: list[Finding] = []
        self._unread: list[Unread] = []
        self._path = path
        self._is_marker = path == MARKER
        self._examine = examine
        self._places: tuple[Entry, Places] | None = None

    def records(self) -> Iterator[Located]:
        """Yield the records in the order of the file; head and findings are complete at the end."""
        builder = self._builder
        lacks_head = self._is_marker
        try:
            for read in builder.entries():
                entry = read if not self._text.is_parked else _unparked(read)
                if entry.id is None:
                    lacks_head = lacks_head and entry.section != HEAD and (bool(entry.section) or entry.value is None)
                    self._outer(entry)
                elif placed := self._record(entry, entry.id):
                    yield placed
            self.is_whole = builder.is_whole
            found = [*builder.findings, *self._hidden()]
        except Unreadable as error:
            self.is_whole = False
            found = [error.finding]
        if not self.is_whole:
            self._findings.clear()  # they may be wrong, because the file is not valid YAML
        if self._text.is_parked:
            from brief.yaml.hidden import unparked

            found = [one._replace(sentence=unparked(one.sentence), hint=unparked(one.hint)) for one in found]
        self._findings[:0] = [finding._replace(file=self._path) for finding in found]
        if lacks_head and self.is_whole:
            way = say("begin it with `{head}:` and, indented, `title: ...`", head=HEAD)
            self._note(Finding("no-head", say("{marker} has no `{head}:`", marker=MARKER, head=HEAD), way, path=HEAD))
        elif self.is_whole and self._says_nothing:
            self._note(self._no_records())
            return
        for finding in self._empty_sections if self.is_whole else ():
            self._note(finding)

    @property
    def digest(self) -> bytes:
        """The digest of the content, after all of it is read."""
        return self._text.digest

    @property
    def position(self) -> int:
        """Number of bytes read."""
        return self._text.position

    def close(self) -> None:
        """Close the file."""
        self._text.close()

    def _hidden(self) -> Iterator[Finding]:
        """Yield findings of hidden characters that no other finding on the same line names, up to a syntax error."""
        stopped = [found.line for found in self._builder.findings] if not self._builder.is_whole else []
        for finding in self._text.hidden:
            if stopped and finding.line > max(stopped):
                return
            code = re.search(r"U\+[0-9A-F]+", finding.sentence)
            if not code or not any(code[0] in one.sentence and one.line == finding.line for one in self._findings):
                yield finding

    def take_findings(self) -> list[Finding]:
        """Return the findings since the last call."""
        taken, self._findings = self._findings, []
        return taken

    def take_unread(self) -> list[Unread]:
        """Return the records that could not be read since the last call, with the references that could."""
        taken, self._unread = self._unread, []
        return taken

    def _no_records(self) -> Finding:
        """Return the finding for a file that has only comments and empty sections."""
        sentence, hint = say("this file has no records"), say("add some, or delete the file")
        if self._had:
            had = say_many("one record", "{count:,} records", self._had)
            sentence, hint = (
                say("{sentence}; it had {count} when it was last read", sentence=sentence, count=had),
                say("restore them, or delete the file"),
            )
        return Finding("no-records", sentence, hint)

    def _outer(self, entry: Entry) -> None:
        """Read an entry that is not a record."""
        is_section = entry.section in SECTIONS and entry.value in (None, {})
        if not is_section and (entry.section or entry.value is not None):
            self._says_nothing = False
        if entry.section == HEAD:
            self._head(entry)
        elif not entry.section:
            if entry.value is not None:
                sentence: str = say("a dossier file must be a map of sections")
                self._report(Finding("not-a-map", sentence, say("begin it with `people:` or another section")), entry)
        elif entry.section not in SECTIONS:
            self._report(_unknown_section(entry.section), entry)
        elif entry.value is None:
            sentence = say("`{section}` has no records", section=entry.section)
            way: str = say("add some, or delete this line")
            self._empty_sections.append(
                self._placed(entry).put(Finding("no-records", sentence, way, Severity.WARNING), ())
            )
        elif entry.value != {}:
            kind = SECTIONS[entry.section]
            way = say("write each {name} below its id: `some-id:` and, indented, its fields", name=kind.name)
            finding = Finding(
                "not-a-map",
                say("`{section}` must be a map from id to {name}", section=entry.section, name=kind.name),
                way,
            )
            self._report(finding, entry)

    def _head(self, entry: Entry) -> None:
        if not self._is_marker:
            way = say("move what it says to the {marker} at the top, or delete it", marker=MARKER)
            self._report(
                Finding(
                    "second-head",
                    say("only the {marker} at the top has a `{head}:`", marker=MARKER, head=HEAD),
                    way,
                    path=HEAD,
                ),
                entry,
            )
            return
        try:
            self.header = validated(Header, entry.value if entry.value is not None else {})
        except Invalid as error:
            self._report_all(error.faults, entry, "dossier")
            self._salvage(Header, entry)
            return
        self._report_bare_fields(entry)

    def _report_bare_fields(self, entry: Entry) -> None:
        """Report fields without a colon in an otherwise valid entry: a comma may have cut off the end of a value."""
        if self._builder.has_bare_key:
            self._builder.has_bare_key = False
            for path in self._placed(entry).bare_fields():
                found = self._placed(entry).cut(path)
                if not found or self._placed(entry).is_first(found, path):
                    sentence = say("`{path}` has neither a colon nor a value", path=path[-1])
                    hint = found.hint if found else say("write `{path}: ...`, or delete it", path=path[-1])
                    finding = Finding(
                        "invalid-value", sentence, hint, record=entry.id or "", path=".".join(map(str, path))
                    )
                    self._report(finding, entry, path, key=True)

    def _record(self, entry: Entry, id_: str) -> Located | None:
        """Read a record and examine it; return None if it cannot be read whole."""
        self._says_nothing = False
        kind = SECTIONS.get(entry.section)
        if not kind:
            return None
        fields = entry.value if entry.value is not None else {}  # an id with nothing below it
        has_id = bool(_IS_ID(id_)) and id_ != HEAD
        if not has_id:
            self._report(id_finding(id_), entry)
            if not entry.value:
                return None
        if not isinstance(fields, dict):
            way = with_space(fields) if isinstance(fields, str) else ""
            way = way or say("write `{title}:` and other fields below it, indented", title=kind.title)
            self._report(
                Finding(
                    "not-a-map", say("{name} {id} must be a map of fields", name=kind.name, id=id_), way, record=id_
                ),
                entry,
            )
        elif "id" in fields:
            sentence = say("`id` is not a field: a record's id is the key above it")
            self._report(Finding("unknown-field", sentence, say("delete it"), record=id_), entry, ("id",), key=True)
        else:
            try:
                record = validated(kind.record, {**fields, "id": id_ if has_id else _ANY_ID})
            except Invalid as error:
                self._report_all(error.faults, entry, f"{kind.name} {id_}")
                self._salvage(kind.record, entry)
                return None
            self._report_bare_fields(entry)
            if has_id:
                for finding in self._examine(record):
                    self._note(self._placed(entry).put_field(finding))
                return Located(record, entry.line)
            self._salvage(kind.record, entry)
        return None

    def _salvage(self, cls: type[Fields], entry: Entry) -> None:
        """Keep the references of what cannot be read, so that the broken ones are found too."""
        from brief.yaml.salvage import salvaged

        found = tuple(references(salvaged(cls, entry.value)))
        self._unread.append(Unread(entry.id or "", entry.line, found))

    def _report_all(self, faults: list[Fault], entry: Entry, subject: str) -> None:
        found = [(fault.path, *value_finding(fault, subject)) for fault in faults[: MAXIMUM_FINDINGS + 1]]
        unknown = [(place, finding) for place, finding, _ in found if finding.code == "unknown-field"]
        meant_by = {(*place[:-1], way) for place, finding in unknown for way in (finding.hint, before_colon(place[-1]))}
        for index, (place, finding, key) in enumerate(found):
            if finding.code == "missing-field" and {place, (*place[:-1], meant(str(place[-1])))} & meant_by:
                continue
            is_bare = faults[index].value is None and before_colon(place[-1]) == place[-1]
            cut = self._placed(entry).cut(place) if is_bare else None
            if cut and not self._placed(entry).is_first(cut, place):
                continue
            better = finding._replace(
                hint=cut.hint if cut else finding.hint, record=entry.id or "", path=".".join(map(str, place))
            )
            if index == MAXIMUM_FINDINGS:
                better = unlisted(better, len(faults) - index)
            self._report(better, entry, place, key=key)

    def _report(self, finding: Finding, entry: Entry, path: tuple[str | int, ...] = (), *, key: bool = False) -> None:
        self._note(self._placed(entry).put(finding, path, key=key))

    def _placed(self, entry: Entry) -> Places:
        """Return the positions within the entry that was read last."""
        if self._places is None or self._places[0] is not entry:
            self._places = entry, Places(self._builder.written(entry))
        return self._places[1]

    def _note(self, finding: Finding) -> None:
        self._findings.append(finding._replace(file=self._path))


def _unparked(entry: Entry) -> Entry:
    """Return an entry with the original characters of the file: see `brief.yaml.hidden`."""
    from brief.yaml.hidden import unparked

    return entry._replace(section=unparked(entry.section), id=unparked(entry.id), value=unparked(entry.value))


def _unknown_section(section: str) -> Finding:
    if strange := strange_sign(section):
        return Finding(
            "unknown-section", say("the name of this section contains {character}", character=strange[0]), strange[1]
        )
    if section in KINDS:
        better: str = say("write `{section}:`", section=KINDS[section].section)
    elif other := section_meant(section):
        better = meant(other)
    else:
        better = hint(section, SECTIONS, say("the sections are {sections}", sections=", ".join(SECTIONS)))
    return Finding("unknown-section", say("`{section}` is not a section of a dossier", section=section), better)
