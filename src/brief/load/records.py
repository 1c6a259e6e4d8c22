"""A file to records: every value checked against the dataclass of its kind."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from brief.core.dossier import Placed
from brief.core.findings import Finding
from brief.core.model import KINDS, SECTIONS
from brief.core.model.header import Header
from brief.core.names import hint, meant
from brief.load.build import HEAD, Builder, Entry
from brief.load.places import Places
from brief.load.plain import Doubtful, plain
from brief.load.read import Unreadable
from brief.load.text import YamlText
from brief.load.walk import MARKER
from brief.load.wording import ID, id_finding, value_finding

if TYPE_CHECKING:
    from pydantic import ValidationError

Examine = Callable[[Any], Iterator[Finding]]


class Reading:
    """One file as it is read: first the records, one by one; then its head, and what is wrong with it."""

    def __init__(self, text: YamlText, path: str, examine: Examine) -> None:
        """`path` is relative to the dossier's folder; `examine` finds fault with a record by itself."""
        self.header: Header | None = None
        self.is_whole = True
        """Whether the file could be read to its end; if not, none of its records counts."""
        self._text = text
        self._builder = Builder(text)
        self._findings: list[Finding] = []
        self._path = path
        self._is_marker = path == MARKER
        self._examine = examine
        self._places: tuple[Entry, Places] | None = None

    def records(self) -> Iterator[Placed]:
        """The records of the file, in its order; the rest is known when they are through."""
        builder = self._builder
        lacks_head = self._is_marker
        try:
            for entry in builder.entries():
                lacks_head = lacks_head and entry.section != HEAD and (bool(entry.section) or entry.value is None)
                yield from self._entry(entry)
            self.is_whole = builder.is_whole
        except Unreadable as error:
            self.is_whole = False
            builder.findings = [error.finding]
        if not self.is_whole:
            self._findings.clear()  # what was made of a file that is no YAML may be something else
        self._findings[:0] = [found._replace(file=self._path) for found in builder.findings]
        if lacks_head and self.is_whole:
            way = f"begin it with `{HEAD}:` and, indented, `title: ...`"
            self._note(Finding("no-head", f"{MARKER} has no `{HEAD}:`", way, path=HEAD))

    @property
    def digest(self) -> bytes:
        """The digest of the content, once it is read."""
        return self._text.digest

    @property
    def position(self) -> int:
        """How many bytes were read."""
        return self._text.position

    def close(self) -> None:
        """Let go of the file."""
        self._text.close()

    def take_findings(self) -> list[Finding]:
        """What was found wrong since the last time."""
        taken, self._findings = self._findings, []
        return taken

    def _entry(self, entry: Entry) -> Iterator[Placed]:
        if entry.section == HEAD:
            self._head(entry)
        elif entry.id is not None:
            if entry.section in SECTIONS:
                yield from self._record(entry, entry.id)
        elif not entry.section:
            if entry.value is not None:
                sentence = "a file of a dossier is a map of sections"
                self._report(Finding("not-a-map", sentence, "begin it with `people:` or another section"), entry)
        elif entry.section not in SECTIONS:
            self._report(_unknown_section(entry.section), entry)
        elif entry.value not in (None, {}):
            kind = SECTIONS[entry.section]
            way = f"write each {kind.name} below its id: `some-id:` and, indented, its fields"
            finding = Finding("not-a-map", f"`{entry.section}` must be a map from id to {kind.name}", way)
            self._report(finding, entry)

    def _head(self, entry: Entry) -> None:
        if not self._is_marker:
            way = f"move what it says to the {MARKER} at the top, or delete it"
            self._report(Finding("second-head", f"only the {MARKER} at the top has a `{HEAD}:`", way, path=HEAD), entry)
            return
        try:
            self.header = _made(HEAD, Header, entry.value if entry.value is not None else {})
        except _Invalid as error:
            self._report_all(error.faults, Header, entry, "dossier")

    def _record(self, entry: Entry, id_: str) -> Iterator[Placed]:
        kind = SECTIONS[entry.section]
        fields = entry.value if entry.value is not None else {}  # an id with nothing below it
        if not ID.fullmatch(id_):
            self._report(id_finding(id_), entry)
        elif not isinstance(fields, dict):
            way = f"write `{kind.title}:` and other fields below it, indented"
            self._report(Finding("not-a-map", f"{kind.name} {id_} must be a map of fields", way, record=id_), entry)
        elif "id" in fields:
            sentence = "`id` is not a field: a record's id is the key above it"
            self._report(Finding("unknown-field", sentence, "delete it", record=id_), entry, ("id",), key=True)
        else:
            try:
                record = _made(entry.section, kind.record, {**fields, "id": id_})
            except _Invalid as error:
                self._report_all(error.faults, kind.record, entry, f"{kind.name} {id_}")
                return
            yield Placed(record, entry.line)
            for finding in self._examine(record):
                self._note(self._placed(entry).put_field(finding))

    def _report_all(self, faults: list[Any], cls: type, entry: Entry, subject: str) -> None:
        found = [(fault["loc"], *value_finding(fault, cls, subject)) for fault in faults]
        misspelled = {(*place[:-1], finding.hint) for place, finding, _ in found if finding.code == "unknown-field"}
        for place, finding, key in found:
            if finding.code == "missing-field" and (*place[:-1], meant(str(place[-1]))) in misspelled:
                continue
            field = ".".join(map(str, place))
            self._report(finding._replace(record=entry.id or "", path=field), entry, place, key=key)

    def _report(self, finding: Finding, entry: Entry, path: tuple[str | int, ...] = (), *, key: bool = False) -> None:
        self._note(self._placed(entry).put(finding, path, key=key))

    def _placed(self, entry: Entry) -> Places:
        """The places within the entry that was read last."""
        if self._places is None or self._places[0] is not entry:
            self._places = entry, Places(self._builder.written(entry))
        return self._places[1]

    def _note(self, finding: Finding) -> None:
        self._findings.append(finding._replace(file=self._path))


def _unknown_section(section: str) -> Finding:
    if section in KINDS:
        better = f"write `{KINDS[section].section}:`"
    else:
        better = hint(section, SECTIONS, f"the sections are {', '.join(SECTIONS)}")
    return Finding("unknown-section", f"`{section}` is not a section of a dossier", better)


class _Invalid(Exception):
    """Fields make no record; carries pydantic's errors, with paths from the record on."""

    def __init__(self, error: "ValidationError") -> None:
        super().__init__()
        self.faults: list[Any] = [{**fault, "loc": fault["loc"][1:]} for fault in error.errors(include_url=False)]


def _made(section: str, cls: type[Any], fields: Any) -> Any:
    """The record or head that these fields make; raises `_Invalid`."""
    try:
        return plain(cls, fields)
    except Doubtful:
        return _judged(section, fields)


def _judged(section: str, fields: Any) -> Any:
    """The same, by pydantic."""
    from pydantic import ValidationError

    try:
        return getattr(_validator()({section: fields}), section)
    except ValidationError as error:
        raise _Invalid(error) from error


@cache
def _validator() -> Callable[[Any], Any]:
    """The validator of all sections: made in one, they share their parts, and take a third of the time."""
    from dataclasses import make_dataclass

    from pydantic import TypeAdapter

    kinds: list[tuple[str, Any]] = [(HEAD, Header), *((kind.section, kind.record) for kind in KINDS.values())]
    file = make_dataclass("File", [(section, cls | None, None) for section, cls in kinds])
    validate: Callable[[Any], Any] = TypeAdapter(file).validator.validate_python
    return validate
