"""What a user types or pipes in that nobody can mean: it is refused in one line, with code 2, and changes nothing."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

import command
from brief.library import edits
from brief.model.user_error import UserError

Brief = Callable[..., "subprocess.CompletedProcess[str]"]
_DEEP = "[" * 100_000
_LONG = "x" * 300


@pytest.fixture
def mine(beacons: str, tmp_path: Path) -> Path:
    """A copy of a dossier that may be written."""
    return Path(shutil.copytree(beacons, tmp_path / "mine"))


def piped(content: bytes, words: Sequence[str | bytes], environment: dict[str, str], folder: Path) -> tuple[int, str]:
    """Run the command with these bytes on standard input; return its code and what it says."""
    command = [sys.executable, "-m", "brief", *words]
    done = subprocess.run(
        command, input=content, cwd=folder, env=environment, capture_output=True, timeout=60, check=False
    )
    return done.returncode, done.stderr.decode()


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"name: Jo\xe9", "-: byte 0xE9 on line 1 is not UTF-8 (save it as UTF-8)"),
        (b"name: Jo\nnote: \xff", "-: byte 0xFF on line 2 is not UTF-8 (save it as UTF-8)"),
        ("name: Jo".encode("utf-16"), "-: it is in UTF-16 (save it as UTF-8, or convert it: `iconv "),
        ("name: Jo".encode("utf-16-le"), "-: it is in UTF-16 ("),
        ("name: Jo".encode("utf-32"), "-: it is in UTF-32 ("),
        (b"name: A\x01", "the control character U+0001 is not allowed in YAML (delete it)"),
        (b"name: A\nnote: B\x06\n", "line 2: the control character U+0006 is not allowed in YAML (delete it)"),
        (b"A\0B", "the control character U+0000 is not allowed in YAML (delete it)"),
        (_DEEP.encode(), "maps and lists are nested more than 40 deep here ("),
        (b'{"name":' * 100_000, "maps and lists are nested more than 40 deep here ("),
        (b'{"name": ' + b"[" * 500 + b"]" * 500 + b"}", "maps and lists are nested more than 40 deep here ("),
        (b"<<<<<<< here\nname: A\n", "line 1: unfinished merge: git left both versions here ("),
    ],
    ids=range(12),
)
def test_a_record_on_stdin_that_cannot_be_read_is_refused(
    mine: Path, environment: dict[str, str], content: bytes, said: str
) -> None:
    before = contents(mine)
    code, told = piped(content, ["add", "topic"], environment, mine)
    assert (code, told.startswith(f"brief: {said}"), told.count("\n")) == (2, True, 1), told
    assert contents(mine) == before


def test_a_byte_order_mark_on_stdin_is_none_of_the_record(mine: Path, environment: dict[str, str]) -> None:
    assert piped(b"\xef\xbb\xbfname: Fares\n", ["add", "topic"], environment, mine)[0] == 0


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("also=[a\x01, b]", "the control character U+0001 is not allowed in YAML"),
        (f"also={_DEEP}", "maps and lists are nested more than 40 deep here"),
        (f"also={'[' * 500}{']' * 500}", "maps and lists are nested more than 40 deep here"),
        ("also=[a, b", "this `[` is never closed"),
        ("also={a: b", "this `{` is never closed"),
        ('also=[a, "b]', "this quote is never closed"),
        ("also=[a], [b]", "there are several values here"),
        ("also=[a]]", "YAML does not allow this here"),
    ],
    ids=range(8),
)
def test_a_value_in_brackets_that_cannot_be_read_is_refused(mine: Path, word: str, said: str) -> None:
    with pytest.raises(UserError) as raised:
        edits.add(mine, "topic", ["name=Fares", word])
    assert (raised.value.sentence, raised.value.code) == (said, 2)


@pytest.mark.skipif(os.name == "nt", reason="the words of a command are not bytes there")
@pytest.mark.parametrize(
    "words",
    [
        ["who", b"\xff"],
        ["memo", "--to", b"\xff"],
        ["timeline", "--kind", b"\xff"],
        ["timeline", "-o", b"a\xff.html"],
        ["timeline", "-d", b"a\xff"],
        ["add", "topic", "name=Fares", "--file", b"a\xff.yaml"],
        ["add", "topic", b"name=\xff"],
        ["add", "topic", "name=Fares", b"also=[a\xff]"],
        ["source", "add", b"a\xff.txt"],
        ["dossiers", b"postgresql://a\xff"],
        [b"\xff"],
        ["search", "--", b"\xff" * 200],
    ],
    ids=range(12),
)
def test_words_that_are_not_utf_8_are_refused(
    mine: Path, environment: dict[str, str], words: list[str | bytes]
) -> None:
    before = contents(mine)
    code, told = piped(b"", words, environment, mine)
    assert (code, told.count("\n")) == (2, 1)
    assert told.startswith("brief: `") and "?" in told and len(told) < 120
    assert told.endswith("` is not UTF-8 (type it again)\n")
    assert contents(mine) == before


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="a file may not have such a name there")
def test_a_file_whose_name_is_not_utf_8_can_be_named(mine: Path, environment: dict[str, str]) -> None:
    name = os.fsencode(mine / "page") + b"\xff.txt"
    Path(os.fsdecode(name)).write_text("A page.\n", encoding="utf-8")
    assert piped(b"", ["source", "add", name, "--title", "Page"], environment, mine)[0] == 0
    folder = os.fsencode(mine) + b"\xff"
    os.rename(mine, folder)
    assert piped(b"", ["timeline", b"--dossier=" + folder], environment, mine.parent)[0] == 0


@pytest.mark.parametrize(
    "words",
    [
        "init",
        "export site",
        "export vault",
        "source add",
        "timeline -d",
        "timeline -o",
        "timeline --template",
        "schema -o",
        "schema -d",
        "template export html -o",
        "list",
        "dossiers",
        "push",
    ],
)
def test_an_empty_word_names_nothing(brief: Brief, shipped: str, tmp_path: Path, words: str) -> None:
    done = brief(*words.split(), "", env={"BRIEF_DOSSIER": shipped})
    assert (done.returncode, done.stdout, os.listdir(tmp_path)) == (2, "", [])


@pytest.mark.parametrize(("command", "code"), [("graph", 1), ("source verify", 1), ("who", 1), ("memo", 1)])
def test_an_empty_name_is_not_every_record(brief: Brief, shipped: str, command: str, code: int) -> None:
    done = brief(*command.split(), "", env={"BRIEF_DOSSIER": shipped})
    assert (done.returncode, done.stdout) == (code, "")


_PLACES = [
    ("memo -o {}.md", "--output: cannot write {}.md"),
    ("memo --force -o {}.md", "--output: cannot write {}.md"),
    ("schema -o {}", "--output: cannot write {}"),
    ("check -o {}.json", "--output: cannot write {}.json"),
    ("template export html -o {}", "--output: cannot write {}"),
    ("export site {}", "cannot write {}"),
    ("export vault {}", "cannot write {}"),
    ("init {}", "cannot write {}"),
    ("timeline -d {}", "{}/dossier.yaml"),
    ("schema -d {}", "{}/dossier.yaml"),
    ("diff ./{}", "{}"),
]


@pytest.mark.parametrize(("words", "said"), _PLACES)
def test_a_path_that_is_too_long_is_refused_with_a_next_step(
    brief: Brief, beacons: str, tmp_path: Path, words: str, said: str
) -> None:
    done = brief(*words.format(_LONG).split(), env={"BRIEF_DOSSIER": beacons})
    assert done.stderr == f"brief: {said.format(_LONG)}: file name too long (choose a shorter name)\n"
    assert (done.returncode, done.stdout, os.listdir(tmp_path)) == (2, "", [])


@pytest.mark.skipif(os.name != "posix", reason="folders have such rights on POSIX systems alone")
@pytest.mark.parametrize(("words", "said"), _PLACES)
def test_a_folder_that_may_not_be_searched_is_refused_with_a_next_step(
    environment: dict[str, str], beacons: str, tmp_path: Path, words: str, said: str
) -> None:
    (tmp_path / "shut").mkdir(0o444)
    world = environment | {"BRIEF_DOSSIER": beacons}
    done = command.run(words.format("shut/x").split(), world, tmp_path, prepare=command.give_up_rights)
    assert done.stderr.startswith(f"brief: {said.format('shut/x')}: permission denied (")
    assert (done.returncode, done.stdout) == (2, "")


@pytest.mark.parametrize("words", ["init {}", "export site {}", "timeline -d {}", "source add {}", "diff ./{}"])
def test_a_link_to_itself_is_refused(brief: Brief, beacons: str, tmp_path: Path, words: str) -> None:
    (tmp_path / "loop").symlink_to("loop")
    done = brief(*words.format("loop").split(), env={"BRIEF_DOSSIER": beacons})
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "loop" in done.stderr


@pytest.mark.parametrize("line", [_DEEP, '{"values":' * 100_000])
def test_a_line_of_the_register_that_is_too_deep_is_named(brief: Brief, mine: Path, line: str) -> None:
    (mine / "papers.jsonl").write_text(line, encoding="utf-8")
    done = brief("ripple", cwd=mine)
    assert "papers.jsonl:1: this line does not describe a paper" in done.stderr
    assert done.returncode == 1
    assert "unreadable-register" in brief("check", cwd=mine).stdout
    assert brief("set", "dossier", "register=true", cwd=mine).returncode == 0
    done = brief("memo", "-o", "memo.md", cwd=mine)
    assert (done.returncode, "its last line is incomplete" in done.stderr) == (1, True)


@pytest.mark.parametrize("host", ["a..b", "é..b", _LONG, "a,b..c", "a\udcff"])
def test_a_host_that_can_have_no_address_is_refused(brief: Brief, host: str) -> None:
    pytest.importorskip("psycopg")
    done = brief("timeline", env={"BRIEF_DOSSIER": f"postgresql://{host}/desk"})
    assert done.stderr.startswith("brief: this is not the address of a PostgreSQL server (")
    assert (done.returncode, done.stdout) == (2, "")


def test_a_server_that_is_down_is_no_answer(brief: Brief) -> None:
    pytest.importorskip("psycopg")
    for words in (["dossiers", "postgresql://127.0.0.1:1/x"], ["timeline", "-d", "postgresql://127.0.0.1:1/x#y"]):
        done = brief(*words)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
