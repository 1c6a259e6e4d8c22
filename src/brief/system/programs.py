"""Find other programs on the PATH, never in the current folder."""

import os
from collections.abc import Mapping

_ENDINGS = (".com", ".exe") if os.name == "nt" else ("",)
"""Extensions of programs. Batch files are excluded: Windows reads their arguments as commands."""


def find(name: str, environment: Mapping[str, str]) -> str | None:
    """Return the absolute path of a program on the PATH; None if there is none.

    Only absolute folders of the PATH count. The current folder may be a stranger's dossier that contains a `git`.
    Windows, `shutil.which` on Windows, and an empty or relative entry of the PATH would run that one. A name that
    contains a folder is returned unchanged.
    """
    if os.path.dirname(name):
        return name
    endings = ("",) if os.path.splitext(name)[1].lower() in _ENDINGS else _ENDINGS
    for folder in environment.get("PATH", "").split(os.pathsep):
        for ending in endings:
            file = os.path.join(folder, name + ending)
            if os.path.isabs(folder) and os.path.isfile(file) and os.access(file, os.X_OK):
                return file
    return None
