"""Changes in words: one line for each record that differs, in the right section."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from brief.app import open_store
from brief.document import Heading
from brief.dossier.changes import pairs
from brief.dossier.protocol import Dossier, Kind
from brief.dossier.renamed import Renamed
from brief.dossier.view import View
from brief.locale import say
from brief.model.commitments import Status
from brief.model.dates import Date
from brief.model.kinds import KINDS
from brief.model.parts import Difference, Record
from brief.model.serialization import decode, encode
from brief.reports.change_words import Sides
from brief.reports.changes import Days
from brief.reports.diff import Span, by_section, diff
from brief.stores.query import Store
from documents import sections

DAYS = Days(Date.parse("2026-01-01"), Date.parse("2026-06-01"))
SPAN = Span(say("then"), say("now"), DAYS)
HEAD = "dossier: {title: Bells}\nsources: {log: {title: The log}, book: {title: The book}}\n"
Make = Callable[[str], Store]
SHIPPED = Path(__file__).parents[3] / "data" / "vietnam-canada"


def told(make: Make, before: str, now: str, *, full: bool = False) -> dict[str, list[str]]:
    """Return the page on the changes between two dossiers with the same header."""
    return sections(diff(make(HEAD + now), make(HEAD + before), SPAN, full=full))


RUNG = "events: {{rung: {{title: The bell is rung, {}cite: log p. 1}}}}"


@pytest.mark.parametrize(
    ("before", "now", "line"),
    [
        ("date: 1901, ", "date: 1901-05, ", "date: May 1901 (before: 1901)"),
        ("", "date: 1901, ", "date: 1901 (new)"),
        ("date: 1901, ", "", "date: no longer 1901"),
        ("who: {Ada Moss: ringer}, ", "who: {Ada Moss: warden}, ", "Ada Moss: warden (before: ringer)"),
        ("inferred: {date: the tower}, date: 1901, ", "date: 1901, ", "date: now stated by a source"),
        ("date: 1901, ", "inferred: {date: the tower}, date: 1901, ", "date: now inferred"),
        ("summary: Short, ", f"summary: {'Long ' * 30}, ", "summary: rewritten"),
    ],
)
def test_a_value_that_differs_is_told_with_the_one_before(dossier_of: Make, before: str, now: str, line: str) -> None:
    shown = told(dossier_of, RUNG.format(before), RUNG.format(now))
    assert shown == {"Changed": [f"The bell is rung — {line}"]}


def test_another_title_stands_before_the_others(dossier_of: Make) -> None:
    shown = told(dossier_of, RUNG.format(""), RUNG.format("date: 1901, ").replace("rung,", "rung twice,"))
    assert shown == {"Changed": ["The bell is rung twice (before: The bell is rung) — date: 1901 (new)"]}


def test_a_long_text_is_told_whole_on_a_full_page(dossier_of: Make) -> None:
    long = "Long " * 30
    shown = told(dossier_of, RUNG.format("summary: Short, "), RUNG.format(f"summary: {long}, "), full=True)
    assert shown == {"Changed": [f"The bell is rung — summary: {long.strip()} (before: Short)"]}


def test_the_order_of_records_and_fields_is_no_change(dossier_of: Make) -> None:
    before = "topics:\n  a: {name: A, also: B}\n  b: {name: C}\nevents:\n  c: {title: D}\n"
    now = "events:\n  c: {title: D}\ntopics:\n  b: {name: C}\n  a: {also: B, name: A}\n"
    assert told(dossier_of, before, now) == {"": ["Nothing changed."]}


def test_the_order_of_values_is_no_change_of_facts(dossier_of: Make) -> None:
    before, now = "topics: {a: {name: A, also: [B, C]}}", "topics: {a: {name: A, also: [C, B]}}"
    assert told(dossier_of, before, now) == {"": ["1 record was edited with the same facts: brief diff -v"]}
    assert told(dossier_of, before, now, full=True) == {"Edited, with the same facts": ["A: order of also"]}


ROLE = "people: {{ada: {{name: Ada Moss, cite: log p. 1, roles: [{}]}}}}"


def test_an_item_is_compared_with_the_one_of_its_name(dossier_of: Make) -> None:
    before = ROLE.format("{title: Ringer}, {title: Warden, from: 1901}")
    now = ROLE.format("{title: Deacon}, {title: Warden, from: 1902}")
    assert told(dossier_of, before, now)["Changed"] == [
        "Ada Moss — added to roles: Deacon; Warden, beginning: 1902 (before: 1901); roles: no longer Ringer"
    ]


PROMISE = """
people: {{ada: {{name: Ada Moss, cite: log p. 1}}, bo: {{name: Bo Lind, cite: log p. 1}}}}
commitments: {{rope: {{text: Buy a rope, by: {}, cite: log p. 2}}}}
"""


def test_an_item_that_takes_the_place_of_another_is_one_change(dossier_of: Make) -> None:
    assert told(dossier_of, PROMISE.format("bo"), PROMISE.format("ada"))["Changed"] == [
        "Buy a rope — by whom: Ada Moss (before: Bo Lind)"
    ]
    assert told(dossier_of, PROMISE.format("bo"), PROMISE.format("[bo, ada]"))["Changed"] == [
        "Buy a rope — by whom: Ada Moss (new)"
    ]


def test_a_new_rival_is_a_dispute_and_one_that_is_gone_settles_it(dossier_of: Make) -> None:
    one = RUNG.format("date: 1901, ")
    two = RUNG.format("date: 1901, differs: [{field: date, value: 1902, cite: book p. 9}], ")
    assert told(dossier_of, one, two) == {"Newly disputed": ["The bell is rung — date: 1901, or 1902"]}
    assert told(dossier_of, two, one) == {"Settled": ["The bell is rung, date: 1901 (no longer: 1902)"]}
    other = RUNG.format("date: 1902, ")
    assert told(dossier_of, two, other) == {"Settled": ["The bell is rung, date: 1902 (no longer: 1901)"]}


@pytest.mark.parametrize(
    ("before", "now", "section", "line"),
    [
        ("1901 1902", "1901 1903", "Changed", "date: 1901, or 1903 (before: 1902)"),
        ("1901 1902", "1904 1903", "Changed", "date: 1904, or 1903 (before: 1901; 1902)"),
        ("1901", "1904 1903", "Newly disputed", "date: 1904, or 1903 (before: 1901)"),
        ("1901 1902", "1901 1902 1903", "Newly disputed", "date: 1901, or 1903"),
    ],
)
def test_a_dispute_with_another_version_says_what_it_was_before(
    dossier_of: Make, before: str, now: str, section: str, line: str
) -> None:
    """The first year is that of the record, the others are rivals."""
    states = []
    for years in (before, now):
        own, *others = years.split()
        rivals = ", ".join(f"{{field: date, value: {year}, cite: book p. 9}}" for year in others)
        states.append(RUNG.format(f"date: {own}, differs: [{rivals}], "))
    assert told(dossier_of, *states) == {section: [f"The bell is rung — {line}"]}


def test_of_several_rivals_one_that_is_gone_settles_nothing(dossier_of: Make) -> None:
    rival = "{{field: date, value: {}, cite: book p. 9}}".format
    two = RUNG.format(f"date: 1901, differs: [{rival(1902)}, {rival(1903)}], ")
    one = RUNG.format(f"date: 1901, differs: [{rival(1903)}], ")
    shown = told(dossier_of, two, one)
    assert shown["Changed"] == ["The bell is rung — date: no longer 1902"]
    assert "Settled" not in shown


def test_an_answer_settles_a_question(dossier_of: Make) -> None:
    ask = "questions: {{why: {{text: Why is it rung?, {}cite: log p. 1}}}}".format
    assert told(dossier_of, ask(""), ask("answer: For fog, ")) == {"Settled": ["Why is it rung? Answer: For fog"]}
    assert told(dossier_of, ask("answer: For fog, "), ask("")) == {
        "Changed": ["Why is it rung? — answer: no longer For fog"]
    }


ROPE = "commitments: {{rope: {{text: Buy a rope, due: 2026-03, cite: log p. 1, {}}}}}\n"
TIED = "events: {tied: {title: The rope is tied, date: 2026-02, cite: log p. 2}}\n"


def test_a_promise_that_was_kept_is_delivered(dossier_of: Make) -> None:
    done = ROPE.format("log: [{date: 2026-02, status: done}]")
    shown = told(dossier_of, ROPE.format(""), done)
    assert shown == {"Delivered": ["Buy a rope — done, Feb 2026"]}
    shown = told(dossier_of, TIED + ROPE.format(""), TIED + ROPE.format("evidence: tied"))
    assert shown["Delivered"] == ["Buy a rope — shown by The rope is tied"]
    assert "Changed" not in shown


@pytest.mark.parametrize(
    ("log", "section"),
    [
        ("{date: 2026-02, status: partly-done}", "Partly delivered"),
        ("{date: 2026-02, status: partly-done}, {date: 2026-04, status: done}", "Delivered"),
        ("{date: 2026-02, status: partly-done}, {date: 2026-04, status: delayed}", "Partly delivered"),
    ],
)
def test_a_promise_that_was_kept_in_part_is_delivered_in_part(dossier_of: Make, log: str, section: str) -> None:
    shown = told(dossier_of, ROPE.format(""), ROPE.format(f"log: [{log}]"))
    assert [title for title in shown if "elivered" in title] == [section]
    assert sum("Buy a rope" in line for lines in shown.values() for line in lines) == len(shown)


def test_a_promise_that_is_late_is_no_delivery(dossier_of: Make) -> None:
    shown = told(dossier_of, ROPE.format(""), ROPE.format("log: [{date: 2026-02, status: delayed}]"))
    assert shown["Changed"] == ["Buy a rope — delayed (February 2026)"]


REPORTED = dict.fromkeys(get_args(Status), "Changed") | {"done": "Delivered", "partly-done": "Partly delivered"}


@pytest.mark.parametrize(("status", "section"), REPORTED.items())
def test_only_what_is_done_is_delivered(status: str, section: str, dossier_of: Make) -> None:
    log = f"log: [{{date: 2026-02, status: {status}}}]"
    shown = told(dossier_of, ROPE.format(""), ROPE.format(log))
    shown.pop("Overdue since then", None)
    assert list(shown) == [section]
    assert status.replace("-", " ") in shown[section][0]


def test_a_deadline_between_the_days_is_overdue_without_any_change(dossier_of: Make) -> None:
    assert told(dossier_of, ROPE.format(""), ROPE.format("")) == {"Overdue since then": ["Buy a rope, due March 2026"]}
    late = ROPE.format("").replace("2026-03", "2025-03")
    assert told(dossier_of, late, late) == {"": ["Nothing changed."]}


def test_a_source_that_is_gone_says_what_cited_it(dossier_of: Make) -> None:
    both = HEAD + "topics: {a: {name: A, cite: book p. 1}}\n"
    without = "dossier: {title: Bells}\nsources: {log: {title: The log}}\ntopics: {a: {name: A}}\n"
    shown = sections(diff(dossier_of(without), dossier_of(both), SPAN, full=False))
    assert shown["Sources gone"] == ["The book: 1 record cited it", "A: no source supports it any more"]


def test_the_head_is_told_too(dossier_of: Make) -> None:
    before, now = dossier_of("dossier: {title: Bells, handling: TLP:AMBER}"), dossier_of("dossier: {title: Bells}")
    document = diff(now, before, SPAN)
    assert sections(document) == {"The dossier as a whole": ["marking: no longer TLP:AMBER"]}
    assert document.handling == "TLP:AMBER"


def test_a_long_section_is_cut_and_says_so(dossier_of: Make) -> None:
    many = "topics:\n" + "".join(f"  t{number}: {{name: Topic {number}}}\n" for number in range(12))
    document = diff(dossier_of(HEAD + many), dossier_of(HEAD), SPAN, full=False)
    (heading,) = [block for block in document.blocks if isinstance(block, Heading)]
    assert (heading.text, heading.selection) == ("Added", "8 of 12; all: brief diff -v")
    assert len(told(dossier_of, "", many)["Added"]) == 8
    assert len(told(dossier_of, "", many, full=True)["Added"]) == 12
    limited = sections(diff(dossier_of(HEAD + many), dossier_of(HEAD), SPAN._replace(limit=3), full=False))
    assert len(limited["Added"]) == 3


# Any two states of a real dossier


class Edited(View):
    """The shipped dossier with some records changed or left out."""

    def __init__(self, dossier: Dossier, edits: dict[str, Record | None]) -> None:
        super().__init__(dossier)
        self.edits = edits

    def hides(self, record: Record) -> bool:
        return self.edits.get(record.id, record) is None

    def cut(self, record: Kind) -> Kind:
        return self.edits.get(record.id) or record  # type: ignore[return-value]

    def shown_rivals(self, record: Record) -> list[Difference]:
        return list(record.differs)


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        store = open_store(SHIPPED)
        yield store
        store.close()


def edited(record: Record, chance: random.Random) -> Record | None:
    """Return the record with one field changed, or None to leave it out."""
    if chance.random() < 0.2:
        return None
    plain: dict[str, Any] = encode(record)
    required = KINDS[record.KIND].title
    field = chance.choice([name for name in plain if name != "id"])
    value = plain[field]
    if field == "differs" or (field != required and chance.random() < 0.4):
        del plain[field]
    elif isinstance(value, list):
        plain[field] = value[::-1] if len(value) > 1 else [*value, *value]
    elif isinstance(value, dict):
        plain[field] = dict(list(value.items())[1:])
    elif field == required:
        plain[field] = f"{value} indeed"
    elif chance.random() < 0.5:
        rival = {"field": required, "value": "Something else", "cite": plain.get("cite", [])}
        plain["differs"] = [*plain.get("differs", []), rival]
    else:
        plain["note"] = "A remark"
    return decode(type(record), plain)


def some_edits(store: Store, seed: int) -> dict[str, Record | None]:
    chance = random.Random(seed)
    records = [record for kind in KINDS for record in store.records(kind)]
    return {record.id: edited(record, chance) for record in chance.sample(records, 12)}


def mentioned(now: Dossier, before: Dossier) -> dict[str, set[str]]:
    """Return the ids in each section of the full page."""
    found = by_section(Sides(Renamed(before, now), now, full=True), DAYS)
    return {name: {line.record.id for line in lines} for name, lines in found.items()}


@settings(max_examples=5, phases=(Phase.generate,))
@given(one=st.integers(0, 10**6), other=st.integers(0, 10**6))
def test_each_record_that_differs_is_mentioned_and_no_other(shipped: Store, one: int, other: int) -> None:
    before, now = (Edited(shipped, some_edits(shipped, seed)) for seed in (one, other))
    differing = {id_ for id_ in {*before.edits, *now.edits} if before.get(id_) != now.get(id_)}
    shown, turned = mentioned(now, before), mentioned(before, now)
    assert set().union(*shown.values()) - shown["overdue"] == differing
    assert {pair.record.id for pair in pairs(Renamed(before, now), now)} == differing
    assert shown["added"] == {id_ for id_ in differing if before.get(id_) is None}
    gone = {id_ for id_ in differing if now.get(id_) is None}
    assert shown["removed"] | (shown["gone"] & gone) == gone == turned["added"]
    for full in (True, False):
        assert diff(now, before, SPAN, full=full).title
        assert sections(diff(now, now, SPAN, full=full)) == {"": ["Nothing changed."]}


BEFORE = """
people: {jo: {name: Jo Lind, cite: log p. 1}, al: {name: Al Ek, cite: log p. 1}}
events: {rung: {title: The bell is rung, who: {jo: ringer}, inferred: {who.jo: the hat}, cite: log p. 2}}
questions: {why: {text: Why?, about: [jo, rung]}}
"""


def test_a_record_with_another_id_is_one_record(dossier_of: Make) -> None:
    now = BEFORE.replace("jo: {", "jo-lind: {was: jo, ").replace("{jo:", "{jo-lind:").replace("who.jo", "who.jo-lind")
    now = now.replace("[jo,", "[jo-lind,")
    assert told(dossier_of, BEFORE, now, full=True) == {"Edited, with the same facts": ["Jo Lind: id before: jo"]}
    shown = told(dossier_of, BEFORE, now.replace("Jo Lind,", "Jo Lind, born: 1901,"))
    assert shown == {"Changed": ["Jo Lind — born: 1901 (new)"]}


@pytest.mark.parametrize("was", ["[jo, al]", "[al, jo]"])
def test_a_record_with_another_id_is_the_one_into_which_another_was_merged(dossier_of: Make, was: str) -> None:
    now = BEFORE.replace(", al: {name: Al Ek, cite: log p. 1}", "").replace("[jo,", "[jo-lind,")
    now = now.replace("{jo:", "{jo-lind:").replace("who.jo", "who.jo-lind")
    now = now.replace("jo-lind: {", f"jo-lind: {{was: {was}, also: Al Ek, ")
    assert told(dossier_of, BEFORE, now) == {
        "Changed": ["Jo Lind — also: Al Ek (new)"],
        "Removed": ["person Al Ek: no post is known; now part of Jo Lind"],
    }


def test_a_record_that_is_now_part_of_another_says_so(dossier_of: Make) -> None:
    now = BEFORE.replace(", al: {name: Al Ek, cite: log p. 1}", "").replace(
        "Jo Lind,", "Jo Lind, was: al, also: Al Ek,"
    )
    assert told(dossier_of, BEFORE, now) == {
        "Changed": ["Jo Lind — also: Al Ek (new)"],
        "Removed": ["person Al Ek: no post is known; now part of Jo Lind"],
    }


TWO = """
dossier: {title: Bells, parties: [north, south], our_side: north, summary: It rings., cite: log p. 1}
sources: {log: {title: The log}}
organizations: {north: {name: North}, south: {name: South}}
events: {rung: {title: The bell is rung, place: north, who: {south: guest}, cite: log p. 2}}
"""


def changed(make: Make, now: str) -> dict[str, list[str]]:
    return sections(diff(make(now), make(TWO), SPAN, full=True))


def test_a_head_with_other_ids_is_no_change(dossier_of: Make) -> None:
    now = TWO.replace("log: {", "book: {was: log, ").replace("log p.", "book p.")
    now = now.replace("north: {", "east: {was: north, ").replace("[north", "[east").replace(": north", ": east", 1)
    now = now.replace("place: north", "place: east")
    assert changed(dossier_of, now) == {
        "Edited, with the same facts": ["North: id before: north", "The log: id before: log"]
    }


def test_what_is_gone_has_the_name_that_it_had(dossier_of: Make) -> None:
    now = TWO.replace("south: {", "west: {was: south, ").replace(", south]", "]").replace("who: {south: guest}, ", "")
    shown = changed(dossier_of, now)
    assert shown["Changed"] == ["The bell is rung — South: no longer guest"]
    assert shown["The dossier as a whole"] == ["parties: North (before: North, South)"]


def test_another_record_with_the_id_of_one_that_is_gone_is_not_that_one(dossier_of: Make) -> None:
    now = TWO.replace("north: {name: North}, south: {", "north: {was: south, ").replace("place: north, ", "")
    shown = changed(dossier_of, now.replace("[north, south]", "[north]").replace("{south:", "{north:"))
    assert shown == {
        "Changed": ["The bell is rung — place: no longer North"],
        "Removed": ["organization North"],
        "Edited, with the same facts": ["South: id before: south"],
        "The dossier as a whole": ["parties: South (before: North, South)", "our side: South (before: North)"],
    }
