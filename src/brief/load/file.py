"""One file of a dossier, read only as far as it has changed."""

from hashlib import blake2b
from pathlib import Path

from brief.core.dossier import LoadedFile, Stamp
from brief.load.read import Unreadable, read


def load(root: Path, stamp: Stamp, known_digest: bytes = b"") -> LoadedFile | None:
    """The records of one file with all its findings; nothing if its content has the known digest."""
    try:
        content = read(root / stamp.path)
    except Unreadable as error:
        return LoadedFile(stamp, b"", [], None, [error.finding._replace(file=stamp.path)])
    digest = blake2b(content, digest_size=16).digest()
    if digest == known_digest:
        return None
    from brief.load.records import read_records

    records, header, findings = read_records(content, stamp.path)
    return LoadedFile(stamp, digest, records, header, [finding._replace(file=stamp.path) for finding in findings])
