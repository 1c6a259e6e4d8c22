"""Find the files of a dossier, and open them within limits."""

import os
import re
import stat
from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path
from typing import BinaryIO

from brief.dossier.protocol import HEAD_FILE, FileStat
from brief.locale import say
from brief.model.findings import Finding, Severity
from brief.model.user_error import reason, step_to_read
from brief.named_tuple import NamedTuple
from brief.system import UNFINISHED

MAXIMUM_BYTES = 1 << 30
"""Greatest size of a file, in bytes."""


class Unreadable(Exception):
    """A file that cannot be read as text, with the finding that explains why."""

    def __init__(self, finding: Finding, why: str = "") -> None:
        """Use a finding that is complete except for the file."""
        super().__init__(finding.sentence)
        self.finding = finding
        self.why = why or finding.sentence
        """The reason, to write after a colon."""


def open_file(path: Path) -> BinaryIO:
    """Open a regular file to read; raises `Unreadable`."""
    from brief.system.files import NotRegular, open_regular

    try:
        file = open_regular(path)
    except NotRegular as error:
        raise _unreadable(say("this is not a regular file"), say("put the file itself here")) from error
    except OSError as error:
        sentence = say("this file cannot be opened: {reason}", reason=reason(error))
        raise _unreadable(sentence, step_to_read(error), reason(error)) from error
    if os.fstat(file.fileno()).st_size > MAXIMUM_BYTES:
        file.close()
        raise _unreadable(
            say("this file is larger than {most} MiB", most=MAXIMUM_BYTES >> 20),
            say("split it into several files"),
        )
    return file


def read(path: Path) -> bytes:
    """Return the bytes of a regular file; raises `Unreadable`."""
    with open_file(path) as file:
        return file.read()


def _unreadable(sentence: str, hint: str, why: str = "") -> Unreadable:
    return Unreadable(Finding("unreadable-file", sentence, hint), why)


MARKER = HEAD_FILE
"""The file that marks a folder as a dossier."""
_NEARLY = r"(?i)\.ya?ml(\.txt)?$"
"""Endings of files that may be meant for a dossier. A Windows editor may add `.txt`, which Explorer hides."""


_HEAD = rb"(?:\xef\xbb\xbf)?(?:[ \t]*(?:#[^\n]*)?\r?\n|(?:---|%)[^\n]*\n)*dossier[ \t]*:"
"""The first key of a head, after comments, empty lines and directives."""
_BEGINNING = 1 << 16

_SERVER = r"(?i:[a-z][a-z\d+.-]+:/|(?:host|hostaddr|port|dbname|user|password|service)\s*=)"
"""The beginning of an address: of any scheme, so that a misspelled one is not taken for a path, or of libpq's words.

A scheme has at least two letters: one is a drive of Windows.
"""


def is_address(words: str) -> bool:
    """True if this is the address of a server, perhaps a misspelled one, not a path."""
    return any(sign in words for sign in ":=") and re.match(_SERVER, words) is not None


def listed_dossier(root: Path, words: str) -> Path | str:
    """Return the dossier that a head lists: an address, or a folder as seen from its own, also by its head."""
    if is_address(words):
        return words
    found = Path(os.path.realpath(root / words))
    return found.parent if found.name == MARKER else found


class Walk(NamedTuple):
    """The files of a dossier in the order of their paths, and findings about the rest of the folder."""

    stamps: list[FileStat]
    findings: list[Finding]


def walk(root: Path) -> Walk:
    """List every `*.yaml` below the folder, except hidden ones; report links, but do not follow them."""
    stamps: list[FileStat] = []
    findings: list[Finding] = []
    folders = [(str(root), "")]
    while folders:
        folder, prefix = folders.pop()
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    path = prefix + entry.name
                    if path == UNFINISHED:
                        findings.append(_unfinished())
                    elif entry.name.startswith("."):
                        continue
                    elif entry.is_dir(follow_symlinks=False):
                        folders.append((entry.path, f"{path}/"))
                    elif isinstance(found := _found(entry, path), FileStat):
                        stamps.append(found)
                    elif found:
                        findings.append(found)
        except OSError as error:
            findings.append(
                Finding(
                    "unreadable-folder",
                    say("this folder cannot be read: {reason}", reason=reason(error)),
                    say("change its permissions so that you can read it, or move it out of the dossier"),
                    file=prefix or ".",
                )
            )
    stamps.sort()
    return Walk(stamps, sorted(findings, key=lambda finding: finding.file))


def _found(entry: "os.DirEntry[str]", path: str) -> FileStat | Finding | None:
    """Return a file of the dossier, or what is wrong with an entry that may be meant for one."""
    if entry.is_symlink() and _leads_to_folder(entry):
        sentence: str = say("this is a link to a folder, but links are not followed")
        return Finding("not-a-regular-file", sentence, say("put the folder itself here"), Severity.WARNING, file=path)
    if path.endswith(".yaml"):
        return _stamp(entry, path)
    if nearly := re.search(_NEARLY, path):
        sentence = say("this file is not part of the dossier, because its name ends in {ending}", ending=nearly[0])
        hint = say("rename it to {path}.yaml", path=path[: nearly.start()])
        return Finding("not-read", sentence, hint, Severity.WARNING, file=path)
    return None


def _stamp(entry: "os.DirEntry[str]", path: str) -> FileStat | Finding | None:
    if path != (named := path.encode("utf-8", "replace").decode()):
        sentence: str = say("the name of this file is not written in UTF-8")
        return Finding("unreadable-file", sentence, say("give it another name"), file=named)
    try:
        found = entry.stat(follow_symlinks=False)
    except FileNotFoundError:  # deleted since the folder was listed
        return None
    if stat.S_ISREG(found.st_mode):
        return FileStat(path, found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino)
    sentence = say("this is {kind}, but only regular files are read", kind=_file_type(found.st_mode))
    return Finding("not-a-regular-file", sentence, say("put the file itself here"), file=path)


def _unfinished() -> Finding:
    """Return the finding for an interrupted edit of several files."""
    sentence = say("an edit of several files was interrupted, so some of them have the old text and some the new")
    hint = say("`brief check --fix` completes it, and so does any command that writes")
    return Finding("unfinished-edit", sentence, hint, file=UNFINISHED)


def misspelled_head(root: Path) -> str:
    """Return a file in a folder that is meant for its head: `dossier.yml`, or `dosier.yaml` with a head; else empty."""
    name = MARKER.removesuffix(".yaml")
    try:
        near = sorted(found for found in os.listdir(root) if _is_near(re.split("[. ]", found.lower())[0], name))
    except OSError:
        return ""
    exact = (found for found in near if re.sub(_NEARLY, ".yaml", found).lower() == MARKER)
    return next(exact, "") or next((found for found in near if _begins_with_head(root / found)), "")


def _is_near(word: str, name: str) -> bool:
    """True if a word of about the same length has the letters of a name in their order, all but two."""
    if abs(len(word) - len(name)) > 2 or len({*name} - {*word}) > 2:
        return False
    # Edits are not counted, because the module for that takes longer to import than an answer may.
    return any(_is_within(part, iter(word)) for part in combinations(name, len(name) - 2))


def _is_within(letters: Iterable[str], word: Iterator[str]) -> bool:
    return all(letter in word for letter in letters)


def _begins_with_head(path: Path) -> bool:
    """True if the first key in a file is that of a head."""
    try:
        with open_file(path) as file:
            return re.match(_HEAD, file.read(_BEGINNING)) is not None
    except (Unreadable, OSError):
        return False


def _leads_to_folder(link: "os.DirEntry[str]") -> bool:
    try:
        return link.is_dir()
    except OSError:  # a cycle of links
        return False


def _file_type(mode: int) -> str:
    return (
        say("a link") if stat.S_ISLNK(mode) else say("a pipe") if stat.S_ISFIFO(mode) else say("a device or a socket")
    )
