"""`brief check`."""

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

import brief
from brief.cli.completion import rules as known_rules
from brief.cli.shared import Limit, Shared, command_of, single
from brief.cli.words import typed
from brief.locale import say
from brief.model.user_error import UserError
from brief.renderers import FINDINGS, Format

if TYPE_CHECKING:
    from brief.cli.destination import Destination
    from brief.model.findings import Finding


def rule(code: str) -> Any:
    """Return the rule that the user typed; raises `UserError`."""
    from brief.model.rules import RULES

    if (code := typed(code)) in RULES:
        return code
    from brief.model.names import hint

    raise UserError(
        say("--rule: there is no rule `{code}`", code=code), hint(code, RULES, say("`brief check` counts by rule")), 2
    )


Strict = Annotated[bool, typer.Option("--strict", help=say("Exit with 1 for warnings, too."))]
Rules = Annotated[
    list[Any],
    typer.Option(
        "--rule", metavar="CODE", help=say("Show all findings of this rule, and no others (repeatable)."), parser=rule,
        autocompletion=known_rules,
    ),
]  # fmt: skip
Watch = Annotated[
    bool,
    typer.Option("--watch", help=say("Check again whenever a file changes, and print what is new; stop with Ctrl-C.")),
]
Fix = Annotated[bool, typer.Option("--fix", help=say("First fix what has only one right value."))]
DryRun = Annotated[bool, typer.Option("--dry-run", "-n", help=say("With --fix, show what it would write."))]


@command_of
def check(
    shared: Shared,
    strict: Strict = False,
    rules: Rules = [],  # noqa: B006 - Typer copies it
    limit: Limit = None,
    watch: Watch = False,
    fix: Fix = False,
    dry_run: DryRun = False,
) -> int:
    """Show all problems of the dossier, each with its file, line and column, and count them by rule."""
    destination = shared.destination()
    _refuse(shared, fix=fix, dry_run=dry_run)
    if fix:
        _fix(shared, rules, dry_run=dry_run)
    if dry_run:
        return 0
    if watch:
        return _watched(shared, destination, rules)
    folded = destination.format is Format.TEXT
    streamed = destination.is_streamed
    with shared.open(keep_going=True) as dossier:
        document = brief.check(
            dossier,
            strict=strict,
            rules=rules,
            limit=limit,
            folded=folded,
            streamed=streamed,
            from_top=destination.format in FINDINGS,
        )
        if not streamed:
            dossier.close()  # do not keep the dossier open while a pager runs
        is_page = not folded or destination.file or destination.folder
        return destination.write(document if is_page else document.marked(shared.handling or ""))


def _refuse(shared: Shared, *, fix: bool, dry_run: bool) -> None:
    """Raise `UserError` for options that a check does not take, and for the dossier that comes with brief."""
    if shared.known_by or shared.release_to:
        option = "--known-by" if shared.known_by else "--release-to"
        raise UserError(say("{option}: a check reads the whole dossier", option=option), say("leave it out"), 2)
    if dry_run and not fix:
        raise UserError(say("--dry-run is for --fix"), say("a check writes nothing"), 2)
    if shared.dossier is None:
        from brief.app import own_dossier

        own_dossier(None)


def _watched(shared: Shared, destination: "Destination", rules: list[str]) -> int:
    """Print the findings, then the effect of each change on them, until interrupted."""
    from brief.app import find_dossier
    from brief.library.watch import rounds

    if destination.format is not Format.TEXT or destination.file or destination.folder:
        raise UserError(say("--watch prints text on the screen"), say("leave out --format and --output"), 2)
    root = find_dossier(shared.dossier)
    with shared.open(keep_going=True) as dossier:
        if len(dossier.names) > 1:
            sentence = say("--watch checks one dossier, but this one lists others")
            raise UserError(sentence, say("give the folder of one that lists no others; `brief check` checks all"), 2)
    plain = destination._replace(screen=destination.screen._replace(pager=""))
    for document in rounds(root, rules):
        plain.write(document)
    return 0


def _fix(shared: Shared, rules: list[Any], *, dry_run: bool) -> None:
    """Fix findings that have only one right answer, and report what changed: a diff for a dry run, else on stderr."""
    from brief.cli.edits import report

    edited = brief.fix(shared.dossier, rules=rules, dry_run=dry_run)
    if dry_run:
        report(edited, dry_run=True)
        return
    for found in edited.fixed:
        _print_fix(found)


def _print_fix(found: "Finding") -> None:
    """Report a fix."""
    from brief.document import sanitize
    from brief.output import print_lines

    value = say(
        "{path} of {record} is now `{value}`", path=found.path, record=found.record or "dossier", value=found.fix
    )
    print_lines(sys.stderr, sanitize(f"{found.file}:{found.line}: {found.code}: {value}"))


app = single(check, "brief check --limit 5")
