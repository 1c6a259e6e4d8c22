"""What people write for lists, quotes and spaces: the finding names what is wrong, where, and what to write."""

from collections.abc import Callable
from pathlib import Path

import pytest

Said = Callable[[], tuple[int, str]]
HEAD = """dossier: {title: Tides}
sources: {log: {title: The log}, map: {title: The map}}
topics: {foam: {name: Foam}, fog: {name: Fog}}
people: {ada: {name: Ada, cite: [log p. 1, map p. 1]}}
"""
EVENT = "events:\n  ebb:\n    title: Ebb\n    date: 2024\n    cite: log p. 1\n"


@pytest.mark.parametrize(
    ("field", "column", "told"),
    [
        ("topics: foam, fog", 13, "unknown-id: `foam, fog` is one text, not a list (write `[foam, fog]`)"),
        ("topics: foam; fog", 13, "unknown-id: `foam; fog` is one text, not a list (write `[foam, fog]`)"),
        ("topics: foam, surf and fog", 13, "is one text, not a list (write `[foam, surf, fog]`)"),
        ("topics: foam and fog", 13, "is one text, not a list (write `[foam, fog]`)"),
        ("topics: foam fog", 13, "is one text, not a list (write `[foam, fog]`)"),
        ("topics: search and rescue", 13, "no topic has the id `search and rescue` (add it under `topics:`"),
        ("part_of: flood, neap", 14, "is one text, not a list (name one of them: `flood` or `neap`)"),
        ("who: ada", 10, "invalid-value: `who` must be a map, but this is `ada` (write `{ada: ...}`)"),
        ("who: ada, bo", 10, "must be a map, but this is `ada, bo` (write `{ada: ..., bo: ...}`)"),
        ("who: [ada, bo]", 10, "must be a map, but this is a list (write `{ada: ..., bo: ...}`)"),
        ("who: Ada and others", 10, "must be a map, but this is `Ada and others` (write `key: value`, one a line)"),
        (
            "topics: “fog”",
            13,
            "which YAML reads as letters (write `fog`, or in straight ones",
        ),
        (
            "topics: [foam, ‘fog’]",
            20,
            "`‘fog’` has typographic quotation marks, which YAML reads as letters (write",
        ),
        ("short: “A: b”", 14, 'syntax: the value contains a second `: ` (put quotes around it: `short: "A: b"`)'),
        ("\u00a0place: Here", 5, "U+00A0, no-break space (indent with spaces: `place`)"),
    ],
)
def test_what_is_meant_for_a_list_a_map_or_a_quoted_value(
    root: Path, said: Said, field: str, column: int, told: str
) -> None:
    (root / "dossier.yaml").write_text(HEAD, encoding="utf-8")
    (root / "e.yaml").write_text(f"{EVENT}    {field}\n", encoding="utf-8")
    code, text = said()
    assert code == 1
    (line,) = (line for line in text.splitlines() if " error: " in line)
    assert line.startswith(f"e.yaml:6:{column}: error: ")
    assert told in line


@pytest.mark.parametrize(
    ("cite", "column", "told"),
    [
        ("log p. 1, map p. 2", 15, "`p. 1, map p. 2` names another source (write `[log p. 1, map p. 2]`)"),
        ("log p. 1; map p. 2", 15, "names another source (write `[log p. 1, map p. 2]`)"),
        ("log p. 1 and map ¶2", 15, "names another source (write `[log p. 1, map ¶2]`)"),
        ("log p. 1, ch. 2; map pp. 3, 4", 15, 'names another source (write `["log p. 1, ch. 2", "map pp. 3, 4"]`)'),
        ("log p. 1, passim", 15, "`p. 1, passim` is not a known form of locator"),
        ("log “p. 1”", 15, "`“p. 1”` is not a known form of locator (write `p. 1`)"),
        ("log, map", 11, "`log,` is one text, not a list (write several citations as `[log LOCATOR, ID LOCATOR]`)"),
        (
            "“log p. 1”",
            11,
            "`“log` has typographic quotation marks, which YAML reads as letters",
        ),
    ],
)
def test_several_citations_or_quotes_in_one_text(root: Path, said: Said, cite: str, column: int, told: str) -> None:
    (root / "dossier.yaml").write_text(HEAD, encoding="utf-8")
    (root / "e.yaml").write_text(EVENT.replace("log p. 1", cite), encoding="utf-8")
    line = said()[1].splitlines()[0]
    assert line.startswith(f"e.yaml:5:{column}: ")
    assert told in line


def test_several_locators_of_one_source_are_one_citation(root: Path, said: Said) -> None:
    (root / "dossier.yaml").write_text(HEAD, encoding="utf-8")
    (root / "e.yaml").write_text(EVENT.replace("log p. 1", "log ch. 1, p. 2"), encoding="utf-8")
    assert said() == (0, "No problems: 6 records in 2 files.\n")


@pytest.mark.parametrize("space", ["\u00a0", "\u2003", "\u3000"])
@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("events:\n  ebb:\n    title: Ebb\n {}  date: 2024\n", 4, 2),
        ("events:\n  ebb:\n  {} title: Ebb\n    date: 2024\n", 3, 3),
        ("events:\n{0}{0}ebb:\n{0}{0}{0}{0}title: Ebb\n    date: 2024\n", 3, 1),
        ("events:\n  ebb:\n    title: Ebb\n    cite:\n    -{}log p. 1\n    - map p. 1\n", 5, 6),
    ],
)
def test_another_space_in_the_indentation_is_named(
    root: Path, said: Said, space: str, text: str, line: int, column: int
) -> None:
    (root / "e.yaml").write_text(text.format(space), encoding="utf-8")
    code, told = said()
    assert code == 1
    assert told.startswith(f"e.yaml:{line}:{column}: error: syntax: the indentation contains U+{ord(space):04X}, ")
    assert " space (indent with spaces)" in told.splitlines()[0]
