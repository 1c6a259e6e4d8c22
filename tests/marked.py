"""Dossiers for tests of release copies: one without secrets, and the same one with secrets added."""

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import yaml
from hypothesis import strategies as st

from brief.model.kinds import SECTIONS

Dossier = dict[str, dict[str, Any]]
"""Sections of records, as a user writes them."""
SECRET = "Zinnia"
"""A word that occurs only in secrets; in ids it is in lower case."""
HIGHER = ("TLP:AMBER", "tlp: amber+strict", "TLP:RED", "FOR THE HEAD OF DESK")
"""Markings that readers of TLP:GREEN must not see; no scheme has the last one."""
LOWER = (None, "TLP:CLEAR", "TLP:GREEN")

PLAIN: Dossier = yaml.safe_load("""
dossier:
  title: The ferries
  parties:
  - shire
  our_side: shire
  handling: TLP:CLEAR
  summary: Two ferries cross.
  cite: log p. 1
sources:
  log: {title: The harbour log, published: 2020-03}
  gazette: {title: The gazette, published: '2021', derived_from: log, handling: 'TLP:GREEN'}
people:
  ada: {name: Ada Orr, born: '1970', cite: [log p. 1, {source: log, at: p. 9, for: born}], roles: [{title: Master,
          rank: captain, org: board, seen: ['2019', '2020'], cite: log p. 2}], memberships: [{org: shire, cite: log
            p. 2}], inferred: {roles.0.rank: The log calls her captain.}, differs: [{field: roles.0.title, value: Pilot,
          cite: gazette p. 2}]}
  bo: {name: Bo Vane, roles: [{title: Clerk, org: board, seen: '2020', cite: gazette p. 4}]}
  cy: {name: Cy Dane}
organizations:
  shire: {name: The shire, kind: country, cite: log p. 1}
  board: {name: Ferry board, part_of: shire, cite: log p. 1}
places:
  pier: {name: The pier}
topics:
  tides: {name: Tides}
events:
  opening: {title: The pier opens, kind: visit, date: '2020-03-01', place: pier, topics: [tides], who: {ada: host,
        bo: guest, students of three schools: trainees}, cite: [log p. 4, gazette p. 1], differs: [{field: date,
          value: 2020-04, cite: gazette p. 3}], figures: [{what: guests, value: '20', cite: log p. 5}]}
  talks: {title: Talks on fares, date: 2021-05, who: {ada: null, cy: null}, cite: log p. 6}
  storm: {title: A storm closes the pier, cite: gazette p. 8}
agreements:
  lease: {title: The lease, parties: [shire, board], signed: talks, cite: log p. 7, provisions: [{text: Fares
            stay., topics: [tides], cite: log p. 7}]}
commitments:
  boat: {text: Lend a boat, by: [board], for: [shire], made: 2020-03, due: '2021', cite: log p. 8, log: [{
          date: 2020-05, status: pledged, said_by: [board], cite: log p. 8}]}
assessments:
  risk: {text: Fares will rise., by: [bo], about: [lease], likelihood: likely, cite: gazette p. 5}
questions:
  why: {text: 'Who pays for the boat?', about: [boat]}
positions:
  ask: {text: Ask for the boat., use: point, topics: [tides], with: [board]}
""")

_MARKED: Dossier = yaml.safe_load("""
sources:
  zinnia-cable: {title: Zinnia cable, published: '2019', key: A}
people:
  zinnia-fox: {name: Zinnia Fox, also: [Ada Zinnia], roles: [{title: Master, org: board}]}
organizations:
  zinnia-club: {name: Zinnia club, part_of: board}
topics:
  zinnia-affair: {name: Zinnia affair, part_of: tides}
places:
  zinnia-house: {name: Zinnia house, part_of: pier}
events:
  zinnia-dinner: {title: Zinnia dinner at the pier, date: '2022-01-02', part_of: opening, who: {ada: guest,
        zinnia-helper: cook}, place: zinnia-kitchen, cite: gazette p. 9}
agreements:
  zinnia-pact: {title: Zinnia pact, parties: [board], builds_on: [lease], cite: log p. 4}
commitments:
  zinnia-debt: {text: Pay Zinnia, by: [shire], for: [board], due: '2020', cite: log p. 3}
assessments:
  zinnia-view: {text: Zinnia leads., by: [cy], about: [lease], cite: log p. 1}
questions:
  zinnia-doubt: {text: 'Is Zinnia paid?', about: [lease]}
positions:
  zinnia-line: {text: Say nothing of Zinnia., use: do-not-raise, with: [board]}
""")
_FOLLOWING: Dossier = yaml.safe_load("""
people:
  zinnia-helper: {name: Zinnia Helper}
places:
  zinnia-kitchen: {name: Zinnia kitchen, part_of: zinnia-wing}
  zinnia-wing: {name: Zinnia wing}
""")
"""Unmarked records to which only the marked dinner refers."""


def with_ties(plain: Dossier, words: str) -> Dossier:
    """Return the dossier with two more records like each, before and after it; `words` follow their titles.

    So each has others of the same date, use, source and so on, and without `words` also of the same name.
    """
    held = {"dossier": plain["dossier"]}
    for section in (name for name in plain if name != "dossier"):
        held[section] = {}
        for id_, record in plain[section].items():
            title = SECTIONS[section].title
            like = {**deepcopy(record), title: f"{record[title]}{words}"}
            held[section] |= {f"{id_}-one": like, id_: record, f"{id_}-two": deepcopy(like)}
    return held


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Dossier, Dossier]:
    """Draw a dossier without secrets, and the same one with some."""
    plain = deepcopy(PLAIN)
    for section in ("events", "positions", "questions", "assessments", "topics", "commitments"):
        for record in plain[section].values():
            if handling := draw(st.sampled_from(LOWER)):
                record["handling"] = handling
    if draw(st.booleans()):
        del plain["questions"], plain["assessments"]
    if draw(st.booleans()):
        plain = with_ties(plain, draw(st.sampled_from(("", " too"))))
    return plain, with_secrets(plain, lambda: draw(st.booleans()), lambda: draw(st.sampled_from(HIGHER)))


def with_secrets(plain: Dossier, chance: Callable[[], bool], marking: Callable[[], str]) -> Dossier:
    """Return the dossier with marked records, citations, rivals, parts and references added at random."""
    held = deepcopy(plain)
    sections = [section for section in _MARKED if chance()]
    if "events" in sections:
        for section, records in _FOLLOWING.items():
            held.setdefault(section, {}).update(deepcopy(records))
    for section in sections:
        for id_, record in _MARKED[section].items():
            held[section] = _inserted(held.get(section, {}), id_, {**record, "handling": marking()}, chance())

    def cite() -> Any:
        if "sources" in sections and chance():
            return "zinnia-cable p. 1"
        return {"source": "log", "at": "p. 66", "quote": "Zinnia", "handling": marking()}

    for put in _SECRETS:
        if chance():
            put(held, sections, cite)
    return held


def _inserted(records: dict[str, Any], id_: str, record: Any, is_first: bool) -> dict[str, Any]:
    return {id_: record, **records} if is_first else {**records, id_: record}


def _citation(held: Dossier, _: list[str], cite: Any) -> None:
    opening = held["events"]["opening"]
    opening["cite"] = [cite(), *opening["cite"]]


def _rival(held: Dossier, _: list[str], cite: Any) -> None:
    held["events"]["opening"]["differs"].insert(0, {"field": "date", "value": "1999", "cite": cite()})
    held["events"]["talks"]["differs"] = [{"field": "title", "value": "Zinnia talks", "cite": cite()}]
    held["commitments"]["boat"]["differs"] = [{"field": "due", "value": "1999", "cite": cite()}]


def _role(held: Dossier, _: list[str], cite: Any) -> None:
    ada = held["people"]["ada"]
    ada["roles"].insert(0, {"title": "Zinnia agent", "org": "board", "from": "1999", "cite": cite()})
    ada["differs"][0]["field"] = "roles.1.title"
    ada["inferred"] = {"roles.1.rank": "The log calls her captain."}
    held["people"]["bo"]["roles"].append({"title": "Zinnia clerk", "seen": "2023", "cite": cite()})


def _field(held: Dossier, _: list[str], cite: Any) -> None:
    found = cite()
    found = {"source": "zinnia-cable", "at": "p. 2"} if isinstance(found, str) else found
    storm = held["events"]["storm"]
    storm |= {"date": "1999", "place": "pier", "inferred": {"place": "Zinnia says so."}}
    storm["cite"] = ["gazette p. 8", {**found, "for": ["date", "place", "kind"]}]
    storm["kind"] = "Zinnia night"


def _parts(held: Dossier, _: list[str], cite: Any) -> None:
    held["events"]["opening"]["figures"].insert(0, {"what": "Zinnia guests", "value": "3", "cite": cite()})
    held["commitments"]["boat"]["log"].append({"date": "2022", "status": "failed", "note": "Zinnia", "cite": cite()})
    held["agreements"]["lease"]["provisions"].append({"text": "Zinnia pays.", "cite": cite()})


def _references(held: Dossier, sections: list[str], _: Any) -> None:
    opening = held["events"]["opening"]
    if "people" in sections:
        opening["who"] = {"zinnia-fox": "guest", **opening["who"]}
        held["positions"]["ask"]["with"] = ["zinnia-fox", "board"]
    if "organizations" in sections:
        held["people"]["ada"]["memberships"].append({"org": "zinnia-club", "cite": "log p. 3"})
        held["dossier"]["parties"] = ["zinnia-club", "shire"]
        held["commitments"]["boat"]["by"] = ["zinnia-club", "board"]
    if "topics" in sections:
        opening["topics"] = ["zinnia-affair", "tides"]
    if "places" in sections:
        held["events"]["talks"]["place"] = "zinnia-house"
    if "sources" in sections:
        held["sources"]["gazette"]["derived_from"] = ["zinnia-cable", "log"]
        held["dossier"]["cite"] = ["zinnia-cable p. 5", "log p. 1"]
    if "people" in sections and "assessments" in held:
        held["assessments"]["zinnia-words"] = {"text": "Zinnia says no.", "by": ["zinnia-fox"], "cite": "log p. 2"}
        held["events"]["talks"]["differs"] = [{"field": "who.zinnia-fox", "value": "host", "cite": "log p. 2"}]


def _answers(held: Dossier, _: list[str], cite: Any) -> None:
    found = cite()
    found = {"source": "zinnia-cable", "at": "p. 3"} if isinstance(found, str) else found
    if "why" in held.get("questions", {}):
        held["questions"]["why"] |= {"answer": "Zinnia.", "cite": {**found, "for": "answer"}}
    held["positions"]["ask"] |= {"approved_by": "Zinnia", "cite": {**found, "for": "approved_by"}}


_SECRETS = (_citation, _rival, _role, _field, _parts, _references, _answers)


def everything(plain: Dossier = PLAIN) -> Dossier:
    """Return the plain dossier with all secrets at once."""
    return with_secrets(plain, lambda: True, lambda: "TLP:RED")


def written(folder: Path, held: Dossier) -> Path:
    """Write a dossier to the files of a folder, and return the folder; some sections have files of their own.

    A file that is right already is left alone: a new time makes the next command update the store, which waits for its
    readers.
    """
    folder.mkdir(parents=True, exist_ok=True)
    apart = {"events", "people"} & {*held}
    parts = {"dossier": {name: records for name, records in held.items() if name not in apart}}
    for name, part in (parts | {name: {name: held[name]} for name in apart}).items():
        file = folder / f"{name}.yaml"
        text = yaml.safe_dump(part, sort_keys=False, allow_unicode=True)
        if not file.exists() or file.read_text() != text:
            file.write_text(text)
    return folder
