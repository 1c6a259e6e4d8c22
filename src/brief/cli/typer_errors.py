"""The words of Typer's errors, in plain English and with what to type instead."""

import re
from typing import Any

from brief.locale import say

_NO_COMMAND = re.compile(r"No such command '(.*)'\.")


def plain_words(error: Any) -> str:
    """Return the message of an error of the command line in plain words."""
    message, context = str(error.message), error.ctx
    if context and (found := _NO_COMMAND.fullmatch(message)):
        known = ", ".join(f"`{name}`" for name in context.command.list_commands(context))
        command = f"{context.command_path} {found[1]}"
        return say(
            "there is no command `{command}`; after `{path}` comes one of {known}",
            command=command,
            path=context.command_path,
            known=known,
        )
    return message


def missing(error: Any) -> str:
    """Return what to say of an option that is missing; empty for another error."""
    param: Any = getattr(error, "param", None)
    context = error.ctx
    if type(error).__name__ != "MissingParameter" or not context or getattr(param, "param_type_name", "") != "option":
        return ""
    command, option = str(context.command_path), str(param.opts[0])
    return say("`{command}` needs {option}; type `{command} {option} ...`", command=command, option=option)
