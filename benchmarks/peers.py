"""Other programs that keep records in plain files, asked a similar question about the same number of records.

They are searched in the folder given with `--peers` and then on the PATH; the notes name those that are missing. Each
gets its records in its own format, and a configuration in files next to them.
"""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from comparisons import Sizes
from dossiers import Dossier, make, sized
from measure import Case, Comparison
from population import Person, people

_NAME, _ID = "Tamsin Quellworth", "tamsin-quellworth"
_MOST = 100_000
"""Maximum number of records for other programs: most take minutes for more."""
_MOST_FILES = 10_000
"""The same for programs that keep each record in a file of its own."""
_EDITION = "1"
INSTALLING = "`pip install yq beancount beanquery papis khard todoman` and `apt-get install jq hledger`"


class Peer(NamedTuple):
    """A program, the function that writes its records, and its arguments."""

    command: str
    question: str
    write: Callable[[Path, int], None]
    words: Callable[[Path], tuple[str, ...]]
    files: bool = False
    environment: Callable[[Path], tuple[tuple[str, str], ...]] = lambda _: ()


def _persons(count: int) -> Iterator[Person]:
    yield Person(_ID, _NAME)
    yield from people(count - 1)


def _json(folder: Path, count: int) -> None:
    with (folder / "people.json").open("w", encoding="utf-8") as file:
        file.write('{"people": {\n')
        for number, person in enumerate(_persons(count)):
            held = {"name": person.name, "roles": [{"title": "Inspector", "seen": "1931"}], "cite": "ledger p. 3"}
            file.write(f"{',' if number else ''}{json.dumps(person.id)}: {json.dumps(held, ensure_ascii=False)}\n")
        file.write("}}\n")


def _yaml(folder: Path, count: int) -> None:
    make(Dossier(count, "one-file"), folder / "dossier")


def _day(number: int) -> str:
    return f"{1960 + number // 336 % 60}-{number // 28 % 12 + 1:02}-{number % 28 + 1:02}"


def _account(person: Person) -> str:
    return "".join(word.capitalize() for word in person.id.split("-"))


def _journal(folder: Path, count: int) -> None:
    with (folder / "main.journal").open("w", encoding="utf-8") as file:
        for number, person in enumerate(_persons(count)):
            file.write(f"{_day(number)} Visit of {person.name}\n  people:{_account(person)}  1\n  visits\n\n")


def _ledger(folder: Path, count: int) -> None:
    with (folder / "main.beancount").open("w", encoding="utf-8") as file:
        file.write('option "operating_currency" "EUR"\n1950-01-01 open Income:Visits\n')
        for number, person in enumerate(_persons(count)):
            account = f"Assets:{_account(person)}"
            file.write(f"1950-01-01 open {account}\n")
            file.write(f'{_day(number)} * "Visit of {person.name}"\n  {account}  1 EUR\n  Income:Visits\n\n')


def _library(folder: Path, count: int) -> None:
    for person in _persons(count):
        (folder / "library" / person.id).mkdir(parents=True)
        info = f"author: {person.name}\ntitle: Report\nyear: 1931\npapis_id: {person.id}\nref: {person.id}\n"
        (folder / "library" / person.id / "info.yaml").write_text(info, encoding="utf-8")
    (folder / "papis").mkdir()
    config = f"[settings]\ndefault-library = bench\n\n[bench]\ndir = {folder / 'library'}\n"
    (folder / "papis" / "config").write_text(config, encoding="utf-8")


def _cards(folder: Path, count: int) -> None:
    (folder / "cards").mkdir()
    for person in _persons(count):
        card = (
            "BEGIN:VCARD",
            "VERSION:3.0",
            f"UID:{person.id}",
            f"FN:{person.name}",
            f"N:{person.name};;;;",
            "END:VCARD",
        )
        (folder / "cards" / f"{person.id}.vcf").write_bytes("\r\n".join((*card, "")).encode())
    config = f"[addressbooks]\n[[bench]]\npath = {folder / 'cards'}\n[general]\ndefault_action = list\n"
    (folder / "khard.conf").write_text(config, encoding="utf-8")


def _todos(folder: Path, count: int) -> None:
    (folder / "todo" / "bench").mkdir(parents=True)
    for number, person in enumerate(_persons(count)):
        todo = (
            *("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//bench//EN", "BEGIN:VTODO", f"UID:{person.id}"),
            *("DTSTAMP:20250101T000000Z", f"SUMMARY:Replace the hawser of {person.name}"),
            *(f"DUE;VALUE=DATE:{_day(number).replace('-', '')}", "END:VTODO", "END:VCALENDAR", ""),
        )
        (folder / "todo" / "bench" / f"{person.id}.ics").write_bytes("\r\n".join(todo).encode())
    settings = (("path", f"{folder}/todo/*"), ("cache_path", f"{folder}/todo.sqlite3"), ("date_format", "%Y-%m-%d"))
    (folder / "todo.py").write_text("".join(f"{name} = {value!r}\n" for name, value in settings), encoding="utf-8")


_PEERS = (
    Peer("jq", "who", _json, lambda folder: (f'.people["{_ID}"]', str(folder / "people.json"))),
    Peer("yq", "who", _yaml, lambda folder: ('.people["person-0"]', str(folder / "dossier" / "facts.yaml"))),
    Peer("khard", "who", _cards, lambda folder: ("-c", str(folder / "khard.conf"), "list", _NAME), files=True),
    Peer(
        "papis",
        "who",
        _library,
        lambda folder: ("-c", str(folder / "papis" / "config"), "list", "--all", f"author:{_NAME.split()[1]}"),
        files=True,
        environment=lambda folder: (("XDG_CONFIG_HOME", str(folder)),),
    ),
    Peer(
        "hledger",
        "timeline",
        _journal,
        lambda folder: ("-f", str(folder / "main.journal"), "register", "TamsinQuellworth"),
    ),
    Peer(
        "bean-query",
        "timeline",
        _ledger,
        lambda folder: (
            str(folder / "main.beancount"),
            "SELECT date, narration WHERE account = 'Assets:TamsinQuellworth'",
        ),
    ),
    Peer(
        "todo",
        "commitments",
        _todos,
        lambda folder: ("-c", str(folder / "todo.py"), "list", "--grep", _NAME),
        files=True,
    ),
)
_QUESTIONS = {
    "who": ("who", _NAME),
    "timeline": ("timeline", "--who", _NAME),
    "commitments": ("commitments", "--by", "lantern-office"),
}


def peers(sizes: Sizes, installed: Path | None) -> Iterator[Comparison]:
    """Yield for each question and size: brief, and the other programs that answer a similar one."""
    for count in (step.records for step in sizes.steps() if step.records <= _MOST):
        for question, words in _QUESTIONS.items():
            cases, absent = [sizes.ask(Dossier(count), *words)], []
            for peer in (peer for peer in _PEERS if peer.question == question):
                program = _found(peer.command, installed)
                if program is None:
                    absent.append(f"{peer.command}: not installed")
                elif count <= (_MOST_FILES if peer.files else _MOST):
                    cases.append(_case(peer, program, sizes.folder, count))
            yield Comparison("peers", tuple(cases), notes=tuple(absent))


def _found(command: str, installed: Path | None) -> str | None:
    own = shutil.which(command, path=str(installed)) if installed else None
    return own or shutil.which(command)


def _case(peer: Peer, program: str, folder: Path, count: int) -> Case:
    place = folder / "peers" / f"{peer.command}-{count}"
    done = place / ".made"
    if not done.is_file() or done.read_text() != _EDITION:
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
        peer.write(place, count)
        done.write_text(_EDITION)
    shown = " ".join(word.replace(f"{place}/", "").replace("|", "\\|") for word in peer.words(place))
    name = f"`{peer.command} {shown}`, {sized(count)} records"
    return Case(name, (program, *peer.words(place)), environment=peer.environment(place))
