"""The words of Typer's errors, in plain English and with what to type instead."""

import re
from typing import Any

from brief.locale import say

_NO_COMMAND = re.compile(r"No such command '(.*)'\.")
_NO_CHOICE = re.compile(r"'(.*)' is not one of (.*)\.")
_EXTRA = re.compile(r"Got unexpected extra argument\S* \((.*)\)\.?")
_ALIKE = (
    ("DATE", "--as-of", "--on", "--date"),
    ("DATE", "--from", "--since"),
    ("DATE", "--to", "--until", "--due-by"),
    ("NAME", "--who", "--with", "--by", "--for", "--org"),
    ("FILE", "--output", "--out"),
)
"""What an option takes, and the options by which commands then mean nearly the same; each command has some of them."""
_NAMES = ("NAME", "SUBJECT", "WORDS")
"""What an argument takes that may have several words."""


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
        told = say("`{command}` does not accept `{words}`", command=context.command_path, words=found[1])
        takes = [str(each.metavar or "") for each in context.command.params if each.param_type_name == "argument"]
        is_name = bool(takes) and any(name in takes[-1] for name in _NAMES)
        better = say("put quotes around a name of several words")
        return f"{told} ({better})" if is_name else told
    if found := _NO_CHOICE.fullmatch(message):
        return no_choice(found[1], re.findall("'(.*?)'", found[2]))
    return message


def _no_option(option: str, context: Any) -> str:
    """Return what to say of an unknown option: which of the command's own has that meaning, or a similar name."""
    from brief.locale import either
    from brief.model.names import hint

    command = context.command_path
    known = [name for each in context.command.params for name in each.opts if name.startswith("--")]
    takes = {name: each.metavar for each in context.command.params for name in each.opts}
    alike = [name for metavar, *names in _ALIKE if option in names for name in names if takes.get(name) == metavar]
    if alike:
        better: str = say("did you mean {options}?", options=either(f"`{name}`" for name in alike))
    else:
        better = hint(option, known, say("`{command} -h` lists its options", command=command))
    return say("`{command}` has no option `{option}` ({hint})", command=command, option=option, hint=better)


def no_choice(word: str, known: list[str]) -> str:
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
