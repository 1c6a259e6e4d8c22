"""`brief check`."""

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

import brief
from brief.cli.shared import Limit, Shared, command_of, single, typed
from brief.document import sanitize
from brief.locale import say
from brief.model.user_error import UserError
from brief.renderers import Format

if TYPE_CHECKING:
    from brief.model.findings import Finding


def rule(code: str) -> Any:
    """A rule as the user types it; raises `UserError`."""
    from brief.model.findings import RULES

    if (code := typed(code)) in RULES:
        return code
    from brief.model.names import hint

    raise UserError(
        say("--rule: there is no rule `{code}`", code=code), hint(code, RULES, say("`brief check` counts by rule")), 2
    )


def rules_beginning(incomplete: str) -> list[str]:
    """The rules that begin with these letters, for the shell's completion."""
    from brief.model.findings import RULES

    return [code for code in RULES if code.startswith(incomplete)]


Strict = Annotated[bool, typer.Option("--strict", help=say("Leave with exit code 1 for warnings too."))]
Rules = Annotated[
    list[Any],
    typer.Option(
        "--rule", metavar="CODE", help=say("Only what this rule finds, all of it (repeatable)."), parser=rule,
        autocompletion=rules_beginning,
    ),
]  # fmt: skip
Fix = Annotated[bool, typer.Option("--fix", help=say("First write each value for which only one can be right."))]
DryRun = Annotated[bool, typer.Option("--dry-run", "-n", help=say("With --fix, show what it would write."))]


@command_of
def check(
    shared: Shared,
    strict: Strict = False,
    rules: Rules = [],  # noqa: B006 - Typer copies it
    limit: Limit = None,
    fix: Fix = False,
    dry_run: DryRun = False,
) -> int:
    """Every problem of the dossier at once, each with its file, line and column; counts by rule."""
    destination = shared.destination()
    if shared.known_by:
        raise UserError(say("--known-by: a check looks at all of the dossier"), say("leave it out"), 2)
    folded = destination.format is Format.TEXT
    streamed = destination.is_streamed
    if dry_run and not fix:
        raise UserError(say("--dry-run is for --fix"), say("a check writes nothing"), 2)
    if fix:
        _fix(shared, rules, dry_run=dry_run)
    if dry_run:
        return 0
    with shared.open(keep_going=True) as dossier:
        document = brief.check(dossier, strict=strict, rules=rules, limit=limit, folded=folded, streamed=streamed)
        if not streamed:
            dossier.close()  # whoever reads it in a pager may take long
        return destination.write(document)


_ROUNDS = 5
"""A record that could not be read may have more to fix once it can."""


def _fix(shared: Shared, rules: list[Any], *, dry_run: bool) -> None:
    """Fix what has one right answer, and complete an edit that was interrupted; tell on stderr what was changed."""
    from brief.cli.edits import editor, report

    found = editor(shared.dossier, dry_run)
    if not dry_run:
        found.complete()
    for _ in range(_ROUNDS):
        with shared.open(keep_going=True) as dossier:
            wanted = [one for one in dossier.findings if one.fix is not None and (not rules or one.code in rules)]
        edited, fixed = found.fix(wanted, dry_run=dry_run)
        if dry_run:
            report(edited, dry_run=True)
            return
        for one in fixed:
            _tell(one)
        if not fixed:
            return


def _tell(found: "Finding") -> None:
    """Say what was fixed."""
    from brief.output import remark

    value = say("{path} of {record} is now `{fix}`", path=found.path, record=found.record or "dossier", fix=found.fix)
    remark(sys.stderr, sanitize(f"{found.file}:{found.line}: {found.code}: {value}"))


app = single(check, "brief check --limit 5")
