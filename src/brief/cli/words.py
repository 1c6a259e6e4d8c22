"""Words that the user types, and the arguments and options that take them."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from brief.cli.completion import Completer, ids_of
from brief.locale import say

if TYPE_CHECKING:
    from brief.model.dates import Date


def date(text: str) -> "Date":
    """Parse a date in EDTF; raises `BadParameter`."""
    from brief.model.dates import Date, DateError

    try:
        return Date.parse(typed(text))
    except DateError as error:
        raise typer.BadParameter(f"{error.sentence} ({error.hint})" if error.hint else error.sentence) from error


LONGEST_TYPED = 1_000
"""Maximum length of a name, a date or a question on the command line, in characters."""


def typed(text: str) -> str:
    """Return typed words as valid text, even if the locale cannot decode it; raises `UserError` if it is too long."""
    if len(text) > LONGEST_TYPED:
        from brief.model.user_error import UserError

        sentence = say(
            "`{text}…` has {length:,} characters; at most {most:,} are allowed",
            text=text[:20],
            length=len(text),
            most=LONGEST_TYPED,
        )
        raise UserError(sentence, say("shorten it"), 2)
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def marking(text: str) -> str:
    """Return a typed marking; raises `BadParameter` if it is empty, as an unset variable of a script would be."""
    if not text.strip():
        raise typer.BadParameter(say("name a marking, such as TLP:GREEN"))
    return typed(text)


def place(text: str) -> Path:
    """Return a typed path; raises `BadParameter` if it is empty, which Python would take for the current folder."""
    if not text:
        raise typer.BadParameter(say("name a file or a folder"))
    return Path(text)


def folder_or_address(text: str) -> Path | str:
    """Return a typed path, or the address of a server, which as a path would lose its double slash."""
    from brief.yaml.discovery import is_address

    return typed(text) if is_address(text) else place(text)


def target(text: str) -> Path | None:
    """Return the file or folder to write to; None for standard output (`-`, POSIX.1-2017, 12.2)."""
    if not text or (text.endswith("/") and not os.path.isdir(text)):
        raise typer.BadParameter(say("name a file, or a folder that exists"))
    return None if text in ("-", "/dev/stdout") else Path(text)


MOST = 1_000_000_000
"""Greatest number that an option accepts. SQLite and Python accept more, but not any number."""


def number(option: str, words: str, most: int = MOST, *, show_default: bool = True) -> Any:
    """Return an option for a whole number from 1 to `most`; `words` are its help."""

    def parsed(text: str | int) -> int:
        try:
            found = int(typed(str(text)))
        except ValueError:
            raise typer.BadParameter(say("`{typed}` is not a whole number; give one such as 5", typed=text)) from None
        if found < 1:
            raise typer.BadParameter(say("`{typed}` is too small; give a whole number from 1", typed=text))
        if found > most:
            sentence = say("`{typed}` is too large; give a whole number up to {most:,}", typed=text, most=most)
            raise typer.BadParameter(sentence)
        return found

    return typer.Option(option, metavar="N", parser=parsed, help=words, show_default=show_default)


def argument(metavar: str, words: str, completed: Completer) -> Any:
    """Return an argument for typed words, such as a name; `words` are its help."""
    return typer.Argument(metavar=metavar, help=words, parser=typed, autocompletion=completed)


def named(option: str, words: str, *kinds: str) -> Any:
    """Return an option for the name of a record of these kinds; `words` are its help."""
    return typer.Option(option, metavar="NAME", help=words, parser=typed, autocompletion=ids_of(*kinds))


def dated(option: str, words: str) -> Any:
    """Return an option for a date; `words` are its help."""
    return typer.Option(option, metavar="DATE", parser=date, help=words)
