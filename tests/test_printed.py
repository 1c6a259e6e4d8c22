"""Pages printed by a real browser: each sheet has the handling marking at the top and at the bottom."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Brief = Callable[..., "subprocess.CompletedProcess[str]"]
poppler = pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs pdftotext, of Poppler")
MARKING = 'TLP:AMBER+STRICT \\ "<b>'
DOSSIER = f"""
dossier:
  title: The strait
  handling: '{MARKING}'
events:
"""


def sheets(page: Any, file: Path) -> list[list[str]]:
    """Return the lines of each sheet of a printed page."""
    page.goto(file.as_uri())
    printed = page.pdf()
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=printed, capture_output=True, check=True)
    return [
        [line.strip() for line in sheet.splitlines() if line.strip()] for sheet in done.stdout.decode().split("\f")[:-1]
    ]


@poppler
def test_every_printed_sheet_bears_the_marking(page: Any, brief: Brief, tmp_path: Path) -> None:
    lamps = "".join(f"  lamp-{n}: {{title: Lamp {n} is lit, date: {1900 + n}}}\n" for n in range(60))
    (tmp_path / "dossier.yaml").write_text(DOSSIER + lamps, encoding="utf-8")
    assert brief("export", "site", "site", "-d", ".").returncode == 0
    assert brief("memo", "-d", ".", "-o", "memo.html").returncode == 0
    pages = {"memo.html": 2, "site/timeline.html": 2, "site/events.html": 2, "site/events/lamp-7.html": 1}
    for name, least in pages.items():
        found = sheets(page, tmp_path / name)
        assert len(found) >= least, name
        for sheet in found:
            places = [index for index, line in enumerate(sheet) if MARKING in line]
            assert places, (name, sheet)
            assert places[0] <= 1 and places[-1] >= len(sheet) - 2, (name, sheet)
