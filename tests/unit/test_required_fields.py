"""A record is shown only with all of its required fields: not before, and not to whom, the source of one is unknown."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import brief
from brief.model.kinds import KINDS
from brief.model.shape import fields

VALUES = {"flagged_by": "source", "use": "response"}
"""Values of the fields that are not free text."""


def required() -> Iterator[tuple[str, str]]:
    """Every field without which a record cannot be printed, of each kind that cites sources."""
    for kind, held in KINDS.items():
        if kind != "source":
            yield from (
                (kind, name) for name, field in fields(held.record).items() if field.is_required and name != "id"
            )
    yield "question", "flagged_by"
    yield "position", "if_raised"


@pytest.fixture(autouse=True)
def _cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))


def written(folder: Path, kind: str, field: str) -> Path:
    """Write a dossier in which only a source of 2024, marked TLP:RED, states a field of a record."""
    names = {name: VALUES.get(name, "Zinnia") for given, name in required() if given == kind}
    cited = [f"{{source: {'late' if name == field else 'early'}, at: p. 1, for: {name}}}" for name in names]
    folder.mkdir()
    (folder / "dossier.yaml").write_text(
        f"""\
dossier: {{title: Harbour}}
sources:
  early: {{title: Early, published: 2020}}
  late: {{title: Late, published: 2024, handling: "TLP:RED"}}
{KINDS[kind].section}:
  marigold: {{{", ".join(f"{name}: {value}" for name, value in names.items())}, cite: [early p. 2, {", ".join(cited)}]}}
{"" if kind == "person" else "people: {jane-doe: {name: Jane Doe, cite: early p. 1}}"}
"""
    )
    return folder


@pytest.mark.parametrize(("kind", "field"), [*dict.fromkeys(required())])
def test_a_record_waits_for_every_required_field(tmp_path: Path, kind: str, field: str) -> None:
    folder = written(tmp_path / "harbour", kind, field)
    cases: tuple[tuple[dict[str, Any], bool], ...] = (
        ({}, True),
        ({"known_by": "2024"}, True),
        ({"known_by": "2021"}, False),
        ({"release_to": "TLP:RED"}, True),
        ({"release_to": "TLP:GREEN"}, False),
    )
    for options, is_shown in cases:
        with brief.open(folder, counted=False, **options) as dossier:
            assert ("marigold" in brief.render(brief.list(dossier, kind), "text")) is is_shown, options


OPTIONAL = {
    "question": {"answer": "Zinnia", "short": "Zinnia", "note": "Zinnia", "topics": "zinnia", "about": "zinnia"},
    "position": {"approved_by": "Zinnia", "valid": "2031", "topics": "zinnia", "with": "abel"},
}
"""Fields of what needs no source, and values."""


@pytest.mark.parametrize(("kind", "field"), [(kind, field) for kind, held in OPTIONAL.items() for field in held])
def test_what_needs_no_source_waits_for_no_other_field(tmp_path: Path, kind: str, field: str) -> None:
    """A citation of another field alone leaves that field out, and not the author's own words."""
    needed = {"text": "Marigold", "use": "point"} if kind == "position" else {"text": "Marigold"}
    held = {
        "dossier": {"title": "Harbour"},
        "sources": {"late": {"title": "Late", "published": "2024", "handling": "TLP:RED"}},
        "people": {"abel": {"name": "Abel"}, "jane": {"name": "Jane"}},
        "topics": {"zinnia": {"name": "Zinnia"}},
        "events": {"fair": {"title": "Fair", "topics": "zinnia", "who": {"abel": None, "jane": None}}},
        KINDS[kind].section: {
            "marigold": {**needed, field: OPTIONAL[kind][field], "cite": {field: "late p. 1"}},
        },
    }
    (tmp_path / "dossier.yaml").write_text(json.dumps(held))
    attribute = fields(KINDS[kind].record)[field].attribute
    cases: tuple[dict[str, Any], ...] = ({"known_by": "2021"}, {"release_to": "TLP:GREEN"})
    for options in cases:
        with brief.open(tmp_path) as dossier:
            whole = dossier["marigold"]
        with brief.open(tmp_path, counted=False, **options) as dossier:
            found = dossier["marigold"]
        assert getattr(whole, attribute) != getattr(found, attribute)
        assert found == whole.replaced(**{attribute: getattr(found, attribute), "cite": ()})


def test_a_read_ahead_does_not_tell_what_only_a_later_source_says(tmp_path: Path) -> None:
    folder = written(tmp_path / "harbour", "position", "use")
    with brief.open(folder, known_by="2021") as dossier:
        assert "our line" not in brief.render(brief.meeting(dossier, ["jane-doe"]), "text")
    with brief.open(folder, known_by="2024") as dossier:
        assert "our line" in brief.render(brief.meeting(dossier, ["jane-doe"]), "text")
