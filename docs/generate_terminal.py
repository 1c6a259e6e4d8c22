"""Make the pictures of a terminal in docs/gallery: `.venv/bin/python docs/generate_terminal.py`."""

import os
import re
import shlex
import subprocess
import sys
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "gallery"
TODAY = {"SOURCE_DATE_EPOCH": "1774310400"}
"""24 March 2026, so that the pictures are the same on every day."""
PICTURES = {
    "overview": ("brief", 84),
    "who": ("brief who thang", 100),
    "gaps": ("brief gaps", 84),
    "search": ('brief search "language courses" --limit 3', 84),
    "timeline": ("brief timeline --from 2023", 84),
    "tracker": ("brief commitments", 124),
    "conflicts": ("brief conflicts", 100),
    "graph": ("brief graph derek-joyce --steps 1", 84),
}
"""The command of each picture, and the columns of its terminal."""
_THEME = TerminalTheme(
    (252, 252, 250),
    (40, 42, 48),
    [(0, 0, 0), (176, 32, 32), (30, 120, 50), (140, 90, 0), (30, 80, 160), (130, 50, 130), (0, 110, 125), (90, 90, 90)],
)


def generate() -> dict[str, str]:
    """Each picture as SVG, under the name of its file: a command on the shipped dossier, and what it prints."""
    return {
        f"{name}.svg": _drawn(command, _printed(command, columns), columns)
        for name, (command, columns) in PICTURES.items()
    }


def _printed(command: str, columns: int) -> str:
    settings = {
        "BRIEF_DOSSIER": str(ROOT / "data" / "vietnam-canada"),
        "COLUMNS": str(columns),
        "FORCE_COLOR": "1",
        "PYTHONUTF8": "1",
    }
    words = [sys.executable, "-m", *shlex.split(command)]
    done = subprocess.run(
        words, env=os.environ | TODAY | settings, check=True, stdout=subprocess.PIPE, encoding="utf-8", cwd=ROOT
    )
    return done.stdout.rstrip("\n")


def _drawn(command: str, printed: str, columns: int) -> str:
    console = Console(record=True, width=columns, file=StringIO(), force_terminal=True, legacy_windows=False)
    console.print(Text(f"$ {command}", style="bold"))
    console.print(Text.from_ansi(printed))
    drawn = console.export_svg(title="brief", theme=_THEME, unique_id="brief")
    # The font is the reader's: a picture fetches nothing.
    drawn = re.sub(r" *@font-face \{.*?\}\n", "", drawn, flags=re.DOTALL)
    drawn = drawn.replace("Fira Code", "ui-monospace, SFMono-Regular, Menlo, Consolas, DejaVu Sans Mono")
    return "\n".join(line.rstrip() for line in drawn.splitlines()) + "\n"


def write() -> None:
    """Write the pictures."""
    for name, picture in generate().items():
        (FOLDER / name).write_text(picture, encoding="utf-8")
        print(f"wrote {FOLDER / name}")


if __name__ == "__main__":
    write()
