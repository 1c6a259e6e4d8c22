"""The questions of `brief add` on a terminal: one field after the other, each answer checked at once."""

import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import brief
from brief.contents import Contents
from brief.edit.files import Files
from brief.edit.lists import one_or_list
from brief.edit.operations import check_free
from brief.edit.values import in_order
from brief.edit.words import spelled_value
from brief.edit.writing import Style, map_lines
from brief.locale import either, say, say_many
from brief.model.dates import Date
from brief.model.docstrings import meaning_of
from brief.model.field_order import field_order
from brief.model.kinds import KINDS, Kind
from brief.model.marks import OneOrMore, Ref
from brief.model.parts import DESK, Citation
from brief.model.shape import Field, Shape, fields
from brief.model.user_error import UserError
from brief.named_tuple import NamedTuple
from brief.yaml.validation import Invalid, validated
from brief.yaml.validation_messages import value_finding

if TYPE_CHECKING:
    from brief import Edited

_FEW = 8
"""Maximum number of ids listed after a wrong one."""
_END = "."
"""Answer that ends the questions."""


class _Ended(Exception):
    """The user ended the questions."""


class Question(NamedTuple):
    """A question on the terminal."""

    prompt: str
    choices: tuple[str, ...]
    """Words that Tab can complete."""
    wrong: Callable[[str], str]
    """Returns what is wrong with an answer; empty if it is right."""


def ask(root: Path, kind: Kind, id_: str | None, file: str | None, *, dry_run: bool) -> "Edited":
    """Ask for the fields of a record and add it to a dossier; fields that are refused are asked again."""
    files = Files(Contents(root))
    if id_:
        check_free(files, id_)
    asker = _Asker(files, kind)
    _print(say("Enter skips a field, Tab completes ids, a dot ends the questions."))
    wanted = asker.names()
    while True:
        try:
            asker.ask(wanted)
        except (UserError, KeyboardInterrupt):
            asker.print_answers()
            raise
        try:
            return brief.add(root, kind.name, asker.values(), id=id_, file=file, dry_run=dry_run)
        except brief.Refused as refused:
            for found in refused.findings:
                _print(f"{found.path or found.file}: {found.sentence}" + (f" ({found.hint})" if found.hint else ""))
            wrong = {found.path.split(".")[0] for found in refused.findings}
            wanted = [name for name in asker.names() if name in wrong]
            if not wanted:
                asker.print_answers()
                raise
        except UserError:
            asker.print_answers()
            raise


class _Asker:
    """Asks for the fields of one record."""

    def __init__(self, files: Files, kind: Kind) -> None:
        self._cls = cast(Any, kind.record)
        self._fields = fields(self._cls)
        self._ids = {kind.name: files.ids(kind.section) for kind in KINDS.values()}
        self.answers: dict[str, Any] = {}

    def names(self) -> list[str]:
        """Return the fields that can be asked for: required ones first, then the sources, editorial ones last."""
        order = [name for name in field_order(self._cls) if _is_simple(self._fields[name].shape) and name != "was"]
        return sorted(order, key=lambda name: (not self._fields[name].is_required, name != "cite", name in DESK))

    def ask(self, names: Iterable[str]) -> None:
        """Ask for these fields."""
        with suppress(_Ended):
            for name in names:
                self.answers.pop(name, None)
                self._field(self._fields[name])

    def values(self) -> dict[str, Any]:
        """Return the answers, a single one without a list where the format allows it."""
        single = {name for name in self.answers if self._fields[name].shape.has(OneOrMore)}
        return {name: one_or_list(held) if name in single else held for name, held in self.answers.items()}

    def print_answers(self) -> None:
        """Print the answers as YAML, so that they are not lost."""
        if self.answers:
            _print("\n".join(map_lines(in_order(self._cls, self.values()), 0, Style())))

    def _field(self, field: Field) -> None:
        """Ask for a field; the answers so far are kept if the user ends the questions."""
        meaning = meaning_of(self._cls, field.attribute)
        _print(f"\n{field.name}: {say(meaning)}" if meaning else f"\n{field.name}")
        if field.shape.one.choices:
            _print(say("one of {choices}", choices=", ".join(field.shape.one.choices)))
        if field.shape.one.type is Date:
            _print(say("such as 24 October 2017, October 2017 or 2017"))
        if field.shape.one.type is Citation and self._ids["source"]:
            _print(say("such as {source} ¶2, or {source} para 2", source=self._ids["source"][0]))
        answer = self._one(field, field.name)
        while answer and (field.shape.is_map or field.shape.is_list):
            if field.shape.is_map:
                held = self.answers.setdefault(field.name, {})
                held[answer] = None
                held[answer] = _answer(Question(f"  {answer}: ", (), lambda _: "")) or None
            else:
                self.answers.setdefault(field.name, []).append(answer)
            answer = self._one(field, say("another"), is_first=False)
        if answer:
            self.answers[field.name] = answer

    def _one(self, field: Field, label: str, *, is_first: bool = True) -> str:
        """Ask for one value, item or key until it is right."""
        shape = field.shape.key or field.shape.one
        ref = Ref(("source",)) if shape.type is Citation else shape.ref

        def meant(text: str) -> str:
            value, known = _read(text, shape), self._choices(shape, ref)
            return value.lower() if ref and value not in known and value.lower() in known else value

        def wrong(text: str) -> str:
            if not text:
                return say("this field is required") if field.is_required and is_first else ""
            value = meant(text)
            held = {value: None} if field.shape.is_map else [value] if field.shape.is_list else value
            return self._fault(field.name, held) or self._unknown(value, ref, shape)

        return meant(_answer(Question(f"{label}: ", self._choices(shape, ref), wrong)))

    def _choices(self, shape: Shape, ref: Ref | None) -> tuple[str, ...]:
        if shape.type is bool:
            return ("true", "false")
        found = [id_ for kind in ref.kinds or KINDS for id_ in self._ids[kind]] if ref else []
        return (*shape.choices, *found)

    def _fault(self, name: str, value: Any) -> str:
        """Return what is wrong with the form of a value; empty if nothing."""
        try:
            validated(self._cls, {name: value})
        except Invalid as error:
            for fault in error.faults:
                if fault.path[:1] == (name,) and fault.kind != "missing":
                    found = value_finding(fault, name)[0]
                    return f"{found.sentence} ({found.hint})" if found.hint else found.sentence
        return ""

    def _unknown(self, value: str, ref: Ref | None, shape: Shape) -> str:
        """Return what is wrong with an id that no record has."""
        from brief.model.names import hint, with_article

        id_ = value.partition(" ")[0] if shape.type is Citation else value
        if ref is None or ref.allows(value) or id_ in (known := self._choices(shape, ref)):
            return ""
        kind = next((name for name, ids in self._ids.items() if id_ in ids), "")
        if kind and ref.kinds:
            wanted = either(map(with_article, ref.kinds))
            return say("`{id}` is {kind}, not {wanted}", id=id_, kind=with_article(kind), wanted=wanted)
        few = (
            say_many("there is only {known}", "there are {known}", len(known), known=", ".join(known))
            if 0 < len(known) <= _FEW
            else ""
        )
        better = hint(id_, known, few)
        wanted = either(ref.kinds)
        none = say("no {wanted} has the id `{id}`", wanted=wanted, id=id_)
        sentence = none if wanted else say("no record has the id `{id}`", id=id_)
        return f"{sentence} ({better})" if better else sentence


def not_asked(kind: Kind) -> list[str]:
    """Return an example for each field that consists of parts and is not asked for: `roles.0.title=...`."""
    parts = {name: field.shape.one.type for name, field in fields(kind.record).items() if field.shape.one.is_part}
    first = {
        name: next((key for key, field in fields(part).items() if field.is_required), "")
        for name, part in parts.items()
    }
    return [f"{name}.0.{key}=..." for name, key in first.items() if key and name not in ("cite", "differs")]


def _is_simple(shape: Shape) -> bool:
    """True for a value that fits on one typed line, or a list or map of such values."""
    inner = shape.item if (shape.is_list or shape.is_map) and shape.item else shape
    is_one = not (inner.is_part or inner.is_list or inner.is_map) or inner.type is Citation
    return is_one and not (shape.is_map and not (shape.key and shape.key.ref))


def _read(text: str, shape: Shape) -> str:
    return str(spelled_value(shape, text)) if text else text


def _print(text: str) -> None:
    from brief.output import print_lines

    print_lines(sys.stderr, text)


def _answer(question: Question) -> str:
    """Return an answer, asked for until it is right; raises `_Ended` for a dot."""
    with suppress(ImportError):
        _complete(question.choices)
    while True:
        try:
            text = input(question.prompt).strip()
        except EOFError:
            raise UserError(say("nothing is added")) from None
        except KeyboardInterrupt:
            _print("")  # moves to a new line
            raise
        is_end = text == _END
        if not (wrong := question.wrong("" if is_end else text)):
            if is_end:
                raise _Ended
            return text
        _print(wrong)


def _complete(choices: tuple[str, ...]) -> None:
    """Let Tab complete an answer to one of these."""
    import readline

    def complete(begun: str, state: int) -> str | None:
        fitting = [choice for choice in choices if choice.startswith(begun)]
        return fitting[state] if state < len(fitting) else None

    readline.set_completer(complete)
    readline.set_completer_delims(" ")
    readline.parse_and_bind("tab: complete")
