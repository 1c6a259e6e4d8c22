"""Remarks that a reader needs after the answer, not before it."""

_LAST: dict[str, None] = {}


def remark_at_the_end(text: str) -> None:
    """Keep a remark until the answer of the command is written."""
    _LAST[text] = None


def last_remarks() -> list[str]:
    """Return the kept remarks, each once, and clear them."""
    taken = [*_LAST]
    _LAST.clear()
    return taken
