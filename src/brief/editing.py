"""Edit a dossier on disk: check an edit before writing it, then write it completely or not at all."""

import contextlib
import os
import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from brief import auditing, cross_references
from brief.contents import Contents
from brief.edit import operations
from brief.edit.edited import Edited, Refused, together
from brief.edit.files import Files, NotParsed, NotText
from brief.edit.merging import Merged
from brief.edit.operations import Mention
from brief.edit.records import NotEditable
from brief.edit.words import Values, parts_of_a_year, values_of, with_rival_dates
from brief.locale import say
from brief.model.dates import Date
from brief.model.findings import Finding, Severity
from brief.model.kinds import KINDS
from brief.model.paths import PathError
from brief.model.user_error import UserError, next_step, reason
from brief.system import UNFINISHED, locking, transaction
from brief.system.transaction import Change

Operation = Callable[[Files], None]
"""A function that changes the texts of the files."""


_BETWEEN = frozenset(("unknown-id", "wrong-kind", "cycle", "builds-on-later"))
"""Errors that can only be found in a readable record. An edit that makes a record readable is not refused for them."""

_IDENTIFYING = frozenset(("name", "title", "also", "names", "date", "kind", "who", "place"))
"""Fields by which two records are found to be the same thing."""
_ROUNDS = 5
"""A record that could not be read may have more to fix once it can."""


class Editor:
    """Edits one dossier."""

    def __init__(self, root: Path, store: Path | None, now: int) -> None:
        """Edit the dossier in the folder `root`; `store` is its compiled copy, `now` the time in nanoseconds."""
        self.root = root
        self._store = store
        self._now = now

    def set_fields(self, id_: str, given: Values, *, dry_run: bool = False) -> Edited:
        """Set fields of a record; None removes one.

        Dates may be in words, and locators in any known spelling. The head of the dossier has the id `dossier`.
        """
        seasons: list[Date] = []
        gone: list[str] = []
        told: set[str] = set()

        def operation(files: Files) -> None:
            place = files.find(id_)
            values = with_rival_dates(place.shape, values_of(place.shape, given), place.values)
            seasons.extend(parts_of_a_year(place.shape, values))
            told.update(path.partition(".")[0] for path in values)
            gone.extend(operations.set_fields(files, id_, values))

        edited = self.change(operation, dry_run=dry_run)
        edited = self._with_doubts(edited, id_, told, dry_run=dry_run)
        return edited._replace(seasons=tuple(seasons), gone=tuple(gone))

    def _with_doubts(self, edited: Edited, id_: str, told: Collection[str] = (), *, dry_run: bool) -> Edited:
        """Add the warnings about a record that need others; `told` limits them to those about these fields."""
        if dry_run or not edited.changes:
            return edited
        found = auditing.doubts_about(self.root, self._store, self._now, id_)
        wanted = {*told, ""} if _IDENTIFYING.intersection(told) else {*told}
        by_cite = ("after-sources",) if "cite" in told else ()
        new = [one for one in found if not told or one.path.partition(".")[0] in wanted or one.code in by_cite]
        return edited._replace(findings=[*edited.findings, *new])

    def add_record(
        self, kind: str, id_: str | None, fields: Mapping[str, Any], *, file: str | None = None, dry_run: bool = False
    ) -> Edited:
        """Add a record with these fields, by default to the file with most records of its kind.

        `file` names another file, such as `sources/new.yaml`. The default id is derived from the name or title;
        `Edited.id` returns it.
        """
        given: list[str] = []
        edited = self.change(
            lambda files: given.append(operations.add(files, kind, id_, fields, file)), dry_run=dry_run
        )
        edited = self._with_doubts(edited, given[0], dry_run=dry_run)
        return edited._replace(id=given[0], seasons=tuple(parts_of_a_year(KINDS[kind].record, fields)))

    def _copied(self, folder: Path) -> "Editor":
        """Copy the readable files to another folder, and return an editor of the copy."""
        contents = Contents(self.root)
        for path in contents:
            with contextlib.suppress(UserError):
                contents[path]
        for path, content in contents.bytes.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        return Editor(folder, None, self._now)

    def fix(self, rules: Sequence[str] = (), *, dry_run: bool = False) -> Edited:
        """Write what findings of some rules, or of all, name as the only right value; return them as `Edited.fixed`.

        A dry run fixes a copy of the files. Raise `UserError` if the dossier lists others.
        """
        with contextlib.suppress(NotParsed, NotText):
            if self.files().listed():
                sentence = say("only one dossier can be fixed at a time, but this one lists others")
                hint = say("give the folder of one that lists no others; `brief set` corrects this one")
                raise UserError(sentence, hint, 2)
        if dry_run:
            with tempfile.TemporaryDirectory(prefix="brief-") as folder:
                return together(self._copied(Path(folder))._rounds(rules))
        with self._locked(dry_run=False):  # which completes an interrupted edit
            pass
        return together(self._rounds(rules))

    def _rounds(self, rules: Sequence[str]) -> Iterator[Edited]:
        """Fix until nothing is left that can be fixed."""
        for _ in range(_ROUNDS):
            found = auditing.findings(self.root, self._store, self._now)
            edited = self._fixed([one for one in found if one.fix is not None and (not rules or one.code in rules)])
            yield edited
            if not edited.fixed:
                return

    def _fixed(self, wanted: list[Finding]) -> Edited:
        """Apply the fixes that findings contain; if all together would cause errors, try them one by one."""
        fixed: list[Finding] = []
        try:
            edited = self.change(lambda files: fixed.extend(operations.fix(files, wanted)))
        except UserError:
            return together(self._fixed([found]) for found in wanted) if len(wanted) > 1 else Edited({}, [])
        return edited._replace(fixed=tuple(fixed))

    def replace(self, path: str, before: bytes, after: bytes, *, dry_run: bool = False) -> Edited:
        """Replace a file by the text of a user, even if it has errors, which are among `Edited.findings`.

        Raise `UserError` if the file no longer has the content `before`.
        """
        operations.check_name(path)
        changes = {path: Change(before, after)}
        with self._locked(dry_run):
            if not (self.root / path).is_file():
                raise UserError(say("there is no file {path} in the dossier", path=path), code=2)
            if (self.root / path).read_bytes() != before:
                raise _changed_meanwhile(path)
            try:
                edited = self._checked(changes)
            except Refused as refused:
                edited = Edited(changes, refused.findings)
            if not dry_run:
                self._write(changes)
        return edited

    def line_of(self, id_: str) -> Mention:
        """Return file and line of a record."""
        return operations.line_of(self.files(), id_)

    def files(self) -> Files:
        """Return the current files, to read only."""
        return Files(Contents(self.root))

    def rename(self, old: str, new: str, *, dry_run: bool = False) -> Edited:
        """Change the id of a record and all references to it; its field `was` keeps the old id."""
        return self.change(lambda files: operations.rename(files, old, new), dry_run=dry_run)

    def merge(self, kept: str, gone: str, *, is_wording_disputed: bool = False, dry_run: bool = False) -> Edited:
        """Merge two records; `Edited.dropped` has the lost values of the second, `disputed` its rivals."""
        found: list[Merged] = []

        def made(files: Files) -> None:
            found.append(operations.merge(files, kept, gone, is_wording_disputed=is_wording_disputed))

        edited = self.change(made, dry_run=dry_run)
        edited = edited._replace(dropped=found[0].dropped, disputed=found[0].disputed)
        return self._with_doubts(edited, kept, dry_run=dry_run)

    def remove(self, id_: str, *, dry_run: bool = False) -> Edited:
        """Remove a record; raise `StillReferenced` if others refer to it."""
        copies: list[str] = []
        books = partial(cross_references.mentions, self.root)
        edited = self.change(lambda files: copies.append(operations.remove(files, id_, books)), dry_run=dry_run)
        return edited._replace(copy=copies[0])

    def change(self, operation: Operation, *, dry_run: bool = False) -> Edited:
        """Run an operation and write its changes, if they cause no errors; with `dry_run`, only return the changes.

        Raise `Refused` for errors, and `UserError` if the files cannot be edited or another process has changed them.
        """
        with self._locked(dry_run):
            edited = self._checked(self._changes(Contents(self.root), operation))
            if edited.changes and not dry_run:
                self._write(edited.changes)
        return edited

    @contextlib.contextmanager
    def _locked(self, dry_run: bool) -> Iterator[None]:
        """Hold the lock of the dossier, and complete an unfinished edit first; with `dry_run`, do nothing."""
        if dry_run:
            yield
            return
        try:
            with transaction.locked(self.root):
                self._complete()
                yield
        except locking.Busy as error:
            raise UserError(say("another process is editing this dossier"), say("try again")) from error

    def _complete(self) -> None:
        try:
            transaction.complete(self.root)
        except transaction.Conflict as error:
            sentence = say("an interrupted edit cannot be completed: {path} was changed since", path=error.path)
            way = say("compare it with the files in {folder}, then delete that folder", folder=UNFINISHED)
            raise UserError(sentence, way) from error

    @staticmethod
    def _changes(contents: Contents, operation: Operation) -> dict[str, Change]:
        files = Files(contents)
        try:
            operation(files)
        except PathError as error:
            raise UserError(error.sentence, error.hint, 2) from error
        except NotEditable as error:
            sentence = say("the file is written in a form that cannot be edited by command")
            raise UserError(sentence, say("change it by hand, or choose another file")) from error
        found = {path: contents.change(path, text) for path, text in files.new.items()}
        return {path: change for path, change in found.items() if change.before != change.after}

    def _checked(self, changes: dict[str, Change]) -> Edited:
        """Compile the changes without keeping them in the store; raise `Refused` if they cause errors."""
        if not changes:
            return Edited({}, [])
        with tempfile.TemporaryDirectory(prefix="brief-") as folder:
            for path, change in changes.items():
                if change.after is not None:
                    target = Path(folder, path)
                    target.parent.mkdir(parents=True, exist_ok=True)
                    target.write_bytes(change.after)
            before, after = auditing.compared(self.root, self._store, self._now, Path(folder), set(changes))
        known = {(found.code, found.sentence) for found in before}
        new = [found for found in after if (found.code, found.sentence) not in known]
        still = {found.record for found in after if (found.code, found.sentence) in known}
        hidden = {found.record for found in before if found.severity is Severity.ERROR} - still - {""}
        errors = [found for found in new if found.severity is Severity.ERROR]
        if errors := [found for found in errors if found.code not in _BETWEEN or found.record not in hidden]:
            raise Refused(errors)
        if errors := cross_references.unknown(self.root, changes):
            raise Refused(errors)
        return Edited(changes, new)

    def _write(self, changes: dict[str, Change]) -> None:
        for path, change in changes.items():
            if change.before is not None and not _is_writable(self.root / path):
                raise UserError(say("{path} is read-only", path=path), say("change its permissions first"))
            if change.before is None and os.path.lexists(self.root / path):
                sentence = say(
                    "{path} exists, but is not a file of the dossier: it is a link, or not a regular file", path=path
                )
                raise UserError(sentence, say("choose another file"), 2)
        try:
            transaction.write(self.root, changes)
        except transaction.Conflict as error:
            raise _changed_meanwhile(error.path) from error
        except OSError as error:
            sentence = say("cannot write the dossier: {reason}", reason=reason(error))
            raise UserError(sentence, next_step(error)) from error


def _changed_meanwhile(path: str) -> UserError:
    sentence = say("someone else changed {path} in the meantime; nothing is written", path=path)
    return UserError(sentence, say("try again"))


def _is_writable(path: Path) -> bool:
    return os.access(path, os.W_OK)
