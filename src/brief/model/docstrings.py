"""Read the docstrings of record fields."""

import ast
import inspect
import textwrap
from functools import cache
from itertools import pairwise
from typing import Any


def summary(cls: Any) -> str:
    """Return the docstring of a class of records or parts."""
    return " ".join((cls.__doc__ or "").split())


def meaning_of(cls: Any, attribute: str) -> str:
    """Return what a field means: the first sentence of its docstring, to follow other words; empty if there is none."""
    first = docstrings(cls).get(attribute, "").split(". ")[0].rstrip(".")
    return first if first[1:2].isupper() else first[:1].lower() + first[1:]


@cache
def docstrings(cls: Any) -> dict[str, str]:
    """Return the docstring of each attribute of a class and its bases; empty if the source code is missing."""
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
