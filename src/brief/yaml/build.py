"""Reads a YAML file record by record: the outer two levels as a stream of events, the rest as plain values.

It refuses a second document, and everything that `brief.yaml.values` refuses.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import yaml
from yaml.events import (
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    StreamEndEvent,
)

from brief.locale import say
from brief.named_tuple import NamedTuple
from brief.yaml.capped import Capped
from brief.yaml.event_findings import line_start
from brief.yaml.syntax import syntax_finding
from brief.yaml.text import YamlText
from brief.yaml.values import COLLECTIONS, Path, PythonParser, Stopped, Values
from brief.yaml.written import Written

HEAD = "dossier"
"""The key of a dossier's head, on the level of sections."""
_FARTHEST = 1_000
"""Greatest indentation that is kept when a record is read again; a key farther right can only be in flow style."""


class Entry(NamedTuple):
    """A record of a file as written, the head of a dossier, or a section before its records."""

    section: str
    id: str | None
    """None for a section or the head."""
    value: Any
    key: Any
    """The event of its id, or of the key of its section."""
    end: int
    """Index after the last character of the value."""

    @property
    def line(self) -> int:
        """Line of its key, from 1."""
        return int(self.key.start_mark.line) + 1


class Builder(Values):
    """Reads the entries of a file; collects `findings` on the way."""

    def __init__(self, text: YamlText, *, parser: Any = None) -> None:
        """Read a whole file."""
        super().__init__(text, parser=parser)
        self.is_whole = True
        """True if the file could be read to its end."""
        self._last: tuple[Any, Path] | None = None
        """The last key of a section or record."""

    def entries(self) -> Iterator[Entry]:
        """Yield the entries of the file; a root that is not a map is one entry with an empty section."""
        try:
            parser = self._parser(self._text)
        except yaml.YAMLError as error:
            self._give_up(error)
            return
        self._next = parser.get_event
        try:
            self._next()
            if type(self._next()) is StreamEndEvent:
                return
            event = self._next()
            if type(event) is MappingStartEvent:
                self._refuse_marks(event)
                yield from self._sections()
            else:
                yield Entry("", None, self._node(event, 1, ()), event, event.start_mark.index)
            self._next()
            event = self._next()
            if type(event) is DocumentStartEvent:
                self._refuse(
                    event, "second-document", say("a second document begins here"), say("move it to its own file")
                )
        except Stopped:
            self.is_whole = False
        except yaml.YAMLError as error:
            self._give_up(error)
        finally:
            self._settle()
            if hasattr(parser, "dispose"):
                parser.dispose()

    def _give_up(self, error: yaml.YAMLError) -> None:
        self.is_whole = False
        self._settle()
        if "nesting depth" not in str(error):
            self.findings.add(syntax_finding(error, self._text.whole()))
            return
        # libyaml limits the depth since 0.2.6, and fails before it returns the events that lead there. PyYAML's own
        # parser does not, so read the record again with it.
        if self._last:
            found = self._written(self._last[0], self._text.length, self._last[1], PythonParser).findings
        else:
            builder = Builder(YamlText(BytesIO(self._text.kept().encode())), parser=PythonParser)
            list(builder.entries())
            found = [*builder.findings]
        self.findings.absorb(Capped(found))

    def written(self, entry: Entry) -> Written:
        """Read an entry again with all positions; it must be the last one read."""
        path = (entry.section,) if entry.id is None else (entry.section, entry.id)
        return self._written(entry.key, entry.end, path)

    def _written(self, key: Any, end: int, path: Path, parser: Any = None) -> Written:
        column = min(key.start_mark.column, _FARTHEST)
        text = " " * column + self._text.between(key.start_mark.index, end)
        left_out = key.start_mark.column - column
        return Written(YamlText(BytesIO(text.encode())), self._line(key), self._span(key), path, left_out, parser)

    def _look_again(self, key: Any, end: int, path: Path) -> None:
        """Read the value of a key again, for findings with better positions, values that may be cut, and escapes."""
        if not self.findings.is_full():
            self._new = Capped(self._written(key, end, path).findings)
        self._settle()

    def _sections(self) -> Iterator[Entry]:
        for key, section, is_new in self._keys():
            held = self._next()
            if type(held) is not MappingStartEvent or section == HEAD:
                value, end = self._value(held, key, (section,))
                if is_new:
                    yield Entry(section, None, value, key, end)
                continue
            self._refuse_marks(held)
            if is_new:
                yield Entry(section, None, {}, key, key.start_mark.index)
            for entry in self._records(section):
                if is_new:
                    yield entry

    def _records(self, section: str) -> Iterator[Entry]:
        """Yield the records of a section; optimized for speed, because there may be a million."""
        met: dict[str, int] = {}
        following, keep_from, is_suspect = self._next, self._text.keep_from, self._text.is_suspect
        while type(key := following()) is not MappingEndEvent:
            id_ = self._key(key)
            mark = key.start_mark
            keep_from(mark.index - mark.column)
            if id_ in met or (id_ == "<<" and not key.style):
                self._again(key, met)
                self._value(following(), key, (section, id_))
                continue
            met[id_] = mark.line + 1
            if self._new.listed:
                self._settle()
            self._last = key, (section, id_)
            held = following()
            if type(held) is MappingStartEvent and held.anchor is held.tag is None:
                value, end = self._mapping(3, ()), self._end
                if self._new.listed or is_suspect(mark.index, end):
                    self._look_again(key, end, (section, id_))
            else:
                value, end = self._value(held, key, (section, id_))
            yield Entry(section, id_, value, key, end)

    def _value(self, event: Any, key: Any, path: Path) -> tuple[Any, int]:
        """Return the value of an outer key, and the index after it."""
        self._settle()
        self._last = key, path
        value = self._node(event, len(path) + 1, path)
        end = self._end if type(event) in COLLECTIONS else int(event.end_mark.index)
        if self._new.listed or self._text.is_suspect(key.start_mark.index, end):
            self._look_again(key, end, path)
        return value, end

    def _keys(self) -> Iterator[tuple[Any, str, bool]]:
        """Yield the keys of the outermost map: event, name, and True if it is the first of its name."""
        met: dict[str, int] = {}
        while type(event := self._next()) is not MappingEndEvent:
            key = self._key(event)
            self._text.keep_from(line_start(event))  # the text above it is not needed again
            self._last = event, (key,)
            self._again(event, met)
            yield event, key, key not in met and (key != "<<" or bool(event.style))
            met.setdefault(key, event.start_mark.line + 1)

    def _again(self, event: Any, met: dict[str, int]) -> None:
        """Refuse a duplicate key; `met` has the line of each earlier key."""
        if event.value in met:
            self._refuse_twice(event, say("on line {line}", line=met[event.value]))
