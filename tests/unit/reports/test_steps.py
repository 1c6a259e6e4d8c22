"""Work on one list of a dossier grows linearly: twice the items, about twice the calls."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from brief.app import open_store
from brief.cli.main import run


def listed(count: int, item: Callable[[int], str]) -> str:
    return ", ".join(map(item, range(count)))


def event(rest: str, source: str = "") -> str:
    sources = f"sources: {{log: {{title: Log, published: 2000{source}}}}}\n"
    return f"{sources}events: {{flood: {{title: Flood, date: 1900, cite: log p. 1, {rest}}}}}\n"


def chain(count: int, cite: str) -> str:
    sources = listed(count, lambda number: f"s{number}: {{title: S, derived_from: s{number + 1}}}")
    fact = f"events: {{flood: {{title: Flood, date: 1900, cite: {cite}}}}}"
    return f"sources: {{{sources}, s{count}: {{title: S}}}}\n{fact}\n"


def disputed_date(count: int) -> str:
    return event(f"differs: [{listed(count, lambda n: f'{{field: date, value: `{1000 + n}`, cite: log p. {n}}}')}]")


def echoes(count: int) -> str:
    return chain(count, "s0 p. 1")


def cited_echoes(count: int) -> str:
    return chain(count, f"[{listed(count, lambda number: f's{number} p. 1')}]")


def roles(count: int) -> str:
    held = listed(count, lambda number: f"{{title: Pilot, seen: {1000 + number}, cite: log p. {number}}}")
    return f"sources: {{log: {{title: Log}}}}\npeople: {{flood: {{name: Ada Flood, roles: [{held}]}}}}\n"


def quotes(count: int) -> str:
    cites = listed(count, lambda number: f"{{source: log, at: ¶{number + 1}, quote: line {number}}}")
    return event(f"figures: [{{what: boats, value: many, cite: [{cites}]}}]", ", text: log.txt")


def uncited(count: int) -> str:
    return f"events: {{{listed(count, lambda number: f'flood-{number}: {{title: Flood {number}}}')}}}\n"


@pytest.mark.parametrize(
    ("grown", "words"),
    [
        *((disputed_date, words) for words in ("timeline", "memo", "sources", "check", "show flood", "why flood")),
        *((disputed_date, words) for words in ("timeline --known-by 2020", "timeline --as-of 2020")),
        *((echoes, words) for words in ("sources", "check", "gaps", "why flood", "show s0")),
        *((cited_echoes, words) for words in ("sources", "check", "gaps", "why flood")),
        *((roles, words) for words in ("sources", "check")),
        *((quotes, words) for words in ("check",)),
        *((uncited, words) for words in ("check", "check --rule uncited")),
    ],
)
def test_twice_as_much_takes_about_twice_as_many_steps(
    grown: Callable[[int], str],
    words: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))

    def steps(count: int) -> int:
        root = tmp_path / str(count)
        root.mkdir()
        text = f"dossier: {{title: Flood}}\n{grown(count)}".replace("`", "'")
        (root / "dossier.yaml").write_text(text, encoding="utf-8")
        (root / "log.txt").write_text("".join(f"line {number}\n" for number in range(count)))
        open_store(root).close()  # reading is not measured
        calls = 0

        def called(*_: Any) -> None:
            nonlocal calls
            calls += 1

        sys.setprofile(called)
        try:
            assert run([*words.split(), "-d", str(root)]) == 0
        finally:
            sys.setprofile(None)
        capsys.readouterr()
        return calls

    steps(1)  # imports what the command uses
    assert steps(96) < 2.5 * steps(48)  # a field has at most 100 rivals
