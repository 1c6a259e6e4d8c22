"""The options that mean the same everywhere, declared once."""

import inspect
import os
from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from brief.cli.words import dated, folder_or_address, marking, named, number, place, target
from brief.locale import say
from brief.named_tuple import NamedTuple
from brief.renderers import PAGES, Format, Size

if TYPE_CHECKING:
    from brief.cli.destination import Destination
    from brief.document import Document
    from brief.library.opened import Dossier
    from brief.model.dates import Date


AsOf = Annotated[Any, dated("--as-of", say("Show what was true on DATE."))]
Since = Annotated[Any, dated("--from", say("Only events ending on or after DATE."))]
Until = Annotated[Any, dated("--to", say("Only events starting on or before DATE."))]
Who = Annotated[
    list[str],
    named("--who", say("Events with this participant (repeatable)."), "person", "organization"),
]
Topic = Annotated[
    list[str],
    named("--topic", say("Only what is about this topic (repeatable)."), "topic"),
]
ExitCode = Annotated[
    bool, typer.Option("--exit-code", help=say("Exit with 1 if there is anything to report, as git diff does."))
]
Limit = Annotated[int | None, number("--limit", say("Show at most N."))]


SETTINGS = {"help_option_names": ["-h", "--help"]}
"""Settings of every command and group."""
DEBUG = "--debug"
"""An option of every command, which no command declares."""


def _dossier(words: str) -> Any:
    """Return an option for the dossier; `words` are its help."""
    return typer.Option("--dossier", "-d", metavar="PATH", parser=folder_or_address, help=words)


DossierOption = Annotated[
    list[Any] | None, _dossier(say("The dossier's folder; else $BRIEF_DOSSIER, else the nearest one upward."))
]
"""The option of a command that needs the files of one dossier; a list, so that several are refused, not ignored."""
DossiersOption = Annotated[
    list[Any] | None,
    _dossier(
        say(
            "The dossier's folder, or address on a server; else $BRIEF_DOSSIER, else the nearest one upward "
            "(repeatable)."
        )
    ),
]
"""The option of a command that can read several as one."""
KeepGoing = Annotated[
    bool, typer.Option("--keep-going", help=say("Leave out records with errors, and print the rest."))
]
KnownBy = Annotated[Any, dated("--known-by", say("Use only sources published by DATE."))]


ReleaseTo = Annotated[
    Any,
    typer.Option(
        "--release-to", metavar="MARKING", help=say("Leave out what is marked higher than MARKING."), parser=marking
    ),
]
NoCount = Annotated[bool, typer.Option("--no-count", help=say("With --release-to, do not say how much is left out."))]
Handling = Annotated[
    Any,
    typer.Option(
        "--handling",
        metavar="MARKING",
        help=say("Mark the page with MARKING, which may not be lower than its content."),
        parser=marking,
    ),
]
Force = Annotated[bool, typer.Option("--force", help=say("Replace the file if it exists."))]


class Shared(NamedTuple):
    """The options of every command that reads a dossier."""

    dossier: DossiersOption = None
    format: Annotated[
        Format | None,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help=say("One of {formats}; a csv file begins with a byte order mark.", formats=", ".join(Format)),
        ),
    ] = None
    json: Annotated[bool, typer.Option("--json", help=say("The same as --format json."))] = False
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            parser=target,
            help=say("Write to this file, whose ending sets the format, or into this folder; - is standard output."),
        ),
    ] = None
    force: Force = False
    keep_going: KeepGoing = False
    known_by: KnownBy = None
    release_to: ReleaseTo = None
    no_count: NoCount = False
    handling: Handling = None
    paper: Annotated[Size, typer.Option("--paper", help=say("Paper size."))] = Size.A4
    template: Annotated[
        Path | None,
        typer.Option(
            "--template",
            metavar="FILE",
            parser=place,
            help=say("Your template: for docx a Word document, for html or pdf see `brief template`."),
        ),
    ] = None

    marking_column: Annotated[
        bool, typer.Option("--marking-column", help=say("Put the handling marking in a column of a csv file."))
    ] = False
    full: Annotated[
        bool,
        typer.Option(
            "--full", "-v", help=say("Print the full page, with participants, reasons and every disputed value.")
        ),
    ] = False
    no_pager: Annotated[bool, typer.Option("--no-pager", help=say("Print long answers without a pager."))] = False
    context: typer.Context | None = None
    """The command line as it was parsed."""

    def open(
        self,
        as_of: "Date | None" = None,
        *,
        keep_going: bool = False,
        full: bool = True,
        at: str | None = None,
        folder: Path | None = None,
    ) -> "Dossier":
        """Open the chosen dossier, or the one in `folder`: as of a day, or `at` a committed state."""
        import brief

        return brief.open(
            folder or self.dossier,
            as_of=as_of,
            known_by=self.known_by,
            keep_going=self.keep_going or keep_going,
            full=self.full or full,
            remarks=True,
            at=at,
            release_to=self.release_to or "",
            counted=not self.no_count,
            handling=self.handling or "",
            searchable=False,
        )

    def destination(self) -> "Destination":
        """Return destination and format of the answer; raises `UserError` for options that contradict each other."""
        from brief import output
        from brief.app import screen
        from brief.cli.destination import Destination, format_of, paper_of

        folder = self.output if self.output and os.path.isdir(self.output) else None
        file = output.target(self.output, self.force) if self.output and not folder else None
        format_ = format_of(self.format, self.output, is_json=self.json)
        paper = paper_of(self.paper, self.template, self.marking_column, format_)
        return Destination(format_, file, paper, screen(not self.no_pager), folder, self.force, self.context)


_COMMON: dict[str, Any] = Shared.__annotations__ | {"context": typer.Context}
"""The shared options by name."""


def report_of(question: "Callable[..., Document]") -> Callable[..., None]:
    """Make a command of a function of an open dossier and options; the command writes the document that it returns.

    The command has the shared options and `--as-of`, the day as of which the dossier is opened.
    """

    @wraps(question)
    def answer(shared: Shared, as_of: "Date | None" = None, **words: Any) -> int:
        destination = shared.destination()  # fails before any work is done
        with shared.open(as_of, full=destination.format not in PAGES) as dossier:
            document = question(dossier, **words)
            note = destination.issuing(dossier, document, words.get("to", ""))
        return destination.write(document, note)

    return command_of(answer, {"as_of": AsOf})


def command_of(function: Callable[..., int], more: Mapping[str, Any] = MappingProxyType({})) -> Callable[..., None]:
    """Make a command with the shared options of a function of `shared` and options; it exits with the function's code.

    `more` are options that are not parameters of the function, or other forms of shared ones.
    """
    own = inspect.signature(function).parameters
    keyword = inspect.Parameter.KEYWORD_ONLY
    parameters = [
        found.replace(kind=keyword) for name, found in own.items() if name not in ("shared", "dossier", "context")
    ]
    parameters += [
        inspect.Parameter(name, keyword, default=Shared._field_defaults.get(name), annotation=hint)
        for name, hint in {**more, **_COMMON, **more}.items()
    ]

    @wraps(function)
    def command(**words: Any) -> None:
        shared = Shared(**{name: words.pop(name) for name in _COMMON})
        if code := function(shared=shared, **words):
            raise typer.Exit(code)

    command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # read by inspect
    command.__annotations__ = {}  # in the signature; Typer would evaluate them again
    return command


class Group(TyperGroup):
    """A group of commands, whose help has the whole first paragraph of each."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the first paragraph of each command, which click would cut to one line."""
        for title, names in self.sections(ctx).items():
            found = ((name, self.get_command(ctx, name)) for name in names)
            rows = [(name, " ".join((each.help or "").split("\n\n")[0].split())) for name, each in found if each]
            with formatter.section(title):
                formatter.write_dl(rows)

    def sections(self, ctx: Any) -> Mapping[str, Iterable[str]]:
        """Return the commands by purpose."""
        return {say("Commands"): self.list_commands(ctx)}


def example(command: str) -> str:
    """Return the end of a command's help: an example command line, which is not wrapped."""
    title = say("Example:")
    return f"\b\n{title}\n  {command}" if command else ""


def single(function: Callable[..., None], shown: str = "") -> typer.Typer:
    """Return an app with this function as its only command; `shown` is the example at the end of its help."""
    app = typer.Typer(add_completion=False, rich_markup_mode=None, context_settings=SETTINGS)
    app.command(epilog=example(shown))(function)
    return app


def several(words: str, shown: str) -> typer.Typer:
    """Return an app for a group of commands; `words` are its help, and `shown` is an example command line."""
    return typer.Typer(
        cls=Group,
        add_completion=False,
        rich_markup_mode=None,
        context_settings=SETTINGS,
        no_args_is_help=True,
        help=words,
        epilog=example(shown),
    )
