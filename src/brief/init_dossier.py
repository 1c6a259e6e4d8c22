"""Create a dossier in a new folder (`brief init`): an example or a blank one, with files for a team that uses git."""

import json
import os
from pathlib import Path

from brief import output
from brief.document import sanitize
from brief.locale import say
from brief.model.user_error import UserError
from brief.yaml.discovery import MARKER

_TEAM = {
    "gitattributes": ".gitattributes",
    "gitignore": ".gitignore",
    "pre-commit-config.yml": ".pre-commit-config.yaml",
    "check.yml": ".github/workflows/check.yml",
}
"""Files for git and continuous integration, with their names in the new folder. They are not part of the dossier."""
_UNTITLED = "title: Untitled"


def begin(folder: Path, data: Path, *, blank: bool = False) -> None:
    """Write the example or a blank dossier from the folder `data` to a new folder.

    Raises `UserError` if the folder is inside another dossier, or is not empty.
    """
    for above in Path(os.path.realpath(folder)).parents:
        if os.path.isfile(above / MARKER):
            hint = say("a dossier includes all folders below it: choose a folder elsewhere")
            raise UserError(say("{folder} would be inside the dossier {above}", folder=folder, above=above), hint, 2)
    files = [data / "schema.json", *sorted((data / ("blank" if blank else "starter")).iterdir(), key=_head_last)]
    contents = {_TEAM[file.name]: file.read_bytes() for file in sorted((data / "team").iterdir())}
    contents |= {file.name: file.read_bytes() for file in files}
    if blank:
        contents[MARKER] = contents[MARKER].replace(_UNTITLED.encode(), _title(folder).encode(), 1)
    output.to_new_folder(folder, contents)


def _head_last(file: Path) -> bool:
    """True for the file that marks a folder as a dossier, which is written last."""
    return file.name == MARKER


def _title(folder: Path) -> str:
    """Return the line with the title of a blank dossier, from the name of its folder, quoted as in JSON and YAML."""
    name = sanitize(os.path.basename(os.path.realpath(folder))).replace("-", " ").replace("_", " ").strip()
    title = f"{name[:1].upper()}{name[1:]}"
    return f"title: {json.dumps(title, ensure_ascii=False)}" if title else _UNTITLED
