"""All input from users and all names have a maximum length, and the work below it grows linearly."""

import sys
from collections.abc import Callable
from typing import Any

import pytest
import typer

from brief.checks.limits import (
    LONGEST_NAME,
    MOST_DIFFERENCES,
    MOST_NAMES,
    MOST_PARTS,
    names_within_limits,
    parts_within_limits,
)
from brief.cli.commands import COMMANDS
from brief.cli.main import run
from brief.cli.root import Commands, app
from brief.cli.words import LONGEST_TYPED
from brief.dossier.loaded import Located
from brief.model.actors import Organization, Person
from brief.model.names import COMPARISONS, Candidate, rank
from brief.model.parts import Difference, Role
from brief.model.serialization import references
from brief.stores.rows import Rows

NO_WORDS = ("place", "target", "folder_or_address", "choice", "int range", "integer range", "boolean")
"""Types that are not text: the system limits paths, and the others are short. Typer renamed one in 0.28."""
REQUIRED = {"who": ["x"], "show": ["x"], "search": ["x"], "why": ["x"], "meeting": ["--with", "x"], "init": ["x"]}
REQUIRED |= {"push": ["x"], "dossiers": ["x"]}


def wordy() -> list[tuple[str, str | None]]:
    """Return each option or argument of each command that takes text."""
    commands: Any = typer.main.get_command(app)
    assert isinstance(commands, Commands)
    return [
        (name, found.opts[0] if found.param_type_name == "option" else None)
        for name in COMMANDS
        for found in commands.get_command(None, name).params
        if found.type.name not in NO_WORDS
    ]


@pytest.mark.parametrize(("command", "option"), wordy())
def test_words_typed_have_a_bound(
    command: str, option: str | None, shipped: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = "x" * (LONGEST_TYPED + 1)
    others = [] if option is None or option in REQUIRED.get(command, ()) else REQUIRED.get(command, [])
    assert run([command, *others, *([option] if option else []), words, "--dossier", shipped]) == 2
    assert capsys.readouterr().err == (
        "brief: `xxxxxxxxxxxxxxxxxxxx…` has 1,001 characters; at most 1,000 are allowed (shorten it)\n"
    )


def test_a_question_has_a_bound_as_a_whole(shipped: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["search", *["harbour"] * 200, "--dossier", shipped]) == 2
    assert "has 1,599 characters" in capsys.readouterr().err


def test_a_wrong_command_has_a_bound(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["x" * 100_000]) == 2
    assert len(capsys.readouterr().err) < 100


def test_names_are_bounded_in_number_and_length() -> None:
    at_most = Person(id="ann", name="x" * LONGEST_NAME, also=("x" * LONGEST_NAME,) * MOST_NAMES)
    assert list(names_within_limits(at_most)) == []
    more = Person(id="ann", name="x" * (LONGEST_NAME + 1), also=("x" * (LONGEST_NAME + 1), *["x"] * MOST_NAMES))
    found = [(finding.code, finding.path) for finding in names_within_limits(more)]
    assert found == [("too-many", "also"), ("too-long", "name"), ("too-long", "also.0")]


def steps(work: Callable[[], object]) -> int:
    """Return the number of lines of Python that are executed."""
    count = 0

    def note(_frame: object, _event: str, _argument: object) -> Any:
        nonlocal count
        count += 1
        return note

    before = sys.gettrace()
    sys.settrace(note)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def rows_of(record: Person | Organization) -> Callable[[], object]:
    assert list(references(record)) == []

    def add() -> Rows:
        rows = Rows(1)
        rows.add(Located(record, 1))
        return rows

    return add


@pytest.mark.parametrize(
    "work",
    [
        lambda size: rows_of(Person(id="ann", name="Ann", also=tuple(f"Ann Roy{number}" for number in range(size)))),
        lambda size: rows_of(Organization(id="un", name="UN", also=tuple(f"AB{n} UN Club" for n in range(size)))),
        lambda size: rows_of(Person(id="ann", name="a" * size)),
        lambda size: rows_of(Person(id="ann", name="dr " * size)),
        lambda size: rows_of(Organization(id="un", name="Ann of " * size)),
    ],
)
def test_names_cost_in_proportion_to_their_number_and_length(work: Callable[[int], Callable[[], object]]) -> None:
    work(100)()  # fills the caches
    assert steps(work(800)) < 2.5 * steps(work(400))


@pytest.mark.parametrize("word", ["a", "ab ", "a ", "ông ", "Ив ", "x, ", "dr. "])
def test_comparing_costs_no_more_than_the_product_of_the_words(word: str) -> None:
    def work(letters: int) -> Callable[[], object]:
        text = word * (letters // len(word))
        forms = [Candidate("one", text + "z", True, 0), Candidate("two", f"Ann {text}", True, 0)]
        return lambda: rank(text + "y", forms, COMPARISONS)

    work(100)()
    assert steps(work(LONGEST_NAME)) < 5 * steps(work(LONGEST_NAME // 2))


def test_parts_are_bounded_in_number() -> None:
    role, other = Role(title="Pilot"), Difference(field="name", value="Anne")
    at_most = Person(id="ann", name="Ann", roles=(role,) * MOST_PARTS, differs=(other,) * MOST_DIFFERENCES)
    assert list(parts_within_limits(at_most)) == []
    more = Person(id="ann", name="Ann", roles=(role,) * (MOST_PARTS + 1), differs=(other,) * (MOST_DIFFERENCES + 1))
    found = sorted((finding.code, finding.path) for finding in parts_within_limits(more))
    assert found == [("too-many", "differs"), ("too-many", "roles")]
