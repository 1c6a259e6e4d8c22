"""Where in a file a field stands; found by reading the file once more, and only for findings and for `brief why`."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from brief.core.dossier import Dossier, Placed
from brief.core.findings import Finding
from brief.core.model import KINDS, SECTIONS
from brief.core.trail import Place
from brief.load.build import Builder, Span
from brief.load.read import Unreadable, read, text_of
from brief.load.walk import MARKER

_KEYED = (("who",), ("inferred",))
"""Maps whose keys are what is meant."""


class Places:
    """The places of all fields of one file."""

    def __init__(self, text: str) -> None:
        """Read the text for the place of every key and value."""
        builder = Builder(text, spans=True)
        builder.build()
        self._spans = builder.spans or {}
        self._lines = builder.source_lines

    def at(self, path: Sequence[str | int], *, key: bool = False) -> Span | None:
        """The place of the value (or its key); of the nearest field around it where it has none itself."""
        here: tuple[str | int, ...] = ()
        rest = tuple(path)
        while rest:
            here, rest = self._further(here, rest)
        found = self._spans.get(here)
        if found is None:
            return None
        if path[-1:] in (("source",), ("at",)) and here[-1] != path[-1]:
            return self._in_citation(found[1], path[-1])
        is_outer = len(here) < (2 if here[:1] == ("dossier",) else 3)
        return found[0] if key or is_outer else found[1]

    def _further(
        self, here: tuple[str | int, ...], rest: tuple[str | int, ...]
    ) -> tuple[tuple[str | int, ...], tuple[str | int, ...]]:
        """One step down, if the file has it: one value may stand for a list of one, a key may hold dots."""
        for taken in range(1, len(rest) + 1):
            step = ".".join(map(str, rest[:taken]))
            for found in ((*here, rest[0]), (*here, step)) if taken == 1 else ((*here, step),):
                if found in self._spans:
                    return found, rest[taken:]
        return here, rest[1:]

    def _in_citation(self, span: Span, part: str | int) -> Span:
        """The source or the locator within `SOURCE LOCATOR`."""
        line = self._lines[span.line]
        source, space, at = line[span.column - 1 : span.column - 1 + span.width].partition(" ")
        if part == "source" or not at.strip():
            return span._replace(width=len(source.rstrip("\"'"))) if source else span
        return span._replace(column=span.column + len(source + space), width=len(at.rstrip("\"'")))

    def section_of(self, finding: Finding, section: str) -> str:
        """The section in which the record stands that is meant: of two with one id, the one on the finding's line."""
        for other in SECTIONS:
            found = self._spans.get((other, finding.record))
            if found and found[0].line == finding.line:
                return other
        return section

    def line(self, number: int) -> str:
        """The user's own line with this number."""
        return self._lines[number]

    def put(self, finding: Finding, path: Sequence[str | int], *, key: bool = False) -> Finding:
        """The finding with its place and the user's own line."""
        span = self.at(path, key=key)
        if span is None:
            return finding
        return finding._replace(line=span.line, column=span.column, width=span.width, excerpt=self._lines[span.line])


def locate(root: Path, findings: Iterable[Finding], dossier: Dossier) -> list[Finding]:
    """The findings of the checks between records, each with the place of its field."""
    known: dict[str, Places | None] = {}
    placed = []
    for finding in findings:
        name, origin = dossier.name(finding.record), dossier.origin(finding.record)
        if name and origin:
            file = finding.file or origin.file
            if file not in known:
                known[file] = _places(root / file)
            found = finding._replace(file=file, line=finding.line or origin.line)
            placed.append(_put(known[file], found, name.kind))
        else:
            placed.append(_in_head(root, finding))
    return placed


def locate_within(root: Path, file: str, findings: Iterable[tuple[Placed, Finding]]) -> list[Finding]:
    """The findings of the checks on the records of one file, each with the place of its field."""
    found = [(placed, finding._replace(file=file, line=placed.line)) for placed, finding in findings]
    places = _places(root / file) if found else None
    return [_put(places, finding, placed.record.KIND) for placed, finding in found]


def place(root: Path, dossier: Dossier, id_: str, path: str = "") -> Place | None:
    """Where a record or a field of it stands; of an empty field, what is around it."""
    name, origin = dossier.name(id_), dossier.origin(id_)
    places = _places(root / origin.file) if origin else None
    if not name or not origin or not places:
        return None
    steps = (KINDS[name.kind].section, id_, *_steps(path))
    span = places.at(steps, key=steps[2:3] in _KEYED)
    line = span.line if span else origin.line
    return Place(origin.file, line, places.line(line))


def _put(places: Places | None, finding: Finding, kind: str) -> Finding:
    if places is None:
        return finding
    path = (places.section_of(finding, KINDS[kind].section), finding.record, *_steps(finding.path))
    return places.put(finding, path, key=path[2:3] in _KEYED)


def _in_head(root: Path, finding: Finding) -> Finding:
    """A finding about the head of the dossier."""
    places = _places(root / MARKER)
    found = finding._replace(file=MARKER)
    return places.put(found, ("dossier", *_steps(finding.path))) if places else found


def _steps(path: str) -> list[str | int]:
    return [int(step) if step.isdigit() else step for step in path.split(".") if step]


def _places(path: Path) -> Places | None:
    try:
        return Places(text_of(read(path)))
    except Unreadable:
        return None
