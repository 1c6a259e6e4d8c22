"""Findings as workflow commands, which GitHub shows next to the changed lines.

https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
"""

from collections.abc import Iterator, Mapping

from brief.document import Document, Paragraph, Problem, escape_invisible
from brief.renderers.renderer import Selective, findings_alone

_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY = _DATA | {":": "%3A", ",": "%2C"}


def render(document: Document) -> str:
    """Return a line for each finding, then the count; raises `UserError` for any report but `check`."""
    findings_alone(document)
    return "".join(f"{line}\n" for line in GitHub(document).blocks())


class GitHub(Selective[str]):
    """Writes a workflow command for each finding."""

    def paragraph(self, block: Paragraph) -> Iterator[str]:
        """Yield the count as text: two colons would begin a command."""
        yield from (escape_invisible(cell.text).replace("::", ": :") for cell in block.cells)

    def problem(self, block: Problem) -> Iterator[str]:
        """Yield `::error file=events.yaml,line=6,col=12::sentence (hint)`."""
        end = block.column + block.width if block.column else 0
        places = {"file": block.file, "line": block.line, "col": block.column, "endColumn": end, "title": block.code}
        told = ",".join(f"{name}={_escaped(str(value), _PROPERTY)}" for name, value in places.items() if value)
        message = f"{block.sentence} ({block.hint})" if block.hint else block.sentence
        yield f"::{block.severity} {told}::{_escaped(message, _DATA)}"


def _escaped(text: str, signs: Mapping[str, str]) -> str:
    return escape_invisible(text).translate({ord(sign): code for sign, code in signs.items()})
