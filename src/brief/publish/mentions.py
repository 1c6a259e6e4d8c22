"""What the text of a page mentions: names of the records that it tells of, and of those that these refer to."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from brief.document import Cell, Links, Mention, visible
from brief.dossier.protocol import Dossier
from brief.model import label
from brief.model.codec import references
from brief.publish.addresses import address, page_of

_KEPT = 50_000
"""So many records are held in mind at a time."""
_WHOLE = re.compile(
    r"""
      (?<![\w-])[a-z0-9_]++(?:-[a-z0-9_]++)++(?![\w-])    # an id: framework-2025-2026
    | \d++(?:[.,:/-]\d++)++                                # a number or a date: 5.1, 2025/26
    | (?i:://|www\.)[^ ]*                                  # a web address
    """,
    re.VERBOSE,
)
_UNSPACED = (
    ("\u0e00", "\u0eff"),
    ("\u1000", "\u109f"),
    ("\u1780", "\u17ff"),
    ("\u2e80", "\ud7ff"),
    ("\uf900", "\ufaff"),
)
"""Scripts that write words without spaces between them: Thai, Lao, Burmese, Khmer, Chinese, Japanese, Korean."""


class _Known(NamedTuple):
    """What is to be known of a record where it may be mentioned."""

    page: str
    forms: tuple[str, ...]
    """What it is called, as documents print it."""
    others: tuple[str, ...]
    """Ids of the records that it refers to."""
    above: str
    """Id of what it is part of, or nothing."""


class Mentions:
    """Finds what pages mention; a name that several records go by leads nowhere, unless one of them is meant."""

    def __init__(self, dossier: Dossier, suffix: str) -> None:
        """`suffix` ends the names of the pages: `.md`."""
        self._dossier = dossier
        self._suffix = suffix
        self._known = lru_cache(_KEPT)(self._read)
        self._forms = lru_cache(_KEPT)(self._around)

    def on(self, page: str, subject: str = "") -> Links:
        """What finds the mentions on a page, which tells of a record or of none."""
        return lambda cell, id_: self._found(page, subject, cell, id_)

    def _read(self, id_: str) -> _Known | None:
        record = self._dossier.get(id_)
        if record is None:
            return None
        own = (id_,) if record.KIND == "source" else ()
        called = (label(record), *getattr(record, "also", ()), *own)
        forms = dict.fromkeys(visible(form).rstrip(".") for form in called)
        others = tuple(dict.fromkeys(found.target for found in references(record)))
        page = page_of(record.KIND, id_, self._suffix)
        above = getattr(record, "part_of", None) or ""
        return _Known(page, tuple(form for form in forms if len(form) > 1), others, above)

    def _above(self, id_: str) -> list[str]:
        """All that a record is part of."""
        found = [id_]
        while (known := self._known(found[-1])) and known.above and known.above not in found:
            found.append(known.above)
        return found

    def _found(self, page: str, subject: str, cell: Cell, id_: str) -> Sequence[Mention]:
        if isinstance(cell.value, dict) and "page" in cell.value:
            return [Mention(0, len(cell.text), address(page, f"{cell.value['page']}{self._suffix}"))]
        if cell.text == id_ and (known := self._known(id_)):
            return [] if known.page == page else [Mention(0, len(id_), address(page, known.page))]
        forms = self._forms((*dict.fromkeys((*_ids(cell.value), id_)),), subject)
        return sorted(_occurrences(cell.text, forms, page))

    def _around(self, direct: tuple[str, ...], subject: str) -> dict[str, str | None]:
        """What may be mentioned, each form with its page; nothing where it is not clear which."""
        forms: dict[str, str | None] = {}
        near = [known for id_ in direct if (known := self._known(id_))]
        own = self._known(subject) if subject else None
        beyond = dict.fromkeys(other for known in (*near, *([own] if own else [])) for other in known.others)
        for id_ in list(beyond):
            beyond |= dict.fromkeys(self._above(id_))
        further = [known for id_ in beyond if id_ not in direct and (known := self._known(id_))]
        for group in (near, [own] if own and subject not in direct else [], further):
            told: dict[str, str | None] = {}
            for known in group:
                for form in known.forms:
                    told[form] = known.page if told.get(form, known.page) == known.page else None
            forms = told | forms
        return forms


def _ids(value: Any) -> Iterator[str]:
    """What may be an id in a cell's value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list | tuple):
        for held in value.values() if isinstance(value, dict) else value:
            yield from _ids(held)


def _occurrences(text: str, forms: dict[str, str | None], page: str) -> Iterator[Mention]:
    """Where a text holds these forms, the longest first, none within another; those of the page itself lead nowhere."""
    taken = bytearray(len(text))
    inner = _inner(text)
    for form in sorted((form for form in forms if form in text), key=len, reverse=True):
        start = text.find(form)
        while start >= 0:
            stop = start + len(form)
            if not (inner[start] or inner[stop] or any(taken[start:stop])) and _stands_alone(text, start, stop):
                taken[start:stop] = b"\1" * len(form)
                target = forms[form]
                if target and target != page:
                    yield Mention(start, stop, address(page, target))
            start = text.find(form, stop)


def _inner(text: str) -> bytearray:
    """For each place in a text, whether it lies inside an id, a number or a web address, which are never divided."""
    inner = bytearray(len(text) + 1)
    for found in _WHOLE.finditer(text):
        inner[found.start() + 1 : found.end()] = b"\1" * (found.end() - found.start() - 1)
    return inner


def _stands_alone(text: str, start: int, stop: int) -> bool:
    """Whether a part of a text is whole words."""
    before = text[start - 1] if start else " "
    after = text[stop] if stop < len(text) else " "
    return not (_runs_on(before, text[start]) or _runs_on(text[stop - 1], after))


def _runs_on(one: str, other: str) -> bool:
    return one.isalnum() and other.isalnum() and not (_is_unspaced(one) or _is_unspaced(other))


def _is_unspaced(sign: str) -> bool:
    return any(first <= sign <= last for first, last in _UNSPACED)
