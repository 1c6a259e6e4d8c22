"""A page has the highest marking of anything that is printed on it."""

import json
from pathlib import Path
from typing import Any

import pytest

from brief.cli.main import run

DOSSIER = """
dossier: {title: Ferries, handling: TLP:CLEAR}
sources:
  log: {title: The log}
  wire: {title: The wire, handling: TLP:AMBER}
people:
  ada: {name: Ada Orr, cite: log p. 1}
  bo: {name: Bo Vane, cite: wire p. 1}
  cy: {name: Cy Dane, handling: TLP:RED, cite: log p. 3}
  di: {name: Di Holm, cite: log p. 1, roles: [{title: Pilot, cite: {source: log, at: p. 9, handling: tlp:green}}]}
topics:
  tides: {name: Tides, handling: TLP:AMBER}
events:
  opening: {title: The pier opens, date: 2020, who: {ada: host}, cite: log p. 4}
  dinner: {title: A dinner, date: 2021, who: {ada: host, cy: guest}, cite: log p. 5}
positions:
  line: {text: No comment., use: press-line, with: bo, handling: TLP:AMBER+STRICT}
"""


@pytest.fixture
def brief(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    """A function that runs a command on the dossier and returns its exit code and its output."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "dossier.yaml").write_text(DOSSIER)

    def ask(words: str) -> tuple[int, str, str]:
        code = run(words.split())
        out, err = capsys.readouterr()
        return code, out, err

    return ask


@pytest.mark.parametrize(
    ("words", "marking"),
    [
        ("who ada", "TLP:RED"),  # met a person whose record is marked
        ("who bo", "TLP:AMBER"),  # cites a marked source
        ("who di", "tlp:green"),  # has a marked citation of an unmarked source
        ("show opening", "TLP:CLEAR"),  # only the dossier's own marking
        ("show dinner", "TLP:RED"),
        ("show line", "TLP:AMBER+STRICT"),
        ("timeline --to 2020", "TLP:CLEAR"),
        ("timeline", "TLP:RED"),
        ("list topics", "TLP:AMBER"),
        ("sources", "TLP:AMBER"),
        ("graph opening --steps 1", "TLP:CLEAR"),
        ("graph dinner --steps 1", "TLP:RED"),
        ("meeting --with bo --on 2026-01-01", "TLP:AMBER+STRICT"),
        ("memo tides", "TLP:AMBER"),  # only the title names it
        ("search pier", "TLP:CLEAR"),
    ],
)
def test_a_page_has_the_highest_marking_of_what_it_prints(brief: Any, words: str, marking: str) -> None:
    code, out, _ = brief(words)
    assert code in (0, 1)
    assert marking in out.splitlines()[0]
    if words != "sources":  # CSL-JSON has no place for a marking
        assert json.loads(brief(f"{words} --json")[1])["handling"] == marking


def test_a_wanted_marking_raises_and_never_lowers(brief: Any) -> None:
    assert '"handling": "TLP:RED"' in brief("memo --json --handling TLP:RED")[1]
    code, out, err = brief("memo --handling TLP:AMBER")
    assert (code, out) == (2, "")
    assert "TLP:AMBER is lower than the highest marking of what is printed, TLP:RED" in err
    assert "--release-to" in err
    assert "cannot be compared with" in brief("memo --handling SECRET")[2]


def test_the_head_may_list_its_own_markings(brief: Any) -> None:
    own = DOSSIER.replace("handling: TLP:CLEAR", "markings: [OPEN, {name: HOUSE, also: H}, SEALED]")
    for found, instead in (
        ("TLP:AMBER+STRICT", "H"),
        ("TLP:AMBER", "h"),
        ("TLP:RED", "sealed"),
        ("tlp:green", "OPEN"),
    ):
        own = own.replace(found, instead)
    Path("dossier.yaml").write_text(own)
    held = {words: json.loads(brief(f"{words} --json")[1])["handling"] for words in ("who bo", "who ada", "who di")}
    assert held == {"who bo": "HOUSE", "who ada": "SEALED", "who di": "OPEN"}
    assert "H is lower than" in brief("memo --handling H")[2]
