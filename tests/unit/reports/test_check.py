"""What `check` shows, counts and hides, and its exit code."""

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from brief.app import open_store
from brief.auditing import audited
from brief.cli.completion import rules
from brief.cli.main import run
from brief.document import Problem
from brief.model.findings import Finding
from brief.model.rules import RULES
from brief.reports.check import Selection, check
from brief.stores.audit import AuditedStore

Checked = Callable[..., tuple[int, str, str]]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A dossier with 25 warnings of one rule, 11 of another, and one error after them."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "dossier.yaml").write_text("dossier: {title: Bells}\n")
    events = "".join(f"  toll-{number:02}: {{title: Toll {number}}}\n" for number in range(25))
    sources = "".join(f"  log-{number:02}: {{title: Log {number}}}\n" for number in range(11))
    odd = "events: {odd: {title: Odd, cite: ghost p. 1}}\n"
    (tmp_path / "bells.yaml").write_text(f"events:\n{events}sources:\n{sources}")
    (tmp_path / "odd.yaml").write_text(odd)
    return tmp_path


@pytest.fixture
def checked(root: Path, capsys: pytest.CaptureFixture[str]) -> Checked:
    """A function that returns exit code, stdout and stderr of `brief check` with these options."""
    return lambda *words: (run(["check", "-d", str(root), *words]), *capsys.readouterr())


def test_of_each_rule_the_first_ten_are_shown_and_all_are_counted(checked: Checked) -> None:
    code, answer, _ = checked()
    assert code == 1
    assert (answer.count(" uncited: "), answer.count(" unused-source: "), answer.count(" unknown-id: ")) == (
        10,
        10,
        1,
    )
    rows = [line.split() for line in answer.split("\n\n")[-2].splitlines()]
    assert rows == [
        ["Rule", "Severity", "Found", "Not", "shown"],
        ["unknown-id", "error", "1"],
        ["uncited", "warning", "25", "15", "more:", "brief", "check", "--rule", "uncited"],
        ["unused-source", "warning", "11", "1", "more:", "brief", "check", "--rule", "unused-source"],
    ]
    assert answer.endswith("\n\n1 error, 36 warnings in 3 files.\n")


def test_what_is_offered_shows_all_of_a_rule(checked: Checked) -> None:
    code, answer, _ = checked("--rule", "uncited")
    assert (code, answer.count(" uncited: "), answer.count("warning: ")) == (0, 25, 25)
    assert answer.endswith("\n\n25 warnings in 3 files.\n")
    assert "Not shown" not in answer
    code, answer, _ = checked("--rule", "uncited", "--rule", "unknown-id")
    assert (code, answer.count("warning: "), answer.count("error: ")) == (1, 25, 1)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((), 1),
        (("--rule", "uncited"), 0),
        (("--rule", "uncited", "--strict"), 1),
        (("--rule", "unknown-id"), 1),
        (("--rule", "tag", "--strict"), 0),
        (("--limit", "1"), 1),
        (("--limit", "1", "--rule", "uncited"), 0),
    ],
)
def test_the_answer_is_that_of_the_chosen_rules_whatever_is_shown(
    checked: Checked, root: Path, words: tuple[str, ...], code: int
) -> None:
    assert checked(*words)[0] == code
    rules: Any = tuple(word for option, word in pairwise(words) if option == "--rule")
    with closing(open_store(root)) as store:
        unread = check(audited(root, store), "--strict" in words, Selection(rules, 1, folded=True))
        assert unread.answers is not bool(code)


def test_a_limit_is_on_all_that_is_shown(checked: Checked) -> None:
    _, answer, _ = checked("--limit", "3")
    assert (answer.count(": warning: "), answer.count(": error: ")) == (3, 0)
    assert "1 error, 36 warnings" in answer
    assert "22 more\n" in answer
    assert checked("--limit", "100")[1].count(" uncited: ") == 25
    _, answer, _ = checked("--limit", "3", "--rule", "unused-source")
    assert answer.count(": warning: ") == 3
    assert "8 more\n" in answer


def test_programs_get_all_unless_they_ask_for_less(checked: Checked) -> None:
    def problems(*words: str) -> int:
        blocks = json.loads(checked("--json", *words)[1])["blocks"]
        counts = {row["rule"]: row["found"] for block in blocks if block["type"] == "table" for row in block["rows"]}
        assert counts == {"unknown-id": 1, "uncited": 25, "unused-source": 11}
        return sum(block["type"] == "problem" for block in blocks)

    assert (problems(), problems("--limit", "12")) == (37, 12)


def test_a_file_of_text_is_folded_and_one_for_programs_is_not(checked: Checked, tmp_path: Path) -> None:
    for name, count in (("found.txt", 10), ("found.csv", 25), ("found.md", 25)):
        checked("-o", str(tmp_path / name))
        assert (tmp_path / name).read_text(encoding="utf-8-sig").count("has no source") == count


def test_a_rule_that_is_none_is_answered_with_the_nearest(checked: Checked) -> None:
    assert checked("--rule", "unctied") == (
        2,
        "",
        "brief: --rule: there is no rule `unctied` (did you mean `uncited`?)\n",
    )
    assert checked("--rule", "xyzzy")[0] == 2
    assert rules("unk") == [rule for rule in RULES if rule.startswith("unk")] != []


def test_no_problems_are_those_of_the_rules_that_were_asked_for(checked: Checked) -> None:
    assert checked("--rule", "syntax")[1] == "No problems by syntax: 37 records in 3 files.\n"


def test_findings_are_shown_as_they_are_found(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    findings = AuditedStore.findings

    def noted(self: AuditedStore, severity: Any = None) -> Iterator[Finding]:
        for found in findings(self, severity):
            read.append(found.code)
            yield found

    monkeypatch.setattr(AuditedStore, "findings", noted)
    with closing(open_store(root)) as store:
        document = check(audited(root, store), selection=Selection(folded=True))
        for number, block in zip(range(1, 11), document.body(), strict=False):
            assert isinstance(block, Problem)
            assert len(read) == number
