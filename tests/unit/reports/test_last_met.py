"""The last meeting in a read-ahead, and one consistent count of commitments that are not carried out."""

from collections.abc import Callable

import pytest

from brief.model.dates import Date
from brief.renderers import Format, render
from brief.reports.meeting import Meeting, meeting
from brief.reports.memo import Memo, memo
from brief.reports.who import who
from brief.stores.query import Store

DOSSIER = """
dossier: {title: Pact, parties: [a, b], our_side: a}
sources: {s: {title: The log, type: report, published: 2026-03-01}}
organizations: {a: {name: Aland, kind: country, cite: s p. 1}, b: {name: Bland, kind: country, cite: s p. 1}}
people:
  p: {name: Bo Lind, roles: [{title: Minister, org: b, seen: 2026-02-16}], cite: s p. 2}
  q: {name: Al Ek, roles: [{title: Minister, org: a, seen: 2026-02-10}], cite: s p. 2}
events:
  signing: {title: The pact is signed, date: 2026-02-10, who: {p: signatory, q: signatory}, cite: s p. 3}
  speech: {title: Lind praises the pact, date: 2026-02-16, kind: conference, who: {p: speaker}, cite: s p. 4}
commitments:
  late: {text: Build a pier, by: [b], for: [a], log: [{date: 2026-02-20, status: delayed}], cite: s p. 5}
  part: {text: Lend a ship, by: [b], for: [a], log: [{date: 2026-02-20, status: partly-done}], cite: s p. 5}
  none: {text: Send a list, by: [b], for: [a], cite: s p. 6}
"""


def read_ahead(store: Store) -> str:
    """Return the read-ahead for a meeting with Lind, as text."""
    return render(meeting(store, Meeting(("p",), Date.parse("2026-03-10")), full=False), Format.TEXT)


def test_what_they_do_without_us_is_no_meeting_with_us(dossier_of: Callable[[str], Store]) -> None:
    assert "Last met on 10 February 2026" in read_ahead(dossier_of(DOSSIER))


def test_where_no_side_is_ours_their_last_event_counts(dossier_of: Callable[[str], Store]) -> None:
    told = read_ahead(dossier_of(DOSSIER.replace(", our_side: a", "")))
    assert "Last met on 16 February 2026" in told


def test_all_of_a_read_ahead_counts_the_same_promises(dossier_of: Callable[[str], Store]) -> None:
    told = read_ahead(dossier_of(DOSSIER))
    assert "Nothing is recorded as done on 2 of the 3 open commitments (owed by them)." in told
    assert "Nothing is recorded as done on 2 of 3." in told


CALL = DOSSIER.replace(
    "events:",
    """  v: {name: Ed Voy, roles: [{title: Ambassador to Bland, org: a, from: 2023, seen: 2026-02-27}], cite: s p. 2}
  d: {name: Di Dop, roles: [{title: Deputy minister, org: b, seen: 2026-02-27}], cite: s p. 2}
events:
  call: {title: Voy calls on Dop, date: 2026-02-25, who: {v: guest, d: host}, WORDS cite: s p. 7}""",
)
BETWEEN = "25 February 2026, between Bland and Aland: Voy calls on Dop"


def contacts(store: Store) -> list[str]:
    """What is below the heading of the last contacts of the read-ahead."""
    return [
        line[2:].partition("  ")[0]
        for line in read_ahead(store).partition("LAST MET\n")[2].partition("\n\n")[0].splitlines()
    ]


def test_a_later_contact_of_their_government_with_ours_is_told_too(dossier_of: Callable[[str], Store]) -> None:
    """A post that began before the call and was seen after it was held on that day, however long ago it began."""
    found = contacts(dossier_of(CALL.replace("WORDS", "")))
    assert found == [BETWEEN, "10 February 2026, with Bo Lind: The pact is signed"]


def test_a_meeting_between_the_sides_names_only_those_who_were_there(dossier_of: Callable[[str], Store]) -> None:
    text = CALL.replace("WORDS", "").replace("organizations: {", "organizations: {c: {name: Cland, kind: country}, ")
    text = text.replace("people:", "people:\n  r: {name: Cy Roe, roles: [{title: Minister, org: c, seen: 2026-02-10}]}")
    paper = meeting(dossier_of(text), Meeting(("p", "r"), Date.parse("2026-03-10")), full=False)
    assert f"- {BETWEEN}  " in render(paper, Format.TEXT)


@pytest.mark.parametrize("kind", ["delivery", "payment", "statement", "notice", "daily delivery", "open letter"])
def test_what_one_side_sends_is_no_meeting(dossier_of: Callable[[str], Store], kind: str) -> None:
    assert contacts(dossier_of(CALL.replace("WORDS", f"kind: {kind},"))) == ["10 February 2026: The pact is signed"]


def test_what_came_of_the_last_contact_is_told(dossier_of: Callable[[str], Store]) -> None:
    """In the words of the desk, on the line itself and not in the first minute, unless they may be from later."""
    words = "summary: Dop asked for money. Voy declined., "
    store = dossier_of(CALL.replace("WORDS", words))
    assert contacts(store)[0] == f"{BETWEEN}. Dop asked for money. Voy declined"
    alone = dossier_of(DOSSIER.replace("date: 2026-02-10, who", f"date: 2026-02-10, {words} who"))
    assert contacts(alone) == ["10 February 2026: The pact is signed. Dop asked for money. Voy declined"]
    assert "Last met on 10 February 2026: The pact is signed. " in read_ahead(alone)
    assert "asked for money" not in render(
        meeting(store, Meeting(("p",), Date.parse("2026-02-26")), full=False), Format.TEXT
    )


ELSEWHERE = [
    "{title: Lind opens a dog show, date: 2026-02-18, who: {p: host}, cite: s p. 8}",
    "{title: Lind meets Cland, date: 2026-02-18, kind: meeting, who: {p: host, c: guest}, cite: s p. 8}",
    "{title: Lind visits Cland, date: 2026-02-18, kind: visit, who: {p: guest, r: host}, cite: s p. 8}",
]
THIRD = DOSSIER.replace("organizations: {", "organizations: {c: {name: Cland, kind: country, cite: s p. 1}, ").replace(
    "people:", "people:\n  r: {name: Cy Roe, roles: [{title: Minister, org: c, seen: 2026-02-10}], cite: s p. 2}"
)


@pytest.mark.parametrize("event", ELSEWHERE)
@pytest.mark.parametrize("post", ["Minister", "Envoy"])
def test_only_what_our_side_took_part_in_was_a_meeting_with_us(
    dossier_of: Callable[[str], Store], event: str, post: str
) -> None:
    """A post such as envoy leaves open which side sends; its holder still counts as ours."""
    text = THIRD.replace("{title: Minister, org: a,", f"{{title: {post}, org: a,")
    met = text.replace("commitments:", f"  elsewhere: {event}\ncommitments:")
    assert "Last met on 10 February 2026: The pact is signed." in read_ahead(dossier_of(met))
    never = met.replace("who: {p: signatory, q: signatory}", "who: {p: signatory}")
    assert "Last met on" not in read_ahead(dossier_of(never))
    assert contacts(dossier_of(never)) == ["Bo Lind: none with a date here"]


def test_a_body_of_our_side_makes_a_meeting_with_us(dossier_of: Callable[[str], Store]) -> None:
    text = DOSSIER.replace("q: signatory}", "office: signatory}").replace(
        "organizations: {", "organizations: {office: {name: Sea Office, part_of: a, cite: s p. 1}, "
    )
    assert "Last met on 10 February 2026: The pact is signed." in read_ahead(dossier_of(text))


GUEST = """
dossier: {title: Talks}
sources: {s: {title: The log, published: 2026-03-01}}
people: {p: {name: Bo Lind, cite: s p. 1}, q: {name: Al Ek, cite: s p. 1}, r: {name: Cy Roe, cite: s p. 1}}
events: {talks: {title: Lind and Ek talk, date: 2026-02-10, who: {p: host, q: guest}, cite: s p. 3, DOUBT}}
"""


@pytest.mark.parametrize(
    ("doubt", "sign"),
    [
        ("inferred: {who.p: The desk takes the host to be Lind.}", "~"),
        ("inferred: {who: The desk takes both from the picture.}", "~"),
        ("inferred: {who: The desk takes both from the picture., title: And that they talked.}", "~"),
        ("differs: [{field: who.p, value: none, cite: s p. 4}]", "≠"),
        ("", ""),
    ],
)
@pytest.mark.parametrize(("id_", "other"), [("p", "Al Ek"), ("q", "Bo Lind")])
def test_doubtful_presence_marks_a_meeting_on_the_page_of_either_side(
    dossier_of: Callable[[str], Store], doubt: str, sign: str, id_: str, other: str
) -> None:
    store, day = dossier_of(GUEST.replace("DOUBT", doubt or "topics: []")), Date.parse("2026-03-10")
    page = render(who(store, id_, day, full=False), Format.TEXT)
    assert f"\n{sign or '-'} {other}, 10 Feb 2026 " in page
    paper = render(meeting(store, Meeting((id_,), day), full=False), Format.TEXT)
    assert f"Last met on 10 February 2026: Lind and Ek talk{sign}." in paper
    assert f"\n{sign or '-'} 10 February 2026: Lind and Ek talk" in paper
    for latest in (page.partition("LATEST EVENTS\n")[2], paper.partition("ANNEX: TIMELINE\n")[2]):
        line = latest.partition("\n")[0]
        assert sign in line if sign else "~" not in line and "≠" not in line


SIDES = """
dossier: {title: The ferry, parties: [a, b], our_side: a}
sources: {s: {title: The log, published: 2026-03-01}}
organizations:
  a: {name: Aland, kind: town, cite: s p. 1}
  b: {name: Bland, kind: town, cite: s p. 1}
  board: {name: Board, part_of: b, cite: s p. 1}
people:
  p: {name: Bo Lind, roles: [{title: Clerk, org: b, seen: 2026-02-16}], cite: s p. 2}
  q: {name: Al Ek, roles: [{title: Clerk, org: a, seen: 2026-02-10}], cite: s p. 2}
events:
  signing: {title: The pact is signed, date: 2026-01-10, kind: signing, who: {p: signatory, q: signatory}, cite: s p. 3}
  later: {title: The ferry sails, date: 2026-02-10, kind: KIND, who: {a: operator, WHO: operator}, cite: s p. 3}
"""


@pytest.mark.parametrize(
    ("kind", "who", "is_meeting"),
    [
        ("start", "b", False),
        ("talks", "b", True),
        ("joint session", "b", True),
        ("start", "board", False),
        ("start", "p", False),
        ("working visits", "p", True),
        ("", "p", False),
        ("démarche", "board", False),
    ],
)
def test_both_papers_count_a_meeting_only_if_the_kind_says_so(
    dossier_of: Callable[[str], Store], kind: str, who: str, is_meeting: bool
) -> None:
    store = dossier_of(SIDES.replace("KIND", kind).replace("WHO", who))
    scene = render(memo(store, Memo(Date.parse("2026-03-10"), layout="scene-setter"), full=False), Format.TEXT)
    last = "10 February 2026: The ferry sails" if is_meeting else "10 January 2026: The pact is signed"
    assert f"Last met on {last}" in scene
    assert ("10 February 2026" in read_ahead(store).partition("LAST MET")[2].partition("\n\n")[0]) is is_meeting


def test_the_other_date_of_the_last_meeting_is_not_after_it(dossier_of: Callable[[str], Store]) -> None:
    rival = "who: {p: signatory, q: signatory}, differs: [{field: date, value: 2026-02-20, cite: s p. 9}]"
    text = SIDES.replace("who: {p: signatory, q: signatory}", rival).replace("KIND", "start").replace("WHO", "b")
    scene = render(
        memo(dossier_of(text), Memo(Date.parse("2026-03-10"), layout="scene-setter"), full=False), Format.TEXT
    )
    since = scene.partition("SINCE THE LAST MEETING")[2].partition("WHERE THE")[0]
    assert since.count("The pact is signed") == 1
    assert "The ferry sails" in since


UNKIND = """
dossier: {title: Talks, parties: [a, b]}
sources: {s: {title: The log, published: 2026-03-01}}
organizations: {a: {name: Aland, kind: country, cite: s p. 1}, b: {name: Bland, kind: country, cite: s p. 1}}
people:
  p: {name: Bo Lind, roles: [{title: Minister, org: b, seen: 2026-02-16}], cite: s p. 2}
  q: {name: Al Ek, roles: [{title: Minister, org: a, seen: 2026-02-10}], cite: s p. 2}
events:
  event: {title: TITLE, date: 2026-02-10, who: {p: HOST, q: GUEST}, KIND cite: s p. 3}
"""


@pytest.mark.parametrize(
    ("title", "parts", "kind", "is_meeting"),
    [
        ("Lind dies at home", ("deceased", "witness"), "", False),
        ("Dockers end their strike", ("striker", "signatory"), "", False),
        ("Lind wins the election", ("winner", "observer"), "", False),
        ("Lind and Ek agree to meet", ("speaker", "speaker"), "", False),
        ("Statement on the talks", ("speaker", "speaker"), "", False),
        ("Lind and Ek are in the palace", ("host", "guest of honour"), "", True),
        ("The pact is signed", ("party", "party"), "", True),
        ("Lind meets Ek", ("speaker", "speaker"), "", True),
        ("Lind meets Ek on the field", ("player", "player"), "match", False),
        ("Election in the palace", ("host", "guest"), "election", False),
        ("A day in the palace", ("speaker", "speaker"), "state visit", True),
        ("A day in the palace", ("speaker", "speaker"), "visit announcement", False),
    ],
)
def test_people_meet_by_the_kind_of_an_event_or_by_its_title_or_parts(
    dossier_of: Callable[[str], Store], title: str, parts: tuple[str, str], kind: str, *, is_meeting: bool
) -> None:
    """The papers and the page of a person judge alike."""
    text = UNKIND.replace("TITLE", title).replace("HOST", parts[0]).replace("GUEST", parts[1])
    store, day = dossier_of(text.replace("KIND", f"kind: {kind}," if kind else "")), Date.parse("2026-03-10")
    paper = render(meeting(store, Meeting(("p",), day), full=False), Format.TEXT)
    assert (f"Last met on 10 February 2026: {title}" in paper) is is_meeting
    scene = render(memo(store, Memo(day, layout="scene-setter"), full=False), Format.TEXT)
    assert (f"Last met on 10 February 2026: {title}" in scene) is is_meeting
    for full in (False, True):
        assert ("HAS MET" in render(who(store, "p", day, full=full), Format.TEXT)) is is_meeting


VISITS = """
dossier: {title: The ferry, parties: [a, b]}
sources: {s: {title: The log, published: 2026-03-01}}
organizations: {a: {name: Aland, kind: country, cite: s p. 1}, b: {name: Bland, kind: country, cite: s p. 1}}
people:
  p: {name: Bo Lind, roles: [{title: Minister, org: b, seen: 2026-02-10}], cite: s p. 2}
events:
  feast: {title: The feast, date: 2026-02-10, kind: visit, who: {p: guest, a: host}, summary: They ate., cite: s p. 3}
  fair: {title: The fair, date: DATE, kind: visit, who: {p: guest, a: host}, summary: They sang., cite: s p. 3}
"""


@pytest.mark.parametrize(
    ("date", "told"),
    [
        ("2026-01", ["10 February 2026: The feast. They ate"]),
        ("2026-02", ["10 February 2026: The feast; perhaps later, February 2026: The fair"]),
        ("2026-02-10", ["10 February 2026: The feast; the same day, 10 February 2026: The fair"]),
    ],
)
def test_a_summary_follows_its_own_event_or_is_left_out(
    dossier_of: Callable[[str], Store], date: str, told: list[str]
) -> None:
    assert contacts(dossier_of(VISITS.replace("DATE", date))) == told


@pytest.mark.parametrize(
    ("date", "told"),
    [
        ("2026-01", "They ate. No later event is on record."),
        ("2026-02-10", "They ate. No later event is on record."),
        ("2026-02", "They ate. Perhaps later: The fair (February 2026)."),
    ],
)
def test_nothing_is_on_record_since_only_if_nothing_is_perhaps_later(
    dossier_of: Callable[[str], Store], date: str, told: str
) -> None:
    store = dossier_of(VISITS.replace("DATE", date))
    scene = render(memo(store, Memo(Date.parse("2026-03-10"), layout="scene-setter"), full=False), Format.TEXT)
    assert f"Last met on 10 February 2026: The feast. {told}" in scene


def test_what_is_perhaps_later_follows_what_it_may_be_later_than(dossier_of: Callable[[str], Store]) -> None:
    """On the day of the meeting, talks of that month may not have taken place yet."""
    text = VISITS.replace("DATE, kind: visit, who: {p: guest", "2026-03, kind: talks, who: {b: guest")
    paper = meeting(dossier_of(text), Meeting(("b",), Date.parse("2026-03-02")), full=False)
    told = render(paper, Format.TEXT).partition("LAST MET\n")[2].partition("\n\n")[0].splitlines()
    assert ["10 February 2026" in told[0], "perhaps later, March 2026" in told[1]] == [True, True]


MINT = """
dossier: {title: Roads, parties: [ost, west], our_side: ost}
organizations: {ost: {name: Ost}, west: {name: West}, mint: {name: Mint, part_of: west}}
people:
  ann: {name: Ann Roe, roles: [{title: Envoy, org: ost, seen: 2026}]}
  ben: {name: Ben Fox, roles: [{title: Adviser, org: mint, seen: 2024-01}, {title: Judge, org: west, seen: 2026-09}]}
events: {m: {title: Meeting on coins, date: 2024-05-01, kind: meeting, who: {ben: host, ann: guest}}}
"""


@pytest.mark.parametrize(
    ("role", "person", "met"),
    [("", "", True), (", inferred: A guess", "", False), ("", ", inferred: {roles.0.org: A guess}", False)],
)
def test_a_guessed_post_makes_no_meeting_with_a_body(
    dossier_of: Callable[[str], Store], role: str, person: str, met: bool
) -> None:
    store = dossier_of(MINT.replace("seen: 2024-01", f"seen: 2024-01{role}").replace("Ben Fox", f"Ben Fox{person}"))
    page = render(meeting(store, Meeting(("mint",), Date.parse("2026-11-01")), full=False), Format.TEXT)
    assert ("Last met on 1 May 2024" in page) == met
    assert "Last seen in post:  Ben Fox, Adviser, " in page
