"""Builds plain values from YAML's event stream: maps, lists and strings as written.

A scalar remains the string in the file, and its field decides the type. So `2025-01-01`, `010` and `no` are texts here.
An empty plain scalar is `None`, and so are `~` and `null`, except for a name or in a list. Anchors, aliases, tags,
merge keys and duplicate keys are refused, because they change what a file seems to say
(https://yaml.org/spec/1.2.2/, sections 3.2.2 and 10.3).
"""

import re
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
from brief.model.findings import Finding, Rule, Severity
from brief.model.locators import numbered, usual
from brief.model.shape import ID
from brief.named_tuple import NamedTuple
from brief.yaml.brackets import Run
from brief.yaml.capped import Capped
from brief.yaml.lines import LONGEST_LINE, Lines
from brief.yaml.text import COMMENT, YamlText

MAXIMUM_DEPTH = 40
"""Greatest depth of nested maps and lists."""
MAXIMUM_SCALAR = 1_000_000
"""Greatest length of one value, in characters."""
_SHORT = 100
"""A hint repeats a text of fewer characters."""
_SHORTEST = 5
"""A value of this length or longer is never null."""
_NULLS = frozenset(("", "~", "null"))
_EMPTY = frozenset(("",))
NAME = "name"
"""The field in which `~` and `null` are text."""
COLLECTIONS = (MappingStartEvent, SequenceStartEvent)
_LONGEST_MARK = 1_000
"""Number of characters that are searched for the anchor or tag of a value."""


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


class Span(NamedTuple):
    """A position: line and column from 1, width in characters."""

    line: int
    column: int
    width: int


Path = tuple[str | int, ...]
"""A path in a file: section, id, then fields and indexes."""
Spans = dict[Path, tuple[Span, Span]]
"""Positions of key and value by path; for an item of a list, both are those of the value."""


class Stopped(Exception):
    """The rest of the file cannot be read."""


class Values:
    """Builds the values in a text; collects `findings` on the way, and positions if `spans` is given."""

    def __init__(
        self, text: YamlText, *, spans: Spans | None = None, before: tuple[int, int] = (0, 0), parser: Any = None
    ) -> None:
        """Read a text; `before` is the number of lines before it in the file, and of columns before its first line.

        The positions of all keys and values are added to `spans`.
        """
        self.findings = Capped()
        self.has_bare_key = False
        """True if a key without a colon was read; the caller resets it."""
        self._new = Capped()
        """Findings since the last key."""
        self._next: Any = None
        self._end = 0
        self._text = text
        self._spans = spans
        self._before = before
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

    def _settle(self) -> None:
        """Move the findings since the last key to `findings`."""
        if self._new.listed:
            self.findings.absorb(self._new)
            self._new = Capped()

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
                    say("this value is longer than {maximum_scalar:,} characters", maximum_scalar=MAXIMUM_SCALAR),
                    say("shorten it, or move the text to a file that a source names"),
                )
            if self._spans is not None and not event.style:
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
                say("maps and lists are nested more than {maximum_depth} deep here", maximum_depth=MAXIMUM_DEPTH),
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
                self._refuse_twice(event, say("on line {line}", line=first[0].line) if first else "above")
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

    def warn_of_commas(self, first: Any, last: Any) -> None:
        """Warn of items between brackets that look like one value with commas in it."""
        begin = int(first.start_mark.index)
        whole = self._text.between(begin, int(last.end_mark.index))
        short = len(whole) < _SHORT and not set('"\\\n') & set(whole)
        hint = say('write `"{whole}"`', whole=whole) if short else say("put quotes around the whole value")
        sentence = say("the comma ends this value, although what follows looks like the rest of it")
        hint = say("{hint}; between brackets, a comma ends a value without quotes", hint=hint)
        span = self._span(first)
        span = span._replace(width=len(whole)) if first.start_mark.line == last.end_mark.line else span
        self._put(Finding("cut-value", sentence, hint, Severity.WARNING), first, span)

    def between(self, first: Any, last: Any) -> str:
        """Return the text between two events."""
        return self._text.between(int(first.end_mark.index), int(last.start_mark.index))

    def _refuse_twice(self, event: Any, first: str) -> None:
        sentence = say("`{value}` appears twice in this map", value=event.value)
        self._refuse(event, "duplicate-key", sentence, say("the first is {first}", first=first))

    def _refuse_marks(self, event: Any) -> None:
        """Refuse the anchor and the tag before a value."""
        otherwise = say("or put quotes around the text")
        if event.anchor is not None:
            written, span = self._mark(event, "&")
            hint = say("delete it and write values out, {otherwise}", otherwise=otherwise)
            self._put(Finding("anchor", say("`{written}` names a value for reuse", written=written), hint), event, span)
        if event.tag is not None:
            written, span = self._mark(event, "!")
            hint = say("delete it, because the field decides the type, {otherwise}", otherwise=otherwise)
            self._put(Finding("tag", say("`{written}` sets the type of a value", written=written), hint), event, span)

    def _mark(self, event: Any, sign: str) -> tuple[str, Span]:
        """Return the anchor or tag before a value as written, and its position."""
        line, column, _ = self._span(event)
        index = int(event.start_mark.index)
        before, _, mark = self._text.between(index, index + _LONGEST_MARK).partition(sign)
        written = sign + (mark.split(maxsplit=1) or [""])[0]
        return written, Span(line, column + len(before), len(written))

    def _warn_of_comment(self, event: Any) -> None:
        """Warn of a comment that looks like a part of the unquoted value before it."""
        end = event.end_mark
        behind = self._text.between(end.index - 1, end.index + LONGEST_LINE).partition("\n")[0].rstrip()
        if not COMMENT.match(behind, 1):
            return
        whole = f"{event.value}{behind[1:]}".lstrip()
        short = len(whole) < _SHORT and end.line == event.start_mark.line and not set('"\\') & set(whole)
        hint = say('write `"{whole}"`', whole=whole) if short else say("put quotes around the whole value")
        if re.fullmatch(ID, event.value) and numbered(place := behind[1:].strip()):
            hint = say("write `{source} {place}`", source=event.value, place=usual(place))
        sentence = say("` #` begins a comment, so the value ends before it")
        line, column = self._place(end)
        finding = Finding(
            "cut-value", sentence, say("{hint}; put two spaces before a comment", hint=hint), Severity.WARNING
        )
        self._put(finding, event, Span(line, column + 1, len(behind) - 2))

    def _refuse(self, event: Any, code: Rule, sentence: str, hint: str) -> None:
        self._put(Finding(code, sentence, hint), event, self._span(event))

    def _put(self, finding: Finding, event: Any, span: Span) -> None:
        line = Lines(self._line(event)).put(finding, 1, span.column, span.width)
        self._new.add(line._replace(line=span.line))

    def _line(self, event: Any) -> str:
        """Return the line of the file in which an event begins."""
        return self._text.line_from(line_start(event))

    def _span(self, event: Any) -> Span:
        start, end = event.start_mark, event.end_mark
        scalar = isinstance(event, ScalarEvent | AliasEvent)
        width = end.column - start.column if scalar and end.line == start.line else 1
        return Span(*self._place(start), max(1, width))

    def _place(self, mark: Any) -> tuple[int, int]:
        """Return line and column in the file, from 1."""
        lines, columns = self._before
        return lines + mark.line + 1, mark.column + 1 + (0 if mark.line else columns)


def nulls(key: str) -> frozenset[str]:
    """Return the plain scalars that are `None` as the value of this key."""
    return _EMPTY if key == NAME else _NULLS


def line_start(event: Any) -> int:
    """Return the index of the first character of the line in which an event begins."""
    return int(event.start_mark.index - event.start_mark.column)
