"""`brief init`: writes a small example dossier into a new folder."""

from pathlib import Path

from brief import output
from brief.document import sanitize
from brief.locale import say
from brief.model.user_error import UserError
from brief.yaml.discovery import MARKER

_NEXT = say(
    "{folder} is a dossier of five short files with invented facts, and two images. Read them, then write your "
    "own in their place.\n\n  cd {quoted}\n  brief check        what is wrong in it, with file, "
    "line and column\n  brief timeline     what happened, in order\n  brief who Tolo     one "
    "person\n  brief memo         a memo on all of it"
)


def begin(folder: Path, data: Path) -> str:
    """Write the example dossier in `data` into a new folder, and return what to type next.

    Raises `UserError` if the folder is inside another dossier, or is not empty.
    """
    from shlex import quote

    for above in folder.resolve().parents:
        if (above / MARKER).is_file():
            hint = say("a dossier includes all folders below it: choose a folder elsewhere")
            raise UserError(say("{folder} would be inside the dossier {above}", folder=folder, above=above), hint)
    files = [data / "schema.json", *sorted((data / "starter").iterdir(), key=lambda file: file.name == MARKER)]
    output.to_new_folder(folder, {file.name: file.read_bytes() for file in files})
    return _NEXT.format(folder=sanitize(str(folder)), quoted=quote(sanitize(str(folder))))
