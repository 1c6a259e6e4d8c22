"""Run git with limits on time and memory, and without obeying the repository's configuration."""

import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from shlex import quote
from tempfile import TemporaryDirectory, TemporaryFile
from threading import Timer
from typing import IO

from brief.locale import say
from brief.named_tuple import NamedTuple
from brief.yaml.discovery import Unreadable, open_file

SECONDS = 5
"""Time limit for one git command in seconds."""
MEMORY = 2 << 30
"""Memory limit for one git command in bytes, where the system supports it (Linux)."""
_MOST_OUTPUT = 16 << 20
_MOST_SHALLOW = 1 << 20
_MOST_COMPLAINT = 1 << 16
_PIPE = subprocess.PIPE
_SETTINGS = (
    *("core.fsmonitor=false", "core.hooksPath=/dev/null"),
    *("core.packedGitWindowSize=32m", "core.packedGitLimit=256m"),  # within the memory limit
)
_OPTIONS = ("--no-pager", "--no-optional-locks", "--literal-pathspecs")
_ENVIRONMENT = {
    "GIT_ALLOW_PROTOCOL": "",  # fetch nothing, even if objects are missing
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
_KEPT = ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM", "GIT_CEILING_DIRECTORIES")
"""Git variables of the user that are not about one repository."""
_OWNED = re.compile(r"(?:dubious ownership in repository at|unsafe repository \()\s*'([^']*)'")


class Refused(Exception):
    """Git cannot answer. The message is the reason."""


class Place(NamedTuple):
    """The position of a folder in a repository."""

    prefix: str
    """Path of the folder in the repository: `deep/er/`; empty at its top, and in a bare repository."""
    head: str
    """The checked-out commit; empty if there is none yet."""
    common: Path
    """The git directory that all work trees share. It has the objects."""


class Git:
    """The git program with our own settings."""

    def __init__(self, program: str, folder: Path, environment: Mapping[str, str]) -> None:
        """Run git in `folder`."""
        settings = [word for setting in _SETTINGS for word in ("-c", setting)]
        self._program = program
        self._command = [program, *settings, *_OPTIONS]
        self._folder = folder
        self._environment = {**environment, **_ENVIRONMENT}

    @classmethod
    def of_user(cls, program: str, folder: Path, environment: Mapping[str, str]) -> "Git":
        """Create git with the user's environment, without the variables that are about one repository."""
        kept = {name: value for name, value in environment.items() if not name.startswith("GIT_") or name in _KEPT}
        return cls(program, folder, kept)

    def __call__(self, *words: str, otherwise: str = "", most: int = _MOST_OUTPUT, given: bytes = b"") -> bytes:
        """Return git's output for the input `given`.

        If git fails, raise `Refused` with `otherwise`, or by default with git's message.
        """
        done = self._run(words, most, given)
        if done.code:
            raise Refused(otherwise or _complaint(done.complaint))
        return done.out

    def place(self, *, or_bare: bool = False) -> Place | None:
        """Return the folder's place; None outside a work tree and, if wanted, a bare repository.

        Only this, `commit` and `names` read the repository's configuration.
        """
        done = self._run(("rev-parse", "--is-inside-work-tree", "--is-bare-repository", "--show-prefix"))
        if done.code and b"not a git repository" not in done.complaint:
            raise Refused(_complaint(done.complaint))
        inside, bare, prefix, *_ = [*done.out.split(b"\n", 2), b"", b"", b""]
        if done.code or not (inside == b"true" or (or_bare and bare == b"true")):
            return None
        common = self("rev-parse", "--git-common-dir")
        path, folder = (os.fsdecode(found.removesuffix(b"\n")) for found in (prefix, common))
        return Place(path, self._id("HEAD"), self._folder / folder)

    def commit(self, words: str) -> str:
        """Return the id of the commit that these words name; empty if they name none."""
        return "" if words.startswith("-") else self._id(f"{words}^{{commit}}")  # git would read it as an option

    def _id(self, words: str) -> str:
        found = self._run(("rev-parse", "--verify", "-q", words))
        return "" if found.code else found.out.decode().strip()

    def names(self) -> list[str]:
        """Return the names of branches and tags."""
        found = self._run(("for-each-ref", "--format=%(refname:short)"))
        return found.out.decode("utf-8", "replace").split()

    @contextmanager
    def lent(self, place: Place) -> "Iterator[Git]":
        """Yield git in an empty repository without configuration, branches or hooks that borrows the objects."""
        with TemporaryDirectory(prefix="brief-") as made:
            root = Path(made)
            (root / "refs").mkdir()
            (root / "HEAD").write_text(f"{place.head}\n", encoding="ascii")
            format_ = "\n[extensions]\nobjectFormat = sha256\n" if len(place.head) == 64 else "\n"
            settings = f"[core]\nrepositoryFormatVersion = 1\nbare = true{format_}"
            (root / "config").write_text(settings, encoding="ascii")
            (root / "shallow").write_text("\n".join(shallow(place)), encoding="ascii")
            environment = {name: value for name, value in self._environment.items() if not name.startswith("GIT_")}
            lent = {
                "GIT_DIR": made,
                "GIT_OBJECT_DIRECTORY": str((place.common / "objects").absolute()),
                "GIT_CONFIG_GLOBAL": str(root / "none"),
                "GIT_CONFIG_NOSYSTEM": "1",
                "GIT_ATTR_NOSYSTEM": "1",
            }
            yield Git(self._program, root, environment | lent)

    def _run(self, words: tuple[str, ...], most: int | None = None, given: bytes = b"") -> "_Done":
        """Run git; raise `Refused` if it exceeds a limit."""
        most = _MOST_OUTPUT if most is None else most
        command = [*self._command, *words]
        with (
            _input(given) as file,
            subprocess.Popen(
                command, cwd=self._folder, env=self._environment, stdin=file, stdout=_PIPE, stderr=_PIPE
            ) as process,
        ):
            timer = Timer(SECONDS, process.kill)
            timer.start()
            try:
                _bound(process.pid)
                assert process.stdout
                assert process.stderr
                out = process.stdout.read(most + 1)
                if len(out) > most:
                    raise Refused(say("not looked up: git printed more than {most} MiB", most=most >> 20))
                complaint = process.stderr.read(_MOST_COMPLAINT)
                code = process.wait()
                if timer.finished.is_set():
                    raise Refused(say("not looked up: git took longer than {seconds} seconds", seconds=SECONDS))
                if code and b"emory" in complaint:
                    raise Refused(
                        say("not looked up: git needed more than {memory} GiB of memory", memory=MEMORY >> 30)
                    )
                return _Done(out, complaint, code)
            finally:
                timer.cancel()
                process.kill()


@contextmanager
def _input(given: bytes) -> "Iterator[IO[bytes] | int]":
    """Yield a file with this content: git may print before it has read all of it, which would block a pipe."""
    if not given:
        yield subprocess.DEVNULL
        return
    with TemporaryFile() as file:
        file.write(given)
        file.seek(0)
        yield file


class _Done(NamedTuple):
    """The result of a git command."""

    out: bytes
    complaint: bytes
    code: int


def _bound(pid: int) -> None:
    """Limit the memory of a process, if the system supports it."""
    with suppress(ImportError, AttributeError, OSError, ValueError):
        import resource

        resource.prlimit(pid, resource.RLIMIT_AS, (MEMORY, MEMORY))


def shallow(place: Place) -> list[str]:
    """Return the commits at which a shallow clone cuts the history."""
    try:
        with open_file(place.common / "shallow") as file:
            return file.read(_MOST_SHALLOW).decode("ascii", "replace").split()
    except Unreadable:
        return []


def _complaint(said: bytes) -> str:
    """Return why git refused: the repository belongs to another user, or git's own message."""
    text = said.decode("utf-8", "replace")
    if owned := _OWNED.search(text):
        way = say("git config --global --add safe.directory {folder}", folder=quote(owned[1]))
        return say("git refuses to read a repository of another user; to allow it: {command}", command=way)
    return say(
        "git failed: {reason}",
        reason=text.partition(chr(10))[0].removeprefix("fatal: ") or say("no reason given"),
    )
