"""Merges the inferences of two records: a value that one of them takes from a source is not inferred."""

from collections.abc import Iterable
from typing import Any

from brief.edit.lists import listed, one_or_list
from brief.edit.merged_citations import Speaker, by_field
from brief.model.paths import is_within

Reasons = dict[str, str]
"""What the values are inferred from, by path."""
_OF_A_PART = ("cite", "inferred")
"""Fields of a part that can be written at the record instead, by the path of the part."""


def lifted(values: dict[str, Any], lists: Iterable[str]) -> dict[str, Any]:
    """Return a record whose own fields have the citations and inferences of the parts in these lists, by path."""
    cited, reasons = by_field(values.get("cite")), dict(values.get("inferred") or {})
    held = dict(values)
    for name in lists:
        held[name] = [bare(item) for item in listed(values[name])]
        for index, item in enumerate(listed(values[name])):
            path = f"{name}.{index}"
            own = item if isinstance(item, dict) else {}
            for field, cites in by_field(own.get("cite")).items():
                cited[path if field == "rest" else f"{path}.{field}"] = cites
            reasons |= {path: own["inferred"]} if own.get("inferred") else {}
    said = {"cite": {path: one_or_list(cites) for path, cites in cited.items()}, "inferred": reasons}
    kept = {name: value for name, value in held.items() if name not in said}
    return {**kept, **{name: value for name, value in said.items() if value}}


def bare(item: Any) -> Any:
    """Return an item of a list, or a rival value, without its citations and inferences."""
    return {k: v for k, v in item.items() if k not in _OF_A_PART} if isinstance(item, dict) else item


def by_entry(reasons: Reasons, entries: dict[str, list[str]]) -> Reasons:
    """Return the reasons; one for a whole list or map that both records have is there for each of its entries."""
    found = {path: reason for path, reason in reasons.items() if path not in entries}
    whole = {name: reason for name, reason in reasons.items() if name in entries}
    each = {f"{name}.{entry}": reason for name, reason in whole.items() for entry in entries[name]}
    return {**each, **found}


def reason_for(reasons: Reasons, path: str) -> str:
    """Return what a value is inferred from, which may be named for a part that it is in; empty if it is not."""
    return next((reason for named, reason in reasons.items() if is_within(path, named)), "")


class Inferring:
    """Decides which values of the merged record are inferred."""

    def __init__(self, first: tuple[Reasons, Speaker], second: tuple[Reasons, Speaker], disputed: set[str]) -> None:
        """Combine two records; `disputed` are the paths at which the value of the second is not in the merged one."""
        self._sides = (first, second)
        self._disputed = disputed

    def result(self) -> Reasons:
        """Return the inferences; a speaker stops to support what it only infers and the other takes from a source."""
        (first, _), (second, _) = self._sides
        found: Reasons = {}
        for path in dict.fromkeys((*first, *second)):
            if reason := "; ".join(dict.fromkeys(self._reasons(path))):
                found[path] = reason
        return found

    def _reasons(self, path: str) -> list[str]:
        """Return why a path is inferred; nothing if one of the records states the same value."""
        sides = [(reason_for(reasons, path), speaker) for reasons, speaker in self._sides[: 2 - self._differs(path)]]
        sides = [(reason, speaker) for reason, speaker in sides if speaker.has(path)]
        if all(reason or not speaker.of(path) for reason, speaker in sides):
            return [reason for reason, _ in sides if reason]
        for reason, speaker in sides:
            if reason:
                speaker.silent.add(path)
        return []

    def _differs(self, path: str) -> bool:
        return any(is_within(path, field) or is_within(field, path) for field in self._disputed)


def as_whole(reasons: Reasons, entries: dict[str, list[str]]) -> Reasons:
    """Return the reasons; one that is the same for all entries of a list or map is there once, for the whole."""
    found = dict(reasons)
    for name, keys in entries.items():
        paths = [f"{name}.{key}" for key in keys]
        if paths and len({found.get(path) for path in paths}) == 1 and (reason := found.get(paths[0])):
            found = {name: reason, **{path: held for path, held in found.items() if path not in paths}}
    return found
