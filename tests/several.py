"""Two small dossiers of invented facts, some of whose ids clash, and a visit book that lists them."""

from functools import reduce
from pathlib import Path

HARBOURS = {
    "dossier.yaml": """\
dossier:
  title: Harbour talks
  our_side: oxmere
  summary: Pilots and ports are in dispute.
  cite: lantern ¶2
  synonyms: {strike: stoppage}
""",
    "people.yaml": """\
people:
  ada-moss:
    name: Ada Moss
    roles: [{title: Harbour master, org: oxmere, seen: 2024-02-01, cite: lantern ¶2}]
    cite: lantern ¶2
organizations:
  oxmere: {name: Oxmere, kind: country, cite: lantern ¶1}
topics:
  pilots: {name: Pilots}
""",
    "facts.yaml": """\
sources:
  lantern: {title: The Lantern, key: L, published: 2024-07-02, url: "https://lantern.example/1"}
events:
  strike: {title: Pilots strike, date: 2024-02-03, who: {ada-moss: spoke}, topics: pilots, cite: lantern ¶3}
commitments:
  pay: {text: Pay the pilots., by: oxmere, made: 2024-02-04, due: 2024-06-01, cite: lantern ¶4}
""",
}
MOSCOW = {
    "dossier.yaml": "dossier: {title: Embassy in Moscow, summary: The embassy moved., cite: courier ¶1}\n",
    "facts.yaml": """\
sources:
  courier: {title: The Courier, key: L, published: 2024-05-02}
  lantern: {title: Another Lantern, published: 2023}
people:
  ada-moss:
    name: Ada Moss
    roles: [{title: Ambassador, org: tarnholm, seen: 2024-03-01, cite: courier ¶2}]
    cite: courier ¶2
  bo-lind: {name: Bo Lind, cite: lantern ¶9}
organizations:
  tarnholm: {name: Tarnholm, kind: country, cite: courier ¶1}
events:
  strike: {title: Drivers strike, date: 2024-04-03, who: {ada-moss: spoke, bo-lind: listened}, cite: courier ¶3}
""",
}
BOOK = {
    "dossier.yaml": """\
dossier:
  title: Visit of the minister
  dossiers: [../harbours, ../moscow]
  our_side: harbours_oxmere
  summary: A visit in two parts.
  cite: programme ¶1
sources: {programme: {title: Programme, published: 2024-06-01}}
events:
  visit: {title: Visit begins, date: 2024-05, cite: programme ¶2, who: {harbours_ada-moss: host, moscow_bo-lind: guide}}
""",
}


def write(folder: Path, files: dict[str, str], *changes: tuple[str, str]) -> str:
    """Write a dossier, with texts in place of others; return its folder."""
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        changed = reduce(lambda told, change: told.replace(*change), changes, text)
        (folder / name).write_text(changed, encoding="utf-8")
    assert all(any(new in (folder / name).read_text(encoding="utf-8") for name in files) for _, new in changes)
    return str(folder)
