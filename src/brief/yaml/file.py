"""One file of a dossier, read only as far as it has changed."""

from hashlib import blake2b
from pathlib import Path
from typing import Any

from brief.yaml.read import Unreadable, open_file
from brief.yaml.records import Examine, Reading
from brief.yaml.text import YamlText

_PIECE = 1 << 20


def read_file(root: Path, path: str, examine: Examine, had: int = 0) -> Reading:
    """The reading of one file below the dossier's folder, which `had` so many records; raises `Unreadable`."""
    return Reading(YamlText(open_file(root / path), _new_digest()), path, examine, had)


def digest(root: Path, path: str) -> bytes:
    """The digest of a file's content, as its reading gives it; of what cannot be read, none."""
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
