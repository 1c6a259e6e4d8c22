"""The commands that a page names, with the options of its own command line, so that they show the same view."""

import re
import shlex
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

import typer

from brief.cli.commands import COMMANDS, app_of
from brief.document import concealed
from brief.document.hints import hinting

if TYPE_CHECKING:
    from brief.document import Document

_VIEW = ("dossier", "as_of", "known_by", "release_to", "no_count", "keep_going")
"""The options that another command keeps, if it has them. The same command keeps all that choose what it shows."""

_PASSWORD = re.compile(r"^(postgres(?:ql)?://[^:@/]*):[^@]*@")
"""The password in an address of a server; libpq finds it elsewhere, or asks for it."""


def hinted(document: "Document", context: typer.Context, typed: "list[Any]") -> "Document":
    """Return a document whose commands have these options, which were typed in the command line of `context`."""
    own = (context.info_name or "").partition(" ")[2]

    def told(limits: tuple[str, ...]) -> Callable[[str], str]:
        def longer(command: str) -> str:
            _, name, *_ = (*shlex.split(command), "")
            name = "" if name.startswith("-") else name
            kept = _of_view(name, typed) if name != own else (one for one in typed if one.name not in limits)
            words = (word for one in kept if not {*one.opts} & {*command.split()} for word in _words(context, one))
            return concealed(" ".join((command, *map(shlex.quote, words))))

        return longer

    return hinting(document, told(("limit",)), more=told(()))


def _of_view(name: str, typed: "Iterable[Any]") -> "Iterator[Any]":
    """Yield the options of the view that another command has too."""
    return (one for one in typed if one.name in _VIEW and one.name in _options(name))


@cache
def _options(name: str) -> frozenset[str]:
    """Return the options of a command, which takes milliseconds to make; none if there is no such command."""
    if name and name not in COMMANDS:
        return frozenset()
    return frozenset(str(one.name) for one in typer.main.get_command(app_of(name)).params)


def _words(context: typer.Context, option: Any) -> Iterator[str]:
    """Yield an option as it can be typed: each of its values after its name."""
    name, value = min(option.opts, key=len), context.params[str(option.name)]
    for one in value if isinstance(value, list | tuple) else [value]:
        yield name
        if one is not True:
            yield _PASSWORD.sub(r"\1@", str(getattr(one, "text", one)))
