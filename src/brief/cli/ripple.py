"""`brief ripple`."""

from functools import partial
from typing import Annotated

import typer

import brief
from brief.cli.shared import DossierOption, ExitCode, Shared, command_of, single
from brief.cli.words import typed
from brief.locale import say
from brief.renderers import PAGES


@partial(command_of, more={"dossier": DossierOption})
def ripple(
    shared: Shared,
    file: Annotated[
        str | None,
        typer.Argument(
            metavar="[FILE]", help=say("The file of a paper, by name or path, to draft its correction."), parser=typed
        ),
    ] = None,
    exit_code: ExitCode = False,
) -> int:
    """Show values in issued papers that no longer hold, or draft a correction.

    With `register: true` in dossier.yaml, `-o FILE` adds each paper to papers.jsonl.
    """
    from brief.library.issuing import as_issued

    destination = shared.destination()
    with shared.open(full=destination.format not in PAGES) as dossier:
        document = brief.ripple(dossier, file, strict=exit_code)
        note = destination.issuing(as_issued(dossier, file), document) if file else None
    return destination.write(document, note)


app = single(ripple, "brief ripple")
