"""Check that the fields and sections named in a value exist."""

from collections.abc import Iterator

from brief.locale import say
from brief.model.dates import Date, DateError
from brief.model.findings import Finding, Severity
from brief.model.kinds import KINDS
from brief.model.parts import Part, Record
from brief.model.paths import PathError, follow, found_at, is_date
from brief.model.stated import parts


def fields_that_exist(record: Record) -> Iterator[Finding]:
    """Find `differs`, `inferred` and `cite` entries that name a field which the record or part does not have."""
    named: list[tuple[str, Record | Part, str]] = [
        (f"differs.{index}.field", record, item.field) for index, item in enumerate(record.differs) if item.field
    ]
    named += [(f"inferred.{field}", record, field) for field in record.inferred]
    named += [(f"cite.{index}", record, field) for index, item in enumerate(record.cite) for field in item.for_]
    for path, part in parts(record):
        named += [(f"{path}.cite.{index}", part, field) for index, item in enumerate(part.cite) for field in item.for_]
    for path, holder, field in named:
        try:
            follow(holder, field)
        except PathError as wrong:
            yield Finding("unknown-field", wrong.sentence, wrong.hint, path=path)


def disputed_dates(record: Record) -> Iterator[Finding]:
    """Find rival values of a date that are not dates."""
    for index, item in enumerate(record.differs):
        if is_date(record, item.field):
            try:
                Date.parse(item.value)
            except DateError as error:
                sentence = say("`{field}` is a date, and {sentence}", field=item.field, sentence=error.sentence)
                yield Finding("invalid-date", sentence, error.hint, path=f"differs.{index}.value")


def same_values(record: Record) -> Iterator[Finding]:
    """Find rival values that are equal to the value of the record."""
    for index, item in enumerate(record.differs):
        field = item.field or KINDS[record.KIND].title
        target = found_at(record, field)
        held = target.value if target else None
        (own,) = held if isinstance(held, tuple) and len(held) == 1 else (held,)
        rival = Date.read(item.value) if is_date(record, field) else item.value
        if own and own == rival:
            sentence = say("the record has the same value of `{field}`, so the sources agree on it", field=field)
            hint = say("delete this entry, and cite its source for `{field}`", field=field)
            yield Finding("same-value", sentence, hint, Severity.WARNING, path=f"differs.{index}.value")
