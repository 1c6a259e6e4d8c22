"""Full-text search: SQLite's FTS5, the one part that another database would do its own way."""

import re
from typing import Any

TABLE = "CREATE VIRTUAL TABLE text USING fts5(words, tokenize = 'porter unicode61 remove_diacritics 0');"
"""Words are folded before they come here: FTS5's own folding leaves đ, ł and ø as they are."""


def words_of(body: Any) -> str:
    """All text within the plain values of a record, folded."""
    from brief.core.names import fold

    return fold(" ".join(_texts(body)))


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for held in value.values() for text in _texts(held)]
    return [text for held in value for text in _texts(held)] if isinstance(value, list) else []


def expression(words: str) -> str:
    """What the user typed as an FTS5 query for any of its words; never as FTS5's syntax."""
    from brief.core.names import fold

    return " OR ".join(f'"{word}"' for word in re.findall(r"\w+", fold(words)))
