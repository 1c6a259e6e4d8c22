"""The edits as functions: each changes the files of a dossier.

The dossier is a folder, or one that is open and shows the new state afterwards; None is the one that the command would
change. Only what is asked for changes: comments, order, blank lines and quotes stay. An edit that would bring errors
into the dossier raises `Refused`, and one that cannot be made another `UserError`; then nothing is written. A dry run
returns what would change, and writes nothing.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from brief import app
from brief.locale import say
from brief.model.user_error import UserError

if TYPE_CHECKING:
    from brief.app import Chosen
    from brief.edit.edited import Edited
    from brief.edit.operations import Mention
    from brief.edit.words import Values
    from brief.editing import Editor
    from brief.keeping import Kept
    from brief.library.opened import Dossier
    from brief.library.reports import Names

    Where: TypeAlias = Dossier | Chosen
    """A dossier that is open, or its folder."""

Result = TypeVar("Result")


def init(folder: "Path | str", *, blank: bool = False) -> None:
    """Write a dossier of a few invented facts, or a `blank` one, to a folder that is new or empty."""
    from brief.init_dossier import begin

    begin(Path(folder), app.shipped_data(), blank=blank)


def add(
    dossier: "Where",
    kind: str,
    values: "Values",
    *,
    id: str | None = None,
    file: str | None = None,
    dry_run: bool = False,
) -> "Edited":
    """Add a record of a kind (`event`), to the file that has most of them or to another; `Edited.id` is its id.

    Without an id, which may be among the values, it is made from the name or title. Dates may be in words if they can
    only mean one.
    """
    from brief.edit.words import record_of
    from brief.model.kinds import KINDS
    from brief.reports.kind_names import kind_of

    found = kind_of(kind)
    if isinstance(values, Mapping) and "id" in values:
        id = id or str(values["id"] or "")
        values = {name: value for name, value in values.items() if name != "id"}
    fields = record_of(KINDS[found].record, values)
    return _edit(dossier, lambda editor: editor.add_record(found, id, fields, file=file, dry_run=dry_run), dry_run)


def add_source(
    dossier: "Where",
    file: "Path | str | bytes",
    values: "Values" = (),
    *,
    url: str = "",
    title: str = "",
    id: str = "",
    to: str = "",
    dry_run: bool = False,
) -> "Kept":
    """Keep a copy of a file, or of bytes, under `sources/`, with its hash, its text and a record; nothing is replaced.

    `values` are other fields of the record. Its id is made from the title, unless `id` gives one. `to` is an existing
    source without a copy, to which the copy is added.
    """
    from brief.edit.words import record_of
    from brief.keeping import Wish, keep
    from brief.model.sources import Source

    if isinstance(file, str) and re.match("https?://", file):
        way = say(
            "save the page, then: brief source add page.html --url {address}; "
            'or without a copy: brief add source "title=..." url={address}',
            address=file,
        )
        raise UserError(say("brief fetches nothing from the web"), way, 2)
    if id and to:
        raise UserError(say("`id` is for a new record, `to` for an existing one"), say("leave one of them out"), 2)
    path, content = (Path("-"), file) if isinstance(file, bytes) else (Path(file), None)
    wish = Wish(path, id, to, url, title, record_of(Source, values), content)
    return _edit(dossier, lambda editor: keep(editor, wish, app.today().text, dry_run=dry_run), dry_run)


def set(dossier: "Where", id: str, values: "Values", *, dry_run: bool = False) -> "Edited":
    """Set fields of a record; None removes one. The head of the dossier has the id `dossier`."""
    return _edit(dossier, lambda editor: editor.set_fields(id, values, dry_run=dry_run), dry_run)


def locate(dossier: "Where", id: str) -> "Mention":
    """Return the file and line of a record. The head of the dossier has the id `dossier`."""
    return _edit(dossier, lambda editor: editor.line_of(id), dry_run=True)


def replace(dossier: "Where", path: str, before: bytes, after: bytes, *, dry_run: bool = False) -> "Edited":
    """Replace a file that somebody edited, even if it has errors, which are among `Edited.findings`.

    Raise `UserError` if the file no longer has the content `before`.
    """
    return _edit(dossier, lambda editor: editor.replace(path, before, after, dry_run=dry_run), dry_run)


def rename(dossier: "Where", old: str, new: str, *, dry_run: bool = False) -> "Edited":
    """Give a record another id, in every reference of every file. The old id still works."""
    return _edit(dossier, lambda editor: editor.rename(old, new, dry_run=dry_run), dry_run)


def merge(dossier: "Where", kept: str, gone: str, *, titles: bool = False, dry_run: bool = False) -> "Edited":
    """Make one record of two that are the same thing, in all references to them.

    Where they differ, the value of the second becomes a rival; with `titles`, a title, name or kind, too.
    `Edited.dropped` has the editorial values, such as `short`, that are left out.
    """
    return _edit(dossier, lambda editor: editor.merge(kept, gone, is_wording_disputed=titles, dry_run=dry_run), dry_run)


def remove(dossier: "Where", id: str, *, dry_run: bool = False) -> "Edited":
    """Remove a record; raise `StillReferenced`, a `UserError`, if others refer to it."""
    return _edit(dossier, lambda editor: editor.remove(id, dry_run=dry_run), dry_run)


def fix(dossier: "Where", *, rules: "Names" = (), dry_run: bool = False) -> "Edited":
    """Write each value for which only one can be right; `Edited.fixed` has the findings that named it.

    `rules` limits them to findings of these rules. Open a dossier that may have errors with `keep_going`.
    """
    wanted = (rules,) if isinstance(rules, str) else tuple(rules)
    return _edit(dossier, lambda editor: editor.fix(wanted, dry_run=dry_run), dry_run)


def _edit(dossier: "Where", change: "Callable[[Editor], Result]", dry_run: bool) -> Result:
    """Run a change; an open dossier releases its store while the files change."""
    if dossier is None or isinstance(dossier, Path | Sequence):
        return change(app.editor(app.own_dossier(dossier, dry_run=dry_run)))
    return dossier.edit(change, dry_run=dry_run)
