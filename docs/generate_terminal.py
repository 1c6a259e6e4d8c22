"""Makes docs/terminal.svg, the picture in the README: `.venv/bin/python docs/generate_terminal.py`."""

import re
from contextlib import closing
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from brief.app import open_store, shipped_data
from brief.model.dates import Date
from brief.renderers import terminal
from brief.reports.timeline import EventSelection, timeline

TARGET = Path(__file__).with_name("terminal.svg")
COMMAND = "brief timeline --from 2023 --to 2024"
_COLUMNS = 110
_THEME = TerminalTheme(
    (252, 252, 250),
    (40, 42, 48),
    [(0, 0, 0), (176, 32, 32), (30, 120, 50), (140, 90, 0), (30, 80, 160), (130, 50, 130), (0, 110, 125), (90, 90, 90)],
)


def generate() -> str:
    """The picture: the command, and what the terminal's own renderer makes of its document."""
    with closing(open_store(shipped_data() / "vietnam-canada")) as store:
        document = timeline(store, EventSelection(since=Date.parse("2023"), until=Date.parse("2024")))
        shown = terminal.render(document, _COLUMNS, color=True)
    console = Console(record=True, width=_COLUMNS, file=StringIO(), force_terminal=True, legacy_windows=False)
    console.print(Text(f"$ {COMMAND}", style="bold"))
    console.print(Text.from_ansi(shown.rstrip("\n")))
    drawn = console.export_svg(title="brief", theme=_THEME, unique_id="brief")
    # The font is of whoever looks: a picture fetches nothing.
    drawn = re.sub(r" *@font-face \{.*?\}\n", "", drawn, flags=re.DOTALL)
    drawn = drawn.replace("Fira Code", "ui-monospace, SFMono-Regular, Menlo, Consolas, DejaVu Sans Mono")
    return "\n".join(line.rstrip() for line in drawn.splitlines()) + "\n"


if __name__ == "__main__":
    TARGET.write_text(generate(), encoding="utf-8")
    print(f"wrote {TARGET}")
