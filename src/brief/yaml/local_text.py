"""Reads the local text of a source, divided into paragraphs, lines and pages."""

from pathlib import Path
from unicodedata import normalize

from brief.locale import say
from brief.model.findings import Finding
from brief.model.locators import Unit
from brief.model.names import meant
from brief.model.sources import MOST_TEXT
from brief.system.encodings import NotUtf8, decoded
from brief.system.files import within
from brief.yaml.discovery import Unreadable, open_file

MOST_BYTES = MOST_TEXT
"""Greatest size of a local text, in bytes."""


class LocalText:
    """A text divided into lines, paragraphs (lines that are not empty) and pages."""

    def __init__(self, text: str) -> None:
        """Divide a text. Form feeds end pages; a text without form feeds has no pages."""
        lines = text.removesuffix("\n").split("\n")
        self.pieces = {
            Unit.LINE: lines,
            Unit.PARAGRAPH: [line.strip() for line in lines if line.strip()],
            Unit.PAGE: text.removesuffix("\f").split("\f") if "\f" in text else [],
        }

    def count(self, unit: Unit) -> int:
        """Return the number of paragraphs, lines or pages."""
        return len(self.pieces[unit])


def local_text(root: Path, name: str) -> LocalText:
    """Read a text within the dossier's folder; raises `Unreadable`, also for a path outside it."""
    try:
        path = within(root, name)
    except (OSError, RuntimeError, ValueError) as error:  # a cycle of links, or a name that the system does not allow
        raise _unreadable(say("there is no such file")) from error
    if path is None:
        raise _unreadable(say("it is outside the dossier's folder"))
    with open_file(path) as file:
        content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise _unreadable(say("it is larger than {most} MiB", most=MOST_BYTES >> 20))
    try:
        return LocalText(decoded(content, name, is_of_dossier=True))
    except NotUtf8 as error:
        raise _unreadable(error.sentence, error.hint) from error


def renamed(root: Path, name: str) -> str:
    """Return a hint if a file has the same name except for case or Unicode normalization; else empty."""
    wanted = Path(name).name
    try:
        folder = (root / name).parent.resolve()
        names = sorted(entry.name for entry in folder.iterdir()) if folder.is_relative_to(root.resolve()) else []
    except (OSError, RuntimeError, ValueError):
        return ""
    for found in names if wanted not in names else ():
        if normalize("NFC", found) == normalize("NFC", wanted):
            form = "NFD" if found == normalize("NFD", found) else "NFC"
            return say(
                "a file there has this name in Unicode's form {form}, which only looks the same: rename it", form=form
            )
        if normalize("NFC", found).casefold() == normalize("NFC", wanted).casefold():
            return meant(found)
    return ""


def _unreadable(sentence: str, hint: str = "") -> Unreadable:
    return Unreadable(Finding("unreadable-text", sentence, hint))
