"""DOT, the language of Graphviz (https://graphviz.org/doc/info/lang.html)."""

from collections.abc import Iterator

from brief.document import Cell, Document, Graph, escape_invisible
from brief.renderers.drawing import Drawing
from brief.renderers.words import marked_title, numbered


def render(document: Document) -> str:
    """The graphs of the document as one, an edge's citations in its tooltip; raises `UserError` where it has none."""
    return Dot(document).text()


class Dot(Drawing):
    """Writes statements of a directed graph."""

    CLOSING = ("}",)

    def opening(self) -> Iterator[str]:
        """How all of it is drawn."""
        yield from (
            "digraph brief {",
            "  charset=utf8; rankdir=LR; labelloc=t;",
            f"  label={_quoted(marked_title(self.document))};",
            "  node [shape=box];",
        )

    def graph(self, block: Graph) -> Iterator[str]:
        """A statement for each node and each edge."""
        for node in block.nodes:
            yield f"  {_quoted(node.id)} [{self._attributes(node.label)}];"
        for edge in block.edges:
            style = ", style=dashed" if edge.inferred else ""
            yield f"  {_quoted(edge.source)} -> {_quoted(edge.target)} [{self._attributes(edge.what)}{style}];"

    def comment(self, text: str) -> str:
        """A line behind two strokes."""
        return f"  // {escape_invisible(text)}"

    def _attributes(self, cell: Cell) -> str:
        sources = "; ".join(f"{note.source} {note.at}".rstrip() for note in cell.cites)
        return f"label={_quoted(numbered(self.document, cell))}, tooltip={_quoted(sources)}"


def _quoted(text: str) -> str:
    """A string in which a backslash is one, and no escape of Graphviz's; an entity stands for nothing but itself."""
    return '"' + escape_invisible(text).replace("\\", "\\\\").replace('"', '\\"').replace("&", "&amp;") + '"'
