"""What the fields of records say of themselves: the docstrings below them."""

import ast
import inspect
import textwrap
from functools import cache
from itertools import pairwise
from typing import Any


def summary(cls: Any) -> str:
    """What a class of records or parts is."""
    return " ".join((cls.__doc__ or "").split())


@cache
def docstrings(cls: Any) -> dict[str, str]:
    """The docstring below each attribute of the class and of what it inherits from; none where the source is gone."""
    found: dict[str, str] = {}
    for base in reversed([base for base in cls.__mro__ if base.__module__.startswith("brief.")]):
        try:
            (defined,) = ast.parse(textwrap.dedent(inspect.getsource(base))).body
        except (OSError, SyntaxError):
            continue
        assert isinstance(defined, ast.ClassDef)
        for before, after in pairwise(defined.body):
            match before, after:
                case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                    found[name] = " ".join(text.split())
    return found
