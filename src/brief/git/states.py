"""Find a committed state of a dossier, and write its files to a folder."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from brief.git.blame import MISSING, NO_GIT
from brief.git.program import Git, Place, Refused, shallow
from brief.locale import either, say
from brief.model.dates import Date, day_of
from brief.model.names import hint
from brief.model.provenance import NotYetCommitted, State
from brief.model.user_error import UserError
from brief.named_tuple import NamedTuple
from brief.system.programs import find
from brief.yaml.discovery import MARKER

MOST_FILES = 10_000
"""Greatest number of files in a state."""
MOST_BYTES = 256 << 20
"""Greatest size of a state in bytes."""
_BATCH = 16 << 20
"""Size in bytes at which a batch of files is read."""
_DAY = re.compile(r"\d{4}(-\d\d){0,2}")
_REGULAR = (b"100644", b"100755")
_FEW = 3


class _Blob(NamedTuple):
    """A committed file."""

    id: str
    size: int
    path: str
    """Relative to the dossier's folder."""


def export(folder: Path, words: str, into: Path, environment: Mapping[str, str]) -> State:
    """Write the files that a dossier had at a revision, or on a day, to a new folder.

    `words` are a day (meaning the last commit by its end) or a revision; `:PATH` may follow, the folder in the commit.
    Raises `UserError`.
    """
    program = find("git", environment)
    if program is None:
        raise UserError(NO_GIT, _COPY, 2)
    try:
        git = Git.of_user(program, folder, environment)
        place = git.place(or_bare=True)
        if place is None:
            raise UserError(say("{folder} is not in a git repository", folder=folder), _COPY, 2)
        return _export(git, place, words, into)
    except (Refused, ValueError) as error:
        raise UserError(say("cannot read the state `{words}`: {error}", words=words, error=error), code=2) from error


_COPY = say("to compare with another copy, name its folder: ./copy")
_SHALLOW = say("this clone is shallow: `git fetch --unshallow` gets the rest of its history")


def _export(git: Git, place: Place, words: str, into: Path) -> State:
    revision, colon, named = words.partition(":")
    day = Date.read(revision) if _DAY.fullmatch(revision) else None
    start = place.head if day else git.commit(revision)
    if not start:
        raise _unborn(git, place, words, revision)
    inner = named.strip("/") if colon else place.prefix.rstrip("/")
    with git.lent(place._replace(head=start)) as lent:
        commit = _last_by(lent, place, start, day) if day else start
        state = State(commit, _last_day(day) if day else _day(lent, commit))
        _write(lent, _blobs(lent, state, inner), into)
    return state


def _unborn(git: Git, place: Place, words: str, revision: str) -> UserError:
    """Return the error for words that name no commit."""
    if not place.head:
        return UserError(say("nothing is committed yet"), say("commit the dossier first"), 2)
    sentence = say("there is no revision `{words}`", words=words)
    if shallow(place):
        return UserError(sentence, _SHALLOW, 2)
    way = say("`git log --oneline` lists them; write a day as 2026-03-12, and a folder as ./copy")
    base = re.split(r"[~^@]", revision)[0]
    if base != revision and git.commit(base):
        return UserError(sentence, say("the history of `{revision}` is shorter", revision=base), 2)
    return UserError(sentence, hint(revision, git.names(), way), 2)


def _last_by(lent: Git, place: Place, head: str, day: Date) -> str:
    """Return the last commit of the branch by the end of a day, in the time zone of the user."""
    until = f"--before={_last_day(day)} 23:59:59"
    found = lent("rev-list", "--first-parent", "--max-count=1", until, head, "--", otherwise=MISSING)
    if found:
        return found.decode().strip()
    roots = lent("rev-list", "--first-parent", "--max-parents=0", head, "--", otherwise=MISSING)
    root = roots.decode().split()[-1]
    first = State(root, _day(lent, root))
    if shallow(place):
        sentence = say("the history of this clone begins on {first}, after {day}", first=first.when, day=day.human())
        raise UserError(sentence, _SHALLOW, 2)
    raise NotYetCommitted(day, first)


def _last_day(date: Date) -> str:
    """Return the last day of a day, month or year."""
    over = date.reach[1]
    assert over is not None  # only a year, month or day gets here, and each has an end
    return day_of(over - 1).text


def _day(lent: Git, commit: str) -> str:
    """Return the day of a commit, in its own time zone."""
    words = ("rev-list", "--max-count=1", "--format=%cI", commit, "--")
    day = lent(*words, otherwise=MISSING).decode("utf-8", "replace").split("\n")[1][:10]
    if not Date.read(day):
        raise Refused(say("commit {id} has an invalid date", id=commit[:12]))
    return day


def _blobs(lent: Git, state: State, folder: str) -> list[_Blob]:
    """Return the files of the dossier in a folder of a commit."""
    blobs = list(committed_files(lent, state.commit, folder))
    if not any(blob.path == MARKER for blob in blobs):
        raise _no_dossier(lent, state, folder)
    size = sum(blob.size for blob in blobs)
    if len(blobs) > MOST_FILES or size > MOST_BYTES:
        limits = say("{files:,} files and {size} MiB", files=MOST_FILES, size=MOST_BYTES >> 20)
        raise Refused(say("it is larger than {limits}", limits=limits))
    return blobs


def committed_files(lent: Git, commit: str, folder: str) -> Iterator[_Blob]:
    """Yield the files that a dossier in this folder consists of, as `brief.yaml.discovery` finds them on disk."""
    below = f"{folder}/" if folder else ""
    words = ("ls-tree", "-r", "-z", "-l", commit, "--", *([below] if below else []))
    for line in lent(*words, otherwise=MISSING).split(b"\0")[:-1]:
        facts, _, name = line.partition(b"\t")
        mode, _, id_, size = facts.split()
        if size == b"BAD":
            raise Refused(MISSING)
        path = name.decode("utf-8", "replace")[len(below) :]
        parts = path.split("/")
        is_safe = all(part and not part.startswith(".") and not re.search(r"[\\:\ufffd]", part) for part in parts)
        if mode in _REGULAR and is_safe and path.endswith(".yaml"):
            yield _Blob(id_.decode(), int(size), path)


def _no_dossier(lent: Git, state: State, folder: str) -> UserError:
    """Return the error for a folder without a dossier in that commit, with the folders that have one."""
    where = say("in {folder}", folder=folder) if folder else say("at the top of the repository")
    sentence = say(
        "commit {id} of {day} has no {marker} {where}",
        id=state.short,
        day=state.when,
        marker=MARKER,
        where=where,
    )
    paths = lent("ls-tree", "-r", "-z", "--name-only", state.commit, otherwise=MISSING).decode("utf-8", "replace")
    folders = [path.removesuffix(MARKER).rstrip("/") for path in paths.split("\0") if f"/{path}".endswith(f"/{MARKER}")]
    ways = either(f"`{state.short}:{found}`" for found in folders[:_FEW])
    return UserError(sentence, say("the dossier was elsewhere: name {states}", states=ways) if ways else "", 2)


def _write(lent: Git, blobs: Sequence[_Blob], into: Path) -> None:
    """Write committed files to a folder, in batches."""
    batch: list[_Blob] = []
    size = 0
    for blob in blobs:
        batch.append(blob)
        size += blob.size
        if size >= _BATCH:
            _write_batch(lent, batch, size, into)
            batch, size = [], 0
    if batch:
        _write_batch(lent, batch, size, into)


def _write_batch(lent: Git, batch: Sequence[_Blob], size: int, into: Path) -> None:
    wanted = "".join(f"{blob.id}\n" for blob in batch).encode()
    given = memoryview(lent("cat-file", "--batch", most=size + 200 * len(batch), given=wanted, otherwise=MISSING))
    at = 0
    for blob in batch:
        header = f"{blob.id} blob {blob.size}\n".encode()
        at += len(header)
        if given[at - len(header) : at] != header:
            raise Refused(MISSING)
        path = into / blob.path
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(given[at : at + blob.size])
        at += blob.size + 1
