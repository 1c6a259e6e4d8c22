"""The register of papers: a file in the dossier with a line of JSON for each issued paper."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from brief.dossier.protocol import REGISTER_FILE
from brief.git.head import head
from brief.locale import say
from brief.model.papers import IssuedPaper, IssuedValue
from brief.model.user_error import UserError, reason
from brief.system.appending import IncompleteLine, append_line
from brief.yaml.discovery import Unreadable, read


def note(root: Path, paper: IssuedPaper, environment: Mapping[str, str]) -> None:
    """Append a paper to the register, with the last commit; raises `UserError`."""
    commit, uncommitted = head(root, environment)
    entry = paper._replace(commit=commit, uncommitted=uncommitted)._asdict()
    entry["values"] = [value._asdict() for value in paper.values]
    try:
        append_line(root / REGISTER_FILE, json.dumps(entry, ensure_ascii=False), _is_whole)
    except IncompleteLine as error:
        sentence = say(
            "{file} was written, but not added to {register}: its last line is incomplete",
            file=paper.file,
            register=REGISTER_FILE,
        )
        way: str = say("restore that line from git, or delete it; then write the paper again with --force")
        raise UserError(sentence, way) from error
    except OSError as error:
        why = reason(error)
        sentence = say(
            "{file} was written, but could not be added to {register}: {why}",
            file=paper.file,
            register=REGISTER_FILE,
            why=why,
        )
        way = say("make {register} writable, and write the paper again with --force", register=REGISTER_FILE)
        raise UserError(sentence, way) from error


def _is_whole(line: bytes) -> bool:
    try:
        json.loads(line)
    except ValueError:
        return False
    return True


def papers(root: Path) -> list[IssuedPaper]:
    """Return the papers in the order in which they were issued; raises `UserError` for a line that cannot be read."""
    if not (root / REGISTER_FILE).exists():
        return []
    try:
        content = read(root / REGISTER_FILE)
    except Unreadable as error:
        raise UserError(say("{register} cannot be read: {error}", register=REGISTER_FILE, error=error)) from error
    try:
        return list(_read(content.decode("utf-8")))
    except UnicodeDecodeError as error:
        number = content[: error.start].count(b"\n") + 1
        sentence = say("{register}:{number}: this line is not UTF-8", register=REGISTER_FILE, number=number)
        raise UserError(sentence, say("restore it from git, or delete it")) from error


def _read(content: str) -> Iterator[IssuedPaper]:
    for number, line in enumerate(content.split("\n"), 1):
        if not line.strip():
            continue
        try:
            entry = json.loads(line)
            held = (IssuedValue(**value) for value in entry.pop("values"))
            yield IssuedPaper(**entry, values=tuple(value._replace(sources=tuple(value.sources)) for value in held))
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            sentence = say(
                "{register}:{number}: this line does not describe a paper", register=REGISTER_FILE, number=number
            )
            raise UserError(sentence, say("restore it from git, or delete it")) from error
