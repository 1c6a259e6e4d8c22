"""Behind every command: find the dossier, open it, ask a report, dress its document, write it.

The only module that knows all rooms, and the only one that the clock and the environment enter.
"""

import contextlib
import os
import re
import sys
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from brief import opening, output
from brief.document import Block, Document, Notice, Paragraph, cell, visible
from brief.model.dates import Date, today_as_date
from brief.model.failure import Failure
from brief.model.findings import Finding, Severity
from brief.progress import Progress
from brief.renderers import EXTENSIONS, PLAIN, PRINTED, Format, Paper
from brief.stores.query import Store
from brief.stores.schema import VERSION
from brief.stores.trust import Damaged, asking
from brief.yaml.walk import MARKER, named_nearly

Report = Callable[[Any], Document]
"""Takes a `Dossier`; that of `check` an `AuditedDossier`."""
_SHIPPED = "vietnam-canada"
_SHOWN = 20
"""So many errors are shown by a command that is not about them."""


class Choices(NamedTuple):
    """What the user chose that holds for every command."""

    dossier: Path | None = None
    format: Format | None = None
    output: Path | None = None
    force: bool = False
    keep_going: bool = False
    known_by: Date | None = None
    """Only what sources published by then say."""
    paper: Paper = PLAIN
    """What printed pages are like."""
    pager: bool = True
    """Whether long answers on a terminal are read with a pager."""


def answer(report: Report, choices: Choices, *, despite_errors: bool = False) -> int:
    """Run a report on the dossier and write its document; the exit code.

    An error in the dossier stops it, unless the user keeps going or the report is about the errors.
    """
    format_ = format_of(choices)
    file = output.target(choices.output, choices.force) if choices.output else None
    if despite_errors and choices.known_by:
        raise Failure("--known-by: a check looks at all of the dossier", "leave it out", 2)
    for sentence in _without_effect(format_, choices.paper):
        output.remark(sys.stderr, f"brief: {sentence}")
    root = find_dossier(choices.dossier)
    begun: set[Store] = set()

    def answered(store: Store) -> int:
        document = _ask(report, root, store, choices, despite_errors)
        if not despite_errors:
            store.close()
        write(document, format_, choices, file, store.close, lambda: begun.add(store))
        return 0 if document.answers else 1

    return _with_store(root, answered, begun)


def _with_store(root: Path, use: Callable[[Store], int], begun: Collection[Store] = ()) -> int:
    """Use the dossier's store, and once more if it proves to be damaged before an answer has `begun` to be written."""
    try:
        with contextlib.closing(open_store(root)) as store, asking(store.is_proven):
            return use(store)
    except Damaged as error:
        with contextlib.closing(open_store(root, anew=True)) as store:
            if begun:
                raise Failure("the answer breaks off, because the compiled copy was damaged", "ask again") from error
            return use(store)


def _ask(report: Report, root: Path, store: Store, choices: Choices, despite_errors: bool) -> Document:
    if despite_errors:
        return report(opening.audited(root, store))
    view, remarks = _view(store, choices)
    document = report(view)
    answers = not (choices.known_by and view.is_before_all)
    return document.preceded_by(*remarks, answers=answers) if remarks else document


def _view(store: Store, choices: Choices) -> tuple[Any, tuple[Notice, ...]]:
    """The dossier as chosen, and what is to be said of that; raises `BrokenDossier`."""
    errors = list(store.findings(Severity.ERROR))
    if errors and not choices.keep_going:
        raise BrokenDossier(errors)
    for found in errors:  # `--keep-going` tells what is sound
        if found.code == "duplicate-id" and len(kinds := store.kinds_of(found.record)) > 1:
            from brief.model.names import with_article

            sentence = f"`{found.record}` is the id of {' and '.join(map(with_article, kinds))}"
            raise Failure(f"{sentence}: which of them is meant elsewhere cannot be told", "give one of them another id")
    remarks: list[Notice] = []
    if errors:
        some = "one error" if len(errors) == 1 else f"{len(errors):,} errors"
        missing = "An id in place of a name is that of a record which is missing."
        text = f"Incomplete: {some} in the dossier left records out. {missing}"
        remarks.append(Notice(cell(text), "warning"))
    if choices.known_by is None:
        return store, tuple(remarks)
    from brief.dossier.known import KnownBy

    known = KnownBy(store, choices.known_by)
    return known, (*remarks, *_known_by(known, choices.known_by))


def _known_by(view: Any, day: Date) -> Iterator[Notice]:
    """What is to be said of a dossier as it could be known on a day."""
    none = " Every source of the dossier was published later." if view.is_before_all else ""
    text = f"Known by {day.human()}: only what sources published by then say.{none}"
    yield Notice(cell(text, day.text))
    if view.doubtful:
        doubtful = ", ".join(view.doubtful)
        text = f"Whether these were published by then cannot be told, so what they say is shown: {doubtful}."
        yield Notice(cell(text))


def export(kind: str, folder: Path, choices: Choices) -> int:
    """Write the dossier as a folder of pages, a `vault` or a `site`; the exit code, 1 if an edited page was spared."""
    return _with_store(find_dossier(choices.dossier), lambda store: _export(kind, folder, store, choices))


def _export(kind: str, path: Path, store: Store, choices: Choices) -> int:
    from brief import exporting
    from brief.folder import Folder

    view, remarks = _view(store, choices)
    with Folder(path, kind, force=choices.force) as folder:
        getattr(exporting, kind)(exporting.Book(exporting.Remembering(view), today(), remarks), folder)
    for page in folder.spared:
        output.remark(
            sys.stderr,
            f"brief: {visible(str(path / page))} was edited by hand and is left as it is (--force replaces it)",
        )
    count = f"{folder.written:,} written, {folder.kept:,} unchanged, {folder.removed:,} removed"
    output.remark(sys.stderr, f"brief: {visible(str(path))}: {count}, {len(folder.spared):,} spared")
    return 1 if folder.spared else 0


def explain(words: str, choices: Choices, as_of: Date | None = None) -> int:
    """Write the trail of a record or of a field of it; the exit code."""
    from brief.reports.why import why
    from brief.trail import FileTrail

    if choices.known_by and re.search(r"\.\d+(\.|$)", words):
        sentence = "--known-by: some items may be left out, and the others count anew"
        raise Failure(sentence, "name the field as a whole", 2)
    root = find_dossier(choices.dossier)
    return answer(
        lambda dossier: why(dossier, words, FileTrail(root, dossier, os.environ), as_of), choices._replace(dossier=root)
    )


class BrokenDossier(Failure):
    """The dossier has errors; a brief with a silent hole is worse than none."""

    def __init__(self, errors: list[Finding]) -> None:
        """`errors` are shown with the user's own lines."""
        count = "an error" if len(errors) == 1 else f"{len(errors):,} errors"
        super().__init__(f"the dossier has {count}", "mend it, or print what is sound with --keep-going")
        self.errors = errors

    def document(self) -> Document:
        """The first of the errors as a document, and how many more there are."""
        from brief.reports.check import problems

        blocks: list[Block] = [*problems(self.errors[:_SHOWN])]
        if (more := len(self.errors) - _SHOWN) > 0:
            blocks.append(Paragraph((cell(f"And {more:,} more: `brief check` counts all.", more),)))
        return Document("check", "", blocks)


def find_dossier(chosen: Path | None, *, remarks: bool = True) -> Path:
    """The dossier's folder: as chosen, else of the environment, else the nearest above, else the shipped one."""
    named = chosen or (Path(os.environ["BRIEF_DOSSIER"]) if os.environ.get("BRIEF_DOSSIER") else None)
    if named is not None:
        root = named.parent if named.name == MARKER else named
        if not (root / MARKER).is_file():
            origin = "--dossier" if chosen else "$BRIEF_DOSSIER"
            hint = "name a folder that holds one, or begin one with `brief init DIR`"
            if nearly := named_nearly(root, MARKER):
                hint = f"call {nearly} {MARKER}"
            raise Failure(f"{origin}: there is no {MARKER} in {root}", hint, 2)
        return root.resolve()
    for folder in _here_and_above():
        if (folder / MARKER).is_file():
            return folder
    root = shipped_data() / _SHIPPED
    if remarks:
        _remark(f"no {MARKER} here or above; using the dossier that ships with brief")
    return root


def _here_and_above() -> list[Path]:
    try:
        here = Path.cwd()
    except OSError:  # the folder is gone
        return []
    return [here, *here.parents]


def shipped_data() -> Path:
    """The folder of what ships with the package: the dossier, and the JSON Schema beside it."""
    package = Path(__file__).parent
    installed = package / "data"
    return installed if installed.is_dir() else package.parent.parent / "data"


def open_store(root: Path, *, anew: bool = False, remarks: bool = True) -> Store:
    """The dossier in this folder, compiled as far as it has changed; all of it `anew` where the store is damaged."""
    with Progress(time.monotonic) as progress:
        return opening.open_store(
            root, _store_file(root), time.time_ns(), progress, _remark if remarks else id, anew=anew
        )


def _remark(sentence: str) -> None:
    with contextlib.suppress(Failure):  # nobody reads stderr
        output.remark(sys.stderr, f"brief: {visible(sentence)}")


def _store_file(root: Path) -> Path | None:
    """Where the compiled dossier is kept: below the user's cache folder, if there is one, at the dossier's path."""
    named = Path(os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or "")
    try:
        cache = named if named.is_absolute() else Path.home() / ".cache"
    except RuntimeError:
        return None
    if str(root).encode("utf-8", "replace").decode() != str(root):
        return None  # SQLite takes names in UTF-8 alone
    inner = [part.strip(":\\/") for part in root.parts]
    return cache.absolute().joinpath("brief", "stores", *filter(None, inner), f"store-{VERSION}.sqlite")


def today() -> Date:
    """The day, of `SOURCE_DATE_EPOCH` where that is set (https://reproducible-builds.org/specs/source-date-epoch/)."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = time.gmtime(int(epoch)) if epoch.isdigit() else time.localtime()
    return today_as_date(now.tm_year, now.tm_mon, now.tm_mday)


def read_template(path: Path) -> bytes:
    """The bytes of a document that gives the styles; raises `Failure`."""
    from brief.yaml.read import Unreadable, read

    try:
        return read(path)
    except Unreadable as error:
        raise Failure(f"--template: {path}: {error.finding.sentence}", "name a Word document", 2) from error


def format_of(choices: Choices) -> Format | None:
    """The chosen format, or the one that the output's name asks for; raises `Failure` before any work is done."""
    if choices.output is None:
        return choices.format
    name, ending = choices.output.name, choices.output.suffix.lower()
    named = EXTENSIONS.get(ending)
    if choices.format and named not in (None, choices.format):
        sentence = f"--format {choices.format} and --output {name} contradict each other"
        raise Failure(sentence, f"leave --format out, or name a file without the ending {ending}", 2)
    if not choices.format and not named:
        known = ", ".join(EXTENSIONS)
        raise Failure(f"--output: no format goes by the name {name}", f"say --format, or end it in {known}", 2)
    return choices.format or named


def _without_effect(format_: Format | None, paper: Paper) -> Iterator[str]:
    """The options for paper that do nothing in this format, each in a sentence."""
    if paper.size is not PLAIN.size and format_ not in PRINTED:
        yield "--paper changes nothing here: only docx and pdf have pages"
    if paper.template is not None and format_ is not Format.DOCX:
        yield "--template changes nothing here: only docx takes the styles of another document"


def write(
    document: Document,
    format_: Format | None,
    choices: Choices,
    file: output.Target | None = None,
    read: Callable[[], object] = lambda: None,
    begun: Callable[[], object] = lambda: None,
) -> None:
    """The document to the chosen file, or to the screen; remarks for which data has no place go to stderr.

    `read` is called when all of it is read and somebody begins to look at it in a pager, who may take long; `begun`
    when a piece is written that cannot be taken back.
    """
    is_table = format_ is Format.CSV
    if is_table or (format_ is Format.JSON and document.data is not None):
        for block in document.blocks:
            if isinstance(block, Notice) and not (is_table and block.warns):
                output.remark(sys.stderr, f"brief: {block.text.text}")
    if file is not None:
        output.to_file(file, document, format_ or Format.TEXT, choices.paper)
    else:
        shown = screen(choices.pager, read)._replace(begun=begun)
        output.to_stream(sys.stdout, document, format_ or Format.TEXT, shown, choices.paper)


def screen(paged: bool = False, read: Callable[[], object] = lambda: None) -> output.Screen:
    """What the terminal can show: width, colour; and with what long answers are read, if they are to be `paged`."""
    forced = bool(os.environ.get("FORCE_COLOR"))
    colour = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    width = os.environ.get("COLUMNS", "")
    pager = os.environ.get("PAGER", "less") if paged and os.environ.get("TERM") != "dumb" else ""
    columns = int(width) if width.isdigit() and int(width) else None
    # Leave at once where all fits, pass colours on, and leave the text on the screen.
    return output.Screen(columns, colour, forced and colour, pager, {"LESS": "FRX"} | os.environ, read)


def report_failure(failure: Failure) -> None:
    """Say on stderr why a command ends."""
    if isinstance(failure, BrokenDossier):
        output.to_stream(sys.stderr, failure.document(), Format.TEXT, screen())
    output.remark(sys.stderr, f"brief: {visible(str(failure))}")


def ids_beginning(letters: str, kinds: Sequence[str] = (), chosen: Path | None = None) -> list[str]:
    """The ids that begin with these letters, for the shell's completion; none where there is no sound dossier."""
    try:
        root = find_dossier(chosen and Path(chosen), remarks=False)
        with contextlib.closing(open_store(root, remarks=False)) as store:
            return sorted(id_ for id_ in store.ids(kinds) if id_.startswith(letters))
    except Exception:  # what goes wrong must not disturb the line that is typed
        return []


def write_schema(path: Path | None, force: bool) -> None:
    """The JSON Schema of the format, into a file or on the screen."""
    import json

    from brief.yaml.schema import json_schema

    text = json.dumps(json_schema(), indent=2)
    if path is None:
        output.remark(sys.stdout, text)
    else:
        output.target(path, force).put(f"{text}\n".encode())


def begin(folder: Path) -> None:
    """Write a small dossier of examples into a new folder, and say what to type next."""
    from brief.starter import begin

    output.remark(sys.stdout, begin(folder, shipped_data()))
