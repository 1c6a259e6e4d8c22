"""Keep a copy of a source in the dossier: its file, its text, and a record of both with their hashes."""

import os
from collections.abc import Collection, Mapping
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from brief.dossier.protocol import SOURCES_FOLDER
from brief.edit.edited import Edited
from brief.edit.files import Files
from brief.edit.naming import id_from
from brief.edit.operations import check_free
from brief.editing import Editor
from brief.extraction import Extract, Kind, Unextractable, extracted, kind_of
from brief.locale import say
from brief.model.kinds import KINDS
from brief.model.locators import Unit
from brief.model.sources import MOST_BYTES
from brief.model.user_error import UserError, next_step, reason
from brief.named_tuple import NamedTuple
from brief.system import files
from brief.system.files import NotRegular, open_regular, within
from brief.yaml.local_text import LocalText

_LONGEST_ID = 24
"""Characters of the id of a new source: it is typed with every fact."""


class Wish(NamedTuple):
    """The user's data about a source, which take precedence over the metadata of its file."""

    file: Path
    """The file; if there is none, what to call it in errors."""
    id: str = ""
    """Id of the new record."""
    to: str = ""
    """Id of an existing record to which to add the copy; its other fields do not change."""
    url: str = ""
    title: str = ""
    fields: Mapping[str, Any] = {}
    """Other fields of its record."""
    content: bytes | None = None
    """The bytes to keep, if they are in no file: of standard input. At most one more than `MOST_BYTES` are needed."""


class Kept(NamedTuple):
    """The result of keeping a source."""

    id: str
    fields: Mapping[str, Any]
    """The new fields of its record."""
    known: Collection[str]
    """The names of all of its fields."""
    paragraphs: int
    edited: Edited


def keep(editor: Editor, wish: Wish, day: str, *, dry_run: bool = False) -> Kept:
    """Copy a file into the dossier and add a record of it; `day` is today, in EDTF. Raise `UserError`.

    No file and no record is replaced. If the record cannot be added, the copies are removed.
    """
    content = _content(editor.root, wish)
    known = editor.files()
    _refuse_kept(known, sha256(content).hexdigest())
    held = _held(known, wish.to) if wish.to else {}
    try:
        kind = kind_of(content, wish.file.suffix)
        found = extracted(content, kind, "" if wish.content is not None else str(wish.file))
    except Unextractable as error:
        raise UserError(say("{file}: {why}", file=wish.file, why=error.sentence), error.hint) from error
    found = found._replace(title=wish.title or found.title or wish.file.stem, url=wish.url or found.url)
    id_ = wish.to or _id(editor.root, known, wish, found.title, kind)
    copies = _copies(id_, content, found.text, kind, _path_within(editor.root, wish))
    fields = {name: value for name, value in _fields(found, copies, day).items() if name not in held}
    fields |= wish.fields
    placed = [] if dry_run else _place(editor.root, copies)
    try:
        write = editor.set_fields if wish.to else partial(editor.add_record, "source")
        edited = write(id_, fields, dry_run=dry_run)
    except BaseException:
        _remove(placed)
        raise
    return Kept(id_, fields, {*held, *fields}, _paragraphs(found), edited)


def _held(known: Files, id_: str) -> Mapping[str, Any]:
    """Return the fields of an existing source; raise `UserError` if it has a copy or text, or is not a source."""
    place = known.find(id_)
    if place.section != KINDS["source"].section:
        raise UserError(say("`{id}` is not a source", id=id_), say("name a source"))
    for name in ("copy", "text"):
        if name in place.values:
            raise UserError(say("`{id}` has a `{name}` already", id=id_, name=name), say("nothing is replaced"))
    return place.values


def _content(root: Path, wish: Wish) -> bytes:
    """Return the bytes that the user gives, or those of the file that the user names; raise `UserError`."""
    file = wish.file
    if wish.content is not None:
        return _limited(wish.content, file)
    try:
        path = file.resolve(strict=True)
        if Path(os.path.abspath(file)).is_relative_to(root) and not path.is_relative_to(root):
            raise UserError(say("{file} is a link out of the dossier", file=file), say("name the file itself"), 2)
        with open_regular(path) as opened:
            size, content = os.fstat(opened.fileno()).st_size, opened.read(MOST_BYTES + 1)
    except NotRegular as error:
        raise UserError(say("{file} is not a regular file", file=file), say("name a file"), 2) from error
    except (OSError, RuntimeError) as error:  # RuntimeError: a cycle of links
        why = reason(error) if isinstance(error, OSError) else say("it is a link to itself")
        raise UserError(say("{file} cannot be read: {why}", file=file, why=why), code=2) from error
    return _limited(content, file, size)


def _limited(content: bytes, file: Path, size: int = 0) -> bytes:
    """Return the bytes of a file; raise `UserError` if there are too many."""
    if max(size, len(content)) > MOST_BYTES:
        sentence = say("{file} is larger than {most} MiB", file=file, most=MOST_BYTES >> 20)
        raise UserError(sentence, say("split it, or save only its text"))
    return content


def _refuse_kept(known: Files, digest: str) -> None:
    """Raise `UserError` if a source of the dossier has a copy with this hash."""
    section = KINDS["source"].section
    for path in known.mentioning(digest):
        for id_, values in known.readable(path).get(section, {}).items():
            copy = values.get("copy") if isinstance(values, dict) else None
            if isinstance(copy, dict) and copy.get("sha256") == digest:
                sentence = say("this file is kept already: `{id}` has the same bytes", id=id_)
                raise UserError(sentence, say("`brief source read {id}` prints it", id=id_))


def _path_within(root: Path, wish: Wish) -> str:
    """Return the relative path of a file that the folder of copies has already; empty for any other file.

    A file elsewhere in the dossier is copied: git may change its line endings. So is a file of records, which changes.
    """
    path = wish.file.resolve()
    is_kept = wish.content is None and path.is_relative_to(root / SOURCES_FOLDER) and path.suffix != ".yaml"
    return path.relative_to(root).as_posix() if is_kept else ""


def _id(root: Path, known: Files, wish: Wish, title: str, kind: Kind) -> str:
    """Return the user's id, or a free one derived from the title."""

    def is_free(id_: str) -> bool:
        copies = (root / SOURCES_FOLDER / f"{id_}.{end}" for end in (kind, Kind.TEXT))
        return not known.has(id_) and not any(map(os.path.lexists, copies))

    if wish.id:
        check_free(known, wish.id)
    return wish.id or id_from(title, is_free, _LONGEST_ID)


def _copies(id_: str, content: bytes, text: str, kind: Kind, there: str) -> dict[str, bytes]:
    """Return the files of a source by path: the copy, then the text if that is another file."""
    copies = {there or f"{SOURCES_FOLDER}/{id_}.{kind}": content}
    if kind is not Kind.TEXT and text.strip():
        copies[f"{SOURCES_FOLDER}/{id_}.{Kind.TEXT}"] = text.encode("utf-8", "replace")
    return copies


def _fields(found: Extract, copies: Mapping[str, bytes], day: str) -> dict[str, Any]:
    """Return the fields of the record."""
    said = found._asdict()
    del said["text"]
    (file, content), *texts = copies.items()
    copy = {"file": file, "sha256": sha256(content).hexdigest()}
    if texts:
        copy["text_sha256"] = sha256(texts[0][1]).hexdigest()
    text = {"text": texts[0][0] if texts else file} if _paragraphs(found) else {}
    author = found.author[0] if len(found.author) == 1 else list(found.author)
    return {name: value for name, value in {**said, "author": author, **text}.items() if value} | {
        "copy": {**copy, "kept": day}
    }


def _paragraphs(found: Extract) -> int:
    return LocalText(found.text).count(Unit.PARAGRAPH)


def _place(root: Path, copies: Mapping[str, bytes]) -> list[Path]:
    """Write the files that do not exist yet, and return their paths; raise `UserError` if another file has the name."""
    placed: list[Path] = []
    path = SOURCES_FOLDER
    try:
        for path, content in copies.items():
            target = within(root, path)
            if target is None:
                sentence = say("the folder {folder} leads out of the dossier", folder=SOURCES_FOLDER)
                raise UserError(sentence, say("put a folder in its place"))
            target.parent.mkdir(parents=True, exist_ok=True)
            if not _has(target, content):
                files.create(target, content)
                placed.append(target)
    except FileExistsError as error:
        _remove(placed)
        raise UserError(say("{path} exists already", path=path), say("choose another id with --id")) from error
    except OSError as error:
        _remove(placed)
        sentence = say("cannot write {path}: {reason}", path=path, reason=reason(error))
        raise UserError(sentence, next_step(error)) from error
    return placed


def _remove(paths: list[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)


def _has(path: Path, content: bytes) -> bool:
    """True if a regular file has these bytes, as after an interrupted command."""
    try:
        with open_regular(path) as opened:
            return opened.read(len(content) + 1) == content
    except (OSError, NotRegular):
        return False
