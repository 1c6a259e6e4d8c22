"""Merges the citations of two records: each value keeps the citations of the record that states it."""

from collections.abc import Iterator
from typing import Any

from brief.edit.lists import listed, one_or_list
from brief.edit.merged_lists import union
from brief.model.paths import is_within

Cited = dict[str, list[Any]]
"""Citations by path; `rest` is for all other paths."""


class Speaker:
    """One of the two merged records: its paths in the merged record, and its citations of them."""

    def __init__(self, cite: Any, paths: set[str]) -> None:
        """Use its citations; `paths` are its fields, and its own items in lists and maps that both records have."""
        self.cited = by_field(cite)
        self.silent: set[str] = set()
        """Paths whose value it only infers, and the other record takes from a source."""
        self._paths = paths

    def has(self, path: str) -> bool:
        """True if it has a value at a path."""
        return any(is_within(path, own) for own in self._paths)

    def of(self, path: str) -> list[Any]:
        """Return its citations of the value at a path; none if it has no such value."""
        is_silent = any(is_within(path, field) for field in self.silent)
        return nearest(self.cited, path) if self.has(path) and not is_silent else []


class Citing:
    """Distributes citations over the fields of the merged record."""

    def __init__(self, first: Speaker, second: Speaker, disputed: set[str], agreed: Cited) -> None:
        """Combine two records.

        `disputed` are the paths at which the second record has a rival value. `agreed` are its citations of values of
        the first.
        """
        self._first, self._second = first, second
        self._disputed = disputed
        self._agreed = agreed
        self._named = {*first.cited, *second.cited, *agreed, *disputed, *first.silent, *second.silent} - {"rest"}
        self._cites: Cited = {}

    def field(self, name: str) -> None:
        """Cite a field as a whole."""
        self._cites[name] = self._of(name)

    def entries(self, name: str, keys: list[str]) -> None:
        """Cite the items of a list or map that both records have."""
        found = {f"{name}.{key}": self._of(f"{name}.{key}") for key in keys}
        kinds = [cites for index, cites in enumerate(found.values()) if cites not in list(found.values())[:index]]
        self._cites |= {name: kinds[0] if kinds else []} if len(kinds) < 2 else found

    def parts(self, name: str, items: list[Any]) -> list[Any]:
        """Cite the items of a list that both records have; return them, each with its own citations if they differ."""
        self.entries(name, [str(index) for index in range(len(items))])
        if name in self._cites or not all(isinstance(item, dict) for item in items):
            return items
        cites = [self._cites.pop(f"{name}.{index}") for index in range(len(items))]
        if not all(held or item.get("cite") for held, item in zip(cites, items, strict=True)):
            self._cites[name] = []
        return [self._cited(item, f"{name}.{index}", cites[index]) for index, item in enumerate(items)]

    def result(self) -> Any:
        """Return the citations as written in YAML; None if there are none."""
        for path in sorted(self._named, key=len):
            if "." in path and (found := self._of(path)) and found != nearest(self._cites, path):
                self._cites[path] = found
        shown = _shared(self._cites)
        if not shown:
            return None
        return one_or_list(shown["rest"]) if set(shown) == {"rest"} else {k: one_or_list(v) for k, v in shown.items()}

    def _of(self, path: str) -> list[Any]:
        is_disputed = any(is_within(path, field) for field in self._disputed)
        second = [] if is_disputed else self._second.of(path)
        return union(union(self._first.of(path), second), self._agreed.get(path, []))

    def _cited(self, item: Any, path: str, cites: list[Any]) -> Any:
        """Return a part with its own citations, including those of its fields."""
        below = {named: self._of(named) for named in self._named if named.startswith(f"{path}.")}
        self._named -= set(below)
        if item.get("cite") or not (cites or below):
            return item
        inner = {named.removeprefix(f"{path}."): one_or_list(held) for named, held in below.items() if held}
        rest = {"rest": one_or_list(cites)} if cites else {}
        return {**item, "cite": {**inner, **rest} if inner else rest["rest"]}


def by_field(cite: Any) -> Cited:
    """Return citations by path, however they are written."""
    if isinstance(cite, dict) and "source" not in cite:
        return {field: listed(held) for field, held in cite.items()}
    found: Cited = {}
    for path, citation in _each(cite):
        found.setdefault(path, []).append(citation)
    return found


def _each(cite: Any) -> Iterator[tuple[str, Any]]:
    for citation in listed(cite):
        named = listed(citation.get("for")) if isinstance(citation, dict) else []
        bare = {name: held for name, held in citation.items() if name != "for"} if named else citation
        yield from ((path, bare) for path in named or ["rest"])


def nearest(cited: Cited, path: str) -> list[Any]:
    """Return the citations of a path, else of the nearest path above it, else those of the whole record."""
    while path:
        if path in cited:
            return cited[path]
        path = path.rpartition(".")[0]
    return cited.get("rest", [])


def _shared(cites: Cited) -> Cited:
    """Return citations by field, with the most common ones as `rest`, unless a field has none."""
    held = list(cites.values())
    if not all(held):
        return {path: each for path, each in cites.items() if each}
    rest = max(held, key=held.count, default=[])
    others = {path: each for path, each in cites.items() if each != rest}
    inner = {path: each for path, each in cites.items() if each == rest and nearest(others, path)}
    return {"rest": rest, **others, **inner} if rest else {}
