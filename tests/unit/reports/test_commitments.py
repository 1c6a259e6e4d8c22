"""Commitments: who owes what, the latest status, and whether it is overdue, in a small dossier on a ferry."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from brief.document import Block, Card, Document, Heading, Notice, Table, cells
from brief.dossier.as_of import AsOf
from brief.dossier.protocol import Kind
from brief.model.commitments import Commitment
from brief.model.dates import Date
from brief.model.user_error import UserError
from brief.renderers import Format, render
from brief.reports.commitments import CommitmentSelection, commitments
from brief.reports.gap_finders import Gaps
from brief.reports.gaps import gaps
from brief.reports.meeting import Meeting, meeting
from brief.reports.memo import Memo, memo
from brief.reports.overview import overview
from brief.reports.show import show
from brief.reports.tracker import tracker
from brief.reports.who import who
from brief.stores import query, trust
from brief.stores.query import Store

FERRY = """
dossier: {title: The ferry, parties: [nordland, southland]}
sources:
  log: {title: The harbour log, published: 2024-04-05}
  rumour: {title: What is told at the quay, published: 2024-02}
organizations:
  nordland: {name: Nordland, kind: country, cite: log p. 1}
  southland: {name: Southland, kind: country, cite: log p. 1}
  nord-port: {name: Port of Nordland, part_of: nordland, cite: log p. 1}
events:
  ramp-opened: {title: The ramp opens, date: 2024-03, cite: log p. 4}
commitments:
  ramp:
    text: Build a ramp
    by: nord-port
    for: southland
    made: 2023-01-02
    due: 2024-05
    log:
    - {date: 2023-01-02, status: pledged, said_by: nordland, cite: log p. 2}
    - {date: 2024-03-09, status: done, said_by: nordland, cite: log p. 4}
    evidence: ramp-opened
    cite: log p. 2
  buoy:
    text: Lay a buoy
    by: southland
    made: 2023-02
    due: 2023-09
    log:
    - {date: 2023-02, status: under-way, cite: log p. 3, note: Told by the crew.}
    cite: log p. 3
    differs:
    - {field: due, value: 2025, cite: rumour, note: Nobody wrote it down.}
    - {field: log.0.status, value: dropped, cite: rumour}
  bell:
    text: Hang a bell
    for: nordland
    unclear: Which bell.
    cite: log p. 5
    differs:
    - {value: No bell was promised, cite: rumour}
"""


@pytest.fixture
def ferry(dossier_of: Callable[[str], Store]) -> Store:
    return dossier_of(FERRY)


Asked = Callable[..., Document]


@pytest.fixture
def asked(ferry: Store) -> Asked:
    def ask(today: str = "2026-01-01", **words: Any) -> Document:
        dossier = AsOf(ferry, Date.parse(words.pop("as_of"))) if "as_of" in words else ferry
        return commitments(dossier, CommitmentSelection(**words), Date.parse(today))

    return ask


def cards(document: Document, part: int = 0) -> dict[str, Card]:
    """Return the commitments by id: the matches, or in part 1 the possible matches."""
    found: list[dict[str, Card]] = [{}]
    for block in document.blocks:
        if isinstance(block, Heading):
            found.append({})
        elif isinstance(block, Card):
            found[-1][block.id] = block
    return found[part]


def said(card: Card) -> dict[str, str]:
    fields = {part.key: " ".join(line.text for line in part.lines) for part in card.fields}
    return {"promise": card.title.text, **fields}


def test_of_a_promise_kept_nothing_says_whether_it_is_overdue_and_it_names_what_shows_it(asked: Asked) -> None:
    ramp = said(cards(asked())["ramp"])
    assert (ramp["by"], ramp["for"]) == ("Port of Nordland", "Southland")
    assert ramp["due"] == "May 2024"
    assert ramp["status"] == "reported done (Nordland, 9 March 2024)"
    assert ramp["evidence"] == "The ramp opens, March 2024"


def test_the_world_as_it_was_knows_neither_later_words_nor_later_evidence(asked: Asked) -> None:
    ramp = said(cards(asked(as_of="2023-06"))["ramp"])
    assert ramp["status"] == "reported pledged (Nordland, 2 January 2023)"
    assert ramp["evidence"] == "nothing on record"
    assert "ramp" not in cards(asked(as_of="2022"))


def test_a_deadline_in_dispute_is_printed_with_its_rival_and_leaves_the_answer_open(asked: Asked) -> None:
    document = asked("2024-06-01")
    due = "September 2023 or 2025 (disputed)"
    buoy = cards(document)["buoy"]
    assert said(buoy)["due"] == f"{due}; perhaps overdue"
    cites = next(note for part in buoy.fields if part.key == "due" for line in part.lines for note in [line.cites])
    assert {note.source for note in cites} == {"log", "rumour"}
    assert said(cards(asked("2026-01-01"))["buoy"])["due"] == f"{due}; overdue"
    assert said(cards(asked("2023-08-31"))["buoy"])["due"] == f"{due}; not overdue"


def test_a_deadline_that_may_or_may_not_be_past_is_not_decided(asked: Asked) -> None:
    assert said(cards(asked("2023-09-15"))["buoy"])["due"].endswith("; perhaps overdue")


def test_what_is_not_said_is_said_to_be_unknown(asked: Asked) -> None:
    bell = said(cards(asked())["bell"])
    assert bell["promise"] == "Hang a bell; or: No bell was promised (disputed)"
    assert (bell["by"], bell["for"]) == ("not said", "Nordland")
    assert bell["made"] == "date unknown"
    assert bell["due"] == "no deadline given"
    assert bell["status"] == "nothing said of it since"
    assert bell["unclear"] == "Which bell."


def test_a_status_stands_beside_what_is_said_instead_and_above_the_remark_on_it(asked: Asked) -> None:
    buoy = said(cards(asked())["buoy"])
    assert buoy["status"] == "under way or dropped (disputed) (February 2023) Told by the crew."
    assert "others" not in buoy


@pytest.mark.parametrize(
    ("entry", "told", "short"),
    [
        (
            "status: delayed, said_by: kalam, date: 2018-11-15",
            "reported delayed (Kalam, 15 November 2018)",
            "reported delayed (Kalam, 15 Nov 2018)",
        ),
        (
            "status: partly-done, said_by: [kalam, chowdhury]",
            "reported partly done (Kalam, Chowdhury, date unknown)",
            "reported partly done (Kalam, Chowdhury)",
        ),
        ("status: done, date: 2018", "done (2018)", "done, 2018"),
        (
            "status: done, said_by: kalam, date: 2018, inferred: Guess",
            "reported done (Kalam, 2018; inferred)",
            "reported done (Kalam, 2018) (inferred)",
        ),
        ("status: done, date: 2018, inferred: Guess", "done (2018; inferred)", "done, 2018 (inferred)"),
        ("status: pledged, said_by: chowdhury, date: 2018", "pledged (Chowdhury, 2018)", "pledged, 2018"),
        (
            "status: done, said_by: chowdhury, date: 2018",
            "reported done (Chowdhury, 2018)",
            "reported done (Chowdhury, 2018)",
        ),
        (
            "status: withdrawn, done_by: chowdhury, date: 2018",
            "withdrawn by Chowdhury (2018)",
            "withdrawn by Chowdhury (2018)",
        ),
    ],
)
def test_who_reports_a_status_did_not_bring_it_about(
    dossier_of: Callable[[str], Store], entry: str, told: str, short: str
) -> None:
    store = dossier_of(
        "dossier: {title: The dam}\npeople: {kalam: {name: Kalam}, chowdhury: {name: Chowdhury}}\n"
        f"commitments: {{dam: {{text: Build a dam, by: chowdhury, log: [{{{entry}}}]}}}}\n"
    )
    day = Date.parse("2020-01-01")
    printed = [
        commitments(store, CommitmentSelection(), day),
        memo(store, Memo(day)),
        memo(store, Memo(day, layout="one-pager")),
        show(store, "chowdhury"),
    ]
    printed += [show(store, "kalam")] if "kalam" in entry else []
    printed += [] if "status: done" in entry else [meeting(store, Meeting(("chowdhury",), day))]
    for document in printed:
        text = "\n".join(found.text for found in cells(document.blocks))
        assert told in text or short in text
        assert ("reported" in text) is ("reported" in told)
        assert "by Kalam" not in text


def test_a_dossier_without_promises_says_so_and_that_is_an_answer(dossier_of: Callable[[str], Store]) -> None:
    empty = dossier_of("dossier: {title: Nothing promised}\norganizations: {nordland: {name: Nordland}}\n")

    def ask(by: str | None = None) -> tuple[bool, list[str]]:
        document = commitments(empty, CommitmentSelection(by), Date.parse("2026-01-01"))
        return document.answers, [block.text.text for block in document.blocks if isinstance(block, Notice)]

    none = ["There are no commitments here."]
    assert ask() == (True, none)
    assert not ask(by="Nordland")[0]


def test_what_bears_no_date_may_be_later_than_the_day_asked_for(asked: Asked) -> None:
    texts = [block.text.text for block in asked(as_of="1800").blocks if isinstance(block, Notice)]
    assert "Undated facts are as known today, not as of 1800." in texts
    assert list(cards(asked(as_of="1800"))) == ["bell"]


def test_an_organization_takes_in_what_is_part_of_it_and_the_unknown_stands_apart(asked: Asked) -> None:
    document = asked(by="Nordland")
    assert list(cards(document)) == ["ramp"]
    assert list(cards(document, 1)) == ["bell"]
    heading = next(block.text for block in document.blocks if isinstance(block, Heading))
    assert heading == "Possible matches"


def test_a_status_is_the_last_one_and_may_be_written_in_two_words(asked: Asked) -> None:
    assert list(cards(asked(status="under way"))) == ["buoy"]
    assert list(cards(asked(status="pledged"))) == []
    assert not asked(status="pledged").answers


DEADLINES = """
dossier: {title: The quay}
sources: {log: {title: The harbour log}}
organizations: {club: {name: Club, cite: log p. 1}, guild: {name: Guild, cite: log p. 1}}
commitments:
  may: {text: Paint the quay, by: club, due: 2024-05, cite: log p. 2}
  last-of-may: {text: Light the quay, by: club, due: 2024-05-31, cite: log p. 2}
  about: {text: Sweep the quay, by: guild, due: 2024~, cite: log p. 2}
  within: {text: Widen the quay, by: club, due: 2023/2026, cite: log p. 2}
  rival:
    {text: Raise it, by: club, due: 2024-01, cite: log p. 2, differs: [{field: due, value: 2027, cite: log p. 3}]}
  kept:
    {text: Map it, by: club, due: 2024-01, cite: log p. 2, log: [{date: 2024-02, status: done, cite: log p. 4}]}
  undated: {text: Sing on the quay, by: club, cite: log p. 2}
"""


@pytest.mark.parametrize("full", [True, False])
@pytest.mark.parametrize(
    ("today", "asked_for", "certain", "possible", "remark"),
    [
        ("2024-05-15", {"overdue": True}, "", "may about rival", "overdue as of 15 May 2024"),
        ("2024-06-01", {"overdue": True}, "may last-of-may", "about rival", "overdue as of 1 June 2024"),
        ("2024-05-31", {"overdue": True, "by": "guild"}, "", "about", "by Guild, overdue as of 31 May 2024"),
        ("2022", {"overdue": True}, "", "", "overdue as of 2022"),
        ("2028", {"overdue": True}, "may last-of-may about within rival", "", "overdue as of 2028"),
        ("2020", {"due_by": "2024-05-30"}, "kept", "may about rival", "due by 30 May 2024"),
        ("2020", {"due_by": "2024-05-31"}, "may last-of-may kept", "about rival", "due by 31 May 2024"),
        ("2020", {"due_by": "2024-05"}, "may last-of-may kept", "about rival", "due by May 2024"),
        ("2020", {"due_by": "2026"}, "may last-of-may about within kept", "rival", "due by 2026"),
        (
            "2020",
            {"due_by": "2024-02", "status": "done"},
            "kept",
            "about rival",
            "with the status done, due by February 2024",
        ),
        (
            "2025",
            {"due_by": "2024-05-30", "overdue": True},
            "",
            "may about rival",
            "overdue as of 2025, due by 30 May 2024",
        ),
        ("2020", {"due_by": "2021"}, "", "", "due by 2021"),
    ],
)
def test_what_is_overdue_or_due_by_a_day_is_listed_and_what_may_be_stands_apart(
    dossier_of: Callable[[str], Store],
    full: bool,
    today: str,
    asked_for: dict[str, Any],
    certain: str,
    possible: str,
    remark: str,
) -> None:
    due_by = asked_for.get("due_by")
    selection = CommitmentSelection(**asked_for | {"due_by": due_by and Date.parse(due_by)})
    document = commitments(dossier_of(DEADLINES), selection, Date.parse(today), full=full)
    blocks = [*document.blocks]
    (remarked, *_) = (block.text.text for block in blocks if isinstance(block, Notice))
    assert remarked == f"Only commitments {remark}."
    split = next((at for at, block in enumerate(blocks) if getattr(block, "text", "") == "Possible matches"), None)
    parts = (blocks[:split], blocks[split:] if split is not None else [])
    assert [listed(part) for part in parts] == [{*certain.split()}, {*possible.split()}]
    assert document.answers is bool(certain)


def listed(blocks: list[Block]) -> set[str]:
    """Return the ids of the commitments on cards or in the rows of a table."""
    on_cards = {block.id for block in blocks if isinstance(block, Card)}
    return on_cards | {row.id for block in blocks if isinstance(block, Table) for row in block.rows}


def test_overdue_is_no_status_but_an_option(asked: Asked) -> None:
    with pytest.raises(UserError) as failure:
        asked(status="Overdue")
    assert (failure.value.hint, failure.value.code) == ("use --overdue", 2)


MAYBE = """
dossier: {title: The ferry, parties: [nordland, southland]}
sources: {log: {title: The harbour log}}
organizations:
  nordland: {name: Nordland, kind: country, cite: log p. 1}
  southland: {name: Southland, kind: country, cite: log p. 1}
people:
  ada-finn: {name: Ada Finn, cite: log p. 1}
events:
  ramp-opened: {title: The ramp opens, date: 2024-03, cite: log p. 4}
commitments:
  ramp:
    text: Build a ramp
    by: nordland
    made: 2023-01
    due: 2024-01
    log:
    - {date: 2023-01, status: pledged, cite: log p. 2}
    - {date: 2024-03, status: done, cite: log p. 4, note: Told by the crew.}
    evidence: ramp-opened
    cite: log p. 2
    differs:
    - {field: by, value: Nordland and Southland, cite: log p. 3}
  buoy:
    text: Lay a buoy
    by: nordland
    log:
    - {status: pledged, cite: log p. 3}
    cite: log p. 3
    differs:
    - {field: by, value: the crew of the ferry, cite: log p. 5}
"""


@pytest.fixture
def maybe(dossier_of: Callable[[str], Store]) -> Asked:
    store = dossier_of(MAYBE)

    def ask(as_of: str | None = None, **words: Any) -> Document:
        dossier = AsOf(store, Date.parse(as_of)) if as_of else store
        return commitments(dossier, CommitmentSelection(**words), Date.parse("2026"))

    return ask


def test_what_may_be_later_stands_behind_what_was_certainly_said(maybe: Asked) -> None:
    ramp = said(cards(maybe("2024-03-10"))["ramp"])
    assert ramp["status"] == (
        "pledged (January 2023) done (March 2024; may be later than 10 March 2024) Told by the crew."
    )
    assert ramp["due"] == "January 2024; perhaps overdue"
    assert ramp["evidence"] == "The ramp opens, March 2024 (may be later than 10 March 2024)"
    assert said(cards(maybe("2024-03"))["ramp"])["status"].startswith("done (March 2024) Told")
    assert said(cards(maybe("2024"))["ramp"])["status"].startswith("done (March 2024) Told")


@pytest.mark.parametrize(
    ("status", "as_of", "fitting", "doubtful"),
    [
        ("done", "2024-03-10", [], ["ramp"]),
        ("pledged", "2024-03-10", [], ["ramp", "buoy"]),
        ("done", "2024-03", ["ramp"], []),
        ("pledged", "2024-02", ["ramp"], ["buoy"]),
        ("pledged", None, ["buoy"], []),
        ("dropped", "2024-03-10", [], []),
    ],
)
def test_a_status_that_may_be_later_is_not_counted_as_reached(
    maybe: Asked, status: str, as_of: str | None, fitting: list[str], doubtful: list[str]
) -> None:
    document = maybe(as_of, status=status)
    assert list(cards(document)) == fitting
    assert sorted(cards(document, 1) if doubtful else []) == sorted(doubtful)
    assert any(isinstance(block, Heading) for block in document.blocks) == bool(doubtful)


@pytest.mark.parametrize(
    ("as_of", "fitting", "doubtful"),
    [("2023-12", [], []), ("2024-02", ["ramp"], []), ("2024-03-10", [], ["ramp"]), ("2024-03", [], [])],
)
def test_what_was_done_later_was_overdue_on_the_day_asked_for(
    maybe: Asked, as_of: str, fitting: list[str], doubtful: list[str]
) -> None:
    document = maybe(as_of, overdue=True)
    assert list(cards(document)) == fitting
    assert list(cards(document, 1) if doubtful else []) == doubtful
    assert any(isinstance(block, Heading) for block in document.blocks) == bool(doubtful)


def test_a_year_as_of_which_is_asked_takes_in_all_that_lies_in_it(maybe: Asked) -> None:
    assert said(cards(maybe("2023"))["ramp"])["made"] == "January 2023"
    assert said(cards(maybe("2023-01-15"))["ramp"])["made"] == "January 2023 (may be later than 15 January 2023)"


def test_what_is_disputed_cannot_be_told_only_where_a_version_may_name_who_is_asked_for(maybe: Asked) -> None:
    assert sorted(cards(maybe(by="Southland"), 1)) == ["buoy", "ramp"]
    assert list(cards(maybe(by="Ada Finn"), 1)) == ["buoy"]


def test_the_overdue_come_first_and_the_settled_last(asked: Asked) -> None:
    assert list(cards(asked())) == ["buoy", "bell", "ramp"]


def test_a_wrong_status_is_answered_with_the_nearest(asked: Asked) -> None:
    with pytest.raises(UserError) as failure:
        asked(status="pleged")
    assert (failure.value.hint, failure.value.code) == ("did you mean `pledged`?", 2)


def test_a_wrong_name_is_answered_with_the_nearest(asked: Asked) -> None:
    with pytest.raises(UserError, match="--by: no person or organization"):
        asked(by="Nrdland Sea Board")


def test_what_is_inferred_rests_on_no_source(dossier_of: Callable[[str], Store]) -> None:
    store = dossier_of(
        "dossier: {title: T}\nsources: {log: {title: The log}}\norganizations: {board: {name: Board}}\n"
        "commitments: {raft: {text: Build a raft, by: board, made: 2001, cite: log ¶2, "
        "inferred: {made: The day of the pact (¶1).}}}\n"
    )
    card = cards(commitments(store, CommitmentSelection(), Date.parse("2002")))["raft"]
    (made,) = (line for part in card.fields if part.key == "made" for line in part.lines)
    assert (made.text, made.cites) == ("2001 (inferred)", ())
    assert said(card)["inferred"] == "made: The day of the pact (¶1)."
    assert card.title.cites
    assert all(line.cites for part in card.fields if part.key == "by" for line in part.lines)


def test_of_many_the_most_urgent_are_shown_and_the_others_counted(asked: Asked) -> None:
    every = [block for block in asked().blocks if isinstance(block, Card)]
    assert len(every) > 2
    for limit in range(1, len(every) + 1):
        document = asked(limit=limit)
        assert document.title == asked().title
        assert [block for block in document.blocks if isinstance(block, Card)] == every[:limit]
        rest = len(every) - limit
        remarks = [block.text.text for block in document.blocks if isinstance(block, Notice)]
        assert remarks == ([f"{limit} of {len(every)}; all: brief commitments"] if rest else [])


def test_however_few_are_kept_the_order_is_that_of_all(dossier_of: Callable[[str], Store]) -> None:
    dues = [2030, 2020, 2040, 2010, 2021, 2050, 2011]
    promises = "".join(f"  p-{number}: {{text: P, due: {due}, by: club}}\n" for number, due in enumerate(dues))
    store = dossier_of(f"dossier: {{title: D}}\norganizations: {{club: {{name: Club}}}}\ncommitments:\n{promises}")

    def shown(limit: int | None) -> list[str]:
        document = commitments(store, CommitmentSelection(limit=limit), Date.parse("2026"))
        return [block.id for block in document.blocks if isinstance(block, Card)]

    assert shown(None) == ["p-3", "p-6", "p-1", "p-4", "p-0", "p-2", "p-5"]
    assert all(shown(limit) == shown(None)[:limit] for limit in range(1, 8))


def test_what_matters_most_comes_first_and_what_is_settled_last(dossier_of: Callable[[str], Store]) -> None:
    promises = """
  late: {text: Late, by: club, due: 2020}
  done: {text: Done, by: club, importance: high, log: [{date: 2024, status: done}]}
  small: {text: Small, by: club, due: 2010, importance: low}
  great: {text: Great, by: club, importance: high}
"""
    store = dossier_of(f"dossier: {{title: D}}\norganizations: {{club: {{name: Club}}}}\ncommitments:{promises}")
    document = commitments(store, CommitmentSelection(), Date.parse("2026"))
    assert [block.id for block in document.blocks if isinstance(block, Card)] == ["great", "late", "small", "done"]


def test_of_very_many_promises_no_more_are_read_than_are_ranked_or_may_be_asked_for(
    dossier_of: Callable[[str], Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    promises = "".join(f"  p-{number}: {{text: P, by: club, for: club, due: 2020}}\n" for number in range(300))
    promises += "  ours: {text: Ours, by: guild, for: club}\n  whose: {text: Whose, for: club}\n"
    bodies = "organizations: {club: {name: Club}, guild: {name: Guild}}\n"
    store = dossier_of(f"dossier: {{title: D}}\n{bodies}commitments:\n{promises}")
    decoded: list[str] = []
    decode = trust.decoded

    def noted(cls: type[Kind], body: str) -> Kind:
        decoded.append(cls.KIND)
        return decode(cls, body)

    monkeypatch.setattr(query, "decoded", noted)
    document = commitments(store, CommitmentSelection(limit=3), Date.parse("2026"))
    assert document.subtitle == "302 commitments · as of 2026"
    assert decoded.count("commitment") == 200
    decoded.clear()
    document = commitments(store, CommitmentSelection(by="guild"), Date.parse("2026"))
    assert [block.id for block in document.blocks if isinstance(block, Card)] == ["ours", "whose"]
    assert decoded.count("commitment") == 2


NOTHING = ("nothing to show", "Nothing is recorded", "nothing on record", "nothing recorded", "there is nothing")


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ("log: [{date: 2024-01, status: partly-done, said_by: southland, cite: log p. 4}]", "reported partly done"),
        (
            "log: [{date: 2024-01, status: partly-done, cite: log p. 4}, {date: 2024-02, status: delayed}]",
            "partly done (January 2024)",
        ),
        (
            "made: 2023-01, figures: [{what: bells, value: '64'}, {what: bells hung, value: '41', date: 2024-02}]",
            "bells hung: 41 (February 2024); promised: bells: 64",
        ),
        ("log: [{date: 2024-01, status: delayed}]", ""),
        ("made: 2023-01, figures: [{what: bells, value: '64', date: 2023-01}, {what: towers, value: '3'}]", ""),
    ],
)
def test_what_is_partly_done_has_something_to_show(more: str, told: str, dossier_of: Callable[[str], Store]) -> None:
    store = dossier_of(
        "dossier: {title: Bells, our_side: southland}\n"
        "sources:\n  log: {title: Log, published: 2024-04-05}\n"
        "organizations:\n  nordland: {name: Nordland, cite: log p. 1}\n  southland: {name: Southland, cite: log p. 1}\n"
        f"commitments:\n  bells: {{text: Hang bells, by: nordland, due: 2024-03, cite: log p. 2, {more}}}\n"
    )
    day = Date.parse("2024-06-01")
    for document in (
        commitments(store, CommitmentSelection(), day),
        commitments(store, CommitmentSelection(), day, full=False),
        gaps(store, Gaps(day)),
        overview(store, day),
    ):
        words = " ".join(found.text for found in cells(document.blocks))
        assert any(phrase in words for phrase in NOTHING) is not bool(told), words
    (card,) = [block for block in commitments(store, CommitmentSelection(), day).blocks if isinstance(block, Card)]
    assert told in " ".join(line.text for field in card.fields if field.key == "evidence" for line in field.lines)


def test_who_did_it_stands_before_who_says_so(dossier_of: Callable[[str], Store]) -> None:
    entry = "log: [{date: 2024-01, status: dropped, said_by: nordland, done_by: southland, cite: log p. 5}]"
    knell = f"  knell: {{text: Ring a bell, by: southland, {entry}, cite: log p. 3}}\n"
    store = dossier_of(f"{FERRY}{knell}")
    told = ["dropped by Southland (reported by Nordland, January 2024)", "reported dropped, Jan 2024"]
    for full, words in zip((True, False), told, strict=True):
        page = commitments(store, CommitmentSelection(), Date.parse("2024-04-05"), full=full)
        assert words in [found.text for found in cells(page.blocks)]


DUE = "{text: Ring a bell, due: 2024-03}"
BARE = "{text: Paint the bell}"
KEPT = "{text: Hang the bell, log: [{status: done}], evidence: ramp-opened}"
RULE = "{text: Ring at noon, log: [{status: standing}]}"


@pytest.mark.parametrize(
    ("held", "told"),
    [
        ((DUE, BARE), "1 of 2 lacks a deadline."),
        ((DUE, DUE, BARE, KEPT, RULE), "1 of the 3 open commitments that need a deadline has none."),
        ((DUE, BARE, BARE, RULE), "2 of the 3 open commitments that need a deadline have none."),
        ((KEPT.replace("log", "due: 2024-02, log"), BARE), "The open commitment that needs a deadline has none."),
        ((BARE, KEPT, RULE), "None has a deadline."),
        ((DUE, KEPT, RULE), ""),
    ],
)
def test_only_open_commitments_that_need_a_deadline_are_said_to_lack_one(
    dossier_of: Callable[[str], Store], held: tuple[str, ...], told: str
) -> None:
    ferry = FERRY.partition("commitments:")[0]
    listed = "".join(f"  c{at}: {text}\n" for at, text in enumerate(held))
    store = dossier_of(f"{ferry}commitments:\n{listed}")
    page = commitments(store, CommitmentSelection(), Date.parse("2024-04-05"), full=False)
    (remark,) = (block.text.text for block in page.blocks if isinstance(block, Notice))
    sentences = (found.strip() for found in re.findall(r"[^.]+\.", remark))
    assert [found for found in sentences if "deadline" in found] == ([told] if told else [])


@pytest.mark.parametrize(
    ("inferred", "marked"),
    [("{evidence: The dates fit.}", "ab"), ("{evidence.1: The dates fit.}", "b"), ("{made: Guessed.}", "")],
)
def test_evidence_that_is_inferred_has_its_mark_wherever_it_is_printed(
    inferred: str, marked: str, dossier_of: Callable[[str], Store]
) -> None:
    store = dossier_of(
        "dossier: {title: The ferry}\nsources: {log: {title: The log}}\n"
        "people: {ann: {name: Ann Lee, cite: log p. 1}}\n"
        "events:\n  a: {title: Event a, date: 2024-03, cite: log p. 4}\n"
        "  b: {title: Event b, date: 2024-04, cite: log p. 4}\n"
        f"commitments:\n  ramp: {{text: Build a ramp, by: ann, evidence: [a, b], "
        f"inferred: {inferred}, cite: log p. 2}}\n"
    )
    day = Date.parse("2026-01-01")
    short = (commitments(store, CommitmentSelection(), day, full=False), who(store, "ann", day, full=False))
    for page in short:
        signs = ("~" if each in marked else "" for each in "ab")
        assert "Event a{}; Event b{}  ".format(*signs) in render(page, Format.TEXT)
    words = (" (inferred)" if each in marked else "" for each in "ab")
    full = commitments(store, CommitmentSelection(), day)
    uncited = re.sub(r" \[[^]]+\]", "", render(full, Format.TEXT))
    assert "Event a{}, March 2024; Event b{}, April 2024".format(*words) in uncited
    (card,) = (block for block in json.loads(render(full, Format.JSON))["blocks"] if block["type"] == "card")
    (shown,) = (line for field in card["fields"]["evidence"] for line in [field])
    assert [sign["sign"] for sign in shown.get("signs", [])] == ["inferred"] * len(marked)


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("status: done, done_by: southland", "done, Jan 2024"),
        ("status: done, done_by: nordland", "done by Nordland (Jan 2024)"),
        ("status: delayed, said_by: nordland", "reported delayed, Jan 2024"),
        ("status: done, said_by: southland", "reported done (Southland, Jan 2024)"),
    ],
)
def test_a_short_status_names_only_who_is_not_known_from_the_row(
    entry: str, told: str, dossier_of: Callable[[str], Store]
) -> None:
    log = f"log: [{{date: 2024-01, {entry}, cite: log p. 5}}]"
    store = dossier_of(f"{FERRY}  knell: {{text: Ring a bell, by: southland, {log}, cite: log p. 3}}\n")
    page = commitments(store, CommitmentSelection(by="southland"), Date.parse("2024-04-05"), full=False)
    assert told in [found.text for found in cells(page.blocks)]


def test_what_all_rows_have_in_common_is_said_once(dossier_of: Callable[[str], Store]) -> None:
    rows = "".join(
        f"  {id_}: {{text: Ring bell {id_}, by: southland, for: nordland, due: 2030-0{index}, cite: log p. {index}}}\n"
        for index, id_ in enumerate("abc", 1)
    )
    store = dossier_of(f"{FERRY.partition('commitments:')[0]}commitments:\n{rows}")
    page = commitments(store, CommitmentSelection(), Date.parse("2024-04-05"), full=False)
    assert [column.key for block in page.blocks if isinstance(block, Table) for column in block.columns] == [
        "what",
        "due",
    ]
    assert render(page, Format.TEXT).count("Southland → Nordland") == 1
    assert "All: Southland → Nordland." in render(page, Format.TEXT)


@pytest.mark.parametrize(
    ("inferred", "told"),
    [
        ("", "Southland, Nordland"),
        ("inferred: {by: guessed, for: guessed}", "Southland, Nordland~"),
        ("inferred: {for: guessed}", "Southland, Nordland"),
        ("inferred: {by: guessed}", "Southland, Nordland~"),
    ],
)
def test_mutual_parties_have_the_mark_only_if_it_is_inferred_who_owes(
    inferred: str, told: str, dossier_of: Callable[[str], Store]
) -> None:
    both = "[southland, nordland]"
    knell = f"  knell: {{text: Ring a bell, by: {both}, for: {both}, cite: log p. 3, {inferred}}}\n"
    store = dossier_of(f"{FERRY.partition('commitments:')[0]}commitments:\n{knell}")
    page = render(commitments(store, CommitmentSelection(), Date.parse("2024-04-05"), full=False), Format.TEXT)
    assert f"{told}  A p. 3" in page


@pytest.mark.parametrize(
    "other", ["", "  d: {text: Light the lamp, by: north, log: [{date: 2025-03-25, status: delayed}]}"]
)
@pytest.mark.parametrize("speaker", ["", "said_by: north, "])
def test_a_date_that_rows_share_is_that_of_their_status_whether_or_not_anyone_spoke_then(
    dossier_of: Callable[[str], Store], speaker: str, other: str
) -> None:
    log = f"by: north, made: 2025-02-01, log: [{{date: 2025-03-24, {speaker}status: pledged}}]"
    texts = ("a: {text: Ring the bell, %s}", "b: {text: Paint the boat, %s}", "c: {text: Sweep the quay, %s}")
    rows = "\n".join("  " + text % log for text in texts)
    store = dossier_of(
        f"dossier: {{title: Quay}}\norganizations: {{north: {{name: Northland}}}}\ncommitments:\n{rows}\n{other}\n"
    )
    blocks = tracker(store, list(store.every(Commitment)), Date.parse("2026-01-01"))
    (below,) = (block.text.text for block in blocks if isinstance(block, Notice))
    assert "said" not in below
    shared = "Unless another date is given, status as of 24 Mar 2025." if other else "Status as of 24 Mar 2025."
    assert shared in below
