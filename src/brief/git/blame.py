"""Find the last commit that changed some lines of a file."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta, timezone
from pathlib import Path

from brief.git.lines import TooMany, committed_lines
from brief.git.program import Git, Place, Refused, shallow
from brief.locale import say
from brief.model.provenance import Change
from brief.named_tuple import NamedTuple
from brief.system.programs import find
from brief.yaml.discovery import Unreadable, open_file

MOST_BYTES = 64 << 20
"""Greatest size of a file in bytes, in the work tree or as committed."""
_MOST_RUNS = 50
"""If the lines of a record form more runs than this, we ask for all lines from the first to the last."""
_LONE_CR = re.compile(rb"\r(?!\n)")
NO_GIT = say("git is not installed")
OUTSIDE = say("not in a git work tree")
NO_COMMIT = say("nothing is committed yet")
NOT_IN_GIT = say("the last commit does not contain this file")
CHANGED = say("changed since the last commit")
MISSING = say("an object of the repository is missing: its history is incomplete or damaged")
TOO_LARGE = say("not looked up: the file is larger than {most} MiB", most=MOST_BYTES >> 20)
LONE_CR = say("not looked up: some lines end in a carriage return alone, which git counts differently")
TOO_DIFFERENT = say("not looked up: too much of the file differs from the last commit")


class _Blamed(NamedTuple):
    """A commit in the output of `git blame --porcelain`, with its header fields."""

    id: str
    said: dict[str, str]

    @property
    def time(self) -> int:
        """Commit time in seconds since the epoch."""
        return int(self.said.get("committer-time", "0"))


def last_change(file: Path, first: int, last: int, environment: Mapping[str, str]) -> Change | str:
    """Return the newest commit that changed any of these lines, counted from 1, or the reason why there is none."""
    program = find("git", environment)
    if program is None:
        return NO_GIT
    try:
        return _ask(Git.of_user(program, file.parent, environment), file, first, last)
    except Refused as refused:
        return str(refused)
    except (OSError, ValueError, Unreadable) as error:
        return say("not looked up: {error}", error=error)


def _ask(git: Git, file: Path, first: int, last: int) -> Change:
    place = git.place()
    if place is None:
        raise Refused(OUTSIDE)
    if not place.head:
        raise Refused(NO_COMMIT)
    with git.lent(place) as lent:
        name = place.prefix + file.name
        there = list(map(_committed(lent, place, file, name), range(first, last + 1)))
        lines = [line for line in there if line is not None]
        if not lines:
            raise Refused(CHANGED)
        newest = _newest(lent, place.head, name, lines)
    return _change(newest, newest.id in shallow(place), len(there), len(there) - len(lines))


def _committed(lent: Git, place: Place, file: Path, name: str) -> Callable[[int], int | None]:
    """Return a function that maps a line of the file to its line in the last commit."""
    found = lent("ls-tree", "-z", place.head, "--", name, otherwise=MISSING)
    if not found:
        raise Refused(NOT_IN_GIT)
    blob = found.partition(b"\t")[0].split()[-1].decode()
    with open_file(file) as opened:
        content = opened.read(MOST_BYTES + 1)
    if max(len(content), int(lent("cat-file", "-s", blob, otherwise=MISSING))) > MOST_BYTES:
        raise Refused(TOO_LARGE)
    committed = lent("cat-file", "blob", blob, most=MOST_BYTES, otherwise=MISSING)
    if _LONE_CR.search(content):
        raise Refused(LONE_CR)
    try:
        return committed_lines(content, committed)
    except TooMany:
        raise Refused(TOO_DIFFERENT) from None


def _newest(lent: Git, head: str, name: str, lines: list[int]) -> _Blamed:
    """Return the newest of the commits that added these lines."""
    wanted = set(lines)
    ranges = [word for run in _runs(sorted(wanted)) for word in ("-L", f"{run[0]},{run[1]}")]
    told = lent("blame", "--porcelain", "--no-textconv", *ranges, head, "--", name, otherwise=MISSING)
    commits: dict[str, _Blamed] = {}
    there: set[str] = set()
    begins = True
    for row in told.decode("utf-8", "replace").split("\n")[:-1]:
        key, _, value = row.partition(" ")
        if begins:
            commit = commits.setdefault(key, _Blamed(key, {}))
            there |= {key} if int(value.split()[1]) in wanted else set()
        elif not row.startswith("\t"):
            commit.said[key] = value
        begins = row.startswith("\t")  # the line itself ends its block
    latest = max(commits[id_].time for id_ in there)
    newest = [id_ for id_ in there if commits[id_].time == latest]
    if len(newest) > 1:  # same second: choose the one that descends from the others
        order = lent("rev-list", "--topo-order", "--max-count=1", *newest, otherwise=MISSING)
        newest = [order.decode().strip()]
    return commits[newest[0]]


def _runs(lines: list[int]) -> list[tuple[int, int]]:
    """Group sorted numbers into runs of consecutive ones."""
    runs: list[tuple[int, int]] = []
    for line in lines:
        begin = runs.pop()[0] if runs and runs[-1][1] == line - 1 else line
        runs.append((begin, line))
    return runs if len(runs) <= _MOST_RUNS else [(lines[0], lines[-1])]


def _change(found: _Blamed, cut_off: bool, lines: int, uncommitted: int) -> Change:
    zone = found.said.get("author-tz", "+0000")
    try:
        minutes = int(zone[0] + "1") * (int(zone[1:3]) * 60 + int(zone[3:5]))
        when = datetime.fromtimestamp(int(found.said.get("author-time", "0")), timezone(timedelta(minutes=minutes)))
    except (ValueError, OverflowError, OSError):
        raise Refused(say("commit {id} has an invalid date", id=found.id[:12])) from None
    author, summary = (found.said.get(key, "") for key in ("author", "summary"))
    return Change(found.id, author, when.date().isoformat(), summary, cut_off, lines, uncommitted)
