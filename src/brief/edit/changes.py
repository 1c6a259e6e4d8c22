"""Replaces values in a text by editing only the differences, so that the rest stays as typed."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from brief.edit.text import Edit, Page
from brief.edit.writing import Place, flow, item_lines, map_lines, name, written
from brief.model.field_order import field_order
from brief.model.shape import Shape, fields
from brief.named_tuple import NamedTuple
from brief.yaml.build import HEAD
from brief.yaml.nodes import Listed, Mapped, Node, Scalar, plain

_ANY = Shape(str)


class _Old(NamedTuple):
    """An existing entry of a map or list."""

    start: int
    """Index of its key, of its dash, or, between brackets, of the item."""
    node: Node
    key: Scalar | None = None


class _New(NamedTuple):
    """An entry of the new map or list."""

    old: int | None
    """Index of the old entry that it keeps or replaces; None for an added one."""
    value: Any
    key: str = ""


def replace(page: Page, node: Node, value: Any, shape: Shape, place: Place, begin: int) -> Iterator[Edit]:
    """Yield the edits that turn a value into another in block style.

    `shape` describes the value. `place` is that of its key or dash, and `begin` the index after its colon or dash.
    """
    if plain(node, place.key) == value:
        return
    found = _matched(node, value, shape)
    if not found:
        yield from _whole(page, node, value, place, begin)
    elif found[0].is_flow:
        yield from _between_brackets(page, *found[1:])
    else:
        yield from _in_lines(page, *found, shape, place)


def _matched(node: Node, value: Any, shape: Shape) -> "tuple[Mapped | Listed, list[_Old], list[_New]] | None":
    """Return a map or list with its entries and the new ones; None if the whole value must be written again."""
    if isinstance(node, Mapped) and isinstance(value, dict) and value and node.fields and not node.is_repeated:
        old = [_Old(key.start, held, key) for key, held in node.fields.values()]
        keys = list(node.fields)
        ordered = _ordered(keys, value, field_order(shape.type) if shape.is_part else [])
        new = [_New(keys.index(key) if key in node.fields else None, value[key], key) for key in ordered]
        return (node, old, new) if node.is_flow or any(one.old is not None for one in new) else None
    if isinstance(node, Listed) and isinstance(value, list) and value and node.items:
        return node, [_Old(item.start, item) for item in node.items], _aligned(plain(node), value)
    return None


def _ordered(keys: Sequence[str], value: dict[str, Any], order: Sequence[str]) -> list[str]:
    """Return the keys of a new map: the old ones in their order, each new one after its predecessors in `order`."""
    found = [key for key in keys if key in value]
    for key in value:
        if key not in keys:
            before = set(order[: order.index(key)]) if key in order else set(found)
            found.insert(max((index + 1 for index, other in enumerate(found) if other in before), default=0), key)
    return found


def _aligned(old: Sequence[Any], new: Sequence[Any]) -> list[_New]:
    """Return the new items, each with the index of the old one that it replaces; keep the common start and end."""
    first = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    most = min(len(old), len(new)) - first
    last = next((i for i in range(most) if old[-1 - i] != new[-1 - i]), most)
    pairs = min(len(old), len(new)) - last
    return [
        _New(index if index < pairs else None if index < len(new) - last else index - len(new) + len(old), value)
        for index, value in enumerate(new)
    ]


def _between_brackets(page: Page, old: list[_Old], new: list[_New]) -> Iterator[Edit]:
    """Yield the edits of a map or list between brackets."""
    if [one.old for one in new] == list(range(len(old))):
        for was, is_ in zip(old, new, strict=True):
            yield from _flow_value(page, was, is_)
        return
    text, before = "", None
    for one in new:
        follows = one.old is not None and before is not None and one.old == before + 1
        gap = page.text[old[one.old - 1].node.end : old[one.old].start] if follows and one.old is not None else ", "
        text += (gap if text else "") + _flow_entry(page, old, one)
        before = one.old
    yield Edit(old[0].start, old[-1].node.end, text)


def _flow_entry(page: Page, old: list[_Old], new: _New) -> str:
    if new.old is not None and plain(old[new.old].node, new.key) == new.value:
        return page.text[old[new.old].start : old[new.old].node.end]
    return f"{name(new.key)}: {flow(new.value, new.key)}" if new.key else flow(new.value)


def _flow_value(page: Page, old: _Old, new: _New) -> Iterator[Edit]:
    """Yield the edits for a value between brackets."""
    if plain(old.node, new.key) == new.value:
        return
    if found := _matched(old.node, new.value, _ANY):
        yield from _between_brackets(page, *found[1:])
    elif old.node.start == old.node.end and old.key:  # an empty value, perhaps without a colon
        yield Edit(old.key.start, max(old.key.end, old.node.end), _flow_entry(page, [], new._replace(old=None)))
    else:
        yield Edit(old.node.start, old.node.end, flow(new.value, new.key, _quote(old.node)))


def _in_lines(
    page: Page, node: "Mapped | Listed", old: list[_Old], new: list[_New], shape: Shape, place: Place
) -> Iterator[Edit]:
    """Yield the edits of a map or list in block style."""
    if isinstance(node, Listed):
        old = [one._replace(start=page.dash(node, index)) for index, one in enumerate(old)]
    column, is_apart = page.column(old[0].start), _is_apart(page, old, place)
    kept: _Old | None = None
    for is_new, run in groupby(new, key=lambda one: one.old is None):
        if not is_new:
            for one in run:
                kept = old[one.old or 0]
                yield from _kept(page, kept, one, shape, place)
            continue
        lines = [line for one in run for line in ([""] if is_apart else []) + _lines(one, column, place)]
        yield _below(page, kept.node, lines) if kept else _above(page, old[0].start, lines, is_apart)
    staying = {one.old for one in new}
    for index, gone in enumerate(old):
        if index not in staying:
            yield _without(page, gone, old[index + 1 : index + 2], is_apart)


def _lines(new: _New, column: int, place: Place) -> list[str]:
    """Return the lines of a new entry."""
    if new.key:
        return map_lines({new.key: new.value}, column, place.style)
    return item_lines(new.value, column, place.style)


def _kept(page: Page, old: _Old, new: _New, shape: Shape, place: Place) -> Iterator[Edit]:
    """Yield the edits of the value of an entry that stays."""
    begin = page.colon(old.key) if old.key else old.start + 1
    inner = Place(page.column(old.start), new.key, place.style, _quote(old.node), page.column(old.node.start))
    known = fields(shape.type) if shape.is_part else {}
    of_value = known[new.key].shape if new.key in known else shape.item or _ANY
    yield from replace(page, old.node, new.value, of_value, inner, begin)


def _quote(node: Node) -> str:
    return node.style if isinstance(node, Scalar) and node.style in ("'", '"') else ""


def _is_apart(page: Page, old: list[_Old], place: Place) -> bool:
    """True if empty lines separate the entries; by default sections and records."""
    if len(old) < 2:
        return place.column <= 0 and place.key != HEAD
    return page.is_blank(page.next_line(old[-2].node.end))


def _above(page: Page, first: int, lines: list[str], is_apart: bool) -> Edit:
    """Insert lines before the first entry of a block, which may follow a dash in its line."""
    lines = [*lines[1:], ""] if is_apart else lines
    if page.begins_line(first):
        start = page.line_start(first)
        return Edit(start, start, "".join(line + page.newline for line in lines))
    indent = " " * page.column(first)
    return Edit(first, first, page.newline.join([lines[0].lstrip(" "), *lines[1:], indent]))


def _below(page: Page, last: Node, lines: list[str]) -> Edit:
    """Insert lines below the line in which an entry ends."""
    at = page.next_line(last.end)
    return Edit(at, at, "".join(line + page.newline for line in lines))


def _without(page: Page, gone: _Old, following: list[_Old], is_apart: bool) -> Edit:
    """Delete an entry of a block with its lines, and with the empty lines that separate it from others."""
    if not page.begins_line(gone.start):
        return Edit(gone.start, following[0].start if following else gone.node.end, "")
    start, end = page.line_start(gone.start), page.next_line(gone.node.end)
    if is_apart:
        while page.is_blank(end):
            end = page.next_line(end)
        while end == len(page.text) and start and page.is_blank(page.line_start(start - 1)):
            start = page.line_start(start - 1)
    return Edit(start, end, "")


def _whole(page: Page, node: Node, value: Any, place: Place, begin: int) -> Iterator[Edit]:
    """Yield the edits that write the whole value. Keep a comment after the old one."""
    if not place.key and not isinstance(value, str):
        item = page.newline.join(item_lines(value, place.column, place.style))[place.column + 2 :]
        yield Edit(node.start, node.end, (" " if node.start == begin else "") + item)
        return
    head, lines = written(value, place)
    gap = page.text[begin : node.start]
    if "\n" in gap or "\r" in gap:  # the old value is below its key
        yield Edit(begin, begin, f" {head}" if head else "")
        start, end = page.line_start(node.start), page.next_line(node.end)
        yield Edit(start, end, "".join(line + page.newline for line in lines))
        return
    end = page.line_end(node.end)
    end = end if page.text[node.end : end].strip() else node.end
    yield Edit(begin, node.end, (gap or " ") + head if head else "")
    yield Edit(end, end, "".join(page.newline + line for line in lines))
