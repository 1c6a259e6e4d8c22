"""Promises: who owes what, what was said last, and whether it is overdue, on a small dossier of a ferry."""

from collections.abc import Callable

import pytest

from brief.core.dates import Date
from brief.core.failure import Failure
from brief.document import Document, Heading, Row, Table
from brief.reports.commitments import Question, commitments
from brief.store.query import Store

FERRY = """
dossier: {title: The ferry, parties: [nordland, southland]}
sources:
  log: {title: The harbour log, published: 2024-01-05}
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
    def ask(today: str = "2026-01-01", **words: str) -> Document:
        as_of = Date.parse(words.pop("as_of")) if "as_of" in words else None
        return commitments(ferry, Question(**words, as_of=as_of), Date.parse(today))

    return ask


def rows(document: Document, table: int = 0) -> dict[str, Row]:
    tables = [block for block in document.blocks if isinstance(block, Table)]
    return {row.id: row for row in tables[table].rows}


def said(row: Row) -> dict[str, str]:
    names = ("promise", "parties", "made", "due", "overdue", "status", "evidence", "unclear")
    return dict(zip(names, (cell.text for cell in row.cells), strict=True))


def test_a_promise_kept_is_not_overdue_and_names_what_shows_it(asked: Asked) -> None:
    ramp = said(rows(asked())["ramp"])
    assert ramp["parties"] == "Port of Nordland to Southland"
    assert ramp["overdue"] == "no"
    assert ramp["status"] == "done by Nordland, 9 March 2024"
    assert ramp["evidence"] == "The ramp opens, March 2024"


def test_the_world_as_it_was_knows_neither_later_words_nor_later_evidence(asked: Asked) -> None:
    ramp = said(rows(asked(as_of="2023-06"))["ramp"])
    assert ramp["status"] == "pledged by Nordland, 2 January 2023"
    assert ramp["evidence"] == "nothing that carries it out"
    assert "ramp" not in rows(asked(as_of="2022"))


def test_a_deadline_in_dispute_is_printed_with_its_rival_and_leaves_the_answer_open(asked: Asked) -> None:
    document = asked("2024-06-01")
    buoy = said(rows(document)["buoy"])
    assert buoy["due"] == "September 2023; or: 2025 (disputed)"
    assert buoy["overdue"] == "cannot tell"
    assert {note.source for note in rows(document)["buoy"].cells[3].cites} == {"log", "rumour"}
    assert said(rows(asked("2026-01-01"))["buoy"])["overdue"] == "yes"
    assert said(rows(asked("2023-08-31"))["buoy"])["overdue"] == "no"


def test_a_deadline_that_may_or_may_not_be_past_is_not_decided(asked: Asked) -> None:
    assert said(rows(asked("2023-09-15"))["buoy"])["overdue"] == "cannot tell"


def test_what_is_not_said_is_said_to_be_unknown(asked: Asked) -> None:
    bell = said(rows(asked())["bell"])
    assert bell["promise"] == "Hang a bell; or: No bell was promised (disputed)"
    assert bell["parties"] == "not said by whom to Nordland"
    assert bell["made"] == "date unknown"
    assert bell["overdue"] == "no deadline given"
    assert bell["status"] == "nothing said of it since"
    assert bell["unclear"] == "Which bell."


def test_a_remark_on_the_status_stands_with_what_is_unclear(asked: Asked) -> None:
    assert said(rows(asked())["buoy"])["unclear"] == "On the status: Told by the crew."


def test_an_organization_takes_in_what_is_part_of_it_and_the_unknown_stands_apart(asked: Asked) -> None:
    document = asked(by="Nordland")
    assert list(rows(document)) == ["ramp"]
    assert list(rows(document, 1)) == ["bell"]
    heading = next(block.text for block in document.blocks if isinstance(block, Heading))
    assert heading == "Whether these belong here cannot be told (1)"


def test_a_status_is_the_last_one_and_may_be_written_in_two_words(asked: Asked) -> None:
    assert list(rows(asked(status="under way"))) == ["buoy"]
    assert list(rows(asked(status="pledged"))) == []
    assert not asked(status="pledged").answers


def test_the_overdue_come_first_and_the_settled_last(asked: Asked) -> None:
    assert list(rows(asked())) == ["buoy", "bell", "ramp"]


def test_a_wrong_status_is_answered_with_the_nearest(asked: Asked) -> None:
    with pytest.raises(Failure) as failure:
        asked(status="pleged")
    assert (failure.value.hint, failure.value.code) == ("did you mean `pledged`?", 2)


def test_a_wrong_name_is_answered_with_the_nearest(asked: Asked) -> None:
    with pytest.raises(Failure, match="--by: no person or organization"):
        asked(by="Nrdland Sea Board")
