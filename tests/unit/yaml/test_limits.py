"""Each limit of the reader is reported where it is exceeded, and below it the cost is linear in the size."""

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from brief.checks.limits import MOST_DIFFERENCES, MOST_PARTS
from brief.extraction import bounded
from brief.git import blame, lines, program, states
from brief.model.findings import Finding
from brief.model.sources import MOST_BYTES
from brief.yaml import capped, discovery, local_text, text, values
from brief.yaml.discovery import Unreadable
from brief.yaml.local_text import LocalText
from brief.yaml.records import Reading
from brief.yaml.text import YamlText
from brief.yaml.written import Written

LIMITS = Path(__file__).parents[3] / "docs" / "limits.md"


def found_in(content: str) -> list[Finding]:
    reading = Reading(YamlText(BytesIO(content.encode())), "a.yaml", lambda _: iter(()))
    list(reading.records())
    return reading.take_findings()


def in_braces(count: int, value: str) -> str:
    """Return this number of records in one line."""
    return "topics: {" + ", ".join(f"t{number}: {value}" for number in range(count)) + "}\n"


@pytest.mark.parametrize("value", ["&a {name: x}", "{name: x, note: *x}", "!x {name: y}", "{name: x, name: y}"])
def test_what_yaml_refuses_is_listed_so_often_and_counted_beyond(value: str) -> None:
    found = found_in(in_braces(1_000, value))
    assert len(found) == capped.MAXIMUM_FINDINGS + 1
    assert found[-1].sentence == "900 more problems from here on"
    assert found[-1].column > found[-2].column
    assert len(found_in(in_braces(100, value))) == 100


def test_the_faults_of_one_record_are_listed_so_often_and_counted_beyond() -> None:
    lines = "".join(f"    x{number}: y\n" for number in range(1_000))
    found = found_in(f"topics:\n  t:\n    name: T\n{lines}")
    assert len(found) == capped.MAXIMUM_FINDINGS + 1
    assert (found[-1].line, found[-1].sentence) == (104, "900 more problems from here on")


def test_no_warning_hides_an_error() -> None:
    warnings = "".join(f"  w{number}: {{name: a\u200bb}}\n" for number in range(200))
    cut = "".join(f"  c{number}:\n    name: Lot #3\n" for number in range(200))
    found = found_in(f"topics:\n{warnings}{cut}  t: &a {{name: x}}\n")
    assert [one.code for one in found if one.severity == "error"] == ["anchor"]
    assert len(found) == 2 * (capped.MAXIMUM_FINDINGS + 1) + 1


@pytest.mark.parametrize("value", ["&a {name: x}", "{name: x, strange: y}", "{name: 'x\u200by'}"])
def test_records_in_one_line_are_read_again_without_what_is_before_them(
    value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = 0
    between = YamlText.between

    def counted(self: YamlText, start: int, end: int) -> str:
        nonlocal taken
        piece = between(self, start, end)
        taken += len(piece)
        return piece

    monkeypatch.setattr(YamlText, "between", counted)
    costs = []
    for count in (500, 1_000, 2_000):
        taken = 0
        found_in(in_braces(count, value))
        costs.append(taken)
    assert costs[2] <= 2.5 * costs[1] <= 6.25 * costs[0]


def test_no_more_records_are_read_again_than_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    again = 0
    init = Written.__init__

    def counted(self: Written, *words: Any, **more: Any) -> None:
        nonlocal again
        again += 1
        init(self, *words, **more)

    monkeypatch.setattr(Written, "__init__", counted)
    found_in(in_braces(5_000, "&a {name: x}"))
    assert again <= capped.MAXIMUM_FINDINGS + 1


def test_what_was_read_is_not_copied_when_more_is_read() -> None:
    stream = YamlText(BytesIO(b"# a comment that goes on and on\n" * 40_000))
    first = stream.read()
    pieces = iter(stream.read, "")
    assert sum(map(len, pieces)) + len(first) == stream.length == 1_280_000
    assert stream._kept[0] is first
    assert stream.between(0, stream.length) == stream.kept()


def test_what_is_behind_is_let_go() -> None:
    stream = YamlText(BytesIO(b"# a comment that goes on and on\n" * 40_000))
    for _ in iter(stream.read, ""):
        stream.keep_from(stream.length)
    assert len(stream.kept()) <= 2 * text._PIECE


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ("topics:\n  a: {name: A}\n  b:\n    name: 'B\n" + "    and more\n" * 9_000, (3, 3)),
        ("topics:\n  a: {name: A}\n" + "# more and more\n" * 9_000, (2, 3)),
        ("# more and more\n" * 9_000, (1, 1)),
        ("topics: " + "x" * 99_000 + "\n", (1, 1)),
    ],
)
def test_a_record_without_an_end_is_named_at_its_beginning(
    content: str, place: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text, "MAXIMUM_RECORD", 50_000)
    monkeypatch.setattr(text, "_PIECE", 1_000)
    reading = Reading(YamlText(BytesIO(content.encode()), piece=1_000), "a.yaml", lambda _: iter(()))
    list(reading.records())
    (found,) = reading.take_findings()
    assert (found.code, (found.line, found.column)) == ("too-long", place)
    assert not reading.is_whole


def test_a_large_file_of_small_records_has_no_such_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "MAXIMUM_RECORD", 50_000)
    records = "".join(f"  t{number}:\n    name: Tides\n" for number in range(9_000))
    reading = Reading(
        YamlText(BytesIO(f"topics:\n{records}  x: [\n".encode()), piece=1_000), "a.yaml", lambda _: iter(())
    )
    assert len(list(reading.records())) == 9_000
    assert [found.code for found in reading.take_findings()] == ["syntax"]


def test_a_local_text_has_a_limit(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    assert isinstance(local_text.local_text(tmp_path, "a.txt"), LocalText)
    with (tmp_path / "a.txt").open("rb+") as file:
        file.truncate(local_text.MOST_BYTES + 1)
    with pytest.raises(Unreadable, match="larger than 4 MiB"):
        local_text.local_text(tmp_path, "a.txt")


def test_the_page_of_limits_names_each() -> None:
    page = LIMITS.read_text(encoding="utf-8")
    rows = [[cell.strip() for cell in row.split("|")[1:-1]] for row in re.findall(r"^\| .* \|$", page, re.MULTILINE)]
    limits = {row[0]: row[1] for row in rows}
    assert limits["file of a dossier; template for Word"] == f"{discovery.MAXIMUM_BYTES >> 30} GiB"
    assert limits["record with its comments; line"] == f"{text.MAXIMUM_RECORD:,} characters"
    assert limits["value"] == f"{values.MAXIMUM_SCALAR:,} characters"
    assert limits["nested maps and lists"] == f"{values.MAXIMUM_DEPTH} deep"
    assert limits["local text of a source"] == f"{local_text.MOST_BYTES >> 20} MiB"
    assert limits["copy of a source"] == f"{MOST_BYTES >> 20} MiB"
    seconds, memory = f"{bounded.SECONDS} seconds", f"{bounded.MEMORY >> 30} GiB of memory"
    assert limits["extracting the text of HTML or PDF"] == f"{seconds}, {memory}"
    assert limits["errors listed for the fields of one record"] == str(capped.MAXIMUM_FINDINGS)
    assert limits["rival values (`differs`) of one record"] == f"{MOST_DIFFERENCES:,}"
    assert limits["roles, figures, provisions or log entries of one record"] == f"{MOST_PARTS:,}"
    assert limits["time of one git command"] == f"{program.SECONDS} seconds"
    assert limits["memory of git, where the system supports a limit"] == f"{program.MEMORY >> 30} GiB"
    assert limits["file, in the work tree or as committed"] == f"{blame.MOST_BYTES >> 20} MiB"
    committed = limits["files of a committed state (`brief diff`)"]
    assert committed.startswith(f"{states.MOST_FILES:,}, and {states.MOST_BYTES >> 20} MiB in all;")
    assert limits["lines between the first and the last difference from the last commit"] == f"{lines.MOST_LINES:,}"
    assert limits["YAML errors, and warnings, listed for one file"] == f"{capped.MAXIMUM_FINDINGS} each"
