"""Finds ids in a file by position: ids of records, and references in fields. Never in other text, such as a URL."""

from collections.abc import Iterator
from typing import Any

from brief.edit import writing
from brief.edit.text import Edit, Page
from brief.model.header import Header
from brief.model.kinds import SECTIONS
from brief.model.parts import Citation, CitedByField, Difference
from brief.model.renaming import Ids, in_path, is_id_of
from brief.model.shape import Fields, Shape, fields
from brief.yaml.build import HEAD
from brief.yaml.nodes import Listed, Mapped, Node, Scalar


def renamed(page: Page, ids: Ids) -> list[Edit]:
    """Return the edits that replace old ids by new ones, in references and as ids of records."""
    return [*(edit for _, edit in references(page, ids)), *_keys(page, ids)]


def references(page: Page, ids: Ids) -> Iterator[tuple[str, Edit]]:
    """Yield only the edits of references, each with the id of the record that has it; `dossier` for the head."""
    for section, id_, _, held in _records(page):
        cls = SECTIONS[section].record if section in SECTIONS else Header
        for edit in _Mentions(page, ids, cls).within(held, Shape(cls)):
            yield id_, edit


def key_of(page: Page, section: str, id_: str) -> int:
    """Return the index of the key of a record, or of the head, whose id is empty."""
    return next(key.start for found, other, key, _ in _records(page) if (found, other) == (section, id_ or HEAD))


def _keys(page: Page, ids: Ids) -> Iterator[Edit]:
    for section, id_, key, _ in _records(page):
        if section != HEAD:
            yield from _Mentions(page, ids, Header).word(key, id_)


def _records(page: Page) -> Iterator[tuple[str, str, Scalar, Node]]:
    """Yield section, id, key and value of each record; for the head, section and id are both `dossier`."""
    for section, (key, held) in page.root.fields.items() if isinstance(page.root, Mapped) else ():
        if section == HEAD:
            yield HEAD, HEAD, key, held
        elif section in SECTIONS and isinstance(held, Mapped):
            yield from ((section, id_, inner, record) for id_, (inner, record) in held.fields.items())


class _Mentions:
    """Finds the ids in one record."""

    def __init__(self, page: Page, ids: Ids, cls: type[Fields]) -> None:
        self._page = page
        self._ids = ids
        self._cls = cls

    def word(self, node: Node | None, id_: str, begin: int = 0) -> Iterator[Edit]:
        """Replace an id in a text; search from offset `begin`."""
        if not isinstance(node, Scalar) or id_ not in self._ids:
            return
        start = self._page.text.find(id_, node.start + begin, node.end)
        if start < 0:
            raise ValueError(id_)
        new = self._ids[id_]
        is_alone = node.end - node.start == len(id_)  # and has no quotes
        yield Edit(start, start + len(id_), writing.name(new) if is_alone else new)

    def within(self, node: Node, shape: Shape) -> Iterator[Edit]:
        """Replace the ids in a value of this shape."""
        if shape.is_part:
            yield from self._part(node, shape)
        elif shape.is_list and shape.item:
            yield from self._list(node, shape, shape.item)
        elif shape.is_map and shape.item and isinstance(node, Mapped):
            for key, held in node.fields.values():
                yield from self.word(key, key.text) if shape.key and shape.key.ref else ()
                yield from self.within(held, shape.item)
        elif shape.ref and isinstance(node, Scalar):
            yield from self.word(node, node.text)

    def _list(self, node: Node, shape: Shape, item: Shape) -> Iterator[Edit]:
        if isinstance(node, Listed):
            for each in node.items:
                yield from self.within(each, item)
        elif isinstance(node, Mapped) and _is_by_field(node, shape):
            for key, held in node.fields.values():
                yield from self._path(key)
                yield from self._list(held, shape, item)
        else:
            yield from self.within(node, item)

    def _part(self, node: Node, shape: Shape) -> Iterator[Edit]:
        if isinstance(node, Scalar) and shape.type is Citation:
            yield from self.word(node, node.text.strip().partition(" ")[0])
        if not isinstance(node, Mapped):
            return
        known = fields(shape.type)
        for name, (_, held) in node.fields.items():
            if name not in known or name == "id":
                continue
            if (shape.type, name) in ((Difference, "field"), (Citation, "for")):
                for each in held.items if isinstance(held, Listed) else [held]:
                    yield from self._path(each)
            elif name == "inferred" and isinstance(held, Mapped):
                for key, _ in held.fields.values():
                    yield from self._path(key)
            else:
                yield from self.within(held, known[name].shape)
        if shape.type is Difference:
            yield from self._rival(node)

    def _rival(self, node: Mapped) -> Iterator[Edit]:
        """Replace the value of a rival, if its field contains ids."""
        field, value = node.at("field"), node.at("value")
        if isinstance(field, Scalar) and isinstance(value, Scalar) and is_id_of(self._cls, field.text):
            yield from self.word(value, value.text)

    def _path(self, node: Any) -> Iterator[Edit]:
        """Replace the id in a path such as `who.jane-doe`."""
        if isinstance(node, Scalar) and in_path(self._cls, node.text, self._ids) != node.text:
            head, _, id_ = node.text.partition(".")
            yield from self.word(node, id_, len(head) + 1)


def _is_by_field(node: Mapped, shape: Shape) -> bool:
    """True if citations are written as a map from field to citations."""
    return shape.has(CitedByField) and "source" not in node.fields
