"""The words of an error in brief itself."""

import sys
import traceback
from collections.abc import Iterator

from brief.cli.shared import DEBUG
from brief.locale import say
from brief.model.user_error import UserError

_LONGEST = 200
"""Maximum length of the message of an error, in characters."""
_SOFTWARE = 70
"""Exit code after an internal error: EX_SOFTWARE of sysexits.h."""


def unexpected(error: Exception, options: list[str]) -> UserError:
    """Return the one-line error of an exception that should not occur, and show where it did if asked to.

    For a release copy, both omit the message of the exception, which may name what is left out.
    """
    from brief.document import escape_invisible
    from brief.output import print_lines

    is_copy = any(word.partition("=")[0] == "--release-to" for word in options)
    if DEBUG in options:
        told = _places(error) if is_copy else traceback.format_exception(error)
        print_lines(sys.stderr, "\n".join(map(escape_invisible, "".join(told).splitlines())))
    said = "" if is_copy else " ".join(str(error).split())
    short = said if len(said) <= _LONGEST else f"{said[:_LONGEST]}..."
    sentence = say("unexpected error: {name}{reason}", name=type(error).__name__, reason=short and f": {short}")
    return UserError(sentence, say("{command} shows where; please report it", command=DEBUG), _SOFTWARE)


def _places(error: BaseException | None) -> Iterator[str]:
    """Yield the lines of code at which an exception, and the one before it, occurred, without their messages."""
    while error:
        yield from traceback.format_tb(error.__traceback__)
        yield f"{type(error).__name__}\n"
        error = error.__cause__ or error.__context__
