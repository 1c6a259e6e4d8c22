"""Find the columns of a row that are inferred or disputed."""

from collections.abc import Iterable

from brief.document import Cell, Doubt, Entry, Sign


def doubted(entry: Entry, sign: Sign, date: Doubt, whole: Doubt) -> str:
    """Return the columns of an entry that a sign or one of two doubts marks."""
    where = (entry.place,) if entry.place else ()
    parts = [("date", (entry.date,)), ("text", (entry.what,)), ("who", entry.who), ("place", where)]
    doubts = [name for name, doubt in (("date", date), ("text", whole)) if doubt in entry.doubts]
    return "; ".join(dict.fromkeys([*doubts, *marked(sign, parts)]))


def marked(sign: Sign, parts: Iterable[tuple[str, tuple[Cell, ...]]]) -> list[str]:
    """Return the names of the parts with a value that has this sign."""
    return [name for name, cells in parts if any(_has(cell, sign) for cell in cells)]


def _has(cell: Cell, sign: Sign) -> bool:
    """True if a value in the cell has the sign, or if the cell itself is a rival value or an inference note."""
    if cell.has(sign):
        return True
    told = cell.value if isinstance(cell.value, dict) else {}
    return bool(told.get("inferred")) if sign is Sign.INFERRED else {"field", "value"} <= told.keys()
