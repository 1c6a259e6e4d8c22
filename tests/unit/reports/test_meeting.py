"""The paper to read before a meeting contains nothing that is not in the dossier."""

from collections.abc import Callable, Iterator

import pytest

from brief.document import Card, Document, Heading, Listing, Notice, Paragraph, Table, Timeline
from brief.dossier.as_of import AsOf
from brief.dossier.protocol import Claim, EventFilter
from brief.model.dates import Date
from brief.model.user_error import UserError
from brief.renderers import Format, render
from brief.reports.meeting import Meeting, meeting
from brief.reports.meeting_records import events_listed, meeting_records
from brief.reports.memo import Memo, memo
from brief.reports.overview import overview
from brief.stores.query import Store

STRAIT = """
dossier: {title: The strait, parties: [eastland, westland]}
sources:
  gazette: {title: The gazette}
people:
  ina-fell:
    name: Ina Fell
    second_reference: Consul Fell
    roles:
    - {title: Consul, rank: Commander, org: east-consulate, seen: 2023-03, cite: gazette ¶1}
    - {title: Pilot, org: eastland, from: 2001, to: 2005, cite: gazette ¶1}
    cite: gazette ¶1
    differs:
    - {field: roles.0.rank, value: Captain, cite: gazette ¶9}
  tom-reed:
    name: Tom Reed
    roles:
    - {title: Warden, org: westland, seen: 2023-03, cite: gazette ¶2}
    cite: gazette ¶2
organizations:
  eastland: {name: Eastland, kind: country, cite: gazette ¶1}
  east-consulate: {name: Consulate of Eastland, part_of: eastland, cite: gazette ¶1}
  westland: {name: Westland, kind: country, cite: gazette ¶2}
  fishers: {name: Fishers' League, cite: gazette ¶3}
events:
  dinner: {title: A dinner, date: 2023-03-05, who: {ina-fell: guest, tom-reed: host}, cite: gazette ¶4}
  season:
    title: Talks
    date: 2023
    place: westland
    who: {eastland: party, westland: party}
    cite: gazette ¶4
    differs:
    - {field: place, value: eastland, cite: gazette ¶9}
    - {field: who.eastland, value: nobody of Eastland, cite: gazette ¶9}
  regatta: {title: A regatta, date: 2024-06-01, kind: visit, who: {ina-fell: judge}, agreements: pact, cite: gazette ¶5}
  catch: {title: A catch, date: 2022, kind: visit, who: {fishers: crew}, cite: gazette ¶5}
agreements:
  pact:
    title: The pact
    kind: treaty
    parties: [eastland, westland]
    provisions: [{text: Lamps are lit}]
    cite: gazette ¶6
    differs:
    - {field: provisions.0.text, value: Lamps are put out, cite: gazette ¶9}
  league-rules: {title: Rules of the league, parties: fishers, cite: gazette ¶6}
commitments:
  lamps:
    text: Light the strait
    by: eastland
    for: westland
    under: pact
    due: 2023-12
    log:
    - {date: 2023-03, status: pledged, said_by: eastland, cite: gazette ¶7}
    cite: gazette ¶7
  horns:
    text: Sound the horns
    by: westland
    for: eastland
    log:
    - {date: 2023-04, status: done, cite: gazette ¶7}
    cite: gazette ¶7
  nets: {text: Mend the nets, by: fishers, cite: gazette ¶7}
assessments:
  doubt: {text: The pact may not last., by: the gazette, about: pact, stance: risk, cite: gazette ¶8}
  praise: {text: The pact is fine., by: the gazette, about: pact, stance: support, cite: gazette ¶8}
questions:
  who-pays: {text: Who pays for the lamps?, about: lamps, flagged_by: source, cite: gazette ¶8}
  answered: {text: Which strait?, about: pact, answer: This one.}
"""


@pytest.fixture
def strait(dossier_of: Callable[[str], Store]) -> Store:
    return dossier_of(STRAIT)


def paper(store: Store, *names: str, on: str = "2024-02-01", purpose: str = "") -> Document:
    return meeting(store, Meeting(names, Date.parse(on), "Ferry Inn", purpose))


def headings(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Heading) and block.level == 2]


def listed(document: Document, name: str) -> list[str]:
    return [
        item.text
        for block in document.blocks
        if isinstance(block, Listing) and block.name == name
        for item in block.items
    ]


def rows(document: Document, name: str) -> list[str]:
    """Return the rows of a table, with cells separated by a bar."""
    tables = (block for block in document.blocks if isinstance(block, Table) and block.name == name)
    return [" | ".join(cell.text for cell in row.cells) for table in tables for row in table.rows]


def minute(document: Document) -> str:
    """Return the text under "In one minute"."""
    found = (block for block in document.blocks if isinstance(block, Paragraph) and block.name == "bottom-line")
    return " ".join(cell.text for block in found for cell in block.cells)


def field(document: Document, id_: str, key: str) -> list[str]:
    cards = {block.id: block for block in document.blocks if isinstance(block, Card)}
    return [line.text for part in cards[id_].fields if part.key == key for line in part.lines]


def test_the_parts_stand_in_the_order_of_a_read_ahead(strait: Store) -> None:
    assert headings(paper(strait, "Fell", purpose="Lamps")) == [
        "In one minute",
        "Who they are",
        "Last met",
        "Planned",
        "Points to raise",
        "Do not state as fact",
        "Where things stand",
        "Annex: all commitments",
        "Annex: all open questions",
        "Annex: questions answered at least in part",
        "Annex: criticism and risks, as seen by their holders",
        "Annex: timeline",
    ]


def test_without_a_date_the_head_bears_that_of_the_paper(strait: Store) -> None:
    head = meeting(strait, Meeting(("Fell",), Date.parse("2024-01-01"), is_set=False)).blocks[0]
    assert isinstance(head, Card)
    told = [(field.key, field.lines[0].text) for field in head.fields]
    assert told == [("with", "Ina Fell"), ("date", "1 January 2024")]


def test_without_a_purpose_none_is_made_up(strait: Store) -> None:
    assert "Purpose" not in minute(paper(strait, "Fell"))
    assert minute(paper(strait, "Fell", purpose="Lamps")).startswith("Purpose: Lamps. ")


def test_the_short_form_of_a_name_holds_the_disputed_rank_with_its_rival(strait: Store) -> None:
    document = paper(strait, "Fell")
    (card,) = (block for block in document.blocks if isinstance(block, Card) and block.id == "ina-fell")
    assert card.title.text == "Commander or Captain (disputed) Ina Fell"
    assert field(document, "ina-fell", "second_reference") == ["Consul Fell"]
    assert document.title == "Meeting with Ina Fell"
    assert paper(strait, "Reed").title == "Meeting with Tom Reed"


def test_a_shorter_form_of_a_name_is_never_made_up(strait: Store) -> None:
    assert field(paper(strait, "Reed"), "tom-reed", "second_reference") == ["no shorter form of the name is known"]


def test_last_contact_knows_nothing_later_and_says_what_may_have_come_later(strait: Store) -> None:
    assert listed(paper(strait, "Fell"), "contact") == [
        "5 March 2023, with Ina Fell: A dinner",
        "perhaps later, 2023, in Westland or Eastland (disputed), between Eastland and Westland: Talks, "
        "Eastland: party; or: nobody of Eastland (disputed)",
    ]
    assert listed(paper(strait, "Fell", on="2025"), "contact")[0] == "1 June 2024, with Ina Fell: A regatta"


def test_the_minute_tells_of_the_last_contact_with_those_who_are_met(strait: Store) -> None:
    assert "Last met on 1 June 2024: A regatta." in minute(paper(strait, "Fell", on="2025"))
    assert "Last met in 2022: A catch." in minute(paper(strait, "fishers"))
    assert "Last met" not in minute(paper(strait, "Reed", on="2020"))


def test_the_minute_says_in_sentences_what_is_open(strait: Store) -> None:
    told = "Nothing is recorded as done on the open commitment; it is overdue. "
    assert minute(paper(strait, "Fell")).endswith(f"{told}An open question: Who pays for the lamps?")


def test_what_bears_no_date_may_be_later_than_a_meeting_in_the_past(strait: Store) -> None:
    def remarks(on: str) -> list[str]:
        wanted = Meeting(("Fell",), Date.parse(on), today=Date.parse("2024-02-01"))
        found = [block.text.text for block in meeting(strait, wanted).blocks if isinstance(block, Notice)]
        return [text for text in found if "as known today" in text]

    assert remarks("1800") == ["Undated facts are as known today, not as of 1800."]
    assert remarks("2024-02-01") == remarks("2030") == []


def test_what_may_have_come_after_the_day_is_marked_and_what_was_agreed_later_is_left_out(
    dossier_of: Callable[[str], Store],
) -> None:
    signed = "  treaty: {title: The treaty signed, date: 2023-03-20, cite: gazette ¶6}\nagreements:\n"
    text = STRAIT.replace("agreements:\n", signed, 1).replace(
        "    kind: treaty\n", "    signed: treaty\n    period: 2023/2024\n"
    )
    store = dossier_of(text)
    before = paper(store, "Fell", on="2023-03-10")
    assert rows(before, "status") == listed(before, "opinions") == []
    assert (
        "2023 (may be later than 10 March 2023), in Westland or Eastland (disputed), between Eastland and Westland: "
        in listed(before, "contact")[-1]
    )
    later = paper(store, "Fell", on="2023-04-01")
    assert rows(later, "status") == ["signed 20 Mar 2023 | The pact"]
    assert listed(later, "opinions") != []


def test_what_was_only_foreseen_is_no_contact(dossier_of: Callable[[str], Store]) -> None:
    text = STRAIT.replace("{title: The gazette}", "{title: The gazette, published: 2023-04}")
    assert listed(paper(dossier_of(text), "Fell", on="2025"), "contact")[0] == "5 March 2023, with Ina Fell: A dinner"


def test_a_country_rests_on_the_post_and_on_what_it_belongs_to(strait: Store) -> None:
    cards = {block.id: block for block in paper(strait, "Fell").blocks if isinstance(block, Card)}
    country = next(part.lines for part in cards["ina-fell"].fields if part.key == "country")
    assert [(found.text, [note.at for note in found.cites]) for found in country] == [("Eastland", ["¶1"])]


def test_what_an_agreement_provides_for_is_not_stated_as_fact_where_sources_differ(strait: Store) -> None:
    told = "The pact, provision: Lamps are lit; or: Lamps are put out"
    assert told in listed(paper(strait, "Fell"), "differences")


def test_an_organization_brings_its_people_and_those_of_what_belongs_to_it(strait: Store) -> None:
    cards = [block.id for block in paper(strait, "Eastland").blocks if isinstance(block, Card)]
    assert cards == ["", "eastland", "ina-fell"]
    assert field(paper(strait, "fishers"), "fishers", "people") == ["none of it here"]


def test_open_commitments_of_both_sides_leave_out_the_settled_and_those_of_others(strait: Store) -> None:
    (owed,) = rows(paper(strait, "Fell"), "commitments")
    assert owed.startswith("Light the strait | Eastland → Westland | ")
    before = rows(paper(strait, "Fell", on="2023-03-20"), "commitments")
    assert len(before) == 2


def test_points_say_why_they_are_raised(dossier_of: Callable[[str], Store]) -> None:
    desk = dossier_of(STRAIT.replace("[eastland, westland]}", "[eastland, westland], our_side: westland}", 1))
    assert listed(paper(desk, "Fell"), "points")[0] == f"Promised by Eastland: {LAMPS}"


def raised(document: Document) -> dict[str, list[str]]:
    """Return the list items under each heading."""
    found: dict[str, list[str]] = {}
    for block in document.blocks:
        match block:
            case Heading(text, 2):
                below = found.setdefault(text, [])
            case Heading(text):
                below.append(text)
            case Listing(_, items):
                below += [item.text for item in items]
    return {title: lines for title, lines in found.items() if title in ("Points to raise", "Expect from them")}


LAMPS = "Light the strait (due December 2023, overdue, nothing to show for it)"
BOTH = """
  both: {text: Share charts, by: [eastland, westland], for: [eastland, westland], cite: gazette ¶7}
  someone: {text: Paint the pier, for: eastland, cite: gazette ¶7}
  nobody: {text: Dredge the pier, for: westland, cite: gazette ¶7}
assessments:"""


@pytest.mark.parametrize(
    ("our_side", "expected"),
    [
        ("", {"Points to raise": ["Who pays for the lamps?"]}),
        (
            "westland",
            {
                "Points to raise": [
                    f"Promised by Eastland: {LAMPS}",
                    "Promised by someone not named: Dredge the pier (nothing to show for it)",
                    "Who pays for the lamps?",
                ],
            },
        ),
    ],
)
def test_what_is_owed_is_raised_only_by_a_desk_that_does_not_owe_it(
    dossier_of: Callable[[str], Store], our_side: str, expected: dict[str, list[str]]
) -> None:
    text = STRAIT.replace("\nassessments:", BOTH, 1)
    text = text.replace("[eastland, westland]}", f"[eastland, westland], our_side: {our_side}}}", 1)
    assert raised(paper(dossier_of(text), "Fell")) == expected


def test_our_own_debts_are_for_the_others_to_raise(dossier_of: Callable[[str], Store]) -> None:
    text = STRAIT.replace("[eastland, westland]}", "[eastland, westland], our_side: eastland}", 1)
    assert raised(paper(dossier_of(text), "Reed")) == {"Expect from them": [f"{OWED}{LAMPS}"]}


def test_a_point_to_raise_is_what_the_others_can_answer(dossier_of: Callable[[str], Store]) -> None:
    asked = """
  years: {text: In which years was Fell consul?, about: ina-fell, importance: high}
  hall: {text: Where was the dinner?, about: dinner, importance: high}
  written: {text: Who wrote the article?, about: gazette, importance: high}
  next: {text: When does the pact end?, about: pact}
"""
    document = paper(dossier_of(STRAIT.rstrip() + asked), "Fell")
    assert listed(document, "points") == ["Who pays for the lamps?", "When does the pact end?"]
    assert {"In which years was Fell consul?", "Where was the dinner?"} <= {*listed(document, "questions")}


@pytest.mark.parametrize(
    ("our_side", "them", "raised"), [("eastland", "Reed", ["horns"]), ("westland", "Fell", ["lamps"])]
)
def test_a_question_about_what_only_we_promised_is_no_point_even_if_it_is_settled(
    dossier_of: Callable[[str], Store], our_side: str, them: str, raised: list[str]
) -> None:
    asked = "  pays: {text: Who pays for the horns?, about: horns}\n"
    text = STRAIT.replace("[eastland, westland]}", f"[eastland, westland], our_side: {our_side}}}", 1)
    text = text.replace("status: done", "status: superseded")
    found = listed(paper(dossier_of(text.rstrip() + "\n" + asked), them), "points")
    assert [point for point in found if "pays" in point] == [f"Who pays for the {what}?" for what in raised]


def test_points_on_one_topic_name_it_once(dossier_of: Callable[[str], Store]) -> None:
    lamps = "topics: {light: {name: Light}}\n"
    asked = "".join(f"  q{at}: {{text: Question {at}?, about: pact, topics: light}}\n" for at in (1, 2))
    store = dossier_of(f"{STRAIT.rstrip()}\n{asked}{lamps}")
    assert listed(paper(store, "Fell"), "points") == ["Who pays for the lamps?", "Light. Question 1?", "Question 2?"]
    short = meeting(store, Meeting(("Fell",), Date.parse("2024-02-01")), full=False)
    assert listed(short, "points") == listed(paper(store, "Fell"), "points")
    assert "2. **Light.** Question 1?\n3. Question 2?" in render(short, Format.MARKDOWN)
    assert "<strong>Light. </strong>Question 1?" in render(short, Format.HTML)


DEBTS = """
dossier: {title: The sound, parties: [east, west], our_side: west}
sources: {gazette: {title: Gazette, published: 2026-01}}
organizations:
  east: {name: Eastland, kind: country, cite: gazette p. 1}
  east-fleet: {name: Fleet of Eastland, part_of: east, cite: gazette p. 1}
  west: {name: Westland, kind: country, cite: gazette p. 1}
  west-fleet: {name: Fleet of Westland, part_of: west, cite: gazette p. 1}
  league: {name: League, cite: gazette p. 1}
commitments:
  held: {text: PROMISE, cite: gazette p. 2}
"""
OWED = "They may ask about our promise: "
PARTLY = "log: [{date: 2026-01, status: partly-done, said_by: league, cite: gazette p. 3}]"
DROPPED = "log: [{date: 2025-03, status: dropped, done_by: DOER, cite: gazette p. 3}]"


@pytest.mark.parametrize(
    ("promise", "raised_as", "expected_as"),
    [
        ("by: east-fleet", "Promised by Fleet of Eastland: Keep watch (nothing to show for it)", ""),
        ("by: west-fleet", "", f"{OWED}Keep watch (nothing to show for it)"),
        ("by: [west-fleet, league], for: east", "", f"{OWED}Keep watch (nothing to show for it)"),
        ("by: league, for: east", "", ""),
        ("by: [east-fleet, west-fleet]", "", ""),
        (
            "by: [east-fleet, west-fleet], due: 2025-06",
            "Promised by Fleet of Eastland: Keep watch"
            " (jointly with us, due June 2025, overdue, nothing to show for it)",
            "",
        ),
        (f"by: [east, west-fleet], {DROPPED.replace('DOER', 'east-fleet')}", "", ""),
        (f"by: [east, west-fleet], {DROPPED.replace('DOER', 'west')}", "", ""),
        (f"by: east, {DROPPED.replace('DOER', 'east')}", "", ""),
        ("by: east, log: [{date: 2025-03, status: failed, said_by: league, cite: gazette p. 3}]", "", ""),
        ("by: east, log: [{date: 2025-03, status: done, said_by: league, cite: gazette p. 3}]", "", ""),
        ("by: east, due: 2026-12-15", "", ""),
        ("by: east, due: 2026-12-15, importance: high", "Promised by Eastland: Keep watch (due 15 December 2026)", ""),
        (f"by: east, {PARTLY}", "", ""),
        (
            f"by: [east, league], due: 2025-06, {PARTLY}",
            "Promised by Eastland, League: Keep watch"
            " (due June 2025, overdue); reported partly done (League, January 2026)",
            "",
        ),
    ],
)
def test_a_promise_is_raised_as_the_debt_of_those_who_owe_it(
    dossier_of: Callable[[str], Store], promise: str, raised_as: str, expected_as: str
) -> None:
    text = DEBTS.replace("text: PROMISE", f"text: Keep watch, {promise}")
    document = paper(dossier_of(text), "east", on="2026-02-01")
    assert (listed(document, "points"), listed(document, "expected")) == (
        [raised_as] if raised_as else [],
        [expected_as] if expected_as else [],
    )


@pytest.mark.parametrize(("side", "name"), [("east", "points"), ("west", "expected")])
@pytest.mark.parametrize(
    ("due", "more", "is_told"),
    [
        ("due: 2026-02-02", "", True),
        ("due: 2026-02", "", True),
        ("due: 2026-04-01", "", True),
        ("due: 2026-04-04", "", False),
        ("due: 2027", "", False),
        ("due: 2026-04-04", "importance: high", True),
        ("due: 2026-04-04", "differs: [{field: due, value: 2026-03-01, cite: gazette p. 9}]", True),
        ("made: 2025", "", True),
    ],
)
def test_a_promise_of_either_side_is_told_unless_it_is_due_later_than_soon(
    dossier_of: Callable[[str], Store], side: str, name: str, due: str, more: str, is_told: bool
) -> None:
    """A promise that is not due yet is not said to have nothing to show."""
    text = DEBTS.replace("text: PROMISE", ", ".join(filter(None, ("text: Keep watch", f"by: {side}", due, more))))
    told = listed(paper(dossier_of(text), "east", on="2026-02-01"), name)
    assert bool(told) is is_told
    assert not any("nothing to show" in line for line in told if due.startswith("due"))


@pytest.mark.parametrize("side", ["west", "east"])
@pytest.mark.parametrize(
    ("doubt", "sign"),
    [
        ("differs: [{field: by, value: league, cite: gazette p. 9}]", "≠"),
        ("inferred: {by: The desk takes it so.}", "~"),
        ("note: Nothing is known.", ""),
    ],
)
def test_a_promise_of_which_it_is_in_doubt_whose_it_is_is_marked_wherever_a_side_owes_it(
    dossier_of: Callable[[str], Store], side: str, doubt: str, sign: str
) -> None:
    """The other citation stands beside the mark, in the first minute and on the line of the promise."""
    text = DEBTS.replace("text: PROMISE", f"text: Keep watch, importance: high, by: {side}, {doubt}")
    short = meeting(dossier_of(text), Meeting(("east",), Date.parse("2026-02-01")), full=False)
    told = render(short, Format.TEXT)
    owed = f"(owed by {'us' if side == 'west' else 'them'}{sign})"
    lines = [line for line in told.splitlines() if owed in line or "Keep watch (nothing" in line]
    assert len(lines) == 2
    assert all(("p. 9" in line) is (sign == "≠") for line in lines)
    assert all((mark in line) is (mark == sign) for line in lines for mark in "≠~")


@pytest.mark.parametrize("flagged", ["source", "desk"])
def test_a_debt_that_is_not_due_is_raised_if_a_source_asks_about_it(
    dossier_of: Callable[[str], Store], flagged: str
) -> None:
    asked = f"questions: {{q: {{text: Who watches?, about: held, flagged_by: {flagged}, cite: gazette p. 4}}}}\n"
    text = DEBTS.replace("PROMISE", "Keep watch, by: east, due: 2026-12-15") + asked
    owed = ["Promised by Eastland: Keep watch (due 15 December 2026)"] if flagged == "source" else []
    assert listed(paper(dossier_of(text), "east", on="2026-02-01"), "points") == [*owed, "Who watches?"]


@pytest.mark.parametrize(
    ("event", "evidence", "became"),
    [
        (
            "title: Joint flood exercise, date: 2025-10, status: cancelled",
            "[]",
            "; event: Joint flood exercise (cancelled), Oct 2025",
        ),
        ("title: Joint flood exercise, date: 2025-04, status: cancelled", "[]", " (nothing to show for it)"),
        ("title: Joint flood exercise, date: 2025-10, status: planned", "[]", " (nothing to show for it)"),
        ("title: Exercise of the fleet, date: 2025-10, status: cancelled", "[]", " (nothing to show for it)"),
        ("title: A drill, status: postponed", "drill", "; event: A drill (postponed)"),
    ],
)
def test_a_debt_says_that_its_event_was_called_off(
    dossier_of: Callable[[str], Store], event: str, evidence: str, became: str
) -> None:
    """An event on its topic whose title it repeats is the one that was promised, unless it is from before."""
    promise = f"Hold a joint flood exercise, by: east, made: 2025-06, topics: floods, evidence: {evidence}"
    text = DEBTS.replace("PROMISE", promise) + (
        f"topics: {{floods: {{name: Floods}}}}\nevents: {{drill: {{{event}, topics: floods, cite: gazette p. 5}}}}\n"
    )
    assert listed(paper(dossier_of(text), "east", on="2026-02-01"), "points") == [
        f"Floods. Promised by Eastland: Hold a joint flood exercise{became}"
    ]


@pytest.mark.parametrize(
    ("log", "after"), [("", ""), (f", due: 2025-06, {PARTLY}", "; reported partly done (League, January 2026)")]
)
def test_a_debt_says_a_question_about_it_with_its_answer(
    dossier_of: Callable[[str], Store], log: str, after: str
) -> None:
    """An answer does not say what was asked, and its full stop is none within the line."""
    asked = "questions: {q: {text: Was it kept?, about: held, answer: No one came., cite: gazette p. 4}}\n"
    text = DEBTS.replace("PROMISE", f"Keep watch, by: east{log}") + asked
    (told,) = listed(paper(dossier_of(text), "east", on="2026-02-01"), "points")
    assert told.startswith("Promised by Eastland: Keep watch")
    assert told.endswith(f"; Was it kept? Answer: No one came{after}")


def test_what_they_may_raise_is_ranked_and_cut(dossier_of: Callable[[str], Store]) -> None:
    more = "".join(
        f"  y{due}: {{text: Light {due}, by: west, due: {due}, cite: gazette p. 2}}\n" for due in range(2024, 2031)
    )
    text = DEBTS.replace("PROMISE", "Keep watch, by: west, importance: low") + more
    document = paper(dossier_of(text), "east", on="2030-12-01")
    shown = [line.partition(" (")[0] for line in listed(document, "expected")]
    assert shown == [f"{OWED}Light {year}" for year in range(2024, 2030)]
    assert "6 of 8, the rest in the annexes" in [b.selection for b in document.blocks if isinstance(b, Heading)]


def test_the_minute_tells_what_is_overdue_from_what_is_not_yet_due(dossier_of: Callable[[str], Store]) -> None:
    more = "".join(
        f"  {due}: {{text: Light {due}, by: east, due: {due}, cite: gazette p. 2}}\n" for due in ("y2025", "y2027")
    )
    text = DEBTS.replace("PROMISE", "Keep watch, by: east") + more.replace("due: y", "due: ")
    told = minute(paper(dossier_of(text), "east", on="2026-02-01"))
    assert "Nothing is recorded as done on 2 of the 3 open commitments (owed by them); 1 is overdue." in told


DISPUTED = """
dossier: {title: The sound, parties: [east, west], our_side: west}
sources: {gazette: {title: Gazette, published: 2026-01}}
organizations:
  east: {name: Eastland, kind: country, cite: gazette p. 1}
  west: {name: Westland, kind: country, cite: gazette p. 1}
people:
  amy-ash:
    name: Amy Ash
    born: 1970
    roles: [{title: Minister, org: east, seen: 2026-01, cite: gazette p. 1}]
    cite: gazette p. 1
    differs:
    - {field: born, value: 1971, cite: gazette p. 9}
events:
  signing:
    title: The great pact on the lamps of the sound is signed
    short: Pact signed
    date: 2025-03-04
    who: {amy-ash: signatory, west: party}
    agreements: pact
    cite: gazette p. 2
    differs:
    - {field: date, value: 2025-03-05, cite: gazette p. 9}
    - {field: title, value: Nothing is signed, cite: gazette p. 9}
agreements:
  pact: {title: The pact, parties: [east, west], signed: signing, cite: gazette p. 2}
commitments:
  lamps:
    text: Light the sound
    by: east
    due: 2025-06
    cite: gazette p. 3
    differs:
    - {field: due, value: 2025-07, cite: gazette p. 9}
"""


TALKS = """
dossier: {title: The sound, parties: [east, west], our_side: west}
sources: {gazette: {title: Gazette, published: 2026-01}}
organizations:
  east: {name: Eastland, kind: country, cite: gazette p. 1}
  east-fleet: {name: Fleet of Eastland, part_of: east, cite: gazette p. 1}
  west: {name: Westland, kind: country, cite: gazette p. 1}
  west-port: {name: Port of Westland, part_of: west, cite: gazette p. 1}
people:
  amy-ash: {name: Amy Ash, roles: [{title: Admiral, org: east-fleet, seen: 2026-01, cite: gazette p. 1}]}
  ben-bay: {name: Ben Bay, roles: [{title: Captain, org: east-fleet, seen: 2026-01, cite: gazette p. 1}]}
  cas-cove: {name: Cas Cove, roles: [{title: Port captain, org: west-port, seen: 2026-01, cite: gazette p. 1}]}
events:
  old: {title: An old call, date: 2024-02, kind: call, who: {amy-ash: caller, west: host}, cite: gazette p. 2}
  new: {title: A new call, date: 2025-03, kind: call, who: {ben-bay: caller, west: host}, cite: gazette p. 2}
  dinner: {title: A dinner, date: 2026-09, status: planned, who: {amy-ash: guest}, cite: gazette p. 2}
  storm: {title: A storm, date: 2020, cite: gazette p. 2}
commitments:
  watch: {text: Keep watch, by: west, for: east, cite: gazette p. 3}
  crane: {text: Mend the crane, by: east, for: west-port, cite: gazette p. 3}
assessments:
  fear: {text: The lamps are too dim., by: amy-ash, stance: risk, date: 2025-04, cite: gazette p. 4}
  hope: {text: A pact is near., by: east-fleet, date: 2025-06, likelihood: likely, confidence: low, cite: gazette p. 4}
  old-hope: {text: A pact may come., by: east, date: 2021, cite: gazette p. 4}
  other: {text: No pact will come., by: west, date: 2025-06, cite: gazette p. 4}
"""


def test_those_who_were_met_last_come_first_and_the_minute_names_them(dossier_of: Callable[[str], Store]) -> None:
    document = paper(dossier_of(TALKS), "Ash", "Bay", on="2026-02")
    new = "March 2025, with Ben Bay: A new call"
    assert listed(document, "contact") == [new, "February 2024, with Amy Ash: An old call"]
    assert f"Last met: {new}." in minute(document)


@pytest.mark.parametrize("title", ["Ben Bay calls", "Bay calls on the port"])
def test_a_contact_names_nobody_whom_its_title_names(dossier_of: Callable[[str], Store], title: str) -> None:
    document = paper(dossier_of(TALKS.replace("A new call", title)), "Ash", "Bay", on="2026-02")
    assert listed(document, "contact")[0] == f"March 2025: {title}"
    assert f"Last met in March 2025: {title}." in minute(document)


def test_a_selection_counts_what_is_planned(dossier_of: Callable[[str], Store]) -> None:
    document = paper(dossier_of(TALKS), "Ash", on="2026-02")
    assert listed(document, "coming-contacts") == ["September 2026: A dinner (planned)"]
    assert any(
        "This paper draws on 3 of 4 events" in block.text.text for block in document.blocks if isinstance(block, Notice)
    )


def test_what_those_who_are_met_say_is_told_once_with_its_date(dossier_of: Callable[[str], Store]) -> None:
    store = dossier_of(TALKS)
    told = [
        "Fleet of Eastland: A pact is near (Jun 2025). Likelihood: likely. Confidence: low.",
        "Amy Ash: The lamps are too dim (Apr 2025)",
        "Eastland: A pact may come (2021)",
    ]
    document = paper(store, "Ash", on="2026-02")
    assert listed(document, "sayings") == told
    assert listed(document, "opinions") == []
    short = meeting(store, Meeting(("Ash",), Date.parse("2026-02"), limit=1))
    assert (listed(short, "sayings"), listed(short, "further-sayings")) == (told[:1], [])
    assert "1 of 3" in [block.selection for block in short.blocks if isinstance(block, Heading)]


def test_what_else_they_say_is_in_an_annex(dossier_of: Callable[[str], Store]) -> None:
    more = "".join(f"  more{n}: {{text: Lamp {n} is dim., by: amy-ash, cite: gazette p. 9}}\n" for n in range(3))
    head, _, rest = TALKS.partition("assessments:\n")
    document = paper(dossier_of(f"{head}assessments:\n{more}{rest}"), "Ash", on="2026-02")
    assert (len(listed(document, "sayings")), len(listed(document, "further-sayings"))) == (4, 2)
    assert "4 of 6, the rest in the annexes" in [
        block.selection for block in document.blocks if isinstance(block, Heading)
    ]


def test_somebody_of_our_own_side_brings_the_promises_of_their_body(dossier_of: Callable[[str], Store]) -> None:
    (owed,) = rows(paper(dossier_of(TALKS), "Cove", on="2026-02"), "commitments")
    assert owed.startswith("Mend the crane | Eastland → Port of Westland")


def test_a_short_page_leaves_out_what_is_not_known_and_what_everybody_knows(dossier_of: Callable[[str], Store]) -> None:
    text = DISPUTED.replace("title: Minister, org: east", "title: Minister of Eastland, org: east")
    text = text.replace(
        "    born: 1970\n", "    born: 1970\n    memberships: [{org: east, from: 2009, cite: gazette p. 1}]\n"
    )
    document = meeting(dossier_of(text), Meeting(("east",), Date.parse("2026-02")), full=False)
    (card,) = (block for block in document.blocks if isinstance(block, Card))
    assert {part.key: [line.text.partition(" gazette")[0] for line in part.lines] for part in card.fields} == {
        "posts": ["Minister of Eastland, in post in January 2026"],
        "born": ["1970 or 1971 (disputed)"],
        "memberships": ["Eastland, since 2009"],
    }


@pytest.mark.parametrize(
    ("met", "lines"), [("Ash", ["The lamps are dim — our line: New lamps come in May."]), ("Cove", [])]
)
def test_our_line_to_the_others_is_none_among_ourselves(
    dossier_of: Callable[[str], Store], met: str, lines: list[str]
) -> None:
    response = "{text: New lamps come in May., use: response, if_raised: The lamps are dim.}"
    kept = "  watch: {text: Keep watch, by: west, for: east, cite: gazette p. 3}\n"
    store = dossier_of(f"{TALKS.replace(kept, '')}positions:\n  lamps: {response}\n")
    assert listed(paper(store, met, on="2026-02"), "expected") == lines


def test_the_title_says_that_the_name_of_a_body_is_disputed(dossier_of: Callable[[str], Store]) -> None:
    rival = "differs: [{field: name, value: Navy, cite: gazette p. 9}]"
    text = TALKS.replace("part_of: east, cite: gazette p. 1}", f"part_of: east, cite: gazette p. 1, {rival}}}")
    document = paper(dossier_of(text), "east-fleet", on="2026-02")
    assert document.title == "Meeting with Fleet of Eastland (name disputed)"
    assert "Fleet of Eastland; or: Navy" in listed(document, "differences")


def test_of_a_large_body_those_who_matter_most_have_a_card(dossier_of: Callable[[str], Store]) -> None:
    post = "roles: [{title: Clerk, org: east, seen: 2026-01, cite: gazette p. 1}]"
    staff = "".join(f"  clerk-{at}: {{name: Clerk {at}, {post}}}\n" for at in range(7))
    head = f"  head: {{name: Head Hand, importance: high, {post}}}\n"
    store = dossier_of(TALKS.replace("people:\n", f"people:\n{staff}{head}"))
    document = paper(store, "east", "Bay", on="2026-02")
    cards = [block.id for block in document.blocks if isinstance(block, Card) and block.name == "person"]
    assert cards == ["ben-bay", "head", "clerk-0", "clerk-1", "clerk-2", "clerk-3"]
    left = [line.partition(",")[0] for line in listed(document, "further-people")]
    assert left == ["Clerk 4", "Clerk 5", "Clerk 6", "Amy Ash"]
    assert "6 of 10, the rest in the annexes" in [b.selection for b in document.blocks if isinstance(b, Heading)]


def test_each_dispute_is_told_once_those_of_the_page_before_particulars(dossier_of: Callable[[str], Store]) -> None:
    store = dossier_of(DISPUTED)
    title = "Event: Pact signed; or: Nothing is signed"
    date = "Pact signed, date: 4 March 2025; or: 5 March 2025"
    due = "Light the sound, due: June 2025; or: July 2025"
    born = "Amy Ash, born: 1970; or: 1971"
    assert listed(paper(store, "Ash", on="2026-02"), "differences") == [date, title, due, born]
    wanted = Meeting(("Ash",), Date.parse("2026-02"), limit=2)
    short = meeting(store, wanted, full=False)
    assert [found.partition(" gazette")[0] for found in listed(short, "differences")] == [date, due]
    assert "2 of 4, the rest at the end" in [block.selection for block in short.blocks if isinstance(block, Heading)]
    assert [found.text for found in short.differences] == [title, born]
    page = memo(store, Memo(date=Date.parse("2026-02")), full=False)
    told_in_memo = [*listed(page, "differences"), *(found.text for found in page.differences)]
    assert sorted(found.partition(" gazette")[0] for found in told_in_memo) == sorted([title, date, due, born])


def test_a_dispute_is_told_once_if_only_some_lines_remark_that_a_date_may_be_later(
    dossier_of: Callable[[str], Store],
) -> None:
    document = meeting(
        dossier_of(DISPUTED.replace("2025-03-05", "2025")), Meeting(("Ash",), Date.parse("2025-04")), full=False
    )
    told = [*listed(document, "differences"), *(found.text for found in document.differences)]
    assert sum(found.startswith("Pact signed, date: 4 March 2025") for found in told) == 1


def test_what_sources_disagree_on_is_no_question_to_raise(strait: Store) -> None:
    document = paper(strait, "Fell")
    assert "Ina Fell, Consul, rank: Commander; or: Captain" in listed(document, "differences")
    assert not any("Captain" in line for lines in raised(document).values() for line in lines)


def test_a_selection_says_how_many_of_how_many_and_how_they_were_chosen(strait: Store) -> None:
    (told,) = (
        block.text
        for block in paper(strait, "Fell").blocks
        if isinstance(block, Notice) and block.text.text.startswith("This paper draws on")
    )
    assert told.text == (
        "This paper draws on 3 of 4 events, 1 of 2 agreements, 1 of 3 commitments, 1 of 2 questions, 1 of 2 "
        "assessments. It includes what is tied to Ina Fell or to an agreement between Eastland and Westland; "
        "events between these sides, of their offices, on the topics of the points to raise and of open questions; "
        "only open commitments and questions."
    )
    assert told.value["event"] == {"shown": 3, "of": 4}


def test_a_person_without_a_body_brings_what_they_owe(dossier_of: Callable[[str], Store]) -> None:
    text = STRAIT.replace("people:\n", "people:\n  amy-ash: {name: Amy Ash}\n").replace("by: fishers", "by: amy-ash")
    assert any("Mend the nets" in line for line in rows(paper(dossier_of(text), "Ash"), "commitments"))


EVENTS = """
dossier: {title: The strait, parties: [eastland, westland]}
sources: {gazette: {title: The gazette, published: 2024-01-10}}
organizations: {eastland: {name: Eastland, kind: country}, westland: {name: Westland, kind: country}}
events:
  talks: {title: Talks, date: 2023-03-05, who: {eastland: null, westland: null}, cite: gazette ¶1}
"""


@pytest.mark.parametrize(
    ("event", "last"),
    [
        ("title: Dinner, date: 2023-06-01", "Dinner, 1 June 2023"),
        ("title: Dinner, date: 2023-06-01, kind: planned dinner", "Talks, 5 March 2023"),
        ("title: Dinner, date: 2023-06-01, kind: Cancelled", "Talks, 5 March 2023"),
        ("title: Dinner postponed, date: 2023-06-01", "Talks, 5 March 2023"),
        ("title: Dinner (called off), date: 2023-06-01", "Talks, 5 March 2023"),
        ("title: Planned dinner, date: 2023-06-01", "Talks, 5 March 2023"),
        ("title: Planned courses are discussed, date: 2023-06-01, kind: meeting", "Talks, 5 March 2023"),
        ("title: Proposed treaty is discussed, date: 2023-06-01", "Proposed treaty is discussed, 1 June 2023"),
        ("title: Dinner on due diligence, date: 2023-06-01", "Dinner on due diligence, 1 June 2023"),
        ("title: Dinner, date: 2024-02-20", "Talks, 5 March 2023"),
        ("title: Dinner, date: 2024-01-20", "Talks, 5 March 2023"),
        ("title: Dinner, date: 2024, cite: gazette ¶2", "Talks, 5 March 2023"),
        ("title: Dinner, date: 2025, cite: gazette ¶2", "Talks, 5 March 2023"),
    ],
)
def test_the_last_contact_is_one_that_took_place(dossier_of: Callable[[str], Store], event: str, last: str) -> None:
    store = dossier_of(f"{EVENTS}  other: {{{event}, who: {{eastland: null, westland: null}}}}\n")
    today = Date.parse("2024-01-15")
    for line in listed(meeting(store, Meeting(("eastland",), Date.parse("2024-03-01"), today=today)), "contact"):
        when, _, what = line.partition(";")[0].partition(": ")
        assert f"{what}, {when.partition(',')[0]}" == last
    (latest,) = (
        block for block in overview(store, today).blocks if isinstance(block, Timeline) and block.name == "latest"
    )
    newest = latest.entries[0]
    assert f"{newest.what.text}, {newest.date.text}" == last


def test_questions_that_are_open_are_points_and_answered_ones_are_not(strait: Store) -> None:
    document = paper(strait, "Fell")
    assert listed(document, "points") == listed(document, "questions") == ["Who pays for the lamps?"]


def test_sensitivities_carry_their_holders_and_leave_praise_out(strait: Store) -> None:
    document = paper(strait, "Fell")
    assert listed(document, "opinions") == ["The gazette: The pact may not last"]


def test_the_annex_ends_at_the_day_of_the_meeting(strait: Store) -> None:
    entries = [
        entry.id for block in paper(strait, "Fell").blocks if isinstance(block, Timeline) for entry in block.entries
    ]
    assert "dinner" in entries
    assert "regatta" not in entries


def test_those_who_are_met_twice_stand_once(strait: Store) -> None:
    once = paper(strait, "Fell", "ina-fell")
    assert [block.id for block in once.blocks if isinstance(block, Card)] == ["", "ina-fell"]


def test_both_sides_at_one_table(strait: Store) -> None:
    contact = listed(paper(strait, "Fell", "Reed"), "contact")
    assert contact[0] == "5 March 2023, with Ina Fell, Tom Reed: A dinner"
    assert "between Eastland and Westland: Talks" in contact[-1]


def test_a_wrong_name_is_answered_with_the_nearest(strait: Store) -> None:
    with pytest.raises(UserError) as failure:
        paper(strait, "Fel Ina Xandra")
    assert failure.value.sentence.startswith("--with: no person or organization")


def test_a_long_promise_is_cut_at_a_word_in_every_list(dossier_of: Callable[[str], Store]) -> None:
    whole = "Light the strait from end to end in each of the many nights of the year"
    long = f"{whole}, and keep the lamps of both shores in oil from dusk to dawn"
    text = STRAIT.replace("Light the strait", long)
    desk = dossier_of(text.replace("[eastland, westland]}", "[eastland, westland], our_side: westland}", 1))
    document = paper(desk, "Fell")
    cut = f"{whole}, and keep the lamps of both shores in oil from…"
    assert rows(document, "commitments")[0].startswith(f"{cut} | ")
    assert listed(document, "points")[0].startswith(f"Promised by Eastland: {cut} (due December 2023, overdue")


def test_our_own_points_beyond_six_stand_in_an_annex(dossier_of: Callable[[str], Store]) -> None:
    own = [f"Ask for lamp {number}." for number in range(8)]
    told = "".join(f"  p{number}: {{text: {text}, use: point}}\n" for number, text in enumerate(own))
    document = paper(dossier_of(f"{STRAIT}positions:\n{told}"), "Reed")
    shown, left = listed(document, "points"), listed(document, "further-points")
    assert len(shown) == 6
    assert shown + left == own
    assert "6 of 9, the rest in the annexes" in [
        block.selection for block in document.blocks if isinstance(block, Heading)
    ]


ANNEXED = TALKS.replace(
    "commitments:\n",
    """  tour: {title: A tour of the fleet, date: 2022, who: {east-fleet: host}, cite: gazette p. 2}
  course: {title: A course, date: 2023, topics: [lamps], cite: gazette p. 2}
  call: {title: West calls on East, date: 2021, who: {west: guest, east: host}, cite: gazette p. 2,
    differs: [{field: date, value: 2021-05, cite: gazette p. 9}]}
topics: {lamps: {name: Lamps}}
positions: {ask: {text: Ask for lamps., use: point, topics: [lamps]}}
commitments:
""",
    1,
)


def test_the_annex_has_the_events_of_the_sides_of_the_office_and_on_the_topics(
    dossier_of: Callable[[str], Store],
) -> None:
    store = dossier_of(ANNEXED)
    for full, calls in ((True, 2), (False, 1)):
        document = meeting(store, Meeting(("Ash",), Date.parse("2026-02")), full=full)
        (drawn,) = (block for block in document.blocks if isinstance(block, Timeline))
        ids = [entry.id for entry in drawn.entries]
        assert sorted(set(ids)) == ["call", "course", "new", "old", "tour"]
        assert ids.count("call") == calls
        assert "6 of 7 events" in render(document, Format.TEXT)


def test_a_body_has_no_line_for_the_contacts_of_those_who_act_for_it(dossier_of: Callable[[str], Store]) -> None:
    store = dossier_of(TALKS.replace("title: An old call, date: 2024-02", "title: A call, date: 2025"))
    found = ["March 2025, with Ben Bay: A new call", "2025, with Amy Ash: A call"]
    assert listed(paper(store, "east-fleet", on="2026-02"), "contact") == found


@pytest.mark.parametrize(
    ("met", "is_meant"),
    [("ann", True), ("ben", False), ("locks", True), ("ministry", True), ("east", True), ("harbour", False)],
)
def test_a_position_with_a_body_is_meant_for_those_in_post_there_or_in_a_part_of_it(
    dossier_of: Callable[[str], Store], met: str, is_meant: bool
) -> None:
    store = dossier_of("""
dossier: {title: Rivers, parties: [east, west], our_side: west}
sources: {log: {title: The log, published: 2026-01}}
organizations:
  east: {name: East, kind: country, cite: log p. 1}
  west: {name: West, kind: country, cite: log p. 1}
  ministry: {name: Ministry of Rivers, part_of: east, cite: log p. 1}
  locks: {name: Lock Office, part_of: ministry, cite: log p. 1}
  harbour: {name: Harbour Office, part_of: east, cite: log p. 1}
people:
  ann: {name: Ann, roles: [{title: Head, org: locks, seen: 2026-01}], cite: log p. 1}
  ben: {name: Ben, roles: [{title: Head, org: harbour, seen: 2026-01}], cite: log p. 1}
positions:
  lend: {text: We can lend two engineers., use: point, with: ministry}
""")
    document = meeting(store, Meeting((met,), Date.parse("2026-02")))
    assert (listed(document, "points") == ["We can lend two engineers."]) is is_meant


def test_a_short_page_has_languages_in_a_line_and_reasons_only_in_full(dossier_of: Callable[[str], Store]) -> None:
    told = "name: Ina Fell\n    born: 1970~\n    languages: [Scots, Norse]\n    inferred: {born: by her looks}"
    store = dossier_of(STRAIT.replace("name: Ina Fell", told, 1))
    for full in (False, True):
        page = render(meeting(store, Meeting(("ina-fell",), Date.parse("2026-02")), full=full), Format.TEXT)
        assert ("by her looks" in page) is full
        assert ("Scots, Norse" in page) is not full


TOPICS = """
topics: {on-lamps: {name: Lamps}, on-horns: {name: Horns}}
events:
  lit: {title: Lamps are lit, date: 2022-01, who: {fishers: crew}, topics: on-lamps, cite: gazette ¶5}
  blown: {title: Horns are blown, date: 2022-02, who: {fishers: crew}, topics: on-horns, cite: gazette ¶5}
questions:
  of-lamps: {text: Which lamps?, about: pact, topics: on-lamps, flagged_by: source, cite: gazette ¶8}
  of-horns: {text: Which horns?, about: pact, topics: on-horns, flagged_by: source, cite: gazette ¶8}
  of-dinner: {text: Who paid for the dinner?, about: dinner, flagged_by: source, cite: gazette ¶8}
"""


def with_topics(dossier_of: Callable[[str], Store]) -> Store:
    """Return the dossier with topics, and events and questions on them."""
    head, events, rest = TOPICS.partition("events:\n")
    events, _, questions = rest.partition("questions:\n")
    text = STRAIT.replace("events:\n", f"{head}events:\n{events}").replace("questions:\n", f"questions:\n{questions}")
    return dossier_of(text)


def test_an_annex_has_the_events_on_the_topics_of_the_points(dossier_of: Callable[[str], Store]) -> None:
    document = paper(with_topics(dossier_of), "Fell")
    assert len(listed(document, "points")) == 3
    events = [entry.what.text for block in document.blocks if isinstance(block, Timeline) for entry in block.entries]
    assert {"Lamps are lit", "Horns are blown"} <= {told.partition(" (")[0] for told in events}


def test_the_minute_counts_the_questions_of_the_annex(dossier_of: Callable[[str], Store]) -> None:
    document = paper(with_topics(dossier_of), "Fell")
    assert len(listed(document, "questions")) == 4
    assert len(listed(document, "points")) == 3  # the dinner is over
    assert "One of 4 open questions: " in minute(document)


def test_the_timeline_of_a_read_ahead_reads_only_events_that_it_may_list(
    dossier_of: Callable[[str], Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    store, asked = dossier_of(STRAIT), list[EventFilter]()
    find = store.events

    def noted(wanted: EventFilter) -> Iterator[Claim]:
        asked.append(wanted)
        return find(wanted)

    monkeypatch.setattr(store, "events", noted)
    day = Date.parse("2023-05-01")
    paper = meeting_records(AsOf(store, day), ("ina-fell",), day)
    asked.clear()
    assert {"dinner", "season"} <= {claim.event.id for claim in events_listed(paper, [])}
    assert asked
    assert all(wanted.ids is not None or wanted.who or wanted.organizations for wanted in asked)
