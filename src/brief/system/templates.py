"""Files beside the code, and templates among them, which escape all that they print.

Jinja2 is imported when the first template is asked for: only pages of HTML have any.
"""

from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2 import Environment


def resource(package: str, path: str) -> str:
    """The text of a file of a package: `templates/style.css`."""
    return files(package).joinpath(path).read_text("utf-8")


@cache
def environment(package: str, **filters: Callable[..., Any]) -> "Environment":
    """The folder `templates` of a package; a name that a template lacks is an error."""
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
    return made
