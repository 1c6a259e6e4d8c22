"""DOT, the language of Graphviz (https://graphviz.org/doc/info/lang.html)."""

from collections.abc import Iterator

from brief.document import Cell, Document, Graph, exposed
from brief.renderers.words import bibliography, graphs, marked_title, note_line, numbered, reference_line


def render(document: Document) -> str:
    """The graphs of the document as one, an edge's citations in its tooltip; raises `Failure` where it has none."""
    return "\n".join(_lines(document, graphs(document))) + "\n"


def _lines(document: Document, found: list[Graph]) -> Iterator[str]:
    title = _quoted(marked_title(document))
    yield from (
        "digraph brief {",
        "  charset=utf8; rankdir=LR; labelloc=t;",
        f"  label={title};",
        "  node [shape=box];",
    )
    for graph in found:
        for node in graph.nodes:
            yield f"  {_quoted(node.id)} [{_attributes(document, node.label)}];"
        for edge in graph.edges:
            style = ", style=dashed" if edge.inferred else ""
            yield f"  {_quoted(edge.source)} -> {_quoted(edge.target)} [{_attributes(document, edge.what)}{style}];"
    for reference, notes in bibliography(document):
        yield f"  // {exposed(reference_line(reference))}"
        for number, note in notes:
            yield f"  //   [{number}] {exposed(note_line(note))}"
    yield from ([f"  // {document.handling}"] if document.handling else [])
    yield "}"


def _attributes(document: Document, cell: Cell) -> str:
    sources = "; ".join(f"{note.source} {note.at}".rstrip() for note in cell.cites)
    return f"label={_quoted(numbered(document, cell))}, tooltip={_quoted(sources)}"


def _quoted(text: str) -> str:
    """A string in which a backslash is one, and no escape of Graphviz's; an entity stands for nothing but itself."""
    return '"' + exposed(text).replace("\\", "\\\\").replace('"', '\\"').replace("&", "&amp;") + '"'
