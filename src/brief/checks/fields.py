"""Fields and sections that are named in a value, and must exist."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any, NamedTuple, get_args, get_origin

from brief.core.codec import unwrap
from brief.core.dates import Date, DateError
from brief.core.dossier import AuditedDossier
from brief.core.findings import Finding
from brief.core.model.parts import Record
from brief.core.names import near
from brief.core.sections import SECTIONS


def fields_that_exist(record: Record) -> Iterator[Finding]:
    """`differs` and `inferred` that name a field which the record does not have."""
    named = [(f"differs.{index}.field", item.field) for index, item in enumerate(record.differs) if item.field]
    named += [(f"inferred.{field}", field) for field in record.inferred]
    for path, field in named:
        if wrong := _follow(record, field).wrong:
            yield wrong._replace(path=path)


def disputed_dates(record: Record) -> Iterator[Finding]:
    """Rivals of a date that are none."""
    for index, item in enumerate(record.differs):
        if item.field and _follow(record, item.field).type is Date:
            try:
                Date.parse(item.value)
            except DateError as error:
                sentence = f"`{item.field}` is a date, and {error.sentence}"
                yield Finding("invalid-date", sentence, error.hint, path=f"differs.{index}.value")


def memo_sections(dossier: AuditedDossier) -> Iterator[Finding]:
    """Layouts of memos that list a section which does not exist."""
    for layout, sections in dossier.header.memos.items() if dossier.header else ():
        for index, section in enumerate(sections):
            if section not in SECTIONS:
                nearest = near(section, SECTIONS)
                hint = f"did you mean `{nearest[0]}`?" if nearest else f"choose from {', '.join(SECTIONS)}"
                sentence = f"a memo has no section `{section}`"
                yield Finding("unknown-memo-section", sentence, hint, path=f"memos.{layout}.{index}")


class _Followed(NamedTuple):
    """Where a path such as `roles.0.from` leads: to a type, or nowhere."""

    type: Any = None
    wrong: Finding | None = None


def _follow(record: Record, path: str) -> _Followed:
    """The bare type of the field at the path; a list counts as of its items' type."""
    held: Any = record
    bare: Any = type(record)
    steps = path.split(".")
    for index, step in enumerate(steps):
        above = ".".join(steps[:index])
        if get_origin(bare) is tuple and step.isdecimal():
            if int(step) >= len(held):
                return _Followed(wrong=_too_far(above, steps, index, len(held)))
            held, annotation = held[int(step)], get_args(bare)[0]
        elif get_origin(bare) is dict:
            held, annotation = None, get_args(bare)[1]
        elif is_dataclass(bare):
            known = {item.name.rstrip("_"): item for item in fields(bare) if item.name != "id"}
            if step not in known:
                return _Followed(wrong=_no_field(f"`{above}`" if above else _article(record.KIND), step, list(known)))
            held, annotation = getattr(held, known[step].name), known[step].type
        else:
            item = f"{above}.0.{step}"
            hint = f"count the items from 0: `{item}`" if get_origin(bare) is tuple else f"name `{above}` as a whole"
            return _Followed(wrong=Finding("unknown-field", f"`{step}` is not a field of `{above}`", hint))
        bare = unwrap(annotation)[1]
    return _Followed(unwrap(get_args(bare)[0])[1] if get_origin(bare) is tuple else bare)


def _no_field(owner: str, step: str, known: list[str]) -> Finding:
    nearest = near(step, known)
    hint = f"did you mean `{nearest[0]}`?" if nearest else f"its fields are {', '.join(known)}"
    return Finding("unknown-field", f"`{step}` is not a field of {owner}", hint)


def _too_far(above: str, steps: list[str], index: int, count: int) -> Finding:
    if not count:
        return Finding("unknown-field", f"`{above}` is empty here", f"name `{above}` as a whole")
    last = ".".join([*steps[:index], str(count - 1), *steps[index + 1 :]])
    sentence = f"`{above}` has no item {steps[index]}: they are counted from 0"
    return Finding("unknown-field", sentence, f"the last is `{last}`")


def _article(word: str) -> str:
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"
