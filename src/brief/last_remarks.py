"""Remarks that a reader needs after the answer, not before it."""

_LAST: list[str] = []


def remark_at_the_end(text: str) -> None:
    """Keep a remark until the answer of the command is written."""
    _LAST.append(text)


def last_remarks() -> list[str]:
    """Return the kept remarks, each once, and clear them."""
    taken, _LAST[:] = [*dict.fromkeys(_LAST)], []
    return taken
