"""Makes docs/errors.md from the gallery in tests/errors: `.venv/bin/python docs/generate_errors.py`."""

import re
from pathlib import Path

from brief.document import HIDDEN

TARGET = Path(__file__).with_name("errors.md")
GALLERY = Path(__file__).parents[1] / "tests" / "errors"
_MOST_FILES = 2
"""Of a dossier of more files only what is said of it is shown, which quotes the lines."""

_INTRODUCTION = """\
# What `brief check` finds

<!-- Made by docs/generate_errors.py; edit that, or the gallery in tests/errors/. -->

`brief check` names every problem of a dossier at once: the file, the line and the column, how grave it is, a
code, what is wrong and, in brackets, the next step. Below that stands the line itself.

An **error** stops every command that reads the dossier, because a brief with a silent hole is worse than none;
`--keep-going` prints what is sound and says what was left out. A **warning** is for `brief check` alone, which
leaves with exit code 1 for errors, and with `--strict` for warnings too. What cannot be told, because a date is
known in part or a file cannot be read, is neither.

Each code below has a small dossier that shows it, and exactly what is said of it. The `dossier.yaml` is left
out where it only holds the title.
"""


def generate() -> str:
    """The whole page."""
    folders = sorted(folder for folder in GALLERY.iterdir() if folder.is_dir())
    shown = {folder.name: _severity(folder) for folder in folders}
    contents = [
        f"- {grade.capitalize()}s: " + ", ".join(f"[{code}](#{code})" for code in shown if shown[code] == grade)
        for grade in ("error", "warning")
    ]
    return "\n".join([_INTRODUCTION, *contents, "", *map(_entry, folders)])


def _severity(folder: Path) -> str:
    found = re.search(rf": (error|warning): {folder.name}: ", _read(folder / "expected.txt"))
    assert found is not None, f"{folder} does not show its code"
    return found[1]


def _entry(folder: Path) -> str:
    files = sorted(file for file in folder.iterdir() if file.name not in ("about.txt", "expected.txt"))
    few = len(files) <= _MOST_FILES
    blocks = [f"`{file.name}`:\n\n{_block(file.suffix[1:], _read(file))}" for file in files if few]
    about = _read(folder / "about.txt").rstrip()
    said = "Said of it:\n\n" + _block("text", _read(folder / "expected.txt"))
    return "\n".join([f"## {folder.name}\n", f"{about}\n", *blocks, said])


def _block(language: str, text: str) -> str:
    return f"```{language}\n{text.rstrip()}\n```\n"


def _read(file: Path) -> str:
    """The text of a file, with what cannot be printed written as `\\xe4` or `\\u200b`."""
    text = file.read_bytes().decode("utf-8", "backslashreplace")
    return re.sub(HIDDEN, lambda found: found[0].encode("unicode_escape").decode(), text)


if __name__ == "__main__":
    TARGET.write_text(generate(), encoding="utf-8")
    print(f"wrote {TARGET}")
