"""Other programs, found where the user has installed them and never in the current folder."""

import os
from collections.abc import Mapping

_ENDINGS = (".com", ".exe") if os.name == "nt" else ("",)
"""Of programs. Batch files are left out: Windows reads their arguments as commands."""


def find(name: str, environment: Mapping[str, str]) -> str | None:
    """The absolute path of a program of the PATH; None if there is none.

    Only absolute folders of the PATH count. The current folder may be a stranger's dossier with a `git` of its own,
    and Windows, `shutil.which` there, and an empty or relative entry of the PATH anywhere would run that one. A
    name with a folder in it is not looked up: it is returned as it is.
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
