"""`brief push`."""

import sys
from typing import Annotated

import typer

import brief
from brief.cli.shared import DossierOption, KeepGoing, single
from brief.cli.words import typed
from brief.locale import say, say_many

Address = Annotated[
    str,
    typer.Argument(
        metavar="ADDRESS",
        help=say("postgresql://USER@HOST/DATABASE#NAME; default name: that of the folder."),
        parser=typed,
    ),
]

Init = Annotated[
    bool,
    typer.Option("--init", help=say("First create a role for each marking, which cannot read anything higher.")),
]


def push(address: Address, dossier: DossierOption = None, keep_going: KeepGoing = False, init: Init = False) -> None:
    """Put the dossier on a PostgreSQL server, where others read it with --dossier ADDRESS.

    It replaces an earlier state of the dossier. Readers see the old state until the new one is complete.
    """
    from brief.output import print_lines, print_remark

    with brief.open(dossier, keep_going=keep_going, remarks=True) as opened:
        pushed = brief.push(opened, address, init=init)
        said: list[str] = [
            say_many("{count:,} record is on the server", "{count:,} records are on the server", len(opened))
        ]
    if pushed.copies:
        said.append(say("with release copies to {markings}", markings=", ".join(pushed.copies)))
    if pushed.is_closed:
        said.append(say("only you can read the full dossier, because no role is high enough"))
    print_lines(sys.stdout, pushed.address)
    for sentence in said:
        print_remark(sentence)


app = single(push, "brief push postgresql:///desk")
