"""The edits as functions: each changes the files of an open dossier, which shows the new state afterwards.

Only what is asked for changes: comments, order, blank lines and quotes stay. An edit that would bring errors into the
dossier, and one that cannot be made, raises `UserError`, and nothing is written.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from brief.library.opened import Dossier
from brief.locale import say
from brief.model.dates import Date
from brief.model.user_error import UserError

if TYPE_CHECKING:
    from brief.edit.edited import Edited
    from brief.editing import Editor

    Values = Mapping[str, object]
    """Values by field or path (`date`, `roles.0.rank`): text, dates, numbers, and lists and maps of these."""


def add(
    dossier: Dossier,
    kind: str,
    values: "Values",
    *,
    id: str | None = None,
    file: str | None = None,
    dry_run: bool = False,
) -> "Edited":
    """Add a record of a kind (`event`), to the file that has most of them or to another; `Edited.id` is its id.

    Without an id, it is made from the name or title. Dates may be in words if they can only mean one.
    """
    from brief.edit.words import record_with
    from brief.model.kinds import KINDS
    from brief.reports.kind_names import kind_of

    found = kind_of(kind)
    cls = KINDS[found].record
    fields = record_with(cls, _plain(values))
    return dossier.edit(
        lambda editor: editor.add_record(found, id, fields, file=file, dry_run=dry_run), dry_run=dry_run
    )


def set(dossier: Dossier, id: str, values: "Values", *, dry_run: bool = False) -> "Edited":
    """Set fields of a record; None removes one. The head of the dossier has the id `dossier`."""
    plain = _plain(values)
    return dossier.edit(lambda editor: editor.set_fields(id, plain, dry_run=dry_run), dry_run=dry_run)


def rename(dossier: Dossier, old: str, new: str, *, dry_run: bool = False) -> "Edited":
    """Give a record another id, in every reference of every file. The old id still works."""
    return dossier.edit(lambda editor: editor.rename(old, new, dry_run=dry_run), dry_run=dry_run)


def merge(dossier: Dossier, kept: str, gone: str, *, dry_run: bool = False) -> "Edited":
    """Make one record of two that are the same thing, in all references to them.

    Where they differ, the value of the second becomes a rival. `Edited.dropped` has the editorial values, such as
    `short`, that are left out.
    """
    return dossier.edit(lambda editor: editor.merge(kept, gone, dry_run=dry_run), dry_run=dry_run)


def remove(dossier: Dossier, id: str, *, dry_run: bool = False) -> "Edited":
    """Remove a record; raise `UserError` if others refer to it."""

    def change(editor: "Editor") -> "Edited":
        found = editor.remove(id, dry_run=dry_run)
        if isinstance(found, list):
            where = ", ".join(f"{mention.path}:{mention.line}" for mention in found)
            raise UserError(say("`{id}` is not removed: others refer to it", id=id), where)
        return found

    return dossier.edit(change, dry_run=dry_run)


def _plain(value: Any) -> Any:
    """Return a value as YAML has it: texts, and lists and maps of them."""
    if isinstance(value, Mapping):
        return {str(key): _plain(held) for key, held in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None or isinstance(value, str):
        return value
    return value.text if isinstance(value, Date) else str(value)
