"""The commands: their names, and how one is loaded."""

from importlib import import_module
from typing import TYPE_CHECKING

from brief.locale import say

if TYPE_CHECKING:
    import typer

SECTIONS: dict[str, tuple[str, ...]] = {
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
"""The commands by purpose, in the order of the help."""
COMMANDS = tuple(command for section in SECTIONS.values() for command in section)
"""All commands, in the order of the help."""


def app_of(name: str) -> "typer.Typer":
    """Return the application of a command; for an empty name, that of `brief` itself."""
    app: typer.Typer = import_module(f"brief.cli.{name or 'root'}").app
    return app
