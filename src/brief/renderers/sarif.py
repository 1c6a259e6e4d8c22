"""Findings in SARIF 2.1.0, which code hosts and editors show next to the lines.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

import json
from collections.abc import Iterator

from brief.document import Document, Problem
from brief.renderers.renderer import Selective, findings_alone
from brief.version import __version__

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_ROOT = "%SRCROOT%"
"""Folder that paths are relative to: by convention, the root of the repository."""


_Object = dict[str, object]


def render(document: Document) -> str:
    """Return the findings as the results of one run; raises `UserError` for any report but `check`."""
    findings_alone(document)
    results = list(Sarif(document).blocks())
    codes = sorted({str(result["ruleId"]) for result in results})
    for result in results:
        result["ruleIndex"] = codes.index(str(result["ruleId"]))
    driver = {"name": "brief", "version": __version__, "rules": [{"id": code} for code in codes]}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


class Sarif(Selective[_Object]):
    """Makes a result of each finding."""

    def problem(self, block: Problem) -> Iterator[_Object]:
        """Yield rule, severity, sentence and location."""
        text = f"{block.sentence} ({block.hint})" if block.hint else block.sentence
        result: _Object = {"ruleId": block.code, "level": block.severity, "message": {"text": text}}
        if block.file:
            result["locations"] = [{"physicalLocation": _location(block)}]
        yield result


def _location(block: Problem) -> _Object:
    from urllib.parse import quote

    place: _Object = {"artifactLocation": {"uri": quote(block.file), "uriBaseId": _ROOT}}
    if block.line:
        end = {"startColumn": block.column, "endColumn": block.column + block.width} if block.column else {}
        place["region"] = {"startLine": block.line, **end}
    return place
