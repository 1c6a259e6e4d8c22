"""`brief merge`."""

from typing import Annotated

import typer

import brief
from brief.cli.completion import ids, of_same_kind
from brief.cli.edits import DryRun, report
from brief.cli.shared import DossierOption, single
from brief.cli.words import argument
from brief.locale import say


def merge(
    kept: Annotated[str, argument("KEPT", say("The id that stays."), ids)],
    gone: Annotated[
        str,
        argument("GONE", say("The id of the other record, which becomes a former id."), of_same_kind),
    ],
    dossier: DossierOption = None,
    titles: Annotated[
        bool, typer.Option("--titles", help=say("Keep a different title, name or kind as a rival, too."))
    ] = False,
    dry_run: DryRun = False,
) -> None:
    """Merge two records of the same thing into one, in every reference.

    Where they differ, the value of the second becomes a rival, with its citations. Another name becomes an alias;
    another title or kind is left out. Of a date within another, the more precise one stays.
    """
    from brief.document import sanitize
    from brief.output import print_remark

    edited = brief.merge(dossier, kept, gone, titles=titles, dry_run=dry_run)
    report(edited, dry_run=dry_run)
    for comment in edited.lost_comments():
        sentence = say("a comment of {id} is removed with it: {comment}", id=gone, comment=sanitize(comment))
        print_remark(sentence)
    for field, value in edited.dropped.items():
        sentence = say("`{field}` of {id} is left out: {value}", field=field, id=gone, value=sanitize(str(value)))
        print_remark(sentence)
    for field, value in edited.disputed:
        rival = sanitize(str(value))
        sentence = say(
            "`{field}` now differs: the value of {id} is a rival: {value}", field=field, id=gone, value=rival
        )
        print_remark(sentence)


app = single(merge, "brief merge oneill-visit oneill-visit-2025 --dry-run")
