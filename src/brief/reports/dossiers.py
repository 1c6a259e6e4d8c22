"""`dossiers`: the dossiers on a server."""

from collections.abc import Sequence

from brief.document import Column, Content, Document, Notice, Row, Table, bare_date, cell, code, known_as
from brief.dossier.pushed import Pushed, Version
from brief.locale import Message, say, say_many
from brief.model.dates import Date

_SHORT = 10
"""Number of letters of a commit hash that are shown."""


def dossiers(found: Sequence[Pushed], server: str) -> Document:
    """Report the dossiers on a server, each with its name, its size and the commit that it was pushed from."""
    are_marked = any(one.marking for one in found)
    columns = (
        Column("name", say("Name")),
        Column("title", say("Title")),
        Column("records", say("Records")),
        Column("commit", say("Commit")),
        Column("pushed", say("Pushed")),
        *([Column("marking", say("Marking"))] if are_marked else []),
    )
    rows = tuple(_row(one, are_marked=are_marked) for one in found)
    blocks: list[Content] = [Table("dossiers", columns, rows)]
    if not found:
        blocks = [
            Notice(cell(say("There is no dossier on {server}. `brief push` puts one there.", server=code(server))))
        ]
    title = say("Dossiers on {server}", server=code(server))
    return Document(
        "dossiers",
        title,
        blocks,
        answers=bool(found),
        subtitle=say_many("{count:,} dossier", "{count:,} dossiers", len(found)),
    )


def _row(one: Pushed, *, are_marked: bool) -> Row:
    commit = _commit(one.version)
    marking = code(one.marking)
    marking = say("{marking} (release copy)", marking=marking) if one.is_copy else marking
    return Row(
        (
            cell(code(one.name)),
            cell(known_as(one.version.title)),
            cell(say("{count:,}", count=one.records), one.records),
            cell(commit, one.version.commit or None) if commit else cell(""),
            cell(bare_date(Date.parse(one.day))),
            *([cell(marking, one.marking or None)] if are_marked else []),
        )
    )


def _commit(version: Version) -> Message | None:
    """Return the commit in words; None without git."""
    if not version.commit:
        return None
    commit = code(version.commit[:_SHORT])
    return say("{commit} and changes", commit=commit) if version.is_changed else say("{commit}", commit=commit)
