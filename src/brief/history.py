"""The history that git keeps of a dossier, asked so that nothing in a stranger's repository is run.

A repository names programs in its own configuration: hooks, file monitors, filters, text converters, pagers,
transports. None is needed to read a commit, and each is switched off or never reached: only objects are read, because
to compare the files of the work tree would run filters.
"""

import subprocess
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from difflib import SequenceMatcher
from pathlib import Path

from brief.core.trail import Change
from brief.load.read import Unreadable, read
from brief.system.programs import find

_SETTINGS = ("core.fsmonitor=false", "core.hooksPath=/dev/null", "blame.ignoreRevsFile=", "mailmap.file=")
_OPTIONS = ("--no-pager", "--no-optional-locks", "--literal-pathspecs")
_ENVIRONMENT = {
    "GIT_ALLOW_PROTOCOL": "",  # nothing is fetched, whatever the repository says of missing objects
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
_KEPT = ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM", "GIT_CEILING_DIRECTORIES")
"""What the user says of git that is about no repository in particular."""
_SECONDS = 5
_LINES = 5_000
"""Where more lines than these differ from those committed, none is looked for among the others."""
OUTSIDE = "not in a git work tree"
UNCOMMITTED = "not committed yet"
SILENT = "git does not answer"


def last_change(file: Path, line: int, environment: Mapping[str, str]) -> Change | str:
    """The last commit that touched a line of a file, counted from 1; in words why there is none."""
    program = find("git", environment)
    if program is None:
        return OUTSIDE
    kept = {name: value for name, value in environment.items() if not name.startswith("GIT_") or name in _KEPT}
    git = _Git(program, file, kept | _ENVIRONMENT)
    try:
        return _ask(git, file, line)
    except (subprocess.TimeoutExpired, OSError, ValueError, OverflowError, IndexError):  # of a forged date, too
        return SILENT


class _Git:
    def __init__(self, program: str, file: Path, environment: dict[str, str]) -> None:
        settings = [word for setting in _SETTINGS for word in ("-c", setting)]
        self._command = [program, *settings, *_OPTIONS]
        self._folder = file.parent
        self._environment = environment

    def __call__(self, *words: str) -> bytes | None:
        """What git prints; nothing where it fails."""
        done = subprocess.run(
            [*self._command, *words],
            cwd=self._folder,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_SECONDS,
            check=False,
        )
        return done.stdout if done.returncode == 0 else None


def _ask(git: _Git, file: Path, line: int) -> Change | str:
    about = (git("rev-parse", "--is-inside-work-tree", "--is-shallow-repository") or b"").split()
    if about[:1] != [b"true"]:
        return OUTSIDE
    committed = git("cat-file", "blob", f"HEAD:./{file.name}")
    try:
        place = _committed_line(read(file), committed, line) if committed is not None else None
    except Unreadable:
        return SILENT
    if place is None:
        return UNCOMMITTED
    blamed = git("blame", "--porcelain", "--no-textconv", "-L", f"{place},{place}", "HEAD", "--", file.name)
    return _change(blamed, shallow=about[1:] == [b"true"]) if blamed else SILENT


def _committed_line(content: bytes, committed: bytes, line: int) -> int | None:
    """The number that a line of the file has in what was committed; nothing where it is not there."""
    now, then = ([row.rstrip(b"\r") for row in text.split(b"\n")] for text in (content, committed))
    if line > len(now):
        return None
    shorter = min(len(now), len(then))
    same = next((index for index in range(shorter) if now[index] != then[index]), shorter)
    if line <= same:
        return line
    tail = next((index for index in range(shorter - same) if now[-1 - index] != then[-1 - index]), shorter - same)
    if line > len(now) - tail:
        return line - len(now) + len(then)
    now, then = now[same : len(now) - tail], then[same : len(then) - tail]
    if max(len(now), len(then)) > _LINES:
        return None
    for start, other, size in SequenceMatcher(None, now, then, autojunk=False).get_matching_blocks():
        if start < line - same <= start + size:
            return line - start + other
    return None


def _change(blamed: bytes, *, shallow: bool) -> Change:
    """What `git blame --porcelain` says of one line."""
    first, *rows = blamed.decode("utf-8", "replace").split("\n")
    said = dict(row.partition(" ")[::2] for row in rows if not row.startswith("\t"))
    zone = said.get("author-tz", "+0000")
    minutes = int(zone[0] + "1") * (int(zone[1:3]) * 60 + int(zone[3:5]))
    when = datetime.fromtimestamp(int(said.get("author-time", "0")), timezone(timedelta(minutes=minutes)))
    return Change(
        first.split()[0],
        said.get("author", ""),
        when.date().isoformat(),
        said.get("summary", ""),
        shallow and "boundary" in said,
    )
