"""DOT, the language of Graphviz (https://graphviz.org/doc/info/lang.html)."""

from collections.abc import Iterator

from brief.document import Cell, Document, Graph, exposed
from brief.render.words import bibliography, graphs, remarks


def render(document: Document) -> str:
    """The graphs of the document as one, an edge's citations in its tooltip; raises `Failure` where it has none."""
    return "\n".join(_lines(document, graphs(document))) + "\n"


def _lines(document: Document, found: list[Graph]) -> Iterator[str]:
    title = _quoted(": ".join(filter(None, (document.handling, document.title))))
    yield from (
        "digraph brief {",
        "  charset=utf8; rankdir=LR; labelloc=t;",
        f"  label={title};",
        "  node [shape=box];",
    )
    for graph in found:
        for node in graph.nodes:
            yield f"  {_quoted(node.id)} [label={_label(document, node.label)}, tooltip={_sources(node.label)}];"
        for edge in graph.edges:
            said = f"label={_label(document, edge.what)}, tooltip={_sources(edge.what)}"
            yield f"  {_quoted(edge.source)} -> {_quoted(edge.target)} [{said}];"
    for reference, notes in bibliography(document):
        yield f"  // {exposed(': '.join(filter(None, (reference.source, reference.text, reference.url))))}"
        for number, note in notes:
            yield f"  //   [{number}] {exposed(' '.join(filter(None, (note.at, remarks(note)))))}"
    yield from ([f"  // {document.handling}"] if document.handling else [])
    yield "}"


def _label(document: Document, cell: Cell) -> str:
    numbers = "".join(f"[{number}]" for number in document.numbers(cell))
    return _quoted(f"{cell.text} {numbers}".rstrip())


def _sources(cell: Cell) -> str:
    return _quoted("; ".join(f"{note.source} {note.at}".rstrip() for note in cell.cites))


def _quoted(text: str) -> str:
    """A string in which a backslash is one, and no escape of Graphviz's; an entity stands for nothing but itself."""
    return '"' + exposed(text).replace("\\", "\\\\").replace('"', '\\"').replace("&", "&amp;") + '"'
