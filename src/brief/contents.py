"""The contents of a dossier's files, before and after an edit."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from brief.edit.files import NotText
from brief.locale import say
from brief.system.transaction import Change
from brief.yaml.discovery import Unreadable, read, walk

_MARK = "\ufeff"
_SCHEMA = "schema.json"
"""The JSON Schema that `brief init` writes, for YAML editors."""


def text_of(content: bytes, errors: str = "strict") -> str:
    """Return the text of a file, without a byte order mark; `errors` as for `bytes.decode`."""
    return content.decode("utf-8", errors).removeprefix(_MARK)


class Contents(Mapping[str, str]):
    """The texts of a dossier's files by path, each read on first access."""

    def __init__(self, root: Path) -> None:
        """List the files."""
        self._root = root
        self._paths = [stamp.path for stamp in walk(root).stamps]
        self.bytes: dict[str, bytes] = {}
        """The files read so far."""

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)

    def __getitem__(self, path: str) -> str:
        """Return the text of a file, without a byte order mark; raise `NotText`."""
        if path not in self._paths:
            raise KeyError(path)
        try:
            content = self.bytes.setdefault(path, read(self._root / path))
            return text_of(content)
        except Unreadable as error:
            raise NotText(f"{path}: {error.finding.sentence}", error.finding.hint) from error
        except UnicodeDecodeError as error:
            sentence, way = say("{path} is not UTF-8", path=path), say("`brief check` shows where")
            raise NotText(sentence, way, text_of(content, "replace")) from error

    def change(self, path: str, text: str | None) -> Change:
        """Return a file before and after; keep a byte order mark, and name the schema, if any, in a new file."""
        before = self.bytes.get(path)
        if before is None and text and (self._root / _SCHEMA).is_file():
            text = f"# yaml-language-server: $schema={'../' * path.count('/')}{_SCHEMA}\n{text}"
        mark = _MARK if before and before.startswith(_MARK.encode()) else ""
        return Change(before, None if text is None else f"{mark}{text}".encode())
