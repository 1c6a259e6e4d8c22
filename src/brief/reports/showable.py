"""`show` without a name: what can be shown."""

from brief.document import Block, Column, Document, Hint, Notice, Row, Table, cell, code, phrase
from brief.dossier.protocol import Dossier
from brief.locale import say
from brief.model.kinds import KINDS
from brief.reports.common import document, title_of
from brief.reports.phrases import counted


def showable(dossier: Dossier) -> Document:
    """Report how many records of each kind there are, an id to try, and the command that lists them."""
    counts = {kind: count for kind, count in dossier.counts().items() if count}
    columns = (
        Column("records", say("Records")),
        Column("example", say("To show one")),
        Column("all", say("To list all")),
    )
    blocks: list[Block] = [Notice(cell(say("`brief show NAME` shows one record, by its id or name.")))]
    if counts:
        rows = (_row(dossier, kind, count) for kind, count in counts.items())
        blocks.append(Table("kinds", columns, tuple(rows)))
    else:
        blocks.append(Notice(cell(say("There are no records here."))))
    return document(dossier, "show", title_of(dossier), blocks)


def _row(dossier: Dossier, kind: str, count: int) -> Row:
    section = KINDS[kind].section
    example = next(iter(dossier.records(kind))).id
    commands = (say("brief show {id}", id=code(example)), say("brief list {section}", section=code(section)))
    return Row((cell(counted(count, kind), count), *(phrase(Hint(command, is_command=True)) for command in commands)))
