"""Opens one file of a dossier to read its records, or to compute its digest."""

from hashlib import blake2b
from pathlib import Path
from typing import Any

from brief.yaml.discovery import Unreadable, open_file
from brief.yaml.records import Examine, Reading
from brief.yaml.text import YamlText

_PIECE = 1 << 20


def read_file(root: Path, path: str, examine: Examine, had: int = 0) -> Reading:
    """Open a file below the dossier's folder; `had` is its last known number of records. Raises `Unreadable`."""
    return Reading(YamlText(open_file(root / path), _new_digest(), path=path), path, examine, had)


def digest(root: Path, path: str) -> bytes:
    """Return the same digest of a file's content as its `Reading`; empty if the file cannot be read."""
    found = _new_digest()
    try:
        with open_file(root / path) as file:
            while piece := file.read(_PIECE):
                found.update(piece)
    except (Unreadable, OSError):
        return b""
    return bytes(found.digest())


def _new_digest() -> Any:
    return blake2b(digest_size=16)
