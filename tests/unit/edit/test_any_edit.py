"""Any edit of any text changes what was asked for, and no other byte."""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from brief.edit.records import sections, with_record
from brief.edit.text import Page
from brief.edit.writing import Place, Style, flow, map_lines, scalar
from brief.yaml.nodes import nodes, plain

_SIGNS = st.sampled_from([*"ab 1-:#,'\"[]{}&*!|>%@`~?\\\t=<.¶é中", "\n", "\x07", "\u2028", "\ufeff", "null", "~", "- "])
_TEXTS = st.lists(_SIGNS, min_size=1, max_size=9).map("".join) | st.sampled_from(
    ["2021-05", "no", "a: b", "a #b", "# c", "word " * 40, "two\nlines\n", "  indented\n", "x: " * 50]
)
_KEYS = st.sampled_from(["note", "name", "date", "some people", "a: b", "yes", "- x", "é"])
_VALUES = st.recursive(
    _TEXTS,
    lambda inner: st.lists(inner, min_size=1, max_size=3) | st.dictionaries(_KEYS, inner, min_size=1, max_size=3),
    max_leaves=6,
)
_STYLES = st.builds(Style, st.sampled_from([1, 2, 4]), st.sampled_from([0, 2]))


@given(st.dictionaries(_KEYS, _VALUES, min_size=1), _STYLES)
@settings(max_examples=100)
def test_what_is_written_is_read_as_the_same(value: dict[str, Any], style: Style) -> None:
    assert plain(nodes("\n".join([*map_lines(value, 0, style), ""]))) == value
    assert plain(nodes(flow(value))) == value


_COMMENTS = st.sampled_from(["", "", "  # a remark"])
_FIELDS = ["title", "date", "note", "who", "topics", "differs", "cite", "summary"]


@st.composite
def _records(draw: st.DrawFn) -> list[str]:
    """Draw the lines of a record as somebody may have typed them."""
    lines = []
    for field in draw(st.lists(st.sampled_from(_FIELDS), unique=True, min_size=1)):
        if draw(st.booleans()):
            lines.append("    # above")
        value = draw(_VALUES)
        comment = draw(_COMMENTS)
        if draw(st.booleans()):
            shown = scalar(value, field) if isinstance(value, str) else flow(value)
            lines.append(f"    {field}: {shown}{comment}")
        else:
            first, *rest = map_lines({field: value}, 4, Style())
            lines += [first + comment if first.endswith(":") else first, *rest]
        if draw(st.booleans()):
            lines.append("")
    return lines


@st.composite
def _files(draw: st.DrawFn) -> str:
    lines = ["# a file", "events:"]
    for id_ in ("one", "two", "three"):
        lines += [f"  {id_}:{draw(_COMMENTS)}", *draw(_records()), ""]
    text = "\n".join(lines)
    return text.replace("\n", draw(st.sampled_from(["\n", "\r\n"]))) + draw(st.sampled_from(["", "\n", "\n# end\n"]))


@given(_files(), st.sampled_from(["one", "two", "three", "new"]), st.sampled_from(_FIELDS), _VALUES | st.none())
@settings(max_examples=45, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_an_edit_changes_what_it_is_asked_to_and_no_other_line(text: str, id_: str, field: str, value: Any) -> None:
    records = sections(text)["events"]
    wanted = {**(records.get(id_) or {"title": "x"}), field: value}
    if value is None:
        del wanted[field]
    edited = with_record(text, "events", id_, wanted or None)  # verifies by itself that the result is read as wanted
    part = field if wanted and id_ in records else None
    assert _outside(text, id_, part) == _outside(edited, id_, part)
    assert Page(edited).newline == Page(text).newline


def _outside(text: str, id_: str, field: str | None) -> list[str]:
    """Return the lines outside a field of a record, or outside the record; empty lines are left out."""
    page: Any = Page(text)
    holder, key = page.root.at("events"), id_
    if field:
        holder, key = holder.at(id_), field
    at, held = holder.fields.get(key, (None, None))
    start, end = (page.line_start(at.start), page.next_line(held.end)) if at else (0, 0)
    return [line for line in (page.text[:start] + page.text[end:]).splitlines() if line.strip()]


def test_places_have_defaults_for_a_file_without_lists() -> None:
    assert Page("events:\n    one:\n        title: x\n").style == Style(4, 0)
    assert Place(0).style == Style(2, 0)
