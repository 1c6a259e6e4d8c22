"""Edits of a dossier on disk: checked before anything is written, then written completely or not at all."""

import contextlib
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from brief import refresh
from brief.edit.records import NotEditable, sections, with_record
from brief.edit.values import in_order, with_field
from brief.edit.words import fields_of
from brief.locale import say
from brief.model.findings import Finding, Severity
from brief.model.header import Header
from brief.model.kinds import KINDS, SECTIONS
from brief.model.parts import Fields
from brief.model.paths import PathError
from brief.model.user_error import UserError, reason
from brief.system import transaction
from brief.system.transaction import Change
from brief.yaml.build import HEAD
from brief.yaml.discovery import MARKER, walk
from brief.yaml.read import Unreadable, read

if TYPE_CHECKING:
    from brief.document import Document

_PATIENCE = 60
"""Seconds to wait for other processes that edit the dossier."""
_MARK = "\ufeff"
_NONE = "/dev/null"
"""The name of a file that does not exist, in a diff."""

Texts = dict[str, str | None]
"""New texts of files, by path; None deletes the file."""


class Refused(UserError):
    """An edit would bring errors into the dossier."""

    def __init__(self, findings: list[Finding]) -> None:
        """`findings` are the errors that it would bring."""
        super().__init__(say("nothing is written, because the dossier would have errors"), say("correct the values"))
        self.findings = findings

    def document(self) -> "Document":
        """The errors with the lines as they would be."""
        from brief.document import Document
        from brief.reports.check import problems

        return Document("check", "", [*problems(self.findings)])


class Edited(NamedTuple):
    """What an edit changed."""

    changes: dict[str, Change]
    """By path of the file."""
    warnings: list[Finding]
    """Those of the new records that were not there before."""

    def diff(self) -> str:
        """Return the changes as a unified diff."""
        from difflib import unified_diff

        lines: list[str] = []
        for path, (before, after) in self.changes.items():
            old, new = f"a/{path}" if before is not None else _NONE, f"b/{path}" if after is not None else _NONE
            lines += unified_diff(_lines(before), _lines(after), old, new)
        return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _lines(content: bytes | None) -> list[str]:
    return (content or b"").decode("utf-8", "replace").replace("\r\n", "\n").splitlines(keepends=True)


class Place(NamedTuple):
    """A record in the files."""

    path: str
    section: str
    id: str
    values: dict[str, Any]
    """As written."""

    @property
    def shape(self) -> type[Fields]:
        """The class of the record."""
        return Header if self.section == HEAD else SECTIONS[self.section].record


class Files:
    """The files of a dossier as they are read for an edit."""

    def __init__(self, root: Path) -> None:
        """List the files; each is read when it is needed."""
        self.root = root
        self.paths = [stamp.path for stamp in walk(root).stamps]
        self._read: dict[str, bytes] = {}
        self._sections: dict[str, dict[str, dict[str, Any]]] = {}

    def content(self, path: str) -> bytes | None:
        """Return the bytes of a file; None if it does not exist."""
        if path not in self.paths:
            return None
        if path not in self._read:
            try:
                self._read[path] = read(self.root / path)
            except Unreadable as error:
                raise _unreadable(path, error) from error
        return self._read[path]

    def text(self, path: str) -> str:
        """Return the text of a file, without a byte order mark; empty if it does not exist."""
        try:
            return (self.content(path) or b"").decode("utf-8").removeprefix(_MARK)
        except UnicodeDecodeError as error:
            raise UserError(say("{path} is not UTF-8", path=path), say("`brief check` shows where")) from error

    def sections(self, path: str) -> dict[str, dict[str, Any]]:
        """Return the records of a file as plain values, by section and id."""
        if path not in self._sections:
            try:
                self._sections[path] = sections(self.text(path))
            except Unreadable as error:
                raise _unreadable(path, error) from error
        return self._sections[path]

    def find(self, id_: str) -> Place:
        """Return the record of an id; `dossier` is the head. Raise `UserError` if there is none, or several."""
        found = list(self._places(id_)) or list(self._places("" if id_ == HEAD else id_))
        if not found:
            raise self._unknown(id_)
        if len(found) > 1:
            where = ", ".join(sorted({place.path for place in found}))
            raise UserError(
                say("several records have the id `{id}`: {where}", id=id_, where=where), say("give one another id")
            )
        return found[0]

    def _places(self, id_: str) -> Iterator[Place]:
        for path in self.paths if id_ else [MARKER]:
            if id_ not in self.text(path):
                continue
            for section, records in self.sections(path).items():
                if id_ in records and (section == HEAD) == (not id_):
                    values = records[id_]
                    yield Place(path, section, id_, values if isinstance(values, dict) else {})

    def _unknown(self, id_: str) -> UserError:
        from brief.model.names import hint

        ids = [known for path in self.paths for records in self.sections(path).values() for known in records if known]
        way = hint(id_, ids, say("`brief search` finds records by their words"))
        return UserError(say("no record has the id `{id}`", id=id_), way)

    def holding(self, section: str) -> str:
        """Return the file with most records of a section: where a new one goes."""
        counts = {path: len(self.sections(path).get(section, {})) for path in self.paths}
        best = max(counts, key=lambda path: counts[path], default="")
        return best if best and counts[best] else f"{section}.yaml"

    def encoded(self, path: str, text: str | None) -> bytes | None:
        """Return a new text of a file as bytes, with the byte order mark that the file has."""
        if text is None:
            return None
        has_mark = (self.content(path) or b"").startswith(_MARK.encode())
        return ((_MARK if has_mark else "") + text).encode("utf-8", "surrogatepass")


def _unreadable(path: str, error: Unreadable) -> UserError:
    found = error.finding
    where = f"{path}:{found.line}" if found.line else path
    return UserError(f"{where}: {found.sentence}", found.hint)


class Editor:
    """Edits one dossier."""

    def __init__(self, root: Path, store: Path | None, now: int) -> None:
        """`root` is the folder of the dossier, `store` its compiled copy, `now` the time in nanoseconds."""
        self.root = root
        self._store = store
        self._now = now

    def set_fields(self, id_: str, values: Mapping[str, Any], *, dry_run: bool = False) -> Edited:
        """Set fields of a record, by path (`date`, `roles.0.rank`); None removes one. Values are as in YAML.

        The head of the dossier has the id `dossier`.
        """

        return self._set(id_, lambda _: values, dry_run=dry_run)

    def set_words(self, id_: str, words: Iterable[str], *, dry_run: bool = False) -> Edited:
        """Set fields as a user types them (`date=24 October 2017`), by the types of the fields."""
        typed = list(words)
        return self._set(id_, lambda cls: fields_of(cls, typed), dry_run=dry_run)

    def _set(self, id_: str, values: Callable[[Any], Mapping[str, Any]], *, dry_run: bool) -> Edited:
        def operation(files: Files) -> Texts:
            place = files.find(id_)
            fields = place.values
            for path, value in values(place.shape).items():
                fields = with_field(fields, place.shape, path, value)
            return {place.path: with_record(files.text(place.path), place.section, place.id, fields)}

        return self.change(operation, dry_run=dry_run)

    def add_record(
        self, kind: str, id_: str, fields: Mapping[str, Any], *, file: str | None = None, dry_run: bool = False
    ) -> Edited:
        """Add a record with these fields, to the file that has most of its kind, or to another (`sources/new.yaml`)."""

        def operation(files: Files) -> Texts:
            section, record = KINDS[kind].section, KINDS[kind].record
            path = file or files.holding(section)
            if any(id_ in records for records in files.sections(path).values()):
                raise UserError(say("`{id}` is the id of another record", id=id_), say("choose another id"))
            return {path: with_record(files.text(path), section, id_, in_order(record, fields))}

        return self.change(operation, dry_run=dry_run)

    def change(self, operation: Callable[[Files], Texts], *, dry_run: bool = False) -> Edited:
        """Write what an operation makes of the files, if it brings no errors; `dry_run` only tells what would change.

        Raise `Refused`, and `UserError` if the files cannot be edited or were changed meanwhile.
        """
        with self._locked(dry_run):
            files = Files(self.root)
            edited = self._checked(self._changes(files, operation))
            if edited.changes and not dry_run:
                self._write(edited.changes)
        return edited

    @contextlib.contextmanager
    def _locked(self, dry_run: bool) -> Iterator[None]:
        """Hold the lock of the dossier, in which an unfinished edit is completed first."""
        if dry_run:
            yield
            return
        try:
            with transaction.locked(self.root, _PATIENCE):
                self.complete()
                yield
        except transaction.Busy as error:
            raise UserError(say("another process is editing this dossier"), say("try again")) from error

    def complete(self) -> None:
        """Finish an edit of several files that was interrupted; raise `UserError` if that is impossible."""
        try:
            transaction.complete(self.root)
        except transaction.Conflict as error:
            sentence = say("an interrupted edit cannot be completed: {path} was changed since", path=error.path)
            way = say("compare it with the files in {folder}, then delete that folder", folder=transaction.UNFINISHED)
            raise UserError(sentence, way) from error

    @staticmethod
    def _changes(files: Files, operation: Callable[[Files], Texts]) -> dict[str, Change]:
        try:
            texts = operation(files)
        except PathError as error:
            raise UserError(error.sentence, error.hint, 2) from error
        except NotEditable as error:
            way = say("change it by hand: `brief edit ID` opens it")
            raise UserError(say("this record is written in a form that cannot be edited by command"), way) from error
        found = {path: Change(files.content(path), files.encoded(path, text)) for path, text in texts.items()}
        return {path: change for path, change in found.items() if change.before != change.after}

    def _checked(self, changes: dict[str, Change]) -> Edited:
        """Compile the changes beside the store; raise `Refused` if they bring errors."""
        if not changes:
            return Edited({}, [])
        with tempfile.TemporaryDirectory(prefix="brief-") as folder:
            for path, change in changes.items():
                if change.after is not None:
                    target = Path(folder, path)
                    target.parent.mkdir(parents=True, exist_ok=True)
                    target.write_bytes(change.after)
            before, after = refresh.compared(self.root, self._store, self._now, Path(folder), set(changes))
        known = {(found.code, found.sentence) for found in before}
        new = [found for found in after if (found.code, found.sentence) not in known]
        if errors := [found for found in new if found.severity is Severity.ERROR]:
            raise Refused(errors)
        return Edited(changes, new)

    def _write(self, changes: dict[str, Change]) -> None:
        for path, change in changes.items():
            if change.before is not None and not _is_writable(self.root / path):
                raise UserError(say("{path} is read-only", path=path), say("change its permissions first"))
        try:
            transaction.write(self.root, changes)
        except transaction.Conflict as error:
            sentence = say("{path} was changed by somebody else meanwhile; nothing is written", path=error.path)
            raise UserError(sentence, say("try again")) from error
        except OSError as error:
            raise UserError(say("cannot write the dossier: {reason}", reason=reason(error))) from error


def _is_writable(path: Path) -> bool:
    import os

    return os.access(path, os.W_OK)
