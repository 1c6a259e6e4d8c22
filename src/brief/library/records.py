"""The records of one kind, as an attribute of an open dossier."""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar, cast

from brief.model.kinds import KINDS

Kind = TypeVar("Kind", bound="Record")
Result = TypeVar("Result")

if TYPE_CHECKING:
    from brief.library.shown import Shown
    from brief.model.parts import Record

    class Readable(Protocol):
        """An open dossier, as far as its records need it."""

        @property
        def shown(self) -> "Shown":
            """What reports see."""

        def read(self, question: Callable[[], Result]) -> Result:
            """Answer a question."""

        def each(self, items: Callable[[], Iterable[Result]]) -> Iterator[Result]:
            """Yield the answers to a question."""


class Records(Generic[Kind]):
    """The records of one kind, in the order of the files. Each is read when it is asked for."""

    def __init__(self, dossier: "Readable", kind: str) -> None:
        self._dossier = dossier
        self._kind = kind

    def __iter__(self) -> Iterator[Kind]:
        """Iterate over the records."""
        return self._dossier.each(lambda: self._dossier.shown.dossier.every(self._class))

    def __len__(self) -> int:
        """Return the number of records."""
        return self._dossier.read(lambda: self._dossier.shown.dossier.counts()[self._kind])

    def __contains__(self, id_: object) -> bool:
        """Return True if a record of this kind has the id."""
        return isinstance(id_, str) and self._get(id_) is not None

    def __getitem__(self, id_: str) -> Kind:
        """Return the record with this id; raises `KeyError` if this kind has none."""
        if (record := self._get(id_)) is None:
            raise KeyError(id_)
        return record

    def __repr__(self) -> str:
        """Name the kind and the count."""
        return f"<Records of kind {self._kind}: {len(self)}>"

    def _get(self, id_: str) -> Kind | None:
        return self._dossier.read(lambda: self._dossier.shown.dossier.one(self._class, id_))

    @property
    def _class(self) -> type[Kind]:
        return cast("type[Kind]", KINDS[self._kind].record)


class Section(Generic[Kind]):
    """Descriptor for the records of one kind."""

    def __init__(self, kind: str) -> None:
        self._kind = kind

    def __get__(self, dossier: "Readable", owner: type) -> Records[Kind]:
        return Records(dossier, self._kind)
