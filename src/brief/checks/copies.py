"""Check the copies of sources that are kept in a dossier: each must exist, with the hash in its record.

The result is never stored, because a file may change while the dossier does not.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from brief.dossier.audited import AuditedDossier, place_of
from brief.locale import say
from brief.model.findings import Finding, Severity
from brief.model.sources import MOST_BYTES, Source
from brief.model.user_error import reason
from brief.system.files import NotRegular, open_regular, within


def changed_copies(root: Path, dossier: AuditedDossier, sources: Iterable[Source] | None = None) -> Iterator[Finding]:
    """Find copies of these sources, or of all, that have changed or cannot be read, in the order of the files."""
    chosen = dossier.having(Source, "copied") if sources is None else sources
    found = [one for source in chosen for one in _of_source(root, source)]
    yield from sorted(found, key=lambda one: place_of(one, dossier))


def _of_source(root: Path, source: Source) -> Iterator[Finding]:
    """Check the copy of one source, and the text that was extracted from it."""
    if not source.copy:
        return
    files = [(source.copy.file, "copy.file", source.copy.sha256, "copy.sha256")]
    if source.text and source.copy.text_sha256:
        files.append((source.text, "text", source.copy.text_sha256, "copy.text_sha256"))
    for file, path, expected, hash_ in files:
        for finding in _of_file(root, file, expected, f"{source.id} {hash_}", is_text=file == source.text):
            yield finding._replace(record=source.id, path=path)


def _of_file(root: Path, file: str, expected: str, holder: str, *, is_text: bool) -> Iterator[Finding]:
    """Check one file, whose hash is in a field of a source: `radio copy.sha256`.

    An unreadable text gives no finding here, because the check of quotes reports it.
    """
    try:
        digest = _digest(root, file)
    except _Unreadable as error:
        if not is_text:
            sentence = say("the copy {file} cannot be read: {why}", file=file, why=str(error))
            hint: str = say("restore it, or delete `copy` if it is lost")
            yield Finding("unreadable-copy", sentence, hint, Severity.WARNING)
        return
    if digest != expected:
        sentence = say("{file} has changed since it was put into the dossier: its SHA-256 hash differs", file=file)
        hint = say("restore it; if the change is wanted: brief set {field}={digest}", field=holder, digest=digest)
        yield Finding("changed-copy", sentence, hint, Severity.WARNING)


class _Unreadable(Exception):
    """A copy cannot be read. The message is the reason."""


def _digest(root: Path, file: str) -> str:
    """Return the hash of a regular file in the dossier's folder."""
    from hashlib import sha256

    try:
        path = within(root, file)
        if path is None:
            raise _Unreadable(say("it is outside the dossier's folder"))
        with open_regular(path) as opened:
            content = opened.read(MOST_BYTES + 1)
    except NotRegular as error:
        raise _Unreadable(say("it is not a regular file")) from error
    except OSError as error:
        raise _Unreadable(reason(error)) from error
    except (RuntimeError, ValueError) as error:  # a cycle of links, or a name that the system does not allow
        raise _Unreadable(say("there is no such file")) from error
    if len(content) > MOST_BYTES:
        raise _Unreadable(say("it is larger than {most} MiB", most=MOST_BYTES >> 20))
    return sha256(content).hexdigest()
