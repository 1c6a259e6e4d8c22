"""Known ends are printed: a death, the reason for the end of a post; and the constituency of a post."""

from collections.abc import Callable

import pytest

from brief.document import Document
from brief.dossier.as_of import AsOf
from brief.model.dates import Date
from brief.renderers import Format, render
from brief.reports.gap_finders import Gaps
from brief.reports.gaps import gaps
from brief.reports.meeting import Meeting, meeting
from brief.reports.memo import Memo, memo
from brief.reports.overview import overview
from brief.reports.search import Search, search
from brief.reports.who import who
from brief.stores.query import Store

DAY = Date.parse("2024-06-01")
HOUSE = """
dossier: {title: The house, our_side: wyland, stale_after_months: 24}
sources:
  log: {title: Log, published: 2024-05}
organizations:
  exland: {name: Exland, kind: country, cite: log p. 1}
  wyland: {name: Wyland, kind: country, cite: log p. 1}
  house: {name: House of Exland, part_of: exland, cite: log p. 1}
people:
  ann:
    name: Ann Lee
    born: 1919
    died: 1994
    cite: log p. 2
    roles: [{title: Member, constituency: North Bank, org: house, from: 1970, to: 1974, end_reason: lost her seat}]
  bo:
    name: Bo Ash
    died: 2023-12
    cite: log p. 2
    roles: [{title: Speaker, org: house, from: 2020, seen: 2023-11}]
  cy:
    name: Cy Elm
    cite: log p. 2
    roles: [{title: Member for South Bank, constituency: South Bank, org: house, seen: 2024-01}]
"""


@pytest.fixture
def house(dossier_of: Callable[[str], Store]) -> Store:
    return dossier_of(HOUSE)


def text(document: Document) -> str:
    return render(document, Format.TEXT).replace("«", "").replace("»", "")


def pages(store: Store, person: str) -> list[str]:
    """Return the pages of a person, as text."""
    found = (
        who(store, person, DAY, full=False),
        who(store, person, DAY),
        memo(store, Memo(DAY, person, layout="bio-note"), full=False),
        search(store, Search(person, today=DAY)),
    )
    return [text(page) for page in found]


def test_the_pages_of_a_person_say_that_they_died(house: Store) -> None:
    for page in pages(house, "ann"):
        assert "died 1994" in page or "Died:     1994" in page
    assert "ied" not in text(who(AsOf(house, Date.parse("1980")), "ann", DAY, full=False))


def test_why_a_post_ended_and_for_whom_it_is_held_stands_with_the_post(house: Store) -> None:
    for page in pages(house, "ann"):
        assert "Member for North Bank" in page
        assert "1970 to 1974 (lost her seat)" in page
    for page in pages(house, "cy"):
        assert "Member for South Bank" in page
        assert "for South Bank for" not in page
        assert "()" not in page


def test_the_dead_hold_no_post_and_are_no_gap(house: Store) -> None:
    for page in pages(house, "bo")[:2]:
        assert "last seen in post November 2023" in page
    assert "Speaker; House of Exland [A p. 2], Exland [A p. 1]; since 2020" in text(
        who(AsOf(house, Date.parse("2023-11-30")), "bo", DAY)
    )
    met = text(meeting(house, Meeting(("house",), DAY), full=False))
    assert "Last seen in post:  Bo Ash, Speaker" in met
    assert "\nCy Elm" in met
    assert "\nBo Ash" not in met
    lacking = text(gaps(house, Gaps(Date.parse("2026-06-01"))))
    for title in ("PEOPLE WITHOUT A POST", "POSTS AND MEMBERSHIPS NOT CONFIRMED"):
        told = lacking.partition(title)[2].partition("\n\n")[0]
        assert "Ann Lee" not in told
        assert "Bo Ash" not in told
    assert "Cy Elm" in lacking.partition("POSTS NOT CONFIRMED")[2].partition("\n\n")[0]
    needs = text(overview(house, Date.parse("2026-06-01"), full=False)).splitlines()
    assert [line.split()[0] for line in needs if "not confirmed for" in line] == ["1"]


@pytest.mark.parametrize(
    ("field", "rival", "told"),
    [
        ("born: 1968", "field: born, value: 1969", "1968 or 1969≠"),
        ("languages: [French, Welsh]", "field: languages.1, value: Irish", "Welsh or Irish≠"),
        ("languages: [French, Welsh]", "field: languages, value: none", "French, Welsh≠"),
        ("pronounce: an lee", "field: pronounce, value: en lay", "an lee≠"),
        ("memberships: [{org: house, from: 2001}]", "field: memberships.0.from, value: 2002", "2001 or 2002≠"),
        ("contact: {email: a@b.example}", "field: contact.email, value: c@d.example", "a@b.example≠"),
    ],
)
def test_a_disputed_particular_has_the_mark_and_not_a_line_of_its_own(
    field: str, rival: str, told: str, dossier_of: Callable[[str], Store]
) -> None:
    more = f"    {field}\n    differs: [{{{rival}, cite: log p. 9}}]\n"
    store = dossier_of(HOUSE.replace("    name: Cy Elm\n", f"    name: Cy Elm\n{more}"))
    for page in (
        text(memo(store, Memo(DAY, "cy", layout="bio-note"), full=False)),
        text(meeting(store, Meeting(("cy",), DAY), full=False)),
    ):
        assert told in page
        assert "disputed: " not in page


@pytest.mark.parametrize(
    ("member", "told"),
    [
        ("{org: house, from: 2001}", "Memberships: House of Exland, since 2001."),
        (
            "{org: house, from: 2001, to: 2003, end_reason: expelled}",
            "Memberships: House of Exland, from 2001, until 2003, expelled.",
        ),
    ],
)
def test_the_page_of_a_person_has_the_memberships(member: str, told: str, dossier_of: Callable[[str], Store]) -> None:
    store = dossier_of(HOUSE.replace("    name: Cy Elm\n", f"    name: Cy Elm\n    memberships: [{member}]\n"))
    assert told in text(who(store, "cy", DAY, full=False))
    assert "Memberships" not in text(who(dossier_of(HOUSE), "cy", DAY, full=False))


LASTING = {
    (): "time unknown",
    ("seen",): "last seen in post 2011",
    ("to",): "until 2012",
    ("to", "seen"): "until 2012",
    ("from",): "last seen in post 2010, when it began",
    ("from", "seen"): "from 2010, last seen in post 2011",
    ("from", "to"): "2010 to 2012",
    ("from", "to", "seen"): "2010 to 2012",
}
"""How long a post is said to have lasted, by the dates that are known of it."""


@pytest.mark.parametrize("given", LASTING)
@pytest.mark.parametrize("death", ["", "2020", "2020~"])
def test_a_post_and_a_death_make_a_sentence_whatever_dates_are_known(
    dossier_of: Callable[[str], Store], given: tuple[str, ...], death: str
) -> None:
    dates = {"from": "2010", "to": "2012", "seen": "2011"}
    role = ", ".join(["title: Mayor", "org: town", "cite: log p. 4", *(f"{field}: {dates[field]}" for field in given)])
    died = f"died: {death}, " if death else ""
    store = dossier_of(
        "dossier: {title: T}\nsources: {log: {title: Log}}\norganizations: {town: {name: Town, cite: log p. 1}}\n"
        f"people: {{ann: {{name: Ann Lee, {died}cite: log p. 4, roles: [{{{role}}}]}}}}"
    )
    end = {"": "", "2020": "; died 2020", "2020~": "; died about 2020"}[death]
    told = f"Ann Lee, Mayor, Town, {LASTING[given]}{end}"
    assert f"\n{told}. " in text(who(store, "ann", DAY, full=False))
    assert f"\n- {told}  " in text(memo(store, Memo(DAY), full=False))
    for page in (who(store, "ann", DAY), gaps(store, Gaps(DAY)), meeting(store, Meeting(("ann",), DAY))):
        assert ", ," not in text(page)
        assert "; ," not in text(page)
