"""Benchmarks: their dossiers are valid and reproducible, and their table is complete."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
Brief = Callable[..., "CompletedProcess[str]"]


@pytest.fixture(autouse=True)
def benchmarks(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Make the modules of the benchmarks importable, and remove them afterwards."""
    folder = ROOT / "benchmarks"
    monkeypatch.syspath_prepend(folder)
    yield
    for path in folder.glob("*.py"):
        sys.modules.pop(path.stem, None)


def content(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.mark.parametrize("layout", ["one-file", "shards", "files"])
@pytest.mark.parametrize("mostly", ["facts", "people"])
def test_a_dossier_is_sound_and_the_same_each_time(layout: str, mostly: str, brief: Brief, tmp_path: Path) -> None:
    from dossiers import Dossier, make

    first, second = (make(Dossier(50, layout, mostly), tmp_path / name) for name in ("first", "second"))
    assert content(first) == content(second)
    done = brief("check", "-d", str(first))
    assert done.returncode == 0, done.stdout
    assert "error" not in done.stdout


def test_a_dossier_has_as_many_records_as_asked_for(brief: Brief, tmp_path: Path) -> None:
    from dossiers import Dossier, make

    root = make(Dossier(200), tmp_path / "dossier")
    assert "200 records" in brief("check", "-d", str(root)).stdout
    assert "Tamsin Quellworth" in brief("who", "tamsin", "-d", str(root)).stdout


def test_a_dossier_that_is_there_is_not_written_again(tmp_path: Path) -> None:
    from dossiers import Dossier, make

    root = make(Dossier(50), tmp_path / "dossier")
    (root / "planted.yaml").write_text("people:\n", encoding="utf-8")
    make(Dossier(50), root)
    assert (root / "planted.yaml").read_text(encoding="utf-8") == "people:\n"
    make(Dossier(60), root)
    assert "tamsin-quellworth" in (root / "planted.yaml").read_text(encoding="utf-8")


def test_nothing_else_is_overwritten(tmp_path: Path) -> None:
    from dossiers import Dossier, make

    (tmp_path / "thesis.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(SystemExit, match="something else"):
        make(Dossier(50), tmp_path)


def test_the_table_has_a_row_for_each_command_of_each_comparison(tmp_path: Path) -> None:
    from comparisons import COMPARISONS, Sizes
    from measure import Row
    from peers import peers
    from run import report

    sizes = Sizes(tmp_path, 50, 100)
    found = [comparison for make in COMPARISONS.values() for comparison in make(sizes)] + list(peers(sizes, None))
    rows = [Row(item.name, case, 0.1, 2**20, 1.0) for item in found for case in item.cases]
    told = report(rows, [], 10, sizes)
    assert {item.name for item in found} == {*COMPARISONS, "first-run", "peers"}
    for row in rows:
        assert f"| {row.comparison} | {row.case.name} | 100 | 1.00 |" in told
    assert told.count("\n| ") == len(rows) + 2


def test_a_missed_goal_is_said(tmp_path: Path) -> None:
    from measure import Case, Row, table

    def verdict(ratio: float, goal: float | None) -> Any:
        return table([Row("who", Case("`brief`", (), goal), 0.1, 0, ratio)]).splitlines()[-1].split(" | ")[5]

    assert (verdict(1.3, 1.2), verdict(1.1, 1.2), verdict(1.3, None)) == ("**missed**", "met", "")


def test_names_that_fit_as_well_are_counted() -> None:
    from alike import Population
    from names import CLASSES, FIXED
    from population import Person

    written = ["Ann Bea Roy", "Ann Cid Roy", "Ann Roya", "Anna Roya", "Roy Ann Bea", "Ánn Roya"]
    everyone = [Person(f"person-{number}", name) for number, name in enumerate(written)]
    population = Population(everyone, {kind: CLASSES[kind] for kind in FIXED})

    assert population.alike("without middle names", "Ann Roy", "Ann Bea Roy") == 2
    assert population.alike("words in another order", "Roy, Ann Bea", "Ann Bea Roy") == 2
    assert population.alike("one misspelling", "Anb Roya", "Ann Roya") == 1
    assert population.alike("one misspelling", "Anna Roya", "Ann Roya") == 2
    assert population.alike("initials and last word", "A. Roya", "Ann Roya") == 2
    assert population.alike("last word cut short", "Ann Ro", "Ann Roya") == 1
    assert population.has("ann roya")
    assert not population.has("Ann Roy")


def test_names_are_asked_for_in_every_class() -> None:
    from names import CLASSES, queries

    asked = list(queries(3, 2000))
    assert asked == list(queries(3, 2000))
    assert {kind for kind, _, _ in asked} == {*CLASSES, "not in the dossier"}
    assert all(typed != meant.name for kind, typed, meant in asked if meant and kind != "as written")


def test_each_phase_of_a_first_compile_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import phases
    from dossiers import Dossier, make

    monkeypatch.setattr("sys.argv", ["phases.py", str(make(Dossier(50), tmp_path / "facts")), "1"])
    phases.main()
    told = [line.rsplit(None, 3)[0].strip() for line in capsys.readouterr().out.splitlines()]
    assert told[0].startswith("whole")
    assert told[1:3] == ["events of YAML", "maps and lists"]
    assert len(told) == 10
