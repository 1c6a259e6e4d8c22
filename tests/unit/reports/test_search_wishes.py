"""Questions about what we want, who leads, and what is owed bring what they ask for first."""

from collections.abc import Callable

import pytest

from brief.renderers import text
from brief.reports.search import Search, search
from brief.stores.query import Store

DESK = """
dossier: {title: Rivers, our_side: sarvia}
sources: {log: {title: The log}}
organizations:
  sarvia: {name: Sarvia, kind: country, cite: log p. 1}
  dolmark: {name: Dolmark, kind: country, cite: log p. 1}
  commission: {name: River Commission, cite: log p. 1}
people:
  dol: {name: Irena Dol, roles: [{title: TITLE, org: commission, seen: 2026, cite: log p. 2}], cite: log p. 2}
  pell: {name: Jon Pell, roles: [{title: Hydrologist, org: commission, seen: 2026, cite: log p. 2}], cite: log p. 2}
events:
  meeting: {title: Commission meets, date: 2026-01, who: {dol: chair, pell: member}, cite: log p. 3}
commitments:
  paid: {text: Pay the fees, by: dolmark, for: sarvia, cite: log p. 4,
    log: [{date: 2026-01, status: done, said_by: sarvia, cite: log p. 4}]}
  ours: {text: Pay for stations, by: sarvia, for: dolmark, cite: log p. 5}
  theirs: {text: "Send hourly levels, outflows and temperatures from all of the reservoirs and their canals",
    by: dolmark, for: sarvia, cite: log p. 6}
positions:
  silent: {text: The damage in public, use: do-not-raise, with: dolmark}
  ask: {text: Ask for a date, use: point, with: dolmark}
"""
TITLES = ("Secretary-General", "Director", "President", "Chair", "Head of the secretariat")


def found(dossier: Store, question: str) -> list[str]:
    """The ids of the records that a question brings."""
    return [result.id for result in dossier.search(question, (), 10).found]


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("question", ["Who is the head of the Commission?", "Who is the chief of the commission"])
def test_whoever_leads_is_found_by_any_title(title: str, question: str, dossier_of: Callable[[str], Store]) -> None:
    assert found(dossier_of(DESK.replace("TITLE", title)), question)[0] == "dol"


def test_what_we_do_not_raise_is_found(dossier_of: Callable[[str], Store]) -> None:
    dossier = dossier_of(DESK.replace("TITLE", "Director"))
    assert found(dossier, "What do we not raise?")[0] == "silent"
    assert set(found(dossier, "What shall we raise with Dolmark?")[:2]) == {"silent", "ask"}


def test_what_is_owed_comes_before_what_was_paid_and_what_others_owe(dossier_of: Callable[[str], Store]) -> None:
    dossier = dossier_of(DESK.replace("TITLE", "Director"))
    assert found(dossier, "What does Dolmark owe us?")[0] == "theirs"
    assert found(dossier, "What does Sarvia owe?")[0] == "ours"


FIGURES = """
dossier: {title: Fees}
sources: {log: {title: The log}}
organizations: {dolmark: {name: Dolmark, cite: log p. 1}, commission: {name: River Commission, cite: log p. 1}}
commitments:
  fees: {text: Pay the fees, by: dolmark, cite: log p. 2,
    figures: [{what: arrears, value: "340000", currency: EUR, payer: dolmark, payee: commission}]}
assessments:
  view: {text: It will do so., by: dolmark, about: fees, cite: log p. 3}
"""


def test_figures_and_names_are_printed_as_people_write_them(dossier_of: Callable[[str], Store]) -> None:
    printed = text.render(search(dossier_of(FIGURES), Search("arrears of 340000, will they pay the fees?"), full=False))
    plain = printed.replace("«", "").replace("»", "")
    assert "arrears: 340,000 EUR, Dolmark, River Commission" in plain
    assert "concerns Pay the fees" in plain
