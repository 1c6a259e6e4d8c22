"""The short way of reading takes nothing that pydantic would not, and makes nothing else of it."""

from dataclasses import fields
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.model import KINDS
from brief.model.codec import encode
from brief.yaml.plain import Doubtful, plain
from brief.yaml.records import Reading, _Invalid, _judged
from brief.yaml.text import YamlText

WORDS = st.sampled_from(
    ["", " ", "x", "2025", "2025-02", "2025-13", "true", "no", "A", "6", "risk", "done", "report ¶1", "family-first"]
)
VALUES = st.recursive(
    WORDS | st.none(),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["title", "cite", "date", "x"]), inner),
    max_leaves=4,
)


def names(kind: str) -> list[str]:
    return [item.name.rstrip("_") for item in fields(KINDS[kind].record) if item.name != "id"]


@st.composite
def records(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    kind = draw(st.sampled_from(sorted(KINDS)))
    held = draw(st.dictionaries(st.sampled_from([*names(kind), "strange"]), VALUES, max_size=4))
    title = {KINDS[kind].title: draw(WORDS)} if draw(st.booleans()) else {}
    return kind, {**title, **held, "id": "some-id"}


@given(records())
def test_what_is_read_the_short_way_is_what_pydantic_makes_of_it(found: tuple[str, dict[str, Any]]) -> None:
    kind, held = found
    try:
        made = plain(KINDS[kind].record, held)
    except Doubtful:
        return
    assert encode(made) == encode(_judged(KINDS[kind].section, held))


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_missing_unknown_or_of_another_form_is_left_to_pydantic(kind: str) -> None:
    title = KINDS[kind].title
    for held in ({}, {title: ["x"]}, {title: "x", "strange": "y"}, {title: "x", "differs": "y"}, {title: " "}):
        with pytest.raises(Doubtful):
            plain(KINDS[kind].record, {**held, "id": "some-id"})
        with pytest.raises(_Invalid):
            _judged(KINDS[kind].section, {**held, "id": "some-id"})


def test_the_shipped_dossier_is_read_the_short_way(shipped: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def judged(section: str, held: Any) -> None:
        raise AssertionError(f"{section}: {held}")

    monkeypatch.setattr("brief.yaml.records._judged", judged)
    files = sorted(Path(shipped).rglob("*.yaml"))
    count = sum(
        len(list(Reading(YamlText(BytesIO(file.read_bytes())), file.name, lambda _: iter(())).records()))
        for file in files
    )
    assert count > 100


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
    must = f"`stale_after_months` must be a whole number from 1 to 1,200, and this is `{written}`"
    assert told == ([] if months else [must])
