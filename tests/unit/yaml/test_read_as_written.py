"""Files are read as written, or get a finding: no value is cut and no key is dropped silently."""

import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from shutil import which
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yaml import _yaml

from brief.cli.main import run
from brief.model.findings import Finding
from brief.yaml import values
from brief.yaml.records import Reading
from brief.yaml.text import YamlText

PARSERS = {"libyaml": _yaml.CParser, "python": values.PythonParser}
HEAD = "dossier:\n  title: Tides\n"
Said = Callable[[], tuple[int, str]]


def read(text: str) -> tuple[dict[str, Any], list[Finding]]:
    """Return the records by id, and the findings."""
    reading = Reading(YamlText(BytesIO(text.encode())), "a.yaml", lambda _: iter(()))
    records = {placed.record.id: placed.record for placed in reading.records()}
    return records, reading.take_findings()


def places(findings: list[Finding], *codes: str) -> list[tuple[str, int, int]]:
    return [(found.code, found.line, found.column) for found in findings if not codes or found.code in codes]


# Keys without a value


@pytest.mark.parametrize(
    ("text", "place", "hint"),
    [
        ("events:\n  e: {title: To Hanoi, Hue and Da Nang}\n", (2, 24), '`title: "To Hanoi, Hue and Da Nang"`'),
        ("events:\n  e: {title: To Hanoi, Hue, and Da Nang}\n", (2, 24), '`title: "To Hanoi, Hue, and Da Nang"`'),
        (
            "people:\n  a:\n    name: A\n    roles:\n    - {title: Head, Policy, cite: log p. 1}\n",
            (5, 21),
            '`title: "Head, Policy"`',
        ),
        (
            "events:\n  e:\n    title: E\n    figures: [{what: officers, value: 1,250}]\n",
            (4, 41),
            '`value: "1,250"`',
        ),
        ("topics:\n  a: {name: A, cite: {source: log, at: p. 1, 3}}\n", (2, 46), '`at: "p. 1, 3"`'),
        (
            "topics:\n  a: {name: A, cite: {source: log, quote: He said yes, and left}}\n",
            (2, 56),
            '`quote: "He said yes, and left"`',
        ),
        ("people:\n  a:\n    name: A\n    rolse:\n", (4, 5), "`roles`"),
        ("people:\n  a: {name: A, rolse: }\n", (2, 16), "`roles`"),
        ("sources:\n  a: {title: A, url:https://a.org/b}\n", (2, 17), "`url: https://a.org/b`"),
        ("topics:\n  a: {name:A}\n", (2, 7), "`name: A`"),
        ("topics:\n  a: {name: A, '': }\n", (2, 16), "its fields are"),
        ('topics:\n  a: {name: A, strange: ""}\n', (2, 16), "its fields are"),
        ("dossier: {title: Talks, harbours}\n", (1, 25), '`title: "Talks, harbours"`'),
    ],
)
def test_a_key_without_a_value_is_checked_like_any_other(text: str, place: tuple[int, int], hint: str) -> None:
    reading = Reading(YamlText(BytesIO(text.encode())), "dossier.yaml", lambda _: iter(()))
    assert list(reading.records()) == []
    (found,) = [found for found in reading.take_findings() if found.code != "no-head"]
    assert (found.code, (found.line, found.column)) == ("unknown-field", place)
    assert hint in found.hint


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize(
    ("text", "place", "hint"),
    [
        ("people:\n  a: {name: Words, summary}\n", (2, 20), '`name: "Words, summary"`'),
        ("people:\n  a:\n    name: A\n    roles: [{title: Aide, rank, to: 2020}]\n", (4, 27), '`title: "Aide, rank"`'),
        ("topics:\n  a: {summary, name: A}\n", (2, 7), "`summary: ...`"),
        ("topics:\n  a: {name: A,\n    summary\n    }\n", (3, 5), "`summary: ...`"),
        ("dossier: {title: Talks, summary}\n", (1, 25), '`title: "Talks, summary"`'),
    ],
)
def test_the_end_of_a_value_may_be_the_name_of_a_field(
    text: str, place: tuple[int, int], hint: str, parser: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(values, "Parser", PARSERS[parser])
    reading = Reading(YamlText(BytesIO(text.encode())), "dossier.yaml", lambda _: iter(()))
    list(reading.records())
    (found,) = [found for found in reading.take_findings() if found.code != "no-head"]
    assert (found.code, (found.line, found.column)) == ("invalid-value", place)
    assert hint in found.hint


def test_the_reason_of_an_inference_keeps_its_end() -> None:
    records, (found,) = read("topics:\n  a: {name: A, inferred: {name: From the log, roughly}}\n")
    assert records == {}
    assert (found.code, found.column) == ("invalid-value", 47)
    assert '`name: "From the log, roughly"`' in found.hint


def test_the_part_that_somebody_took_keeps_its_end(root: Path, said: Said) -> None:
    (root / "a.yaml").write_text("organizations: {oxmere: {name: Oxmere}}\n")
    (root / "e.yaml").write_text("events:\n  e: {title: E, who: {oxmere: host, and chair}}\n")
    code, text = said()
    assert code == 1
    assert "e.yaml:2:37: error: unknown-id: no person or organization has the id `and chair`" in text
    assert '(write `oxmere: "host, and chair"`' in text


def test_ids_and_sections_without_a_value_are_checked() -> None:
    found = read("topics: {a: {name: A}, b, C d}\nplaces2:\n")[1]
    assert places(found) == [("missing-field", 1, 24), ("invalid-id", 1, 27), ("unknown-section", 2, 1)]


def test_the_fields_of_a_record_with_a_wrong_id_are_checked_too() -> None:
    records, found = read("people:\n  Bo Lind: {nam: Bo, born: 3 May 1970}\n  Al: {name: Al}\n  al: {name: Al}\n")
    assert list(records) == ["al"]
    assert set(places(found)) == {
        ("invalid-id", 2, 3),
        ("unknown-field", 2, 13),
        ("invalid-date", 2, 28),
        ("invalid-id", 3, 3),
    }


def test_fields_that_are_left_empty_are_unknown_and_no_fault() -> None:
    text = "people:\n  a:\n    name: A\n    order:\n    roles:\n    - {title: T, rank: , to: ~, org: null}\n    also:\n"
    records, found = read(
        f"{text}events:\n  e: {{title: E, who: {{a, b: }}, inferred: , date: , kind: '', topics: [x, y]}}\n"
    )
    assert found == []
    assert (records["a"].order, records["a"].also, records["a"].roles[0].to) == (None, (), None)
    assert records["e"].who == {"a": None, "b": None}


WORDS = st.lists(st.text("abcdefgh", min_size=1, max_size=6), min_size=1, max_size=4).map(" ".join)


@given(st.lists(WORDS.map(lambda words: f"x {words}"), min_size=2, max_size=4))
def test_no_text_with_commas_is_read_as_a_part_of_it(parts: list[str]) -> None:
    whole = ", ".join(parts)
    records, found = read(f"topics:\n  a: {{name: {whole}, summary: s}}\n")
    assert records == {}
    offered = f'write `name: "{whole}"`' if len(whole) < 100 else "put quotes around the whole value of `name`"
    assert any(offered in one.hint or one.code == "duplicate-key" for one in found)
    quoted = read(f'topics:\n  a: {{name: "{whole}", summary: s}}\n')
    assert (quoted[0]["a"].name, quoted[1]) == (whole, [])


# Nothing, and words for it


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize("word", ["Null", "NULL", "null", "~", "Nil", "none", "n/a"])
def test_a_name_is_a_name(word: str, parser: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(values, "Parser", PARSERS[parser])
    records, found = read(f"people:\n  a:\n    name: {word}\n    also: [{word}, x]\n    second_reference: Null\n")
    assert found == []
    assert (records["a"].name, records["a"].also, records["a"].second_reference) == (word, (word, "x"), "Null")


def test_what_programs_write_for_nothing_is_nothing() -> None:
    people = "people:\n  a: {name: A, summary: null, order: ~, also: null, roles: ~}\n"
    records, found = read(f"{people}events: {{e: {{title: E, who: {{a: null}}}}}}\n")
    assert found == []
    assert (records["a"].summary, records["a"].order, records["e"].who) == (None, None, {"a": None})


# Comments


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("summary: Chaired working group #4 and more", 36),
        ("summary: #4 of the list", 14),
        ("summary: Chaired unit # 4 of it", 27),
        ("summary: # 4 of the list", 14),
        ("also: [A, B #2\n      ]", 17),
        ("also: Lot #3", 15),
        ("also:\n    - Lot #3", 11),
        ("summary: one\n      two #3", 11),
        ("differs: [{field: name, value: B #2\n      }]", 38),
    ],
)
def test_a_comment_that_cuts_a_value_is_a_warning(
    line: str, column: int, parser: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(values, "Parser", PARSERS[parser])
    records, (found,) = read(f"topics:\n  b: {{name: B}}\n  a:\n    name: A\n    {line}\n")
    assert (found.code, found.severity, found.column) == ("cut-value", "warning", column)
    assert found.excerpt[column - 1] == "#"
    assert set(records) == {"a", "b"}


@pytest.mark.parametrize(
    "line",
    [
        "summary: A pact  # a comment",
        "summary: A pact # a comment",
        "summary: A pact  # 4 of them",
        "summary: A pact  #4 of them",
        "summary: 'Group #4'",
        'summary: "Group #4" #5',
        "summary: |\n      Group #4",
        "summary: >-\n      Group #4",
        "summary: C#4 and 5.#6",
        "roles: #4",
        "# Group #4\n    summary: x",
        "also: [x, y] #4",
    ],
)
def test_a_comment_that_cuts_nothing_is_none_of_our_business(line: str) -> None:
    text = line if not line.startswith("roles") else f"{line}\n    - title: T"
    assert read(f"people:\n  a:\n    name: A\n    {text}\n")[1] == []


def test_the_head_is_looked_through_for_cut_values_too(root: Path, said: Said) -> None:
    (root / "dossier.yaml").write_text("dossier:\n  title: Annex #4\ntopics: {a: {name: A}}\n")
    assert "dossier.yaml:2:16: warning: cut-value" in said()[1]


# Odd characters


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize(
    "sign",
    [
        "\ufeff",
        "\x7f",
        "\x80",
        "\x92",
        "\x9f",
        "\u200b",
        "\u202e",
        "\u3164",
        "\u2800",
        "\U00013430",
        "\ufe0f",
        "\uffff",
    ],
)
@pytest.mark.parametrize("written", ["b{}c", '"b{}c"', "[a, 'b{}c']", "|-\n      b{}c"])
def test_one_odd_character_costs_no_record(
    sign: str, written: str, parser: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(values, "Parser", PARSERS[parser])
    many = 300 if written == "b{}c" else 3
    before, after = ("".join(f"  {letter}{n}: {{name: {letter}}}\n" for n in range(many)) for letter in "xy")
    text = f"people:\n{before}  a:\n    name: A\n    also: {written.format(sign)}\n{after}"
    records, (found,) = read(text)
    assert len(records) == 2 * many + 1
    assert records["a"].also[-1] == f"b{sign}c"
    line, column = next((n, row.index(sign) + 1) for n, row in enumerate(text.split("\n"), 1) if sign in row)
    assert (found.code, found.severity, found.line, found.column) == ("hidden-character", "warning", line, column)
    assert found.excerpt[column - 1] == sign
    assert f"U+{ord(sign):04X}" in found.sentence


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize(
    ("escape", "sign"),
    [
        ("\\u202e", "\u202e"),
        ("\\u202E", "\u202e"),
        ("\\U0000200b", "\u200b"),
        ("\\x7f", "\x7f"),
        ("\\x1B", "\x1b"),
        ("\\e", "\x1b"),
        ("\\0", "\0"),
        ("\\a", "\a"),
        ("\\b", "\b"),
        ("\\N", "\x85"),
        ("\\L", "\u2028"),
        ("\\P", "\u2029"),
        ("\\uFEFF", "\ufeff"),
    ],
)
@pytest.mark.parametrize(
    "text",
    [
        'topics:\n  a: {{name: "Jo{}"}}\n',
        'topics:\n  a:\n    name: A\n    also: [b, "c{}d"]\n',
        'topics:\n  a:\n    name: "Jo\n      {}x"\n',
        'topics:\n  a:\n    name: "Jo\\\n      {}x"\n',
        'topics:\n  a: {{name: A}}\n  b:\n    name: "B{}"\n',
    ],
)
def test_a_hidden_character_written_as_an_escape_is_found(
    text: str, escape: str, sign: str, parser: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(values, "Parser", PARSERS[parser])
    written = text.format(escape)
    _, (found,) = read(written)
    line, column = next((n, row.index(escape) + 1) for n, row in enumerate(written.split("\n"), 1) if escape in row)
    assert (found.code, found.severity, found.line, found.column) == ("hidden-character", "warning", line, column)
    assert found.excerpt[column - 1 :][: found.width] == escape
    assert f"U+{ord(sign):04X}" in found.sentence


@pytest.mark.parametrize(
    "value",
    [
        r'"a\\u202e"',
        r"'a\u202e'",
        r"a\u202e",
        r'"\u00e9 \x41\t\"\/\_"',
        r'"\U0001F468\u200D\U0001F469"',
        r"C:\users\extra",
    ],
)
def test_an_escape_of_a_visible_character_is_none_of_a_hidden_one(value: str) -> None:
    records, found = read(f"topics:\n  a:\n    name: {value}\n")
    assert (len(records), found) == (1, [])


@pytest.mark.parametrize(("value", "said"), [("[2025, 2026]", "this is a list"), ("{a: b}", "this is a map")])
def test_a_list_or_map_in_place_of_a_date_is_called_so(value: str, said: str) -> None:
    _, (found,) = read(f"events:\n  a: {{title: A, date: {value}}}\n")
    assert (found.code, found.sentence) == ("invalid-date", f"`date`: {said}")


def test_a_hidden_character_in_the_head_is_found_as_an_escape(root: Path, said: Said) -> None:
    (root / "dossier.yaml").write_text('dossier:\n  title: "Tides\\u200b"\ntopics: {a: {name: A}}\n')
    assert "dossier.yaml:2:16: warning: hidden-character" in said()[1]


def test_a_noncharacter_is_named_and_replaced() -> None:
    records, found = read("topics:\n  a: {name: a\ufdd0b}\n")
    assert (records["a"].name, places(found)) == ("a\ufffdb", [("hidden-character", 2, 14)])


@pytest.mark.parametrize("sign", ["\xa0", "\u202f", "\u200b", "\ufeff", "\x92"])
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("topics:\n  a:\n    name{}: A\n", "unknown-field"),
        ("topics:\n  a: {{name: A, {}summary: b}}\n", "unknown-field"),
        ("topics:\n  a{}b:\n    name: A\n", "invalid-id"),
        ("topics{}:\n  a:\n    name: A\n", "unknown-section"),
        ("topics:\n  a: {{name: A}}\n{}places:\n", "unknown-section"),
    ],
)
def test_an_odd_character_in_a_key_is_the_one_thing_said(sign: str, text: str, code: str) -> None:
    found = [one for one in read(text.format(sign))[1] if one.code != "missing-field"]
    assert [one.code for one in found] == [code]
    assert f"U+{ord(sign):04X}" in found[0].sentence


def test_a_decomposed_id_is_named_for_what_it_is() -> None:
    (found,) = read(f"people:\n  {normalize('NFD', 'rené')}:\n    name: R\n")[1]
    assert (found.code, found.hint) == ("invalid-id", "write `rene`")
    assert "U+0301, combining acute accent" in found.sentence


# Files that are nearly right


@pytest.mark.parametrize(
    ("content", "line", "column", "words"),
    [
        ("topics:\n  a: {name: José}\n".encode("latin-1"), 2, 16, "0xE9 is not UTF-8; in Windows-1252"),
        ("topics:\n  a: {name: “A”}\n".encode("cp1252"), 2, 13, "it is `“`"),
        ("# Hải\ntopics:\n  a: {name: J".encode() + b"\xc3}\n", 3, 14, "type the letter again"),
        ("topics:\n  a: {name: José}\n".encode("utf-16"), 1, 1, "UTF-16"),
        (
            "topics:\n  a: {name: José}\n".encode("utf-16-be"),
            1,
            1,
            "in UTF-16 (save it as UTF-8, or convert it, in the dossier's folder: `iconv -f UTF-16BE",
        ),
        ("topics:\n  a: {name: José}\n".encode("utf-16-le"), 1, 1, "iconv -f UTF-16LE -t UTF-8"),
        (
            "topics:\n  a: {name: José}\n".encode("utf-32"),
            1,
            1,
            "in UTF-32 (save it as UTF-8, or convert it, in the dossier's folder: `iconv -f UTF-32 -",
        ),
        (b"\0\0\xfe\xff" + "topics:\n  a: {name: José}\n".encode("utf-32-be"), 1, 1, "iconv -f UTF-32 -t UTF-8"),
        ("topics:\n  a: {name: José}\n".encode("utf-32-be"), 1, 1, "iconv -f UTF-32BE -t UTF-8"),
        ("topics:\n  a: {name: José}\n".encode("utf-32-le"), 1, 1, "iconv -f UTF-32LE -t UTF-8"),
        (b"topics:\n" + b"  # x\n" * 90_000 + b"  a: {name: Jos\xe9}\n", 90_002, 16, "folder: `iconv"),
        (b"topics:\n  a: {name: \x07}\n", 2, 13, "U+0007 is not allowed in YAML"),
    ],
)
def test_another_encoding_is_named_with_its_place(
    content: bytes, line: int, column: int, words: str, root: Path, said: Said
) -> None:
    (root / "a.yaml").write_bytes(content)
    code, text = said()
    assert code == 1
    assert text.startswith(f"a.yaml:{line}:{column}: error: unreadable-file: ")
    assert words in text.splitlines()[0]
    assert text.count(" error: ") == 1


@pytest.mark.skipif(not which("iconv"), reason="needs iconv")
@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("name", ["a.yaml", "deep/two towns' records.yaml"])
def test_the_command_that_converts_a_file_can_be_pasted(encoding: str, name: str, root: Path, said: Said) -> None:
    (root / "deep").mkdir()
    (root / name).write_bytes("topics:\n  a: {name: José}\n".encode(encoding))
    code, text = said()
    assert code == 1
    subprocess.run(["/bin/sh", "-c", text.split("`")[-2]], cwd=root, check=True)
    assert (root / name).read_text(encoding="utf-8").removeprefix("\ufeff") == "topics:\n  a: {name: José}\n"
    assert said()[0] == 0


@pytest.mark.parametrize("name", ["A.YAML", "a.Yaml", "a.yml", "A.YML", "a.yaml.txt", "A.YAML.TXT", "a.yml.txt"])
def test_a_file_that_is_nearly_part_of_the_dossier_is_named(name: str, root: Path, said: Said) -> None:
    (root / "deep").mkdir()
    (root / "deep" / name).write_text("topics: {a: {name: A}}\n")
    (root / "notes.txt").write_text("yaml.txt")
    code, text = said()
    assert code == 0
    assert text.startswith(f"deep/{name}: warning: not-read: ")
    assert f"(rename it to deep/{name[:1]}.yaml)" in text
    assert text.endswith("1 warning in 1 file.\n")


@pytest.mark.parametrize("name", ["dossier.yml", "Dossier.yaml", "DOSSIER.YAML", "dossier.yaml.txt"])
def test_a_marker_that_is_nearly_right_is_named(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / name).write_text(HEAD)
    if (tmp_path / "dossier.yaml").exists():
        pytest.skip("this file system does not tell capitals from small letters")
    assert run(["check", "--dossier", str(tmp_path)]) == 2
    assert f"(rename {name} to dossier.yaml)" in capsys.readouterr().err


@pytest.mark.parametrize(("there", "hint"), [("Re\u0301s.txt", "Unicode's form NFD"), ("rés.txt", "`rés.txt`?")])
def test_a_text_whose_name_only_looks_the_same_is_named(there: str, hint: str, root: Path, said: Said) -> None:
    (root / there).write_text("Tides.\n")
    if (root / "Rés.txt").exists():
        pytest.skip("to this file system the two names are one")
    (root / "a.yaml").write_text("sources:\n  log: {title: Log, text: Rés.txt}\ntopics: {a: {name: A, cite: log ¶1}}\n")
    text = said()[1]
    assert "a.yaml:2:27: warning: unreadable-text: " in text
    assert hint in text


@pytest.mark.parametrize("marker", ["<<<<<<< HEAD", "=======", ">>>>>>> desk"])
def test_a_merge_that_is_not_finished_is_the_one_thing_said(marker: str, root: Path, said: Said) -> None:
    (root / "a.yaml").write_text(f"people:\n  ada:\n    name: Ada\n{marker}\n    rolse: x\n")
    code, text = said()
    assert code == 1
    assert text.startswith("a.yaml:4:1: error: merge-conflict: unfinished merge")
    assert text.endswith("1 error in 2 files.\n")


def test_lines_that_only_resemble_a_merge_are_text() -> None:
    text = "topics:\n  a:\n    name: A\n    summary: |\n      =======\n      <<<<<<< HEAD\n# =======\n#=======\n"
    records, found = read(text)
    assert (records["a"].summary, found) == ("=======\n<<<<<<< HEAD\n", [])


# Files without records


BLANK = ("", "\n \n", "# Nothing yet.\n", "null\n", "---\n", "topics:\n", "topics: {}\npeople: ~\n")


@pytest.mark.parametrize("content", BLANK)
def test_a_file_that_lost_its_records_stops_every_command(
    content: str, root: Path, said: Said, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "a.yaml").write_text("topics:\n  tides: {name: Tides}\n  ebb: {name: Ebb}\n")
    (root / "b.yaml").write_text("questions:\n  why: {text: Why?, topics: [tides, ebb]}\n")
    assert said()[0] == 0
    (root / "a.yaml").write_text(content)
    code, text = said()
    assert code == 1
    assert text.startswith("a.yaml: error: no-records: this file has no records; it had 2 records when it was last")
    assert text.endswith("1 error in 3 files.\n")  # and no id is reported as missing
    assert run(["commitments", "--dossier", str(root)]) == 1
    assert "no-records" in capsys.readouterr().err
    (root / "a.yaml").write_text(f"{content}# Still none.\n" if content.strip() not in ("", "null") else "# None.\n")
    assert "it had 2 records" in said()[1]
    (root / "a.yaml").unlink()
    assert said()[1].count("unknown-id") == 2


def test_a_file_that_cannot_be_read_is_remembered_with_its_records(root: Path, said: Said) -> None:
    for content in ("topics:\n  tides: {name: Tides}\n", "topics: [\n", "topics:\n"):
        (root / "a.yaml").write_text(content)
        text = said()[1]
    assert "no-records: this file has no records; it had one record when it was last read" in text


def test_a_head_alone_is_a_dossier(root: Path, said: Said) -> None:
    assert said() == (0, "No problems: 0 records in 1 file.\n")
    (root / "dossier.yaml").write_text(HEAD + "topics:\n")
    assert said()[0] == 0


def test_a_hint_has_the_characters_of_the_file() -> None:
    reading = Reading(YamlText(BytesIO("topics:\n  t:\n    name: Lot\x80 #3\n".encode())), "a.yaml", lambda _: iter(()))
    list(reading.records())
    hints = [found.hint for found in reading.take_findings() if found.code == "cut-value"]
    assert "Lot\x80 #3" in hints[0]


@pytest.mark.parametrize("space", ["\xa0", "\u3000", "\u202f"])
def test_another_space_after_a_colon_is_named_on_its_own_line(space: str) -> None:
    _, found = read(f"topics:\n  a:\n    name:{space}AB\n    summary: s\n")
    assert places(found) == [("syntax", 3, 5)]
    assert found[0].hint == "another kind of space follows the colon; type `name: AB`"


def test_the_blank_of_braille_is_no_hidden_character_between_its_letters() -> None:
    assert read('topics:\n  a: {name: "\u2801\u2800\u2802"}\n')[1] == []
