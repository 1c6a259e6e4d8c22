"""The page of a person and the biographical note: nothing twice, and nothing to come among what was."""

from collections.abc import Callable

import pytest

from brief.document import Document
from brief.model.dates import Date
from brief.renderers import Format, render
from brief.reports.memo import Memo, memo
from brief.reports.who import who
from brief.stores.query import Store

DAY = Date.parse("2026-06-01")
PIER = """
dossier: {title: The pier}
sources: {log: {title: The log, published: 2026-05}}
people:
  ann: {name: Ann Ray, cite: log p. 1}
  ben: {name: Ben Holt, cite: log p. 1}
events:
  past: {title: A pier opens, date: 2026-04, who: {ann: host}, cite: log p. 2}
  now: {title: A pier is painted, date: 2026-06, who: {ann: host}, cite: log p. 2}
  next: {title: A pier is planned, date: 2026-07, who: {ann: host}, status: planned, cite: log p. 2}
  later: {title: A pier is planned again, date: 2027, who: {ann: host}, status: planned, cite: log p. 2}
assessments:
  own: {text: The pier is sound, by: ann, date: 2026-03, cite: log p. 3}
  shared: {text: The pier is old, by: [ann, ben], cite: log p. 3}
  unsure: {text: The pier leans, by: ann, cite: log p. 3, inferred: {by: by the tone}}
"""


def pages(store: Store) -> list[str]:
    """The page and the note, as text."""
    made: list[Document] = [who(store, "ann", DAY, full=False)]
    made.append(memo(store, Memo(DAY, "ann", layout="bio-note"), full=False))
    return [render(document, Format.TEXT) for document in made]


def below(page: str, heading: str) -> str:
    return page.partition(f"{heading}\n")[2].partition("\n\n")[0]


def test_what_is_to_come_is_not_among_the_latest_events(dossier_of: Callable[[str], Store]) -> None:
    for page in pages(dossier_of(PIER)):
        latest, coming = below(page, "LATEST EVENTS"), below(page, "COMING EVENTS")
        assert latest.index("A pier is painted") < latest.index("A pier opens")
        assert coming.index("A pier is planned") < coming.index("A pier is planned again")
        assert "planned" not in latest


@pytest.mark.parametrize("heading", ["OPINIONS BY THEM", "WHAT THEY SAY"])
def test_opinions_name_their_holder_only_if_that_is_not_the_person_alone(
    dossier_of: Callable[[str], Store], heading: str
) -> None:
    (page,) = (page for page in pages(dossier_of(PIER)) if heading in page)
    lines = [line[2:].partition("  ")[0] for line in below(page, heading).splitlines()]
    assert sorted(lines) == [
        "Ann Ray, Ben Holt: The pier is old",
        "Ann Ray: The pier leans",
        "The pier is sound (Mar 2026)",
    ]


@pytest.mark.parametrize(
    ("post", "parties", "is_shown"),
    [
        ("seen: 2024-05", "by: port", True),
        ("seen: 2010", "by: port", True),  # last seen in post long ago
        ("to: 2010", "by: port", False),
        ("seen: 2024-05", "by: other, differs: [{field: by, value: Port of Alm, cite: log p. 5}]", True),
        ("seen: 2024-05", "by: other", False),
        ("seen: 2024-05", "by: other, for: port", True),
    ],
)
def test_what_an_office_owes_and_is_owed_is_on_the_page_of_its_holder(
    post: str, parties: str, is_shown: bool, dossier_of: Callable[[str], Store]
) -> None:
    store = dossier_of(
        "dossier: {title: Bells}\nsources: {log: {title: Log, published: 2024-05}}\norganizations:\n"
        "  port: {name: Port of Alm, cite: log p. 1}\n  other: {name: Quay Board, cite: log p. 1}\n"
        f"people: {{ann: {{name: Ann Lee, cite: log p. 2, roles: [{{title: Head, org: port, {post}}}]}}}}\n"
        f"commitments: {{bell: {{text: Ring the bell, {parties}, cite: log p. 3}}}}\n"
    )
    for page in (
        who(store, "ann", Date.parse("2024-06"), full=False),
        memo(store, Memo(Date.parse("2024-06"), "ann", layout="bio-note"), full=False),
    ):
        assert ("Ring the bell" in render(page, Format.TEXT)) is is_shown


def test_a_full_page_has_what_is_to_come_apart_and_gives_a_reason_once(dossier_of: Callable[[str], Store]) -> None:
    born = "{name: Ann Ray, born: 1970~, inferred: {born: by her looks}, cite: log p. 1}"
    store = dossier_of(PIER.replace("{name: Ann Ray, cite: log p. 1}", born))
    page = render(who(store, "ann", DAY, full=True), Format.TEXT)
    assert page.count("by her looks") == 1
    latest, coming = below(page, "LATEST EVENTS"), below(page, "COMING EVENTS")
    assert "A pier is planned" in coming
    assert "A pier is planned" not in latest
    assert "A pier opens" in latest
