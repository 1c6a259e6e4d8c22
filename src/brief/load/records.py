"""A file to records: every value checked against the dataclass of its kind."""

from collections.abc import Callable
from dataclasses import make_dataclass
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from brief.core.dossier import Placed
from brief.core.findings import Finding
from brief.core.model import KINDS, SECTIONS
from brief.core.model.header import Header
from brief.core.names import hint, meant
from brief.load.build import Builder
from brief.load.places import Places
from brief.load.read import Unreadable, text_of
from brief.load.walk import MARKER
from brief.load.wording import ID, id_finding, value_finding


def read_records(content: bytes, path: str) -> tuple[list[Placed], Header | None, list[Finding]]:
    """The records and the head in the content of a file, and what is wrong with it."""
    try:
        reader = _Reader(text_of(content), path)
    except Unreadable as error:
        return [], None, [error.finding]
    reader.read()
    return reader.records, reader.header, reader.findings


class _Reader:
    """Reads one file; places are looked up only when there is something to find fault with."""

    def __init__(self, text: str, path: str) -> None:
        self.text = text
        self.is_marker = path == MARKER
        self.records: list[Placed] = []
        self.header: Header | None = None
        self.findings: list[Finding] = []
        self._found_places: Places | None = None

    def read(self) -> None:
        builder = Builder(self.text)
        sections = builder.build()
        if any(found.code == "duplicate-key" for found in builder.findings):
            builder = Builder(self.text, spans=True)  # which knows where the first of them stands
            sections = builder.build()
        self.findings += builder.findings
        if sections is None:
            if self.is_marker and not self.findings:
                self.findings.append(_no_header())
            return
        if not isinstance(sections, dict):
            sentence = "a file of a dossier is a map of sections"
            self._report(Finding("not-a-map", sentence, "begin it with `people:` or another section"), ())
            return
        for section, held in sections.items():
            if section == "dossier":
                self._head(held)
            elif section not in SECTIONS:
                self._report(_unknown_section(section), (section,), key=True)
            elif held is not None:
                self._section(section, held, builder.lines)
        if self.is_marker and "dossier" not in sections:
            self.findings.append(_no_header())

    def _head(self, held: Any) -> None:
        if not self.is_marker:
            way = f"move what it says to the {MARKER} at the top, or delete it"
            finding = Finding("second-head", f"only the {MARKER} at the top has a `dossier:`", way)
            self._report(finding._replace(path="dossier"), ("dossier",), key=True)
            return
        try:
            self.header = _validated("dossier", held if held is not None else {})
        except ValidationError as error:
            self._report_all(error, Header, ("dossier",), "dossier")

    def _section(self, section: str, held: Any, lines: dict[tuple[str, str], int]) -> None:
        kind = SECTIONS[section]
        if not isinstance(held, dict):
            way = f"write each {kind.name} below its id: `some-id:` and, indented, its fields"
            self._report(Finding("not-a-map", f"`{section}` must be a map from id to {kind.name}", way), (section,))
            return
        for id_, fields in held.items():
            if not ID.fullmatch(id_):
                self._report(id_finding(id_), (section, id_), key=True)
                continue
            if fields is None:
                fields = {}  # noqa: PLW2901 - an id with nothing below it
            if not isinstance(fields, dict):
                way = f"write `{kind.title}:` and other fields below it, indented"
                self._report(
                    Finding("not-a-map", f"{kind.name} {id_} must be a map of fields", way, record=id_),
                    (section, id_),
                )
                continue
            if "id" in fields:
                sentence = "`id` is not a field: a record's id is the key above it"
                finding = Finding("unknown-field", sentence, "delete it", record=id_)
                self._report(finding, (section, id_, "id"), key=True)
                continue
            try:
                record = _validated(section, {**fields, "id": id_})
            except ValidationError as error:
                self._report_all(error, kind.record, (section, id_), f"{kind.name} {id_}", id_)
                continue
            self.records.append(Placed(record, lines[section, id_]))

    def _report_all(
        self, error: ValidationError, cls: type, path: tuple[str, ...], subject: str, id_: str = ""
    ) -> None:
        faults: list[Any] = [{**fault, "loc": fault["loc"][1:]} for fault in error.errors(include_url=False)]
        found = [(fault["loc"], *value_finding(fault, cls, subject)) for fault in faults]
        misspelled = {(*place[:-1], finding.hint) for place, finding, _ in found if finding.code == "unknown-field"}
        for place, finding, key in found:
            if finding.code == "missing-field" and (*place[:-1], meant(str(place[-1]))) in misspelled:
                continue
            field = ".".join(map(str, place))
            self._report(finding._replace(record=id_, path=field), (*path, *place), key=key)

    def _report(self, finding: Finding, path: tuple[str | int, ...], *, key: bool = False) -> None:
        if self._found_places is None:
            self._found_places = Places(self.text)
        self.findings.append(self._found_places.put(finding, path, key=key))


def _no_header() -> Finding:
    way = "begin it with `dossier:` and, indented, `title: ...`"
    return Finding("no-head", f"{MARKER} has no `dossier:`", way, path="dossier")


def _unknown_section(section: str) -> Finding:
    if section in KINDS:
        better = f"write `{KINDS[section].section}:`"
    else:
        better = hint(section, SECTIONS, f"the sections are {', '.join(SECTIONS)}")
    return Finding("unknown-section", f"`{section}` is not a section of a dossier", better)


def _validated(section: str, fields: Any) -> Any:
    """The record or head that these fields make; the places in a `ValidationError` begin with the section."""
    return getattr(_validate()({section: fields}), section)


@cache
def _validate() -> Callable[[Any], Any]:
    """The validator of all sections: made in one, they share their parts, and take a third of the time."""
    kinds: list[tuple[str, Any]] = [("dossier", Header), *((kind.section, kind.record) for kind in KINDS.values())]
    file = make_dataclass("File", [(section, cls | None, None) for section, cls in kinds])
    validate: Callable[[Any], Any] = TypeAdapter(file).validator.validate_python
    return validate
