"""`brief edit`."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import brief
from brief.cli.completion import ids
from brief.cli.shared import DossierOption, single
from brief.cli.words import argument
from brief.locale import say
from brief.model.user_error import UserError, next_step, reason

if TYPE_CHECKING:
    from brief.edit.operations import Mention


def edit(
    id_: Annotated[
        str,
        argument("ID", say("Id of a record, or `dossier` for the head."), ids),
    ],
    dossier: DossierOption = None,
    path_only: Annotated[bool, typer.Option("--print", help=say("Print file and line instead."))] = False,
) -> None:
    """Open a record in your editor, at its line, and check its file afterwards.

    If a file that may have the record has an error, such as an unfinished merge, that file opens at the error. The
    editor is $VISUAL or $EDITOR. It opens a copy of the file, which replaces it afterwards, unless somebody else has
    changed the file.
    """
    from brief import app
    from brief.output import print_lines, print_remark

    root = app.own_dossier(dossier, dry_run=path_only)
    place = _place(root, id_)
    if path_only:
        print_lines(sys.stdout, f"{place.path}:{place.line}")
        return
    if not app.has_editor():
        hint = say("use `brief set`, or set EDITOR to a program that needs none")
        raise UserError(say("`brief edit` needs a terminal"), hint, 2)
    before = (root / place.path).read_bytes()
    draft = _draft(root / place.path, before)
    after = _edited(draft, before, place.line)
    if after == before:
        print_remark(say("nothing changes"))
        return
    _save(root, place.path, before, after)
    draft.unlink()
    _check(root, place.path)


def _place(root: Path, id_: str) -> "Mention":
    """Return the line of a record; if a file that may have it is not valid YAML, the line of the fault, and say so."""
    from brief.edit.files import NotParsed
    from brief.edit.operations import Mention
    from brief.output import print_remark

    try:
        return brief.locate(root, id_)
    except NotParsed as error:
        print_remark(str(error))
        return Mention(error.path, max(error.line, 1), id_)


def _hidden_copy(file: Path, state: str) -> Path:
    """Return the path of a hidden copy of a file, which is not read as part of the dossier."""
    return file.with_name(f".{state}-{file.name}")


def _draft(file: Path, content: bytes) -> Path:
    """Create the hidden copy that the editor opens; raises `UserError` if there is one already."""
    draft = _hidden_copy(file, "draft")
    try:
        with draft.open("xb") as copy:
            copy.write(content)
    except FileExistsError as error:
        sentence = say("{path} exists: another `brief edit` is open, or was interrupted", path=draft)
        raise UserError(sentence, say("finish that one, or take what you need from the file and delete it")) from error
    except OSError as error:
        sentence = say("cannot create {path}: {reason}", path=draft, reason=reason(error))
        raise UserError(sentence, next_step(error)) from error
    return draft


def _edited(draft: Path, before: bytes, line: int) -> bytes:
    """Run the editor, and return the new content of the copy; the copy is deleted if it is unchanged."""
    from brief import app

    try:
        app.run_editor(draft, line)
    except UserError as error:
        if _read(draft) == before:
            draft.unlink()
            raise
        raise UserError(error.sentence, say("nothing is written; your text is in {path}", path=draft)) from error
    after = _read(draft)
    if after == before:
        draft.unlink()
    elif wrong := _not_text(after):
        raise UserError(wrong, say("nothing is written; your text is in {path}", path=draft))
    return after


def _read(draft: Path) -> bytes:
    """Return the content of the copy; raises `UserError` if the editor has removed it."""
    try:
        return draft.read_bytes()
    except OSError as error:
        sentence = say("the editor left no {path}: {reason}", path=draft.name, reason=reason(error))
        raise UserError(sentence, say("nothing is written")) from error


def _not_text(content: bytes) -> str:
    """Return why a file cannot have this content; empty if it can."""
    if not content.strip():
        return say("the file would be empty")
    try:
        content.decode()
    except UnicodeDecodeError:
        return say("the file would not be UTF-8")
    return ""


def _save(root: Path, path: str, before: bytes, after: bytes) -> None:
    """Replace the file, and keep a copy of the old one if the new one has errors."""
    from brief.document import sanitize
    from brief.model.findings import Severity
    from brief.output import print_remark

    file = root / path
    try:
        edited = brief.replace(root, path, before, after)
    except UserError as error:
        hint = say("your text is in {path}; compare the two, then delete it", path=_hidden_copy(file, "draft"))
        raise UserError(error.sentence, hint) from error
    print_remark(say("changed {files}", files=sanitize(path)))
    if any(found.severity is Severity.ERROR for found in edited.findings):
        kept = _hidden_copy(file, "before")
        kept.write_bytes(before)
        sentence = say(
            "it is saved with errors; to go back, move {kept} to {file}",
            kept=sanitize(str(kept)),
            file=sanitize(str(file)),
        )
        print_remark(sentence)


def _check(root: Path, path: str) -> None:
    """Print the findings in a file; exit code 1 if there are errors."""
    from brief.app import screen
    from brief.model.findings import Severity
    from brief.output import to_stream
    from brief.renderers import Format
    from brief.reports.check import findings_alone

    with brief.open(root, keep_going=True, searchable=False) as dossier:
        found = [one for one in dossier.findings if one.file == path or one.severity is Severity.ERROR]
    to_stream(sys.stdout, findings_alone(found), Format.TEXT, screen())
    if any(one.severity is Severity.ERROR for one in found):
        raise typer.Exit(1)


app = single(edit, "brief edit framework-signed --print")
