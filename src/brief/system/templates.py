"""Load the package's data files and HTML templates. Templates escape every value, and get their sentences by `say`.

Jinja2 is imported with the first template, because only HTML pages need it.
"""

from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from brief.locale import language, say

if TYPE_CHECKING:
    from jinja2 import Environment


def resource(package: str, path: str) -> str:
    """Return the text of a file in a package: `templates/style.css`."""
    return files(package).joinpath(path).read_text("utf-8")


@cache
def environment(package: str, **filters: Callable[..., Any]) -> "Environment":
    """Return the templates of a package. An undefined name in a template is an error."""
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    made = Environment(
        autoescape=True,
        loader=FunctionLoader(lambda name: resource(package, f"templates/{name}")),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters.update(filters)
    made.globals.update(say=say, language=language)
    return made
