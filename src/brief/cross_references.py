"""References between dossiers in an edit: to the dossiers that a head lists, and from visit books next to a dossier."""

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from brief.contents import Contents, text_of
from brief.dossier.joined_ids import names_apart
from brief.edit import operations
from brief.edit.files import Files
from brief.edit.mentions import references
from brief.edit.operations import Mention
from brief.edit.text import Page
from brief.locale import say
from brief.model.findings import Finding, Severity
from brief.model.marks import BETWEEN, ID, qualified
from brief.model.user_error import UserError
from brief.stores.postgres.address import parsed
from brief.system.transaction import Change
from brief.yaml.discovery import MARKER, Unreadable, listed_dossier, read

_QUALIFIED = re.compile(rf"(?<![\w-])({ID}){BETWEEN}({ID})(?![\w-])")


def members(root: Path, files: Files) -> dict[str, Path | None]:
    """Return the dossiers that a head lists, by the names that ids begin with; None for one on a server.

    Raise `UserError` if the head cannot be read, or an address in it.
    """
    found: dict[str, tuple[str, Path | None]] = {str(root): (root.name, root)}
    for words in files.listed():
        place = listed_dossier(root, words)
        if isinstance(place, Path):
            found[str(place)] = (place.name, place)
        else:
            address = parsed(place)
            found[address.shown] = (address.name, None)
    names = names_apart(name for name, _ in found.values())
    return dict(list(zip(names, (folder for _, folder in found.values()), strict=True))[1:])


def mentions(root: Path, *ids: str) -> list[Mention]:
    """Return the references to a record, by any of its ids, in the visit books next to this dossier.

    Raise `UserError` if a visit book that may refer to it cannot be read.
    """
    found: list[Mention] = []
    for head in sorted(root.parent.glob(f"*/{MARKER}")):
        if head.parent != root:
            try:
                found += _mentions(head.parent, root, ids) if b"dossiers" in read(head) else ()
            except Unreadable as error:
                raise _unread(f"{MARKER}: {error.finding.sentence}", error.finding.hint, head.parent) from error
            except UserError as error:
                raise _unread(error.sentence, error.hint, head.parent) from error
    return found


def _unread(why: str, hint: str, book: Path) -> UserError:
    sentence = say("the dossier in {folder} may refer to this record, but cannot be read: {why}", folder=book, why=why)
    return UserError(sentence, hint)


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
    texts = {path: _text(change.after) for path, change in changes.items()}
    if not any(map(_QUALIFIED.search, texts.values())):
        return []
    files = Files(Contents(root))
    for path, change in changes.items():
        files.put(path, None if change.after is None else texts[path])
    found: list[Finding] = []
    with suppress(UserError):
        others = _Others(members(root, files))
        for path, change in changes.items():
            files.records(path)
            found += _unknown(others, texts[path], path, change)
    return found


def _text(content: bytes | None) -> str:
    return text_of(content or b"", "replace")


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
