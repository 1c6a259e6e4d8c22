"""`brief push`."""

import sys
from typing import Annotated

import typer

import brief
from brief.cli.shared import DossierOption, KeepGoing, single
from brief.cli.words import typed
from brief.locale import say

Address = Annotated[
    str,
    typer.Argument(
        metavar="ADDRESS",
        help=say("postgresql://USER@HOST/DATABASE#NAME; without a name, that of the folder is taken."),
        parser=typed,
    ),
]


def push(address: Address, dossier: DossierOption = None, keep_going: KeepGoing = False) -> None:
    """Put the dossier on a PostgreSQL server, where others read it with --dossier ADDRESS.

    It takes the place of an earlier state of it. Readers see that state until all of the new one is there.
    """
    from brief.output import remark

    with brief.open(dossier, keep_going=keep_going, remarks=True) as opened:
        place = brief.push(opened, address)
        count = say("{count:,} records are on the server", count=len(opened))
    remark(sys.stdout, place)
    remark(sys.stderr, f"brief: {count}")


app = single(push, "brief push postgresql:///desk")
