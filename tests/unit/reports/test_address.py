"""Forms of address that contain a disputed rank have its mark too."""

from collections.abc import Callable

import pytest

from brief.model.dates import Date
from brief.renderers import Format, render
from brief.reports.meeting import Meeting, meeting
from brief.reports.memo import Memo, memo
from brief.reports.search import Search, search
from brief.reports.timeline import EventSelection, timeline
from brief.reports.who import who
from brief.stores.query import Store

DAY = Date.parse("2024-06-01")
FLEET = """
dossier: {title: The fleet, our_side: exland}
sources:
  log: {title: Log, published: 2024-05}
organizations:
  exland: {name: Exland, kind: country, cite: log p. 1}
people:
  ann:
    name: Ann Lee
    second_reference: Commodore Lee
    form_of_address: Dear Commodore
    roles: [{title: Pilot, rank: Commodore, org: exland, seen: 2024-01, cite: log p. 1}]
    differs: [{field: roles.0.rank, value: Admiral, cite: log p. 9}]
events:
  talks: {title: Talks, date: 2024-03, who: {ann: speaker}, cite: log p. 2}
"""


@pytest.mark.parametrize("is_disputed", [True, False])
def test_a_disputed_rank_is_marked_in_an_address(is_disputed: bool, dossier_of: Callable[[str], Store]) -> None:
    store = dossier_of(FLEET if is_disputed else FLEET.replace("roles.0.rank", "portrait"))
    pages = (
        who(store, "ann", DAY, full=False),
        meeting(store, Meeting(("ann",), DAY), full=False),
        memo(store, Memo(DAY, "ann", layout="bio-note"), full=False),
        timeline(store, EventSelection(), full=False),
    )
    text = "\n".join(render(page, Format.TEXT) for page in pages)
    assert ("Commodore Lee≠" in text) is is_disputed
    assert ("Dear Commodore≠" in text) is is_disputed
    assert ("(Commodore Lee:" in text) is not is_disputed
    full = render(who(store, "ann", DAY), Format.TEXT)
    assert ("Commodore Lee (disputed)" in full) is is_disputed


@pytest.mark.parametrize(
    ("doubt", "is_used"),
    [
        ("differs: [{field: second_reference, value: The Hare, cite: log p. 9}]", False),
        ("inferred: {second_reference: She is always called so.}", False),
        ("note: She is always called so.", True),
    ],
)
def test_a_line_of_an_event_has_no_short_form_in_doubt(
    doubt: str, is_used: bool, dossier_of: Callable[[str], Store]
) -> None:
    head, _, tail = FLEET.partition("    differs:")
    text = f"{head}    {doubt}\n{tail.partition(chr(10))[2]}"
    store = dossier_of(text.replace("talks: {title: Talks", "talks: {title: An evening"))
    pages = (timeline(store, EventSelection(), full=False), search(store, Search("evening", today=DAY), full=False))
    for page in pages:
        told = render(page, Format.TEXT)
        assert ("Commodore Lee: speaker" in told, "Ann Lee: speaker" in told) == (is_used, not is_used)


@pytest.mark.parametrize(
    ("known", "told"),
    [
        ("form_of_address: Dr Lee", "Addressed as Dr Lee."),
        ("second_reference: Lee", "Short form: Lee."),
        ("{form_of_address: Dr Lee, second_reference: Lee}", "Addressed as Dr Lee. Short form: Lee."),
    ],
)
def test_a_short_form_is_no_form_of_address(known: str, told: str, dossier_of: Callable[[str], Store]) -> None:
    store = dossier_of(f"dossier: {{title: The fleet}}\npeople: {{ann: {{name: Ann Lee, {known.strip('{}')}}}}}")
    assert f"Ann Lee: no post is known. {told}\n" in render(who(store, "ann", DAY, full=False), Format.TEXT)
    papers = (meeting(store, Meeting(("ann",), DAY), full=False), memo(store, Memo(DAY, "ann", layout="bio-note")))
    for paper in papers:
        text = render(paper, Format.TEXT)
        assert text.count("Dr Lee") == known.count("Dr Lee")
        assert ("form of address" in text.partition("Not known: ")[2]) is (
            paper is papers[1] and "form_of_address" not in known
        )


@pytest.mark.parametrize(
    ("known", "told"),
    [
        ("form_of_address: Dr Lee, pronounce: lay", "Addressed as Dr Lee, pronounced lay."),
        ("form_of_address: Dr Lee", "Addressed as Dr Lee."),
        ("pronounce: lay", "Pronounced lay."),
        ("born: 1961-02-03, languages: [Welsh, Dutch]", "Born 3 February 1961, speaks Welsh, Dutch."),
        ("born: 1961-02-03", "Born 3 February 1961."),
        ("languages: [Welsh]", "Speaks Welsh."),
    ],
)
def test_what_is_known_is_one_sentence(known: str, told: str, dossier_of: Callable[[str], Store]) -> None:
    store = dossier_of(
        "dossier: {title: The fleet}\nsources: {log: {title: The log}}\n"
        f"people: {{ann: {{name: Ann Lee, {known}, cite: log p. 1}}}}"
    )
    assert told in " ".join(render(memo(store, Memo(DAY, "ann", layout="bio-note"), full=False), Format.TEXT).split())
