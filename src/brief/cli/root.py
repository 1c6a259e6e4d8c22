"""The command `brief` itself: the group of all commands, and what it prints without one."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any

import typer

import brief
from brief.cli.commands import COMMANDS, SECTIONS, app_of
from brief.cli.shared import DEBUG, SETTINGS, AsOf, Group, Shared, command_of, example
from brief.cli.words import typed
from brief.locale import say
from brief.model.user_error import UserError
from brief.renderers import PAGES


class Commands(Group):
    """The commands, each loaded when it is asked for: loading all of them takes longer than an answer."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names of all commands."""
        return list(COMMANDS)

    def sections(self, ctx: Any) -> Mapping[str, Iterable[str]]:
        """Return the commands by purpose."""
        return SECTIONS

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return the command with this name."""
        if cmd_name in COMMANDS and cmd_name not in self.commands:
            command = typer.main.get_command(app_of(cmd_name))
            command.name = cmd_name
            self.commands[cmd_name] = command
        return self.commands.get(cmd_name)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command that the first word names; raises `UserError` with the nearest name for an unknown one."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from brief.model.names import hint

            better = hint(typed(args[0]), COMMANDS, say("`brief --help` lists the commands"), "brief ")
            raise UserError(say("there is no command `{command}`", command=args[0]), better, 2)
        return super().resolve_command(ctx, args)


app = typer.Typer(
    cls=Commands,
    name="brief",
    context_settings=SETTINGS,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _print_version(wanted: bool) -> None:
    if wanted:
        print(say("brief {version}", version=brief.__version__))  # noqa: T201 - the answer itself, and no document
        raise typer.Exit


@app.callback(invoke_without_command=True, epilog=example("brief who Thang"))
@command_of
def overview(
    shared: Shared,
    as_of: AsOf = None,
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help=say("Show the version.")),
    ] = False,
    _debug: Annotated[
        bool, typer.Option(DEBUG, help=say("Show the traceback of an unexpected error; works with every command."))
    ] = False,
) -> int:
    """Briefings from a dossier of sourced facts; every line leads to its source.

    Without a command: the dossier at a glance, and what to type next. The options below are for that.
    """
    if command := shared.context and shared.context.invoked_subcommand:
        if as_of or shared != Shared(context=shared.context):
            raise UserError(say("put options after the command: brief {command} ...", command=command), code=2)
        return 0
    destination = shared.destination()
    with shared.open(as_of, full=destination.format not in PAGES) as dossier:
        document = brief.overview(dossier)
    return destination.write(document)
