"""The scripts that complete commands in shells: Typer's, with a change for words that are not finished."""

import sys
from itertools import pairwise

from brief.locale import say
from brief.model.user_error import UserError
from brief.output import print_lines

_OPEN_BASH = "    [[ ${COMPREPLY[0]} == *[=.] ]] && compopt -o nospace\n    return 0\n"
_OPEN_ZSH = """\
  local found="$(env _TYPER_COMPLETE_ARGS="${words[1,$CURRENT]}" %(autocomplete_var)s=complete_zsh %(prog_name)s)"
  if [[ $found == *[=.]'"'* ]]; then
    found="compadd -S '' -- ${${${found//$'\\n'/ }#*\\(\\(}%%\\)\\)*}"
  fi
  eval $found
"""


_OPTIONS = ("--install-completion", "--show-completion")


def complete_named(words: list[str]) -> bool:
    """Install or show completion for the shell that is named after the option; False if none is.

    Typer ignores the name, and looks for the shell that runs.
    """
    pairs = [*pairwise(words), *(word.split("=", 1) for word in words if "=" in word)]
    found = next(((option, name) for option, name in pairs if option in _OPTIONS and not name.startswith("-")), None)
    if not found:
        return False
    from typer._completion_shared import Shells, get_completion_script, install

    from brief.cli.typer_errors import no_choice

    option, name = found
    known = [shell.value for shell in Shells]
    if name not in known:
        sentence = say("{option}: {why}", option=option, why=no_choice(name, known))
        raise UserError(sentence, code=2)
    if option == "--show-completion":
        print_lines(sys.stdout, get_completion_script(prog_name="brief", complete_var="_BRIEF_COMPLETE", shell=name))
        return True
    _, path = install(shell=name, prog_name="brief")
    print_lines(sys.stdout, say("{shell} completion installed in {path}", shell=name, path=path))
    return True


def add_no_space() -> None:
    """Have bash and zsh put no space after `name=` and `roles.`, as fish does, before their scripts are printed."""
    from typer import _completion_shared as typer

    bash, zsh = typer.COMPLETION_SCRIPT_BASH, typer.COMPLETION_SCRIPT_ZSH
    before, _, after = zsh.partition("  eval ")
    typer._completion_scripts["bash"] = bash.replace("    return 0\n", _OPEN_BASH)
    typer._completion_scripts["zsh"] = before + _OPEN_ZSH + after.partition("\n")[2]
