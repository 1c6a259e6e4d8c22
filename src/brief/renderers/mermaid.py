"""Mermaid flowcharts, which GitHub, GitLab and Obsidian draw (https://mermaid.js.org/syntax/flowchart.html)."""

import json
import re
from collections.abc import Iterator

from brief.document import Document, Graph, exposed
from brief.renderers.words import bibliography, graphs, marked_title, note_line, numbered, reference_line

_ACTIVE = re.compile(r"""[^\w\s.,:()/'’“”–—?!+¶§-]""")

_LISTED = re.compile(r"^\s*(?:[-+]|\d+[.)])")
"""What Mermaid takes for an item of a list, which it draws as `Unsupported markdown: list`."""


def render(document: Document) -> str:
    """The graphs of the document as one flowchart, its citations as comments; raises `Failure` where it has none."""
    return "\n".join(_lines(document, graphs(document))) + "\n"


def _lines(document: Document, found: list[Graph]) -> Iterator[str]:
    title = marked_title(document)
    yield from ("---", f"title: {json.dumps(title, ensure_ascii=False)}", "---", "flowchart LR")
    names = {node.id: f"n{index}" for index, node in enumerate((n for graph in found for n in graph.nodes), start=1)}
    for graph in found:
        yield from (f'  {names[node.id]}["{_escaped(numbered(document, node.label))}"]' for node in graph.nodes)
        for edge in graph.edges:
            arrow = "-.->" if edge.inferred else "-->"
            yield f'  {names[edge.source]} {arrow}|"{_escaped(numbered(document, edge.what))}"| {names[edge.target]}'
    for reference, notes in bibliography(document):
        yield f"%% {_escaped(reference_line(reference))}"
        for number, note in notes:
            yield f"%%   {number}: {_escaped(note_line(note))}"
    if document.handling:
        yield f"%% {_escaped(document.handling)}"


def _escaped(text: str) -> str:
    """Text in which signs that Mermaid might obey are written by their numbers: `#34;`."""
    plain = _ACTIVE.sub(lambda found: _code(found[0]), exposed(text))
    return _LISTED.sub(lambda found: found[0][:-1] + _code(found[0][-1]), plain)


def _code(sign: str) -> str:
    return f"#{ord(sign)};"
