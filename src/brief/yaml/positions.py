"""Finds the position of a field in its file by reading the record again, for findings and for `brief why`."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import BinaryIO

from brief.dossier.audited import place_of
from brief.dossier.protocol import Dossier
from brief.model.findings import Finding
from brief.model.kinds import KINDS
from brief.model.provenance import Place
from brief.yaml.build import HEAD
from brief.yaml.commas import Cut, bare_keys, cut
from brief.yaml.discovery import Unreadable, open_file
from brief.yaml.event_findings import Span
from brief.yaml.text import YamlText
from brief.yaml.values import Path as ValuePath
from brief.yaml.written import Written

_KEYED = (("who",), ("inferred",))
"""Maps for which a finding points to the key, not to the value."""
_APART = 200
"""Number of lines between two marks."""
_BUFFER = 1 << 12
"""Number of bytes read at once to find a record."""


class Places:
    """The positions of all fields of one record."""

    def __init__(self, written: Written) -> None:
        """Use a record with the positions of everything in it."""
        self._written = written

    def put(self, finding: Finding, path: Sequence[str | int] = (), *, key: bool = False) -> Finding:
        """Return the finding with the position of the value at this path, or of its key, and the line as excerpt."""
        return self._written.quoting(finding, self._at(tuple(path), key=key))

    def put_field(self, finding: Finding) -> Finding:
        """Return the finding of a check with the position of its field."""
        if finding.code == "unknown-id" and (found := self.cut(_steps(finding.path))):
            from brief.model.names import is_suggestion

            finding = finding if is_suggestion(finding.hint) else finding._replace(hint=found.hint)
        return self._written.quoting(finding, self.of_field(finding.path))

    def cut(self, path: Sequence[str | int]) -> Cut | None:
        """Return the value that a comma has cut, if the key at this path is a part of one; else None."""
        return cut(self._written, self._nearest(tuple(path)))

    def bare_fields(self) -> Iterator[ValuePath]:
        """Return the fields without a colon and a value, except the keys of `who` and `inferred`, which need none."""
        return (path for path in bare_keys(self._written) if path[:-1] not in _KEYED)

    def is_first(self, found: Cut, path: Sequence[str | int]) -> bool:
        """True if the key at this path is the first of the keys that result from a cut value."""
        return found.first == self._nearest(tuple(path))

    def of_field(self, path: str) -> Span:
        """Return the position of a field (`roles.0.org`); of an absent field, that of the nearest value around it."""
        steps = _steps(path)
        return self._at(steps, key=steps[:1] in _KEYED)

    def last_line(self, path: str) -> int:
        """Return the last line of a field; of an absent field, that of the nearest value around it."""
        begin, here = self.of_field(path).line, self._nearest(_steps(path))
        others = (place.line for found, (place, _) in self._written.spans.items() if found[: len(here)] != here)
        last = min((line for line in others if line > begin), default=self._written.last + 1) - 1
        while last > begin and self._written.line_at(last).lstrip()[:1] in ("", "#"):
            last -= 1  # empty lines and comments belong to what follows
        return last

    def line(self, span: Span) -> str:
        """Return the line of the file at a position."""
        return self._written.line_at(span.line)

    def own_line(self, span: Span) -> str:
        """Return the line at a position without what it says of other records."""
        return self._written.own_line(span.line)

    def _at(self, rest: ValuePath, *, key: bool) -> Span:
        """Return the position of a value, or of its key; if the value is absent, of the nearest value around it."""
        here, last = self._nearest(rest), rest[-1:]
        found = self._written.spans.get(here)
        if found is None or here == self._written.path:
            return self._written.key
        if last in (("source",), ("at",)) and here[-1:] != last:
            return self._in_citation(found[1], last[0])
        return found[0] if key else found[1]

    def _nearest(self, rest: ValuePath) -> ValuePath:
        """Return the path in the file of the value at this path of the record, or of the nearest value around it."""
        here = self._written.path
        while rest:
            here, rest = self._further(here, rest)
        return here

    def _further(self, here: ValuePath, rest: ValuePath) -> tuple[ValuePath, ValuePath]:
        """Go one step down if possible; return the new path in the file, and the rest of the path.

        A single value may replace a list of one, and a key may contain dots.
        """
        for taken in range(1, len(rest) + 1):
            step = ".".join(map(str, rest[:taken]))
            for found in ((*here, rest[0]), (*here, step)) if taken == 1 else ((*here, step),):
                if found in self._written.spans:
                    return found, rest[taken:]
        if here[-1:] == ("cite",) and isinstance(rest[0], int):
            return self._cited(here, rest[0]), rest[1:]
        return here, rest[1:]

    def _cited(self, cite: ValuePath, index: int) -> ValuePath:
        """Return the path of the citation with this index in a map from field to citations, or in a list."""
        below = [path[len(cite) :] for path in self._written.spans if path[: len(cite)] == cite]
        listed = {path[0] for path in below if len(path) > 1 and path[1] == 0}
        found = [path for path in below if len(path) == (2 if path[:1] and path[0] in listed else 1)]
        is_map = ("source",) not in below
        return (*cite, *found[index]) if is_map and index < len(found) else cite

    def _in_citation(self, span: Span, part: str | int) -> Span:
        """Return the position of the source or the locator within `SOURCE LOCATOR`."""
        line = self.line(span)
        source, space, at = line[span.column - 1 : span.column - 1 + span.width].partition(" ")
        if part == "source" or not at.strip():
            return span._replace(width=len(source.rstrip("\"'"))) if source else span
        return span._replace(column=span.column + len(source + space), width=len(at.rstrip("\"'")))


def _steps(path: str) -> ValuePath:
    """Return `roles.0.org` as a path."""
    return tuple(int(step) if step.isdigit() else step for step in path.split(".") if step)


class _Marks:
    """Index of the offsets of some lines, so that a finding does not require reading the file from its beginning."""

    def __init__(self) -> None:
        self._of: dict[Path, list[tuple[int, int]]] = {}

    def approach(self, path: Path, opened: BinaryIO, line: int) -> int:
        """Seek to the last mark before a line of the open file; return the number of lines between them."""
        if path not in self._of:
            self._of[path] = list(_marks(opened))
        before, offset = self._of[path][bisect_right(self._of[path], line - 1, key=itemgetter(0)) - 1]
        opened.seek(offset)
        return line - 1 - before


def _marks(opened: BinaryIO) -> Iterator[tuple[int, int]]:
    """Yield for each mark the number of lines and the number of bytes before it."""
    yield 0, 0
    lines = offset = last = 0
    for raw in opened:
        if lines >= last + _APART:
            yield lines, offset
            last = lines
        lines += 1 + raw.count(b"\r") - raw.endswith(b"\r\n")
        offset += len(raw)


def locate(root: Path, findings: Iterable[Finding], dossier: Dossier) -> Iterator[Finding]:
    """Yield findings with the position of their fields; consecutive findings of one record come in file order."""
    marks = _Marks()
    for (id_, file, line), found in groupby(findings, key=lambda found: (found.record, *place_of(found, dossier))):
        places = _places(root / file, line, _written(dossier, id_), marks)
        placed = [finding._replace(file=file, line=line) for finding in found]
        yield from sorted(map(places.put_field, placed) if places else placed, key=Finding.place)


def place(root: Path, dossier: Dossier, id_: str, path: str = "") -> Place | None:
    """Return the position of a record or one of its fields; an empty id means the head. None if it cannot be found.

    For an absent field, return the position of the nearest value around it.
    """
    origin = dossier.origin(id_)
    if not origin:
        return None
    places = _places(root / origin.file, origin.line, _written(dossier, id_))
    if not places:
        return None
    span = places.of_field(path)
    return Place(origin.file, span.line, places.own_line(span), places.last_line(path))


def _written(dossier: Dossier, id_: str) -> tuple[str, ...]:
    """Return the keys above the fields of a record, or of the head for no id; an unread record has no known section."""
    name = dossier.name(id_)
    return (KINDS[name.kind].section if name else "", id_) if id_ else (HEAD,)


def _places(file: Path, line: int, path: tuple[str, ...], marks: _Marks | None = None) -> Places | None:
    """Return the positions within the record with this path, section and id, in this line; search for it if it is 0."""
    key = path[-1]
    try:
        with open_file(file) as opened:
            number = max(line, 1)
            before = marks.approach(file, opened, number) if marks and line else number - 1
            text = YamlText(opened, piece=_BUFFER)
            found = text.skip(before)
            while found is not None and not line and _key_in(found, key) < 0:
                found, number = text.skip(1), number + 1
            begun = _key_in(found or "", key)
            if found is None or begun < 0:
                return None
            text.blank(begun)
            return Places(Written(text, found, Span(number, begun + 1, len(key)), path))
    except Unreadable:
        return None


_QUOTED = r"""(?:^|(?<=[\s{\[,]))(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')"""
"""A text in quotes, in one line."""


def _key_in(line: str, key: str) -> int:
    """Return the index at which a key begins in a line; -1 if the line does not have it as a key."""
    texts = [found.span() for found in re.finditer(_QUOTED, line)]
    for found in re.finditer(rf"(?:^|(?<=[\s{{,\"']))({re.escape(key)})(?:\s*:(?=\s|$)|[\"']\s*:)", line):
        begin, end = found.span(1)
        if not any(first < begin and (first, last) != (begin - 1, end + 1) and end < last for first, last in texts):
            return begin
    return -1
