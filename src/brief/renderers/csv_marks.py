"""Which columns of a row are marked: inferred, or told otherwise by another source."""

from collections.abc import Iterable

from brief.document import Cell, Doubt, Entry, Sign


def doubted(entry: Entry, sign: Sign, date: Doubt, whole: Doubt) -> str:
    """The columns of an entry that a sign, or one of two doubts, marks."""
    where = (entry.place,) if entry.place else ()
    parts = [("date", (entry.date,)), ("text", (entry.what,)), ("who", entry.who), ("place", where)]
    doubts = [name for name, doubt in (("date", date), ("text", whole)) if doubt in entry.doubts]
    return "; ".join(dict.fromkeys([*doubts, *marked(sign, parts)]))


def marked(sign: Sign, parts: Iterable[tuple[str, tuple[Cell, ...]]]) -> list[str]:
    """The names of the parts in which a sign marks a value."""
    return [name for name, cells in parts if any(_has(cell, sign) for cell in cells)]


def _has(cell: Cell, sign: Sign) -> bool:
    """Whether a cell has a sign behind a value, or is itself a rival of one or the reason for one."""
    if cell.has(sign):
        return True
    told = cell.value if isinstance(cell.value, dict) else {}
    return bool(told.get("inferred")) if sign is Sign.INFERRED else {"field", "value"} <= told.keys()
