"""`who` shows one person, or lists all candidates, and says why."""

from collections.abc import Callable

import pytest

from brief.document import Card, Document, Listing, Notice, Table
from brief.dossier.as_of import AsOf
from brief.dossier.known import KnownBy
from brief.dossier.protocol import Dossier
from brief.model.dates import Date
from brief.model.kinds import KINDS
from brief.model.parts import Record
from brief.model.user_error import UserError
from brief.renderers import Format, render
from brief.reports.commitments import CommitmentSelection, commitments
from brief.reports.lookup import resolve
from brief.reports.meeting import Meeting, meeting
from brief.reports.people import everyone
from brief.reports.ranking import Rank, rank
from brief.reports.show import show
from brief.reports.who import who
from brief.stores.query import Store

DAY = Date.parse("2026-03-24")
PEOPLE = """
dossier: {title: People}
sources:
  early: {title: Early gazette, type: report, published: 2015-01-01}
  late: {title: Late gazette, type: report, published: 2025-01-01}
people:
  hale-sr: {name: Arthur Hale Sr., roles: [{title: Harbour master, to: 1990, cite: early}]}
  hale-jr: {name: "Arthur Hale, Jr.", roles: [{title: Foreign Minister, from: 2021, seen: 2025, cite: late}]}
  sato: {name: 佐藤 花子, also: Hanako Lind, roles: [{title: Foreign minister, from: 2012, to: 2016, cite: early}]}
  lind: {name: Hùng Lind, roles: [{title: Deputy foreign minister, cite: early}, {title: Envoy, cite: late}]}
  marsh: {name: Robert Marsh}
  solis: {name: Ana María Solís}
  sirri: {name: Abdel Fattah el-Sirri}
"""


@pytest.fixture
def dossier(dossier_of: Callable[[str], Store]) -> Store:
    return dossier_of(PEOPLE)


def opened(document: Document) -> list[str]:
    return [block.id or "" for block in document.blocks if isinstance(block, Card)]


def listed(document: Document) -> list[tuple[str, ...]]:
    (table,) = [block for block in document.blocks if isinstance(block, Table)]
    return [tuple(cell.text for cell in row.cells) for row in table.rows]


def notices(document: Document) -> list[str]:
    return [block.text.text for block in document.blocks if isinstance(block, Notice)]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("Arthur Hale Junior", "Arthur Hale, Jr. (different title or suffix)"),
        ("Robert James Marsh", "Robert Marsh (a shorter form of the name)"),
        ("Роберт Марш", "Robert Marsh (the same name in another script)"),
        ("Роберт Иванович Марш", "Robert Marsh (a shorter form of the name, in another script)"),
        ("Марш", "Robert Marsh (part of the name, in another script)"),
        ("Rob. Marsh", "Robert Marsh (beginning of the name)"),
        ("Robret Marsh", "Robert Marsh (similar spelling)"),
        ("Herr Marsh", "Robert Marsh (part of the name)"),
    ],
)
def test_the_reason_is_printed(dossier: Store, words: str, why: str) -> None:
    document = who(dossier, words, DAY)
    assert len(opened(document)) == 1
    assert notices(document) == [f"No exact match for “{words}”; showing {why}."]


@pytest.mark.parametrize("words", ["robert marsh", "Marsh", "Ana Maria Solis", "solis", "Solís, Ana", "Abdel El Sirri"])
def test_whole_words_of_one_name_need_no_reason(dossier: Store, words: str) -> None:
    document = who(dossier, words, DAY)
    assert len(opened(document)) == 1
    assert notices(document) == []


def test_a_part_of_another_form_of_the_name_needs_a_reason(dossier: Store) -> None:
    remark = "No exact match for “Hanako”; showing Hanako Lind (part of the name)."
    assert notices(who(dossier, "Hanako", DAY)) == [remark]


@pytest.mark.parametrize("report", [lambda dossier, words: who(dossier, words, DAY), show])
def test_a_list_says_which_spelling_matches(dossier: Store, report: Callable[[Store, str], Document]) -> None:
    document = report(dossier, "Lind")
    assert document.title.endswith("match “Lind”")
    assert {row[0]: row[-1] for row in listed(document)} == {
        "lind": "part of the name",
        "sato": "Hanako Lind: part of the name",
    }
    assert notices(document) == ["Use the id to choose one."]
    assert not document.answers


def test_a_list_names_the_day_that_it_tells_of(dossier: Store) -> None:
    then = AsOf(dossier, Date.parse("2030"))
    assert who(then, "Lind", DAY).day == "as of 2030"
    assert who(then, "foreign minister", DAY).day == "as of 2030"
    assert show(then, "Lind").day == "as of 2030"


def test_a_name_that_only_sounds_alike_in_another_script_is_listed_and_not_opened(dossier: Store) -> None:
    document = who(dossier, "عبد الفتاح السري", DAY)
    assert document.title == "Possible matches for “عبد الفتاح السري” (1)"
    assert [(row[0], row[-1]) for row in listed(document)] == [("sirri", "perhaps the same name in another script")]
    assert not document.answers


def test_all_who_hold_or_held_a_post_are_listed_those_in_post_first(dossier: Store) -> None:
    document = who(dossier, "foreign minister", DAY)
    assert [row[0] for row in listed(document)] == ["hale-jr", "sato"]
    assert [row[2] for row in listed(document)] == [
        "Foreign Minister; since 2021, in post in 2025",
        "Foreign minister; 2012 to 2016",
    ]
    assert document.answers


def test_who_alone_ever_held_a_post_is_shown(dossier: Store) -> None:
    document = who(dossier, "Deputy Foreign Minister", DAY)
    assert opened(document) == ["lind"]
    assert notices(document) == ["Nobody is called “Deputy Foreign Minister”; showing Hùng Lind, who holds this post."]


def test_a_post_is_that_of_the_day(dossier: Store) -> None:
    assert opened(who(AsOf(dossier, Date.parse("2014")), "foreign minister", DAY)) == ["sato"]


def test_a_post_is_known_once_a_source_says_so(dossier: Store) -> None:
    assert opened(who(KnownBy(dossier, Date.parse("2020")), "foreign minister", DAY)) == ["sato"]
    with pytest.raises(UserError, match="no person has the name"):
        who(KnownBy(dossier, Date.parse("2020")), "envoy", DAY)


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        ("Bob Marsh", "(the nearest: Robert Marsh)"),
        ("Anna Lucia Solis", "(the nearest: Ana María Solís)"),
        ("Arthur Hale III", "(the nearest: Arthur Hale Sr., Arthur Hale, Jr.)"),
    ],
)
def test_the_nearest_have_half_of_the_name_and_the_best_comes_first(dossier: Store, words: str, hint: str) -> None:
    with pytest.raises(UserError) as failure:
        who(dossier, words, DAY)
    assert str(failure.value).endswith(hint)


@pytest.mark.parametrize("words", ["minister", "Jim Maria Xyzzy"])
def test_nobody_is_near_who_has_less_than_half_of_the_name(dossier: Store, words: str) -> None:
    with pytest.raises(UserError) as failure:
        who(dossier, words, DAY)
    assert "nearest" not in str(failure.value)


def test_a_list_that_is_cut_does_not_count_what_it_lacks(dossier_of: Callable[[str], Store]) -> None:
    people = "".join(f"  p{n}: {{name: Same Name}}\n" for n in range(501))
    found = who(dossier_of(f"dossier: {{title: T}}\npeople:\n{people}"), "Same Name", DAY)
    assert found.title == "500 or more people match “Same Name”"


OFFICE = """
dossier: {title: The bay, parties: [north, south]}
sources: {gazette: {title: Gazette, published: 2026-01}}
organizations:
  north: {name: Northland, kind: country, cite: gazette p. 1}
  ministry: {name: Ministry of the Bay, part_of: north, cite: gazette p. 1}
  south: {name: Southland, kind: country, cite: gazette p. 1}
people:
  mia-moor:
    name: Mia Moor
    roles:
    - {title: Minister, org: ministry, from: 2024, seen: 2026-01, cite: gazette p. 2}
    - {title: Envoy, org: south, from: 2015, to: 2019, cite: gazette p. 2}
    cite: gazette p. 2
commitments:
  done:
    text: Dredge the bay
    by: ministry
    importance: high
    log: [{status: done, cite: gazette p. 3}]
    cite: gazette p. 3
  light: {text: Light the bay, by: ministry, for: south, cite: gazette p. 3}
  late: {text: Chart the bay, by: ministry, for: south, due: 2025-03, cite: gazette p. 3}
  others: {text: Patrol the bay, by: south, cite: gazette p. 3}
"""


def test_a_minister_has_the_commitments_of_the_ministry_the_overdue_first(dossier_of: Callable[[str], Store]) -> None:
    document = who(dossier_of(OFFICE), "Moor", Date.parse("2026-02"), full=False)
    (table,) = (block for block in document.blocks if isinstance(block, Table) and block.name == "commitments")
    assert [row.id for row in table.rows] == ["late", "light", "done"]


def test_a_selection_of_commitments_leads_to_all_of_them(dossier_of: Callable[[str], Store]) -> None:
    more = "".join(f"  more-{at}: {{text: Mend pier {at}, by: ministry, cite: gazette p. 4}}\n" for at in range(5))
    store = dossier_of(OFFICE + more)
    short = who(store, "Moor", Date.parse("2026-02"), full=False)
    assert "5 of 8; all: brief who mia-moor -v" in [b.text.text for b in short.blocks if isinstance(b, Notice)]
    whole = who(store, "Moor", Date.parse("2026-02"))
    (listing,) = (block for block in whole.blocks if isinstance(block, Listing) and block.name == "commitments")
    assert len(listing.items) == 8


ONE = """
dossier: {title: One, parties: [land]}
sources: {log: {title: Log}}
organizations: {land: {name: Theirland, kind: country, cite: log p. 1}}
people:
  ada: {name: Ada Orr, roles: [{title: Minister, org: land, seen: 2010, cite: log p. 1}], cite: log p. 1}
commitments: {bell: {text: Ring the bell, by: ada, cite: log p. 1}}
"""


def test_one_is_not_told_as_several(dossier_of: Callable[[str], Store]) -> None:
    store, day = dossier_of(ONE), Date.parse("2024")
    told = render(commitments(store, CommitmentSelection(), day, full=False), Format.TEXT)
    assert "It has no deadline. Nothing is recorded as done on it." in told
    with pytest.raises(UserError) as raised:
        who(store, "zo", day)
    assert raised.value.hint == "there is only Ada Orr"


def test_a_body_whose_people_were_last_seen_long_ago_has_some(dossier_of: Callable[[str], Store]) -> None:
    paper = render(meeting(dossier_of(ONE), Meeting(("land",), Date.parse("2024")), full=False), Format.TEXT)
    assert "none known to be in post" in paper
    assert "none of it" not in paper


def test_the_nearest_with_one_name_are_told_apart_by_their_ids(dossier_of: Callable[[str], Store]) -> None:
    text = ONE.replace("people:", "people:\n  ada-2: {name: Ada Orr, cite: log p. 2}")
    with pytest.raises(UserError) as raised:
        who(dossier_of(text), "Ada Orx Bo", Date.parse("2024"))
    assert raised.value.hint == "the nearest: ada (Ada Orr), ada-2 (Ada Orr)"


@pytest.mark.parametrize(
    ("kinds", "hint"),
    [
        (("topic",), "`brief list topics` shows them all"),
        (("person", "organization"), "`brief list people` and `brief list organizations` show them all"),
        (tuple(KINDS), "to look for it in all texts: `brief search zzz '\"x'`"),
    ],
)
def test_a_name_that_nothing_has_leads_to_a_list_or_a_search(
    dossier_of: Callable[[str], Store], kinds: tuple[str, ...], hint: str
) -> None:
    people = "\n".join(f"  p{n}: {{name: Person Number{n}}}" for n in range(9))
    topics = "\n".join(f"  t{n}: {{name: Matter {n}}}" for n in range(9))
    store = dossier_of(f"dossier: {{title: Many}}\npeople:\n{people}\ntopics:\n{topics}\n")
    with pytest.raises(UserError) as raised:
        resolve(store, 'zzz "x', kinds)
    assert raised.value.hint == hint


def test_a_list_of_everyone_ranks_each_person_once(dossier: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    ranked: list[str] = []

    def noted(dossier: Dossier, held: Record, day: Date) -> Rank:
        ranked.append(held.id)
        return rank(dossier, held, day)

    monkeypatch.setattr("brief.reports.ranking.rank", noted)
    everyone(dossier, DAY, full=False)
    assert sorted(ranked) == sorted(dossier.ids(("person",)))
