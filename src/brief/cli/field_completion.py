"""Shell completion of fields and their values, for commands that change records or trace a field."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import typer

from brief.cli.completion import of_dossier

if TYPE_CHECKING:
    from brief.library.opened import Dossier
    from brief.model.shape import Shape

_HEAD = "dossier"


@of_dossier
def fields(dossier: "Dossier", incomplete: str) -> Iterable[str]:
    """Complete ids; after an id and a full stop, the fields of that record that are not empty."""
    id_, stop, _ = incomplete.partition(".")
    if not stop:
        return dossier.ids(beginning=incomplete)
    from brief.model.shape import fields as shaped

    record = dossier[id_]
    return [f"{id_}.{name}" for name, found in shaped(type(record)).items() if getattr(record, found.attribute)]


def fields_of_record(context: typer.Context, incomplete: str) -> list[str]:
    """Complete words of `brief set ID`: fields of the record, or of the head."""

    def words(dossier: "Dossier", begun: str) -> Iterable[str]:
        id_ = str(context.params.get("id_"))
        record: Any = dossier.header if id_ == _HEAD else dossier[id_]
        return _words(dossier, type(record), record, context, begun)

    return of_dossier(words)(context, incomplete)


def fields_of_kind(context: typer.Context, incomplete: str) -> list[str]:
    """Complete words of `brief add KIND`: fields of the kind."""

    def words(dossier: "Dossier", begun: str) -> Iterable[str]:
        from brief.model.kinds import KINDS

        return _words(dossier, KINDS[str(context.params.get("kind"))].record, None, context, begun)

    return of_dossier(words)(context, incomplete)


def _words(dossier: "Dossier", cls: Any, record: Any, context: typer.Context, begun: str) -> Iterator[str]:
    """Yield names of fields, or values after `=`.

    Bash makes three words of `field=value` and completes the last; Typer drops a last word that is `=`.
    """
    before: list[str] = [*(context.params.get("words") or ())]
    *others, last = before or [""]
    if others and last == "=":
        yield from _values(dossier, cls, others[-1], begun)
    elif last and not begun and "=" not in (last[-1:], *last, *others[-1:]):
        yield from _values(dossier, cls, last, "")
    elif "=" in begun:
        path, _, value = begun.partition("=")
        yield from (f"{path}={found}" for found in _values(dossier, cls, path, value))
    else:
        yield from _paths(cls, record, begun)


def _paths(cls: Any, record: Any, begun: str) -> Iterator[str]:
    """Yield names below the last full stop of what is typed: `roles.0.title=`; those of parts end with a full stop."""
    from brief.edit.values import shape_of
    from brief.model.shape import Shape, fields

    above, stop, _ = begun.rpartition(".")
    shape, held = shape_of(cls, above) if stop else Shape(cls), record
    for step in above.split(".") if stop else ():
        held = _below(held, step)
    if shape.is_list and shape.one.is_part:
        yield from (f"{above}.{index}." for index in range(len(held or ()) + 1))
    elif shape.is_part:
        for name, field in fields(shape.type).items():
            if name != "id":
                yield f"{above}{stop}{name}{'=' if _is_typed(field.shape) else '.'}"


def _below(held: Any, step: str) -> Any:
    """Return the part of a record at a step of a path; None if it has none."""
    if isinstance(held, tuple):
        return held[int(step)] if step.isdecimal() and int(step) < len(held) else None
    return getattr(held, step, None)


def _is_typed(shape: "Shape") -> bool:
    """True if a value is typed after `=`, as a citation is, and not field by field."""
    from brief.model.parts import Citation

    return not (shape.one.is_part or shape.is_map) or shape.one.type is Citation


def _values(dossier: "Dossier", cls: Any, path: str, begun: str) -> Iterable[str]:
    """Return values that a field may have: its choices, or ids."""
    from brief.edit.values import shape_of
    from brief.model.parts import Citation

    one = shape_of(cls, path).one
    if one.type is bool:
        return ("true", "false")
    if one.type is Citation:
        return dossier.ids("source", beginning=begun)
    return dossier.ids(*one.ref.kinds, beginning=begun) if one.ref else one.choices
