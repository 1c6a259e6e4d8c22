"""The scripts that complete commands in shells: Typer's, with a change for words that are not finished."""

from itertools import pairwise

_OPEN_BASH = "    [[ ${COMPREPLY[0]} == *[=.] ]] && compopt -o nospace\n    return 0\n"
_OPEN_ZSH = """\
  local found="$(env _TYPER_COMPLETE_ARGS="${words[1,$CURRENT]}" %(autocomplete_var)s=complete_zsh %(prog_name)s)"
  if [[ $found == *[=.]'"'* ]]; then
    found="compadd -S '' -- ${${${found//$'\\n'/ }#*\\(\\(}%%\\)\\)*}"
  fi
  eval $found
"""


_OPTIONS = ("--install-completion", "--show-completion")


def take_shell(words: list[str]) -> None:
    """Let Typer read the name of a shell after its options, which it otherwise ignores: it looks for the shell."""
    if any(before in _OPTIONS and not word.startswith("-") for before, word in pairwise(words)):
        from typer._completion_shared import Shells

        from brief.app import name_shell

        name_shell()
        Shells.__str__ = str.__str__  # type: ignore[method-assign]  # Typer says which it has installed


def add_no_space() -> None:
    """Have bash and zsh put no space after `name=` and `roles.`, as fish does, before their scripts are printed."""
    from typer import _completion_shared as typer

    bash, zsh = typer.COMPLETION_SCRIPT_BASH, typer.COMPLETION_SCRIPT_ZSH
    before, _, after = zsh.partition("  eval ")
    typer._completion_scripts["bash"] = bash.replace("    return 0\n", _OPEN_BASH)
    typer._completion_scripts["zsh"] = before + _OPEN_ZSH + after.partition("\n")[2]
