"""YAML's event stream to plain values: maps, lists and strings as written.

A scalar stays the string that stands in the file (an empty plain one is `None`), and takes its
meaning from the field that it fills: no day, no octal number and no `no` is ever guessed. What would
let a file say less or more than it shows is refused: anchors, aliases, tags, merge keys, keys given
twice, a second document (https://yaml.org/spec/1.2.2/, sections 3.2.2 and 10.3).
"""

from typing import Any, NamedTuple

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from brief.core.findings import Finding
from brief.load.lines import Lines
from brief.load.syntax import syntax_finding

MAXIMUM_DEPTH = 40
"""How deep maps and lists may stand in one another."""
MAXIMUM_SCALAR = 1_000_000
"""How many characters one value may have."""
_NULLS = frozenset(("", "~", "null", "Null", "NULL"))


class PythonParser(yaml.reader.Reader, yaml.scanner.Scanner, yaml.parser.Parser):
    """The parser where PyYAML was built without libyaml: the same events, ten times slower."""

    def __init__(self, text: str) -> None:
        """`text` is the whole file."""
        yaml.reader.Reader.__init__(self, text)
        yaml.scanner.Scanner.__init__(self)
        yaml.parser.Parser.__init__(self)


Parser: Any = PythonParser
if yaml.__with_libyaml__:
    from yaml import _yaml  # yaml itself does not pass libyaml's parser on

    Parser = _yaml.CParser


class Span(NamedTuple):
    """Where something stands: line and column from 1, width in characters."""

    line: int
    column: int
    width: int


class Stopped(Exception):
    """The file cannot be read on from here."""


class Builder:
    """Builds the value of one file; `lines`, `findings` and `spans` are filled on the way."""

    def __init__(self, text: str, *, spans: bool = False) -> None:
        """Say `spans` to learn where every key and value stands."""
        self.lines: dict[tuple[str, str], int] = {}
        """The line of each record, by section and id."""
        self.findings: list[Finding] = []
        self.spans: dict[tuple[str | int, ...], tuple[Span, Span]] | None = {} if spans else None
        """Key and value by path; an item of a list has its value for a key."""
        self.source_lines = Lines(text)
        self._text = text
        self._section = ""

    def build(self) -> Any:
        """The value of the file; `None` where it is empty or cannot be read."""
        parser = Parser(self._text)
        self._next: Any = parser.get_event
        try:
            self._next()
            event = self._next()
            if type(event) is StreamEndEvent:
                return None
            event = self._next()
            if self.spans is not None:
                self.spans[()] = (_span(event), _span(event))
            value = self._node(event, 1, ())
            self._next()
            event = self._next()
            if type(event) is DocumentStartEvent:
                self._refuse(event, "second-document", "a second document begins here", "move it to a file of its own")
        except Stopped:
            return None
        except yaml.YAMLError as error:
            self.findings.append(syntax_finding(error, self.source_lines))
            return None
        finally:
            if hasattr(parser, "dispose"):
                parser.dispose()
        return value

    def _node(self, event: Any, depth: int, path: tuple[str | int, ...]) -> Any:
        kind = type(event)
        if kind is ScalarEvent:
            if event.anchor is not None or event.tag is not None:
                self._refuse_marks(event)
            value = event.value
            if len(value) > MAXIMUM_SCALAR:
                self._refuse(
                    event,
                    "too-long",
                    f"this value is longer than {MAXIMUM_SCALAR:,} characters",
                    "shorten it, or keep the text in a file of its own that a source names",
                )
            return None if not event.style and value in _NULLS else value
        if kind is AliasEvent:
            hint = "write the value out, or put quotes around a text that begins with `*`"
            self._refuse(event, "alias", f"`*{event.anchor}` repeats another value", hint)
            return None
        if event.anchor is not None or event.tag is not None:
            self._refuse_marks(event)
        if depth > MAXIMUM_DEPTH:
            hint = "write it flatter, or put quotes around a text that begins with `[` or `{`"
            self._refuse(event, "too-deep", f"maps and lists stand more than {MAXIMUM_DEPTH} deep here", hint)
            raise Stopped
        return self._mapping(depth, path) if kind is MappingStartEvent else self._sequence(depth, path)

    def _mapping(self, depth: int, path: tuple[str | int, ...]) -> dict[str, Any]:
        built: dict[str, Any] = {}
        following = self._next
        while type(event := following()) is not MappingEndEvent:
            if type(event) is not ScalarEvent:
                self._refuse(event, "key-not-text", "the key of a map must be plain text", "write `key: value`")
                raise Stopped
            key = event.value
            if event.anchor is not None or event.tag is not None:
                self._refuse_marks(event)
            merges = key == "<<" and not event.style
            if merges:
                self._refuse(event, "merge-key", "`<<` merges another map into this one", "write the fields out")
            if key in built:
                line = self._first(path, key)
                self._refuse(event, "duplicate-key", f"`{key}` stands twice in this map", f"the first is {line}")
            if depth == 1:
                self._section = key
            elif depth == 2:
                mark: Any = event.start_mark
                self.lines.setdefault((self._section, key), mark.line + 1)
            held = following()
            if self.spans is not None:
                self.spans.setdefault((*path, key), (_span(event), _span(held)))
            value = self._node(held, depth + 1, (*path, key) if self.spans is not None else path)
            if not merges:
                built.setdefault(key, value)
        return built

    def _sequence(self, depth: int, path: tuple[str | int, ...]) -> list[Any]:
        built: list[Any] = []
        following = self._next
        while type(event := following()) is not SequenceEndEvent:
            here = path
            if self.spans is not None:
                here = (*path, len(built))
                self.spans[here] = (_span(event), _span(event))
            built.append(self._node(event, depth + 1, here))
        return built

    def _first(self, path: tuple[str | int, ...], key: str) -> str:
        found = self.spans.get((*path, key)) if self.spans is not None else None
        return f"on line {found[0].line}" if found else "above"

    def _refuse_marks(self, event: Any) -> None:
        """Refuse the anchor and the tag before a value."""
        otherwise = "or put quotes around the text"
        if event.anchor is not None:
            written, span = self._mark(event, "&")
            hint = f"delete it and write values out, {otherwise}"
            self._put(Finding("anchor", f"`{written}` names a value for reuse", hint), span)
        if event.tag is not None:
            written, span = self._mark(event, "!")
            hint = f"delete it, because the field decides the type, {otherwise}"
            self._put(Finding("tag", f"`{written}` gives a value a type of its own", hint), span)

    def _mark(self, event: Any, sign: str) -> tuple[str, Span]:
        """The anchor or tag as it is written before a value, and where."""
        line, column, _ = _span(event)
        behind = self.source_lines[line][column - 1 :]
        before, _, mark = behind.partition(sign)
        written = sign + (mark.split(maxsplit=1) or [""])[0]
        return written, Span(line, column + len(before), len(written))

    def _refuse(self, event: Any, code: str, sentence: str, hint: str) -> None:
        self._put(Finding(code, sentence, hint), _span(event))

    def _put(self, finding: Finding, span: Span) -> None:
        self.findings.append(self.source_lines.put(finding, *span))


def _span(event: Any) -> Span:
    start, end = event.start_mark, event.end_mark
    scalar = isinstance(event, ScalarEvent | AliasEvent)
    width = end.column - start.column if scalar and end.line == start.line else 1
    return Span(start.line + 1, start.column + 1, max(1, width))
