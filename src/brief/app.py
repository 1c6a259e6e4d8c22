"""Read the settings: the dossier, its store, the day, the terminal.

Only this module reads the clock and, except for the language, the environment.
"""

import contextlib
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from brief import output, refresh
from brief.document import sanitize
from brief.last_remarks import remark_at_the_end
from brief.locale import language, say
from brief.model.dates import Date, today_as_date
from brief.model.user_error import UserError
from brief.progress import Progress
from brief.stores.query import Store
from brief.stores.schema import VERSION
from brief.yaml.discovery import MARKER, is_address, misspelled_head

if TYPE_CHECKING:
    from brief.dossier.protocol import Dossier
    from brief.editing import Editor
    from brief.images import Picture
    from brief.model.papers import IssuedPaper
    from brief.model.provenance import LeftOut, State
    from brief.provenance import FileTrail

_SHIPPED = "vietnam-canada"
Chosen = Path | str | Sequence[Path | str] | None
"""A dossier that is chosen, or several."""


def chosen(path: "Chosen") -> "Path | str | tuple[Path | str, ...] | None":
    """Return the dossier that is chosen, or all if there are several; addresses of servers stay as they are."""
    if path is None or isinstance(path, Path | str):
        return Path(path) if isinstance(path, str) and not is_address(path) else path
    found = tuple(Path(one) if isinstance(one, str) and not is_address(one) else one for one in path)
    return found if len(found) > 1 else next(iter(found), None)


def _one(path: "Chosen") -> Path | str | None:
    """Return the dossier that is chosen; raise `UserError` if there are several."""
    found = chosen(path)
    if isinstance(found, tuple):
        sentence = say("this needs one dossier, but {count} are given", count=len(found))
        raise UserError(sentence, say("give --dossier once"), 2)
    return found


def server_address(chosen: Path | str | None) -> str | None:
    """Return the address of the dossier, chosen or in the environment, if it is on a server."""
    words = chosen if chosen is not None else os.environ.get("BRIEF_DOSSIER", "")
    return words if isinstance(words, str) and is_address(words) else None


def _named(chosen: Path | str | None) -> Path | None:
    """Return the folder that is chosen or in the environment; raise `UserError` for the address of a server."""
    if server_address(chosen):
        sentence = say("this needs the files of a dossier, but this one is on a server")
        raise UserError(sentence, say("name the folder that it was pushed from"), 2)
    words = chosen or os.environ.get("BRIEF_DOSSIER")
    return Path(words) if words else None


def find_dossier(path: Chosen, *, remarks: bool = True) -> Path:
    """Return the dossier's folder: the chosen one, that of the environment, the nearest above, or the shipped one."""
    chosen = _one(path)
    named = _named(chosen)
    if named is not None:
        root = named.parent if named.name == MARKER else named
        if not (root / MARKER).is_file():
            sentence, hint = _misnamed(root) or (
                say("there is no {marker} in {root}", marker=MARKER, root=root),
                say("name a folder that has one, or start one with `brief init DIR`"),
            )
            if not chosen:
                sentence = say("$BRIEF_DOSSIER: {sentence}", sentence=sentence)
            raise UserError(sentence, hint, 2)
        return Path(os.path.realpath(root))
    folders = _here_and_above()
    for folder in folders:
        if (folder / MARKER).is_file():
            return folder
    for folder in folders:
        if misnamed := _misnamed(folder):
            raise UserError(*misnamed, 2)
    root = shipped_data() / _SHIPPED
    if remarks:
        remark_at_the_end(say("no {marker} here or above: this is the example dossier", marker=MARKER))
    return root


def _misnamed(folder: Path) -> tuple[str, str] | None:
    """Return what is wrong with a head that cannot be read, or whose name is nearly right, and the next step."""
    if os.path.lexists(folder / MARKER):
        sentence = say("{path} is not a regular file", path=folder / MARKER)
        return sentence, say("put the file itself here, or remove this")
    if nearly := misspelled_head(folder):
        sentence = say("there is no {marker} in {root}", marker=MARKER, root=folder)
        return sentence, say("rename {file} to {marker}", file=nearly, marker=MARKER)
    return None


def own_dossier(path: Chosen, *, dry_run: bool = False) -> Path:
    """Return the dossier's folder for writing; the shipped one only for a dry run, else raise `UserError`."""
    chosen = _one(path)
    root = find_dossier(chosen, remarks=dry_run)
    if chosen is None and not dry_run:
        refuse_example(root)
    return root


def refuse_example(root: Path) -> None:
    """Raise `UserError` for the folder of the dossier that comes with brief, unless the environment chooses it."""
    if not os.environ.get("BRIEF_DOSSIER") and root == shipped_data() / _SHIPPED:
        sentence = say("there is no {marker} here or above", marker=MARKER)
        raise UserError(sentence, say("start a dossier with `brief init DIR`, or choose one with --dossier"), 2)


def picture(root: Path, path: str, *, remarks: bool = True) -> "Picture | None":
    """Return an image of the dossier; None if it cannot be shown, which a remark at the end reports."""
    from brief.images import UnusableImage, image

    try:
        return image(root, path)
    except UnusableImage as error:
        if remarks:
            sentence = say("the image {image} is left out: {why}", image=path, why=str(error))
            remark_at_the_end(sanitize(sentence))
        return None


def _here_and_above() -> list[Path]:
    try:
        here = Path.cwd()
    except OSError:  # the folder was deleted
        return []
    return [here, *here.parents]


def shipped_data() -> Path:
    """Return the package's data folder, which has the shipped dossier and the JSON Schema."""
    package = Path(__file__).parent
    installed = package / "data"
    return installed if installed.is_dir() else package.parent.parent / "data"


def open_store(root: Path, *, anew: bool = False, searchable: bool = False, remarks: bool = True) -> Store:
    """Open the dossier in this folder and compile what has changed; `anew` compiles everything.

    It can be searched if it was opened as `searchable`. Remarks, and progress on a terminal, go to stderr.
    """
    file, now = _store_file(root), time.time_ns()
    if not remarks:
        return refresh.open_store(root, file, now, refresh.silent, refresh.silent, anew=anew, searchable=searchable)
    with Progress(time.monotonic) as progress:
        return refresh.open_store(root, file, now, progress, _remark, anew=anew, searchable=searchable)


def editor(root: Path) -> "Editor":
    """Return an editor for the files of the dossier in this folder."""
    from brief.editing import Editor

    return Editor(root, _store_file(root), time.time_ns())


def _remark(sentence: str) -> None:
    with contextlib.suppress(UserError):  # nobody reads stderr
        output.print_remark(sanitize(sentence))


def _store_file(root: Path) -> Path | None:
    """Return the path of the store: the dossier's path below the user's cache folder, if there is one."""
    named = Path(os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or "")
    try:
        cache = named if named.is_absolute() else Path.home() / ".cache"
    except RuntimeError:
        return None
    if str(root).encode("utf-8", "replace").decode() != str(root):
        return None  # SQLite accepts only names in UTF-8
    inner = [part.strip(":\\/") for part in root.parts]
    return cache.absolute().joinpath("brief", "stores", *filter(None, inner), f"store-{VERSION}-{language()}.sqlite")


def joined_file(places: Sequence[str]) -> Path | None:
    """Return the path of the store of several dossiers, whose folders and addresses these are."""
    from hashlib import sha256

    return _store_file(Path("joined", sha256("\n".join(places).encode("utf-8", "replace")).hexdigest()))


def today() -> Date:
    """Return today, or the day of `SOURCE_DATE_EPOCH` (https://reproducible-builds.org/specs/source-date-epoch/)."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        now = time.gmtime(int(epoch)) if epoch.isdigit() else time.localtime()
    except (ValueError, OverflowError, OSError) as error:
        sentence = say("$SOURCE_DATE_EPOCH: {epoch}… is too large a number of seconds", epoch=epoch[:20])
        raise UserError(sentence, say("set it to the seconds since 1970, such as 1700000000"), 2) from error
    return today_as_date(now.tm_year, now.tm_mon, now.tm_mday)


def find_history(path: Chosen) -> Path:
    """Return the folder whose git history contains the dossier; it may be a bare repository.

    The shipped dossier has no history: the repository around its folder is that of another project.
    """
    chosen = _one(path)
    named = _named(chosen)
    is_bare = named is not None and named.is_dir() and not (named / MARKER).exists() and (named / "HEAD").is_file()
    return Path(os.path.realpath(named)) if named is not None and is_bare else own_dossier(chosen)


def branches_and_tags(path: Chosen) -> list[str]:
    """Return the branches and tags of the git repository of a dossier; none without git."""
    from brief.git.program import Git
    from brief.system.programs import find

    program = find("git", os.environ)
    return Git.of_user(program, find_history(path), os.environ).names() if program else []


def open_state(folder: Path, words: str, into: Path) -> "tuple[Store, State]":
    """Open a committed state of the dossier in this folder, and write its files to the folder `into`.

    `words` are a revision or a day. Raises `UserError`.
    """
    from brief.git.states import export
    from brief.yaml.discovery import walk

    state = export(folder, words, into, os.environ)
    return refresh.in_memory(into, walk(into), time.time_ns(), refresh.silent), state


def commit(root: Path) -> tuple[str, bool]:
    """Return the last commit of the dossier in this folder, and whether its files differ from it."""
    from brief.git.head import head

    return head(root, os.environ)


def note_paper(root: Path, paper: "IssuedPaper") -> None:
    """Append a paper to the dossier's register."""
    from brief.register import note

    note(root, paper, os.environ)


def trail(root: Path, dossier: "Dossier", left_out: "LeftOut | None") -> "FileTrail":
    """Return the provenance of a dossier's records: its files and their history, as in `FileTrail`."""
    from brief.provenance import FileTrail

    return FileTrail(root, dossier, os.environ, left_out)


def has_editor() -> bool:
    """True if the user has chosen a text editor, or there is a terminal for the usual one."""
    from brief.text_editor import chosen

    return bool(chosen(os.environ)) or any(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def run_editor(file: Path, line: int) -> None:
    """Open a file in the user's text editor and wait for its end; raise `UserError` if that fails."""
    from brief.text_editor import run

    run(file, line, os.environ)


def screen(paged: bool = False) -> output.Screen:
    """Return width and colour of the terminal, and the pager if output is `paged`."""
    forced = bool(os.environ.get("FORCE_COLOR"))
    colour = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    width = os.environ.get("COLUMNS", "")
    pager = os.environ.get("PAGER", "less") if paged and os.environ.get("TERM") != "dumb" else ""
    columns = int(width) if width.isdigit() and int(width) else None
    # Quit if everything fits, keep colours, and leave the text on the screen.
    return output.Screen(columns, colour, forced and colour, pager, {"LESS": "FRX"} | os.environ)
