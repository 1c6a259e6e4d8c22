"""Titles that are cut at a word, for a paper that has no room for whole ones."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar, cast

from brief.document import Cell, Content, Heading, Mark, Ref, Span, Text
from brief.locale import reworded
from brief.model.kinds import may_be_cut
from brief.model.sentences import LONGEST_LINE, cut_at_word

if TYPE_CHECKING:
    from brief.dossier.protocol import Dossier

Made = TypeVar("Made")


def with_short_titles(dossier: "Dossier", blocks: Iterable[Content], most: int) -> Iterator[Content]:
    """Yield the blocks; before the annexes, titles of records and posts have at most so many characters."""
    cutter = _Cutter(dossier, most)
    is_paper = most < LONGEST_LINE
    for block in blocks:
        is_paper = is_paper and not (isinstance(block, Heading) and block.is_annex)
        yield cutter.within(block) if is_paper else block


class _Cutter:
    def __init__(self, dossier: "Dossier", most: int) -> None:
        self._dossier = dossier
        self._most = most

    def within(self, held: Made) -> Made:
        """Return a block or a part of one with shorter titles."""
        if isinstance(held, Cell):
            return cast("Made", Cell(tuple(map(self._span, held.spans)), held.value))
        if isinstance(held, Mark):
            return cast("Made", self._mark(held))
        if not isinstance(held, tuple):
            return held
        parts = map(self.within, held)
        return cast("Made", tuple(parts) if type(held) is tuple else type(held)(*parts))

    def _span(self, span: Span) -> Span:
        if isinstance(span, Mark):
            return self._mark(span)
        if isinstance(span, Ref) or (isinstance(span, Text) and span.of and span.of.path.startswith("roles.")):
            return self._cut(span)
        return span

    def _mark(self, mark: Mark) -> Mark:
        """Return a mark with shorter names of records; versions that are the same in an annex must stay equal."""
        versions = tuple(map(self._named, mark.versions))
        about = self._named(mark.about) if mark.about else None
        return mark._replace(rivals=tuple(map(self._named, mark.rivals)), versions=versions, about=about)

    def _named(self, held: Cell) -> Cell:
        return Cell(tuple(self._cut(span) if isinstance(span, Ref) else span for span in held.spans), held.value)

    def _cut(self, span: Text | Ref) -> Text | Ref:
        if len(span.text) <= self._most or (isinstance(span, Ref) and not self._may_cut(span.id)):
            return span
        return span._replace(text=reworded(span.text, lambda text: cut_at_word(text.removesuffix("…"), self._most)))

    def _may_cut(self, id_: str) -> bool:
        called = self._dossier.name(id_)
        return called is not None and may_be_cut(called.kind)
