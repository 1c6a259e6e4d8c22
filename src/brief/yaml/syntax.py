"""Explains syntax errors of YAML's parser.

The parser reports where it failed, and sometimes where the construct began that it was reading. The explanation is
derived from the lines of the file, so that it does not depend on the parser's messages.
"""

import re
import unicodedata
from typing import Any

from brief.locale import either, say
from brief.model.findings import Finding
from brief.model.quotation_marks import unquoted
from brief.yaml.lines import Lines
from brief.yaml.parse_error import Stop
from brief.yaml.text import COMMENT

_KEY = re.compile(r"\s*(- +)*[^\s\[{\"'#-][^:#]*?(?=:(\s|$))")
_LONGEST_KEY = 1024


def syntax_finding(error: Any, lines: Lines) -> Finding:
    """Return the finding for a `YAMLError`: where the parser failed, and the likely cause."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    begun = getattr(error, "context_mark", None) or mark
    words = f"{getattr(error, 'context', None) or ''}; {getattr(error, 'problem', None) or error}"
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    begun_line, begun_column = (begun.line + 1, begun.column + 1) if begun else (line, column)
    stop = Stop(line, column, begun_line, begun_column, words, lines)
    return next(found for explain in _EXPLANATIONS if (found := explain(stop)))


def _directive(stop: Stop) -> Finding | None:
    line = next((line for line in range(1, stop.line + 1) if stop.lines[line].strip()), 1)
    if not stop.lines[line].startswith("%"):
        return None
    finding = Finding("syntax", say("a line that begins with `%` is a YAML directive"), say("delete the line"))
    return stop.lines.put(finding, line, 1)


def _tab(stop: Stop) -> Finding | None:
    if stop.sign != "\t":
        return None
    if stop.before.strip():
        return stop.here(say("a tab is not allowed here, only a space"), say("use a space"))
    return stop.here(say("YAML allows only spaces for indentation, not tabs"), say("indent with spaces"))


def _odd_space(stop: Stop) -> Finding | None:
    """Explain a space of another kind before a key or an item, which YAML takes for a part of it."""
    for line in (stop.line, _above(stop.lines, stop.line)):
        text = stop.lines[line]
        if odd := re.match(r"[ \t-]*([^\S \t])", text):
            what = f"U+{ord(odd[1]):04X}, {unicodedata.name(odd[1], say('control character')).lower()}"
            finding = Finding("syntax", say("the indentation contains {what}", what=what), say("indent with spaces"))
            return stop.lines.put(finding, line, odd.start(1) + 1)
    return None


def _escape(stop: Stop) -> Finding | None:
    if "escape" not in stop.words and "hexadecimal" not in stop.words and "hexdecimal" not in stop.words:
        return None
    column = stop.lines[stop.line].rfind("\\", 0, stop.column) + 1
    if not column:  # a percent escape in a tag
        return None
    written = stop.lines[stop.line][column - 1 : column + 1]
    sentence = say("`{written}` is not a valid escape in double quotes", written=written)
    return stop._replace(column=column).here(sentence, say("use single quotes, or write `\\\\`"), 2)


def _quote(stop: Stop) -> Finding | None:
    if "quoted scalar" not in stop.words:
        return None
    hint: str = say("close it with `{begun_sign}`", begun_sign=stop.begun_sign)
    if stop.begun_sign == "'":
        hint += say("; in single quotes an apostrophe is written twice")
    return stop.there(say("this quote is never closed"), hint)


def _cannot_begin(stop: Stop) -> Finding | None:
    """Explain an indicator character at the beginning of a value."""
    if re.search("scanning an? (anchor|alias|tag)|parsing a tag|tag handle", stop.words):
        stop = stop._replace(line=stop.begun_line, column=stop.begun_column)
    elif not re.search("start any token|node content", stop.words) or not stop.sign:
        return None
    value = stop.lines[stop.line][stop.column - 1 :].strip()
    short = len(value) < 60 and not re.search(r'["\\]', value) and not value.endswith(("]", "}", ","))
    hint = say('write `"{value}"`', value=value) if short else say("put quotes around the value")
    sign = say("a backtick") if stop.sign == "`" else f"`{stop.sign}`"
    return stop.here(say("{sign} cannot begin a value without quotes", sign=sign), hint)


def _brackets(stop: Stop) -> Finding | None:
    if "flow" not in stop.words:
        return None
    if stop.begun_sign not in ("[", "{") and stop.is_at_end:
        return stop.at_last_line(say("the file ends before the brackets are closed"), say("close them"))
    lines = range(stop.begun_line, stop.line) if stop.begun_sign in ("[", "{") else ()
    if finding := next(filter(None, (_comment(stop, line) for line in lines)), None):
        return finding
    return _unclosed(stop) or _between_items(stop)


def _unclosed(stop: Stop) -> Finding | None:
    closing = {"[": "]", "{": "}"}.get(stop.begun_sign, "")
    if stop.line > stop.begun_line and (stop.is_at_end or _KEY.match(stop.lines[stop.line])):
        return stop.there(
            say("this `{begun_sign}` is never closed", begun_sign=stop.begun_sign),
            say("close it with `{closing}`", closing=closing),
        )
    if stop.sign and stop.sign in "]}":
        return stop.here(
            say("`{sign}` cannot close `{begun_sign}`", sign=stop.sign, begun_sign=stop.begun_sign),
            say("close it with `{closing}` first", closing=closing),
        )
    return None


def _between_items(stop: Stop) -> Finding:
    if stop.sign == ":":
        hint = say("put a comma between two fields, or quotes around a value that holds `: `")
        return stop.here(say("the value contains a second `: `"), hint)
    return stop.here(say("a comma is missing before this"), say("put one between two items"))


def _comment(stop: Stop, line: int) -> Finding | None:
    """Explain a comment that may be a part of the value before it."""
    if not (found := COMMENT.search(text := stop.lines[line])):
        return None
    hint = say("put quotes around the whole value; put two spaces before a comment")
    finding = Finding("syntax", say("` #` begins a comment, and the rest of this line is not read"), hint)
    return stop.lines.put(finding, line, found.start() + 2, len(text) - found.start() - 1)


def _block_text(stop: Stop) -> Finding | None:
    if "block scalar" not in stop.words:
        return None
    sentence = say("nothing can follow `{begun_sign}` on its line", begun_sign=stop.begun_sign)
    return stop.here(sentence, say("begin the text on the next line, indented, or put it in quotes"))


def _no_colon(stop: Stop) -> Finding | None:
    """Explain a line without a key where a key is required."""
    if "expected ':'" not in stop.words:
        return None
    text = stop.lines[stop.begun_line]
    width = len(text.rstrip()) - stop.begun_column + 1
    above = _above(stop.lines, stop.begun_line)
    if stop.lines[above].rstrip().endswith(("|", ">", "|-", ">-", "|+", ">+")):
        return stop.there(
            say("the text must be indented deeper than its key"), say("indent it by two more spaces"), width
        )
    return stop.there(say("this line has no `: ` after its key"), _write_colon(text), width)


def _second_colon(stop: Stop) -> Finding | None:
    if "mapping values" not in stop.words:
        return None
    text = stop.lines[stop.line]
    key = _KEY.match(text)
    if stop.column > _LONGEST_KEY and key and len(key[0]) >= stop.column - 1:
        return stop.here(say("this key is longer than 1,024 characters"), say("shorten it"))
    if key and len(key[0]) < stop.column - 1:
        value = text[len(key[0]) + 1 :].strip()
        value = unquoted(value) or value
        short = len(value) < 60 and not re.search(r'["\\#]', value)
        hint = (
            say('put quotes around it: `{key}: "{value}"`', key=key[0].strip(), value=value)
            if short
            else say("put quotes around the value")
        )
        return stop.here(say("the value contains a second `: `"), hint)
    above = _above(stop.lines, stop.line)
    other = stop.lines[above]
    column = _indent(other) + 1
    if way := with_space(other.strip()):
        finding = Finding("syntax", say("this line has no `: ` after its key"), way)
        return stop.lines.put(finding, above, column, len(other.strip()))
    if re.search(r":(\s|$)", other):
        indented = stop._replace(column=_indent(text) + 1)
        sentence = say("this line is indented deeper than the value above it allows")
        return indented.here(
            sentence, say("begin it in column {column} if it is a field of the same map", column=column)
        )
    finding = Finding("syntax", say("this line has no `: ` after its key"), _write_colon(other))
    return stop.lines.put(finding, above, column, len(other.strip()))


def _list_in_line(stop: Stop) -> Finding | None:
    if "sequence entries" not in stop.words:
        return None
    return stop.here(
        say("a list cannot begin on the line of its key"),
        say("begin it on the next line, or put quotes around the value"),
    )


def _after_quote(stop: Stop) -> Finding | None:
    before = stop.before.rstrip()
    if not before.endswith(('"', "'")) or "expected" not in stop.words:
        return None
    hint: str = say("put the whole value in one pair of quotes")
    if before.endswith("'"):
        hint += say("; in single quotes an apostrophe is written twice")
    return stop.here(say("there is text after a closing quote"), hint)


def _after_end(stop: Stop) -> Finding | None:
    if not any(stop.lines[line].startswith("...") for line in range(1, stop.line)):
        return None
    return stop.here(say("there is text after the end of the document"), say("delete the line `...` above it"))


def _misfit(stop: Stop) -> Finding:
    """Explain all other errors: mostly a wrong indentation."""
    line = min(stop.line, len(stop.lines))
    while line > 1 and not stop.lines[line].strip():
        line -= 1
    text = stop.lines[line]
    indent = _indent(text)
    column = stop.column if line == stop.line else indent + 1
    stop = stop._replace(line=line, column=column)
    if finding := _comment(stop, _above(stop.lines, line)):
        return finding
    if stop.sign == ":" and not stop.before.strip(" -"):
        return stop.here(say("a key is missing before the colon"), say("write `key: value`"))
    if stop.before.strip(" -"):
        return stop.here(say("YAML does not allow this here"), say("look for a missing quote, comma or line break"))
    return stop.here(
        say("the indentation of this line matches no line above it"), _indentations(stop.lines, line, indent)
    )


def _indentations(lines: Lines, line: int, indent: int) -> str:
    """Return a hint with the possible indentations of the line, which are those of the open blocks above it."""
    open_: list[int] = []
    for above in range(line - 1, max(0, line - 1000), -1):
        found = _indent(lines[above])
        if lines[above].strip() and (not open_ or found < open_[-1]):
            open_.append(found)
    deeper = [found for found in open_ if found > indent][-1:]
    shallower = [found for found in open_ if found < indent][:1]
    counts = either(str(count) for count in shallower + deeper)
    return (
        say("indent it by {numbers} spaces; it has {count}", numbers=counts, count=indent)
        if counts
        else say("indent it like the other items of its map or list")
    )


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())


def _above(lines: Lines, line: int) -> int:
    """Return the nearest line above that is neither empty nor only a comment."""
    return next((n for n in range(line - 1, 0, -1) if lines[n].strip() and not lines[n].lstrip().startswith("#")), 1)


def with_space(text: str) -> str:
    """Return a hint for a key without a space after its colon; empty if the text is not one."""
    pressed = re.fullmatch(r"([A-Za-z_]+):(?! )(.{1,60})", text)
    if not pressed:
        return ""
    value = pressed[2].strip()
    if value == pressed[2]:
        return say("put a space after the colon: `{key}: {value}`", key=pressed[1], value=value)
    return say("another kind of space follows the colon; type `{key}: {value}`", key=pressed[1], value=value)


def _write_colon(text: str) -> str:
    """Return a hint how to correct a line without `: `."""
    words = text.strip().removeprefix("- ")
    if spaced := with_space(words):
        return spaced
    return (
        say("write `{words}: ...`", words=words)
        if re.fullmatch(r"[a-z0-9_-]{1,40}", words)
        else say("write `key: value`")
    )


_EXPLANATIONS = (
    _directive,
    _tab,
    _odd_space,
    _escape,
    _quote,
    _cannot_begin,
    _brackets,
    _block_text,
    _no_colon,
    _second_colon,
    _list_in_line,
    _after_quote,
    _after_end,
    _misfit,
)
"""Explanations in order; the first that applies is used."""
