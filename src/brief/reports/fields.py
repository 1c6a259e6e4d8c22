"""Any record, field by field. The words depend on the types of its fields, so no kind needs code of its own."""

from collections.abc import Callable, Iterable

from brief.document import Cell, Label, Mark, Sign, cell, phrase, quoted
from brief.dossier.protocol import Dossier
from brief.locale import say
from brief.model.kinds import KINDS
from brief.model.parts import DESK, Citation, Record
from brief.model.paths import is_within
from brief.model.shape import Field
from brief.model.stated import citations, is_inferred
from brief.reports.phrases import notes
from brief.reports.pieces import pieces
from brief.reports.rivals import rival
from brief.reports.values import with_statuses
from brief.reports.words import later, spoken, value_of


def field_lines(dossier: Dossier, record: Record, item: Field) -> list[Cell]:
    """Return the lines for a field: each value, its rivals, and the reasons for inferences.

    Empty if nothing is said of the field. An empty field with rivals is printed as unknown.
    """
    path = item.name
    if path in DESK and getattr(record, item.attribute) == item.default:
        return []
    held = getattr(record, item.attribute)
    found = [piece for piece in pieces(dossier, path, item.shape, held, record) if piece.path]
    lines = []
    told = set()
    for piece in found:
        inferred = is_inferred(record, piece.path)
        marks = [Mark(Sign.INFERRED)] if inferred else []
        cites = () if inferred or item.name == "short" else notes(supporting(record, piece.path))
        line = piece.words.stating(value_of(record, piece.path)).followed(*marks)
        line = phrase(line, *later(record, piece.path, piece.value))
        line = line.supported(piece.cites or cites)
        lines.append(with_statuses(dossier, line)._replace(value=piece.value))
        if piece.path != path:
            lines += beside(dossier, record, piece.path)
            told.add(piece.path)
    about = beside(dossier, record, path, told)
    if about and not found:
        lines.append(cell(say("unknown"), ""))
    return lines + about


def supporting(record: Record, path: str) -> tuple[Citation, ...]:
    """Return the citations of a value.

    Those of topics, which the desk chooses, must name them. A short title has those of the title.
    """
    cite = citations(record, KINDS[record.KIND].title if path == "short" else path)
    return tuple(found for found in cite if found.for_) if is_within(path, "topics") else cite


def beside(dossier: Dossier, record: Record, path: str, told: Iterable[str] = ()) -> list[Cell]:
    """Return rival values and inference notes at or below `path`, except for those within `told`."""
    known = tuple(told)

    def here(field: str | None) -> bool:
        return bool(field and is_within(field, path) and not any(is_within(field, other) for other in known))

    rivals = [with_statuses(dossier, rival(record, found, dossier)) for found in record.differs if here(found.field)]
    return rivals + reasons(record, path, here)


def reasons(record: Record, path: str, is_asked: Callable[[str], bool]) -> list[Cell]:
    """Return the inference notes of the fields for which `is_asked` is true; the one at `path` is not named."""
    return [
        cell(
            phrase(
                Label(say("inferred: ") if field == path else say("{field} inferred: ", field=spoken(field))),
                quoted(reason),
            ),
            {"inferred": {field: reason}},
        )
        for field, reason in record.inferred.items()
        if is_asked(field)
    ]
