"""Validation of records: all faults are found, each with its path, and nothing else."""

from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.model.commitments import Commitment
from brief.model.dates import Date
from brief.model.events import Event
from brief.model.kinds import KINDS
from brief.model.parts import Citation
from brief.model.serialization import decode, encode
from brief.model.shape import fields
from brief.yaml.records import Reading
from brief.yaml.text import YamlText
from brief.yaml.validation import Invalid, validated

WORDS = st.sampled_from(
    ["", " ", "x", "2025", "2025-02", "2025-13", "true", "no", "A", "6", "risk", "done", "report ¶1", "family-first"]
)
VALUES = st.recursive(
    WORDS | st.none(),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["title", "cite", "date", "x"]), inner),
    max_leaves=4,
)


def names(kind: str) -> list[str]:
    return [name for name in fields(KINDS[kind].record) if name != "id"]


@st.composite
def records(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    kind = draw(st.sampled_from(sorted(KINDS)))
    held = draw(st.dictionaries(st.sampled_from([*names(kind), "strange"]), VALUES, max_size=4))
    title = {KINDS[kind].title: draw(WORDS)} if draw(st.booleans()) else {}
    return kind, {**title, **held, "id": "some-id"}


@given(records())
def test_values_make_a_record_or_have_faults_at_places_that_exist(found: tuple[str, dict[str, Any]]) -> None:
    kind, written = found
    cls = KINDS[kind].record
    try:
        made = validated(cls, written)
    except Invalid as invalid:
        assert invalid.faults
        for fault in invalid.faults:
            assert fault.path[0] in {*names(kind), "strange"}
            assert fault.kind == "missing" or fault.path[0] in written
        return
    assert decode(cls, encode(made)) == made


@given(records(), st.sampled_from(["date", "kind", "topics", "x"]))
def test_a_fault_stays_whatever_else_is_written(found: tuple[str, dict[str, Any]], other: str) -> None:
    kind, written = found

    def faults(value: dict[str, Any]) -> list[Any]:
        try:
            validated(KINDS[kind].record, value)
        except Invalid as invalid:
            return [(fault.kind, fault.path) for fault in invalid.faults]
        return []

    more = faults({other: {"a": ["b"]}, **written})
    assert [fault for fault in faults(written) if fault not in more] == []


def test_every_fault_of_a_record_is_named_with_its_path() -> None:
    written = {
        "id": "toll",
        "title": ["A bell"],
        "date": "1901-13",
        "external": "perhaps",
        "who": ["ada"],
        "topics": ["bells", {"name": "x"}],
        "cite": {"date": "log p. 1", "rest": [{"sorce": "log"}]},
        "figures": [{"what": "bells"}, "six"],
        "strange": "y",
    }
    with pytest.raises(Invalid) as caught:
        validated(Event, written)
    assert [(fault.kind, fault.path) for fault in caught.value.faults] == [
        ("missing", ("cite", 1, "source")),
        ("unknown", ("cite", 1, "sorce")),
        ("truth", ("external",)),
        ("text", ("title",)),
        ("date", ("date",)),
        ("map", ("who",)),
        ("text", ("topics", 1)),
        ("missing", ("figures", 0, "value")),
        ("fields", ("figures", 1)),
        ("unknown", ("strange",)),
    ]


@pytest.mark.parametrize(
    ("written", "wanted"), [("true", True), ("Yes", True), ("ON", True), ("false", False), ("no", False)]
)
def test_a_truth_may_be_written_as_people_write_it(written: str, wanted: bool) -> None:
    assert validated(Event, {"id": "a", "title": "A", "external": written}).external is wanted


def test_each_form_of_a_value_makes_the_same_record() -> None:
    made = validated(
        Commitment,
        {"id": "a", "text": "A", "by": "ada", "for": ["bo"], "due": "2026~", "cite": "log p. 1", "unclear": " "},
    )
    assert made == Commitment(
        id="a", text="A", by=("ada",), for_=("bo",), due=Date.parse("2026~"), cite=(Citation("log", "p. 1"),)
    )


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_missing_unknown_or_of_another_form_is_refused(kind: str) -> None:
    title = KINDS[kind].title
    for held in ({}, {title: ["x"]}, {title: "x", "strange": "y"}, {title: "x", "differs": "y"}, {title: " "}):
        with pytest.raises(Invalid):
            validated(KINDS[kind].record, {**held, "id": "some-id"})


@pytest.mark.parametrize(
    ("written", "months"),
    [
        ("24", 24),
        ("1", 1),
        ("1200", 1200),
        *((bad, None) for bad in ("0", "1201", "-1", "2.5", "24 months", "²", "ten")),
    ],
)
def test_a_number_is_whole_and_within_bounds(written: str, months: int | None) -> None:
    text = f"dossier: {{title: Talks, stale_after_months: {written}}}\n".encode()
    reading = Reading(YamlText(BytesIO(text)), "dossier.yaml", lambda _: iter(()))
    assert list(reading.records()) == []
    assert (reading.header and reading.header.stale_after_months) == months
    told = [found.sentence for found in reading.take_findings()]
    must = f"`stale_after_months` must be a whole number from 1 to 1,200, but this is `{written}`"
    assert told == ([] if months else [must])
