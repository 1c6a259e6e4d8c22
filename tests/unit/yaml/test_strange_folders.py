"""Folders with things that do not belong in a dossier: `brief check` ends, and reports what it found."""

import os
from collections.abc import Callable
from pathlib import Path

Said = Callable[[], tuple[int, str]]


def test_a_pipe_does_not_hang(root: Path, said: Said) -> None:
    os.mkfifo(root / "x.yaml")
    code, text = said()
    assert code == 1
    assert text.startswith("x.yaml: error: not-a-regular-file: this is a pipe")


def test_links_are_not_followed(root: Path, said: Said, tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text("people:\n  spy:\n    nmae: Secret\n")
    (root / "secret.yaml").symlink_to(tmp_path / "secret.yaml")
    (root / "loop.yaml").symlink_to("loop.yaml")
    (root / "around").symlink_to(".", target_is_directory=True)
    code, text = said()
    assert code == 1
    assert text.count("not-a-regular-file:") == 3
    assert "spy" not in text


def test_a_folder_with_the_name_of_a_file_is_a_folder(root: Path, said: Said) -> None:
    (root / "x.yaml").mkdir()
    (root / "x.yaml" / "y.yaml").write_text("topics:\n  tides:\n    nmae: Tides\n")
    assert said()[1].startswith("x.yaml/y.yaml:3:5: error: unknown-field:")


def test_hidden_files_and_folders_are_left_alone(root: Path, said: Said) -> None:
    (root / ".git").mkdir()
    (root / ".git" / "x.yaml").write_text("[")
    (root / ".draft.yaml").write_text("[")
    assert said() == (0, "No problems: 0 records in 1 file.\n")


def test_one_broken_file_hides_no_other(root: Path, said: Said) -> None:
    (root / "a.yaml").write_text("people: [\n")
    (root / "b.yaml").write_bytes(b"\xff")
    (root / "c.yaml").write_text("topics:\n  Tides:\n    name: Tides\n")
    code, text = said()
    assert code == 1
    places = [line.split(" ")[0] for line in text.splitlines() if " error: " in line]
    assert places == ["a.yaml:1:9:", "b.yaml:1:1:", "c.yaml:2:3:"]


def test_a_broken_record_is_not_said_to_be_missing(root: Path, said: Said) -> None:
    cited = "topics:\n  tides:\n    name: Tides\n    cite: [log p. 1, lgo p. 2]\n"
    (root / "a.yaml").write_text(cited)
    (root / "b.yaml").write_text("sources:\n  log:\n    title: Log\n    published: yesterday\n")
    text = said()[1]
    assert "unknown-id: no source has the id `lgo`" in text
    assert "`log`" not in text
    (root / "b.yaml").write_text("sources:\n  log: [\n")
    assert "unknown-id" not in said()[1]
    (root / "b.yaml").write_text("sources:\n  log:\n    title: Log\n")
    assert said()[1].count("unknown-id") == 1


def test_a_finding_goes_when_it_is_mended(root: Path, said: Said) -> None:
    (root / "a.yaml").write_text("topics:\n  tides:\n    nmae: Tides\n")
    assert said()[0] == 1
    (root / "a.yaml").write_text("topics:\n  tides:\n    name: Tides\n")
    assert said() == (0, "No problems: 1 record in 2 files.\n")


def test_a_long_line_is_shown_around_the_place(root: Path, said: Said) -> None:
    topics = "".join(f"t{n}: {{name: T{n}}}, " for n in range(90))
    (root / "a.yaml").write_text("topics: {" + topics + "x: {nmae: X}}\n")
    line, excerpt, carets, *_ = said()[1].splitlines()
    column = int(line.split(":")[2])
    assert column > 1000
    assert len(excerpt) < 180
    shown = excerpt[carets.index("^") : carets.rindex("^") + 1]
    assert shown == "nmae"
    assert "error" in line


def test_a_quote_is_held_against_a_text_inside_the_dossier_alone(root: Path, said: Said, tmp_path: Path) -> None:
    (tmp_path / "outside.txt").write_text("secret words")
    (root / "inside.txt").symlink_to(tmp_path / "outside.txt")
    source = "sources:\n  log:\n    title: Log\n    text: inside.txt\n"
    cited = "topics:\n  tides:\n    name: Tides\n    cite: {source: log, at: p. 1, quote: other words}\n"
    (root / "a.yaml").write_text(source + cited)
    assert "unreadable-text" in said()[1]
    assert "misquoted" not in said()[1]
    (root / "inside.txt").unlink()
    (root / "inside.txt").write_text("other\n  ‘Words’")
    assert said()[0:1] == (0,)
    assert "misquoted" not in said()[1]
    (root / "inside.txt").write_text("no such words")
    assert "misquoted" in said()[1]
