"""Builds plain values from YAML's event stream: maps, lists and strings as written.

A scalar remains the string in the file, and its field decides the type. So `2025-01-01`, `010` and `no` are texts here.
An empty plain scalar is `None`, and so are `~` and `null`, except for a name or in a list. Anchors, aliases, tags,
merge keys and duplicate keys are refused, because they change what a file seems to say
(https://yaml.org/spec/1.2.2/, sections 3.2.2 and 10.3).
"""

from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from brief.locale import say
from brief.yaml.brackets import Run
from brief.yaml.event_findings import EventFindings, Span
from brief.yaml.text import YamlText

MAXIMUM_DEPTH = 40
"""Greatest depth of nested maps and lists."""
MAXIMUM_SCALAR = 1_000_000
"""Greatest length of one value, in characters."""
_SHORTEST = 5
"""A value of this length or longer is never null."""
_NULLS = frozenset(("", "~", "null"))
_EMPTY = frozenset(("",))
NAME = "name"
"""The field in which `~` and `null` are text."""
COLLECTIONS = (MappingStartEvent, SequenceStartEvent)


class PythonParser(yaml.reader.Reader, yaml.scanner.Scanner, yaml.parser.Parser):
    """The parser to use if PyYAML was built without libyaml: the same events, ten times slower."""

    def __init__(self, text: YamlText | str) -> None:
        """Parse a text."""
        yaml.reader.Reader.__init__(self, text)
        yaml.scanner.Scanner.__init__(self)
        yaml.parser.Parser.__init__(self)


Parser: Any = PythonParser
if yaml.__with_libyaml__:
    from yaml import _yaml  # the package `yaml` does not export libyaml's parser

    Parser = _yaml.CParser

Path = tuple[str | int, ...]
"""A path in a file: section, id, then fields and indexes."""
Spans = dict[Path, tuple[Span, Span]]
"""Positions of key and value by path; for an item of a list, both are those of the value."""


class Stopped(Exception):
    """The rest of the file cannot be read."""


class Values(EventFindings):
    """Builds the values in a text; collects `findings` on the way, and positions if `spans` is given."""

    def __init__(
        self, text: YamlText, *, spans: Spans | None = None, before: tuple[int, int] = (0, 0), parser: Any = None
    ) -> None:
        """Read a text; `before` is the number of lines before it in the file, and of columns before its first line.

        The positions of all keys and values are added to `spans`.
        """
        super().__init__(text, before)
        self.has_bare_key = False
        """True if a key without a colon was read; the caller resets it."""
        self._next: Any = None
        self._end = 0
        self._spans = spans
        self._parser = parser or Parser

    def first(self, path: Path) -> int:
        """Read the value of the first key in the text, for its findings and positions; `path` is the path of the key.

        Return the index after the value; 0 if it cannot be read.
        """
        parser = self._parser(self._text)
        self._next = parser.get_event
        try:
            for _ in range(3):
                self._next()
            if type(key := self._next()) is not ScalarEvent:
                return 0
            held = self._next()
            if self._spans is not None:
                self._spans[path] = (self._span(key), self._span(held))
            self._node(held, len(path) + 1, path)
            return self._end if type(held) in COLLECTIONS else int(held.end_mark.index)
        except (Stopped, yaml.YAMLError):
            return 0
        finally:
            self._settle()
            if hasattr(parser, "dispose"):
                parser.dispose()

    def _key(self, event: Any) -> str:
        if type(event) is not ScalarEvent:
            self._refuse(event, "key-not-text", say("the key of a map must be plain text"), say("write `key: value`"))
            raise Stopped
        key: str = event.value
        if event.anchor is not None or event.tag is not None:
            self._refuse_marks(event)
        if key == "<<" and not event.style:
            self._refuse(event, "merge-key", say("`<<` merges another map into this one"), say("write the fields out"))
        return key

    def _node(self, event: Any, depth: int, path: Path, nulls: frozenset[str] = _NULLS) -> Any:
        kind = type(event)
        if kind is ScalarEvent:
            if event.anchor is not None or event.tag is not None:
                self._refuse_marks(event)
            value = event.value
            if len(value) > MAXIMUM_SCALAR:
                self._refuse(
                    event,
                    "too-long",
                    say("this value is longer than {most:,} characters", most=MAXIMUM_SCALAR),
                    say("shorten it, or move the text to a file that a source names"),
                )
            if self._spans is not None:
                if event.style == '"':
                    self._warn_of_escapes(event)
                elif not event.style:
                    self._warn_of_comment(event)
            return None if not event.style and value in nulls else value
        if kind is AliasEvent:
            hint = say("write the value out, or put quotes around a text that begins with `*`")
            self._refuse(event, "alias", say("`*{anchor}` repeats another value", anchor=event.anchor), hint)
            return None
        if event.anchor is not None or event.tag is not None:
            self._refuse_marks(event)
        if depth > MAXIMUM_DEPTH:
            hint = say("reduce the nesting, or put quotes around a text that begins with `[` or `{`")
            self._refuse(
                event,
                "too-deep",
                say("maps and lists are nested more than {most} deep here", most=MAXIMUM_DEPTH),
                hint,
            )
            raise Stopped
        if kind is MappingStartEvent:
            return self._mapping(depth, path)
        return self._sequence(depth, path, Run(self) if event.flow_style else None)

    def _mapping(self, depth: int, path: Path) -> dict[str, Any]:
        built: dict[str, Any] = {}
        following, spans = self._next, self._spans
        while type(event := following()) is not MappingEndEvent:
            # A fast path for plain keys and values, which are nearly all.
            plain = type(event) is ScalarEvent and event.anchor is event.tag is None and event.value != "<<"
            key = event.value if plain else self._key(event)
            held = following()
            if key in built:
                first = spans.get((*path, key)) if spans is not None else None
                self._refuse_twice(event, say("on line {line}", line=first[0].line) if first else say("above"))
            if spans is not None:
                spans.setdefault((*path, key), (self._span(event), self._span(held)))
                value = self._node(held, depth + 1, (*path, key), nulls(key))
            elif type(held) is ScalarEvent and held.anchor is held.tag is None:
                value = held.value
                if not _SHORTEST <= len(value) <= MAXIMUM_SCALAR:
                    value = self._node(held, depth + 1, path, nulls(key))
                    self.has_bare_key = self.has_bare_key or (value is None and not self._has_colon(event, held))
            else:
                value = self._node(held, depth + 1, path)
            if plain or key != "<<" or event.style:
                built.setdefault(key, value)
        end: Any = event.end_mark
        self._end = end.index
        return built

    def _has_colon(self, key: Any, held: Any) -> bool:
        """True if a colon follows a key whose value is empty."""
        return ":" in self._text.between(key.end_mark.index, held.end_mark.index)

    def _sequence(self, depth: int, path: Path, run: "Run | None") -> list[Any]:
        """Return the items of a list; for one in brackets, `run` warns of values that a comma may have cut."""
        built: list[Any] = []
        following, spans = self._next, self._spans
        while type(event := following()) is not SequenceEndEvent:
            here = path
            if spans is not None:
                here = (*path, len(built))
                spans[here] = (self._span(event), self._span(event))
            built.append(self._node(event, depth + 1, here, _EMPTY))
            if run:
                run.add(event if type(event) is ScalarEvent and not event.style else None)
        if run:
            run.add(None)
        end: Any = event.end_mark
        self._end = end.index
        return built


def nulls(key: str) -> frozenset[str]:
    """Return the plain scalars that are `None` as the value of this key."""
    return _EMPTY if key == NAME else _NULLS
