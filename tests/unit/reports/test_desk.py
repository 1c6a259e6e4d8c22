"""How reports and views use the fields in which the desk speaks."""

from collections.abc import Callable

from brief.document import Card
from brief.dossier.known import KnownBy
from brief.dossier.protocol import existing
from brief.model.dates import Date
from brief.reports.show import show
from brief.stores.query import Store

FERRY = """
dossier: {title: Ferry}
sources: {log: {title: The log, published: 2010, key: L}, later: {title: The herald, published: 2020}}
people:
  ada:
    name: Ada Orr
    born: 1965~
    languages: [Welsh, English]
    pronounce: AY-da or
    cite: log p. 1
events:
  start: {title: The ferry sails for the first time, short: Ferry sets off, cite: [log p. 1, later p. 2]}
  plain: {title: The ferry lands, cite: log p. 1}
"""


def shown(store: Store, id_: str) -> dict[str, str]:
    (card,) = (block for block in show(store, id_).blocks if isinstance(block, Card))
    return {field.key: "; ".join(cell.text for cell in field.lines) for field in card.fields}


def test_they_are_shown_and_what_is_left_out_is_not(dossier_of: Callable[[str], Store]) -> None:
    store = dossier_of(FERRY)
    person = shown(store, "ada")
    assert person["born"].startswith("about 1965")
    assert (person["languages"], person["pronounce"]) == ("Welsh; English", "AY-da or")
    assert shown(store, "log")["key"] == "L"
    assert shown(store, "start")["short"] == "Ferry sets off"
    assert {"short", "importance", "handling", "status"}.isdisjoint(shown(store, "plain"))


def test_a_record_is_found_by_its_short_title(dossier_of: Callable[[str], Store]) -> None:
    store = dossier_of(FERRY)
    assert [found.id for found in store.search("sets off").found] == ["start"]


def test_a_short_title_that_may_rest_on_a_later_source_is_not_known(dossier_of: Callable[[str], Store]) -> None:
    store = dossier_of(FERRY)
    assert existing(KnownBy(store, Date.parse("2021")), "start").short == "Ferry sets off"
    assert existing(KnownBy(store, Date.parse("2015")), "start").short is None
