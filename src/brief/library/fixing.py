"""`check --fix`: writes each value for which only one can be right."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from brief.edit.edited import Edited, together
from brief.editing import Editor

if TYPE_CHECKING:
    from brief.model.findings import Finding

_ROUNDS = 5
"""A record that could not be read may have more to fix once it can."""


def fixes(editor: Editor, rules: Sequence[str] = ()) -> "Iterator[tuple[Edited, list[Finding]]]":
    """Fix what findings of some rules, or of all, name as the only right value; yield each round."""
    for _ in range(_ROUNDS):
        wanted = [found for found in editor.findings() if found.fix is not None and (not rules or found.code in rules)]
        edited, fixed = editor.fix(wanted)
        yield edited, fixed
        if not fixed:
            return


def rehearsed(editor: Editor, rules: Sequence[str] = ()) -> Edited:
    """Return what all rounds together would change. They run on a copy of the files."""
    with TemporaryDirectory(prefix="brief-") as folder:
        return together(edited for edited, _ in fixes(editor.copied(Path(folder)), rules))
