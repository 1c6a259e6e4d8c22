"""A memo begins with what is well supported, and puts the records nearest to its subject first."""

from collections.abc import Callable
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest

import brief
from brief.app import open_store
from brief.document import Document, Heading, Listing, Notice, Paragraph, Table
from brief.dossier.as_of import AsOf
from brief.dossier.known import KnownBy
from brief.model.dates import Date
from brief.model.sections import LAYOUTS, Section
from brief.model.user_error import UserError
from brief.renderers import text
from brief.reports.memo import Memo, memo
from brief.reports.memo_sections import section_blocks
from brief.reports.overview import overview
from brief.reports.related import Scope
from brief.reports.site_index import contents, front_page
from brief.stores.query import Store

FERRY = """
dossier: {title: The ferry, summary: The ferry runs by the pact of 2024., cite: gazette p. 1}
sources:
  almanac: {title: The almanac, published: 2019-03}
  gazette: {title: The gazette, published: 2024-08}
people:
  ada-finn:
    name: Ada Finn
    roles: [{title: Master, org: board, seen: 2024-06, cite: gazette p. 1}]
  ben-holt:
    name: Ben Holt
    roles: [{title: Pilot, org: board, seen: 2019-01, cite: almanac p. 1}]
    cite: almanac p. 1
    differs: [{field: roles.0.title, value: Stoker, cite: gazette p. 3}]
organizations:
  board: {name: Ferry Board, cite: almanac p. 1}
places:
  north-quay: {name: North Quay}
events:
  dinner:
    title: Ben Holt dines with the mayor
    date: 2019-01-20
    place: north-quay
    part_of: talks
    who: {ben-holt: guest}
    cite: almanac p. 2
  talks: {title: Talks on the pact, date: 2019-01, agreements: pact, cite: almanac p. 2}
  fair: {title: The board to hold a fair, date: "2020", who: {board: host}, cite: almanac p. 3, note: Foreseen.}
  signing:
    title: The pact is signed
    date: 2024-06-01
    who: {ada-finn: signatory}
    agreements: pact
    cite: gazette p. 1
  regatta: {title: A regatta, date: "2024", who: {board: host}, cite: gazette p. 2}
agreements:
  timetable: {title: The timetable, kind: treaty, parties: board, builds_on: pact, cite: gazette p. 4}
  pact:
    title: The pact
    kind: treaty
    parties: board
    signed: signing
    summary: The pact of 2024 orders the crossings.
    cite: gazette p. 1
    differs: [{field: kind, value: letter, cite: almanac p. 2}]
commitments:
  bells: {text: Ring the bells, by: board, under: timetable, cite: gazette p. 4}
  boats:
    text: Build two boats
    by: board
    under: pact
    unclear: When is not given.
    log: [{date: 2024-07, status: done, cite: gazette p. 1}]
    cite: gazette p. 1
    differs: [{field: text, value: Build three boats, cite: gazette p. 9}]
questions:
  who-rings: {text: Who rings?, about: bells}
  who-dined: {text: Who else dined?, about: dinner}
  who-pays: {text: Who pays?, about: pact}
"""
DAY = "2026-03-24"


@pytest.fixture
def ferry(dossier_of: Callable[[str], Store]) -> Store:
    return dossier_of(FERRY)


def paper(
    store: Store | KnownBy, subject: str | None = None, *, layout: str = "full", as_of: str | None = None
) -> Document:
    return memo(AsOf(store, Date.parse(as_of)) if as_of else store, Memo(Date.parse(DAY), subject, layout))


def opening(document: Document) -> list[str]:
    """Return the bottom line."""
    return [found.text for block in document.blocks if isinstance(block, Paragraph) for found in block.cells]


def notices(document: Document) -> list[str]:
    return [block.text.text for block in document.blocks if isinstance(block, Notice)]


def listed(document: Document, name: str) -> list[str]:
    blocks = (block for block in document.blocks if isinstance(block, Listing) and block.name == name)
    return [item.text for block in blocks for item in block.items]


def test_a_summary_that_may_tell_of_later_things_is_left_out_and_that_is_said(ferry: Store) -> None:
    assert opening(paper(ferry)) == opening(paper(ferry, as_of="2025")) == ["The ferry runs by the pact of 2024."]
    early = paper(ferry, as_of="2019-06")
    assert opening(early) == []
    assert "The summary is left out: it may mention what came after June 2019." in notices(early)


def test_a_subject_that_came_later_is_not_told_of_as_of_a_day_before(ferry: Store) -> None:
    with pytest.raises(UserError, match="has the name `pact` as of June 2019"):
        paper(ferry, "pact", as_of="2019-06")


def test_what_is_not_known_yet_of_a_summary_is_said(ferry: Store) -> None:
    known = paper(KnownBy(ferry, Date.parse("2019-12-31")))
    assert opening(known) == ["The summary is withheld: it may depend on a source published later."]


@pytest.mark.parametrize("subject", ["north-quay", "board"])
def test_what_has_no_summary_has_no_bottom_line(ferry: Store, subject: str) -> None:
    document = paper(ferry, subject)
    assert opening(document) == []
    assert isinstance(document.blocks[0], Heading)


def test_a_dossier_that_holds_nothing_says_so_and_that_is_no_answer(dossier_of: Callable[[str], Store]) -> None:
    empty = paper(dossier_of("dossier: {title: Empty}\n"))
    assert notices(empty) == ["Nothing is on record here."]
    assert not empty.answers


def test_what_is_nearest_to_the_subject_comes_first(ferry: Store) -> None:
    document = paper(ferry, "pact", layout="one-pager")
    assert listed(document, "questions")[0] == "Who pays?"


def test_those_whose_posts_are_known_by_the_day_come_first(ferry: Store) -> None:
    assert listed(paper(ferry), "people")[0].startswith("Ada Finn")
    assert listed(paper(ferry, as_of="2019-06"), "people")[0].startswith("Ben Holt")


@pytest.mark.parametrize(("subject", "question"), [("north-quay", "Who else dined?"), ("board", "Who rings?")])
def test_what_is_not_known_of_its_events_and_promises_is_not_known_of_a_subject(
    ferry: Store, subject: str, question: str
) -> None:
    assert question in listed(paper(ferry, subject), "questions")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_opens_with_the_bottom_line_and_tells_disputes_and_unknowns(layout: str) -> None:
    names = [section.name for section in LAYOUTS[layout]]
    assert names[0] in ("bottom-line", "biography")
    assert "biography" in names or ("disagreements" in names and not {"questions", "watch"}.isdisjoint(names))


def test_the_layouts_of_the_shipped_dossier_tell_disputes_and_unknowns(
    shipped: str, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    with closing(open_store(Path(shipped))) as store:
        layouts = store.header.memos if store.header else {}
    assert layouts
    named = [{part.section for part in sections} for sections in layouts.values()]
    assert all({"disagreements", "questions"} <= sections for sections in named)


def test_an_own_layout_names_sections_their_length_and_their_heading(dossier_of: Callable[[str], Store]) -> None:
    memos = "memos: {desk: [{section: questions, most: 1, heading: What to ask}, bottom-line]}"
    asked = "questions: {a: {text: Who pays?}, b: {text: Who rows?}}"
    document = paper(dossier_of(f"dossier: {{title: The strait, summary: A strait., {memos}}}\n{asked}"), layout="desk")
    _, _, told = text.render(document).partition("\n\n")
    assert told.splitlines() == ["WHAT TO ASK  1 of 2", "- Who pays?", "", "A strait."]


def test_a_name_is_meant_before_the_titles_that_hold_it(ferry: Store) -> None:
    assert paper(ferry, "holt").title == "Ben Holt"


def test_what_an_agreement_builds_on_is_nearer_than_what_builds_on_it(dossier_of: Callable[[str], Store]) -> None:
    store = dossier_of("""
dossier: {title: Talks}
sources: {log: {title: Log}}
organizations: {town: {name: Town, cite: log p. 1}}
people: {ida: {name: Ida Moe, cite: log p. 1}}
events:
  offer: {title: The offer, date: 2019, who: {ida: host}, agreements: [idea], cite: log p. 1}
agreements:
  idea: {title: The idea, cite: log p. 1}
  talks: {title: The talks, builds_on: idea, cite: log p. 2}
  pact: {title: The pact, builds_on: talks, cite: log p. 3}
commitments:
  late: {text: Lend boats, by: town, under: pact, cite: log p. 3}
  early: {text: Hold talks, by: town, under: idea, cite: log p. 1}
""")
    scope = Scope(store, "talks")
    assert [held.id for held in scope.records("commitment")] == ["early", "late"]
    assert [held.id for held in scope.records("person")] == ["ida"]


def test_disputes_stand_in_the_order_of_what_matters_and_say_how_many_there_are(
    dossier_of: Callable[[str], Store],
) -> None:
    born = "differs: [{field: born, value: 1950, cite: log p. 1}]"
    people = "".join(f"  p{at}: {{name: Person {at}, importance: high, {born}}}\n" for at in range(6))
    crash = "date: 2001, importance: high, differs: [{field: title, value: A ramming, cite: log p. 2}]"
    text_ = f"sources: {{log: {{title: The log}}}}\npeople:\n{people}events:\n  crash: {{title: A crash, {crash}}}\n"
    store = dossier_of(f"dossier: {{title: Boats}}\n{text_}")
    page = text.render(memo(store, Memo(Date.parse(DAY), layout="one-pager"), full=False))
    _, _, told = page.partition("WHERE THE SOURCES DIFFER")
    assert told.splitlines()[:2] == ["  3 of 7", "- Event: A crash; or: A ramming A p. 2"]


def test_a_dispute_is_told_once_however_short_its_date_is_on_the_page(dossier_of: Callable[[str], Store]) -> None:
    pact = "agreements: {pact: {title: Pact, signed: signing}}\n"
    signing = "date: 2024-03-01, cite: log p. 1, differs: [{field: date, value: 2024-04-01, cite: log p. 2}]"
    events = f"sources: {{log: {{title: The log}}}}\nevents: {{signing: {{title: Signing, {signing}}}}}\n"
    page = text.render(memo(dossier_of(f"dossier: {{title: T}}\n{events}{pact}"), Memo(Date.parse(DAY)), full=False))
    assert page.count("; or: 1 April 2024") == 1
    assert "1 Mar 2024" in page


def test_the_setting_leaves_out_no_event_of_high_importance_and_names_no_gap(
    dossier_of: Callable[[str], Store],
) -> None:
    high = "".join(f"  h{at}: {{title: High {at}, date: {1900 + 12 * at}, importance: high}}\n" for at in range(8))
    low = "".join(f"  n{at}: {{title: Normal {at}, date: {1906 + 12 * at}}}\n" for at in range(8))
    store = dossier_of(f"dossier: {{title: T}}\nevents:\n{high}{low}")
    page = text.render(memo(store, Memo(Date.parse(DAY), layout="scene-setter"), full=False))
    assert [line for line in page.splitlines() if "High" in line] == [f"{1900 + 12 * at} High {at}" for at in range(8)]
    assert "8 of 16" in page
    assert "⋮" not in page
    few = text.render(memo(store, Memo(Date.parse(DAY), layout="scene-setter", limit=2), full=False))
    assert few.count("High") == 2


DIFFERING = """
dossier: {title: T}
sources: {log: {title: The log}, wire: {title: The wire}}
events:
  drill:
    title: Drill
    date: 2024-03
    kind: drill
    cite: log p. 1
    differs:
    - {value: No drill, cite: wire p. 1}
    - {field: date, value: 2024-04, cite: wire p. 1}
    - {field: kind, value: rehearsal, cite: wire p. 1}
  ford: {title: Ford, kind: work, cite: log p. 2, differs: [{field: kind, value: repair, cite: wire p. 2}]}
  pier: {title: Pier, kind: work, cite: log p. 3, differs: [{field: kind, value: repair, cite: wire p. 3}]}
"""


def test_where_the_sources_differ_each_dispute_has_one_line(dossier_of: Callable[[str], Store]) -> None:
    page = text.render(memo(dossier_of(DIFFERING), Memo(Date.parse(DAY), layout="one-pager"), full=False))
    _, _, told = page.partition("WHERE THE SOURCES DIFFER  3 of 5\n")
    assert told.splitlines()[:4] == [
        "- Event: Drill A p. 1; or: No drill B p. 1",
        "- Ford, what kind: work A p. 2; or: repair B p. 2",
        "- Pier, what kind: work A p. 3; or: repair B p. 3",
        "",
    ]
    data = memo(dossier_of(DIFFERING), Memo(Date.parse(DAY), layout="one-pager"))
    assert len(listed(data, "differences")) == 5


def test_every_mark_of_a_dispute_on_the_page_has_its_words(dossier_of: Callable[[str], Store]) -> None:
    page = text.render(memo(dossier_of(DIFFERING), Memo(Date.parse(DAY), layout="scene-setter"), full=False))
    _, _, told = page.partition("WHERE THE SOURCES DIFFER  4 of 5\n")
    lines = told.splitlines()
    assert [line for line in lines if "Drill" in line] == [
        "- Drill, date: March 2024 A p. 1; or: April 2024 B p. 1",
        "- Event: Drill A p. 1; or: No drill B p. 1",
    ]
    assert "- Pier, what kind: work A p. 3; or: repair B p. 3" in lines


SHIPPED, BEACONS = (Path(__file__).parents[3] / folder for folder in ("data/vietnam-canada", "tests/fixtures/beacons"))


@pytest.mark.parametrize(("limit", "full"), [(None, True), (None, False), (1, True), (1000, False)])
def test_an_annex_says_that_it_has_all_only_if_it_has_all(limit: int | None, full: bool) -> None:
    with brief.open(SHIPPED, full=full, today="2026-03-24") as dossier:
        pages = [brief.memo(dossier, limit=limit), brief.meeting(dossier, "canada", on="2026-04-01", limit=limit)]
    annexes = [block for page in pages for block in page.blocks if isinstance(block, Heading) and block.is_annex]
    assert len(annexes) > 3
    assert any("all" in block.text for block in annexes) is (limit != 1)
    assert [block.text for block in annexes if "all" in block.text and block.selection] == []


@pytest.mark.parametrize("name", ["status", "people", "timeline", "commitments", "assessments", "questions"])
def test_no_annex_of_one_line_says_that_it_has_all(shipped: str, name: str) -> None:
    with closing(open_store(Path(shipped))) as store:
        scope = Scope(store, None, day=Date.parse(DAY))
        (whole, *_), (cut, *_) = (section_blocks(scope, Section(name, most, is_annex=True)) for most in (None, 1))
    assert isinstance(whole, Heading)
    assert isinstance(cut, Heading)
    assert ("all" in whole.text, "all" in cut.text) == (name != "timeline", False)


@pytest.mark.parametrize("root", [SHIPPED, BEACONS])
@pytest.mark.parametrize("limit", [None, 1])
def test_the_number_of_what_the_sources_differ_on_is_that_of_the_lines(root: Path, limit: int | None) -> None:
    with brief.open(root, full=False, today="2026-03-24") as dossier:
        layouts = [*LAYOUTS, "desk-note"] if root == SHIPPED else LAYOUTS
        person = next(iter(dossier.ids("person")))
        pages = [brief.memo(dossier, layout=each, limit=limit) for each in layouts if each != "bio-note"]
        pages.append(brief.meeting(dossier, person, on="2026-04-01", limit=limit))
    numbered = [page for page in pages if " of " in place_of(page)]
    assert numbered
    for page in numbered:
        shown, total, left = len(listed(page, "differences")), place_of(page), len(page.differences)
        number = int(total.split()[2].strip(","))
        assert total.startswith(f"{shown} of {number}")
        assert shown < number
        assert total.endswith(", the rest at the end") == (shown + left == number)


def place_of(page: Document) -> str:
    """Return what stands beside the heading of the points on which the sources differ."""
    pairs = [(above, block) for above, block in pairwise(page.blocks) if isinstance(block, Listing)]
    found = [above.selection for above, block in pairs if block.name == "differences" and isinstance(above, Heading)]
    return found[0] if found else ""


def test_a_selection_has_an_event_once_at_its_own_date(dossier_of: Callable[[str], Store]) -> None:
    store = dossier_of(DIFFERING)
    page = text.render(memo(store, Memo(Date.parse(DAY), layout="scene-setter"), full=False))
    assert "2024 Mar ≠ Drill, or Apr 2024  A p. 1, B p. 1\n" in page
    assert "2024 Apr" not in page
    for full in (True, False):
        page = text.render(memo(store, Memo(Date.parse(DAY)), full=full))
        rows = page.partition("ANNEX: TIMELINE\n")[2].partition("\n\n")[0].splitlines()
        assert sum("Drill" in row for row in rows) == 1 + full


MET = """
dossier: {title: Two ports, parties: [east, west]}
sources: {log: {title: The log}}
organizations: {east: {name: East}, west: {name: West}}
people:
  ann: {name: Ann Ray, roles: [{title: Harbour master, rank: Captain, seen: 2025-01, cite: log p. 1}], cite: log p. 1}
events:
  talks: {title: Talks of the ports, date: 2024-05-01, who: {east: host, west: guest}, cite: log p. 2}
  before: {title: A pier burns, date: 2023, who: {east: owner}, cite: log p. 3}
  after: {title: A pier opens, date: 2025-02, who: {east: owner}, cite: log p. 4}
commitments: {lamps: {text: Light the strait, by: east, for: west, cite: log p. 5}}
questions: {pays: {text: Who pays?}}
"""


def test_a_scene_setter_ends_with_what_came_since_the_last_meeting_and_what_to_watch(
    dossier_of: Callable[[str], Store],
) -> None:
    page = text.render(memo(dossier_of(MET), Memo(Date.parse(DAY), layout="scene-setter"), full=False))
    setting, _, rest = page.partition("SINCE THE LAST MEETING")
    since, _, watch = rest.partition("WHAT TO WATCH")
    assert setting.index("THE SETTING") < setting.index("KEY PEOPLE")
    assert "Last met on 1 May 2024: Talks of the ports." in since
    assert "A pier opens" in since
    assert "A pier burns" in setting
    assert "A pier opens" not in setting
    assert "A pier burns" not in since
    assert "- East to West: Light the strait" in watch
    assert "- Who pays?" in watch


def test_a_scene_setter_says_what_came_of_the_last_meeting(dossier_of: Callable[[str], Store]) -> None:
    store = dossier_of(MET.replace("date: 2024-05-01,", "date: 2024-05-01, summary: The ports share a pilot.,"))
    page = text.render(memo(store, Memo(Date.parse(DAY), layout="scene-setter"), full=False))
    assert "Last met on 1 May 2024: Talks of the ports. The ports share a pilot." in page


@pytest.mark.parametrize("limit", [None, 2])
def test_no_dispute_is_left_out_of_a_full_memo(dossier_of: Callable[[str], Store], limit: int | None) -> None:
    """Also one on a value that the memo does not print, such as a figure of a program."""
    programs = "".join(
        f"  p{at}: {{name: Course {at}, figures: [{{what: seats, value: old-{at}}}], cite: log p. 6,"
        f" differs: [{{field: figures.0.value, value: new-{at}, cite: log p. 7}}]}}\n"
        for at in range(8)
    )
    store = dossier_of(f"{MET}programs:\n{programs}")
    page = text.render(memo(store, Memo(Date.parse(DAY), limit=limit), full=False))
    assert f"WHERE THE SOURCES DIFFER  {limit or 3} of 8, the rest at the end" in page
    for at in range(8):
        assert page.count(f"old-{at}") == page.count(f"new-{at}") == 1


@pytest.mark.parametrize("layout", ["full", "one-pager", "scene-setter"])
@pytest.mark.parametrize("full", [False, True])
def test_of_commitments_that_are_not_there_nothing_is_said(
    dossier_of: Callable[[str], Store], layout: str, *, full: bool
) -> None:
    store = dossier_of(MET[: MET.index("commitments:")] + MET[MET.index("questions:") :])
    page = text.render(memo(store, Memo(Date.parse(DAY), layout=layout), full=full))
    assert "has a deadline" not in page
    assert "recorded as done" not in page


def test_a_scene_setter_says_that_nothing_came_since_the_last_meeting(dossier_of: Callable[[str], Store]) -> None:
    quiet = MET.replace("date: 2025-02,", "date: 2022,")
    page = text.render(memo(dossier_of(quiet), Memo(Date.parse(DAY), layout="scene-setter"), full=False))
    assert "No later event is on record." in page


def test_a_biographical_note_has_the_rank_in_its_title_and_says_once_what_is_not_known(
    dossier_of: Callable[[str], Store],
) -> None:
    def note(text_: str) -> str:
        return text.render(memo(dossier_of(text_), Memo(Date.parse(DAY), "ann", "bio-note"), full=False))

    page = note(MET)
    assert page.startswith("Captain Ann Ray\n")
    assert "Not known: form of address, pronunciation, languages, date of birth." in page
    known = note(MET.replace("name: Ann Ray,", "name: Ann Ray, languages: [Welsh], born: 1970,"))
    assert "Not known: form of address, pronunciation." in known
    rival = "differs: [{field: roles.0.rank, value: Major, cite: log p. 9}]"
    disputed = note(
        MET.replace("seen: 2025-01, cite: log p. 1}], cite: log p. 1", f"seen: 2025-01}}], cite: log p. 1, {rival}")
    )
    assert disputed.startswith("Ann Ray\n")


VIEWS = """
dossier: {title: Two ports, parties: [east, west], our_side: west, author: Port Desk}
sources: {log: {title: The log}}
organizations:
  east: {name: East, kind: country}
  west: {name: West, kind: country}
  office: {name: Office, part_of: west}
people:
  ours:
    name: Una Ours
    roles: [{title: Clerk, org: office, from: 2020, to: 2024}, {title: Clerk, org: east, from: 2025}]
  envoy: {name: Envoy, roles: [{title: Ambassador to West, org: east, seen: 2025-01}]}
assessments:
  told: {text: The pier is sound, by: HOLDER, date: DATE, cite: log p. 1}
  other: {text: The pier is old, by: a passer-by, cite: log p. 1}
"""


@pytest.mark.parametrize(
    ("holder", "date", "is_ours"),
    [
        ("west", "2025", True),
        ("office", "2025", True),
        ("ours", "2023", True),
        ("Port Desk", "2025", True),
        ("[west, office]", "2025", True),
        ("ours", "2025-06", False),
        ("envoy", "2025", False),
        ("east", "2025", False),
        ("[west, east]", "2025", False),
        ("a mason", "2025", False),
        ("[]", "2025", False),
    ],
)
def test_our_own_side_is_not_among_the_others_who_hold_an_opinion(
    dossier_of: Callable[[str], Store], holder: str, date: str, *, is_ours: bool
) -> None:
    store = dossier_of(VIEWS.replace("HOLDER", holder).replace("DATE", date))
    page = text.render(memo(store, Memo(Date.parse(DAY)), full=False))
    ours, _, others = page.partition("Others hold that")
    assert "The pier is old" in (others or page)
    own = "Some on our own side hold that" if "," in holder else "One on our own side holds that"
    assert (own in page) is is_ours
    assert ("The pier is sound" in ours) is (is_ours or not others)
    assert bool(others) is is_ours


@pytest.mark.parametrize("root", [SHIPPED, BEACONS])
def test_a_memo_on_a_person_has_the_records_of_the_page_on_that_person(root: Path) -> None:
    found = set[str]()
    with brief.open(root, full=True, today="2026-03-24") as dossier:
        for person in dossier.ids("person"):
            card, page = brief.who(dossier, person), brief.memo(dossier, person)
            for name, table in (("commitments", "commitments"), ("agreements", "status")):
                told = {
                    str(item.value)
                    for block in card.blocks
                    if isinstance(block, Listing) and block.name == name
                    for item in block.items
                }
                rows = (
                    row
                    for block in page.blocks
                    if isinstance(block, Table) and block.name == table
                    for row in block.rows
                )
                assert told <= {row.id for row in rows}, person
                found |= told
    assert found


FRAME = """
dossier: {title: T, summary: A pact on lamps was signed., cite: [log p. 1, CITED]}
sources: {log: {title: The log}, wire: {title: The wire}}
agreements:
  pact: {title: Pact on lamps, KIND cite: log p. 1, differs: [{field: FIELD, value: a note, cite: wire p. 2}]}
"""


@pytest.mark.parametrize(("cited", "is_marked"), [("log p. 2", False), ("wire p. 2", True)])
def test_a_summary_that_cites_both_versions_of_a_dispute_has_its_mark(
    dossier_of: Callable[[str], Store], cited: str, *, is_marked: bool
) -> None:
    held = dossier_of(FRAME.replace("CITED", cited).replace("KIND", "kind: treaty,").replace("FIELD", "kind"))
    day = Date.parse(DAY)
    for page in (
        memo(held, Memo(day), full=False),
        overview(held, day, full=False),
        front_page(held, day),
        contents(held),
    ):
        assert ("A pact on lamps was signed.≠" in text.render(page)) == is_marked
        versions = ("treaty", "a note")
        assert all(version in text.render(page) for version in versions if is_marked)


@pytest.mark.parametrize(("field", "is_marked"), [("kind", True), ("period", False)])
def test_an_agreement_is_marked_where_sources_differ_on_what_it_is(
    dossier_of: Callable[[str], Store], field: str, *, is_marked: bool
) -> None:
    text_ = FRAME.replace("CITED", "log p. 2").replace("KIND", "kind: treaty, period: 2020,")
    rival = text_.replace("FIELD, value: a note", f"{field}, value: '2021'")
    page = text.render(memo(dossier_of(rival), Memo(Date.parse(DAY)), full=False))
    assert ("Pact on lamps≠" in page) == is_marked


@pytest.mark.parametrize(
    ("stances", "heading"),
    [
        (("risk",) * 3, "Risks:"),
        (("criticism",) * 3, "Criticism:"),
        (("risk", "criticism", "risk"), "Criticism and risks:"),
        (("opportunity",) * 3, "Opportunities:"),
    ],
)
def test_opinions_have_a_heading_that_is_true_of_all(
    dossier_of: Callable[[str], Store], stances: tuple[str, ...], heading: str
) -> None:
    opinions = "".join(
        f"  o{at}: {{text: Word {at}., by: the wire, stance: {each}}}\n" for at, each in enumerate(stances)
    )
    page = text.render(
        memo(dossier_of(f"dossier: {{title: T}}\nassessments:\n{opinions}"), Memo(Date.parse(DAY)), full=False)
    )
    assert heading in page


def test_a_paper_on_a_person_does_not_say_at_each_event_that_the_person_took_part(ferry: Store) -> None:
    page = text.render(memo(ferry, Memo(Date.parse(DAY), "ada-finn"), full=False))
    (row,) = [line for line in page.splitlines() if "The pact is signed" in line and line.startswith("2024")]
    assert "Ada Finn" not in row
    assert page.splitlines()[3].startswith("Ada Finn, Master, Ferry Board, in post in June 2024.")


def test_the_summary_has_the_sources_that_name_it(dossier_of: Callable[[str], Store]) -> None:
    store = dossier_of(
        "dossier: {title: Bells, summary: They rang., cite: {summary: early p. 2, rest: late p. 9}}\n"
        "sources: {early: {title: Early, published: 2024-01}, late: {title: Late, published: 2025-06}}\n"
    )
    for day in (None, Date.parse("2024-12-01")):
        seen = KnownBy(store, day) if day else store
        page = memo(seen, Memo(Date.parse("2026-01-01")), full=False)
        (told,) = (
            block.cells[0] for block in page.blocks if isinstance(block, Paragraph) and block.name == "bottom-line"
        )
        assert [(note.source, note.at) for note in told.cites] == [("early", "p. 2")]
