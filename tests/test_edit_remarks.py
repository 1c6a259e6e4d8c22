"""What commands that write say at once: what `check` would find in the record, and the next step after a refusal."""

import errno
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from brief.editing import Editor
from brief.model.user_error import UserError
from brief.system import UNFINISHED, files

Brief = Callable[..., "subprocess.CompletedProcess[str]"]
DOSSIER = """\
dossier: {title: Talks}
sources: {log: {title: The log, type: report, published: 2021, text: log.txt}}
topics: {fares: {name: Fares, cite: log ¶1}}
organizations: {oxmere: {name: Oxmere, cite: log ¶1}}
people: {jo-lind: {name: Jo Lind, cite: log ¶1}}
events: {talk: {title: A talk, date: 2021-05-02, who: {jo-lind: host, oxmere: guest}, topics: fares, cite: log ¶2}}
"""


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    (tmp_path / "dossier.yaml").write_text(DOSSIER, encoding="utf-8")
    (tmp_path / "log.txt").write_text("The fares rise\n\nOxmere and Jo Lind talked about fares.\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("words", "warning"),
    [
        (("add", "topic", "name=Prices", "cite=log ¶99"), "no-such-place: there is no ¶99 in log.txt, which has 2"),
        (("set", "talk", "cite=log ¶7"), "no-such-place: there is no ¶7 in log.txt"),
        (
            ("set", "talk", "cite.0.quote=The fares rise"),
            "quote-elsewhere: this quote is not in ¶2 of log.txt but in",
        ),
        (("set", "talk", "cite.0.quote=talked about far"), "cut-word: this quote begins or ends within a word"),
        (("add", "person", "name=Jo Lind", "cite=log ¶1"), "same-person: `jo-lind-2` has the same name as `jo-lind`"),
        (("add", "topic", "name=fares", "cite=log ¶1"), "same-name: `fares-2` has the same name as `fares`"),
        (("set", "oxmere", "also=Fares"), None),
        (("add", "event", "title=A talk", "date=2 May 2021", "cite=log ¶2"), "same-event: `a-talk` has the same date"),
        (("add", "event", "title=Races", "date=2025", "cite=log ¶2"), "after-sources: the event (2025) is later than"),
        (("set", "talk", "date=2025"), "after-sources: the event (2025) is later than all of its sources"),
        (("set", "jo-lind", "born=2025"), "after-sources: `born` (2025) is later than all of its sources: `log`"),
        (
            ("add", "commitment", "text=Dredge", "by=oxmere", "made=2022", "cite=log ¶2"),
            "after-sources: `made` (2022) is later than all of its sources: `log`",
        ),
        (
            ("add", "agreement", "title=Deal", "signed=talk", "period=2015/2019", "cite=log ¶2"),
            "signed-after-period: `talk` (2 May 2021) is after the period",
        ),
    ],
)
def test_what_check_would_find_is_said_at_once(
    talks: Path, brief: Brief, words: tuple[str, ...], warning: str | None
) -> None:
    done = brief(*words, cwd=talks)
    assert done.returncode == 0
    assert "warning" in done.stderr if warning else "warning" not in done.stderr
    assert (warning or "") in done.stderr
    assert (warning or "") in brief("check", cwd=talks).stdout


def test_an_edit_repeats_no_warning_about_other_fields(talks: Path, brief: Brief) -> None:
    brief("set", "talk", "cite=log ¶7", cwd=talks)
    brief("add", "person", "name=Jo Lind", "cite=log ¶1", cwd=talks)
    for record in ("talk", "jo-lind-2"):
        assert brief("set", record, "note=Later", cwd=talks).stderr == "brief: changed dossier.yaml\n"


def test_a_source_that_is_too_early_is_said_when_it_is_cited(talks: Path, brief: Brief) -> None:
    assert brief("add", "source", "title=Old", "type=report", "published=2019", cwd=talks).returncode == 0
    assert "after-sources: the event (2 May 2021)" in brief("set", "talk", "cite=old p. 1", cwd=talks).stderr


def test_the_warning_about_a_twin_is_a_command(talks: Path, brief: Brief) -> None:
    told = brief("add", "person", "name=Jo Lind", "cite=log ¶2", cwd=talks).stderr
    assert "(`brief merge jo-lind jo-lind-2`, or name" in told
    assert brief("merge", "jo-lind", "jo-lind-2", cwd=talks).returncode == 0
    assert brief("check", "--strict", cwd=talks).returncode == 0


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("set", "jo-lind", "rank=Captain"), "`rank` is not a field of a person (did you mean `roles.0.rank`?)"),
        (("set", "jo-lind", "title=Pilot"), "`title` is not a field of a person (did you mean `roles.0.title`?)"),
        (("set", "talk", "location=Oxmere"), "`location` is not a field of an event (did you mean `place`?)"),
        (
            ("merge", "fares", "oxmere"),
            "`fares` is a topic, and `oxmere` an organization (only two records",
        ),
        (("merge", "fares", "fares"), "`fares` cannot be merged with itself (name two records)"),
        (("add",), "which kind of record? (name one of source, person, organization, place, topic, event, "),
        (("source", "read", "paper"), "no source has the name `paper` (there is only log (The log))"),
        (("rm", "fares"), "`fares` is not removed: one record refers to it (change these first, or `brief merge` it"),
        (("set", "talk", "date=4 November"), "4 November has no year (add it, such as 4 November 2025)"),
        (("source", "add", "https://a.example/x"), 'brief add source "title=..." url=https://a.example/x'),
    ],
)
def test_a_refusal_says_what_to_type_instead(talks: Path, brief: Brief, words: tuple[str, ...], sentence: str) -> None:
    done = brief(*words, cwd=talks)
    assert (done.returncode != 0, sentence in done.stderr) == (True, True), done.stderr
    assert (talks / "dossier.yaml").read_text(encoding="utf-8") == DOSSIER


@pytest.mark.parametrize(
    ("number", "way"), [(errno.ENOSPC, "free some space"), (errno.EACCES, "change the permissions of the folder")]
)
def test_a_file_that_cannot_be_written_leaves_nothing_behind(
    talks: Path, monkeypatch: pytest.MonkeyPatch, number: int, way: str
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, "no")

    monkeypatch.setattr(files, "write_synced", refuse)
    before = sorted(talks.iterdir())
    with pytest.raises(UserError, match=way):
        Editor(talks, None, 2_000_000_000_000_000_000).set_fields("talk", {"note": "Late"})
    assert sorted(talks.iterdir()) == before
    assert not (talks / UNFINISHED).exists()


def test_a_record_that_an_error_hides_is_not_said_to_be_unknown(talks: Path, brief: Brief) -> None:
    (talks / "more.yaml").write_text("topics:\n  tides:\n    nam: Tides\n", encoding="utf-8")
    for command in ("why", "show"):
        done = brief(command, "tides", "--keep-going", cwd=talks)
        assert done.returncode == 1
        assert "records with errors are left out: `brief check` shows them)" in done.stderr


def test_an_inferred_list_has_no_mark_on_an_empty_value(talks: Path, brief: Brief) -> None:
    brief("set", "jo-lind", "languages=[Norse, Danish]", "inferred.languages=The name", cwd=talks)
    brief("set", "jo-lind", "roles.0.title=Pilot", "roles.0.org=oxmere", "inferred.roles=The log", cwd=talks)
    told = brief("who", "jo-lind", "-v", cwd=talks).stdout
    assert "Norse (inferred)" in told
    assert "Pilot (inferred); Oxmere (inferred); time unknown\n" in told
    assert not [line for line in told.splitlines() if line.strip() == "(inferred)"]


def test_a_conflict_opens_at_its_line_and_is_checked(talks: Path, brief: Brief, tmp_path: Path) -> None:
    conflict = "topics:\n  tides:\n<<<<<<< HEAD\n    name: Tides\n=======\n    name: Ebb\n>>>>>>> side\n"
    (talks / "more.yaml").write_text(conflict, encoding="utf-8")
    assert brief("edit", "tides", "--print", cwd=talks).stdout == "more.yaml:3\n"
    editor = tmp_path / "editor.sh"
    editor.write_text("#!/bin/sh\nfor file; do :; done\nprintf 'topics:\\n  tides: {name: Ebb}\\n' > \"$file\"\n")
    editor.chmod(0o755)
    done = brief("edit", "tides", cwd=talks, env={"EDITOR": str(editor)})
    assert (done.returncode, "more.yaml:3: unfinished merge" in done.stderr) == (0, True), done.stderr
    assert (talks / "more.yaml").read_text(encoding="utf-8") == "topics:\n  tides: {name: Ebb}\n"


def test_an_edit_of_an_unknown_record_opens_nothing(talks: Path, brief: Brief) -> None:
    done = brief("edit", "tides", cwd=talks, env={"EDITOR": "false"})
    assert (done.returncode, done.stderr.startswith("brief: no record has the id `tides`")) == (1, True)


def test_a_paragraph_that_yaml_takes_for_a_comment_is_spelled_out(talks: Path, brief: Brief) -> None:
    (talks / "more.yaml").write_text("topics:\n  tides:\n    name: Tides\n    cite: log #2\n", encoding="utf-8")
    told = brief("check", cwd=talks).stdout
    assert "more.yaml:4:15: warning: cut-value:" in told
    assert "(write `log ¶2`;" in told


def test_a_merge_names_the_fields_that_differ_now(brief: Brief, tmp_path: Path) -> None:
    people = "people:\n  ada: {name: Ada, born: 1970, cite: s p. 1}\n"
    people += "  ada-two: {name: Ada, born: 1971, inferred: {born: from her age}, cite: s p. 2}\n"
    (tmp_path / "dossier.yaml").write_text(f"dossier: {{title: One}}\nsources:\n  s: {{title: S}}\n{people}")
    done = brief("merge", "ada", "ada-two", cwd=tmp_path)
    assert "brief: `born` now differs: the value of ada-two is a rival: 1971" in done.stderr.splitlines()
    text = (tmp_path / "dossier.yaml").read_text(encoding="utf-8")
    assert "differs: [{field: born, value: 1971, inferred: from her age, cite: s p. 2}]" in text
