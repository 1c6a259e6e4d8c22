"""Run the text editor that the user has chosen."""

import shlex
import subprocess
from collections.abc import Mapping
from pathlib import Path

from brief.locale import say
from brief.model.user_error import UserError, reason
from brief.system.programs import find

_AT_LINE = frozenset(["vi", "vim", "nvim", "gvim", "nano", "pico", "emacs", "emacsclient", "micro", "kak", "joe"])
"""Editors that take `+LINE` before a file."""
_WITH_COLON = frozenset(["code", "code-insiders", "codium", "cursor", "windsurf", "subl", "zed", "hx", "helix"])
"""Editors that take `FILE:LINE`."""


def chosen(environment: Mapping[str, str]) -> str:
    """Return the command of the chosen editor; empty if none is chosen."""
    return environment.get("VISUAL") or environment.get("EDITOR", "")


def run(file: Path, line: int, environment: Mapping[str, str]) -> None:
    """Open a file at a line and wait for the end of the editor; raise `UserError` if that fails."""
    typed = chosen(environment) or "vi"
    try:
        name, *words = shlex.split(typed)
    except ValueError:
        name, words = "", []
    program = find(name, environment) if name else None
    if program is None:
        raise UserError(say("there is no editor `{typed}`", typed=typed), say("set VISUAL or EDITOR"))
    try:
        code = subprocess.run([program, *words, *_place(name, file, line)], check=False).returncode
    except OSError as error:
        sentence = say("the editor `{name}` cannot be started: {reason}", name=name, reason=reason(error))
        raise UserError(sentence, say("set VISUAL or EDITOR")) from error
    if code:
        raise UserError(say("the editor `{name}` reported an error", name=name), say("nothing is written"))


def _place(name: str, file: Path, line: int) -> list[str]:
    """Return the words that open a file at a line in this editor."""
    known = Path(name).stem.lower()
    if known in _AT_LINE:
        return [f"+{line}", str(file)]
    place = f"{file}:{line}" if known in _WITH_COLON else str(file)
    return ["--wait", "--goto", place] if known.startswith(("code", "cursor", "windsurf")) else [place]
