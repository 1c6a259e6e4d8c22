"""Briefings from a dossier of sourced facts.

    import brief

    with brief.open("harbours") as dossier:
        print(brief.render(brief.who(dossier, "Tolo"), "markdown"))

Each name is imported when it is first used.
"""

TYPE_CHECKING = False  # type checkers know this name; importing `typing` takes longer than the rest of this file
if TYPE_CHECKING:
    import builtins

    from brief.document import Document
    from brief.edit.edited import Edited, Refused
    from brief.edit.operations import StillReferenced
    from brief.keeping import Kept
    from brief.library.edits import add, add_source, fix, init, locate, merge, remove, rename, replace, set
    from brief.library.exports import export
    from brief.library.formats import render, template
    from brief.library.opened import Dossier
    from brief.library.opening import open
    from brief.library.records import Records
    from brief.library.reports import (
        check,
        commitments,
        conflicts,
        diff,
        gaps,
        graph,
        list,
        meeting,
        memo,
        overview,
        read_source,
        ripple,
        search,
        show,
        sources,
        timeline,
        verify_sources,
        who,
        why,
    )
    from brief.library.schema import schema
    from brief.library.servers import dossiers, push
    from brief.library.shown import BrokenDossier
    from brief.model.dates import Date
    from brief.model.user_error import UserError
    from brief.version import __version__ as __version__  # public, but no name that `*` imports

__all__ = [
    "BrokenDossier",
    "Date",
    "Document",
    "Dossier",
    "Edited",
    "Kept",
    "Records",
    "Refused",
    "StillReferenced",
    "UserError",
    "add",
    "add_source",
    "check",
    "commitments",
    "conflicts",
    "diff",
    "dossiers",
    "export",
    "fix",
    "gaps",
    "graph",
    "init",
    "list",
    "locate",
    "meeting",
    "memo",
    "merge",
    "open",
    "overview",
    "push",
    "read_source",
    "remove",
    "rename",
    "render",
    "replace",
    "ripple",
    "schema",
    "search",
    "set",
    "show",
    "sources",
    "template",
    "timeline",
    "verify_sources",
    "who",
    "why",
]

_HOMES = {
    "BrokenDossier": "brief.library.shown",
    "Date": "brief.model.dates",
    "Document": "brief.document",
    "Dossier": "brief.library.opened",
    "Edited": "brief.edit.edited",
    "Kept": "brief.keeping",
    "Refused": "brief.edit.edited",
    "StillReferenced": "brief.edit.operations",
    "UserError": "brief.model.user_error",
    "__version__": "brief.version",
    **dict.fromkeys(("add", "add_source", "fix", "init", "locate", "merge"), "brief.library.edits"),
    **dict.fromkeys(("remove", "rename", "replace", "set"), "brief.library.edits"),
    "Records": "brief.library.records",
    "dossiers": "brief.library.servers",
    "export": "brief.library.exports",
    "open": "brief.library.opening",
    "push": "brief.library.servers",
    "render": "brief.library.formats",
    "schema": "brief.library.schema",
    "template": "brief.library.formats",
}
"""The modules of names that are not reports."""


def __getattr__(name: str) -> object:
    """Import a public name on first use; raises `AttributeError` for other names."""
    from importlib import import_module

    if name not in __all__ and name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(_HOMES.get(name, "brief.library.reports")), name)
    return value


def __dir__() -> "builtins.list[str]":
    """Return the imported names, and those that are imported on first use."""
    return sorted({*globals(), *__all__})
