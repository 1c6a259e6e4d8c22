"""DOT, the language of Graphviz (https://graphviz.org/doc/info/lang.html)."""

from collections.abc import Iterator

from brief.document import Cell, Document, Graph, escape_invisible
from brief.renderers.drawing import Drawing
from brief.renderers.words import marked_title, numbered


def render(document: Document) -> str:
    """Return all graphs of the document as one, with citations as edge tooltips; raises `UserError` if it has none."""
    return Dot(document).text()


class Dot(Drawing):
    """Writes statements of a directed graph."""

    CLOSING = ("}",)

    def opening(self) -> Iterator[str]:
        """Yield the settings of the whole drawing."""
        yield from (
            "digraph brief {",
            "  charset=utf8; rankdir=LR; labelloc=t;",
            f"  label={_quoted(marked_title(self.document))};",
            "  node [shape=box];",
        )

    def graph(self, block: Graph) -> Iterator[str]:
        """Yield a statement for each node and each edge."""
        for node in block.nodes:
            yield f"  {_quoted(node.id)} [{self._attributes(node.label)}];"
        for edge in block.edges:
            style = ", style=dashed" if edge.inferred else ""
            yield f"  {_quoted(edge.source)} -> {_quoted(edge.target)} [{self._attributes(edge.what)}{style}];"

    def comment(self, text: str) -> str:
        """Return a comment line."""
        return f"  // {escape_invisible(text)}"

    def _attributes(self, cell: Cell) -> str:
        sources = "; ".join(f"{note.source} {note.at}".rstrip() for note in cell.cites)
        return f"label={_quoted(numbered(self.document, cell))}, tooltip={_quoted(sources)}"


def _quoted(text: str) -> str:
    """Return a quoted DOT string in which backslashes and entities have no special meaning."""
    return '"' + escape_invisible(text).replace("\\", "\\\\").replace('"', '\\"').replace("&", "&amp;") + '"'
