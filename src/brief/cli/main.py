"""The command `brief` itself, which loads the other commands."""

import contextlib
import sys
from collections.abc import Iterable, Mapping
from importlib import import_module
from typing import Annotated, Any

import typer

import brief
from brief.cli.shared import AsOf, Group, Shared, command_of, example
from brief.cli.words import typed
from brief.last_remarks import last_remarks
from brief.locale import say
from brief.model.user_error import UserError, reason
from brief.renderers import PAGES

_SECTIONS: dict[str, tuple[str, ...]] = {
    say("Ask"): (
        "timeline",
        "who",
        "show",
        "list",
        "commitments",
        "conflicts",
        "gaps",
        "search",
        "graph",
        "sources",
    ),
    say("Papers"): (
        "memo",
        "meeting",
        "export",
        "template",
    ),
    say("Share"): (
        "push",
        "dossiers",
    ),
    say("Trust"): (
        "check",
        "why",
        "diff",
        "ripple",
    ),
    say("Write"): (
        "init",
        "source",
        "add",
        "set",
        "edit",
        "rename",
        "merge",
        "rm",
        "schema",
    ),
}
COMMANDS = tuple(command for section in _SECTIONS.values() for command in section)
"""All commands, in the order of the help."""


_DEBUG = "--debug"


class Commands(Group):
    """The commands, each loaded when it is asked for: loading all of them takes longer than an answer."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names of all commands."""
        return list(COMMANDS)

    def sections(self, ctx: Any) -> Mapping[str, Iterable[str]]:
        """Return the commands by purpose."""
        return _SECTIONS

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return the command with this name."""
        if cmd_name in COMMANDS and cmd_name not in self.commands:
            command = typer.main.get_command(import_module(f"brief.cli.{cmd_name}").app)
            command.name = cmd_name
            self.commands[cmd_name] = command
        return self.commands.get(cmd_name)

    def invoke(self, ctx: Any) -> Any:
        """Run a command; what is said of words that it does not understand repeats no password."""
        try:
            return super().invoke(ctx)
        except Exception as error:
            if isinstance(message := getattr(error, "message", None), str):
                from brief.document import concealed

                error.message = concealed(message)  # type: ignore[attr-defined]  # an error of click
            raise

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command that the first word names; raises `UserError` with the nearest name for an unknown one."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from brief.model.names import hint

            better = hint(typed(args[0]), COMMANDS, say("`brief --help` lists the commands"), "brief ")
            raise UserError(say("there is no command `{args}`", args=args[0]), better, 2)
        return super().resolve_command(ctx, args)


app = typer.Typer(
    cls=Commands,
    name="brief",
    context_settings={"help_option_names": ["-h", "--help"]},
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
        bool, typer.Option(_DEBUG, help=say("Show the traceback of an unexpected error; works with every command."))
    ] = False,
) -> int:
    """Briefings from a dossier of sourced facts; every line leads to its source.

    Without a command: the dossier at a glance, and what to type next; the options are for that.
    """
    command = shared.context and shared.context.invoked_subcommand
    if command:
        if as_of or shared != Shared(context=shared.context):
            raise UserError(say("put options after the command: brief {command} ...", command=command), code=2)
        return 0
    destination = shared.destination()
    with shared.open(as_of, full=destination.format not in PAGES) as dossier:
        document = brief.overview(dossier)
    return destination.write(document)


def run(words: list[str]) -> int:
    """Run a command line, and return the exit code."""
    options = words[: words.index("--")] if "--" in words else words
    if any(word.endswith("-completion") for word in options):
        from brief.cli.shells import add_no_space

        add_no_space()
    try:
        # Every command accepts --debug without declaring it.
        app(args=[word for word in options if word != _DEBUG] + words[len(options) :], prog_name="brief")
    except SystemExit as left:
        return _flushed(left.code if isinstance(left.code, int) else 0)
    except UserError as failure:
        return _ended(failure)
    except BrokenPipeError:  # such as `brief timeline | head`
        return 0
    except OSError as error:
        return _ended(UserError(f"{error.filename or 'the system'}: {reason(error)}"))
    except Exception as error:
        from brief.cli.unexpected import unexpected

        return _ended(unexpected(error, options, _DEBUG))
    return _flushed(0)


def _flushed(code: int) -> int:
    """Flush standard output, and return the exit code."""
    try:
        sys.stdout.flush()
        for text in last_remarks():
            from brief import output

            output.remark(sys.stderr, f"brief: {text}")
    except BrokenPipeError:
        return code
    except OSError as error:
        return _ended(UserError(say("cannot write the answer: {reason}", reason=reason(error))))
    return code


def _ended(failure: UserError) -> int:
    from brief.cli.destination import report_failure

    with contextlib.suppress(UserError):  # stderr is closed
        report_failure(failure)
    return failure.code
