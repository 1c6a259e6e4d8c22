"""`brief set`, `add`, `rename`, `merge`, `rm`: what they write, what they refuse, and what stays unchanged."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from brief import compiling
from brief.editing import Editor

Brief = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="module")
def starter(once: Callable[..., None], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new dossier, which tests copy."""
    folder = tmp_path_factory.mktemp("new")
    once(folder, "init", "mine")
    return folder / "mine"


@pytest.fixture
def mine(starter: Path, tmp_path: Path) -> Path:
    """A copy of the new dossier."""
    return Path(shutil.copytree(starter, tmp_path / "mine"))


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def changed_lines(before: bytes, after: bytes) -> tuple[list[str], list[str]]:
    old, new = (content.decode().splitlines() for content in (before, after))
    return [line for line in old if line not in new], [line for line in new if line not in old]


def test_a_field_is_set_and_nothing_else_changes(mine: Path, brief: Brief) -> None:
    before = contents(mine)
    done = brief("set", "first-crossing", "date=24 October 2017", cwd=mine)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "brief: changed events.yaml\n")
    after = contents(mine)
    assert changed_lines(before["events.yaml"], after["events.yaml"]) == (
        ["    date: 2021-09"],
        ["    date: 2017-10-24"],
    )
    assert {name: after[name] for name in after if name != "events.yaml"} == {
        name: before[name] for name in before if name != "events.yaml"
    }


@pytest.mark.parametrize("date", ["2024-13-03", "2024-22-05", "2024-13-05/2024-13-07"])
def test_no_part_of_an_impossible_date_is_taken_for_another(mine: Path, brief: Brief, date: str) -> None:
    before = contents(mine)
    done = brief("set", "first-crossing", f"date={date}", cwd=mine)
    assert done.returncode == 1
    assert f"invalid-date: `date`: {date}" in done.stderr
    assert contents(mine) == before


def test_a_dry_run_shows_a_diff_that_patch_understands(mine: Path, brief: Brief) -> None:
    before = contents(mine)
    done = brief("set", "first-crossing", "date=2021-10", "topics=night-ferry", "topics=winter-service", "-n", cwd=mine)
    assert contents(mine) == before
    subprocess.run(["patch", "-p1"], input=done.stdout, text=True, cwd=mine, check=True, capture_output=True)
    by_hand = contents(mine)
    for topics in ("topics=[night-ferry, winter-service]", "topics=night-ferry, winter-service"):
        for name, content in before.items():
            (mine / name).write_bytes(content)
        brief("set", "first-crossing", "date=2021-10", topics, cwd=mine)
        assert contents(mine) == by_hand


@pytest.mark.parametrize("typed", ["P1", "#1", "par. 1", "para 1", "Paragraph 1", "¶1"])
def test_a_locator_is_written_in_its_usual_spelling(mine: Path, brief: Brief, typed: str) -> None:
    done = brief("add", "topic", "name=Fares", f"cite=lantern-article {typed}", "--file", "new.yaml", cwd=mine)
    assert (done.returncode, done.stderr) == (0, "brief: changed new.yaml\nbrief: the id is fares\n")
    assert (mine / "new.yaml").read_text() == (
        "# yaml-language-server: $schema=schema.json\n"
        "topics:\n  fares:\n    name: Fares\n    cite: lantern-article ¶1\n"
    )


def test_a_former_id_belongs_to_one_record(mine: Path, brief: Brief) -> None:
    brief("add", "topic", "name=Fares", "was=prices", "--file", "new.yaml", cwd=mine)
    done = brief("add", "topic", "name=Tickets", "was=prices", "--file", "new.yaml", cwd=mine)
    assert done.returncode == 1
    assert "duplicate-former-id: `prices` is also a former id of `fares` (new.yaml:3)" in done.stderr


@pytest.mark.parametrize(
    "words",
    [
        ["differs.0.field=date", "differs.0.value=3 May 2021", "differs.0.cite=lantern-article ¶3"],
        ["differs.0={field: date, value: 3 May 2021, cite: lantern-article P3}"],
        ["differs=[{field: date, value: 3 May 2021, cite: lantern-article ¶3}]"],
    ],
    ids=["by path", "an item", "a list"],
)
def test_the_date_of_a_rival_may_be_in_words(mine: Path, brief: Brief, words: list[str]) -> None:
    for command in (["set", "first-crossing"], ["add", "event", "title=A talk", "date=2020", "--file", "new.yaml"]):
        diff = brief(*command, *words, "-n", cwd=mine).stdout
        assert "+      value: 2021-05-03\n+      cite: lantern-article ¶3\n" in diff


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("who=oxmere", "`who` has keys (write who.oxmere=... for each)"),
        ("who=[oxmere, tarnholm]", "`who` has keys (write who.oxmere=... for each)"),
        ("inferred=a guess", "`inferred` has keys (write inferred.KEY=... for each)"),
        ("figures=40 guests", "`figures` has fields (write each of them, such as figures.0.what=...)"),
        ("figures.0=40 guests", "`figures.0` has fields (write each of them, such as figures.0.what=...)"),
    ],
)
def test_a_field_with_fields_of_its_own_takes_no_plain_text(mine: Path, brief: Brief, word: str, hint: str) -> None:
    for command in (["set", "first-crossing"], ["add", "event", "title=A talk"]):
        done = brief(*command, word, cwd=mine)
        assert (done.returncode, done.stderr) == (2, f"brief: {hint}\n")


def test_a_field_of_one_value_is_given_once(mine: Path, brief: Brief) -> None:
    done = brief("add", "topic", "name=Fares", "name=Prices", cwd=mine)
    assert (done.returncode, done.stderr) == (2, "brief: `name` is given twice, but takes one value\n")


def test_a_broken_file_takes_no_record(mine: Path, brief: Brief) -> None:
    (mine / "topics.yaml").write_text("topics:\n  fares: [\n")
    before = contents(mine)
    done = brief("add", "topic", "name=Tides", "--file", "topics.yaml", cwd=mine)
    assert done.returncode == 1
    assert done.stderr.startswith("brief: topics.yaml:")
    assert contents(mine) == before


@pytest.mark.parametrize("word", ["parties=nobody", "our_side=nobody", "cite=nobody ¶1"])
def test_an_unknown_id_in_the_head_is_refused(mine: Path, brief: Brief, word: str) -> None:
    before = contents(mine)
    done = brief("set", "dossier", word, cwd=mine)
    assert (done.returncode, "`nobody`" in done.stderr) == (1, True)
    assert contents(mine) == before


def test_an_unknown_field_of_a_new_record_is_named(mine: Path, brief: Brief) -> None:
    before = contents(mine)
    done = brief("add", "agreement", "titel=Pact", cwd=mine)
    assert (done.returncode, "did you mean `title`?" in done.stderr) == (2, True)
    assert contents(mine) == before


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["first-crossing", "date=2021-99"], 1, "there is no month 99"),
        (["first-crossing", "topics=night-fery"], 1, "did you mean `night-ferry`?"),
        (["first-crossing", "title="], 1, "has no `title`"),
        (["first-crosing", "date=2021"], 1, "did you mean `first-crossing`?"),
        (["first-crossing", "titel=x"], 2, "did you mean `title`?"),
        (["first-crossing", "title"], 2, "is not field=value"),
        (["first-crossing", "figures.5.what=x"], 2, "the next is `figures.1`"),
    ],
)
def test_a_wrong_value_is_refused_and_nothing_is_written(
    mine: Path, brief: Brief, words: list[str], code: int, said: str
) -> None:
    before = contents(mine)
    done = brief("set", *words, "note=right", cwd=mine)
    assert done.returncode == code
    assert said in done.stderr
    assert contents(mine) == before


def test_old_errors_do_not_stop_an_edit_that_brings_no_new_ones(mine: Path, brief: Brief) -> None:
    events = mine / "events.yaml"
    events.write_text(events.read_text(encoding="utf-8").replace("2022-06", "2022-66"), encoding="utf-8")
    assert brief("set", "first-crossing", "date=2021-10", cwd=mine).returncode == 0
    assert brief("set", "open-day", "date=2022-77", cwd=mine).returncode == 1
    assert brief("set", "open-day", "date=2022-07", cwd=mine).returncode == 0
    assert brief("check", cwd=mine).returncode == 0


def test_a_record_that_was_unreadable_may_show_what_it_hid(mine: Path, brief: Brief) -> None:
    hiding = "events:\n  talk: {title: A talk, date: 1 May 2021, topics: [no-such, {a: b}]}\n"
    (mine / "more.yaml").write_text(hiding, encoding="utf-8")
    assert brief("set", "talk", "date=2021-99", cwd=mine).returncode == 1
    done = brief("set", "talk", "date=2021-05-01", "topics.1=", cwd=mine)
    assert (done.returncode, "no topic has the id `no-such`" in done.stderr) == (0, True)
    assert brief("set", "talk", "topics=other", cwd=mine).returncode == 1
    assert brief("set", "talk", "topics=", cwd=mine).returncode == 0


def test_the_head_is_set_too(mine: Path, brief: Brief) -> None:
    assert brief("set", "dossier", "stale_after_months=12", cwd=mine).returncode == 0
    assert "  stale_after_months: 12 " in (mine / "dossier.yaml").read_text(encoding="utf-8")


def test_permissions_line_ends_and_marks_stay(mine: Path, brief: Brief) -> None:
    events = mine / "events.yaml"
    content = b"\xef\xbb\xbf" + events.read_bytes().replace(b"\n", b"\r\n").removesuffix(b"\r\n")
    events.write_bytes(content)
    events.chmod(0o640)
    assert brief("set", "first-crossing", "date=2021-10", "note=one\ntwo", cwd=mine).returncode == 0
    after = events.read_bytes()
    assert (
        after.replace(b"date: 2021-10\r\n", b"date: 2021-09\r\n").replace(
            b"    note: |-\r\n      one\r\n      two\r\n", b""
        )
        == content
    )
    assert events.stat().st_mode & 0o777 == 0o640


def test_a_read_only_file_is_not_replaced(mine: Path, brief: Brief) -> None:
    if os.geteuid() == 0:
        pytest.skip("root writes everywhere")
    (mine / "events.yaml").chmod(0o444)
    done = brief("set", "first-crossing", "date=2021-10", cwd=mine)
    assert (done.returncode, "read-only" in done.stderr) == (1, True)


def test_the_shipped_example_is_never_edited(tmp_path: Path, brief: Brief) -> None:
    done = brief("set", "vietnam", "note=x", cwd=tmp_path)
    assert (done.returncode, "brief init" in done.stderr) == (2, True)


# Other commands


def checked(folder: Path, brief: Brief) -> None:
    done = brief("check", "--strict", cwd=folder)
    assert done.returncode == 0, done.stdout


def test_a_new_id_is_in_every_reference_and_in_no_sentence(mine: Path, brief: Brief) -> None:
    note = "night-ferry-report says so: https://night-ferry-report.example/night-ferry-report"
    brief("set", "open-day", f"note={note}", "cite.date=night-ferry-report p. 7", cwd=mine)
    before = contents(mine)
    assert brief("rename", "night-ferry-report", "report", cwd=mine).returncode == 0
    checked(mine, brief)
    text = "".join(path.read_text(encoding="utf-8") for path in sorted(mine.glob("*.yaml")))
    assert text.count("night-ferry-report") == 3 + 2  # in the note, in `was` and in a comment of the starter
    assert note in text
    brief("rename", "report", "night-ferry-report", cwd=mine)
    brief("set", "night-ferry-report", "was=", cwd=mine)
    assert contents(mine) == before


def test_ids_in_maps_paths_and_rivals_get_the_new_one(mine: Path, brief: Brief) -> None:
    (mine / "more.yaml").write_text(
        """
events:
  talk:
    title: A talk
    who: {mira-oldcastle: host}
    place: "gull-quay"
    cite:
      who.mira-oldcastle: lantern-article ¶1
      rest: [lantern-article ¶2, {source: lantern-article, at: ¶3, for: who.mira-oldcastle}]
    inferred: {who.mira-oldcastle: The article says "she"}
    differs:
    - field: who.mira-oldcastle
      value: guest
      cite: lantern-article ¶4
    - field: place
      value: oxmere
""",
        encoding="utf-8",
    )
    new_ids = {"mira-oldcastle": "m-o", "oxmere": "ox", "gull-quay": "quay", "lantern-article": "lantern"}
    for old, new in new_ids.items():
        assert brief("rename", old, new, cwd=mine).returncode == 0
    text = (mine / "more.yaml").read_text(encoding="utf-8")
    assert [old for old in new_ids if old in text] == []
    assert text.count("m-o") == 5
    assert 'place: "quay"' in text


def test_a_taken_or_wrong_id_is_refused(mine: Path, brief: Brief) -> None:
    before = contents(mine)
    assert "another record" in brief("rename", "oxmere", "tarnholm", cwd=mine).stderr
    assert brief("rename", "oxmere", "Ox Mere", cwd=mine).returncode == 2
    assert "another record" in brief("add", "topic", "name=x", "--id", "oxmere", cwd=mine).stderr
    assert contents(mine) == before


def test_nothing_is_removed_while_others_refer_to_it(mine: Path, brief: Brief) -> None:
    before = contents(mine)
    done = brief("rm", "mira-oldcastle", cwd=mine)
    assert done.returncode == 1
    line = (mine / "events.yaml").read_text(encoding="utf-8").splitlines().index("      mira-oldcastle: signatory") + 1
    assert f"events.yaml:{line}: ferry-agreement-signed" in done.stdout.splitlines()
    assert contents(mine) == before
    assert brief("rm", "open-day", cwd=mine).returncode == 0
    assert "open-day" not in (mine / "events.yaml").read_text(encoding="utf-8")
    checked(mine, brief)


def test_a_record_goes_to_the_file_of_its_kind(mine: Path, brief: Brief) -> None:
    roles = ("roles.0.title=Pilot", "roles.0.org=oxmere")
    done = brief("add", "person", "name=Jo Ferrier", *roles, "cite=lantern-article ¶2", cwd=mine)
    assert (done.returncode, done.stderr) == (0, "brief: changed actors.yaml\nbrief: the id is jo-ferrier\n")
    assert (
        "\n\n  jo-ferrier:\n    name: Jo Ferrier\n    roles:\n    - title: Pilot\n      org: oxmere\n"
        "    cite: lantern-article ¶2\n\norganizations:\n"
    ) in (mine / "actors.yaml").read_text(encoding="utf-8")
    checked(mine, brief)


@pytest.mark.parametrize(
    "typed",
    ['{"name": "Fares", "external": true, "also": ["Tickets"]}', "name: Fares\nexternal: true\nalso: [Tickets]\n"],
    ids=["json", "yaml"],
)
def test_a_record_is_read_from_stdin(mine: Path, environment: dict[str, str], typed: str) -> None:
    command = [sys.executable, "-m", "brief", "add", "topic", "--file", "more/topics.yaml"]
    subprocess.run(command, input=typed, text=True, cwd=mine, env=environment, check=True, capture_output=True)
    text = (mine / "more" / "topics.yaml").read_text(encoding="utf-8")
    head, topics = "# yaml-language-server: $schema=../schema.json\n", "topics:\n  fares:\n    name: Fares\n"
    assert text == f"{head}{topics}    also: [Tickets]\n    external: true\n"


def test_dates_and_locators_on_stdin_may_be_spelled_as_on_the_command_line(
    mine: Path, environment: dict[str, str]
) -> None:
    command = [sys.executable, "-m", "brief", "add", "event", "--file", "new.yaml"]
    fields = "title: A talk\ndate: 3 March 2021\ncite: lantern-article para 2\n"
    subprocess.run(command, input=fields, cwd=mine, env=environment, text=True, check=True, capture_output=True)
    text = (mine / "new.yaml").read_text(encoding="utf-8")
    assert text.endswith("    title: A talk\n    date: 2021-03-03\n    cite: lantern-article ¶2\n")


def test_a_wrong_field_of_a_new_record_is_named(mine: Path, brief: Brief) -> None:
    done = brief("add", "topic", "nme=Fares", cwd=mine)
    assert (done.returncode, "did you mean `name`?" in done.stderr) == (2, True)


def test_an_empty_field_of_a_new_record_is_not_dropped_in_silence(mine: Path, brief: Brief) -> None:
    done = brief("add", "event", "title=A talk", "who.oxmere=", cwd=mine)
    assert (done.returncode, "`who.oxmere` has no value" in done.stderr) == (2, True)
    assert brief("add", "event", "title=A talk", "who={oxmere}", "cite=lantern-article ¶1", cwd=mine).returncode == 0
    assert "    who:\n      oxmere:\n" in (mine / "events.yaml").read_text(encoding="utf-8")


def test_the_last_record_takes_its_file_along(mine: Path, brief: Brief) -> None:
    brief("add", "topic", "name=Fares", "--file", "more.yaml", cwd=mine)
    assert "+++ /dev/null" in brief("rm", "fares", "--dry-run", cwd=mine).stdout
    assert brief("rm", "fares", cwd=mine).returncode == 0
    assert not (mine / "more.yaml").exists()


@pytest.mark.parametrize("file", ["../more.yaml", "/tmp/more.yaml", "more.yml", ".hidden.yaml", "a/.b/c.yaml"])
def test_no_record_is_written_outside_the_dossier(mine: Path, brief: Brief, file: str) -> None:
    assert brief("add", "topic", "name=Fares", "--file", file, cwd=mine).returncode == 2


def test_two_records_become_one_and_lose_nothing(mine: Path, brief: Brief) -> None:
    (mine / "more.yaml").write_text(
        """
people:
  m-oldcastle:
    name: M. Oldcastle
    born: 1961
    summary: She wrote to the board.
    cite: lantern-article ¶6
events:
  talk:
    title: A talk
    date: 2021
    who: {mira-oldcastle: host, m-oldcastle: speaker}
    cite: lantern-article ¶2
""",
        encoding="utf-8",
    )
    brief("set", "mira-oldcastle", "born=1960", cwd=mine)
    assert brief("merge", "mira-oldcastle", "m-oldcastle", cwd=mine).returncode == 0
    checked(mine, brief)
    shown = json.loads(brief("show", "mira-oldcastle", "--json", cwd=mine).stdout)
    assert (mine / "more.yaml").read_text(encoding="utf-8").count("who: {mira-oldcastle: host; speaker}") == 1
    text = (mine / "actors.yaml").read_text(encoding="utf-8")
    assert "also: [M. Oldcastle]" in text or "also: M. Oldcastle" in text
    assert "    - field: born\n      value: 1961\n      cite: lantern-article ¶6\n" in text
    assert "was: m-oldcastle" in text
    assert "M. Oldcastle" in json.dumps(shown)


def test_what_to_type_next_names_the_same_dossier(mine: Path, brief: Brief, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("The ferry sails\n\nIt sailed.\n", encoding="utf-8")
    said = brief("source", "add", "page.txt", "-d", str(mine)).stderr
    commands = re.findall(r"`(brief [^`]*)`", said)
    assert len(commands) == 2
    assert all(command.endswith(f"-d {mine}") for command in commands)


def test_a_comment_that_goes_with_a_merged_record_is_said(mine: Path, brief: Brief) -> None:
    record = "  m-oldcastle:\n    name: M. Oldcastle   # as in the register\n    cite: lantern-article ¶6\n"
    (mine / "more.yaml").write_text(f"people:\n{record}  x-y: {{name: X Y}}   # stays\n", encoding="utf-8")
    said = brief("merge", "mira-oldcastle", "m-oldcastle", cwd=mine).stderr
    assert "a comment of m-oldcastle is removed with it: # as in the register\n" in said
    assert "stays" not in said
    assert "# stays" in (mine / "more.yaml").read_text(encoding="utf-8")


def test_only_two_of_a_kind_are_merged(mine: Path, brief: Brief) -> None:
    before = contents(mine)
    assert brief("merge", "mira-oldcastle", "oxmere", cwd=mine).returncode == 2
    assert brief("merge", "oxmere", "oxmere", cwd=mine).returncode == 2
    assert contents(mine) == before


# The editor


def test_the_editor_opens_the_line_and_what_it_wrote_is_checked(mine: Path, brief: Brief, tmp_path: Path) -> None:
    shown = tmp_path / "words"
    program = tmp_path / "vi"
    program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > "{shown}"\nsed -i "s/titel/title/;s/2022-06/2022-66/" "$3"\n')
    program.chmod(0o755)
    done = brief("edit", "open-day", env={"VISUAL": f"{program} 'one; word'"}, cwd=mine)
    line = (mine / "events.yaml").read_text(encoding="utf-8").splitlines().index("  open-day:") + 1
    assert shown.read_text(encoding="utf-8").splitlines() == ["one; word", f"+{line}", str(mine / ".draft-events.yaml")]
    assert (done.returncode, "2022-66" in done.stdout) == (1, True)
    assert brief("edit", "open-day", env={"VISUAL": "no-such-editor"}, cwd=mine).returncode == 1
    assert brief("edit", "open-day", env={"VISUAL": "false"}, cwd=mine).returncode == 1


def program(tmp_path: Path, script: str) -> dict[str, str]:
    """Create an editor that runs a script on the file `$1`; return the variable that selects it."""
    path = tmp_path / "editor"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return {"VISUAL": str(path)}


@pytest.mark.parametrize("script", ['rm "$1"', 'rm "$1"; false', 'rm "$1"; mkdir "$1"'])
def test_an_editor_that_removes_the_file_changes_nothing(mine: Path, brief: Brief, tmp_path: Path, script: str) -> None:
    before = contents(mine)
    done = brief("edit", "open-day", env=program(tmp_path, script), cwd=mine)
    assert (done.returncode, done.stderr.count("\n"), done.stderr.endswith(" (nothing is written)\n")) == (1, 1, True)
    assert contents(mine) == before


def test_an_edit_is_told_and_leaves_no_other_file(mine: Path, brief: Brief, tmp_path: Path) -> None:
    before = contents(mine)
    done = brief("edit", "open-day", env=program(tmp_path, 'sed -i s/2022-06/2022-07/ "$1"'), cwd=mine)
    assert (done.returncode, done.stderr) == (0, "brief: changed events.yaml\n")
    assert contents(mine).keys() == before.keys()
    done = brief("edit", "open-day", env=program(tmp_path, "true"), cwd=mine)
    assert (done.returncode, done.stderr, contents(mine).keys()) == (0, "brief: nothing changes\n", before.keys())


def test_what_others_wrote_while_the_editor_was_open_stays_and_so_does_the_new_text(
    mine: Path, brief: Brief, tmp_path: Path
) -> None:
    meanwhile = f"{sys.executable} -m brief set open-day note=Seen. -d {mine}"
    done = brief("edit", "open-day", env=program(tmp_path, f'{meanwhile}; sed -i s/2022-06/2022-07/ "$1"'), cwd=mine)
    assert done.returncode == 1
    assert "someone else changed events.yaml in the meantime" in done.stderr
    assert ".draft-events.yaml" in done.stderr
    assert "note: Seen." in (mine / "events.yaml").read_text(encoding="utf-8")
    assert "2022-07" in (mine / ".draft-events.yaml").read_text(encoding="utf-8")
    again = brief("edit", "open-day", env=program(tmp_path, "true"), cwd=mine)
    assert (again.returncode, ".draft-events.yaml exists" in again.stderr) == (1, True)


def test_an_edit_with_errors_is_saved_and_the_old_text_is_kept(mine: Path, brief: Brief, tmp_path: Path) -> None:
    before = (mine / "events.yaml").read_bytes()
    done = brief("edit", "open-day", env=program(tmp_path, 'sed -i s/2022-06/2022-66/ "$1"'), cwd=mine)
    assert (done.returncode, "it is saved with errors" in done.stderr) == (1, True)
    assert "2022-66" in (mine / "events.yaml").read_text(encoding="utf-8")
    assert (mine / ".before-events.yaml").read_bytes() == before
    assert ".before-events.yaml" in done.stderr


# check --fix


def test_what_has_one_right_answer_is_fixed_and_told(mine: Path, brief: Brief) -> None:
    before = """
events:
  talk:
    title: A talk
    date: 24 October 2020   # a day
    status: Held
    cite:
      rest: [lantern-article para 2, "lantern-article ¶3"]
      date: lantern-article par. 1
  other:
    title: Another talk
    date: 2020-13-25
    cite: lantern-article 4
"""
    (mine / "more.yaml").write_text(before, encoding="utf-8")
    diff = brief("check", "--fix", "-n", cwd=mine).stdout
    assert "+    date: 2020-10-24   # a day\n" in diff
    assert (mine / "more.yaml").read_text(encoding="utf-8") == before
    done = brief("check", "--fix", cwd=mine)
    assert done.stderr.splitlines() == [
        "more.yaml:5: invalid-date: date of talk is now `2020-10-24`",
        "more.yaml:6: invalid-choice: status of talk is now `held`",
        "more.yaml:8: locator-spelling: cite.0.at of talk is now `¶2`",
        "more.yaml:9: locator-spelling: cite.2.at of talk is now `¶1`",
    ]
    after = before.replace("24 October 2020", "2020-10-24").replace("Held", "held")
    after = after.replace("para 2", "¶2").replace("par. 1", "¶1")
    assert (mine / "more.yaml").read_text(encoding="utf-8") == after
    assert (done.returncode, "2020-13-25" in done.stdout) == (1, True)
    assert brief("check", "--fix", cwd=mine).stderr == ""


def test_a_dry_run_foresees_what_shows_only_when_a_record_can_be_read(mine: Path, brief: Brief) -> None:
    before = "events: {talk: {title: A talk, date: 24 October 2020, cite: lantern-article para 4}}\n"
    (mine / "more.yaml").write_text(before, encoding="utf-8")
    diff = brief("check", "--fix", "-n", cwd=mine).stdout
    after = before.replace("24 October 2020", "2020-10-24").replace("para 4", "¶4")
    assert diff == f"--- a/more.yaml\n+++ b/more.yaml\n@@ -1 +1 @@\n-{before}+{after}"
    assert (mine / "more.yaml").read_text(encoding="utf-8") == before
    brief("check", "--fix", cwd=mine)
    assert (mine / "more.yaml").read_text(encoding="utf-8") == after


def test_an_interrupted_edit_is_completed(mine: Path, brief: Brief) -> None:
    (mine / ".brief-unfinished").mkdir()
    assert "unfinished-edit" in brief("check", cwd=mine).stdout
    assert brief("timeline", cwd=mine).returncode == 1
    checked_after = brief("check", "--fix", cwd=mine)
    assert (checked_after.returncode, checked_after.stderr) == (0, "")


# Former ids


def test_a_former_id_goes_on_working_for_readers_and_in_references(mine: Path, brief: Brief) -> None:
    before = {name: content for name, content in contents(mine).items() if name != "actors.yaml"}
    told = brief("who", "mira-oldcastle", cwd=mine).stdout.replace("brief who mira-oldcastle -v", "brief who mira -v")
    events = brief("timeline", "--who", "mira-oldcastle", cwd=mine).stdout
    overview = brief(cwd=mine).stdout.split("TRY")[0]
    brief("rename", "mira-oldcastle", "mira", cwd=mine)
    brief("rename", "oxmere", "ox", cwd=mine)
    for name, content in before.items():  # as after merging a branch that still uses the old ids
        (mine / name).write_bytes(content)
    checked(mine, brief)
    assert brief("who", "mira-oldcastle", cwd=mine).stdout == told
    assert brief("timeline", "--who", "mira", cwd=mine).stdout == events
    assert brief(cwd=mine).stdout.split("TRY")[0] == overview
    assert brief("why", "mira-oldcastle", cwd=mine).returncode == 0
    assert brief("show", "oxmere", "--json", cwd=mine).stdout == brief("show", "ox", "--json", cwd=mine).stdout
    assert brief("set", "first-crossing", "date=2021-10", cwd=mine).returncode == 0


def test_references_to_a_former_id_break_when_it_is_taken_out(mine: Path, brief: Brief) -> None:
    old = contents(mine)["events.yaml"]
    brief("rename", "mira-oldcastle", "mira", cwd=mine)
    (mine / "events.yaml").write_bytes(old)
    checked(mine, brief)
    done = brief("set", "mira", "was=", cwd=mine)
    assert (done.returncode, "the id `mira-oldcastle`" in done.stderr) == (1, True)
    text = (mine / "actors.yaml").read_text(encoding="utf-8")
    (mine / "actors.yaml").write_text(text.replace("    was: mira-oldcastle\n", ""), encoding="utf-8")
    assert "has the id `mira-oldcastle`" in brief("check", cwd=mine).stdout
    (mine / "actors.yaml").write_text(text, encoding="utf-8")
    checked(mine, brief)


def test_an_edit_of_a_large_dossier_compiles_no_other_file(mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("brief.stores.trust._SEALED", 0)  # as in a large store, which has no checksum
    editor = Editor(mine, mine.parent / "store.sqlite", 2_000_000_000_000_000_000)
    editor.set_fields("first-crossing", {"date": "2021-10"})
    asked: list[str] = []
    compiled = compiling.compiled

    def noted(root: Path, tasks: list[compiling.Task]) -> object:
        asked.extend(task.stamp.path for task in tasks)
        return compiled(root, tasks)

    monkeypatch.setattr("brief.compiling.compiled", noted)
    editor.set_fields("first-crossing", {"date": "2021-11"})
    assert set(asked) == {"events.yaml"}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"events: [first-crossing\n", "more.yaml:1"), (b"\xff\xfe first-crossing", "more.yaml is not UTF-8")],
    ids=["no YAML", "no text"],
)
def test_a_file_that_cannot_be_read_stops_only_edits_of_what_it_mentions(
    mine: Path, brief: Brief, content: bytes, sentence: str
) -> None:
    (mine / "more.yaml").write_bytes(content)
    assert brief("set", "first-crossing", "date=2021-10", cwd=mine).returncode == 0
    assert brief("add", "topic", "name=Fares", cwd=mine).returncode == 0
    assert brief("rename", "fares", "prices", cwd=mine).returncode == 0
    assert brief("rm", "prices", cwd=mine).returncode == 0
    done = brief("rename", "first-crossing", "crossing", cwd=mine)
    assert (done.returncode, sentence in done.stderr) == (1, True)
    done = brief("add", "topic", "name=Fares", "--file", "more.yaml", cwd=mine)
    assert (done.returncode, sentence in done.stderr) == (1, True)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may open every file")
def test_a_file_that_cannot_be_opened_stops_edits_of_references_alone(mine: Path, brief: Brief) -> None:
    (mine / "more.yaml").write_text("topics: {harbour-dues: {name: Dues}}\n", encoding="utf-8")
    (mine / "more.yaml").chmod(0)
    assert brief("set", "first-crossing", "date=2021-10", cwd=mine).returncode == 0
    assert brief("add", "topic", "name=Fares", cwd=mine).returncode == 0
    for command in (("rename", "fares", "prices"), ("rm", "fares"), ("set", "harbour-dues", "note=Late")):
        done = brief(*command, cwd=mine)
        assert (done.returncode, "more.yaml: this file cannot be opened" in done.stderr) == (1, True)


# Ids that are taken


def test_the_dossier_itself_is_neither_removed_nor_renamed_nor_merged(mine: Path, brief: Brief) -> None:
    before = contents(mine)
    for words in ("rm dossier", "rename dossier foo", "merge dossier oxmere"):
        done = brief(*words.split(), cwd=mine)
        assert (done.returncode, "`dossier` is the dossier itself" in done.stderr) == (2, True), words
    for words in ("rename oxmere dossier", "add topic name=Papers --id dossier"):
        done = brief(*words.split(), cwd=mine)
        assert (done.returncode, "`dossier` is the id of the dossier itself" in done.stderr) == (2, True), words
    assert contents(mine) == before
    assert "the id is dossier-2" in brief("add", "topic", "name=Dossier", cwd=mine).stderr
    assert brief("set", "dossier", "author=Desk", cwd=mine).returncode == 0


def test_a_former_id_is_given_to_no_other_record(mine: Path, brief: Brief) -> None:
    brief("rename", "mira-oldcastle", "mira", cwd=mine)
    before = contents(mine)
    for words in ("rename oxmere mira-oldcastle", "add topic name=Mira --id mira-oldcastle"):
        done = brief(*words.split(), cwd=mine)
        assert (done.returncode, "a former id of `mira`" in done.stderr) == (1, True), words
    assert "former-id" in brief("set", "mira", "was=[mira-oldcastle, oxmere]", cwd=mine).stderr
    assert contents(mine) == before
    assert "mira-oldcastle-2" in brief("add", "person", "name=Mira Oldcastle", "-n", cwd=mine).stdout
    assert brief("rename", "mira", "mira-oldcastle", cwd=mine).returncode == 0
    checked(mine, brief)


def test_a_former_id_can_be_freed_as_the_error_says(mine: Path, brief: Brief) -> None:
    for new in ("mira", "miranda"):
        brief("rename", "mira-oldcastle", new, cwd=mine)
    for old, was in (("mira", 'was="[mira-oldcastle]"'), ("mira-oldcastle", "was=")):
        done = brief("rename", "oxmere", old, "-n", cwd=mine)
        assert f"free this one with `brief set miranda {was}`)" in done.stderr
        assert brief("set", "miranda", was.replace('"', ""), cwd=mine).returncode == 0
        assert brief("rename", "oxmere", old, "-n", cwd=mine).returncode == 0


def test_a_record_is_not_renamed_to_its_own_id(mine: Path, brief: Brief) -> None:
    brief("rename", "mira-oldcastle", "mira", cwd=mine)
    before = contents(mine)
    for old in ("mira", "mira-oldcastle"):
        done = brief("rename", old, "mira", cwd=mine)
        assert (done.returncode, done.stderr) == (2, "brief: the id is `mira` already (choose another id)\n")
    assert contents(mine) == before


def test_a_hidden_character_that_an_edit_writes_is_warned_of(mine: Path, brief: Brief) -> None:
    for words in (("add", "person", "name=\x1b[31mFoo"), ("set", "oxmere", "note=Fi\ufeffve")):
        done = brief(*words, cwd=mine)
        assert (done.returncode, "warning: hidden-character" in done.stderr) == (0, True)


@pytest.mark.parametrize(
    "words",
    [
        "set oxmere note=Seen -n",
        "rename oxmere third -n",
        "merge oxmere tarnholm -n",
        "merge tarnholm oxmere -n",
        "edit oxmere --print",
        "rm oxmere -n",
        "why oxmere",
    ],
)
def test_a_former_id_works_in_every_command(mine: Path, brief: Brief, words: str) -> None:
    brief("rename", "oxmere", "second", cwd=mine)
    done, wanted = (brief(*line.split(), cwd=mine) for line in (words, words.replace("oxmere", "second")))
    assert (done.returncode, done.stdout) == (wanted.returncode, wanted.stdout)
    assert done.stdout


# What is said of the items of a list


POSTS = """
people:
  jo:
    name: Jo Fell
    roles:
      - {title: Minister, rank: First, from: 2024-06}
      - {title: Judge, rank: Second, to: 2019}
      - {title: Clerk, seen: [2020, 2021]}
    cite: {roles.0.rank: lantern-article ¶2, roles.1.rank: lantern-article ¶3, rest: lantern-article ¶1}
    differs:
      - {field: roles.0.from, value: 2024-07, cite: lantern-article ¶2}
      - {field: roles.1.to, value: 2018, cite: lantern-article ¶2}
    inferred: {roles.0.title: from a photo, roles.2.seen.1: from a letter}
"""


def posts(mine: Path) -> str:
    return (mine / "more.yaml").read_text(encoding="utf-8").partition("    cite:")[2]


def test_what_is_said_of_an_item_follows_it_or_goes_with_it(mine: Path, brief: Brief) -> None:
    (mine / "more.yaml").write_text(POSTS, encoding="utf-8")
    done = brief("set", "jo", "roles.0=", cwd=mine)
    checked(mine, brief)
    assert posts(mine) == (
        " {roles.0.rank: lantern-article ¶3, rest: lantern-article ¶1}\n    differs:\n"
        "      - {field: roles.0.to, value: 2018, cite: lantern-article ¶2}\n"
        "    inferred: {roles.1.seen.1: from a letter}\n"
    )
    for path in ("roles.0.rank", "roles.0.from", "roles.0.title"):
        assert f"`{path}`" in done.stderr
    assert "roles.1" not in done.stderr
    assert brief("set", "jo", "roles.1.seen.0=", cwd=mine).stderr == "brief: changed more.yaml\n"
    assert posts(mine).endswith("inferred: {roles.1.seen.0: from a letter}\n")


def test_several_items_are_counted_as_they_were_before(mine: Path, brief: Brief) -> None:
    (mine / "more.yaml").write_text(POSTS, encoding="utf-8")
    brief("set", "jo", "roles.0=", "roles.1=", cwd=mine)
    text = (mine / "more.yaml").read_text(encoding="utf-8")
    assert [word for word in ("Minister", "Judge", "Clerk") if word in text] == ["Clerk"]
    assert posts(mine) == " {rest: lantern-article ¶1}\n    inferred: {roles.0.seen.1: from a letter}\n"


def test_a_new_list_takes_along_what_is_said_of_its_items_or_is_refused(mine: Path, brief: Brief) -> None:
    (mine / "more.yaml").write_text(POSTS, encoding="utf-8")
    minister, judge = "{title: Minister, rank: First, from: 2024-06}", "{title: Judge, rank: Second, to: 2019}"
    clerk = "{title: Clerk, seen: [2020, 2021]}"
    done = brief("set", "jo", f"roles=[{judge}, {clerk}]", cwd=mine)
    assert (done.returncode, "roles.0.rank" in done.stderr) == (1, True)
    assert (mine / "more.yaml").read_text(encoding="utf-8") == POSTS
    assert brief("set", "jo", f"roles=[{clerk}, {minister}, {judge}]", cwd=mine).returncode == 0
    checked(mine, brief)
    for said in (
        "roles.1.rank: lantern-article ¶2",
        "roles.2.rank: lantern-article ¶3",
        "roles.1.from, value: 2024-07",
    ):
        assert said in posts(mine)


# What is typed or piped in


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("name: A\nname: B\n", "line 2: `name` appears twice"),
        ("name: A\nnote: &x B\n", "`&x` names a value"),
        ("name: A\nnote: *x\n", "x` repeats another value"),
        ("name: A\nalso: [B]\n<<: {note: C}\n", "`<<` merges another map"),
        ('{"name": "A", "name": "B"}', "`name` appears twice"),
        ("name: A\nlinks:\n  a: b\n  a: c\n", "`a` appears twice"),
    ],
)
def test_nothing_that_is_piped_in_gets_lost(mine: Path, environment: dict[str, str], typed: str, said: str) -> None:
    before = contents(mine)
    command = [sys.executable, "-m", "brief", "add", "topic"]
    done = subprocess.run(command, input=typed, text=True, capture_output=True, cwd=mine, env=environment, check=False)
    assert (done.returncode, said in done.stderr) == (2, True), done.stderr
    assert contents(mine) == before


def test_dates_and_locators_in_brackets_are_read_as_elsewhere(mine: Path, brief: Brief) -> None:
    post = "{title: Mayor, seen: 3 November 2025, cite: lantern-article para 2}"
    for words in (f"roles.2={post}", f"roles=[{post}]", f"roles={post}"):
        text = brief("set", "mira-oldcastle", words, "-n", cwd=mine).stdout
        assert "seen: 2025-11-03" in text
        assert "cite: lantern-article ¶2" in text


@pytest.mark.parametrize(
    "typed", ["figures.0={what: crew, value: about 60,000}", "figures=[{what: a, what: b, value: 1}]"]
)
def test_a_value_that_a_comma_cut_and_a_key_given_twice_are_refused(mine: Path, brief: Brief, typed: str) -> None:
    done = brief("set", "first-crossing", typed, cwd=mine)
    assert (done.returncode, "comma" in done.stderr or "twice" in done.stderr) == (2, True)


@pytest.mark.parametrize(
    ("typed", "choices"),
    [
        ("early April 2026", "2026-04"),
        ("mid-February 2026", "2026-02"),
        ("early 2019", "2019-40 (first half of 2019) or 2019"),
        ("the early 1990s", "199X"),
    ],
)
def test_a_date_that_edtf_cannot_say_is_not_cut_but_refused_with_the_choices(
    mine: Path, brief: Brief, typed: str, choices: str
) -> None:
    done = brief("set", "first-crossing", f"date={typed}", cwd=mine)
    assert (done.returncode, f"write {choices}" in done.stderr) == (1, True)


def test_a_part_of_a_year_by_number_is_told_in_words(mine: Path, brief: Brief) -> None:
    told = "2026-31 means southern autumn 2026"
    assert told in brief("set", "first-crossing", "date=2026-31", cwd=mine).stderr
    assert told in brief("add", "event", "title=Talk", "date=2026-31", cwd=mine).stderr
    assert "means" not in brief("set", "first-crossing", "date=2026-03", cwd=mine).stderr


def test_a_field_of_the_only_citation_needs_no_number(mine: Path, brief: Brief) -> None:
    before = (mine / "events.yaml").read_text(encoding="utf-8")
    by_number: list[str] = []
    for above in ("cite.0.", "cite."):
        (mine / "events.yaml").write_text(before, encoding="utf-8")
        words = (f"{above}quote=Two boats crossed.", f"{above}at=para 9", f"{above}at=")
        edited = []
        for word in words:
            assert brief("set", "first-crossing", word, cwd=mine).returncode == 0, word
            edited.append((mine / "events.yaml").read_text(encoding="utf-8"))
        by_number = by_number or edited
        assert edited == by_number
    brief("set", "first-crossing", "cite=[lantern-article ¶1, night-ferry-report p. 2]", cwd=mine)
    done = brief("set", "first-crossing", "cite.at=p. 3", cwd=mine)
    assert (done.returncode, "`cite` has 2 citations" in done.stderr) == (2, True)


def test_a_link_takes_no_record(mine: Path, brief: Brief) -> None:
    (mine / "link.yaml").symlink_to("events.yaml")
    done = brief("add", "topic", "name=Boats", "--file", "link.yaml", cwd=mine)
    assert (done.returncode, "link.yaml exists, but is not a file of the dossier" in done.stderr) == (2, True)


def test_a_new_file_names_the_schema_if_there_is_one(mine: Path, brief: Brief) -> None:
    brief("add", "place", "name=Pier", "--file", "piers.yaml", cwd=mine)
    assert "$schema=schema.json" in (mine / "piers.yaml").read_text(encoding="utf-8")
    (mine / "schema.json").unlink()
    brief("add", "place", "name=Mole", "--file", "moles.yaml", cwd=mine)
    assert (mine / "moles.yaml").read_text(encoding="utf-8").startswith("places:\n")


def test_the_copy_of_a_removed_source_stays_and_is_told(mine: Path, brief: Brief) -> None:
    (mine / "page.txt").write_text("Boats leave at noon.\n", encoding="utf-8")
    brief("source", "add", "page.txt", "--id", "page", cwd=mine)
    done = brief("rm", "page", cwd=mine)
    assert (done.returncode, "its copy stays: sources/page.txt" in done.stderr) == (0, True)
    assert (mine / "sources" / "page.txt").exists()


def test_a_rival_date_may_be_in_words(mine: Path, brief: Brief) -> None:
    words = ("differs.0.value=July 2021", "differs.0.cite=lantern-article ¶1")
    of_date, of_title = (
        brief("set", "first-crossing", f"differs.0.field={field}", *words, "-n", cwd=mine).stdout
        for field in ("date", "title")
    )
    assert "value: 2021-07" in of_date
    assert "value: July 2021" in of_title


@pytest.mark.parametrize("editor", ["/nonexistent/editor", "/tmp"])
def test_an_editor_that_cannot_start_leaves_no_draft(brief: Brief, mine: Path, editor: str) -> None:
    for _ in range(2):
        done = brief("edit", "first-crossing", cwd=mine, env={"EDITOR": editor, "VISUAL": ""})
        assert (done.returncode, "set VISUAL or EDITOR" in done.stderr) == (1, True)
    assert not list(mine.glob(".draft-*"))


@pytest.mark.parametrize(("command", "why"), [("truncate -s0", "would be empty"), (r"printf '\377\376' >>", "UTF-8")])
def test_what_is_no_text_is_not_saved(brief: Brief, mine: Path, tmp_path: Path, command: str, why: str) -> None:
    before = {file: file.read_bytes() for file in mine.glob("[a-z]*.yaml")}
    done = brief("edit", "first-crossing", cwd=mine, env=program(tmp_path, f'{command} "$1"'))
    assert done.returncode == 1
    assert why in done.stderr
    assert before
    assert {file: file.read_bytes() for file in mine.glob("[a-z]*.yaml")} == before


def test_without_a_terminal_no_editor_is_started_that_needs_one(mine: Path, brief: Brief) -> None:
    before = contents(mine)
    done = brief("edit", "open-day", cwd=mine, env={"EDITOR": "", "VISUAL": ""})
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("brief: `brief edit` needs a terminal (use `brief set`")
    assert contents(mine) == before
    assert brief("edit", "open-day", "--print", cwd=mine, env={"EDITOR": "", "VISUAL": ""}).returncode == 0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["name=“New", "name”"], "put straight quotes around a value of several words: `'name=New name'`"),
        (["name=New", "name"], "put straight quotes around a value of several words: `'name=New name'`"),
        (["name=New", "long", "name", "note=x"], "around a value of several words: `'name=New long name'`"),
        (["name"], "`name` is not field=value (such as date=2025-03-24)"),
        (["“name=New”"], "`“name` is not a field of an organization (did you mean `name`?)"),
    ],
)
def test_quotes_that_a_shell_does_not_take_are_named(mine: Path, brief: Brief, words: list[str], told: str) -> None:
    done = brief("set", "oxmere", *words, cwd=mine)
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr


def test_the_keys_of_a_map_are_named_without_the_quotes_around_them(mine: Path, brief: Brief) -> None:
    for value in ("mira-oldcastle", "“mira-oldcastle”"):
        done = brief("add", "event", "title=Fog", f"who={value}", cwd=mine)
        assert done.stderr == "brief: `who` has keys (write who.mira-oldcastle=... for each)\n"
