"""Mermaid flowcharts, which GitHub, GitLab and Obsidian draw (https://mermaid.js.org/syntax/flowchart.html)."""

import json
import re
from collections.abc import Iterator

from brief.document import Cell, Document, Graph, escape_invisible
from brief.renderers.drawing import Drawing
from brief.renderers.words import marked_title, numbered

_ACTIVE = re.compile(r"""[^\w\s.,:()/'’“”–—?!+¶§-]""")

_LISTED = re.compile(r"^\s*(?:[-+]|\d+[.)])")
"""Text that Mermaid reads as a list item, which it draws as `Unsupported markdown: list`."""


def render(document: Document) -> str:
    """Return all graphs of the document as one flowchart, sources as comments; raises `UserError` if it has none."""
    return Mermaid(document).text()


class Mermaid(Drawing):
    """Writes lines of a flowchart."""

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self._names: dict[str, str] = {}

    def opening(self) -> Iterator[str]:
        """Yield the title and the direction of the chart."""
        title = json.dumps(marked_title(self.document), ensure_ascii=False)
        yield from ("---", f"title: {title}", "---", "flowchart LR")

    def graph(self, block: Graph) -> Iterator[str]:
        """Yield a line for each node and each edge."""
        for node in block.nodes:
            name = self._names.setdefault(node.id, f"n{len(self._names) + 1}")
            yield f'  {name}["{self._label(node.label)}"]'
        for edge in block.edges:
            arrow = "-.->" if edge.inferred else "-->"
            ends = self._names[edge.source], self._names[edge.target]
            yield f'  {ends[0]} {arrow}|"{self._label(edge.what)}"| {ends[1]}'

    def comment(self, text: str) -> str:
        """Return a comment line."""
        return f"%% {_escaped(text)}"

    def _label(self, cell: Cell) -> str:
        return _escaped(numbered(self.document, cell))


def _escaped(text: str) -> str:
    """Return text in which characters that are special in Mermaid are numeric entities: `#34;`."""
    plain = _ACTIVE.sub(lambda found: _code(found[0]), escape_invisible(text))
    return _LISTED.sub(lambda found: found[0][:-1] + _code(found[0][-1]), plain)


def _code(sign: str) -> str:
    return f"#{ord(sign)};"
