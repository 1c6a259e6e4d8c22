"""Each rival stands with the value that it is a rival of: a whole record, a list, one item, an entry of a map."""

from collections.abc import Callable

import pytest

from brief.document import Document, Listing, cells
from brief.model.dates import Date
from brief.renderers import text
from brief.reports.commitments import CommitmentSelection, commitments
from brief.reports.gap_finders import Gaps
from brief.reports.gaps import gaps
from brief.reports.graph import GraphSelection, graph
from brief.reports.meeting import Meeting, meeting
from brief.reports.memo import Memo, memo
from brief.reports.people import everyone
from brief.reports.search import Search, search
from brief.reports.show import show
from brief.reports.who import who
from brief.stores.query import Store

DAY = Date.parse("2026-01-01")
Page = Callable[[Store], Document]
HEAD = """
dossier: {title: The pier, parties: [orm, vey], our_side: orm}
sources: {log: {title: The log, published: 2026}, wire: {title: The wire, published: 2026}}
organizations:
  orm: {name: Orm, kind: country, cite: log 1}
  vey: {name: Vey, kind: country, cite: log 2}
  mill: {name: Mill, kind: board, part_of: orm, cite: log 3}
  quay: {name: Quay, kind: board, part_of: vey, cite: log 4}
"""
ADAS = """
people:
  moor: {name: Ada Moor, cite: log 5, roles: [{title: Judge, org: vey, seen: 2025-12, cite: log 6}],
    differs: [{value: No such woman lived, cite: wire 1}]}
  moss: {name: Ada Moss, cite: log 7, roles: [{title: Judge, org: vey, to: 2024, cite: log 8}],
    differs: [{value: Two women had this name, cite: wire 2}]}
"""


def told(document: Document) -> str:
    return "\n".join(found.text for found in cells(document.blocks))


@pytest.mark.parametrize(
    "page",
    [
        lambda held: everyone(held, DAY),
        lambda held: who(held, "ada", DAY),
        lambda held: who(held, "judge", DAY),
        lambda held: gaps(held, Gaps(DAY)),
    ],
)
def test_a_rival_of_a_whole_person_follows_the_name(dossier_of: Callable[[str], Store], page: Page) -> None:
    printed = told(page(dossier_of(HEAD + ADAS)))
    assert "Ada Moor; or: No such woman lived (disputed)" in printed
    assert "Ada Moss; or: Two women had this name (disputed)" in printed


ITEMS = """
people:
  ada: {name: Ada Moor, languages: [Ormish, Veyish], cite: log 5, inferred: {languages.1: Her accent.},
    differs: [{field: languages.0, value: Millish, cite: wire 1}]}
programs:
  school: {name: Corn school, by: [orm, mill], for: [vey, quay], subjects: [sowing, mowing], cite: log 6,
    differs: [{field: by.1, value: quay, cite: wire 2}, {field: subjects.0, value: praying, cite: wire 3}]}
commitments:
  send: {text: Send the corn, by: [vey, quay], for: [orm, mill], cite: log 7,
    log: [{date: 2025-02, status: delayed, said_by: [orm, mill], done_by: [vey, quay], cite: log 8}],
    differs: [{field: by.0, value: mill, cite: wire 4}, {field: for.1, value: quay, cite: wire 5},
      {field: for, value: nobody, cite: wire 6}, {field: log.0.said_by.0, value: vey, cite: wire 7},
      {field: log.0.done_by.1, value: mill, cite: wire 8}]}
assessments:
  good: {text: Corn will grow, by: [ada, quay], date: 2025-06, cite: log 9,
    differs: [{field: by.0, value: vey, cite: wire 9}]}
"""
BY = "Vey or Mill (disputed), Quay"
FOR = "Orm, Mill or Quay (disputed); or, for the whole list: nobody (disputed)"
LOG = "delayed by Vey, Quay or Mill (disputed) (reported by Orm or Vey (disputed), Mill, "
PROGRAM = ("by Orm, Mill or Quay (disputed); for Vey, Quay", "subjects: sowing or praying (disputed), mowing")


@pytest.mark.parametrize(
    ("page", "words"),
    [
        (lambda held: commitments(held, CommitmentSelection(), DAY), (BY, FOR, LOG)),
        (lambda held: commitments(held, CommitmentSelection(), DAY, full=False), (f"{BY} → {FOR}", LOG)),
        (lambda held: search(held, Search("corn")), (f"{BY} to {FOR}: Send", LOG, *PROGRAM)),
        (lambda held: search(held, Search("corn grow")), ("Ada Moor or Vey (disputed), Quay (June 2025): ",)),
        (lambda held: who(held, "ada", DAY), ("Ormish or Millish (disputed)", "Veyish (inferred)")),
        (lambda held: memo(held, Memo(DAY)), ("Ada Moor or Vey (disputed), Quay, Jun 2025: Corn",)),
        (
            lambda held: memo(held, Memo(DAY, "ada", "bio-note"), full=False),
            ("Speaks Ormish or Millish (disputed), Veyish (inferred)",),
        ),
    ],
)
def test_a_rival_of_an_item_follows_the_item(
    dossier_of: Callable[[str], Store], page: Page, words: tuple[str, ...]
) -> None:
    printed = told(page(dossier_of(HEAD + ITEMS)))
    assert [each for each in words if each not in printed] == []


def test_a_dispute_of_an_item_is_about_the_item(dossier_of: Callable[[str], Store]) -> None:
    page = text.render(commitments(dossier_of(HEAD + ITEMS), CommitmentSelection(), DAY, full=False))
    assert "- Send the corn, by whom: Vey A7; or: Mill B4" in page
    assert "- Send the corn, to whom: Mill A7; or: Quay B5" in page
    assert "- Send the corn, to whom: Orm, Mill A7; or: nobody B6" in page


def test_each_item_is_told_once(dossier_of: Callable[[str], Store]) -> None:
    printed = told(search(dossier_of(HEAD + ITEMS), Search("corn")))
    assert printed.count("praying") == 1
    assert printed.count("nobody") == 1


TIES = """
places:
  moor: {name: Moor, part_of: orm, cite: log 5, inferred: {part_of: A map.}}
  heath: {name: Heath, part_of: orm, cite: log 6, differs: [{field: part_of, value: vey, cite: wire 1}]}
people:
  ada: {name: Ada Moor, cite: log 7, roles: [{title: Judge, org: orm, cite: log 7}], inferred: {roles.0.org: A seal.}}
agreements:
  oak: {title: Oak deed, parties: [orm, vey], cite: log 8, inferred: {parties.0: The seal.}}
  elm: {title: Elm deed, parties: [orm, vey], cite: log 9, differs: [{field: parties.0, value: quay, cite: wire 2}]}
  ash: {title: Ash deed, parties: [orm, vey], cite: log 9, differs: [{field: parties, value: quay, cite: wire 3}]}
programs:
  school: {name: Corn school, by: orm, cite: log 10, inferred: {by: The sign.}}
commitments:
  send: {text: Send the corn, for: orm, log: [{status: delayed, done_by: orm, cite: log 11}], cite: log 12,
    differs: [{field: for, value: vey, cite: wire 4}, {field: log.0.done_by, value: mill, cite: wire 5}]}
questions:
  when: {text: When, about: orm, cite: log 13, inferred: {about: The page.}}
"""


def test_how_a_record_refers_to_another_has_the_marks_of_the_field(dossier_of: Callable[[str], Store]) -> None:
    page = show(dossier_of(HEAD + TIES), "orm").blocks
    lines = [each for block in page if isinstance(block, Listing) for each in block.items]
    ways = {line.value["id"]: line.text.partition(" — ")[2] for line in lines if "as" in (line.value or {})}
    assert ways == {
        "mill": "part of",
        "moor": "part of (inferred)",
        "heath": "part of; or: Vey (disputed)",
        "ada": "roles (inferred): Judge; org inferred: A seal",
        "oak": "parties (inferred)",
        "elm": "parties; or: Quay (disputed)",
        "ash": "parties; or, for the whole list: Quay (disputed)",
        "school": "by (inferred)",
        "send": "for; or: Vey (disputed); log; or: Mill (disputed)",
        "when": "about (inferred)",
    }


SEVERAL = """
people:
  ada:
    name: Ada Moor
    cite: log 5
    summary: She keeps the gauge
    roles:
    - {title: Judge, org: mill, seen: [2024-02, 2025-04], cite: log 6}
    - {title: Clerk, org: quay, to: 2019, cite: log 7}
    memberships: [{org: orm, from: 2001, cite: log 8}, {org: vey, from: 2002, cite: log 9}]
    differs:
    - {field: roles, value: She never held an office, cite: wire 1}
    - {field: roles.0.org, value: quay, cite: wire 2}
    - {field: roles.0.seen, value: 2023-01, cite: wire 3}
    - {field: roles.0.seen.1, value: 2025-05, cite: wire 4}
    - {field: memberships.1.from, value: 2003, cite: wire 5}
commitments:
  send: {text: Send the corn, by: orm, cite: log 10, log: [{date: 2025-01, status: pledged, cite: log 11},
    {date: 2025-02, status: delayed, cite: log 12}], differs: [{field: log, value: Nothing was said, cite: wire 6},
    {field: log.1.date, value: 2025-03, cite: wire 7}]}
"""


def test_a_rival_stands_with_the_body_the_date_or_the_list_that_it_is_a_rival_of(
    dossier_of: Callable[[str], Store],
) -> None:
    store = dossier_of(HEAD + SEVERAL)
    short = text.render(who(store, "ada", DAY, full=False))
    assert "Judge, Mill or Quay≠, Orm, in post in April 2025 or May 2025≠." in short
    assert "She keeps the gauge. Memberships: " in short
    differs = ("in post: April 2025 A6; or: May 2025 B4", "in post: February 2024; April 2025 A6; or: January 2023 B3")
    assert [line for line in differs if f"- Ada Moor, Judge, {line}" not in short] == []
    assert "- Ada Moor, Vey, beginning: 2002 A9; or: 2003 B5" in short
    full = told(who(store, "ada", DAY))
    assert "in post in April 2025 or May 2025 (disputed); or, for the whole list: January 2023 (disputed)" in full
    assert full.count("; or, for the whole list: She never held an office (disputed)") == 2
    page = told(show(store, "ada"))
    assert "roles as a whole disputed: She never held an office" in page
    assert "confirmed disputed: also May 2025" in page
    assert "confirmed as a whole disputed: also January 2023" in page


def test_a_disputed_date_of_an_entry_follows_the_status(dossier_of: Callable[[str], Store]) -> None:
    page = text.render(commitments(dossier_of(HEAD + SEVERAL), CommitmentSelection(), DAY, full=False))
    assert "Send the corn, delayed, date: February 2025 A12; or: March 2025 B7" in page


PARTS = """
people:
  ada:
    name: Ada Moor
    cite: log 5
    contact: {email: ada@example.org, phone: "1234567", address: 4 Sluice Lane}
    differs:
    - {field: contact, value: No address is known, cite: wire 1}
    - {field: contact.phone, value: "7654321", cite: wire 2}
agreements:
  oak:
    title: Oak deed
    parties: [orm, vey]
    cite: log 6
    provisions: [{text: Corn is free, cite: log 7}, {text: Wool is taxed, cite: log 8}]
    differs:
    - {field: provisions, value: It provides for nothing, cite: wire 3}
    - {field: provisions.0, value: A clause on salt, cite: wire 4}
    - {field: provisions.1.text, value: Wool is free, cite: wire 5}
commitments:
  send:
    text: Send the corn
    by: orm
    cite: log 10
    log: [{date: 2025-01, status: pledged, cite: log 11}, {date: 2025-02, status: delayed, cite: log 12}]
    differs: [{field: log, value: Nothing was said, cite: wire 6}, {field: log.1.date, value: 2025-03, cite: wire 7}]
"""


def test_a_value_of_several_fields_has_each_rival_once_with_its_field(dossier_of: Callable[[str], Store]) -> None:
    store = dossier_of(HEAD + PARTS)
    contact = (
        "email: ada@example.org; phone: 1234567; or: 7654321 (disputed); address: 4 Sluice Lane;"
        " or: No address is known (disputed)"
    )
    provisions = (
        "provisions: Corn is free; or: A clause on salt (disputed); Wool is taxed; or: Wool is free (disputed);"
        " or, for the whole list: It provides for nothing (disputed)"
    )
    assert contact in told(who(store, "ada", DAY))
    found = {word: told(search(store, Search(word))) for word in ("ada", "oak")}
    assert f"contact: {contact}" in found["ada"].replace("«", "").replace("»", "")
    assert found["ada"].count("7654321") == 1
    assert provisions in found["oak"]
    assert [found["oak"].count(value) for value in ("salt", "Wool is free", "nothing")] == [1, 1, 1]


def test_a_version_of_a_whole_list_keeps_the_doubts_within_it(dossier_of: Callable[[str], Store]) -> None:
    page = text.render(commitments(dossier_of(HEAD + PARTS), CommitmentSelection(), DAY, full=False))
    assert "log: pledged; date: January 2025 A11; delayed; date: February 2025 A12 or March 2025; or: Nothing" in page
    assert "B6  B7" in page


MET = """
people:
  ada: {name: Ada Moor, cite: log 5, roles: [{title: Judge, org: mill, seen: 2025-12, cite: log 6}]}
  bo: {name: Bo Fenn, cite: log 7, roles: [{title: Clerk, org: vey, seen: 2025-12, cite: log 7}]}
events:
  round:
    title: Winter round
    date: 2025-03
    kind: talks
    status: held
    who: {ada: host, bo: guest}
    cite: log 8
    differs:
    - {field: who, value: Only clerks were there, cite: wire 1}
    - {field: who.bo, value: witness, cite: wire 2}
    - {field: status, value: cancelled, cite: wire 3}
"""


def test_a_dispute_is_told_once(dossier_of: Callable[[str], Store]) -> None:
    store = dossier_of((HEAD + MET).replace("part_of: orm,", "part_of: orm, differs: [{field: part_of, value: vey}],"))
    brought = told(meeting(store, Meeting(("bo",), DAY)))
    assert "Winter round (held or cancelled (disputed)) (disputed)" in brought
    assert "(disputed) (disputed)" not in brought
    found = told(search(store, Search("winter"))).replace("«", "").replace("»", "")
    assert found.count("cancelled") == 1
    short = text.render(meeting(store, Meeting(("ada",), DAY), full=False))
    assert "Mill, part of: Orm A3; or: Vey" in short
    assert "country: Orm" not in short
    assert "or Vey (disputed)" in told(who(store, "ada", DAY))


def test_who_was_met_has_the_rivals_of_all_participants(dossier_of: Callable[[str], Store]) -> None:
    printed = told(who(dossier_of(HEAD + MET), "ada", DAY))
    assert "Bo Fenn: witness" not in printed
    assert "Bo Fenn: guest; or: witness (disputed); who disputed: Only clerks were there" in printed


def test_a_status_without_a_dispute_hides_no_other(dossier_of: Callable[[str], Store]) -> None:
    rivals = "{field: status, value: cancelled, cite: wire 3}"
    store = dossier_of((HEAD + MET).replace(rivals, "{field: part_of, value: fair, cite: wire 3}"))
    assert "part of: fair (disputed)" in told(search(store, Search("winter")))


def test_a_rival_does_not_stand_beside_words_that_are_not_the_value(dossier_of: Callable[[str], Store]) -> None:
    page = text.render(graph(dossier_of(HEAD + TIES), GraphSelection("elm"), full=False))
    assert "party≠ ← Orm" in page
    assert "- Elm deed, parties: Orm A9; or: Quay B2" in page
