"""The register of papers: a file in the dossier with a line of JSON for each issued paper."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from brief.dossier.protocol import REGISTER_FILE
from brief.git.head import head
from brief.locale import say
from brief.model.findings import Finding, Severity
from brief.model.papers import IssuedPaper, IssuedValue
from brief.model.user_error import UserError, next_step, reason
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
        raise UserError(sentence, next_step(error, way)) from error


def _is_whole(line: bytes) -> bool:
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True


def papers(root: Path) -> list[IssuedPaper]:
    """Return the papers in the order in which they were issued; raises `UserError` for a line that cannot be read."""
    found = list(_read(root))
    for each in found:
        if isinstance(each, Finding):
            place = f"{each.file}:{each.line}" if each.line else each.file
            raise UserError(f"{place}: {each.sentence}", each.hint)
    return [each for each in found if isinstance(each, IssuedPaper)]


def unreadable_lines(root: Path) -> Iterator[Finding]:
    """Yield a warning for each line of the register that cannot be read."""
    return (each for each in _read(root) if isinstance(each, Finding))


def _read(root: Path) -> Iterator[IssuedPaper | Finding]:
    """Yield each paper, or what is wrong with its line."""
    try:
        content = read(root / REGISTER_FILE) if (root / REGISTER_FILE).exists() else b""
    except Unreadable as error:
        yield _wrong(error.finding.sentence, error.finding.hint)
        return
    for number, line in enumerate(content.split(b"\n"), 1):
        try:
            if line.strip():
                yield _paper(line.decode("utf-8"))
        except UnicodeDecodeError:
            yield _wrong(say("this line is not UTF-8"), say("restore it from git, or delete it"), number)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            yield _wrong(say("this line does not describe a paper"), say("restore it from git, or delete it"), number)


def _paper(line: str) -> IssuedPaper:
    entry = json.loads(line)
    held = (IssuedValue(**value) for value in entry.pop("values"))
    return IssuedPaper(**entry, values=tuple(value._replace(sources=tuple(value.sources)) for value in held))


def _wrong(sentence: str, hint: str, line: int = 0) -> Finding:
    return Finding("unreadable-register", sentence, hint, Severity.WARNING, REGISTER_FILE, line)
