"""The exact output of every report; `pytest --update` rewrites it, then read the diff."""

import os
import re
from difflib import unified_diff
from pathlib import Path
from shutil import which
from typing import Any, cast

import pytest
import typer

from brief.cli.commands import COMMANDS
from brief.cli.main import run
from brief.cli.root import app
from brief.git.blame import NO_GIT, OUTSIDE
from brief.renderers import Format, render, terminal
from brief.renderers.html import STYLE
from documents import ledger, network

ROOT = Path(__file__).parents[1]
GOLDEN = ROOT / "tests" / "golden"
DOSSIERS = {
    "shipped": ROOT / "data" / "vietnam-canada",
    "beacons": ROOT / "tests" / "fixtures" / "beacons",
    "broken": ROOT / "tests" / "fixtures" / "broken",
    "pilots": ROOT / "tests" / "fixtures" / "pilots",
    "ferries": ROOT / "tests" / "fixtures" / "ferries" / "now",
    "former": ROOT / "tests" / "fixtures" / "ferries" / "before",
}
CASES = {
    "overview/shipped": "",
    "overview/beacons": "",
    "timeline/shipped": "timeline",
    "timeline/shipped-narrowed": "timeline --who canada --topic peacekeeping --from 2023-06 --to 2025-02",
    "timeline/shipped-as-of": "timeline --as-of 2019-01-24",
    "timeline/shipped-chart": "timeline --chart",
    "timeline/beacons-chart": "timeline --chart --to 2022",
    "timeline/beacons": "timeline",
    "timeline/beacons-period": "timeline --from 2021-06-05 --to 2022-05",
    "timeline/beacons-narrowed": "timeline --org board-of-beacons --topic fog-signals --kind trial --kind signing",
    "timeline/beacons-as-of": "timeline --as-of 2021-12-24",
    "timeline/shipped-known-by": "timeline --known-by 2019-12-31",
    "timeline/beacons-known-by": "timeline --known-by 2021-12",
    "timeline/beacons-first": "timeline --limit 2",
    "timeline/beacons-nothing": "timeline --to 1800 --kind inspection",
    "timeline/broken-keep-going": "timeline --keep-going",
    "memo/pilots": "memo",
    "memo/pilots-released": "memo --release-to GUILD",
    "who/shipped-pham-manh-thang": "who thang",
    "who/shipped-oneill": "who oneill",
    "who/shipped-joyce": "who joyce",
    "who/beacons-role-history": "who lucja-ostergard",
    "who/beacons-as-of": "who ostergard --as-of 2019",
    "who/beacons-known-by": "who Minh --known-by 2021-12",
    "who/beacons-accents": "who Doan",
    "who/beacons-misspelled": "who Ostergrad",
    "who/beacons-several": "who Minh",
    "who/beacons-markup": "who quill",
    "who/beacons-wide": "who 灯田花子",
    "who/shipped-everyone": "who",
    "who/beacons-first": "who --limit 2",
    "show/shipped-nothing": "show",
    "list/shipped": "list",
    "list/shipped-events": "list events --topic training --from 2024",
    "list/beacons": "list",
    "list/beacons-as-of": "list --who board-of-beacons --as-of 2021-12",
    "list/beacons-known-by": "list agreements --known-by 2021-12",
    "list/beacons-source": "list --source strait-report --limit 1",
    "show/shipped-agreement": "show peacekeeping-mou-2023",
    "show/shipped-commitment": "show canada-equipment",
    "show/shipped-event": "show oneill-visit",
    "show/shipped-organization": "show ADMM-Plus",
    "show/shipped-person": "show thang",
    "show/shipped-program": "show MTCP",
    "show/shipped-several": "show joyce",
    "show/shipped-source": "show dialogue-2019",
    "show/shipped-topic": "show equipment",
    "show/beacons-agreement": "show beacon-accord",
    "show/beacons-as-of": "show lucja-ostergard --as-of 2018",
    "show/beacons-event": "show accord-signed",
    "show/beacons-known-by": "show beacon-accord --known-by 2021-12",
    "show/beacons-place": "show north-skerry",
    "show/beacons-question": "show nobody-asked",
    "show/beacons-source": "show strait-report",
    "show/beacons-storm": "show storm",
    "memo/shipped": "memo",
    "memo/shipped-one-pager": "memo --layout one-pager",
    "memo/shipped-agreement": "memo framework-2025-2026",
    "memo/shipped-bio-note": "memo pham-manh-thang --layout bio-note",
    "memo/shipped-topic": "memo gender-equality",
    "memo/shipped-organization": "memo vn-peacekeeping-department --layout one-pager",
    "memo/shipped-event": "memo oneill-visit",
    "memo/beacons": "memo",
    "memo/beacons-agreement": "memo beacon-accord",
    "memo/beacons-bio-note": "memo lucja-ostergard --layout bio-note",
    "memo/beacons-topic": "memo horns",
    "memo/beacons-organization": "memo BoB --layout one-pager",
    "memo/beacons-event": "memo storm --layout scene-setter",
    "memo/beacons-own-layout": "memo --layout night-sheet",
    "memo/beacons-head": "memo refit --to Chair --from Clerk --date 2024-02 --subject Lamp",
    "memo/beacons-as-of": "memo beacon-accord --as-of 2021-12",
    "memo/shipped-known-by": "memo --known-by 2019-12-31 --layout one-pager",
    "memo/beacons-known-by": "memo --known-by 2022-06",
    "meeting/shipped-person": "meeting --with thang --on 2025-06-01 --at Ottawa --purpose Review",
    "meeting/shipped-both-sides": "meeting --with vn-mnd --with oneill",
    "meeting/beacons-person": "meeting --with ostergard --on 2026-02",
    "meeting/beacons-organization": "meeting --with strait-council --on 2022",
    "commitments/shipped": "commitments",
    "commitments/shipped-narrowed": "commitments --by canada --status pledged --as-of 2025-04",
    "commitments/beacons": "commitments",
    "commitments/beacons-overdue": "commitments --overdue --due-by 2025-12",
    "conflicts/shipped": "conflicts",
    "conflicts/beacons": "conflicts",
    "gaps/shipped": "gaps",
    "gaps/shipped-as-of": "gaps --as-of 2019-06 --months 3",
    "gaps/beacons": "gaps --months 60",
    "diff/ferries": f"diff {DOSSIERS['former']}/",
    "diff/former": f"diff {DOSSIERS['ferries']}/",
    "ripple/ferries": "ripple",
    "ripple/ferries-correction": "ripple timeline.md",
    "search/shipped-question": "search when did the two countries establish relations",
    "search/shipped-who": "search who signed the framework",
    "search/shipped-date": "search what happened in May 2023",
    "search/shipped-promise": "search what Canada promised on equipment",
    "search/shipped-narrowed": "search challenges --kind assessment --limit 3",
    "search/beacons": "search beacon accord",
    "search/beacons-markup": "search horn trial",
    "search/beacons-some": "search bell lamp unheard-of",
    "graph/shipped": "graph",
    "graph/shipped-person": "graph thang",
    "graph/beacons": "graph",
    "graph/beacons-agreement": "graph beacon-accord --steps 1",
    "graph/beacons-first": "graph --limit 2",
    "graph/beacons-as-of": "graph --as-of 2020",
    "sources/shipped": "sources",
    "sources/beacons": "sources",
    "source/beacons-read": "source read gull-echo",
    "source/beacons-read-places": "source read Islands ¶4-5 2",
    "source/beacons-verify": "source verify",
    "source/shipped-verify": "source verify",
    "why/shipped-event": "why oneill-visit",
    "why/shipped-field": "why framework-2025-2026.period",
    "why/shipped-source": "why framework-2025.published",
    "why/beacons-event": "why accord-signed",
    "why/beacons-opinion": "why money-short.stance",
    "why/beacons-part": "why lucja-ostergard.roles.0.rank",
    "why/beacons-empty": "why horn-timetable.due",
    "check/shipped": "check",
    "check/beacons": "check",
    "check/broken": "check",
}
NO_REPORTS = {"dossiers", "export", "push"}
"""Commands that ask a server, or write many pages; they have tests of their own."""
DOCUMENTS = {"ledger": ledger, "network": network}
FORMS = {
    ".txt": Format.TEXT,
    ".md": Format.MARKDOWN,
    ".json": Format.JSON,
    ".html": Format.HTML,
    ".csv": Format.CSV,
    ".ics": Format.ICS,
    ".mmd": Format.MERMAID,
    ".gv": Format.DOT,
}
SCREENS = {".40.screen": 40, ".80.screen": 80, ".120.screen": 120}
FORMED = [
    (name, suffix)
    for name in DOCUMENTS
    for suffix in (*FORMS, *SCREENS)
    if (name, suffix) not in (("network", ".ics"), ("ledger", ".mmd"), ("ledger", ".gv"))
]
"""A document without dates has no calendar, and one without relations has no graph."""


@pytest.fixture(autouse=True)
def world(monkeypatch: pytest.MonkeyPatch, cache: Path) -> None:
    for name in ("BRIEF_DOSSIER", "NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    # The history of these dossiers changes with every commit.
    without_git = os.pathsep.join(str(folder.parent) for folder in DOSSIERS.values())
    fixed = {"XDG_CACHE_HOME": str(cache), "SOURCE_DATE_EPOCH": "1774310400", "TERM": "xterm"}
    fixed["GIT_CEILING_DIRECTORIES"] = without_git
    for name, value in fixed.items():
        monkeypatch.setenv(name, value)


@pytest.mark.parametrize("case", CASES)
def test_what_a_report_says(case: str, capsys: pytest.CaptureFixture[str], pytestconfig: pytest.Config) -> None:
    printed = printed_by(case, "json", capsys)
    compare(GOLDEN / f"{case}.json", printed, pytestconfig.getoption("--update"))


def printed_by(case: str, form: str, capsys: pytest.CaptureFixture[str]) -> str:
    """Return what the command of a case prints in a format."""
    dossier = DOSSIERS[case.partition("/")[2].partition("-")[0]]
    run([*CASES[case].split(), "--dossier", str(dossier), "--format", form])
    printed, said = capsys.readouterr()
    assert said == ""
    return printed if which("git") else printed.replace(NO_GIT, OUTSIDE)


def test_every_report_has_a_case() -> None:
    group = cast(Any, typer.main.get_command(app))
    commands = {name: group.get_command(None, name) for name in COMMANDS}
    printing = {
        name
        for name, command in commands.items()
        for inner in (command, *getattr(command, "commands", {}).values())
        if any(found.name == "keep_going" for found in inner.params)
    }
    assert printing - {case.partition("/")[0] for case in CASES} == NO_REPORTS


@pytest.mark.parametrize(("name", "suffix"), FORMED)
def test_how_a_format_prints_it(name: str, suffix: str, pytestconfig: pytest.Config) -> None:
    document = DOCUMENTS[name]()
    if suffix in SCREENS:
        printed = terminal.render(document, SCREENS[suffix], color=True)
    else:
        printed = render(document, FORMS[suffix])
    if suffix == ".ics":
        printed = printed.replace("\r\n ", "")  # the folding of long lines depends on the version of icalendar
    printed = printed.replace("\x1b", "␛").replace("\r\n", "␍\n").replace(STYLE, "")
    compare(GOLDEN / "formats" / f"{name}{suffix}", printed, pytestconfig.getoption("--update"))


def compare(golden: Path, printed: str, update: bool) -> None:
    """Compare the output with the golden file, or write it there."""
    expected = golden.read_text(encoding="utf-8") if golden.exists() else ""
    if update:
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(printed, encoding="utf-8")
    elif printed != expected:
        name = str(golden.relative_to(ROOT))
        lines = expected.splitlines(keepends=True), printed.splitlines(keepends=True)
        pytest.fail("".join(unified_diff(*lines, name, "as printed now")), pytrace=False)


def test_no_golden_file_is_unused(pytestconfig: pytest.Config) -> None:
    wanted = {GOLDEN / f"{case}.json" for case in CASES}
    wanted |= {GOLDEN / "formats" / f"{name}{suffix}" for name, suffix in FORMED}
    found = {path for path in GOLDEN.rglob("*") if path.is_file()}
    if pytestconfig.getoption("--update"):
        for path in found - wanted:
            path.unlink()
        return
    assert len(found) > 100
    assert found - wanted == set()


HANDED_OVER = ("timeline", "who", "memo", "meeting", "commitments", "conflicts", "graph", "sources")


@pytest.mark.parametrize(
    "case",
    [
        case
        for case in CASES
        if case.partition("/")[0] in HANDED_OVER and case.replace("/shipped", "/beacons") not in {*CASES} - {case}
    ],
)
def test_a_paper_names_no_command(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    text, _, ending = printed_by(case, "text", capsys).partition("more: brief ")  # for whoever typed the command
    assert all(re.fullmatch(r"[A-Z]+\d*  .+|", line) for line in ending.splitlines()[1:])
    assert "`brief" not in text
    assert not re.search(r"(?<!\S)--[a-z]", text)
