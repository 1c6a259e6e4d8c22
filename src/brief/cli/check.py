"""`brief check`."""

from typing import Annotated, Any

import typer

import brief
from brief.cli.completion import rules as known_rules
from brief.cli.shared import Limit, Shared, command_of, single, typed
from brief.locale import say
from brief.model.user_error import UserError
from brief.renderers import Format


def rule(code: str) -> Any:
    """A rule as the user types it; raises `UserError`."""
    from brief.model.findings import RULES

    if (code := typed(code)) in RULES:
        return code
    from brief.model.names import hint

    raise UserError(
        say("--rule: there is no rule `{code}`", code=code), hint(code, RULES, say("`brief check` counts by rule")), 2
    )


Strict = Annotated[bool, typer.Option("--strict", help=say("Leave with exit code 1 for warnings too."))]
Rules = Annotated[
    list[Any],
    typer.Option(
        "--rule", metavar="CODE", help=say("Only what this rule finds, all of it (repeatable)."), parser=rule,
        autocompletion=known_rules,
    ),
]  # fmt: skip


@command_of
def check(
    shared: Shared,
    strict: Strict = False,
    rules: Rules = [],  # noqa: B006 - Typer copies it
    limit: Limit = None,
) -> int:
    """Every problem of the dossier at once, each with its file, line and column; counts by rule."""
    destination = shared.destination()
    if shared.known_by:
        raise UserError(say("--known-by: a check looks at all of the dossier"), say("leave it out"), 2)
    folded = destination.format is Format.TEXT
    streamed = destination.is_streamed
    with shared.open(keep_going=True) as dossier:
        document = brief.check(dossier, strict=strict, rules=rules, limit=limit, folded=folded, streamed=streamed)
        if not streamed:
            dossier.close()  # whoever reads it in a pager may take long
        return destination.write(document)


app = single(check, "brief check --limit 5")
