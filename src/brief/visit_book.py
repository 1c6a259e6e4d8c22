"""Visit books and edits: the dossiers that a head lists, and the visit books next to a dossier that list it."""

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from brief.contents import Contents
from brief.dossier.joined_head import names_apart
from brief.dossier.pushed import is_address
from brief.edit import operations
from brief.edit.files import Files
from brief.edit.lists import listed
from brief.edit.mentions import references
from brief.edit.operations import Mention
from brief.edit.text import Page
from brief.locale import say
from brief.model.findings import Finding, Severity
from brief.model.shape import BETWEEN, ID, qualified
from brief.model.user_error import UserError
from brief.system.transaction import Change
from brief.yaml.build import HEAD
from brief.yaml.discovery import MARKER

_QUALIFIED = re.compile(rf"(?<![\w-])({ID}){BETWEEN}({ID})(?![\w-])")


def members(root: Path, files: Files) -> dict[str, Path | None]:
    """Return the dossiers that a head lists, by the names that ids begin with; None for one on a server."""
    head = files.records(MARKER).get(HEAD, {}).get("")
    given = listed(head.get("dossiers")) if isinstance(head, dict) else []
    folders = [_folder(root, words) for words in given if isinstance(words, str)]
    apart = [folder for folder in dict.fromkeys(folders) if folder != root]
    names = names_apart([root.name, *(folder.name if folder else "" for folder in apart)])
    return dict(zip(names[1:], apart, strict=True))


def _folder(root: Path, words: str) -> Path | None:
    """Return the folder that a head means; None for an address."""
    found = None if is_address(words) else (root / words).resolve()
    return found.parent if found and found.name == MARKER else found


def mentions(root: Path, *ids: str) -> list[Mention]:
    """Return the references to a record, by any of its ids, in the visit books next to this dossier."""
    found: list[Mention] = []
    for head in sorted(root.parent.glob(f"*/{MARKER}")):
        with suppress(UserError, OSError):
            if head.parent != root and b"dossiers" in head.read_bytes():
                found += _mentions(head.parent, root, ids)
    return found


def _mentions(book: Path, root: Path, ids: tuple[str, ...]) -> Iterator[Mention]:
    files = Files(Contents(book))
    for name, folder in members(book, files).items():
        if folder == root:
            for mention in operations.mentions(files, *(qualified(name, id_) for id_ in ids)):
                yield mention._replace(path=os.path.relpath(book / mention.path, root))


def unknown(root: Path, changes: Mapping[str, Change]) -> list[Finding]:
    """Return the new references to records that the dossiers in the head do not have, in files that change.

    Files that are not valid YAML have other errors.
    """
    files = Files(Contents(root))
    for path, change in changes.items():
        files.put(path, None if change.after is None else _text(change.after))
    if not any(_QUALIFIED.search(files.text(path)) for path in changes):
        return []
    found: list[Finding] = []
    with suppress(UserError):
        others = _Others(members(root, files))
        for path, change in changes.items():
            files.records(path)
            found += _unknown(others, files.text(path), path, change)
    return found


def _text(content: bytes | None) -> str:
    return (content or b"").decode("utf-8", "replace").removeprefix("\ufeff")


def _unknown(others: "_Others", text: str, path: str, change: Change) -> Iterator[Finding]:
    before = set(_QUALIFIED.findall(_text(change.before)))
    for name, id_ in dict.fromkeys(_QUALIFIED.findall(text)):
        if (name, id_) in before or not (fault := others.fault(name, id_)):
            continue
        page, target = Page(text), qualified(name, id_)
        for holder, edit in references(page, {target: target}):
            excerpt = page.text[page.line_start(edit.start) : page.line_end(edit.start)]
            line, column = page.line(edit.start), page.column(edit.start) + 1
            yield Finding("unknown-id", *fault, Severity.ERROR, path, line, column, len(target), excerpt, holder)


class _Others:
    """The dossiers that a head lists."""

    def __init__(self, folders: Mapping[str, Path | None]) -> None:
        self._files = {name: Files(Contents(folder)) for name, folder in folders.items() if folder}
        self._list_more = len(self._files) < len(folders) or any(
            members(folder, self._files[name]) for name, folder in folders.items() if folder
        )

    def fault(self, name: str, id_: str) -> tuple[str, str] | None:
        """Return why there is no such record, and the next step; None if there is one, or if the files cannot tell."""
        if files := self._files.get(name):
            sentence = say("the dossier {name} has no record `{id}`", name=name, id=id_)
            return (sentence, say("add it there first")) if _lacks(files, id_) else None
        if self._list_more or not self._files:
            return None
        return say("the head lists no dossier {name}", name=name), say("add its folder to `dossiers` first")


def _lacks(files: Files, id_: str) -> bool:
    """True if no file of a dossier has a record of this id, and all that may have it can be read."""
    if files.has(id_):
        return False
    with suppress(UserError):
        for path in files.mentioning(id_):
            files.records(path)
        return True
    return False
