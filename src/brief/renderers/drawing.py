"""Base class of the graph languages: only the graphs of a document, with its sources as comments."""

from abc import abstractmethod
from collections.abc import Iterator
from typing import ClassVar

from brief.document import Graph, Notice
from brief.locale import say
from brief.model.user_error import UserError
from brief.renderers.renderer import Selective
from brief.renderers.words import reference_line


class Drawing(Selective[str]):
    """Writes the graphs of a document as the lines of one drawing."""

    CLOSING: ClassVar[tuple[str, ...]] = ()
    """Lines after all others."""

    def text(self) -> str:
        """Return the whole drawing; raises `UserError` if the document has no graph."""
        if not any(isinstance(block, Graph) for block in self.document.blocks):
            raise UserError(say("this report has no graph"), say("`brief graph` has one"), 2)
        comments = (self.comment(text) for text in self._comments())
        return "".join(f"{line}\n" for line in (*self.opening(), *self.blocks(), *comments, *self.CLOSING))

    def _comments(self) -> Iterator[str]:
        """Yield the remarks on the document, each source after its letter, and the handling marking."""
        yield from (block.text.text for block in self.document.blocks if isinstance(block, Notice))
        for found in self.document.bibliography:
            text = " ".join(filter(None, (reference_line(self.document, found), found.url)))
            yield f"{self.document.letter(found.source)}  {text}"
        if self.document.handling:
            yield self.document.handling

    @abstractmethod
    def opening(self) -> Iterator[str]:
        """Yield the lines before all graphs."""

    @abstractmethod
    def graph(self, block: Graph) -> Iterator[str]:
        """Yield the lines of a graph."""

    @abstractmethod
    def comment(self, text: str) -> str:
        """Return a comment line."""
