"""Findings in SARIF 2.1.0, which code hosts and editors show beside the lines.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

import json
from collections.abc import Iterator
from typing import Any

from brief.document import Document, Problem
from brief.renderers.renderer import Selective, findings_alone

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_ROOT = "%SRCROOT%"
"""The folder that the paths begin from: by custom, the top of the repository."""


def render(document: Document) -> str:
    """The findings as the results of one run; raises `UserError` for another report than `check`."""
    findings_alone(document)
    results = list(Sarif(document).blocks())
    rules = sorted({result["ruleId"] for result in results})
    driver = {"name": "brief", "rules": [{"id": rule} for rule in rules]}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    for result in results:
        result["ruleIndex"] = rules.index(result["ruleId"])
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


class Sarif(Selective[dict[str, Any]]):
    """Makes a result of each finding."""

    def problem(self, block: Problem) -> Iterator[dict[str, Any]]:
        """Rule, severity, sentence and place."""
        text = f"{block.sentence} ({block.hint})" if block.hint else block.sentence
        result: dict[str, Any] = {"ruleId": block.code, "level": block.severity, "message": {"text": text}}
        if block.file:
            result["locations"] = [{"physicalLocation": _location(block)}]
        yield result


def _location(block: Problem) -> dict[str, Any]:
    from urllib.parse import quote

    place: dict[str, Any] = {"artifactLocation": {"uri": quote(block.file), "uriBaseId": _ROOT}}
    if block.line:
        place["region"] = {"startLine": block.line}
        if block.column:
            place["region"] |= {"startColumn": block.column, "endColumn": block.column + block.width}
    return place
