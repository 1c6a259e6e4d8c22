"""The type checker refuses a report that prints a bare value of a record, without its rivals and citations."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from brief.document import Cell, cell, phrase
from brief.locale import say

ROOT = Path(__file__).parents[3]
REPORT = """
from brief.document import Cell, Listing, When, cell, phrase
from brief.locale import say
from brief.model.actors import Person
from brief.reports.values import said


def names(people: list[Person]) -> Listing:
    return Listing("names", tuple(_line(person) for person in people))


def _line(person: Person) -> Cell:
    return LINE
"""
REFUSED = (
    "cell(person.name)",
    "cell(f'{person.name}, {person.id}')",
    "cell(person.summary or '')",
    "phrase(said(person, 'name'), ': ', person.roles[0].title)",
    "cell('Name')",
    "cell(When(person.roles[0].seen[0]))",
    "phrase(said(person, 'name'), ', ', When(person.roles[0].seen[0], is_short=True))",
    "said(person, 'name').followed(When(person.roles[0].seen[0]))",
)
ACCEPTED = (
    "said(person, 'name')",
    "cell(say('Nobody of that name is known.'))",
    "phrase(said(person, 'name'), ': ', said(person, 'roles.0.title'))",
    "said(person, 'roles.0.seen', told=When(person.roles[0].seen[0], is_short=True))",
)


@pytest.mark.parametrize("make", [cell, phrase])
def test_a_text_of_unknown_type_is_refused_when_it_is_printed(make: Callable[..., Cell]) -> None:
    assert make(say("Nobody is known.")).text == "Nobody is known."
    name: Any = "Ada Moss"
    with pytest.raises(TypeError, match="no other text"):
        make(name)


def test_a_report_that_prints_a_bare_value_is_refused(tmp_path: Path) -> None:
    api = pytest.importorskip("mypy.api", reason="mypy checks types: pip install -e '.[dev]'")
    for number, line in enumerate((*REFUSED, *ACCEPTED)):
        (tmp_path / f"report_{number}.py").write_text(REPORT.replace("LINE", line), encoding="utf-8")
    settings = tmp_path / "mypy.ini"
    paths = f"mypy_path = {ROOT / 'src'}\nexplicit_package_bases = True"
    settings.write_text(f"[mypy]\nstrict = True\n{paths}\n", encoding="utf-8")
    files = [str(path) for path in sorted(tmp_path.glob("report_*.py"))]
    told, broken, _ = api.run(["--config-file", str(settings), "--cache-dir", str(ROOT / ".mypy_cache"), *files])
    assert not broken
    found = re.findall(r"report_(\d+)\.py:\d+: error: (.*)", told)
    assert {int(number) for number, _ in found} == set(range(len(REFUSED))), told
    assert all("has incompatible type" in error for _, error in found), told
