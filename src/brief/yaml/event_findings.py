"""Findings about YAML events, each with its position in the file and its line."""

import re
from typing import Any

from yaml.events import AliasEvent, ScalarEvent

from brief.locale import say
from brief.model.findings import Finding, Severity
from brief.model.locators import numbered, usual
from brief.model.marks import ID
from brief.model.rules import Rule
from brief.named_tuple import NamedTuple
from brief.yaml.capped import Capped
from brief.yaml.lines import LONGEST_LINE, Lines
from brief.yaml.text import COMMENT, YamlText

_SHORT = 100
"""A hint repeats a text of fewer characters."""
_LONGEST_MARK = 1_000
"""Number of characters that are searched for the anchor or tag of a value."""


class Span(NamedTuple):
    """A position: line and column from 1, width in characters."""

    line: int
    column: int
    width: int


class EventFindings:
    """Collects `findings` about the events of a text."""

    def __init__(self, text: YamlText, before: tuple[int, int]) -> None:
        """Use a text; `before` is the number of lines before it in the file, and of columns before its first line."""
        self.findings = Capped()
        self._new = Capped()
        """Findings since the last key."""
        self._text = text
        self._before = before

    def _settle(self) -> None:
        """Move the findings since the last key to `findings`."""
        if self._new.listed:
            self.findings.absorb(self._new)
            self._new = Capped()

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

    def _warn_of_escapes(self, event: Any) -> None:
        """Warn of the escapes in a value that stand for hidden characters."""
        from brief.yaml.hidden import escaped

        written = self._text.between(int(event.start_mark.index), int(event.end_mark.index))
        line, column = self._place(event.start_mark)
        for finding in escaped(written) if "\\" in written else ():
            place = finding.column + (column - 1 if finding.line == 1 else 0)
            self._put(finding, event, Span(line + finding.line - 1, place, finding.width))

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


def line_start(event: Any) -> int:
    """Return the index of the first character of the line in which an event begins."""
    return int(event.start_mark.index - event.start_mark.column)
