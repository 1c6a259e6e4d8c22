"""Where in a file a field stands; found by reading the file once more, and only for findings."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from brief.core.dossier import Dossier
from brief.core.findings import Finding
from brief.core.model import KINDS
from brief.load.build import Builder, Span, line_of
from brief.load.read import Unreadable, read, text_of
from brief.load.walk import MARKER


class Places:
    """The places of all fields of one file."""

    def __init__(self, text: str) -> None:
        """Read the text for the place of every key and value."""
        builder = Builder(text, spans=True)
        builder.build()
        self._spans = builder.spans or {}
        self._text = text

    def at(self, path: Sequence[str | int], *, key: bool = False) -> Span | None:
        """The place of the value (or its key); of the nearest field around it where it has none itself."""
        here: tuple[str | int, ...] = ()
        for step in path:
            # A single value may stand for a list of one, and `SOURCE LOCATOR` for a map.
            if (*here, step) in self._spans:
                here = (*here, step)
        found = self._spans.get(here)
        if found is None:
            return None
        return found[0] if key or len(here) < 3 else found[1]

    def put(self, finding: Finding, path: Sequence[str | int], *, key: bool = False) -> Finding:
        """The finding with its place and the user's own line."""
        span = self.at(path, key=key)
        if span is None:
            return finding
        excerpt = line_of(self._text, span.line)
        return finding._replace(line=span.line, column=span.column, width=span.width, excerpt=excerpt)


def locate(root: Path, findings: Iterable[Finding], dossier: Dossier) -> list[Finding]:
    """The findings of the checks, each with the place of its field."""
    known: dict[str, Places | None] = {}
    placed = []
    for finding in findings:
        name, origin = dossier.name(finding.record), dossier.origin(finding.record)
        if name and origin:
            file = finding.file or origin.file
            if file not in known:
                known[file] = _places(root / file)
            path = (KINDS[name.kind].section, finding.record, *_steps(finding.path))
            found = finding._replace(file=file, line=finding.line or origin.line)
            placed.append(places.put(found, path, key=path[2:3] == ("who",)) if (places := known[file]) else found)
        else:
            placed.append(_in_head(root, finding))
    return placed


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
