"""The words of the format and the meanings of its fields, as messages for Babel: no call of `say` contains them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

from brief.model.shape import Fields, fields

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_Found = tuple[int, str, Any, Any]
"""Line, function, key and comments of a message."""


def extract(
    file: BinaryIO, keywords: "Mapping[str, Any]", comment_tags: "Collection[str]", options: Any
) -> "Iterator[_Found]":
    """Yield the words of the format: an extraction method of Babel, see `babel.cfg`."""
    del file, keywords, comment_tags, options
    for word, remark in sorted({**_meanings(), **words()}.items()):
        yield 1, "key", word, [remark]


def words() -> dict[str, str]:
    """Return the names of kinds, sections and fields in words, each with a remark for translators."""
    from brief.model.kinds import KINDS

    holders: dict[str, list[str]] = {}
    for cls in _classes():
        for item in fields(cls).values():
            holders.setdefault(item.name.replace("_", " "), []).append(cls.__name__)
    found = {name: f"A field of: {', '.join(some)}" for name, some in holders.items()}
    for kind in KINDS.values():
        found.setdefault(kind.name, "A kind of record")
        found.setdefault(kind.section, "A section of records")
    return found


def _meanings() -> dict[str, str]:
    """Return what each field means, and the names of kinds and parts with their articles."""
    from brief.model.docstrings import meaning_of
    from brief.model.names import with_article
    from brief.model.parts import spoken

    found: dict[str, str] = {}
    for cls in _classes():
        found[with_article(spoken(cls))] = "A kind of record, or a part of one"
        for item in fields(cls).values():
            if meaning := meaning_of(cls, item.attribute):
                found.setdefault(meaning, f"The meaning of the field {item.name} of {cls.__name__}")
    return found


def _classes() -> list[type[Fields]]:
    """Return the classes of the head, of records, and of their parts."""
    from brief.model.header import Header
    from brief.model.kinds import KINDS

    found: list[type[Fields]] = [Header, *(kind.record for kind in KINDS.values())]
    for cls in found:
        for item in fields(cls).values():
            parts = (item.shape, item.shape.item, item.shape.item and item.shape.item.item)
            found += [part.type for part in parts if part and part.is_part and part.type not in found]
    return found
