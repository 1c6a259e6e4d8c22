"""The texts of a dossier's files, and the records in them."""

from collections.abc import Iterator, Mapping
from typing import Any

from brief.edit.lists import listed
from brief.edit.records import sections
from brief.locale import say
from brief.model.header import Header
from brief.model.kinds import SECTIONS
from brief.model.marks import parts_of_id
from brief.model.shape import Fields
from brief.model.user_error import UserError
from brief.named_tuple import NamedTuple
from brief.yaml.build import HEAD
from brief.yaml.discovery import MARKER, Unreadable

Records = dict[str, dict[str, Any]]
"""The records of a file as plain values, by section and id."""


class Place(NamedTuple):
    """A record and its file."""

    path: str
    section: str
    id: str
    values: dict[str, Any]
    """As written."""

    @property
    def former(self) -> list[str]:
        """Its former ids."""
        return listed(self.values.get("was"))

    @property
    def shape(self) -> type[Fields]:
        """The class of the record, or of the head."""
        return Header if self.section == HEAD else SECTIONS[self.section].record


class NotText(UserError):
    """A file of the dossier is not text, or cannot be opened."""

    def __init__(self, sentence: str, hint: str, legible: str | None = None) -> None:
        """`legible` is what can be read of it, with other signs for the rest; None if it cannot be opened."""
        super().__init__(sentence, hint)
        self.legible = legible


class NotParsed(UserError):
    """A file of the dossier is not valid YAML."""

    def __init__(self, path: str, line: int, sentence: str, hint: str) -> None:
        """`line` is the place of the fault, 0 for the whole file."""
        super().__init__(f"{path}:{line}: {sentence}" if line else f"{path}: {sentence}", hint)
        self.path = path
        self.line = line


class Files:
    """The files of a dossier. Texts that are set here replace those that were read."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        """Use these texts by path; the mapping may read each text on access."""
        self._texts = texts
        self._records: dict[str, Records] = {}
        self.new: dict[str, str | None] = {}
        """The new texts by path; None deletes the file."""

    def paths(self) -> Iterator[str]:
        """Yield the paths of all files that exist."""
        return (path for path in dict.fromkeys((*self._texts, *self.new)) if self.new.get(path, "") is not None)

    def text(self, path: str) -> str:
        """Return the text of a file; empty if there is none. Raise `NotText`."""
        if path in self.new:
            return self.new[path] or ""
        return self._texts.get(path, "")

    def put(self, path: str, text: str | None) -> None:
        """Replace the text of a file; None deletes it."""
        self.new[path] = text
        self._records.pop(path, None)

    def records(self, path: str) -> Records:
        """Return the records of a file; raise `NotParsed` if it is not valid YAML."""
        if path not in self._records:
            try:
                self._records[path] = sections(self.text(path))
            except Unreadable as error:
                found = error.finding
                raise NotParsed(path, found.line, found.sentence, found.hint) from error
        return self._records[path]

    def find(self, id_: str) -> Place:
        """Return the record with this current or former id; `dossier` is the head.

        Raise `UserError` if there is none, or several.
        """
        found = list(self._head(id_)) or list(self._places(id_)) or list(self._former(id_))
        if not found:
            for path in self.mentioning(id_):
                self.records(path)  # raises for an unreadable file, which may have it
            raise self._unknown(id_)
        if len(found) > 1:
            where = ", ".join(sorted({place.path for place in found}))
            sentence = say("several records have the id `{id}`: {where}", id=id_, where=where)
            raise UserError(sentence, say("give one of them another id, by hand"))
        return found[0]

    def has(self, id_: str) -> bool:
        """True if a record or the head has this current or former id."""
        return any(True for held in (self._head, self._places, self._former) for _ in held(id_))

    def ids(self, *wanted: str) -> list[str]:
        """Return the ids of these sections, or of all."""
        found = [item for path in self.paths() for item in self.readable(path).items()]
        return [id_ for section, records in found if section in (wanted or SECTIONS) for id_ in records]

    def listed(self) -> list[str]:
        """Return the other dossiers that the head lists; raise `NotParsed` if it is not valid YAML."""
        head = self.records(MARKER).get(HEAD, {}).get("")
        given = listed(head.get("dossiers")) if isinstance(head, dict) else []
        return [words for words in given if isinstance(words, str)]

    def mentioning(self, *ids: str) -> Iterator[str]:
        """Yield the paths of the files in which any of these ids occurs as text, or may occur."""
        for path in self.paths():
            try:
                text: str | None = self.text(path)
            except NotText as error:
                text = error.legible
            if text is None or any(id_ in text for id_ in ids):
                yield path

    def holding(self, section: str) -> str:
        """Return the file with most records of a section, where a new one belongs."""
        counts = {path: len(self.readable(path).get(section, {})) for path in self.paths()}
        best = max(counts, key=lambda path: counts[path], default="")
        return best if best and counts[best] else f"{section}.yaml"

    def readable(self, path: str) -> Records:
        """Return the records of a file; empty if it cannot be read."""
        try:
            return self.records(path)
        except UserError:
            return {}

    def _places(self, id_: str) -> Iterator[Place]:
        for path in self.mentioning(id_):
            for section, records in self.readable(path).items():
                if section != HEAD and id_ in records:
                    values = records[id_]
                    yield Place(path, section, id_, values if isinstance(values, dict) else {})

    def _former(self, id_: str) -> Iterator[Place]:
        for path in self.mentioning(id_):
            for section, records in self.readable(path).items():
                for other, values in records.items() if section != HEAD else ():
                    if isinstance(values, dict) and id_ in Place(path, section, other, values).former:
                        yield Place(path, section, other, values)

    def _head(self, id_: str) -> Iterator[Place]:
        if id_ == HEAD and HEAD in self.records(MARKER):
            yield Place(MARKER, HEAD, "", self.records(MARKER)[HEAD][""] or {})

    def _unknown(self, id_: str) -> UserError:
        from brief.model.names import hint

        name, own = parts_of_id(id_)
        if name and self.listed():
            sentence = say("`{id}` belongs to another dossier, {name}", id=id_, name=name)
            return UserError(
                sentence, say("name the folder of {name} with -d, and its own id `{id}`", name=name, id=own), 2
            )
        way = hint(id_, self.ids(), say("`brief search` finds records by their words"))
        return UserError(say("no record has the id `{id}`", id=id_), way)
