"""What YAML's parser objects to, in words of our own."""

import re
from typing import Any

from brief.core.findings import Finding

_SENTENCES = (
    (r"mapping values are not allowed", "a second `: ` stands here", "put quotes around a value that holds `: `"),
    (r"tab|'\\t'", "a tab stands where only spaces may indent", "indent with spaces"),
    (r"unexpected end of stream|end of stream", "a quote or bracket is opened and never closed", "close it"),
    (r"',' or '[\]}]'", "a list or map in brackets is not closed, or a comma is missing", "close the bracket, or put the comma"),
    (r"'-' indicator|block sequence|block collection", "this line does not continue the list above it", "begin it with `- `, at the list's own column"),
    (r"expected ':'|simple key", "this line has no `: ` after its key", "write `key: value`"),
    (r"expected key|block mapping|block end", "this line does not fit the lines above it", "give the fields of one record the same indentation, and close quotes"),
    (r"cannot start any token", "this character cannot begin a value", "put quotes around the value"),
    (r"escape", "a backslash in double quotes begins no known escape", "use single quotes, or write `\\\\`"),
    (r"document start|document end", "the file goes on after the end of its document", "indent the line, or delete the marker above it"),
    (r"directive", "a line that begins with `%` is a directive", "put quotes around the value, or delete the line"),
    (r"undefined tag|tag", "a `!tag` gives a value a type of its own", "delete it: the field decides the type"),
    (r"alias|anchor", "`*` and `&` repeat values", "write the value out, or put quotes around it"),
    (r"block scalar", "the text after `|` or `>` does not begin as it should", "begin it on the next line, indented"),
)  # fmt: skip
_OTHERWISE = (
    "the file cannot be read as YAML from here on",
    "look at the indentation, quotes and brackets of this line and the one above",
)


def syntax_finding(error: Any, text: str) -> Finding:
    """The finding for a YAMLError: where the parser stopped, and what is likely wrong."""
    lines = text.split("\n")
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    problem, context = getattr(error, "problem", None) or "", getattr(error, "context", None) or ""
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    sentence, hint = _OTHERWISE
    for words in (f"{problem} ", context):
        found = next((entry for entry in _SENTENCES if words and re.search(entry[0], words)), None)
        if found:
            _, sentence, hint = found
            break
    if line > len(lines) or (not lines[line - 1].strip() and line > 1):
        line = next(
            (number for number in range(min(line, len(lines)), 0, -1) if lines[number - 1].strip()), 1
        )
        column = len(lines[line - 1].rstrip())
    excerpt = lines[line - 1].rstrip("\r") if lines else ""
    return Finding("syntax", sentence, hint, line=line, column=max(1, column), excerpt=excerpt)
