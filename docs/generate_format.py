"""Makes docs/format.md from the dataclasses of the format: `.venv/bin/python docs/generate_format.py`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from brief.model import KINDS
from brief.model.agreements import Provision
from brief.model.commitments import LogEntry
from brief.model.dates import Date
from brief.model.docstrings import docstrings, summary
from brief.model.header import Header
from brief.model.parts import Citation, CitedByField, Difference, Figure, OneOrMore, Part, Record, Role
from brief.model.shape import Field, Shape, fields

TARGET = Path(__file__).with_name("format.md")
_PARTS = {Citation: "citation", Role: "role", Difference: "difference", Figure: "figure"}
_PARTS |= {LogEntry: "log entry", Provision: "provision"}
_SHORT_LIST = 8

_INTRODUCTION = """\
# The format of a dossier

<!-- Made by docs/generate_format.py; edit that, or the docstrings in src/brief/model/. -->

A dossier is a folder with a `dossier.yaml` and any number of other `*.yaml` files, at any depth. Files and
folders whose names begin with a dot are left out; links are reported and not followed. A file is a map of
sections, and a section is a map from id to record. Any file may hold any sections; only `dossier:`, the
head, stands in the `dossier.yaml` at the top alone. `brief init DIR` writes a dossier that shows all of it.

```yaml
people:
  mira-oldcastle:
    name: Mira Oldcastle
    cite: lantern-article ¶2
```

## Ids

An id is made of small letters a to z, digits and hyphens, and begins with a letter or a digit. It is unique
in the whole dossier, whatever the kind of record. A record mentions another by its id; a mention of an id
that does not exist is an error.

## Values

Values are taken as they are written, and get their meaning from the field: `no` is the text "no", `007`
keeps its zeros, and `2025-03-24` is a date only in a field for dates. A field with an empty value is the same
as one that is left out; `null` and `~` are empty too, except as a name or in a list. A field that the format
does not know is an error, with or without a value. Where a field takes a list, a single value may stand
without brackets if the table says so.

A value needs quotes if it holds `: ` or ` #`. Between braces or brackets it also needs them if it holds a comma:

```yaml
people:
  mira-oldcastle:
    name: Mira Oldcastle
    roles:
    - title: Head, Policy and Plans
      org: oxmere-harbour-board
      cite: lantern-article ¶2
    - {title: "Clerk, second class", org: oxmere-harbour-board, cite: lantern-article ¶3}
```

Files are UTF-8, and their names end in `.yaml`. Each but the `dossier.yaml` holds at least one record. Anchors,
aliases, tags, merge keys, keys given twice and second documents are errors, because each lets a file say
something else than it shows. [limits.md](limits.md) lists how long and how deep a file may be.

## Citations

A citation is a source and a place in it: `SOURCE PLACE`, or a map with the fields [below](#citation). Forms of
a place that are known are:

| form | place |
| --- | --- |
| `¶7`, `¶3-5` | paragraph |
| `p. 12`, `pp. 3-4` | page |
| `§ 2`, `ch. 3`, `art. 4`, `annex B` | section, chapter, article, annex |
| `line 12`, `col. 2`, `n. 5`, `table 1`, `fig. 2`, `slide 8` | line, column, note, table, figure, slide |
| `vol. 2, p. 12` | several, from the larger to the smaller |
| `12:30`, `1:02:03-1:05:00` | time in a recording |
| `title`, `headline`, `abstract` | these parts |

Another form is a warning, because nobody else may find the place. So is no place at all, but for a source that is a
single page: one of type `webpage`, `post`, `post-weblog`, `personal_communication`, `map`, `figure` or `graphic`.

A role, a provision, a figure or a log entry without citations of its own has those of its record, and is printed
with them. A difference has only its own, because it says what the sources of the record do not say.

Where a source names a local copy in `text`, `brief check` looks up what is cited. Paragraphs are the lines of the copy
that are not empty, pages end with form feeds, and all are counted from 1. A quote must be whole words; `...` stands for
what is left out, brackets for what is put in.

Where several sources support one record, `cite` says which of them says what: a map from field to citations,
with `rest` for all other fields. A field may be that of a part, such as `who.jane-doe` or `roles.0.rank`.

```yaml
events:
  accord-signed:
    title: Beacon accord signed
    date: 2021-06-04
    place: oxmere
    cite: {date: gazette p. 3, place: [gazette p. 3, letter ¶2], rest: letter ¶1}
```

A part without citations of its own has those of its record.

## Dates

A date is written in EDTF (ISO 8601-2:2019), level 0 and 1, with the seasons of a hemisphere, the quarters and the
halves of level 2. It is as precise as its source and no more. Printed, it says what it says:

"""
_DATES = (
    *("2025", "2025-02", "2025-02-03", "2018~", "2018?", "2018-05%", "2024/2025", "2019-01-24/.."),
    *("../2020", "/2020", "2023-05-XX", "2023-XX-XX", "201X", "19XX", "2025-21", "2025-22", "2025-23", "2025-24"),
    *("2025-25", "2025-28", "2025-29", "2025-30", "2025-33", "2025-40", "-0043"),
    *("2025-02-03T14:30:00", "2025-02-03T14:30:00Z", "2025-02-03T14:30:00+07:00"),
)
_AFTER_DATES = """
A date known in part is every day that it may be. Whether it lies before, after or within another is answered
yes, no or cannot tell; what cannot be told is shown and marked, never dropped.

Seasons 21 to 24 have no hemisphere, and so no months: comparisons with months answer "cannot tell", and a timeline
puts them at the beginning of their year. Seasons 25 to 28 are northern spring to winter, 29 to 32 southern spring to
winter, by the months of meteorology: March to May is spring in the north and autumn in the south. A season begins in
the year that it names, so that a winter or a summer without a hemisphere may last until the next February, and 2025-28
and 2025-30 are December 2025 to February 2026. `2022-23` is doubted: most people write two years so. Write `2022/2023`.

A time of day needs hours, minutes and seconds. It is printed and sorted by the clock as written, with the distance
from UTC where that is given; comparisons use the day as written.

## What is not known

- A field that is left out means unknown, not none. A role without `to` has not lasted until today: it is
  printed with the day when it was last confirmed.
- An event without a date is printed among the undated.
- `differs` keeps what another passage or source says. The value and its rivals are printed together.
- `inferred` names the fields that no source states, and says what each is concluded from. It is printed too.
- A question is a record: what is not known, and whether a source says so or the desk noticed.
- An opinion is an assessment, with its holder; it never becomes an event.

## Posts, agreements and events on a day

- A post without `to` is in hand until the dossier's `stale_after_months` have passed since its beginning and its last
  `seen`. Then it is former: "last seen in post", below the others, and its holder takes no place at a meeting.
- A plain member of a body whose `kind` ends in `party`, `faction`, `caucus`, `parliamentary group`, `political group`,
  `movement` or `trade union` has a membership and no post. Plain is a title of no other words than `member`, the
  body's name and kind. `General Secretary` of a party is a post.
- The country of a person is that of the post: the `org` or what it is `part_of`. An embassy is `part_of` the side that
  sends it. The `org` of a post abroad may be either side: `Ambassador of Canada to Vietnam` and `Ambassador to Vietnam`
  say which. Where the title says neither (`Ambassador`), and the `org` is a country, no country is printed.
- An agreement or program has ended when its `period` is over, by all that is claimed of it, or when an event that names
  it is of the kind `termination`, `expiry`, `expiration`, `denunciation`, `abrogation`, `annulment`, `dissolution` or
  `lapse`.
- An event took place if its `status` is `held`, and did not if that is `planned`, `cancelled` or `postponed`. An event
  without a `status` took place unless its `kind` has one of the words `planned`, `proposed`, `scheduled`, `expected`,
  `due`, `cancelled`, `postponed` or `called off`, or its title begins or ends so: "Visit postponed". An event that lies
  after the publication of all its sources is only expected. Neither is a contact or a meeting of people, and neither
  shows a commitment carried out.

## The head

"""


def generate() -> str:
    """The text of the page."""
    return "".join(_pieces())


def _pieces() -> Iterator[str]:
    yield _INTRODUCTION
    yield from _table(("written", "printed"), ((f"`{text}`", Date.parse(text).human()) for text in _DATES))
    yield _AFTER_DATES
    yield from _fields(Header)
    yield "\n## What every record may carry\n\n"
    yield from _fields(Record)
    for kind in KINDS.values():
        yield f"\n## {kind.section}\n\n{summary(kind.record)}\n\n"
        yield from _fields(kind.record, common=Record)
    yield "\n## Parts of records\n\nEvery part but a citation may carry these fields:\n\n"
    yield from _fields(Part)
    for part, name in _PARTS.items():
        yield f"\n### {name}\n\n{summary(part)}\n\n"
        yield from _fields(part, common=Part)


def _fields(cls: Any, common: type = object) -> Iterator[str]:
    """A table of the fields that the class adds to the common ones, and the choices too many for it."""
    told = fields(common) if common in (Record, Part) else {}
    own = [found for name, found in fields(cls).items() if name not in told]
    said = docstrings(cls)
    yield from _table(
        ("field", "value", "meaning"),
        ((_name(item), _form(item.shape, item.name), said[item.attribute]) for item in own),
    )
    for item in own:
        if len(item.shape.choices) > _SHORT_LIST:
            yield f"\nValues of `{item.name}`: {_quoted(item.shape.choices)}.\n"


def _name(item: Field) -> str:
    return f"`{item.name}`" + (" (required)" if item.is_required else "")


def _table(titles: tuple[str, ...], rows: Any) -> Iterator[str]:
    yield f"| {' | '.join(titles)} |\n| {' | '.join('---' for _ in titles)} |\n"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |\n"


def _form(shape: Shape, name: str) -> str:  # noqa: PLR0911 - one line for each form
    """What may stand in a field, in words."""
    if name == "id":
        return "the key, not a field"
    if shape.is_list and shape.item:
        inner = _form(shape.item, name)
        if any(isinstance(mark, CitedByField) for mark in shape.marks):
            return f"{inner}; a list; or a map from field to these"
        single = any(isinstance(mark, OneOrMore) for mark in shape.marks)
        return f"{inner}; or a list" if single else f"list of {inner}"
    if shape.is_map and shape.key and shape.item:
        return f"map from {_form(shape.key, name)} to {_form(shape.item, name)}"
    if shape.ref:
        kinds = " or ".join(shape.ref.kinds) or "record"
        return f"id of {_article(kinds)}" + (", or words" if shape.ref.words else "")
    if shape.choices:
        return _quoted(shape.choices) if len(shape.choices) <= _SHORT_LIST else "a choice, see below"
    if part := _PARTS.get(shape.type):
        return f"[{part}](#{part.replace(' ', '-')})"
    return {Date: "[date](#dates)", bool: "`true` or `false`", int: "a whole number", str: "text"}[shape.type]


def _quoted(choices: tuple[str, ...]) -> str:
    return ", ".join(f"`{choice}`" for choice in choices)


def _article(words: str) -> str:
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"


if __name__ == "__main__":
    TARGET.write_text(generate(), encoding="utf-8")
    print(f"wrote {TARGET}")
