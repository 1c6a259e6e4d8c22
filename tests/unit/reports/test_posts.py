"""Current holders of a post, former ones, plain members, and the country that somebody acts for."""

from collections.abc import Callable

import pytest

from brief.document import Card, Document, Listing, cells
from brief.dossier.as_of import AsOf
from brief.model.dates import Date
from brief.reports.countries import untold
from brief.reports.meeting import Meeting, meeting
from brief.reports.memo import Memo, memo
from brief.reports.people import everyone
from brief.reports.who import who
from brief.stores.query import Store

DossierOf = Callable[[str], Store]
DAY = Date.parse("2024-06-01")
BODIES = """
organizations:
  exland: {name: Exland, kind: country, also: [Republic of Exland]}
  wyland: {name: Wyland, kind: country}
  ex-ministry: {name: Ministry of the Sea, kind: ministry, part_of: exland}
  ex-guard: {name: Exland Guard, part_of: ex-ministry}
  embassy: {name: Embassy of Exland in Wyland, kind: embassy, part_of: ex-ministry}
  misplaced: {name: Embassy of Exland, kind: embassy, part_of: wyland}
  assembly: {name: Assembly of Nations, kind: international organization, also: [AN]}
  unity: {name: Unity Party, kind: political party, part_of: exland, also: [UP]}
  greens: {name: Green Group, kind: parliamentary group}
  parliament: {name: Parliament of Exland, kind: parliament, part_of: exland}
places:
  wyport: {name: Wyport, kind: city, part_of: wyland}
"""


def dossier(roles: str, head: str = "") -> str:
    people = f"people:\n  ann: {{name: Ann Lee, roles: [{roles}]}}\n"
    return f"dossier: {{title: The strait, parties: [exland, wyland]{head}}}\n{BODIES}{people}"


def fields(document: Document) -> dict[str, list[str]]:
    (card,) = (block for block in document.blocks if isinstance(block, Card) and block.id == "ann")
    return {part.label: [line.text for line in part.lines] for part in card.fields}


@pytest.mark.parametrize(
    ("role", "countries"),
    [
        ("title: Captain, org: ex-guard", ["Exland"]),
        ("title: Ambassador, org: wyland", []),
        ("title: Ambassador, org: exland", []),
        ("title: Ambassador to Wyland, org: wyland", []),
        ("title: Ambassador to Wyland, org: exland", ["Exland"]),
        ("title: Ambassador to Wyland, org: ex-ministry", ["Exland"]),
        ("title: Ambassador of Exland to Wyland, org: wyland", ["Exland"]),
        ("title: Ambassador of the Republic of Exland in Wyport, org: wyland", ["Exland"]),
        ("title: Consul General in Wyport, org: wyland", []),
        ("title: Ambassador, org: embassy", ["Exland"]),
        ("title: Defence Attaché, org: misplaced", ["Exland"]),
        ("title: Ambassador of Exland, org: exland", ["Exland"]),
        ("title: Ambassador for the Seas, org: exland", ["Exland"]),
        ("title: Ambassador at Large, org: exland", ["Exland"]),
        ("title: Permanent Representative of Wyland to the AN, org: assembly", ["Wyland"]),
        ("title: Permanent Representative to the AN, org: exland", ["Exland"]),
        ("title: Special Representative to Wyland, org: wyland", []),
        ("title: Secretary-General, org: assembly", []),
        ("title: Adviser to the Exland Guard, org: ex-guard", ["Exland"]),
        ("title: Professor in Wyport, org: wyland", ["Wyland"]),
        ("title: Consultant, org: exland", ["Exland"]),
        ("title: Pilot", []),
    ],
)
def test_a_country_is_that_of_the_side_that_sends(dossier_of: DossierOf, role: str, countries: list[str]) -> None:
    store = dossier_of(dossier(f"{{{role}, seen: 2024-05}}"))
    assert fields(who(store, "ann", DAY)).get("Country", []) == countries
    document = meeting(store, Meeting(("ann",), DAY))
    assert fields(document).get("Country", []) == countries


def test_the_head_says_what_an_ambassador_is_in_another_language(dossier_of: DossierOf) -> None:
    role = "{title: Embajadora, org: wyland, seen: 2024-05}"
    assert fields(who(dossier_of(dossier(role)), "ann", DAY))["Country"] == ["Wyland"]
    store = dossier_of(dossier(role, ", words: {ambassador: [Embajador, Embajadora]}"))
    assert "Country" not in fields(who(store, "ann", DAY))


def test_a_country_is_that_of_the_posts_of_the_day(dossier_of: DossierOf) -> None:
    store = dossier_of(
        dossier(
            "{title: Clerk, org: exland, from: 2010, to: 2014}, {title: Pilot, org: assembly, from: 2015, to: 2018},"
            " {title: Judge, org: wyland, from: 2023}, {title: Dean, org: wyland, seen: 2024-05}"
        )
    )
    told = {
        day: fields(who(AsOf(store, Date.parse(day)), "ann", DAY)).get("Country", [])
        for day in ("2012", "2016", "2020")
    }
    assert told == {"2012": ["Exland"], "2016": [], "2020": ["Exland"]}
    assert fields(who(store, "ann", DAY))["Country"] == ["Wyland"]


def test_who_is_met_stands_for_the_side_of_the_day(dossier_of: DossierOf) -> None:
    roles = "{title: Clerk, org: exland, from: 2010, to: 2014}, {title: Judge, org: wyland, from: 2023}"
    store = dossier_of(
        dossier(roles) + "events: {dinner: {title: A dinner, date: 2012-03-04, who: {ann: guest, wyland: host}}}\n"
    )

    def contact(name: str, day: str) -> list[str]:
        blocks = meeting(store, Meeting((name,), Date.parse(day))).blocks
        return [
            item.text
            for block in blocks
            if isinstance(block, Listing) and block.name == "contact"
            for item in block.items
        ]

    assert contact("ann", "2013") == ["4 March 2012: A dinner"]
    assert contact("wyland", "2013") == ["4 March 2012: A dinner"]


@pytest.mark.parametrize(
    ("role", "label"),
    [
        ("title: member, org: unity", "Membership"),
        ("title: Party member, org: unity", "Membership"),
        ("title: Member of the Unity Party, org: unity", "Membership"),
        ("title: member, org: greens", "Membership"),
        ("title: Member of the Green Group, org: greens", "Membership"),
        ("title: General Secretary, org: unity", "Post"),
        ("title: Member of the Central Committee, org: unity", "Post"),
        ("title: Member, org: parliament", "Post"),
    ],
)
def test_a_plain_membership_is_no_post(dossier_of: DossierOf, role: str, label: str) -> None:
    store = dossier_of(dossier(f"{{{role}, seen: 2024-05}}, {{title: Minister, org: ex-ministry, from: 2024-05-01}}"))
    for document in (who(store, "ann", DAY), meeting(store, Meeting(("ann",), DAY))):
        found = fields(document)
        assert any(line.startswith(("Minister;", "Minister,")) for line in found["Post"])
        if label == "Membership" or document.kind == "who":  # a read-ahead has room for one post
            assert any(line.startswith(role[7:].partition(",")[0]) for line in found[label])
        assert ("Membership" in found) == (label == "Membership")


def test_before_the_post_a_member_has_none(dossier_of: DossierOf) -> None:
    store = dossier_of(dossier("{title: member, org: greens}, {title: Minister, org: ex-ministry, from: 2024-05-01}"))
    day = Date.parse("2023")
    found = fields(who(AsOf(store, day), "ann", DAY))
    assert "Post" not in found
    assert "Country" not in found
    assert found["Membership"] == ["member; Green Group; time unknown"]
    (line,) = listed(memo(AsOf(store, day), Memo(DAY)), "people")
    assert line == "Ann Lee, post unknown; member, Green Group, time unknown"


def listed(document: Document, name: str) -> list[str]:
    return [
        item.text
        for block in document.blocks
        if isinstance(block, Listing) and block.name == name
        for item in block.items
    ]


LONG_AGO = """
  bo: {name: Bo Ash, roles: [{title: Warden, org: ex-guard, from: 2015, seen: 2019-01-24}]}
  cy: {name: Cy Elm, roles: [{title: Pilot, org: ex-guard, from: 2020}]}
  di: {name: Di Oak, roles: [{title: Cook, org: ex-guard, seen: 2024-01}]}
  ed: {name: Ed Fir, roles: [{title: Mate, org: ex-guard}]}
  fay: {name: Fay Yew, roles: [{title: Smith, org: ex-guard, from: 2018, to: 2030}]}
"""


def test_who_was_not_seen_in_post_for_long_is_former(dossier_of: DossierOf) -> None:
    store = dossier_of(dossier("{title: Captain, org: ex-guard, seen: 2022-06-01}") + LONG_AGO)
    document = meeting(store, Meeting(("ex-guard",), DAY))
    cards = [block for block in document.blocks if isinstance(block, Card)]
    assert [card.id for card in cards] == ["", "ex-guard", "ann", "di", "ed", "fay"]
    former = [line.text for part in cards[1].fields if part.key == "former" for line in part.lines]
    assert former == [
        "Bo Ash, Warden, Exland Guard, Ministry of the Sea, from 2015, last seen in post 24 January 2019",
        "Cy Elm, Pilot, Exland Guard, Ministry of the Sea, last seen in post 2020, when it began",
    ]
    people = listed(memo(store, Memo(DAY)), "people")
    order = [line.partition(",")[0] for line in people]
    assert order == ["Di Oak", "Ann Lee", "Fay Yew", "Ed Fir", "Cy Elm", "Bo Ash"]


def test_a_former_post_is_not_told_as_one_in_hand(dossier_of: DossierOf) -> None:
    store = dossier_of(dossier("{title: Captain, rank: Major, org: ex-guard, seen: 2019-01-24}"))
    for document in (who(store, "ann", DAY), meeting(store, Meeting(("ann",), DAY))):
        found = fields(document)
        (told,) = found["Last seen"] if document.kind == "who" else found["Post"]
        assert told.endswith("last seen in post 24 January 2019")
        assert "Post" not in found or document.kind == "meeting"
        assert found["Country"] == ["Exland"]
        assert "last confirmed" not in "".join(cell.text for cell in cells(document.blocks))
    assert fields(who(AsOf(store, Date.parse("2020")), "ann", DAY))["Post"] == [
        "Major, Captain; Exland Guard, Ministry of the Sea, Exland; in post on 24 January 2019"
    ]


def test_a_confirmation_that_may_be_later_than_the_day_says_so(dossier_of: DossierOf) -> None:
    store = dossier_of(dossier("{title: Captain, org: ex-guard, seen: 2022~}"))
    told = {day: fields(who(AsOf(store, Date.parse(day)), "ann", DAY))["Post"] for day in ("2021-06-04", "2023")}
    post = "Captain; Exland Guard, Ministry of the Sea, Exland; last confirmed about 2022"
    assert told == {"2021-06-04": [f"{post} (may be later than 4 June 2021)"], "2023": [post]}


@pytest.mark.parametrize(("months", "former"), [("12", True), ("24", False), ("25", False), ("23", True)])
def test_the_dossier_says_after_how_long_a_post_is_former(dossier_of: DossierOf, months: str, former: bool) -> None:
    role = "{title: Captain, org: ex-guard, seen: 2022-06-01}"
    store = dossier_of(dossier(role, f", stale_after_months: {months}"))
    assert ("Last seen" in fields(who(store, "ann", DAY))) == former


BOATS = """
dossier: {title: Boats}
organizations:
  north: {name: Northland}
  guard: {name: Northland Coast Guard, part_of: north}
  commission: {name: Commission}
  council: {name: Council of the Commission, part_of: commission}
  energy: {name: Ministry of Energy, part_of: north}
  defence: {name: Department of National Defence, part_of: north}
  state: {name: Office for the Sea, part_of: energy}
  navy: {name: Northlandic Navy, part_of: north}
"""


@pytest.mark.parametrize(
    ("title", "org", "left"),
    [
        ("Commander of the Coast Guard", "guard", ["north"]),
        ("Commander", "guard", ["guard"]),
        ("Ambassador of Northland", "north", []),
        ("Chair", "council", ["council"]),
        ("Chair of the Council", "council", ["commission"]),
        ("Minister of Energy", "energy", ["north"]),
        ("Deputy Minister for Energy", "energy", ["north"]),
        ("Energy adviser", "energy", ["energy", "north"]),
        ("Minister of Energy Security", "energy", ["north"]),
        ("Minister of Defence", "defence", ["defence", "north"]),
        ("Director of the Sea", "state", ["energy", "north"]),
        ("Captain", "navy", ["navy"]),
        ("Captain of the Northlandic Navy", "navy", ["north"]),
    ],
)
def test_a_post_names_no_body_twice(dossier_of: Callable[[str], Store], title: str, org: str, left: list[str]) -> None:
    assert untold(dossier_of(BOATS), org, title) == left


@pytest.mark.parametrize("seen", ["2024-05-04", "2020-05-04"])
def test_a_post_without_any_date_stands_after_a_dated_one(dossier_of: DossierOf, seen: str) -> None:
    roles = f"{{title: President, org: unity}}, {{title: Head, org: ex-guard, seen: {seen}}}"
    store = dossier_of(dossier(roles))
    posts = fields(meeting(store, Meeting(("ann",), DAY)))["Post"]
    assert [words.partition(",")[0] for words in posts] == ["Head", "President"]
    assert posts[1].endswith("time unknown")
    for report in (
        who(store, "ann", DAY, full=False),
        memo(store, Memo(DAY, "ann", "bio-note"), full=False),
        everyone(store, DAY, full=False),
    ):
        first = next(found.text for found in cells(report.blocks) if "Head" in found.text or "President" in found.text)
        assert "Head" in first
    told = [found.text for found in cells(memo(store, Memo(DAY), full=False).blocks)]
    assert any("Head" in words for words in told)
    assert not any("President" in words for words in told)
