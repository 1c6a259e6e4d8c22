"""Merges two records: the result has the values of both, and rivals where they differ."""

from typing import Any

from brief.dossier.moved import Places, moved_items
from brief.edit.lists import listed, one_or_list
from brief.edit.merged_citations import Cited, Citing, Speaker, by_field, nearest
from brief.edit.merged_dates import agreed_date
from brief.edit.merged_lists import Joined, joined_lists, union
from brief.edit.merged_reasons import Inferring, as_whole, bare, by_entry, lifted, reason_for
from brief.edit.moved_paths import following
from brief.edit.values import value_at
from brief.model.dates import Date
from brief.model.field_order import field_order
from brief.model.kinds import KINDS
from brief.model.parts import DESK, Record
from brief.model.shape import Shape, fields
from brief.named_tuple import NamedTuple

Values = dict[str, Any]

_OF_OTHERS = ("cite", "differs", "inferred", "was")
"""Fields about other fields, and former ids."""
_WORDING = ("title", "name", "kind")
"""Fields that two people fill with different words for one thing."""
_SPANS = ("period", "valid")
"""Dates that say when something begins and ends, so that a part of one is another."""
_UNCITED = DESK | {*_OF_OTHERS}
"""Fields that no citation supports."""


class Merged(NamedTuple):
    """The result of merging two records."""

    values: Values
    dropped: dict[str, Any]
    """Values of the second that the first has in other words, and editorial ones."""
    disputed: tuple[tuple[str, Any], ...]
    """Values of the second that are rivals now, each with its path."""


def merged(
    cls: type[Record], first: Values, second: Values, former: list[str], *, is_wording_disputed: bool = False
) -> Merged:
    """Return one record with all that two say. Where they differ, the value of the second is a rival.

    Other words for one thing are no rival, unless `is_wording_disputed`: another name or title is an alias, where the
    kind has aliases, or left out. Of two dates, one of which is within the other, the more precise one stays.
    `former` are the ids that the second record has or had.
    """
    second = _with_alias(cls, first, second)
    parts = [name for name, field in fields(cls).items() if _is_list_of_parts(field.shape) and name not in _OF_OTHERS]
    both = [name for name in parts if first.get(name) is not None and second.get(name) is not None]
    wording = () if is_wording_disputed else _WORDING
    merging = _Merging(cls, lifted(first, both), lifted(second, both), wording)
    found = merging.result()
    found["was"] = one_or_list(list(dict.fromkeys([*listed(first.get("was")), *former])))
    return Merged({name: found[name] for name in _kept_order(cls, first, found)}, merging.dropped, merging.disputed)


def _is_list_of_parts(shape: Shape) -> bool:
    return shape.is_list and shape.one.is_part


class _Merging:
    """Merges two records."""

    def __init__(self, cls: type[Record], first: Values, second: Values, wording: tuple[str, ...]) -> None:
        self.dropped: Values = {}
        self._wording = wording
        self._cls = cls
        self._shapes = {name: field.shape for name, field in fields(cls).items()}
        self._found = {name: held for name, held in first.items() if name not in _OF_OTHERS}
        self._rivals: list[tuple[str, Any]] = []
        self._lists: dict[str, Joined] = {}
        self._doubtful = {*_SPANS, *_told_of(first), *_told_of(second)}
        self._own = {name for name, held in self._found.items() if held is not None}
        self._others = {name: held for name, held in second.items() if name not in _OF_OTHERS and name in self._shapes}
        for name, other in self._others.items():
            self._take(name, other, self._shapes[name])
        self._first = _said_at(
            first, {k: v for n, held in self._lists.items() for k, v in moved_items(n, held.first).items()}
        )
        self._second = _said_at(
            second, {k: v for n, held in self._lists.items() for k, v in moved_items(n, held.second).items()}
        )
        self._keys = {n: (list(first[n]), list(second[n])) for n in self._own if self._is_map_of_both(n)}

    def _is_map_of_both(self, name: str) -> bool:
        both = isinstance(self._found[name], dict) and isinstance(self._others.get(name), dict)
        return both and name in self._shapes and self._shapes[name].is_map

    def _take(self, name: str, other: Any, shape: Shape) -> None:
        """Add a field of the second record."""
        held = self._found.get(name)
        if held is None:
            self._found[name] = other
        elif shape.is_list:
            both = self._lists[name] = joined_lists(held, other, shape)
            self._found[name] = held if both.items == listed(held) else both.items
            self._rivals += [(f"{name}.{path}", value) for path, value in both.rivals]
        elif shape.is_map and isinstance(other, dict) and isinstance(held, dict):
            self._rivals += [(f"{name}.{key}", word) for key, word in other.items() if held.get(key, word) != word]
            self._found[name] = {**other, **held}
        elif other != held:
            self._unlike(name, held, other)

    def _unlike(self, name: str, held: Any, other: Any) -> None:
        """Add a value of the second record that differs from that of the first: to the note, as a rival, or dropped."""
        if name == "note":
            self._found[name] = f"{held} {other}"
        elif name in DESK or name in self._wording or not isinstance(other, str):
            self.dropped[name] = other
        elif self._shapes[name].type is Date and name not in self._doubtful and (date := agreed_date(held, other)):
            self._found[name] = date
        else:
            self._rivals.append((name, other))

    @property
    def disputed(self) -> tuple[tuple[str, Any], ...]:
        """The values of the second record that are rivals of another value, each with its path."""
        return tuple((path, value) for path, value in self._rivals if value_at(self._found, path) != value)

    def result(self) -> Values:
        """Return the fields of the merged record, including citations, rivals and inferences."""
        speakers = [Speaker(held.get("cite"), self._paths(at)) for at, held in enumerate((self._first, self._second))]
        reasons = [
            by_entry(held.get("inferred", {}), self._entries(at)) for at, held in enumerate((self._first, self._second))
        ]
        lost = {*self.dropped, *(path.removesuffix(".value") for path, _ in self.disputed)}  # a figure is its value
        differs, agreed = self._differs(reasons)
        inferred = Inferring((reasons[0], speakers[0]), (reasons[1], speakers[1]), lost).result()
        inferred = {path: reason for path, reason in inferred.items() if not agreed.get(path)}
        citing = Citing(speakers[0], speakers[1], lost, agreed)
        for name in self._found:
            if name not in _UNCITED and name in self._shapes:
                self._cite(citing, name)
        whole = as_whole(inferred, self._entries())
        said = {"cite": citing.result(), "differs": differs, "inferred": whole}
        return {**self._found, **{name: held for name, held in said.items() if held}}

    def _entries(self, which: int | None = None) -> dict[str, list[str]]:
        """Return the items and keys of lists and maps that both records have: of one of them, or of the merged one."""
        if which is None:
            lists = {name: list(range(len(listed(self._found[name])))) for name in self._lists}
            keys = {name: list(self._found[name]) for name in self._keys}
        else:
            lists = {name: (held.first, held.second)[which] for name, held in self._lists.items()}
            keys = {name: held[which] for name, held in self._keys.items()}
        return {**{name: [str(at) for at in places] for name, places in lists.items()}, **keys}

    def _cite(self, citing: Citing, name: str) -> None:
        """Cite a field, or each item of a list or map that both have."""
        if name in self._keys:
            citing.entries(name, list(self._found[name]))
        elif not self._shapes[name].is_list or (self._shapes[name].one.is_part and name not in self._lists):
            citing.field(name)
        elif self._shapes[name].one.is_part:
            self._found[name] = citing.parts(name, listed(self._found[name]))
        else:
            citing.entries(name, [str(index) for index in range(len(listed(self._found[name])))])

    def _paths(self, which: int) -> set[str]:
        """Return the paths of the first (0) or second (1) record in the merged one."""
        own = (self._own, {*self._others})[which]
        whole = {name for name in own if name not in self._lists and name not in self._keys}
        items = {f"{name}.{place}" for name, held in self._lists.items() for place in (held.first, held.second)[which]}
        return whole | items | {f"{name}.{key}" for name, held in self._keys.items() for key in held[which]}

    def _differs(self, reasons: list[dict[str, str]]) -> tuple[list[Any], Cited]:
        """Return the rivals of both, each once, and the citations of rivals that equal a value of the merged record."""
        second = by_field(self._second.get("cite"))
        new = [
            _rival(path, value, nearest(second, path), reason_for(reasons[1], path)) for path, value in self.disputed
        ]
        found, agreed = listed(self._first.get("differs")), Cited()
        for rival in (*listed(self._second.get("differs")), *new):
            field, cites = rival.get("field"), by_field(rival.get("cite")).get("rest", [])
            same = next((i for i, held in enumerate(found) if bare(held) == bare(rival)), None)
            if field and value_at(self._found, field) == rival.get("value"):
                if not rival.get("inferred"):
                    agreed[field] = union(agreed.get(field, []), cites)
            elif same is None:
                found.append(rival)
            else:
                found[same] = _one_rival(found[same], rival)
        return found, agreed


def _one_rival(first: Values, second: Values) -> Values:
    """Return two equal rivals as one: if only one of them is inferred, the other one's sources state it."""
    stated = [rival for rival in (first, second) if rival.get("cite") and not rival.get("inferred")]
    held: list[Any] = []
    for rival in stated or (first, second):
        held = union(held, by_field(rival.get("cite")).get("rest", []))
    reasons = [] if stated else [rival["inferred"] for rival in (first, second) if rival.get("inferred")]
    said = {"cite": one_or_list(held) if held else None, "inferred": "; ".join(dict.fromkeys(reasons))}
    return {**bare(first), **{name: each for name, each in said.items() if each}}


def _told_of(values: Values) -> set[str]:
    """Return the fields that a record infers, or of which it has rivals."""
    return {*values.get("inferred", {}), *(rival.get("field") or "" for rival in listed(values.get("differs")))}


def _with_alias(cls: type[Record], first: Values, second: Values) -> Values:
    """Return the second record with its name as an alias, if the first has another name."""
    title = KINDS[cls.KIND].title
    if "also" not in fields(cls) or first.get(title) == second.get(title):
        return second
    aliases = listed(second.get("also"))
    places: Places = {title: "also.0", **{f"also.{index}": str(index + 1) for index in range(len(aliases))}}
    others = {name: held for name, held in second.items() if name != title}
    return {**following(others, places)[0], "also": [second.get(title), *aliases]}


def _said_at(values: Values, places: Places) -> Values:
    """Return citations, rivals, inferences and former ids of a record, with the new paths of its fields."""
    return following({name: held for name, held in values.items() if name in _OF_OTHERS}, places)[0]


def _rival(path: str, value: Any, cites: list[Any], reason: str) -> Values:
    said = {"inferred": reason, "cite": one_or_list(cites) if cites else None}
    return {"field": path, "value": value or "", **{name: held for name, held in said.items() if held}}


def _kept_order(cls: type[Record], first: Values, found: Values) -> list[str]:
    order = field_order(cls)
    return [*(name for name in first if name in found), *sorted(set(found) - set(first), key=order.index)]


def without_twin(value: Any, shape: Shape, kept: str, gone: str) -> Any:
    """Return a value without the id `gone` in lists and maps that also have the id `kept`."""
    if shape.is_part and isinstance(value, dict):
        known = fields(shape.type)
        return {
            name: without_twin(held, known[name].shape, kept, gone) if name in known else held
            for name, held in value.items()
        }
    if shape.is_list and shape.item and isinstance(value, list):
        items = [item for item in value if item != gone or kept not in value or not shape.item.ref]
        return [without_twin(item, shape.item, kept, gone) for item in items]
    if shape.is_map and shape.key and shape.key.ref and isinstance(value, dict) and {kept, gone} <= set(value):
        words = dict.fromkeys(word for word in (value[kept], value[gone]) if word)
        return {key: "; ".join(words) or None if key == kept else held for key, held in value.items() if key != gone}
    return value
