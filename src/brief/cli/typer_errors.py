"""The words of Typer's errors, in plain English and with what to type instead."""

import re
from typing import Any

from brief.locale import say

_NO_COMMAND = re.compile(r"No such command '(.*)'\.")
_NO_CHOICE = re.compile(r"'(.*)' is not one of (.*)\.")
_EXTRA = re.compile(r"Got unexpected extra argument\S* \((.*)\)\.?")
_ALIKE = (
    ("--as-of", "--on", "--date"),
    ("--from", "--since"),
    ("--to", "--until", "--due-by"),
    ("--who", "--with", "--by", "--for", "--org"),
    ("--output", "--out", "--file"),
)
"""Options by which commands mean nearly the same; each command has its own of them."""


def plain_words(error: Any) -> str:
    """Return the message of an error of the command line in plain words."""
    message, context = str(error.message), error.ctx
    if context and (option := getattr(error, "option_name", "")) and hasattr(error, "possibilities"):
        error.possibilities = None
        return _no_option(option, context)
    if context and (found := _NO_COMMAND.fullmatch(message)):
        known = ", ".join(f"`{name}`" for name in context.command.list_commands(context))
        command = f"{context.command_path} {found[1]}"
        return say(
            "there is no command `{command}`; after `{path}` comes one of {known}",
            command=command,
            path=context.command_path,
            known=known,
        )
    if context and (found := _EXTRA.fullmatch(message)):
        left = say(
            "`{command}` takes no more words, but `{words}` is left", command=context.command_path, words=found[1]
        )
        return f"{left} ({say('put quotes around a name of several words')})"
    if found := _NO_CHOICE.fullmatch(message):
        return _no_choice(found[1], re.findall("'(.*?)'", found[2]))
    return message


def _no_option(option: str, context: Any) -> str:
    """Return what to say of an unknown option: which of the command's own has that meaning, or a similar name."""
    from brief.locale import either
    from brief.model.names import hint

    command = context.command_path
    known = [name for each in context.command.params for name in each.opts if name.startswith("--")]
    alike = [name for group in _ALIKE if option in group for name in group if name in known]
    if alike:
        better: str = say("did you mean {options}?", options=either(f"`{name}`" for name in alike))
    else:
        better = hint(option, known, say("`{command} -h` lists its options", command=command))
    return say("`{command}` has no option `{option}` ({hint})", command=command, option=option, hint=better)


def _no_choice(word: str, known: list[str]) -> str:
    """Return what to say of a word that is no choice; the extension of a file means its format."""
    from brief.model.names import hint
    from brief.renderers import EXTENSIONS

    format_ = EXTENSIONS.get(f".{word.lower()}")
    listed = ", ".join(f"`{name}`" for name in known)
    nearest = hint(format_ if format_ in known else word, known, say("choose from {known}", known=listed))
    return say("`{word}` is not a choice here ({nearest})", word=word, nearest=nearest)


def missing(error: Any) -> str:
    """Return what to say of an option that is missing; empty for another error."""
    param: Any = getattr(error, "param", None)
    context = error.ctx
    if type(error).__name__ != "MissingParameter" or not context or getattr(param, "param_type_name", "") != "option":
        return ""
    command, option = str(context.command_path), str(param.opts[0])
    return say("`{command}` needs {option}; type `{command} {option} ...`", command=command, option=option)
