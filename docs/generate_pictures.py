"""Make the pictures in docs/gallery from the shipped dossier: `.venv/bin/python docs/generate_pictures.py`.

Needs pdftoppm (Poppler), chromium and soffice (LibreOffice) on the path. The tests compare only the pictures of the
terminal with what is printed.
"""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image, ImageOps

from generate_terminal import FOLDER, ROOT, TODAY, write

PAPERS = {
    "read-ahead": "meeting --with thang --with potvin --on 2026-04-02 -o read-ahead.pdf",
    "one-pager": "memo --layout one-pager -o one-pager.pdf",
    "memo": "memo -o memo.pdf",
    "bio-note": "memo oneill --layout bio-note -o bio-note.pdf",
    "scene-setter": "memo --layout scene-setter -o scene-setter.pdf",
    "timeline": "timeline -o timeline.pdf",
    "tracker": "commitments -o tracker.pdf",
    "conflicts": "conflicts -o conflicts.pdf",
    "graph": "graph -o graph.pdf",
    "word": "meeting --with thang --with potvin --on 2026-04-02 -o word.docx",
}
"""The command of each paper. A picture shows its first page."""
WEB = {
    "web": ("timeline -o web.html", "web.html", (1100, 1000)),
    "site": ("export site site --force", "site/index.html", (1100, 800)),
    "site-timeline": ("export site site --force", "site/timeline.html", (1100, 1000)),
    "relations": ("export site site --force", "site/relations.html", (1100, 1000)),
}
"""The command of each web page, its file, and the size of the window."""
_DOTS_PER_INCH = 84
_COLOURS = 32


def main() -> None:
    """Make them all."""
    write()
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for name, command in PAPERS.items():
            _brief(command, folder)
            _save(_first_page(name, folder), name)
        for name, (command, page, size) in WEB.items():
            _brief(command, folder)
            _save(_window(folder / page, size), name)


def _brief(command: str, folder: Path) -> None:
    settings = {"BRIEF_DOSSIER": str(ROOT / "data" / "vietnam-canada")}
    words = [sys.executable, "-m", "brief", *command.split()]
    subprocess.run(words, env=os.environ | TODAY | settings, cwd=folder, check=True)


def _first_page(name: str, folder: Path) -> Path:
    if not (folder / f"{name}.pdf").exists():
        _run(f"soffice -env:UserInstallation=file://{folder}/office --headless --convert-to pdf {name}.docx", folder)
    _run(f"pdftoppm -png -singlefile -r {_DOTS_PER_INCH} {name}.pdf {name}", folder)
    return folder / f"{name}.png"


def _window(page: Path, size: tuple[int, int]) -> Path:
    picture = page.with_suffix(".png")
    window = f"--window-size={size[0]},{size[1]}"
    options = f"--headless --no-sandbox --hide-scrollbars --virtual-time-budget=5000 {window} --screenshot={picture}"
    _run(f"chromium {options} file://{page}", page.parent)
    return picture


def _run(command: str, folder: Path) -> None:
    subprocess.run(command.split(), cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _save(made: Path, name: str) -> None:
    """In few colours, and with a thin edge, because paper is as white as the page that shows it."""
    target = FOLDER / f"{name}.png"
    with Image.open(made) as picture:
        framed = ImageOps.expand(picture.convert("RGB"), border=1, fill=(208, 208, 208))
    framed.quantize(_COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(target, optimize=True)
    print(f"wrote {target}")


if __name__ == "__main__":
    main()
