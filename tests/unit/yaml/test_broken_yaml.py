"""Files that are not valid YAML: every one gets a finding at the right place, and never a traceback."""

import re
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yaml import _yaml

from brief.dossier.loaded import Located
from brief.model.findings import Finding
from brief.model.header import Header
from brief.yaml import values
from brief.yaml.records import Reading
from brief.yaml.text import YamlText

PARSERS = {"libyaml": _yaml.CParser, "python": values.PythonParser}
TOPIC = "topics:\n  tides:\n    name: Tides\n"
BROKEN = {
    "colon in a value": ("topics:\n  tides:\n    name: High: low\n", "syntax", (3, 15)),
    "colon with CRLF": ("topics:\r\n  tides:\r\n    name: High: low\r\n", "syntax", (3, 15)),
    "colon with CR": ("topics:\r  tides:\r    name: High: low\r", "syntax", (3, 15)),
    "colon behind a wide letter": ("topics:\n  tides:\n    name: 🌊 High: low\n", "syntax", (3, 17)),
    "colon behind old line breaks": (
        "topics:\n  tides:\n    note: a\x85b\u2028c\n    name: a: b\n",
        "syntax",
        (4, 12),
    ),
    "tab first": ("topics:\n\ttides:\n", "syntax", (2, 1)),
    "tab behind spaces": ("topics:\n  \ttides:\n", "syntax", (2, 3)),
    "tab after a value": (TOPIC + "\tnote: x\n", "syntax", (4, 1)),
    "double quote open": ('topics:\n  tides:\n    name: "Tides\n    note: x\n', "syntax", (3, 11)),
    "single quote open": ("topics:\n  tides:\n    name: 'Tides\n", "syntax", (3, 11)),
    "apostrophe": ("topics:\n  tides:\n    name: 'Tide's'\n", "syntax", (3, 17)),
    "list open": ("topics:\n  tides:\n    also: [a, b\n    name: x\n", "syntax", (3, 11)),
    "map open at the end": ("events:\n  flood:\n    who: {a: b\n", "syntax", (3, 10)),
    "brackets open at the end": ("topics: {", "syntax", (1, 9)),
    "comma missing": ("topics:\n  tides: {name: Tides note: x}\n", "syntax", (2, 27)),
    "brackets crossed": ("topics:\n  tides: {also: [a}\n", "syntax", (2, 19)),
    "comma missing in a list of lines": ("topics:\n  tides:\n    also: ['a',\n    'b'\n    'c']\n", "syntax", (5, 5)),
    "comma missing between texts": ("topics:\n  tides:\n    also: ['a' 'b']\n", "syntax", (3, 16)),
    "indented less": (TOPIC + "   note: x\n", "syntax", (4, 4)),
    "indented more": (TOPIC + "      note: x\n", "syntax", (4, 7)),
    "no colon": ("topics:\n  tides:\n    name Tides\n    note: x\n", "syntax", (3, 5)),
    "no colon at the end": (TOPIC + "    note\n", "syntax", (4, 5)),
    "no space behind the colon": ("topics:\n  tides:\n    name:Tides\n    note: x\n", "syntax", (3, 5)),
    "no key": ("topics:\n  tides:\n    : x\n", "syntax", (3, 5)),
    "at": ("topics:\n  tides:\n    name: @tides\n", "syntax", (3, 11)),
    "backtick": ("topics:\n  tides:\n    name: `tides`\n", "syntax", (3, 11)),
    "percent": ("topics:\n  tides:\n    name: %tides\n", "syntax", (3, 11)),
    "stars": ("topics:\n  tides:\n    name: **tides**\n", "syntax", (3, 11)),
    "ampersand": ("topics:\n  tides:\n    name: & Tides\n", "syntax", (3, 11)),
    "closing bracket": ("topics:\n  tides:\n    name: ]\n", "syntax", (3, 11)),
    "list behind its key": ("topics:\n  tides:\n    also: - a\n", "syntax", (3, 11)),
    "text behind a bar": ("topics:\n  tides:\n    summary: | text\n", "syntax", (3, 16)),
    "text below a bar": ("topics:\n  tides:\n    summary: |\n    text\n    note: x\n", "syntax", (4, 5)),
    "backslash": ('topics:\n  tides:\n    name: "a\\qb"\n', "syntax", (3, 13)),
    "percent line": ("%x\n" + TOPIC, "syntax", (1, 1)),
    "behind the end": (TOPIC + "...\nplaces:\n  old-town:\n    name: x\n", "syntax", (5, 1)),
    "second document": (TOPIC + "---\n" + TOPIC, "second-document", (4, 1)),
    "anchor": ("topics:\n  tides: &t\n    name: Tides\n", "anchor", (2, 10)),
    "alias": ("topics:\n  tides: *t\n", "alias", (2, 10)),
    "tag with an escape": ("topics:\n  tides: !%\n", "syntax", (2, 10)),
    "tag": ("topics:\n  tides:\n    name: !!int 5\n", "tag", (3, 11)),
    "merge key": ("topics:\n  tides:\n    <<: {name: x}\n    name: Tides\n", "merge-key", (3, 5)),
    "repeated key": (TOPIC + "    name: Tide\n", "duplicate-key", (4, 5)),
    "repeated id": (TOPIC + "  tides:\n    name: Tide\n", "duplicate-key", (4, 3)),
    "list as a key": ("[a, b]: c\n", "key-not-text", (1, 1)),
    "lists in lists": ("[" * 30_000, "too-deep", (1, 41)),
    "lists in a section": ("topics: " + "[" * 2_000, "too-deep", (1, 48)),
    "lists in a record": (TOPIC + "  x: " + "[" * 2_000, "too-deep", (4, 44)),
    "lists in a record in braces": ("{topics: {a: {name: x}, b: " + "[" * 2_000, "too-deep", (1, 66)),
    "list items in list items": ("- " * 2_000, "too-deep", (1, 81)),
    "comment in a text of two lines": (TOPIC + "    note: lot #3\n      of two\n", "syntax", (4, 15)),
    "comment in braces": ("topics:\n  tides: {name: lot #3, note: x}\n  ebb: {}\n", "syntax", (2, 21)),
    "no-break space behind the colon": (TOPIC + "    note:\xa0x\n    note: y\n", "syntax", (4, 5)),
    "merge": ("topics:\n<<<<<<< HEAD\n  a: {name: A}\n=======\n>>>>>>> b\n", "merge-conflict", (2, 1)),
    "rest of a merge": (TOPIC + "    note: x\n>>>>>>> desk\n", "merge-conflict", (5, 1)),
    "maps in maps": ("{a: " * 30_000, "too-deep", (1, 161)),
    "steps": ("".join(f"{' ' * depth}a:\n" for depth in range(60)), "too-deep", (41, 41)),
    "long value": (TOPIC + "    note: " + "x" * 1_000_001, "too-long", (4, 11)),
    "long key": (f"topics:\n  {'x' * 2000}: y\n", "syntax", (2, 2003)),
    "list of sections": ("- topics\n", "not-a-map", (1, 1)),
    "a word": ("topics\n", "not-a-map", (1, 1)),
    "list of records": ("topics:\n- tides\n", "not-a-map", (1, 1)),
    "a day that is none": (
        "events:\n  flood:\n    title: Flood\n    date: 2019-02-30\n    cite: log p. 1\n",
        "invalid-date",
        (4, 11),
    ),
    "an hour for a date": ("events:\n  flood:\n    title: Flood\n    date: 12:30\n", "invalid-date", (4, 11)),
}


def read_records(content: bytes, path: str) -> tuple[list[Located], Header | None, list[Finding]]:
    reading = Reading(YamlText(BytesIO(content)), path, lambda _: iter(()))
    records = list(reading.records())
    found = [finding._replace(file="") for finding in reading.take_findings()]
    return records if reading.is_whole else [], reading.header, found


def findings(content: bytes, parser: str, monkeypatch: pytest.MonkeyPatch) -> list[Finding]:
    monkeypatch.setattr(values, "Parser", PARSERS[parser])
    return read_records(content, "bad.yaml")[2]


@pytest.mark.parametrize("name", BROKEN)
def test_the_place_is_right_and_both_parsers_say_the_same(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text, code, place = BROKEN[name]
    found = findings(text.encode(), "libyaml", monkeypatch)
    assert (found[0].code, (found[0].line, found[0].column)) == (code, place)
    assert findings(text.encode(), "python", monkeypatch) == found


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"topics:\n  tides:\n    name: T\xefdes\n", (3, 12)),
        (b"\xef\xbb\xbftopics:\n  t\xff\n", (2, 4)),
        (b"topics:\r  tides:\r    name: \xc3\xa9\xff\r", (3, 12)),
        (b"topics:\n  tides: \x00\n", (2, 10)),
        ("topics:\n".encode("utf-16"), (1, 1)),
        ("topics:\n".encode("utf-16-le"), (1, 1)),
        ("topics:\n".encode("utf-16-be"), (1, 1)),
    ],
)
def test_the_first_bad_byte_is_found(content: bytes, place: tuple[int, int]) -> None:
    (found,) = read_records(content, "bad.yaml")[2]
    assert (found.code, (found.line, found.column)) == ("unreadable-file", place)


@pytest.mark.parametrize(
    "text",
    [
        "\ufeff" + TOPIC,
        TOPIC.replace("\n", "\r\n"),
        "# The tides.\n---\n" + TOPIC,
        TOPIC + "places: {}\n",
    ],
)
def test_what_is_whole_has_no_findings(text: str) -> None:
    assert read_records(text.encode(), "good.yaml")[2] == []


@pytest.mark.parametrize("nothing", ["", " ~", " null", "  # in the minutes"])
def test_a_section_with_nothing_below_it_is_a_warning_where_others_have_records(nothing: str) -> None:
    text = f"people:{nothing}\n{TOPIC}events:{nothing}\nplaces: {{}}\n"
    found = read_records(text.encode(), "emptied.yaml")[2]
    assert [(one.code, one.severity, one.line, one.column) for one in found] == [
        ("no-records", "warning", 1, 1),
        ("no-records", "warning", 2 + TOPIC.count("\n"), 1),
    ]


@pytest.mark.parametrize(
    "text", ["", "\n\n", "# nothing\n", "---\n", "null\n", "{}\n", "topics:\n", "topics: ~\npeople: {}\n"]
)
def test_a_file_without_records_is_named(text: str) -> None:
    assert [(found.code, found.severity) for found in read_records(text.encode(), "bad.yaml")[2]] == [
        ("no-records", "error")
    ]


@pytest.mark.parametrize("text", ["on", "no", "12:30", "007", "1e3", "2019-02-30", "0x1F", "=", "1_000", ".nan"])
@pytest.mark.parametrize("parser", PARSERS)
def test_a_value_is_taken_as_written(text: str, parser: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(values, "Parser", PARSERS[parser])
    (placed,), _, found = read_records(f"topics:\n  tides:\n    name: {text}\n".encode(), "good.yaml")
    assert (getattr(placed.record, "name", None), found) == (text, [])


@pytest.mark.parametrize("sign", ["\x85", "\u2028", "\u2029"])
def test_an_old_line_break_in_a_value_is_reported(sign: str) -> None:
    (placed,), _, (found,) = read_records(f"topics:\n  tides:\n    name: Spring{sign}tides\n".encode(), "good.yaml")
    assert getattr(placed.record, "name", None) == "Spring tides"
    assert (found.code, found.line, found.column) == ("hidden-character", 3, 17)


PIECES = st.sampled_from(
    [
        *("topics:", "people:", "tides", "name: x", ": ", ":", "- ", "[", "]", "{", "}", ", ", "'", '"', "|\n"),
        *(">", "&a ", "*a", "!x ", "<<: ", "# ", "\t", "\n", "\n  ", "\n    ", "?", "%", "@", "\n---\n", "\n...\n"),
        *(
            "\\",
            "\r",
            "\x85",
            "\u2028",
            "\ufeff",
            "\x92",
            "\ufdd0",
            "\u200b",
            "\xa0",
            " #4",
            "\x1b",
            "é",
            "🌊",
            "~",
            "2019-13",
            "roles:",
            "cite: a",
        ),
    ]
)


@given(st.lists(PIECES, max_size=14).map("".join).map(str.encode) | st.binary(max_size=60))
@pytest.mark.parametrize("parser", PARSERS)
def test_nothing_raises_and_every_place_exists(parser: str, content: bytes) -> None:
    with pytest.MonkeyPatch.context() as patch:
        found = findings(content, parser, patch)
    lines = len(re.split(rb"\r\n|\r|\n", content))
    placed = [item for item in found if item.code != "no-records"]
    assert all(1 <= item.line <= lines and item.column >= 1 and item.sentence for item in placed)
    words = " ".join(f"{item.sentence} {item.hint}" for item in found)
    assert not re.search(r"yaml\.|pydantic|scanning|parsing|<class|Error\b", words)
