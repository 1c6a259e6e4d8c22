"""Render templates that a user supplies; like a dossier, they are untrusted input.

Jinja2's sandbox denies access to Python objects and files. It cannot limit time and memory, so this module limits the
size of the template, of the page, and of numbers in multiplications.
"""

import traceback
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NoReturn

from brief.locale import say
from brief.model.user_error import UserError

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment

LARGEST = 1 << 20
"""Largest template, in bytes."""
_LARGEST_PAGE = 64 << 20
"""Largest page that a template may produce, in characters."""
_LARGEST_NUMBER = 1_000_000
"""Largest operand of a multiplication."""
_LARGEST_EXPONENT = 64
_REMOVED_FILTERS = ("center", "format", "indent", "wordwrap")
"""Filters that can pad text to any width."""


def broken(name: str, line: int, sentence: str) -> UserError:
    """Return the error for an unusable template, with its file and line."""
    where = f"{name}:{line}" if line else name
    told = " ".join(sentence.split())
    hint = say("`brief template export` writes one that works")
    return UserError(say("--template: {where}: {reason}", where=where, reason=told.rstrip(".")), hint, 2)


def template_text(content: bytes, name: str) -> str:
    """Decode a template; raises `UserError` if it is too large or not UTF-8."""
    if len(content) > LARGEST:
        raise broken(name, 0, say("this is larger than {most} MiB", most=LARGEST >> 20))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise broken(name, line, say("this is not UTF-8")) from error


def page_of(content: bytes, name: str, values: dict[str, object]) -> str:
    """Render a Jinja2 template with these values; raises `UserError` if the template fails."""
    from jinja2 import TemplateSyntaxError

    text = template_text(content, name)
    try:
        return "".join(_limited(_sandbox().from_string(text).generate(values), name))
    except UserError:
        raise
    except TemplateSyntaxError as error:
        raise broken(name, error.lineno, error.message or str(error)) from error
    except Exception as error:  # a user's template may raise anything
        _refuse(name, error)


def _limited(pieces: Iterable[str], name: str) -> Iterator[str]:
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > _LARGEST_PAGE:
            raise broken(name, 0, say("the page that it makes is too large"))
        yield piece


def _refuse(name: str, error: Exception) -> NoReturn:
    lines = [frame.lineno or 0 for frame in traceback.extract_tb(error.__traceback__) if frame.filename == "<template>"]
    raise broken(name, lines[-1] if lines else 0, str(error) or type(error).__name__) from error


def _is_small(value: object, most: int) -> bool:
    return isinstance(value, int | float) and abs(value) <= most


def _sandbox() -> "SandboxedEnvironment":
    from jinja2 import StrictUndefined
    from jinja2.exceptions import SecurityError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Sandbox(ImmutableSandboxedEnvironment):
        """Forbids methods of strings, and large products."""

        intercepted_binops = frozenset({"*", "**", "%"})

        def call_binop(self, context: object, operator: str, left: object, right: object) -> object:
            most = _LARGEST_EXPONENT if operator == "**" else _LARGEST_NUMBER
            if not (_is_small(left, _LARGEST_NUMBER) and _is_small(right, most)):
                raise SecurityError(say("{operator} is for small numbers only", operator=operator))
            return super().call_binop(context, operator, left, right)  # type: ignore[arg-type]  # Jinja passes it

        def wrap_str_format(self, value: object) -> None:
            """Offer no way to format strings."""

        def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
            return not isinstance(obj, str | bytes) and super().is_safe_attribute(obj, attr, value)

    made = Sandbox(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    for filter_ in _REMOVED_FILTERS:
        del made.filters[filter_]
    return made
