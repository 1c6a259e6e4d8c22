"""`brief diff` with a real git: all kinds of repository; no program that a hostile repository names is run."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from brief.git import states
from brief.model.user_error import UserError
from repository import Repository

Brief = Callable[..., "subprocess.CompletedProcess[str]"]
pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
FERRIES = Path(__file__).parent / "fixtures" / "ferries"
BEFORE = """
dossier: {title: Bells}
sources: {log: {title: The log}}
events:
  rung: {title: The bell is rung, date: 1901, cite: log p. 1}
commitments:
  new-rope: {text: Buy a new rope, due: 2024-06, cite: log p. 3}
"""
NOW = BEFORE.replace("1901", "1901-05").replace("events:", "events:\n  cast: {title: The bell is cast, cite: log p. 2}")
TOLD = "- The bell is rung — date: May 1901 (before: 1901 A p. 1)  A p. 1"


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A repository with commits of 3 February 2024 and 2 March 2025, and the dossier at the top."""
    (tmp_path / "work").mkdir()
    found = Repository(tmp_path / "work")
    found.commit(BEFORE, "Begin", name="dossier.yaml")
    found.git("tag", "first")
    found.commit(NOW, "Add the casting", "2025-03-02T12:00:00Z", name="dossier.yaml")
    return found


def lines(done: "subprocess.CompletedProcess[str]") -> list[str]:
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.splitlines()


def test_the_files_are_compared_with_the_last_commit(brief: Brief, repository: Repository) -> None:
    assert "Nothing changed." in lines(brief("diff", cwd=repository.root))
    repository.write(NOW.replace("The bell is cast", "The bell is cast again"), "dossier.yaml")
    shown = lines(brief("diff", cwd=repository.root))
    assert "- The bell is cast again (before: The bell is cast A p. 2)  A p. 2" in shown
    assert shown[1].startswith("From 2 March 2025 (") and shown[1].endswith(") to the files in work · 1 changed")


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("./nothere", "there is no folder ./nothere"),
        ("../nothere/", "there is no folder ../nothere/"),
        ("./dossier.yaml", "./dossier.yaml is not a folder"),
    ],
)
def test_a_path_that_is_no_folder_is_named(brief: Brief, repository: Repository, path: str, said: str) -> None:
    done = brief("diff", path, cwd=repository.root)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"brief: {said} (name a folder with a copy of the dossier")


@pytest.mark.parametrize("state", ["first", "HEAD~1", "2024-02-03", "2024", "2025-03-01", "main~", "HEAD:"])
def test_a_state_is_a_revision_or_a_day(brief: Brief, repository: Repository, state: str) -> None:
    repository.git("branch", "-M", "main")
    shown = lines(brief("diff", state, cwd=repository.root))
    assert ("Nothing changed." in shown) is (state == "HEAD:")
    assert (TOLD in shown) is (state != "HEAD:")


def test_a_deadline_that_passed_between_the_days_is_told_first(brief: Brief, repository: Repository) -> None:
    shown = lines(brief("diff", "first", "HEAD", cwd=repository.root))
    assert shown[3:5] == ["OVERDUE SINCE THEN", "- Buy a new rope, due June 2024  A p. 3"]
    assert "OVERDUE SINCE THEN" not in lines(brief("diff", "HEAD", cwd=repository.root))


def test_what_is_compared_the_other_way_round_is_removed(brief: Brief, repository: Repository) -> None:
    shown = lines(brief("diff", "HEAD", "first", cwd=repository.root))
    assert "event  The bell is cast  A p. 2" in shown[shown.index("REMOVED") :]


def test_a_dossier_in_a_subfolder(brief: Brief, repository: Repository) -> None:
    repository.commit(BEFORE, "Begin another", name="desk/bells/dossier.yaml")
    repository.write(NOW, "desk/bells/dossier.yaml")
    assert TOLD in lines(brief("diff", cwd=repository.root / "desk" / "bells"))
    assert TOLD in lines(brief("diff", "HEAD:desk/bells", "HEAD~1:", cwd=repository.root / "desk" / "bells"))


def test_a_dossier_that_was_moved_is_found_where_it_was(brief: Brief, repository: Repository) -> None:
    repository.git("mv", "dossier.yaml", "home.yaml")
    repository.commit(NOW, "Move it", name="desk/dossier.yaml")
    repository.git("rm", "-q", "-f", "home.yaml")
    done = brief("diff", "first", cwd=repository.root / "desk")
    commit = repository.git("rev-parse", "first")[:8]
    sentence = f"commit {commit} of 3 February 2024 has no dossier.yaml in desk"
    hint = f"the dossier was elsewhere: name `{commit}:`"
    assert (done.returncode, done.stderr) == (2, f"brief: {sentence} ({hint})\n")
    assert TOLD in lines(brief("diff", "first:", cwd=repository.root / "desk"))


def test_a_linked_work_tree(brief: Brief, repository: Repository, tmp_path: Path) -> None:
    repository.git("worktree", "add", "-q", "--detach", str(tmp_path / "linked"), "first")
    (tmp_path / "linked" / "dossier.yaml").write_text(NOW)
    assert TOLD in lines(brief("diff", cwd=tmp_path / "linked"))


def test_a_repository_with_long_hashes(brief: Brief, tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    if subprocess.run(["git", "init", "-q", "--object-format=sha256", "new"], cwd=tmp_path, check=False).returncode:
        pytest.skip("this git has only SHA-1")
    repository = Repository(tmp_path / "new")
    repository.commit(BEFORE, "Begin", name="dossier.yaml")
    repository.write(NOW, "dossier.yaml")
    assert TOLD in lines(brief("diff", cwd=repository.root))


def test_a_detached_head(brief: Brief, repository: Repository) -> None:
    repository.git("checkout", "-q", "first")
    assert lines(brief("diff", cwd=repository.root))[1].startswith("From 3 February 2024 (")


def test_a_bare_repository(brief: Brief, repository: Repository, tmp_path: Path) -> None:
    repository.git("clone", "-q", "--bare", ".", str(tmp_path / "bells.git"))
    assert TOLD in lines(brief("diff", "first", "HEAD", "-d", "bells.git"))
    done = brief("diff", "-d", "bells.git")
    assert done.returncode == 2
    assert "there is no dossier.yaml in bells.git" in done.stderr


def test_a_shallow_clone_says_that_it_is_one(brief: Brief, repository: Repository, tmp_path: Path) -> None:
    address = f"file://{repository.root}"
    repository.git("clone", "-q", "--depth", "1", address, str(tmp_path / "clone"))
    assert "Nothing changed." in lines(brief("diff", cwd=tmp_path / "clone"))
    way = "this clone is shallow: `git fetch --unshallow` gets the rest of its history"
    for state, sentence in {
        "HEAD~1": "there is no revision `HEAD~1`",
        "2024-02-03": "the history of this clone begins on 2 March 2025, after 3 February 2024",
    }.items():
        done = brief("diff", state, cwd=tmp_path / "clone")
        assert (done.returncode, done.stderr) == (2, f"brief: {sentence} ({way})\n")


def test_only_a_meeting_knows_when_one_last_met(brief: Brief, repository: Repository) -> None:
    done = brief("memo", "--since", "last", cwd=repository.root)
    sentence = "`--since last` is for `brief meeting`: since you last met"
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"brief: {sentence} (name a git revision, or a day such as 2026-03-12)\n"


def test_the_folder_of_another_copy_needs_no_git(brief: Brief, repository: Repository, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    copy.mkdir()
    (copy / "dossier.yaml").write_text(BEFORE)
    environment = {"PATH": str(tmp_path)}
    shown = lines(brief("diff", "./copy", "-d", "work", env=environment))
    assert TOLD in shown
    assert "more: brief diff ./copy -v" in shown
    done = brief("diff", cwd=repository.root, env=environment)
    hint = "to compare with another copy, name its folder: ./copy"
    assert (done.returncode, done.stderr) == (2, f"brief: git is not installed ({hint})\n")


def test_outside_a_repository_that_is_said(brief: Brief, tmp_path: Path) -> None:
    (tmp_path / "dossier.yaml").write_text(BEFORE)
    done = brief("diff", env={"GIT_CEILING_DIRECTORIES": str(tmp_path.parent)})
    assert done.returncode == 2
    assert f"{tmp_path} is not in a git repository (to compare with another copy" in done.stderr


def test_before_the_first_commit_that_is_said(brief: Brief, repository: Repository, tmp_path: Path) -> None:
    done = brief("diff", "2023-12", cwd=repository.root)
    sentence = "nothing was committed by December 2023: the first commit is of 3 February 2024"
    assert (done.returncode, done.stderr) == (2, f"brief: {sentence} (name that day, or a later one)\n")
    (tmp_path / "new").mkdir()
    new = Repository(tmp_path / "new")
    new.write(BEFORE, "dossier.yaml")
    done = brief("diff", cwd=new.root)
    assert (done.returncode, done.stderr) == (2, "brief: nothing is committed yet (commit the dossier first)\n")


@pytest.mark.parametrize(
    ("state", "hint"),
    [
        ("frist", "did you mean `first`?"),
        ("--output=x", ""),
        ("v9", "git log"),
        ("last", "(`git log --oneline` lists them; write a day as 2026-03-12, and a folder as ./copy)"),
        ("first~9", "the history of `first` is shorter"),
    ],
)
def test_a_wrong_revision_is_answered_with_the_nearest(
    brief: Brief, repository: Repository, state: str, hint: str
) -> None:
    done = brief("diff", "--", state, cwd=repository.root)
    assert done.returncode == 2
    assert f"there is no revision `{state}`" in done.stderr
    assert hint in done.stderr
    assert not (repository.root / "x").exists()


def test_a_dossier_that_was_broken_then_is_said_to_be(brief: Brief, repository: Repository) -> None:
    repository.commit(BEFORE.replace("log p. 1", "lag p. 1"), "Break it", "2025-04-01T12:00:00Z", name="dossier.yaml")
    repository.write(NOW, "dossier.yaml")
    commit = repository.git("rev-parse", "HEAD")[:8]
    done = brief("diff", cwd=repository.root)
    assert done.returncode == 1
    assert "dossier.yaml:5:53: error: unknown-id: no source has the id `lag`" in done.stderr
    sentence = f"the dossier of 1 April 2025, commit {commit}, has an error"
    assert f"brief: {sentence} (choose another state, or use --keep-going to leave out the errors)\n" in done.stderr
    assert brief("diff", "--keep-going", cwd=repository.root).returncode == 0


def test_a_commit_before_midnight_is_of_the_day(brief: Brief, repository: Repository) -> None:
    repository.commit(BEFORE, "Undo it", "2025-03-09T23:30:00Z", name="dossier.yaml")
    shown = lines(brief("diff", "2025-03-09", "2025-03-08", cwd=repository.root, env={"TZ": "UTC"}))
    assert TOLD in shown


def test_only_with_the_option_changes_are_an_exit_code(brief: Brief, repository: Repository) -> None:
    assert brief("diff", "first", "--exit-code", cwd=repository.root).returncode == 1
    assert brief("diff", "HEAD", "--exit-code", cwd=repository.root).returncode == 0
    assert brief("diff", "first", cwd=repository.root).returncode == 0


def test_the_higher_of_two_markings_marks_the_page(brief: Brief, repository: Repository) -> None:
    marked = BEFORE.replace("Bells}", "Bells, handling: TLP:RED}")
    repository.commit(marked, "Mark it", "2025-04-01T12:00:00Z", name="dossier.yaml")
    repository.write(marked.replace("RED", "GREEN"), "dossier.yaml")
    assert lines(brief("diff", cwd=repository.root))[0] == "Bells  TLP:RED"


def test_files_that_are_no_part_of_a_dossier_are_not_read(brief: Brief, repository: Repository) -> None:
    for name in (".hidden/x.yaml", "notes.yml", "texts/a.txt"):
        repository.write("no: [dossier\n", name)
    (repository.root / "link.yaml").symlink_to("/etc/passwd")
    repository.commit(BEFORE, "Add others", name="dossier.yaml")
    (repository.root / "link.yaml").unlink()
    assert TOLD in lines(brief("diff", "HEAD", "HEAD~1", cwd=repository.root))


def test_a_state_that_is_too_large_is_not_read(repository: Repository, tmp_path: Path) -> None:
    def refused() -> str:
        (tmp_path / "out").mkdir(exist_ok=True)
        with pytest.raises(UserError) as caught:
            states.export(repository.root, "HEAD", tmp_path / "out", repository.environment)
        return str(caught.value)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(states, "MOST_BYTES", 20)
        assert "cannot read the state `HEAD`: it is larger than" in refused()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(states, "MOST_FILES", 0)
        assert "it is larger than 0 files" in refused()


def test_files_are_read_in_batches(repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(7):
        repository.write(f"topics: {{t{number}: {{name: Topic {number}}}}}\n", f"topics/{number}.yaml")
    repository.commit(BEFORE, "Add topics", name="dossier.yaml")
    monkeypatch.setattr(states, "_BATCH", 100)
    states.export(repository.root, "HEAD", tmp_path / "out", repository.environment)
    written = {file.relative_to(tmp_path / "out"): file.read_bytes() for file in (tmp_path / "out").rglob("*.yaml")}
    assert written == {name: (repository.root / name).read_bytes() for name in written}
    assert len(written) == 8


@pytest.mark.skipif(os.name == "nt", reason="the traps are shell scripts")
def test_nothing_that_the_repository_names_is_run(brief: Brief, repository: Repository, tmp_path: Path) -> None:
    repository.commit("* filter=trap diff=trap export-subst\n", "Set traps", name=".gitattributes")
    index = repository.root / ".git" / "index"
    sprung = repository.set_traps(tmp_path)
    stat = index.stat()
    files = sorted(path.name for path in repository.root.iterdir())
    assert TOLD in lines(brief("diff", "first", "HEAD", cwd=repository.root))
    assert not sprung.exists(), sprung.read_text()
    assert (index.stat().st_mtime_ns, index.stat().st_ino) == (stat.st_mtime_ns, stat.st_ino)
    assert sorted(path.name for path in repository.root.iterdir()) == files
    # The trap works: plain git runs it.
    words = ["git", "diff", "first"]
    subprocess.run(words, cwd=repository.root, env=repository.environment, capture_output=True, check=False)
    assert sprung.exists()


def test_a_missing_object_is_said(brief: Brief, repository: Repository) -> None:
    blob = repository.git("rev-parse", "first:dossier.yaml")
    (repository.root / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    done = brief("diff", "first", cwd=repository.root)
    assert done.returncode == 2
    assert "cannot read the state `first`: an object of the repository is missing" in done.stderr


@pytest.mark.parametrize("form", ["markdown", "json", "html", "csv"])
def test_every_form_prints_it(brief: Brief, repository: Repository, form: str) -> None:
    printed = "\n".join(lines(brief("diff", "first", "-f", form, cwd=repository.root)))
    assert "The bell is rung" in printed
    assert "May 1901" in printed


MET = """
dossier: {title: Bells, parties: [town, church]}
sources: {log: {title: The log, published: 2024-06}}
organizations: {town: {name: Town}, church: {name: Church}}
people:
  jo-lind: {name: Jo Lind, roles: [{title: Mayor, org: town, seen: 2024, cite: log p. 1}]}
  al-ek: {name: Al Ek, roles: [{title: Sexton, org: church, seen: 2024, cite: log p. 1}]}
topics: {ropes: {name: Ropes}, fog: {name: Fog}}
events:
  talk: {title: Lind and Ek talk, date: 2024-02-10, who: {jo-lind: null, al-ek: null}, cite: log p. 4}
questions:
  who-pays: {text: Who pays for the rope?, about: al-ek, cite: log p. 5}
  how-thick: {text: How thick is the fog?, topics: fog, cite: log p. 6}
"""
ANSWERED = MET.replace("rope?,", "rope?, answer: The town,").replace("fog?,", "fog?, answer: Thick,")


@pytest.fixture
def met(tmp_path: Path) -> Repository:
    """A dossier before and after a meeting of 10 February 2024."""
    (tmp_path / "met").mkdir()
    found = Repository(tmp_path / "met")
    found.commit(MET, "Begin", name="dossier.yaml")
    found.commit(ANSWERED, "Add answers", "2024-03-02T12:00:00Z", name="dossier.yaml")
    return found


def news(done: "subprocess.CompletedProcess[str]", day: str) -> list[str]:
    """Return the lines of the section on what is new."""
    shown = lines(done)
    section = shown[shown.index(f"NEW SINCE {day}") + 1 :]
    return section[: section.index("")]


def test_a_memo_says_what_is_new(brief: Brief, met: Repository) -> None:
    answer = "- Settled: {}  A p. {}"
    fog = answer.format("How thick is the fog? Answer: Thick", 6)
    rope = answer.format("Who pays for the rope? Answer: The town", 5)
    shown = news(brief("memo", "--since", "HEAD~1", cwd=met.root), "3 FEBRUARY 2024")
    assert sorted(shown) == [fog, rope]
    assert news(brief("memo", "fog", "--since", "2024-02", cwd=met.root), "29 FEBRUARY 2024") == [fog]
    assert news(brief("memo", "--since", "HEAD", cwd=met.root), "2 MARCH 2024") == ["- Nothing changed."]
    assert "NEW SINCE" not in brief("memo", cwd=met.root).stdout


PLANS = """
dossier: {title: Plans}
sources: {log: {title: The log, published: 2024-01-01}}
people: {al: {name: Al Ek, cite: log p. 1}}
events:
  drill: {title: Flood drill, date: 2024-05-01, status: planned, who: {al: null}, cite: log p. 2}
  visit: {title: A visit, date: 2024-06-01, status: planned, who: {al: null}, cite: log p. 3}
  past: {title: A talk, date: 2023-01-01, status: held, who: {al: null}, cite: log p. 4}
questions: {how: {text: How deep?, topics: [], cite: log p. 5}}
"""
RIVALS = "kind: drill, differs: [{field: title, value: Water drill}, {field: kind, value: exercise}]"
CHANGED = (
    PLANS.replace("2024-05-01, status: planned,", f"2024-05-01, status: cancelled, {RIVALS},")
    .replace("2024-06-01", "2024-06-09")
    .replace("date: 2023-01-01", "date: 2023-01-02")
    .replace("How deep?,", "How deep?, answer: Very,")
)


def test_what_became_of_planned_events_is_new_first_and_each_record_once(brief: Brief, tmp_path: Path) -> None:
    root = tmp_path / "plans"
    root.mkdir()
    plans = Repository(root)
    plans.commit(PLANS, "Begin", name="dossier.yaml")
    plans.commit(CHANGED, "Change plans", "2024-03-02T12:00:00Z", name="dossier.yaml")
    shown = news(brief("memo", "--since", "HEAD~1", cwd=root), "3 FEBRUARY 2024")
    told = [line[2:].partition("  A p.")[0] for line in shown]
    assert sorted(told[:2]) == [
        "Changed: A visit (planned) — date: 9 June 2024 (before: 1 June 2024 A p. 3)",
        "Changed: Flood drill — status: cancelled (before: planned A p. 2)",
    ]
    assert told[2:] == [
        "Settled: How deep? Answer: Very",
        "Changed: A talk — date: 2 January 2023 (before: 1 January 2023 A p. 4)",
    ]


def test_a_read_ahead_says_what_is_new_since_the_last_meeting(brief: Brief, met: Repository) -> None:
    done = brief("meeting", "--with", "Ek", "--since", "last", cwd=met.root)
    assert news(done, "10 FEBRUARY 2024") == ["- Settled: Who pays for the rope? Answer: The town  A p. 5"]
    done = brief("meeting", "--with", "Ek", "--since", "last", "--on", "2024-02-05", cwd=met.root)
    assert done.returncode == 2
    assert done.stderr == "brief: --since last: the dossier has no day on which Al Ek was met (name a day)\n"


def test_before_the_first_commit_a_read_ahead_compares_with_that(brief: Brief, met: Repository) -> None:
    earlier = ANSWERED.replace("2024-02-10", "2024-01-10")
    met.commit(earlier, "Correct the day", "2024-03-03T12:00:00Z", name="dossier.yaml")
    done = brief("meeting", "--with", "Ek", "--since", "last", cwd=met.root)
    compared = "Nothing was committed by 10 January 2024, so this compares with 3 February 2024."
    assert news(done, "3 FEBRUARY 2024") == [compared]
    assert "- Settled: Who pays for the rope? Answer: The town  A p. 5" in lines(done)
    done = brief("meeting", "--with", "Ek", "--since", "2024-01-10", cwd=met.root)
    assert (done.returncode, done.stdout) == (2, "")


def test_a_paper_on_what_is_new_has_the_higher_marking(brief: Brief, met: Repository) -> None:
    met.commit(
        ANSWERED.replace("Bells,", "Bells, handling: TLP:RED,"), "Mark it", "2024-04-02T12:00:00Z", "dossier.yaml"
    )
    met.write(ANSWERED.replace("Bells,", "Bells, handling: TLP:CLEAR,"), "dossier.yaml")
    assert lines(brief("memo", "--since", "HEAD", cwd=met.root))[0] == "Bells  TLP:RED"
    assert lines(brief("meeting", "--with", "Ek", "--since", "HEAD", cwd=met.root))[0].endswith("Al Ek  TLP:RED")
    done = brief("memo", "--since", "HEAD", "--handling", "TLP:GREEN", cwd=met.root)
    assert done.returncode == 2
    assert "TLP:GREEN is lower than the dossier's own marking, TLP:RED" in done.stderr


def test_a_post_with_another_title_is_one_post(brief: Brief, tmp_path: Path) -> None:
    before = (
        BEFORE
        + """people:
  jo: {name: Jo, roles: [{title: Mayor, org: town, from: 2024, cite: log p. 1}, {title: Ringer, cite: log p. 4}]}
organizations: {town: {name: Town, kind: town, cite: log para 3}}
"""
    )
    repository = Repository(tmp_path)
    repository.commit(before, "Begin", name="dossier.yaml")
    repository.write(before.replace("title: Mayor", "title: Lord Mayor").replace("para 3", "¶3"), "dossier.yaml")
    shown = lines(brief("diff", cwd=tmp_path))
    assert "- Jo — title: Lord Mayor (before: Mayor A p. 1)  A p. 1" in shown
    assert not [line for line in shown if "citation" in line or "cites" in line]
    repository.write(before.replace("title: Mayor, org: town, from: 2024", "title: Sexton"), "dossier.yaml")
    assert "added to roles: Sexton" in " ".join(lines(brief("diff", cwd=tmp_path)))


@pytest.mark.parametrize("about", ["[ada, ada-two]", "[ada-two, ada]", "ada-two", "[ada, o, ada-two]"])
@pytest.mark.parametrize("host", ["ada-two: host, ada: host", "ada-two: guest, ada: host", "ada-two: host"])
def test_two_records_that_are_one_now_change_no_record_about_them(
    brief: Brief, tmp_path: Path, about: str, host: str
) -> None:
    repository = Repository(tmp_path)
    people = "people:\n  ada: {name: Ada Orr, cite: s p. 1}\n  ada-two: {name: Ada Orr, cite: s p. 2}\n"
    others = f"questions:\n  q: {{text: Where?, about: {about}, flagged_by: desk}}\n"
    others += f"events:\n  e: {{title: A talk, date: 2024, who: {{{host}}}, cite: s p. 3}}\n"
    head = "dossier: {title: Merge}\nsources:\n  s: {title: S, published: 2025-01}\n"
    body = "organizations:\n  o: {name: Town, kind: town, cite: s p. 1}\n"
    repository.commit(head + people + body + others, "Begin", name="dossier.yaml")
    assert brief("merge", "ada", "ada-two", cwd=tmp_path).returncode == 0
    shown = brief("diff", cwd=tmp_path).stdout
    assert "Ada Orr" in shown
    assert "Where?" not in shown
    assert "A talk" not in shown
