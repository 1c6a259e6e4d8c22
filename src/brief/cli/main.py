"""The command line: runs the command that its words name."""

import contextlib
import os
import sys
from typing import Any

import typer

from brief.cli.commands import COMMANDS, app_of
from brief.cli.shared import DEBUG
from brief.last_remarks import last_remarks
from brief.locale import say
from brief.model.user_error import UserError, next_step, reason

_WRONG_WORDS: Any = typer.BadParameter.__base__
"""The error of words that a command does not understand; Typer does not export it."""


def run(words: list[str]) -> int:
    """Run a command line, and return the exit code."""
    options = words[: words.index("--")] if "--" in words else words
    try:
        for word in words:
            _check_letters(word)
        # Every command accepts --debug without declaring it.
        return _flushed(_called([word for word in options if word != DEBUG] + words[len(options) :]))
    except SystemExit as left:
        return _flushed(left.code if isinstance(left.code, int) else 0)
    except _WRONG_WORDS as error:
        return _not_understood(error)
    except BrokenPipeError:  # such as `brief timeline | head`
        return 0
    except (UserError, OSError) as error:
        return _ended(error)
    except Exception as error:
        from brief.cli.unexpected import unexpected

        return _ended(unexpected(error, options))


def _check_letters(word: str) -> None:
    """Raise `UserError` for a word that is not UTF-8, unless it is the path of a file: what is typed never changes."""
    try:
        word.encode("utf-8", "surrogateescape").decode("utf-8")
    except UnicodeError as error:
        if not any(map(os.path.lexists, (word, word.partition("=")[2]))):
            shown = word[:60].encode("utf-8", "replace").decode()
            raise UserError(say("`{word}` is not UTF-8", word=shown), say("type it again"), 2) from error


def _called(words: list[str]) -> int:
    """Call the command that the first word names, and return its exit code.

    The group of all commands is called only for other words, because declaring its own options takes longer than
    reading the dossier.
    """
    if any("-completion" in word for word in words):
        from brief.cli.shells import add_no_space, complete_named

        add_no_space()
        if complete_named(words):
            return 0
    if words and words[0] in COMMANDS:
        name, *words = words
        return app_of(name)(args=words, prog_name=f"brief {name}", standalone_mode=False) or 0
    return app_of("")(args=words, prog_name="brief", standalone_mode=False) or 0


def _not_understood(error: Any) -> int:
    """Say which words were not understood, and return the exit code."""
    from io import StringIO

    from brief.cli.typer_errors import missing, plain_words
    from brief.output import print_lines

    error.message = plain_words(error)
    if said := missing(error):
        error.format_message = lambda: said
    error.show(told := StringIO())
    with contextlib.suppress(UserError):  # stderr is closed
        print_lines(sys.stderr, told.getvalue().rstrip())
    return int(error.exit_code)


def _flushed(code: int) -> int:
    """Flush standard output, and return the exit code."""
    try:
        sys.stdout.flush()
        for text in last_remarks():
            from brief import output

            output.print_remark(text)
    except BrokenPipeError:
        return code
    except OSError as error:
        return _ended(error)
    return code


def _ended(error: UserError | OSError) -> int:
    """Say in a line what went wrong, and return the exit code; an error that names no file is one of a stream."""
    from brief.cli.destination import report_failure
    from brief.output import unwritable

    if isinstance(error, OSError):
        named = UserError(f"{error.filename}: {reason(error)}", next_step(error), 2)
        error = named if error.filename else unwritable(error)
    with contextlib.suppress(UserError):  # stderr is closed
        report_failure(error)
    return error.code
