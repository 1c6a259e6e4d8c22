"""Findings as workflow commands of GitHub and as SARIF."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from brief.cli.main import run
from brief.document import Block, Document, Findings, Paragraph, problem
from brief.locale import say
from brief.model.rules import RULES
from brief.model.user_error import UserError
from brief.renderers import FINDINGS, Format, render
from written import cell

FOUND: list[Block] = [
    problem("error", "unknown-id", "no record has\nthe id `50%`", "a, b", "a b/ü,1:x.yaml", line=6, column=12, width=5),
    problem("warning", "not-read", "this file is not read", file="notes.yml"),
    problem("warning", "no-records", "no records::error file=x::hello"),
    Paragraph((cell("1 error::warning::x in 3 files."),), "summary"),
]
SARIF = {
    "type": "object",
    "additionalProperties": False,
    "required": ["version", "runs"],
    "properties": {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"const": "2.1.0"},
        "runs": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/run"}},
    },
    "$defs": {
        "run": {
            "type": "object",
            "additionalProperties": False,
            "required": ["tool"],
            "properties": {
                "tool": {"$ref": "#/$defs/tool"},
                "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                "results": {"type": "array", "items": {"$ref": "#/$defs/result"}},
            },
        },
        "tool": {
            "type": "object",
            "additionalProperties": False,
            "required": ["driver"],
            "properties": {
                "driver": {
                    "type": "object",
                    "additionalProperties": False,
                    "required": ["name"],
                    "properties": {
                        "name": {"type": "string"},
                        "version": {"type": "string"},
                        "rules": {
                            "type": "array",
                            "uniqueItems": True,
                            "items": {
                                "type": "object",
                                "additionalProperties": False,
                                "required": ["id"],
                                "properties": {"id": {"type": "string"}},
                            },
                        },
                    },
                }
            },
        },
        "result": {
            "type": "object",
            "additionalProperties": False,
            "required": ["message"],
            "properties": {
                "ruleId": {"type": "string"},
                "ruleIndex": {"type": "integer", "minimum": -1},
                "level": {"enum": ["none", "note", "warning", "error"]},
                "message": {
                    "type": "object",
                    "additionalProperties": False,
                    "required": ["text"],
                    "properties": {"text": {"type": "string"}},
                },
                "locations": {"type": "array", "uniqueItems": True, "items": {"$ref": "#/$defs/location"}},
            },
        },
        "location": {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                "physicalLocation": {
                    "type": "object",
                    "additionalProperties": False,
                    "required": ["artifactLocation"],
                    "properties": {
                        "artifactLocation": {
                            "type": "object",
                            "additionalProperties": False,
                            "properties": {
                                "uri": {"type": "string", "pattern": "^[!-~]+$"},
                                "uriBaseId": {"type": "string"},
                            },
                        },
                        "region": {
                            "type": "object",
                            "additionalProperties": False,
                            "required": ["startLine"],
                            "properties": {
                                name: {"type": "integer", "minimum": 1}
                                for name in ("startLine", "startColumn", "endColumn")
                            },
                        },
                    },
                }
            },
        },
    },
}
"""The parts of SARIF 2.1.0 that brief uses, from sections 3.13 to 3.30 of the standard."""
Checked = Callable[..., tuple[int, str]]


@pytest.fixture
def checked(capsys: pytest.CaptureFixture[str], cache: Path, monkeypatch: pytest.MonkeyPatch) -> Checked:
    """A function that returns exit code and output of `brief check` with these words."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))

    def run_check(*words: str) -> tuple[int, str]:
        code = run(["check", *words])
        printed, said = capsys.readouterr()
        assert said == ""
        return code, printed

    return run_check


def test_a_finding_is_one_command_whatever_it_says() -> None:
    lines = render(Findings("check", "", FOUND), Format.GITHUB).splitlines()
    assert lines == [
        "::error file=a b/ü%2C1%3Ax.yaml,line=6,col=12,endColumn=17,title=unknown-id"
        "::no record has the id `50%25` (a, b)",
        "::warning file=notes.yml,title=not-read::this file is not read",
        "::warning title=no-records::no records::error file=x::hello",
        "1 error: :warning: :x in 3 files.",
    ]


def test_sarif_has_a_result_for_each_finding() -> None:
    held = json.loads(render(Findings("check", "", FOUND), Format.SARIF))
    Draft202012Validator(SARIF).validate(held)
    (run_,) = held["runs"]
    first, second, third = run_["results"]
    assert first["level"] == "error"
    assert first["message"]["text"] == "no record has the id `50%` (a, b)"
    assert first["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "a%20b/%C3%BC%2C1%3Ax.yaml", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 6, "startColumn": 12, "endColumn": 17},
    }
    assert "region" not in second["locations"][0]["physicalLocation"]
    assert "locations" not in third
    rules = [rule["id"] for rule in run_["tool"]["driver"]["rules"]]
    assert [rules[result["ruleIndex"]] for result in run_["results"]] == ["unknown-id", "not-read", "no-records"]


def test_without_findings_both_say_so() -> None:
    assert json.loads(render(Findings("check", "", []), Format.SARIF))["runs"][0]["results"] == []
    assert render(Findings("check", "", []), Format.GITHUB) == ""


@pytest.mark.parametrize("format", sorted(FINDINGS))
def test_other_reports_have_no_findings(format: Format) -> None:
    with pytest.raises(UserError, match="only `brief check`") as failure:
        render(Document("memo", say("Memo"), []), format)
    assert failure.value.code == 2


def test_every_finding_of_a_dossier_is_told_and_the_answer_is_no(checked: Checked, broken: str) -> None:
    code, printed = checked("-d", broken, "-f", "sarif")
    held: Any = json.loads(printed)
    Draft202012Validator(SARIF).validate(held)
    results = held["runs"][0]["results"]
    lines = checked("-d", broken, "-f", "github")[1].splitlines()
    assert code == 1
    assert len(results) == sum(line.startswith("::") for line in lines) > 3
    assert {result["ruleId"] for result in results} <= {*RULES}


def test_files_are_named_from_the_top_of_the_repository(checked: Checked, tmp_path: Path) -> None:
    root = tmp_path / "files" / "bells"
    root.mkdir(parents=True)
    (tmp_path / ".git").mkdir()
    (root / "dossier.yaml").write_text("dossier: {titel: Bells}\n", encoding="utf-8")
    assert "::error file=files/bells/dossier.yaml,line=1,col=11," in checked("-d", str(root), "-f", "github")[1]
    assert '"uri": "files/bells/dossier.yaml"' in checked("-d", str(root), "-f", "sarif")[1]
    (root / ".git").mkdir()
    assert "::error file=dossier.yaml,line=1," in checked("-d", str(root), "-f", "github")[1]
    assert "\ndossier.yaml:1:11: error" in "\n" + checked("-d", str(root))[1]


def test_the_validator_of_microsoft_has_no_objection(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It has the schema of the standard in it."""
    program = shutil.which("sarif-multitool")
    if program is None:
        pytest.skip("there is no sarif-multitool: npm install -g @microsoft/sarif-multitool")
    monkeypatch.setenv("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1")
    (tmp_path / "found.sarif").write_text(render(Findings("check", "", FOUND), Format.SARIF), encoding="utf-8")
    command = [program, "validate", "found.sarif", "--output", "objections.json"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    said = json.loads((tmp_path / "objections.json").read_text(encoding="utf-8-sig"))["runs"][0]["results"]
    assert [one for one in said if one.get("level", "warning") == "error"] == []
