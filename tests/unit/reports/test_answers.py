"""A question with an answer is printed with it, and is nowhere called open."""

from collections.abc import Callable, Iterator

import pytest

from brief.document import Document
from brief.model.dates import Date
from brief.renderers import Format, render
from brief.reports.gap_finders import Gaps
from brief.reports.gaps import gaps
from brief.reports.meeting import Meeting, meeting
from brief.reports.search import Search, search
from brief.reports.show import show
from brief.reports.who import who
from brief.stores.query import Store

DAY = Date.parse("2024-06-01")
ASKED = """
dossier: {title: The strait, our_side: exland}
sources:
  log: {title: Log, published: 2024-05}
organizations:
  exland: {name: Exland, kind: country, cite: log p. 1}
people:
  ann: {name: Ann Lee, roles: [{title: Clerk, org: exland, seen: 2024-01, cite: log p. 1}]}
questions:
  lamps: {text: Who lit the lamps?, about: [ann, exland], answer: The pilots did., flagged_by: FLAG, cite: log p. 2}
  bells: {text: Who rang the bells?, about: [ann, exland]}
"""


def texts(store: Store) -> Iterator[str]:
    """Yield the pages that print the questions, as text."""
    pages: tuple[Document, ...] = (
        who(store, "ann", DAY, full=False),
        who(store, "ann", DAY),
        meeting(store, Meeting(("ann",), DAY), full=False),
        meeting(store, Meeting(("exland",), DAY)),
        show(store, "exland", today=DAY),
        gaps(store, Gaps(DAY)),
        search(store, Search("who lit the lamps", today=DAY)),
    )
    for page in pages:
        yield render(page, Format.TEXT).replace("«", "").replace("»", "")


@pytest.mark.parametrize("flag", ["desk", "source"])
def test_a_question_with_an_answer_is_not_open(flag: str, dossier_of: Callable[[str], Store]) -> None:
    for page in texts(dossier_of(ASKED.replace("FLAG", flag))):
        (line,) = [line for line in page.splitlines() if "Who lit the lamps?" in line]
        assert "Answer: The pilots did" in line
        assert "open question" not in line
        assert "unknown" not in line


def test_the_open_and_the_answered_questions_about_somebody_are_apart(dossier_of: Callable[[str], Store]) -> None:
    page = render(who(dossier_of(ASKED.replace("FLAG", "desk")), "ann", DAY), Format.TEXT)
    opened, answered = page.split("ASKED, AND ANSWERED AT LEAST IN PART SINCE")
    assert "Who rang the bells?" in opened
    assert "Who lit the lamps?" in answered
