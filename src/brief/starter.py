"""The beginning of a dossier of one's own."""

from pathlib import Path

from brief import output
from brief.document import visible
from brief.model.failure import Failure
from brief.yaml.walk import MARKER

_NEXT = """\
{folder} is a dossier of five short files with invented facts. Read them, then write your own in their place.

  cd {quoted}
  brief check        what is wrong in it, with file, line and column
  brief timeline     what happened, in order
  brief who Tolo     one person
  brief memo         a memo on all of it"""


def begin(folder: Path, data: Path) -> str:
    """Write the small dossier that lies in `data` into a new folder; what to type next."""
    from shlex import quote

    for above in folder.resolve().parents:
        if (above / MARKER).is_file():
            hint = "a dossier takes in every folder below it: choose one elsewhere"
            raise Failure(f"{folder} would lie in the dossier {above}", hint)
    files = [
        data / "schema.json",
        *sorted((data / "starter").glob("*.yaml"), key=lambda file: file.name == MARKER),
    ]
    output.to_new_folder(folder, {file.name: file.read_bytes() for file in files})
    return _NEXT.format(folder=visible(str(folder)), quoted=quote(visible(str(folder))))
