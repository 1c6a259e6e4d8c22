"""Check that fields that need another field have it."""

from collections.abc import Iterator

from brief.locale import say
from brief.model.findings import Finding
from brief.model.parts import Record
from brief.model.positions import Position
from brief.model.stated import parts


def ends_with_a_date(record: Record) -> Iterator[Finding]:
    """Find `end_reason` without `to`: without an end, a post would count as current."""
    for path, part in parts(record):
        if getattr(part, "end_reason", None) and not getattr(part, "to", None):
            sentence = say("`{path}` has `end_reason`, but no `to`", path=path)
            hint = say("add `to: DATE`, as precisely as the source says, such as `to: ../2024-05`")
            yield Finding("missing-field", sentence, hint, path=f"{path}.end_reason")


def responses(record: Record) -> Iterator[Finding]:
    """Find responses without `if_raised`, and other positions with it."""
    if not isinstance(record, Position):
        return
    if record.use == "response" and not record.if_raised:
        sentence: str = say("this response has no `if_raised`")
        yield Finding("missing-field", sentence, say("add `if_raised: ...`, what the others may raise"), path="use")
    if record.use != "response" and record.if_raised:
        sentence = say("`if_raised` belongs to a response, but the use of this position is `{use}`", use=record.use)
        yield Finding("invalid-value", sentence, say("write `use: response`, or delete `if_raised`"), path="if_raised")
