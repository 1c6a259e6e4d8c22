"""Every sentence is a message: in the pseudo-language, text outside of ⟦ and ⟧ is data."""

import errno
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from brief.model.findings import RULES, Severity
from brief.model.header import Header
from brief.model.kinds import KINDS
from brief.model.parts import Role
from brief.model.shape import fields as shaped
from test_error_gallery import CODES, make
from test_golden import CASES, DOSSIERS

PRINT_ALL = """
import contextlib, io, json, sys
from brief import locale
locale.use(locale.PSEUDO)
from brief.cli.main import run
answers = {}
for name, words in json.load(sys.stdin).items():
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        run(words)
    answers[name] = printed.getvalue()
json.dump(answers, sys.stdout)
"""
FIELDS = {name for kind in KINDS.values() for name in shaped(kind.record)} | set(shaped(Header)) | set(shaped(Role))
FORMAT = {*KINDS, *FIELDS, *(kind.section for kind in KINDS.values()), *Severity, "yaml"}
"""Words of the format, the same in every language: kinds, fields, severities, the extension of its files."""
LETTERS = re.compile(r"[^\W\d_]{2,}")
CUT = re.compile(r"[^\W\d_]+\.\.$", re.M)
"""The end of a title that was cut in a chart."""


def dossier_of(case: str) -> Path:
    return DOSSIERS[case.partition("/")[2].partition("-")[0]]


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What each golden case prints as text, in the pseudo-language."""
    return print_all(
        {
            case: [*words.split(), "--dossier", str(dossier_of(case)), "--format", "text"]
            for case, words in CASES.items()
            if not case.startswith("why/")  # they print commits, which are not messages
        },
        tmp_path_factory.mktemp("cache"),
    )


@pytest.fixture(scope="session")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, Path]]:
    """What `check` prints for each dossier of the gallery of errors, in the pseudo-language, and the dossier."""
    roots = {code: tmp_path_factory.mktemp("gallery") / "dossier" for code in CODES}
    for code, root in roots.items():
        root.mkdir()
        make(code, root)
    cases = {code: ["check", "--dossier", str(root), "--format", "text"] for code, root in roots.items()}
    answers = print_all(cases, tmp_path_factory.mktemp("cache"))
    return {code: (answers[code], root) for code, root in roots.items()}


def print_all(cases: dict[str, list[str]], cache: Path) -> dict[str, str]:
    """Return what each case prints as text, in the pseudo-language."""
    fixed = {"XDG_CACHE_HOME": str(cache), "SOURCE_DATE_EPOCH": "1774310400"}
    ran = subprocess.run(
        [sys.executable, "-c", PRINT_ALL],
        input=json.dumps(cases),
        env={**os.environ, **fixed, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    answers: dict[str, str] = json.loads(ran.stdout)
    assert len(answers) == len(cases) > 50
    return answers


def outside(text: str) -> str:
    """Return the text outside of messages."""
    depth, kept = 0, []
    for sign in text:
        if sign in "⟦⟧":
            depth += 1 if sign == "⟦" else -1
            kept.append(" ")
        elif not depth:
            kept.append(sign)
    return "".join(kept)


@pytest.mark.parametrize("case", [case for case in CASES if not case.startswith("why/")])
def test_what_is_outside_of_messages_is_data(case: str, printed: dict[str, str]) -> None:
    assert "⟦" in printed[case]
    root = dossier_of(case)
    root = root.parent if case.startswith("diff/") else root  # the parent folder has both states
    files = [path for end in ("yaml", "txt", "jsonl") for path in sorted(root.rglob(f"*.{end}"))]
    data = " ".join(path.read_text(errors="replace") for path in files)
    known = {word.casefold() for word in LETTERS.findall(f"{data} {CASES[case]} {' '.join(FORMAT | set(RULES))}")}
    known |= {word.casefold() for path in root.rglob("*") for word in LETTERS.findall(path.name)}
    left = CUT.sub("", outside(printed[case]))
    assert [word for word in LETTERS.findall(left) if word.casefold() not in known] == []


CHOICES = {
    word for kind in KINDS.values() for field in shaped(kind.record).values() for word in field.shape.one.choices
}
QUOTED = {
    "changed-copy": "dfdfc faceaa fd ab",  # digits of a hash
    "hidden-character": "zero width no break space FEFF right to left override",  # names of characters in Unicode
    "in-two-dossiers": "lantern",  # from the other dossier
    "invalid-id": "lodz",  # the id that is meant
    "missing-field": "name as written in the post or part Head of department member chair what the dossier is about",
    "misspelled-marking": "GREEN AMBER SECRET",
    "no-such-place": "line",  # a locator
    "unknown-locator": "pp",
    "unreadable-copy": os.strerror(errno.ENOENT),
    "unreadable-file": "WINDOWS xe",  # a command and an escaped byte
    "unreadable-text": os.strerror(errno.ENOENT),
    "unusable-image": os.strerror(errno.ENOENT),
}
"""Other words that a finding quotes: from the format, the system or Unicode."""


@pytest.mark.parametrize("code", [code for code in CODES if code != "too-long"])  # that quotes a part of a word
def test_what_a_finding_says_is_a_message(code: str, gallery: dict[str, tuple[str, Path]]) -> None:
    printed, root = gallery[code]
    assert "⟦" in printed
    paths = list(root.parent.rglob("*"))
    data = " ".join(path.read_text(errors="replace") for path in paths if path.is_file())
    format_ = " ".join(FORMAT | set(RULES) | CHOICES)
    known = LETTERS.findall(f"{data} {format_} {' '.join(map(str, paths))} {QUOTED.get(code, '')}".casefold())
    assert [word for word in LETTERS.findall(outside(printed)) if word.casefold() not in known] == []
