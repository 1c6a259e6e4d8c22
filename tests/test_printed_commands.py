"""The commands that pages print: a reader may type each of them as it stands."""

import re
import shlex
from collections.abc import Callable
from subprocess import CompletedProcess

import pytest

Brief = Callable[..., "CompletedProcess[str]"]

PAGES = (
    "",
    "gaps",
    "gaps --limit 1",
    "timeline",
    "timeline --limit 1",
    "commitments",
    "commitments --limit 1",
    "conflicts",
    "who",
    "who --limit 1",
    "who NAME",
    "list",
    "list events --limit 1",
    "sources",
    "sources --limit 1",
    "search deadline, overdue, disputed, unknown, chronology or bibliography",
    "show",
    "show NAME",
    "show NAME --limit 1",
)
PRINTED = re.compile(r"""(?:^|[ ]{2}|`|:[ ])(brief(?:[ ](?:"[^"\n]*"|[^\s`"]+))+)(?=`|[ ]{2}|$)""", re.MULTILINE)
"""A command in backticks, in a column of its own, or after a colon at the end of a line."""
IN_2030 = {"SOURCE_DATE_EPOCH": "1893456000"}


@pytest.mark.parametrize(
    ("dossier", "name", "days", "among_them"),
    [
        ("shipped", "pham-manh-thang", [{}], ("brief commitments", "brief gaps -v", 'brief who "Pham Manh Thang"')),
        (
            "beacons",
            "lucja-ostergard",
            [{}, IN_2030],
            (
                *("brief who NAME", "brief show strait-report", "brief list people"),
                *("brief commitments --overdue", "brief timeline", "brief sources"),
            ),
        ),
    ],
)
def test_every_command_on_a_page_can_be_typed(
    dossier: str,
    name: str,
    days: list[dict[str, str]],
    among_them: tuple[str, ...],
    brief: Brief,
    request: pytest.FixtureRequest,
) -> None:
    env = {"BRIEF_DOSSIER": request.getfixturevalue(dossier)}

    def run(words: str, day: dict[str, str]) -> "CompletedProcess[str]":
        return brief(*(name if word == "NAME" else word for word in shlex.split(words)), env=env | day)

    printed = {found for page in PAGES for day in days for found in PRINTED.findall(run(page, day).stdout)}
    assert printed.issuperset(among_them)
    refused = {words: done.stderr for words in sorted(printed) if (done := run(words[6:], {})).returncode == 2}
    assert not refused
