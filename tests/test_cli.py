"""The command line as users see it: real processes, their output and exit codes."""

import codecs
import csv
import json
import os
import re
import select
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

import command
from brief.cli.commands import COMMANDS, app_of
from brief.cli.main import run
from brief.renderers import EXTENSIONS, FINDINGS, PRINTED, Format
from repository import Repository

Brief = Callable[..., "subprocess.CompletedProcess[str]"]
READING = ("overview", "timeline", "who", "memo", "check")


def words_of(command: str) -> list[str]:
    """Return a command line that has an answer on the shipped dossier."""
    return {"overview": [], "who": ["who", "thang"]}.get(command, [command])


# Help and version


def test_version(brief: Brief) -> None:
    done = brief("--version")
    assert re.fullmatch(r"brief \d+\.\d+\.\d+\n", done.stdout)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_names_every_command(brief: Brief, option: str) -> None:
    done = brief(option)
    assert [command for command in COMMANDS if f"  {command} " not in done.stdout] == []
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(brief: Brief, command: str) -> None:
    done = brief(command, "-h")
    assert done.stdout.startswith(f"Usage: brief {command} ")
    assert "-h" in done.stdout
    assert done.returncode == 0


HELPED = [[], *([command] for command in COMMANDS), ["export", "vault"], ["export", "site"], ["template", "export"]]
HELPED += [["source", "add"], ["source", "read"], ["source", "verify"]]
"""Every command and subcommand."""


@pytest.mark.parametrize("columns", ["60", "80"])
@pytest.mark.parametrize("words", HELPED, ids=" ".join)
def test_no_line_of_the_help_is_cut(brief: Brief, words: list[str], columns: str) -> None:
    _, *lines = brief(*words, "--help", env={"COLUMNS": columns}).stdout.splitlines()  # the first is `[ARGS]...`
    assert lines and [line for line in lines if "..." in line] == []
    # click does not break the words of the usage
    assert [line for line in lines if len(line) > int(columns) and not line.startswith("Usage: ")] == []


def committed(folder: Path) -> None:
    """Create a dossier with two commits."""
    if not shutil.which("git"):
        pytest.skip("git is not installed")
    repository = Repository(folder)
    for title in ("Bells", "Church bells"):
        repository.commit(f"dossier: {{title: {title}}}\n", title, name="dossier.yaml")


_ON_A_SERVER = (["push"], ["dossiers"])


def has_an_example_that_works(brief: Brief, process: Brief, words: list[str], folder: Path) -> None:
    """Each command is run as a process here; most other tests run commands in their own process."""
    *_, title, line = brief(*words, "--help").stdout.splitlines()
    program, *example = line.split()
    assert (title.strip(), program, example[: len(words)]) == ("Example:", "brief", words)
    if words and example[: len(words) + 1] in HELPED:
        return  # the same is the example of a subcommand
    done = process(*example)
    assert done.returncode == 0, done.stderr
    assert done.stdout or os.listdir(folder)


@pytest.mark.parametrize("words", [words for words in HELPED if words not in _ON_A_SERVER], ids=" ".join)
def test_help_ends_with_an_example_that_works(
    brief: Brief, process: Brief, words: list[str], tmp_path: Path, environment: dict[str, str], beacons: str
) -> None:
    if words == ["diff"]:
        committed(tmp_path)
    if words in (["check"], ["export", "vault"], ["export", "site"]):
        environment["BRIEF_DOSSIER"] = beacons
    if words[:1] == ["source"]:
        text = "The treaty\n\nIt was signed on 2 May.\n\nIt has a term of five years.\n"
        (tmp_path / "gazette.txt").write_text(text)
        (tmp_path / "article.html").write_text(f"<html><title>Treaty</title><article><p>{text}</p></article></html>")
        (tmp_path / "dossier.yaml").write_text(
            "dossier: {title: Herring}\nsources: {gazette: {title: Gazette, text: gazette.txt}}\n"
        )
    has_an_example_that_works(brief, process, words, tmp_path)


@pytest.mark.parametrize("words", _ON_A_SERVER, ids=" ".join)
def test_help_of_what_asks_a_server_does_so_too(
    there: Brief, process: Brief, words: list[str], tmp_path: Path, environment: dict[str, str], beacons: str
) -> None:
    environment["BRIEF_DOSSIER"] = beacons
    assert there("push", "postgresql:///desk").returncode == 0
    has_an_example_that_works(there, process, words, tmp_path)


# Which dossier


def test_the_shipped_dossier_is_used_where_there_is_none_and_said_on_stderr(brief: Brief) -> None:
    done = brief("timeline")
    assert "Vietnam and Canada" in done.stdout
    assert done.stderr == "brief: no dossier.yaml here or above: this is the example dossier\n"
    assert done.returncode == 0


@pytest.mark.parametrize("words", [["check"], ["check", "--watch"], ["check", "--fix"]])
def test_a_check_needs_a_dossier_of_ones_own(brief: Brief, words: list[str]) -> None:
    done = brief(*words)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(
        "brief: there is no dossier.yaml here or above (start a dossier with `brief init DIR`"
    )


_MISSPELLED = (
    "PostgreSQL://u:hunter2@h/desk#m",
    "postgresql:/u:hunter2@h/desk",
    "postgresql+psycopg://u:hunter2@h/desk",
    "mysql://u:hunter2@h/desk",
    "//u:hunter2@h/desk",
    "u:hunter2@h/desk",
    "host=h user=u password=hunter2",
    "user=u password='a hunter2' host=h",
    "dbname=desk password = hunter2",
    "postgresql://u:a@hunter2@h/desk",
    "postgresql://u:hunter2@b@h/desk",
    "postgresql://u:a#hunter2@h/desk#m",
    "postgresql://u:hunter2#b@h/desk#m",
    "postgresql://u:a/hunter2@h/desk",
    "postgresql://u:hunter2/b@h/desk",
    "postgresql://u:a/b?hunter2=c@h/desk",
    "postgresql://u:a%hunter2@h/desk",
    "postgresql://u:hunter2@h/desk?bogus=1",
    "postgresql://u:hunter2@127.0.0.1:1/desk",
    "https://u:hunter2@h/desk",
)


@pytest.mark.parametrize("address", _MISSPELLED)
def test_a_password_is_not_repeated(
    address: str, shipped: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("psycopg")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / "dossier.yaml").write_text(
        f'dossier: {{title: Book, dossiers: ["{address}"]}}\ntopics: {{a: {{nome: "{address}"}}}}\n'
    )
    book = ["-d", str(tmp_path / "book")]
    tried = [
        ["timeline", "-d", address],
        ["timeline"],
        ["timeline", address, "-d", shipped],
        ["who", "-d", shipped, "-d", address],
        [address],
        ["dossiers", address],
        ["push", address, "-d", shipped],
        ["timeline", *book],
        ["check", *book],
        ["check", *book, "--format", "json"],
    ]
    for words in tried:
        monkeypatch.setenv("BRIEF_DOSSIER", address if words == ["timeline"] else "")
        assert run(words) in (1, 2), words
        printed = "".join(capsys.readouterr())
        assert printed
        assert "hunter2" not in printed


@pytest.mark.parametrize("address", ["PostgreSQL://h/desk", "postgresql:/h/desk", "host=h dbname=desk", "pg://h"])
def test_a_misspelled_address_is_not_taken_for_a_folder(brief: Brief, address: str) -> None:
    pytest.importorskip("psycopg")
    done = brief("timeline", "-d", address)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "brief: this is not the address of a PostgreSQL server (write it as postgresql://USER@HOST/DATABASE#DOSSIER)\n"
    )


def test_a_wrong_parameter_of_an_address_is_named(brief: Brief) -> None:
    pytest.importorskip("psycopg")
    done = brief("timeline", "-d", "postgresql://h/desk?host=a&bogus=1#m")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("brief: the address of a PostgreSQL server has no parameter `bogus` (")


def test_the_nearest_dossier_upward_is_used(brief: Brief, beacons: str) -> None:
    done = brief("timeline", cwd=Path(beacons) / "actors")
    assert "Refit of the northern beacon" in done.stdout
    assert (done.returncode, done.stderr) == (0, "")


def test_the_environment_names_the_dossier(brief: Brief, beacons: str, shipped: str) -> None:
    done = brief("timeline", env={"BRIEF_DOSSIER": beacons}, cwd=Path(shipped))
    assert "Refit of the northern beacon" in done.stdout
    assert done.stderr == ""


@pytest.mark.parametrize("path", ["", "/dossier.yaml"])
def test_the_option_names_the_dossier_above_all(brief: Brief, beacons: str, shipped: str, path: str) -> None:
    done = brief("timeline", "--dossier", beacons + path, env={"BRIEF_DOSSIER": shipped}, cwd=Path(shipped))
    assert "Refit of the northern beacon" in done.stdout


@pytest.mark.parametrize(
    ("words", "env", "origin"),
    [(["-d", "nowhere"], {}, ""), ([], {"BRIEF_DOSSIER": "nowhere"}, "$BRIEF_DOSSIER: ")],
)
def test_a_wrong_dossier_is_said(brief: Brief, words: list[str], env: dict[str, str], origin: str) -> None:
    done = brief("timeline", *words, env=env)
    assert done.stderr.startswith(f"brief: {origin}there is no dossier.yaml in nowhere")
    assert (done.returncode, done.stdout) == (2, "")


def test_a_deleted_working_folder_does_not_matter(brief: Brief, beacons: str, tmp_path: Path) -> None:
    script = 'cd "$1"; rmdir "$1"; exec "$2" -m brief timeline'
    (tmp_path / "gone").mkdir()
    command = ["sh", "-c", script, "sh", str(tmp_path / "gone"), sys.executable]
    environment = {"BRIEF_DOSSIER": beacons, "XDG_CACHE_HOME": str(tmp_path), "PATH": os.environ["PATH"]}
    done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", timeout=60, check=False)
    assert "Refit of the northern beacon" in done.stdout
    assert (done.returncode, done.stderr) == (0, "")


# Errors that should not be possible


def failing(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("brief.reports.timeline.timeline", fail)


def refused_bytes() -> Exception:
    try:
        b"\x96".decode()
    except UnicodeDecodeError as error:
        return error
    raise AssertionError


UNEXPECTED = [
    MemoryError(),
    RecursionError("too deep"),
    refused_bytes(),
    sqlite3.OperationalError("a\nb\x1b[31m" * 900),
]


@pytest.mark.parametrize("error", UNEXPECTED, ids=lambda error: type(error).__name__)
def test_an_unexpected_error_is_one_line_and_no_answer(
    error: Exception, beacons: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    failing(monkeypatch, error)
    assert run(["timeline", "-d", beacons]) == 70
    shown, said = capsys.readouterr()
    assert shown == ""
    assert said.startswith(f"brief: unexpected error: {type(error).__name__}")
    assert said.endswith(" (--debug shows where; please report it)\n")
    assert said.count("\n") == 1
    assert "\x1b" not in said
    assert len(said) < 600


@pytest.mark.parametrize("words", [["--debug", "timeline"], ["timeline", "--debug"]])
def test_the_traceback_of_an_unexpected_error_is_shown_when_asked_for(
    words: list[str], beacons: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    failing(monkeypatch, ValueError("of all things"))
    assert run([*words, "-d", beacons]) == 70
    said = capsys.readouterr().err.splitlines()
    assert said[0] == "Traceback (most recent call last):"
    assert said[-1] == "brief: unexpected error: ValueError: of all things (--debug shows where; please report it)"


def test_no_traceback_shows_a_password(
    beacons: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    failing(monkeypatch, ValueError("cannot read postgresql://ada:tangerine@db/desk password=tangerine"))
    assert run(["timeline", "--debug", "-d", beacons]) == 70
    told = capsys.readouterr().err
    assert "postgresql:***@db/desk" in told.replace("//", "")
    assert "tangerine" not in told


@pytest.mark.parametrize("option", [["--release-to", "TLP:GREEN"], ["--release-to=TLP:GREEN"]])
@pytest.mark.parametrize("debug", [[], ["--debug"]])
def test_an_unexpected_error_of_a_release_copy_says_where_but_not_of_what(
    debug: list[str],
    option: list[str],
    shipped: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    error = KeyError("zinnia")
    error.__cause__ = ValueError("Zinnia Ward")
    failing(monkeypatch, error)
    assert run(["timeline", *option, *debug, "-d", shipped]) == 70
    told = capsys.readouterr().err
    assert told.endswith("brief: unexpected error: KeyError (--debug shows where; please report it)\n")
    assert ("in fail\n" in told, "ValueError" in told) == (bool(debug), bool(debug))
    assert "zinnia" not in told.lower()


@pytest.mark.parametrize("words", [["--debug"], ["schema"], ["check"], ["who", "quint"], ["search", "--", "--debug"]])
def test_the_option_for_it_changes_nothing_else(brief: Brief, beacons: str, words: list[str]) -> None:
    chosen = [] if words == ["schema"] else ["-d", beacons]
    wanted = brief(*words[:1], *chosen, *words[1:])
    done = brief("--debug", *words[:1], *chosen, *words[1:])
    assert (done.returncode, done.stdout, done.stderr) == (wanted.returncode, wanted.stdout, wanted.stderr)


# PathError words


@pytest.mark.parametrize("day", ["9999", "Y10000", "Y12000", "Y100000", "0000", "-9999", "Y-10000", "Y-100000"])
@pytest.mark.parametrize("words", ["", "who", "gaps", "memo --date", "meeting --with lucja-ostergard --on"])
def test_no_day_is_too_far_for_an_answer(brief: Brief, beacons: str, words: str, day: str) -> None:
    command, *options = words.split() or [""]
    done = brief(*filter(None, [command]), *(options or ["--as-of"]), day, env={"BRIEF_DOSSIER": beacons})
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(("seconds", "code"), [("253402300800", 0), ("9" * 20, 2), ("9" * 5000, 2)])
def test_a_day_of_the_environment_may_be_far(brief: Brief, shipped: str, seconds: str, code: int) -> None:
    done = brief("who", env={"BRIEF_DOSSIER": shipped, "SOURCE_DATE_EPOCH": seconds})
    assert done.returncode == code
    assert ("$SOURCE_DATE_EPOCH" in done.stderr) is bool(code)


LIMITED = [name for name in COMMANDS if any("--limit" in one.opts for one in get_command(app_of(name)).params)]


@pytest.mark.parametrize("command", LIMITED)
def test_no_number_is_too_large_for_an_answer(brief: Brief, shipped: str, command: str) -> None:
    needed = {"search": ["Hanoi"], "meeting": ["--with", "Thang"], "show": ["oneill-visit"]}
    words = [command, *needed.get(command, []), "-d", shipped, "--limit"]
    assert brief(*words, "1000000000").returncode == 0
    for number in ("1000000001", str(2**63 - 1), "9" * 20, "9" * 900):
        done = brief(*words, number)
        assert (done.returncode, done.stdout) == (2, "")
        assert "whole number" in done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("timelin", "there is no command `timelin` (did you mean `brief timeline`?)"),
        ("xyzzy", "there is no command `xyzzy` (`brief --help` lists the commands)"),
        ("timeline --lmit 3", "`brief timeline` has no option `--lmit` (did you mean `--limit`?)"),
        ("timeline -z", "`brief timeline` has no option `-z` (`brief timeline -h` lists its options)"),
        ("meeting --with x --as-of 2024", "`brief meeting` has no option `--as-of` (did you mean `--on`?)"),
        ("memo --on 2024", "`brief memo` has no option `--on` (did you mean `--as-of` or `--date`?)"),
        ("timeline --since 2024", "`brief timeline` has no option `--since` (did you mean `--from`?)"),
        ("commitments --until 2024", "`brief commitments` has no option `--until` (did you mean `--due-by`?)"),
        ("meeting --who Thang", "`brief meeting` has no option `--who` (did you mean `--with`?)"),
        ("check --as-of 2024", "`brief check` has no option `--as-of` (`brief check -h` lists its options)"),
        ("export site out --forc", "`brief export site` has no option `--forc` (did you mean `--force`?)"),
        ("memo --until 2024", "`brief memo` has no option `--until` (`brief memo -h` lists its options)"),
        ("meeting --from 2024", "`brief meeting` has no option `--from` ("),
        ("timeline extra", "`brief timeline` does not accept `extra`\n"),
        ("list event extra", "`brief list` does not accept `extra`\n"),
        ("who Pham Manh Thang", "`brief who` does not accept `Manh Thang` (put quotes around a name"),
        ("why", "Missing argument 'ID[.FIELD]'"),
        ("timeline -f markdwon", "`markdwon` is not a choice here (did you mean `markdown`?)"),
        ("timeline -f md", "`md` is not a choice here (did you mean `markdown`?)"),
        ("timeline -f exe", "`exe` is not a choice here (choose from `text`, `markdown`, `json`, "),
        ("timeline --limit 0", "Invalid value for '--limit': `0` is too small; give a whole number from 1"),
        ("timeline --limit many", "Invalid value for '--limit': `many` is not a whole number; give one such as 5"),
        ("list --limit 1000000001", "'--limit': `1000000001` is too large; give a whole number up to 1,000,000,000"),
        ("graph --steps 9223372036854775807", "'--steps': `9223372036854775807` is too large; give"),
        ("gaps --months 1201", "'--months': `1201` is too large; give a whole number up to 1,200"),
        ("export foo", "there is no command `brief export foo`; after `brief export` comes one of `vault`, `site`"),
        ("meeting", "`brief meeting` needs --with; type `brief meeting --with ...`"),
        ("timeline --from 2021-13", "Invalid value for '--from': 2021-13 is not in the calendar"),
        ("timeline --to yesterday", "Invalid value for '--to': "),
        ("timeline --as-of 24.3.2025", "Invalid value for '--as-of': "),
        ("memo --date 2021-02-30", "February 2021 has 28 days"),
        ("timeline --from 2022 --to 2021", "--from 2022 is later than --to 2021 (give --from the earlier date)"),
        ("list --from 2022 --to 2021", "--from 2022 is later than --to 2021 (give --from the earlier date)"),
        ("memo --layout onepager", "there is no layout `onepager` (did you mean `one-pager`?)"),
        ("memo --layout xyzzy", "there is no layout `xyzzy` (there are full, "),
    ],
)
def test_words_that_are_off(brief: Brief, shipped: str, words: str, said: str) -> None:
    done = brief(*words.split(), env={"BRIEF_DOSSIER": shipped})
    assert said in done.stderr
    assert (done.returncode, done.stdout) == (2, "")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("timeline --kind sining", "--kind: no event is of the kind `sining` (did you mean `signing`?)"),
        ("timeline --topic xyzzy", "--topic: no topic has the name `xyzzy`"),
        ("timeline --who xyzzy", "--who: no person or organization has the name `xyzzy`"),
        ("timeline --org xyzzy", "--org: no organization has the name `xyzzy`"),
        ("memo xyzzy", "no record has the name `xyzzy`"),
        ("ripple foo", "no paper `foo` was issued (the register has no paper; `brief memo -o FILE` adds one"),
        ("memo beacon-acord-x", "Beacon accord"),
        ("timeline --topic fog-xyz", "(the nearest: Fog signals)"),
        ("timeline --who Minh", "--who: `Minh` matches several: "),
    ],
)
def test_names_that_the_dossier_does_not_know(brief: Brief, beacons: str, words: str, said: str) -> None:
    done = brief(*words.split(), "-d", beacons)
    assert said in done.stderr
    assert done.returncode in (1, 2)
    assert done.stdout == ""


def test_what_a_dossier_hides_in_a_name_does_not_act_in_an_error(brief: Brief, beacons: str) -> None:
    done = brief("who", "Rob xyz", "-d", beacons)
    assert "⟨U+001B⟩[31m" in done.stderr
    assert "\x1b" not in done.stderr


def test_options_before_the_command_are_refused(brief: Brief, beacons: str) -> None:
    done = brief("--no-pager", "-d", beacons, "timeline")
    assert "put options after the command: brief timeline ..." in done.stderr
    assert (done.returncode, done.stdout) == (2, "")


# People


@pytest.mark.parametrize(
    "name",
    [
        "Pham Manh Thang",
        "Thang",
        "Phạm Mạnh Thắng",
        "pham manh thang",
        "Thang Pham Manh",
        "Maj. Gen. Pham Manh Thang",
        "Phan Manh Thang",
        "pham-manh-thang",
    ],
)
def test_who_finds_pham_manh_thang(brief: Brief, shipped: str, name: str) -> None:
    card = card_of(brief("who", name, "--json", "-d", shipped))
    assert card["id"] == "pham-manh-thang"
    assert "Major General, Head of the Peacekeeping Department" in card["fields"]["posts"][0]["text"]
    assert "in post on 24 March 2025" in card["fields"]["posts"][0]["text"]


@pytest.mark.parametrize("name", ["O’Neill", "O'Neill", "ONeill", "oneill", "Jacqueline O'Neil"])
def test_who_finds_oneill_with_the_dispute(brief: Brief, shipped: str, name: str) -> None:
    done = brief("who", name, "--json", "-d", shipped)
    assert card_of(done)["id"] == "jacqueline-oneill"
    assert "date disputed: also 2025" in done.stdout
    assert "date disputed: also May 2023" in done.stdout


def card_of(done: "subprocess.CompletedProcess[str]") -> dict[str, Any]:
    assert (done.returncode, done.stderr) == (0, "")
    (card,) = [block for block in json.loads(done.stdout)["blocks"] if block["type"] == "card"]
    return dict(card)


def test_several_people_are_listed_and_none_is_picked(brief: Brief, beacons: str) -> None:
    done = brief("who", "Minh", "-d", beacons)
    assert "doan-minh-with-stroke" in done.stdout
    assert "doan-minh-with-tilde" in done.stdout
    assert "Id:" not in done.stdout
    assert (done.returncode, done.stderr) == (1, "")


def test_the_exact_spelling_decides(brief: Brief, beacons: str) -> None:
    assert card_of(brief("who", "Đoàn Minh", "--json", "-d", beacons))["id"] == "doan-minh-with-stroke"
    assert card_of(brief("who", "Doãn Minh", "--json", "-d", beacons))["id"] == "doan-minh-with-tilde"


def test_nobody_is_found_and_the_nearest_is_named(brief: Brief, shipped: str) -> None:
    done = brief("who", "Pham Xyzzy", "-d", shipped)
    assert done.stderr.startswith("brief: no person has the name `Pham Xyzzy`")
    assert "Pham Manh Thang" in done.stderr
    assert (done.returncode, done.stdout) == (1, "")


# Files


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_the_extension_says_the_format(brief: Brief, beacons: str, tmp_path: Path, extension: str) -> None:
    report = "graph" if EXTENSIONS[extension] in (Format.MERMAID, Format.DOT) else "timeline"
    report = "check" if EXTENSIONS[extension] in FINDINGS else report
    marked = ["--marking-column"] if extension == ".csv" else []  # else brief prints a remark
    done = brief(report, "-d", beacons, "-o", f"out{extension}", *marked)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    if EXTENSIONS[extension] in PRINTED:
        brief(report, "-d", beacons, "-f", EXTENSIONS[extension], "-o", "out.dat")
        assert (tmp_path / f"out{extension}").read_bytes() == (tmp_path / "out.dat").read_bytes()
        return
    printed = brief(report, "-d", beacons, "-f", EXTENSIONS[extension], *marked).stdout
    encoding = "utf-8-sig" if extension == ".csv" else "utf-8"
    assert (tmp_path / f"out{extension}").read_text(encoding) == printed


def test_the_format_outranks_the_extension(brief: Brief, beacons: str, tmp_path: Path) -> None:
    brief("timeline", "-d", beacons, "-o", "out.dat", "--json")
    assert json.loads((tmp_path / "out.dat").read_text(encoding="utf-8"))["document"] == "timeline"


def test_a_format_that_contradicts_the_extension_is_refused(brief: Brief, beacons: str, tmp_path: Path) -> None:
    done = brief("timeline", "-d", beacons, "-f", "pdf", "-o", "out.docx")
    assert done.stderr.startswith("brief: --format pdf and --output out.docx contradict each other (")
    assert (done.returncode, os.listdir(tmp_path)) == (2, [])
    assert brief("timeline", "-d", beacons, "-f", "html", "-o", "out.htm").returncode == 0


@pytest.mark.parametrize("name", ["", "out.pdf/"])
@pytest.mark.parametrize("command", ["timeline", "schema"])
def test_what_names_no_file_is_refused(brief: Brief, tmp_path: Path, command: str, name: str) -> None:
    done = brief(command, "-o", name)
    assert "Invalid value for '--output'" in done.stderr and "name a file" in done.stderr
    assert (done.returncode, os.listdir(tmp_path)) == (2, [])


@pytest.mark.parametrize(
    ("words", "target"),
    [
        (["timeline", "-f", "csv"], "-"),
        (["timeline", "-f", "csv"], "/dev/stdout"),
        (["memo", "-f", "docx"], "/dev/stdout"),
        (["schema"], "-"),
    ],
)
def test_standard_output_can_be_named(
    environment: dict[str, str], beacons: str, tmp_path: Path, words: list[str], target: str
) -> None:
    environment["BRIEF_DOSSIER"] = beacons
    command = [sys.executable, "-m", "brief", *words]
    plain = subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, timeout=60, check=True)
    with (tmp_path / "out").open("wb") as file:  # the file exists, and is not replaced
        subprocess.run([*command, "-o", target], env=environment, cwd=tmp_path, stdout=file, timeout=60, check=True)
    assert (tmp_path / "out").read_bytes() == plain.stdout
    assert os.listdir(tmp_path) == ["out"]


@pytest.mark.parametrize("reads", [True, False])
def test_a_pipe_with_a_name_can_be_written(
    environment: dict[str, str], beacons: str, tmp_path: Path, reads: bool
) -> None:
    os.mkfifo(tmp_path / "pipe.json")
    command = [sys.executable, "-m", "brief", "timeline", "-d", beacons, "-o", "pipe.json"]
    writing = subprocess.Popen(command, env=environment, cwd=tmp_path, stderr=subprocess.PIPE, text=True)
    with (tmp_path / "pipe.json").open("rb") as pipe:
        held = json.load(pipe) if reads else {}
    _, said = writing.communicate(timeout=60)
    assert (writing.returncode, said) == (0, "")
    assert not reads or held["document"] == "timeline"
    assert (tmp_path / "pipe.json").is_fifo()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("--paper letter -o out.html", "brief: --paper changes nothing here: only docx and pdf have pages\n"),
        ("--paper letter -o out.pdf", ""),
        ("--paper letter", "brief: --paper changes nothing here: only docx and pdf have pages\n"),
        ("--template t -o out.csv", "brief: --template changes nothing here: only docx, html, pdf have templates\n"),
    ],
)
def test_what_has_no_effect_is_said(brief: Brief, beacons: str, tmp_path: Path, words: str, said: str) -> None:
    (tmp_path / "t").write_text("Dear reader")
    done = brief("timeline", "-d", beacons, *words.split())
    assert done.stderr.startswith(said) and bool(done.stderr) == bool(said)
    assert done.returncode == 0


@pytest.mark.parametrize("command", [["memo"], ["schema"]])
def test_a_file_is_replaced_only_by_force(brief: Brief, beacons: str, tmp_path: Path, command: list[str]) -> None:
    file = tmp_path / "out.json"
    file.write_text("mine")
    file.chmod(0o640)
    refused = brief(*command, "-o", "out.json", env={"BRIEF_DOSSIER": beacons})
    assert "out.json exists (use --force to replace it)" in refused.stderr
    assert (refused.returncode, file.read_text()) == (2, "mine")
    forced = brief(*command, "-o", "out.json", "--force", env={"BRIEF_DOSSIER": beacons})
    assert (forced.returncode, forced.stderr) == (0, "")
    assert json.loads(file.read_text(encoding="utf-8"))
    assert file.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("out.xyz", "cannot tell the format from `out.xyz`"),
        ("out", "cannot tell the format from `out`"),
        ("nowhere/out.md", "cannot write nowhere/out.md: no such file or directory"),
        ("/proc/out.md", "cannot write /proc/out.md"),
        ("file/out.md", "cannot write file/out.md: not a directory"),
    ],
)
def test_where_nothing_can_be_written(brief: Brief, beacons: str, tmp_path: Path, target: str, said: str) -> None:
    (tmp_path / "file").write_text("")
    done = brief("timeline", "-d", beacons, "-o", target)
    assert said in done.stderr
    assert (done.returncode, done.stdout) == (2, "")
    assert os.listdir(tmp_path) == ["file"]


def test_nothing_is_written_where_the_command_fails(brief: Brief, broken: str, beacons: str, tmp_path: Path) -> None:
    (tmp_path / "out.md").write_text("mine")
    assert brief("timeline", "-d", broken, "-o", "out.md", "--force").returncode == 1
    assert brief("who", "xyzzy", "-d", beacons, "-o", "out.md", "--force").returncode == 1
    assert os.listdir(tmp_path) == ["out.md"]
    assert (tmp_path / "out.md").read_text() == "mine"


def test_the_schema_is_what_ships(brief: Brief, shipped: str) -> None:
    done = brief("schema")
    assert json.loads(done.stdout) == json.loads((Path(shipped).parent / "schema.json").read_text(encoding="utf-8"))
    assert (done.returncode, done.stderr) == (0, "")


# Broken dossiers


@pytest.mark.parametrize("words", [[], ["timeline"], ["who", "mina"], ["memo"]])
def test_a_broken_dossier_stops_what_reads_it(brief: Brief, broken: str, words: list[str]) -> None:
    done = brief(*words, "-d", broken)
    assert (done.returncode, done.stdout) == (1, "")
    assert "records.yaml:14:5: error: unknown-field: " in done.stderr
    assert "    nickname: Tammy\n    ^^^^^^^^\n" in done.stderr
    assert "warning" not in done.stderr
    assert done.stderr.endswith("the dossier has 3 errors (fix them, or use --keep-going to print the rest)\n")


@pytest.mark.parametrize("format", [format for format in Format if format not in PRINTED | FINDINGS])
@pytest.mark.parametrize("words", [[], ["timeline"], ["who", "mina"], ["memo"]])
def test_keep_going_prints_the_rest_and_says_so_in_the_paper(
    brief: Brief, broken: str, words: list[str], format: str
) -> None:
    done = brief(*words, "-d", broken, "--keep-going", "-f", format)
    if format in (Format.ICS, Format.MERMAID, Format.DOT) and done.returncode:
        assert done.stderr.startswith("brief: this report has no ")
        return
    assert done.returncode == 0
    assert all(line.startswith("brief: ") and format is Format.CSV for line in done.stderr.splitlines())
    printed = done.stdout.replace("\n ", "") if format is Format.ICS else done.stdout
    assert "Incomplete: records are left out because of 3 errors in the dossier." in printed
    assert "The gate is painted" in printed
    assert "1911-02-30" not in printed


def test_a_folder_is_no_template(brief: Brief, beacons: str, tmp_path: Path) -> None:
    done = brief("timeline", "-d", beacons, "-o", "out.docx", "--template", str(tmp_path))
    assert done.stderr == f"brief: --template: {tmp_path}: this is not a regular file (name another file)\n"


def test_a_template_of_an_html_page_is_none_of_a_pdf(brief: Brief, beacons: str, tmp_path: Path) -> None:
    brief("template", "export", "html", "-o", "house.html")
    done = brief("timeline", "-d", beacons, "-o", "out.pdf", "--template", "house.html")
    said = (
        "house.html: this looks like a template of an HTML page, not of a PDF (`brief template export` writes one that"
    )
    assert said in done.stderr
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert not (tmp_path / "out.pdf").exists()


@pytest.mark.parametrize("words", ["conflicts", "conflicts -v", "meeting --with vietnam", "memo -v", "who joyce -v"])
def test_each_row_of_a_list_in_a_spreadsheet_has_the_id_of_a_record(brief: Brief, shipped: str, words: str) -> None:
    done = brief(*words.split(), "-d", shipped, "-f", "csv")
    rows = [row for row in csv.DictReader(StringIO(done.stdout)) if row["part"] == "list"]
    assert rows
    assert [row for row in rows if not row["id"]] == []


def test_a_language_without_words_is_remarked_once(brief: Brief, shipped: str) -> None:
    done = brief("timeline", "-d", shipped, env={"BRIEF_LANGUAGE": "xx"})
    assert done.stderr == "brief: $BRIEF_LANGUAGE: brief has no translation for `xx`\n"
    assert done.stdout == brief("timeline", "-d", shipped).stdout


@pytest.mark.parametrize("way", ["here", "below", "named", "environment"])
@pytest.mark.parametrize("head", ["dossier.yml", "Dossier.yaml", "dossier.yaml.txt", "folder", "pipe", "link", "loop"])
def test_a_head_that_cannot_be_read_is_not_taken_for_none(brief: Brief, tmp_path: Path, head: str, way: str) -> None:
    root = tmp_path / "here"
    (root / "below").mkdir(parents=True)
    path = root / (head if "." in head else "dossier.yaml")
    hint = "put the file itself here, or remove this"
    if head == "folder":
        path.mkdir()
    elif head == "pipe":
        os.mkfifo(path)
    elif head in ("link", "loop"):
        path.symlink_to("dossier.yaml" if head == "loop" else "nowhere")
    else:
        path.touch()
        hint = f"rename {head} to dossier.yaml"
    words = ["-d", str(root)] if way == "named" else []
    env = {"BRIEF_DOSSIER": str(root)} if way == "environment" else {}
    folder = {"here": root, "below": root / "below"}.get(way, tmp_path)
    done = brief("memo", "-o", str(tmp_path / "memo.md"), *words, env=env, cwd=folder)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert f"{root}" in done.stderr
    assert done.stderr.endswith(f" ({hint})\n")
    assert not (tmp_path / "memo.md").exists()


def test_a_folder_is_no_misspelled_head(brief: Brief, tmp_path: Path) -> None:
    assert brief("init", "dossier").returncode == 0
    assert brief("gaps").returncode == 0
    assert "rename" not in brief("gaps", "-d", ".").stderr


@pytest.mark.parametrize("is_named", [True, False])
@pytest.mark.parametrize(
    ("name", "text", "is_meant"),
    [
        ("dosier.yaml", "dossier: {title: Bells}\n", True),
        ("Dossiers.yml", "dossier: {title: Bells}\n", True),
        ("dossier (1).yaml", "dossier: {title: Bells}\n", True),
        ("dossier", "\ufeff# Bells\r\n\r\n---\r\ndossier :\r\n  title: Bells\r\n", True),
        ("dosier.yaml", "topics: {bells: {name: Bells}}\ndossier: {title: Bells}\n", False),
        ("dosier.yaml", "dossiers: [bells]\n", False),
        ("bells.yaml", "dossier: {title: Bells}\n", False),
    ],
)
def test_a_head_whose_name_is_misspelled_is_found(
    brief: Brief, tmp_path: Path, name: str, text: str, is_meant: bool, is_named: bool
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8", newline="")
    done = brief("gaps", *(["-d", "."] if is_named else []))
    assert (f"(rename {name} to dossier.yaml)" in done.stderr) is is_meant
    assert done.returncode == (2 if is_meant or is_named else 0)


def test_a_template_that_is_none_is_said_in_one_line(brief: Brief, beacons: str, tmp_path: Path) -> None:
    (tmp_path / "house.docx").write_text("Dear reader")
    done = brief("timeline", "-d", beacons, "-o", "out.docx", "--template", "house.docx")
    assert done.stderr.startswith("brief: --template: house.docx: this is not a valid Word document (")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert not (tmp_path / "out.docx").exists()
    (tmp_path / "house").mkdir()
    done = brief("timeline", "-d", beacons, "-o", "out.docx", "--template", "house")
    assert done.stderr == "brief: --template: house: this is not a regular file (name another file)\n"


def test_of_many_errors_only_the_first_are_shown_where_they_were_not_asked_for(brief: Brief, tmp_path: Path) -> None:
    topics = "".join(f"  topic-{number}: {{name: T, colour: red}}\n" for number in range(1500))
    (tmp_path / "dossier.yaml").write_text(f"dossier: {{title: Many}}\ntopics:\n{topics}")
    done = brief("timeline")
    assert done.stderr.count(": error: ") == 20
    assert "And 1,480 more: `brief check` lists them." in done.stderr
    assert done.stderr.endswith("the dossier has 1,500 errors (fix them, or use --keep-going to print the rest)\n")
    assert brief("check", "--rule", "unknown-field").stdout.count(": error: ") == 1500


def test_check_lists_everything_and_leaves_by_the_worst(brief: Brief, broken: str, shipped: str) -> None:
    done = brief("check", "-d", broken)
    assert "3 errors, 2 warnings in 3 files." in done.stdout
    assert (done.returncode, done.stderr) == (1, "")
    assert brief("check", "-d", shipped).returncode == 0


def test_strict_check_minds_warnings(brief: Brief, tmp_path: Path) -> None:
    (tmp_path / "dossier.yaml").write_text("dossier: {title: Bells}\nevents: {toll: {title: A bell tolls}}\n")
    assert brief("check").returncode == 0
    assert brief("check", "--strict").returncode == 1


# Streams


@pytest.mark.parametrize("command", READING)
def test_the_document_is_all_that_stdout_gets(brief: Brief, shipped: str, command: str) -> None:
    done = brief(*words_of(command), "-d", shipped, "--json")
    assert json.loads(done.stdout)["document"] == command
    assert (done.returncode, done.stderr) == (0, "")


def test_a_reader_who_has_enough_is_no_error(brief: Brief, shipped: str, environment: dict[str, str]) -> None:
    command = [sys.executable, "-m", "brief", "memo", "--json", "-d", shipped]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout and process.stderr
        assert process.stdout.readline() == b"{\n"
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 0


POOR = [
    {"PYTHONIOENCODING": "ascii"},
    {"PYTHONIOENCODING": "latin-1"},
    {"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"},  # the encoding of pipes and files on Windows
    {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
]


@pytest.mark.parametrize("env", POOR)
def test_text_that_the_encoding_lacks_is_escaped_and_reported(brief: Brief, beacons: str, env: dict[str, str]) -> None:
    done = brief("timeline", "-v", "-d", beacons, env=env, encoding="cp1252")
    assert "\\u0141ucja" in done.stdout
    assert re.fullmatch(
        r"brief: \d+ of the characters are written by number \(\\(x\w\w|u\w{4})\) because the encoding of this output, "
        r"\S+, cannot write them \(to keep them, write to a file with -o FILE, or set PYTHONUTF8=1\)\n",
        done.stderr,
    )
    assert done.returncode == 0


def test_plain_signs_for_typographic_ones_need_no_remark(brief: Brief, tmp_path: Path) -> None:
    (tmp_path / "dossier.yaml").write_text("dossier: {title: T}\nevents: {a: {title: One — “two”}}\n", encoding="utf-8")
    done = brief("timeline", env={"PYTHONIOENCODING": "ascii"})
    assert 'One - "two"' in done.stdout
    assert (done.returncode, done.stderr) == (0, "")


EACH_FORMAT = """
import contextlib, io, sys
from brief.cli.main import run
for format in sys.argv[1:]:
    words = ["graph" if format in ("mermaid", "dot") else "timeline", "--format", format]
    assert run(words) == 0
    with contextlib.redirect_stderr(io.StringIO()):  # that a file has no marking
        assert run([*words, "--output", f"out-{format}"]) == 0
    sys.stdout.buffer.write(b"\\0")
"""


@pytest.mark.parametrize("env", POOR)
def test_all_formats_but_text_are_utf_8_in_any_pipe(
    environment: dict[str, str], beacons: str, tmp_path: Path, env: dict[str, str]
) -> None:
    formats = [found for found in Format if found is not Format.TEXT and found not in PRINTED | FINDINGS]
    command_ = [sys.executable, "-c", EACH_FORMAT, *formats]
    env = environment | env | {"BRIEF_DOSSIER": beacons}
    done = subprocess.run(command_, env=env, cwd=tmp_path, capture_output=True, timeout=60, check=False)
    if not command.has_started(done.stderr.decode("ascii", "replace")):
        pytest.skip("Python itself does not start from this path in a locale without its letters")
    assert (done.returncode, done.stderr) == (0, b"")
    *printed, rest = done.stdout.split(b"\0")
    assert rest == b""
    for format, content in zip(formats, printed, strict=True):
        assert content == (tmp_path / f"out-{format}").read_bytes().removeprefix(codecs.BOM_UTF8), format
        assert "\\u0141" not in content.decode(), format


def test_poor_locales_take_names_in_any_letters(brief: Brief, beacons: str) -> None:
    done = brief("who", "Đoàn Minh", "-d", beacons, env=POOR[3])
    assert "doan-minh-with-stroke" in done.stdout
    assert done.returncode == 0


@pytest.mark.parametrize(
    ("env", "coloured"),
    [
        ({}, False),
        ({"FORCE_COLOR": "1"}, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ({"FORCE_COLOR": "1", "TERM": "dumb"}, False),
    ],
)
def test_colour_in_a_pipe_only_by_force(brief: Brief, shipped: str, env: dict[str, str], coloured: bool) -> None:
    assert ("\x1b[" in brief("timeline", "-d", shipped, env=env).stdout) is coloured


def test_an_interrupt_ends_it(environment: dict[str, str], shipped: str) -> None:
    """The command is blocked on a full pipe, so that the signal interrupts it at work."""
    command = [sys.executable, "-m", "brief", "memo", "--json", "-d", shipped]
    # In the background of a shell, the tests ignore interrupts, and child processes would inherit that.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    finally:
        signal.signal(signal.SIGINT, before)
    with process:
        assert process.stdout
        assert select.select([process.stdout], [], [], 60)[0]
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert (process.returncode, said) == (130, b"")


# The overview


def test_the_overview_counts_what_there_is(brief: Brief, beacons: str) -> None:
    shown = brief("-d", beacons).stdout
    assert "5 people · 11 events" in shown


def test_what_the_overview_tells_to_type_works(brief: Brief, shipped: str, tmp_path: Path) -> None:
    import shlex

    shown = json.loads(brief("-d", shipped, "--json").stdout)["blocks"]
    rows = [row for block in shown if block.get("name") in ("next", "needs") for row in block["rows"]]
    commands = [shlex.split(row["command"])[1:] for row in rows]
    assert len(commands) > 7
    for words in commands:
        if words[0] != "init":
            assert brief(*words, env={"BRIEF_DOSSIER": shipped}, cwd=tmp_path).returncode == 0, words


def test_a_check_that_is_not_read_to_its_end_still_tells_of_errors(environment: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "dossier.yaml").write_text("dossier: {title: Bells}\n")
    (tmp_path / "a.yaml").write_text("events:\n" + "".join(f"  t{n}: {{title: Toll {n}}}\n" for n in range(3_000)))
    (tmp_path / "z.yaml").write_text("events: {odd: {title: Odd, date: 1902-99}}\n")
    command = [sys.executable, "-m", "brief", "check", "-d", str(tmp_path)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stdout is not None
        assert "uncited" in process.stdout.readline()
        process.stdout.close()
        assert process.wait(60) == 1


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("timeline", 0),
        ("timeline --limit 3 --chart", 0),
        ("timeline --from 1990", 1),
        ("list", 0),
        ("list --limit 3", 0),
        ("list events", 1),
        ("who", 0),
        ("who Someone", 1),
        ("show", 0),
        ("sources", 0),
        ("graph", 0),
        ("commitments", 0),
        ("commitments --due-by 1990", 1),
        ("conflicts", 0),
        ("gaps", 0),
        ("check", 0),
        ("search tolls", 1),
        ("memo", 1),
    ],
)
def test_an_empty_dossier_answers_what_has_no_filter(brief: Brief, tmp_path: Path, words: str, code: int) -> None:
    (tmp_path / "dossier.yaml").write_text("dossier: {title: Bells}\n")
    assert brief(*words.split(), "-d", str(tmp_path)).returncode == code


@pytest.mark.parametrize("command", ["memo", "who", "show"])
def test_an_empty_name_is_not_everything(brief: Brief, shipped: str, command: str) -> None:
    done = brief(command, "", env={"BRIEF_DOSSIER": shipped})
    assert (done.returncode, done.stdout) == (1, "")
    assert "has the name ``" in done.stderr


@pytest.mark.parametrize(
    ("side", "promise", "is_said"),
    [
        ("", "commitments: {c: {text: Pay, by: b, cite: s}}\n", True),
        (", our_side: a", "commitments: {c: {text: Pay, by: b, cite: s}}\n", False),
        ("", "", False),
    ],
)
def test_a_read_ahead_without_our_side_says_why_no_commitment_is_a_point(
    brief: Brief, tmp_path: Path, side: str, promise: str, is_said: bool
) -> None:
    """The paper itself names no command."""
    (tmp_path / "dossier.yaml").write_text(
        f"dossier: {{title: Ferries{side}}}\nsources: {{s: {{title: Log}}}}\n"
        f"organizations: {{a: {{name: Ast, cite: s}}, b: {{name: Bor, cite: s}}}}\n{promise}",
        encoding="utf-8",
    )
    done = brief("meeting", "--with", "b", "-d", str(tmp_path), "-o", str(tmp_path / "paper.txt"))
    assert ("(`brief set dossier our_side=ID`)" in done.stderr) is is_said
    assert "our_side" not in (tmp_path / "paper.txt").read_text(encoding="utf-8")
