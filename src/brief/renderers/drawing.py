"""What the languages of graphs have in common: the graphs of a document alone, and its sources as comments."""

from abc import abstractmethod
from collections.abc import Iterator
from typing import ClassVar

from brief.document import Graph, Notice
from brief.locale import say
from brief.model.user_error import UserError
from brief.renderers.renderer import Selective
from brief.renderers.words import reference_line


class Drawing(Selective[str]):
    """Writes the graphs of a document as lines of one drawing."""

    CLOSING: ClassVar[tuple[str, ...]] = ()
    """The lines behind all others."""

    def text(self) -> str:
        """The whole drawing; raises `UserError` for a document that has no graph."""
        if not any(isinstance(block, Graph) for block in self.document.blocks):
            raise UserError(say("this report has no graph"), say("`brief graph` has one"), 2)
        comments = (self.comment(text) for text in self._comments())
        return "".join(f"{line}\n" for line in (*self.opening(), *self.blocks(), *comments, *self.CLOSING))

    def _comments(self) -> Iterator[str]:
        """The remarks on the document, each source behind its letter, and the handling marking."""
        yield from (block.text.text for block in self.document.blocks if isinstance(block, Notice))
        for found in self.document.bibliography:
            text = " ".join(filter(None, (reference_line(self.document, found), found.url)))
            yield f"{self.document.letter(found.source)}  {text}"
        if self.document.handling:
            yield self.document.handling

    @abstractmethod
    def opening(self) -> Iterator[str]:
        """The lines before all graphs."""

    @abstractmethod
    def graph(self, block: Graph) -> Iterator[str]:
        """A graph as lines."""

    @abstractmethod
    def comment(self, text: str) -> str:
        """A line that is not drawn."""
