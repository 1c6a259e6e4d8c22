"""Detects values that a comma cuts in flow style: `{title: Head, Policy and Plans, org: mod}` has three keys."""

from collections.abc import Iterator

from brief.locale import say
from brief.model.quotation_marks import unquoted
from brief.named_tuple import NamedTuple
from brief.yaml.event_findings import Span
from brief.yaml.values import Path
from brief.yaml.written import Written

_SHORT = 100
"""A hint repeats a value of fewer characters."""


class Cut(NamedTuple):
    """A value that a comma cut, and the first of the keys that result from its end."""

    first: Path
    hint: str


def cut(written: Written, path: Path) -> Cut | None:
    """Return the cut value of which the key at this path is a part; None if the key has a value, or follows none.

    A value with several commas becomes several keys; the result is the same for each of them.
    """
    keys = [place for place in written.spans if len(place) == len(path) and place[:-1] == path[:-1]]
    bare = [place for place in keys if _is_bare(written, place)]
    if path not in bare:
        return None
    first = last = keys.index(path)
    while first and keys[first - 1] in bare:
        first -= 1
    while keys[last + 1 : last + 2] and keys[last + 1] in bare:
        last += 1
    if not first:
        return None
    key, value = written.spans[keys[first - 1]]
    begin, end = written.spans[keys[first]][0], written.spans[keys[last]][0]
    line = written.line_at(key.line)
    whole = line[value.column - 1 : _end(end) - 1]
    is_joined = key.line == end.line and line[_end(value) - 1 : begin.column - 1].strip() == ","
    if not is_joined or whole[:1] in ("'", '"', "[", "{", ","):
        return None
    whole = unquoted(whole) or whole
    short = len(whole) < _SHORT and not set('"\\') & set(whole)
    name = line[key.column - 1 : _end(key) - 1]
    hint = (
        say('write `{name}: "{whole}"`', name=name, whole=whole)
        if short
        else say("put quotes around the whole value of `{name}`", name=name)
    )
    return Cut(keys[first], say("{hint}; between braces, a comma ends a value without quotes", hint=hint))


def bare_keys(written: Written) -> Iterator[Path]:
    """Yield the paths, relative to the record, of the keys without a colon and a value."""
    for place in written.spans:
        if len(place) > len(written.path) and isinstance(place[-1], str) and _is_bare(written, place):
            yield place[len(written.path) :]


def _is_bare(written: Written, place: Path) -> bool:
    """True if a key has neither a colon nor a value, and is not like `url:https://...`."""
    key = written.spans[place][0]
    return ":" not in str(place[-1]) and written.line_at(key.line)[_end(key) - 1 :].lstrip()[:1] in (",", "}", "")


def _end(span: Span) -> int:
    """Return the column after a span."""
    return span.column + span.width
