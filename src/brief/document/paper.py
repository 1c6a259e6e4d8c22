"""Pages without commands: on paper none can be typed, so other words replace the hints, or nothing does."""

from collections.abc import Iterable, Iterator, Sequence

from brief.document.blocks import Block, Heading, Notice, Table
from brief.document.spans import Cell, Hint, Text


def without_hints(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks without hints, and without headings that nothing follows any more."""
    told = [_bare(block) for block in blocks]
    for index, block in enumerate(told):
        follows = next(iter(told[index + 1 :]), None)
        is_emptied = follows is None and index + 1 < len(told)
        if block and not (is_emptied and isinstance(block, Heading)):
            yield block


def _bare(block: Block) -> Block | None:
    """Return a remark or a table without hints; None if nothing remains of it."""
    if isinstance(block, Notice):
        text = _unhinted(block.text)
        return block._replace(text=text) if text.text else None
    if not isinstance(block, Table) or not _hints(cell for row in block.rows for cell in row.cells):
        return block
    rows = [row._replace(cells=tuple(map(_unhinted, row.cells))) for row in block.rows]
    kept = [index for index, _ in enumerate(block.columns) if any(row.cells[index].text for row in rows)]
    bare = (row._replace(cells=tuple(row.cells[index] for index in kept)) for row in rows)
    return Table(block.name, tuple(block.columns[index] for index in kept), tuple(bare)) if kept else None


def _hints(cells: Iterable[Cell]) -> bool:
    return any(isinstance(span, Hint) for cell in cells for span in cell.spans)


def _unhinted(found: Cell) -> Cell:
    return Cell(tuple(Text(span.on_paper) if isinstance(span, Hint) else span for span in found.spans), found.value)
