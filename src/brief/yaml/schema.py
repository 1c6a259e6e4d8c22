"""The JSON Schema (2020-12) of the format, from the dataclasses, for editors."""

from typing import Any

from pydantic import TypeAdapter

from brief.model import SECTIONS
from brief.model.header import Header
from brief.yaml.wording import ID


def json_schema() -> dict[str, Any]:
    """The schema of one file of a dossier."""
    adapters = [("dossier", Header), *((section, kind.record) for section, kind in SECTIONS.items())]
    found, shared = TypeAdapter.json_schemas(
        [(section, "validation", TypeAdapter(cls)) for section, cls in adapters], title="A file of a dossier"
    )
    definitions: dict[str, Any] = shared["$defs"]
    for kind in SECTIONS.values():
        definition = definitions[kind.record.__name__]
        del definition["properties"]["id"]
        definition["required"].remove("id")
    properties = {
        section: reference if section == "dossier" else _records(reference) for (section, _), reference in found.items()
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": shared["title"],
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        "$defs": _as_written(definitions),
    }


def _records(reference: Any) -> dict[str, Any]:
    """A map from id to records of one kind."""
    ids = {"pattern": f"^{ID.pattern}$"}
    return {"type": ["object", "null"], "propertyNames": ids, "additionalProperties": reference}


def _as_written(schema: Any) -> Any:
    """The schema with numbers let in wherever text is: an editor reads `2025` as one, a dossier as text."""
    if isinstance(schema, list):
        return [_as_written(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    schema = {key: _as_written(part) for key, part in schema.items()}
    if schema.get("type") == "string" and "enum" in schema:
        schema["enum"] += [int(choice) for choice in schema["enum"] if choice.isdigit()]
        del schema["type"]
    elif schema.get("type") == "string" and "pattern" not in schema:
        schema["type"] = ["string", "number"]
    return schema
