"""Where a new record goes in a file, and what stays around it."""

import pytest

from brief.edit.records import with_record

NEW = {"name": "New"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "topics:\n  new:\n    name: New\n"),
        ("# only a remark\n", "# only a remark\n\ntopics:\n  new:\n    name: New\n"),
        ("topics:\n", "topics:\n  new:\n    name: New\n"),
        ("topics: {}  # none yet\n", "topics:  # none yet\n  new:\n    name: New\n"),
        ("topics: {old: {name: Old}}\n", "topics: {old: {name: Old}, new: {name: New}}\n"),
        (
            "topics:\n    old:\n        name: Old\n",
            "topics:\n    old:\n        name: Old\n\n    new:\n        name: New\n",
        ),
        (
            "topics:\n  a: {name: A}\n  b: {name: B}\nevents:\n  c: {title: C}\n",
            "topics:\n  a: {name: A}\n  b: {name: B}\n  new:\n    name: New\nevents:\n  c: {title: C}\n",
        ),
        (
            "people:\n  jo:\n    name: Jo\n# the end",
            "people:\n  jo:\n    name: Jo\n\ntopics:\n  new:\n    name: New\n# the end",
        ),
    ],
)
def test_a_new_record_is_written_in_the_style_of_its_file(before: str, after: str) -> None:
    assert with_record(before, "topics", "new", NEW) == after


def test_fields_go_where_files_have_them_and_comments_stay() -> None:
    before = """events:
  talk:
    title: A talk  # of two
    # about the hall
    place: hall
    cite: log p. 1
"""
    record = {"title": "A talk", "place": "hall", "cite": "log p. 1", "date": "2021", "who": {"jo": None, "al": "host"}}
    assert (
        with_record(before, "events", "talk", record)
        == """events:
  talk:
    title: A talk  # of two
    date: 2021
    # about the hall
    place: hall
    who:
      jo:
      al: host
    cite: log p. 1
"""
    )


def test_items_of_a_list_are_edited_alone() -> None:
    before = """people:
  jo:
    name: Jo
    roles:
      - title: Pilot   # first
        from: 2020
      # then
      - {title: Master, to: 2022}
    also: [ J. ,  "Joe" ]
"""
    roles = [{"title": "Pilot", "from": "2019", "org": "board"}, {"title": "Master"}, {"title": "Guest"}]
    edited = with_record(before, "people", "jo", {"name": "Jo", "roles": roles, "also": ["J.", "Joe", "Jo, the first"]})
    assert (
        edited
        == """people:
  jo:
    name: Jo
    roles:
      - title: Pilot   # first
        org: board
        from: 2019
      # then
      - {title: Master}
      - title: Guest
    also: [ J. ,  "Joe", "Jo, the first" ]
"""
    )


def test_a_removed_record_takes_its_blank_line_along() -> None:
    before = "topics:\n  a:\n    name: A\n\n  # on b\n  b:\n    name: B\n\n  c:\n    name: C\n"
    assert with_record(before, "topics", "b", None) == "topics:\n  a:\n    name: A\n\n  # on b\n  c:\n    name: C\n"
    assert with_record(before, "topics", "c", None) == before.removesuffix("\n  c:\n    name: C\n")
