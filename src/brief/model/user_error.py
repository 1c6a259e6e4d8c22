"""The errors that end a command early."""

import errno

from brief.locale import say


class UserError(Exception):
    """A command cannot do its work. The error has its own message and exit code.

    Exit code 1: the answer is no (nobody found, the dossier is broken, an edit is refused). 2: the command line is
    wrong (an unknown command, option, kind or field, a place that cannot be read), or the answer cannot be written.
    """

    def __init__(self, sentence: str, hint: str = "", code: int = 1) -> None:
        """`hint` is the next step."""
        super().__init__(sentence)
        self.sentence = sentence
        self.hint = hint
        self.code = code

    def __str__(self) -> str:
        """Return the message in one line."""
        return f"{self.sentence} ({self.hint})" if self.hint else self.sentence


_FULL = (errno.ENOSPC, errno.EDQUOT)


def next_step(error: OSError, otherwise: str = "") -> str:
    """Return the next step after a file could not be written."""
    if error.errno in _FULL:
        return say("free some space, and try again")
    if error.errno == errno.ENAMETOOLONG:
        return say("choose a shorter name")
    return otherwise or say("change the permissions of the folder, and try again")


_NO_FILE = (errno.ENOENT, errno.ENOTDIR, errno.ELOOP, errno.ENAMETOOLONG)


def step_to_read(error: OSError) -> str:
    """Return the next step after a file could not be read; empty if nobody knows, as for a broken disk."""
    if error.errno in (errno.EACCES, errno.EPERM):
        return say("change its permissions so that you can read it")
    return say("restore it, or correct its path") if error.errno in _NO_FILE else ""


def reason(error: OSError) -> str:
    """Return the operating system's reason: `permission denied`."""
    return (error.strerror or str(error) or type(error).__name__).lower()
