"""Find the last commit, and whether the files of a dossier differ from it."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from brief.git.program import Git, Refused
from brief.git.states import committed_files
from brief.system.programs import find
from brief.yaml.discovery import Unreadable, read, walk


def head(folder: Path, environment: Mapping[str, str]) -> tuple[str, bool]:
    """Return the last commit, and whether files of the dossier differ from it; an empty commit if there is none.

    We compare hashes ourselves: git would run the filters of the repository.
    """
    program = find("git", environment)
    if program is None:
        return "", False
    try:
        git = Git.of_user(program, folder, environment)
        place = git.place()
        if place is None or not place.head:
            return "", False
        with git.lent(place) as lent:
            committed = {blob.path: blob.id for blob in committed_files(lent, place.head, place.prefix.rstrip("/"))}
    except (Refused, OSError, ValueError):
        return "", False
    paths = [stamp.path for stamp in walk(folder).stamps]
    return place.head, {*paths} != {*committed} or any(not _is_same(folder / path, committed[path]) for path in paths)


def _is_same(file: Path, committed: str) -> bool:
    """True if a file has the committed content, whatever its line ends are."""
    try:
        content = read(file)
    except Unreadable:
        return False
    return committed in (_hash(content, committed), _hash(content.replace(b"\r\n", b"\n"), committed))


def _hash(content: bytes, like: str) -> str:
    """Return git's hash of a file, with the same hash function as the hash `like`."""
    make = hashlib.sha1 if len(like) == 40 else hashlib.sha256
    return make(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()
