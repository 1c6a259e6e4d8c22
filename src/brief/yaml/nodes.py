"""Parses a YAML text into nodes with their character positions, for edits by position."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import yaml
from yaml.events import AliasEvent, MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent, StreamEndEvent

from brief.locale import say
from brief.model.findings import Finding
from brief.yaml.discovery import Unreadable
from brief.yaml.syntax import syntax_finding
from brief.yaml.text import YamlText
from brief.yaml.values import MAXIMUM_DEPTH, NAME, Parser, nulls

_OLD_BREAKS = dict.fromkeys((0x85, 0x2028, 0x2029), " ")


@dataclass(slots=True)
class Node:
    """A value in a text: a scalar, a map or a list."""

    start: int
    """Index of its first character."""
    end: int
    """Index after its last character. It does not include comments and empty lines that follow."""


@dataclass(slots=True)
class Scalar(Node):
    """A text."""

    text: str
    style: str
    """Its opening quote, `|` or `>`; empty for a plain scalar."""


@dataclass(slots=True)
class Listed(Node):
    """A list."""

    is_flow: bool
    items: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Mapped(Node):
    """A map. If a key appears twice, the first one counts."""

    is_flow: bool
    fields: "dict[str, tuple[Scalar, Node]]" = field(default_factory=dict)
    is_repeated: bool = False
    """True if a key appears twice."""

    def at(self, key: str) -> "Node | None":
        """Return the value of a key; None if there is none."""
        found = self.fields.get(key)
        return found[1] if found else None


def nodes(text: str) -> Node | None:
    """Return the root of a text, None for an empty one; raises `Unreadable`.

    Line breaks may be LF, CR or CRLF. Positions count the characters of the text as given.
    """
    from brief.yaml.hidden import parked

    try:
        return _Reader(parked(text.translate(_OLD_BREAKS))).root()
    except yaml.YAMLError as error:
        lines = YamlText(BytesIO(text.encode("utf-8", "surrogatepass"))).whole()
        raise Unreadable(syntax_finding(error, lines)) from error


def plain(node: Node | None, key: str = "") -> Any:
    """Return the value of a node, as `brief.yaml.values` reads it under this key."""
    if isinstance(node, Scalar):
        return None if not node.style and node.text in nulls(key) else node.text
    if isinstance(node, Listed):
        return [plain(item, NAME) for item in node.items]
    if isinstance(node, Mapped):
        return {key: plain(held, key) for key, (_, held) in node.fields.items()}
    return None


class _Reader:
    """Builds nodes from the events of a parser."""

    def __init__(self, text: str) -> None:
        from brief.yaml.hidden import unparked

        self._text = text
        self._unparked = unparked
        self._next: Any = Parser(text).get_event

    def root(self) -> Node | None:
        """Return the root; None if there is none."""
        self._next()
        if isinstance(self._next(), StreamEndEvent):
            return None
        found = self._node(self._next(), 1)
        self._next()
        if not isinstance(self._next(), StreamEndEvent):
            raise Unreadable(Finding("second-document", say("a second document begins here")))
        return found

    def _node(self, event: Any, depth: int) -> Node:
        if depth > MAXIMUM_DEPTH:
            sentence = say("maps and lists are nested more than {most} deep here", most=MAXIMUM_DEPTH)
            raise Unreadable(Finding("too-deep", sentence))
        start, end = event.start_mark.index, event.end_mark.index
        if isinstance(event, ScalarEvent):
            return self._scalar(event, start, end)
        if isinstance(event, AliasEvent):
            return Scalar(start, end, f"*{event.anchor}", "")
        if isinstance(event, MappingStartEvent):
            return self._map(Mapped(start, end, bool(event.flow_style)), depth)
        return self._list(Listed(start, end, bool(event.flow_style)), depth)

    def _scalar(self, event: Any, start: int, end: int) -> Scalar:
        if event.style in ("|", ">"):
            end = start + len(self._text[start:end].rstrip())
        return Scalar(start, end, self._unparked(event.value), event.style or "")

    def _map(self, node: Mapped, depth: int) -> Mapped:
        for event in self._until(MappingEndEvent, node):
            key = self._node(event, depth + 1)
            held = self._node(self._next(), depth + 1)
            if not isinstance(key, Scalar):
                raise Unreadable(Finding("key-not-text", say("the key of a map must be plain text")))
            node.is_repeated |= key.text in node.fields
            node.fields.setdefault(key.text, (key, held))
            self._reach(node, held)
        return node

    def _list(self, node: Listed, depth: int) -> Listed:
        for event in self._until(SequenceEndEvent, node):
            node.items.append(self._node(event, depth + 1))
            self._reach(node, node.items[-1])
        return node

    def _until(self, last: Any, node: "Listed | Mapped") -> Iterator[Any]:
        """Yield the events of a collection before its end event; a bracket then sets the end of the node."""
        while not isinstance(event := self._next(), last):
            yield event
        if node.is_flow:
            node.end = event.end_mark.index

    @staticmethod
    def _reach(node: "Listed | Mapped", inner: Node) -> None:
        """End a block collection where its last value ends."""
        node.end = inner.end
