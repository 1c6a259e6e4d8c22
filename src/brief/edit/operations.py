"""Operations on records: set, add, rename, merge, fix, remove. Each function updates the texts of the files."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, cast

from brief.edit.files import Files, Place
from brief.edit.lists import one_or_list
from brief.edit.mentions import key_of, references, renamed
from brief.edit.merging import Merged, merged, without_twin
from brief.edit.moved_paths import following, places_of
from brief.edit.naming import id_from
from brief.edit.records import with_record
from brief.edit.text import Page
from brief.edit.values import in_order, with_field
from brief.locale import say, say_many
from brief.model.findings import Finding
from brief.model.kinds import KINDS
from brief.model.marks import ID
from brief.model.names import with_article
from brief.model.parts import Record, spoken
from brief.model.shape import Shape
from brief.model.user_error import UserError
from brief.named_tuple import NamedTuple
from brief.yaml.build import HEAD
from brief.yaml.validation_messages import id_finding

_FILE = re.compile(r"([^/\\.][^/\\]*/)*[^/\\.][^/\\]*\.yaml")
"""A path below the folder without hidden parts."""


def write(files: Files, place: Place, values: dict[str, Any] | None) -> None:
    """Write the values of a record; None removes it, and its file with it if nothing else is in it.

    Raise `UserError` if the file cannot be read.
    """
    held = files.records(place.path)
    if values is None and held == {place.section: {place.id: place.values}}:
        files.put(place.path, None)
    else:
        files.put(place.path, with_record(files.text(place.path), place.section, place.id, values))


def set_fields(files: Files, id_: str, values: Mapping[str, Any]) -> list[str]:
    """Set fields of a record, by path (`roles.0.rank`); None removes one.

    Citations, rivals and inferences about items of a list follow them. Return the paths of removed items that had some.
    Raise `UserError` if a new list does not contain such an item.
    """
    place = files.find(id_)
    fields, gone = place.values, []
    for path in _in_turn(values):
        places = places_of(place.shape, fields, path, values[path])
        said, went = following(fields, places)
        if went and values[path] is not None:
            sentence = say(
                "the new `{path}` lacks an item, but the record says more about `{field}`", path=path, field=went[0]
            )
            raise UserError(sentence, say("set or remove the items one by one, such as `{path}.0=`", path=path))
        fields = with_field(said, place.shape, path, values[path])
        gone += went
    write(files, place, fields)
    return gone


def _in_turn(values: Mapping[str, Any]) -> list[str]:
    """Return the paths in the order to set them: removals come last, and the last item of a list first."""
    removed = [path for path, value in values.items() if value is None]
    by_number = sorted(removed, key=lambda path: [step.zfill(9) for step in path.split(".")], reverse=True)
    return [path for path in values if path not in removed] + by_number


def add(files: Files, kind: str, id_: str | None, values: Mapping[str, Any], file: str | None = None) -> str:
    """Add a record, to the file that has most of its kind or to another; return its id, by default from its name.

    Raise `UserError` if the id is taken, or the file would not be one of the dossier.
    """
    fields = in_order(KINDS[kind].record, values)
    new = id_ or id_from(str(fields.get(KINDS[kind].title, "")) or kind, lambda found: not files.has(found))
    check_free(files, new)
    if file is not None:
        check_name(file)
    section = KINDS[kind].section
    write(files, Place(file or files.holding(section), section, new, {}), fields)
    return new


def check_name(file: str) -> None:
    """Raise `UserError` if a path cannot be that of a file of records."""
    if not _FILE.fullmatch(file):
        raise UserError(say("{file} is not a file of a dossier", file=file), say("such as people.yaml"), 2)


def check_free(files: Files, id_: str, former: Iterable[str] = ()) -> None:
    """Raise `UserError` if an id has the wrong form, or is a current or former id of another record.

    `former` are the former ids of the record itself, which are allowed.
    """
    if not re.fullmatch(ID, id_) or id_ == HEAD:
        found = id_finding(id_)
        raise UserError(found.sentence, found.hint, 2)
    if id_ in former or not files.has(id_):
        return
    place = files.find(id_)
    if place.id == id_:
        sentence = say("`{id}` is the id of another record, in {path}", id=id_, path=place.path)
        raise UserError(sentence, say("choose another id"))
    others = ", ".join(former for former in place.former if former != id_)
    command = f"brief set {place.id} " + (f'was="[{others}]"' if others else "was=")
    sentence = say("`{id}` is a former id of `{other}`, in {path}", id=id_, other=place.id, path=place.path)
    raise UserError(sentence, say("choose another id, or free this one with `{command}`", command=command))


def rename(files: Files, old: str, new: str) -> None:
    """Change the id of a record and all references to it; its field `was` keeps the old id."""
    place = _record(files, old)
    if place.id == new:
        raise UserError(say("the id is `{id}` already", id=new), say("choose another id"), 2)
    check_free(files, new, place.former)
    _replace_ids(files, {place.id: new})
    former = [id_ for id_ in (*place.former, place.id) if id_ != new]
    place = place._replace(id=new)
    write(files, place, with_field(place.values, place.shape, "was", one_or_list(former)))


def merge(files: Files, kept: str, gone: str, *, is_wording_disputed: bool = False) -> Merged:
    """Merge two records of one kind and update all references; return the record that both became."""
    first, second = _record(files, kept), _record(files, gone)
    kept, gone = first.id, second.id
    if kept == gone:
        sentence = say("`{id}` cannot be merged with itself", id=kept)
        raise UserError(sentence, say("name two records"), 2)
    if first.section != second.section:
        kind, other = (with_article(spoken(place.shape)) for place in (first, second))
        sentence = say("`{first}` is {kind}, and `{second}` {other}", first=kept, second=gone, kind=kind, other=other)
        raise UserError(sentence, say("only two records of one kind can be merged"), 2)
    former = [gone, *second.former]
    cls = cast(type[Record], first.shape)
    found = merged(cls, first.values, second.values, former, is_wording_disputed=is_wording_disputed)
    write(files, first, found.values)
    write(files, files.find(gone), None)
    for id_ in former:
        for path in list(files.mentioning(id_)):
            _drop_twins(files, path, kept, id_)
    _replace_ids(files, dict.fromkeys(former, kept))
    return found


def _record(files: Files, id_: str) -> Place:
    """Return a record; raise `UserError` for the dossier itself, which cannot be renamed, merged or removed."""
    place = files.find(id_)
    if place.section == HEAD:
        sentence = say("`{id}` is the dossier itself, not a record", id=id_)
        raise UserError(sentence, say("`brief set {id}` changes it; to remove it, delete its folder", id=id_), 2)
    return place


def _drop_twins(files: Files, path: str, kept: str, gone: str) -> None:
    """Remove the id `gone` from lists and maps that also have the id `kept`."""
    for section, records in files.records(path).items():
        for id_, values in list(records.items()):
            place = Place(path, section, id_, values)
            alone = without_twin(values, Shape(place.shape), kept, gone) if isinstance(values, dict) else values
            if alone != values:
                write(files, place, alone)


def _replace_ids(files: Files, ids: Mapping[str, str]) -> None:
    for path in list(files.mentioning(*ids)):
        files.records(path)  # raises if the file cannot be read
        page = Page(files.text(path))
        files.put(path, page.applied(renamed(page, ids)))


def fix(files: Files, findings: Iterable[Finding]) -> list[Finding]:
    """Apply the fixes of findings; return the fixed findings, which are those whose line has not changed."""
    fixed = []
    for found in findings:
        place = files.find(found.record or HEAD)
        lines = files.text(place.path).splitlines()
        if found.fix is not None and found.excerpt in lines[found.line - 1 : found.line]:
            write(files, place, with_field(place.values, place.shape, found.path, found.fix))
            fixed.append(found)
    return fixed


class Mention(NamedTuple):
    """A reference to a record."""

    path: str
    line: int
    id: str
    """The record that has it; `dossier` for the head."""


class StillReferenced(UserError):
    """A record is not removed, because others refer to it."""

    def __init__(self, id_: str, mentions: list[Mention]) -> None:
        """`mentions` are the references, in the order of the files."""
        records = len({mention.id for mention in mentions})
        sentence = say_many(
            "`{id}` is not removed: one record refers to it",
            "`{id}` is not removed: {count} records refer to it",
            records,
            id=id_,
        )
        super().__init__(sentence, say("change these first, or `brief merge` it into another record"))
        self.mentions = mentions


def remove(files: Files, id_: str, elsewhere: Callable[..., list[Mention]] = lambda *_: []) -> str:
    """Remove a record, and return the path of its copy, which stays; raise `StillReferenced` if others refer to it.

    `elsewhere` returns the references from other dossiers to the record by any of these ids.
    """
    place = _record(files, id_)
    found = [mention for mention in mentions(files, place.id, *place.former) if mention.id != place.id]
    found += elsewhere(place.id, *place.former)
    if found:
        raise StillReferenced(id_, found)
    write(files, place, None)
    copy = place.values.get("copy")
    return str(copy.get("file")) if isinstance(copy, dict) else ""


def line_of(files: Files, id_: str) -> Mention:
    """Return the file and line of a record."""
    place = files.find(id_)
    page = Page(files.text(place.path))
    return Mention(place.path, page.line(key_of(page, place.section, place.id)), place.id)


def mentions(files: Files, *ids: str) -> list[Mention]:
    """Return all references to a record by any of its ids, in the order of the files."""
    found = []
    for path in files.mentioning(*ids):
        files.records(path)
        page = Page(files.text(path))
        edits = references(page, {id_: id_ for id_ in ids})
        found += [Mention(path, page.line(edit.start), holder) for holder, edit in edits]
    return sorted(found)
