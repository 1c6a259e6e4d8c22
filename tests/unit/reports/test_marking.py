"""A page has the highest marking of anything that is printed on it."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import yaml

import brief as library
from brief import Dossier as Opened
from brief.cli.main import run
from brief.model.kinds import SECTIONS
from brief.model.user_error import UserError

DOSSIER = """
dossier: {title: Ferries, handling: TLP:CLEAR}
sources:
  log: {title: The log}
  wire: {title: The wire, handling: TLP:AMBER}
people:
  ada: {name: Ada Orr, cite: log p. 1}
  bo: {name: Bo Vane, cite: wire p. 1}
  cy: {name: Cy Dane, handling: TLP:RED, cite: log p. 3}
  ed: {name: Ed Tarn, cite: log p. 1, roles: [{title: Clerk, cite: log p. 7}, {title: Keeper, org: pilots, cite: log}]}
  di: {name: Di Holm, cite: log p. 1, roles: [{title: Pilot, cite: {source: log, at: p. 9, handling: tlp:green}}]}
organizations:
  pilots: {name: Harbour pilots, handling: TLP:AMBER}
topics:
  tides: {name: Tides, handling: TLP:AMBER}
events:
  opening: {title: The pier opens, date: 2020, who: {ada: host}, cite: log p. 4}
  dinner: {title: A dinner, date: 2021, who: {ada: host, cy: guest}, cite: log p. 5}
positions:
  line: {text: No comment., use: press-line, with: bo, handling: TLP:AMBER+STRICT}
"""


@pytest.fixture
def brief(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    """A function that runs a command on the dossier and returns its exit code and its output."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "dossier.yaml").write_text(DOSSIER)

    def ask(words: str) -> tuple[int, str, str]:
        code = run(words.split())
        out, err = capsys.readouterr()
        return code, out, err

    return ask


@pytest.mark.parametrize(
    ("words", "marking"),
    [
        ("who ada", "TLP:RED"),  # met a person whose record is marked
        ("who bo", "TLP:AMBER"),  # cites a marked source
        ("who di", "tlp:green"),  # has a marked citation of an unmarked source
        ("show opening", "TLP:CLEAR"),  # only the dossier's own marking
        ("show dinner", "TLP:RED"),
        ("show line", "TLP:AMBER+STRICT"),
        ("timeline --to 2020", "TLP:CLEAR"),
        ("timeline", "TLP:RED"),
        ("list topics", "TLP:AMBER"),
        ("sources", "TLP:AMBER"),
        ("graph opening --steps 1", "TLP:CLEAR"),
        ("graph dinner --steps 1", "TLP:RED"),
        ("meeting --with bo --on 2026-01-01", "TLP:AMBER+STRICT"),
        ("memo tides", "TLP:AMBER"),  # only the title names it
        ("search pier", "TLP:CLEAR"),
        ("search dinner", "TLP:RED"),  # a guest is marked
        ("search tide", "TLP:AMBER"),
        ("search keeper", "TLP:AMBER"),  # the body of a role is marked
    ],
)
def test_a_page_has_the_highest_marking_of_what_it_prints(brief: Any, words: str, marking: str) -> None:
    code, out, _ = brief(words)
    assert code in (0, 1)
    assert marking in out.splitlines()[0]
    if words != "sources":  # CSL-JSON has no place for a marking
        assert json.loads(brief(f"{words} --json")[1])["handling"] == marking


def test_a_wanted_marking_raises_and_never_lowers(brief: Any) -> None:
    assert '"handling": "TLP:RED"' in brief("memo --json --handling TLP:RED")[1]
    code, out, err = brief("memo --handling TLP:AMBER")
    assert (code, out) == (2, "")
    assert "TLP:AMBER is lower than the highest marking of what is printed, TLP:RED" in err
    assert "--release-to" in err
    assert "cannot be compared with" in brief("memo --handling SECRET")[2]


@pytest.mark.parametrize(
    "words",
    [
        "show",
        "timeline --from 2021",
        "who ada",
        "list topics",
        "memo tides",
        "meeting --with bo --on 2026-01-01",
        "commitments",
        "conflicts",
        "gaps",
        "search dinner",
        "sources",
        "why dinner",
        "graph dinner",
        "check",
        "source verify",
    ],
)
def test_every_page_can_be_marked_higher_and_none_lower(brief: Any, words: str) -> None:
    own = DOSSIER.replace(
        "handling: TLP:CLEAR", "markings: [TLP:CLEAR, TLP:GREEN, TLP:AMBER, TLP:AMBER+STRICT, RED, TOP]"
    )
    Path("dossier.yaml").write_text(own.replace("TLP:RED", "RED"))
    code, out, _ = brief(f"{words} --handling top -f {'mermaid' if 'graph' in words else 'markdown'}")
    assert code in (0, 1)
    assert "TOP" in out
    lower = brief(f"{words} -f json --handling TLP:CLEAR")
    if words in ("show", "commitments", "conflicts"):  # they print nothing that is marked
        assert (lower[0], json.loads(lower[1])["handling"]) == (0, "TLP:CLEAR")
    else:
        assert lower[:2] == (2, "")
        assert "--handling: TLP:CLEAR is lower than the highest marking of " in lower[2]
        assert ("--release-to" in lower[2]) is (words not in ("check", "source verify"))


def test_the_head_may_list_its_own_markings(brief: Any) -> None:
    own = DOSSIER.replace("handling: TLP:CLEAR", "markings: [OPEN, {name: HOUSE, also: H}, SEALED]")
    for found, instead in (
        ("TLP:AMBER+STRICT", "H"),
        ("TLP:AMBER", "h"),
        ("TLP:RED", "sealed"),
        ("tlp:green", "OPEN"),
    ):
        own = own.replace(found, instead)
    Path("dossier.yaml").write_text(own)
    held = {words: json.loads(brief(f"{words} --json")[1])["handling"] for words in ("who bo", "who ada", "who di")}
    assert held == {"who bo": "HOUSE", "who ada": "SEALED", "who di": "OPEN"}
    assert "H is lower than" in brief("memo --handling H")[2]


STARTER = Path(__file__).parents[3] / "data" / "starter"
PAGES: dict[str, Callable[[Opened], Any]] = {
    "overview": library.overview,
    "timeline": library.timeline,
    "timeline about a topic": lambda held: library.timeline(held, topics="night-ferry"),
    "who": library.who,
    "list": library.list,
    "memo": library.memo,
    "one-pager": lambda held: library.memo(held, layout="one-pager"),
    "commitments": library.commitments,
    "commitments by": lambda held: library.commitments(held, by="tarnholm"),
    "conflicts": library.conflicts,
    "gaps": library.gaps,
    "graph": library.graph,
    "sources": library.sources,
    "search": lambda held: library.search(held, "winter ferry"),
    "meeting": lambda held: library.meeting(held, ["tarnholm", "venn-tolo"], on="2026-02-02"),
    "why the head": lambda held: library.why(held, "dossier.parties"),
}
OF_RECORDS: tuple[Callable[[Opened, str], Any], ...] = (
    library.show,
    library.who,
    library.memo,
    library.graph,
    library.why,
)


def pages(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Yield the name, the marking and the text of each page of a dossier, in full and short; of records, in turn."""
    for full in (True, False):
        with library.open(folder, today="2026-03-01", full=full) as held:
            asked: list[tuple[str, Callable[[], Any]]] = [(name, partial(page, held)) for name, page in PAGES.items()]
            ids = [*held.ids()][full::2]
            asked += [(f"{page} {id_}", partial(page, held, id_)) for id_ in ids for page in OF_RECORDS]
            for name, page in asked:
                with suppress(UserError):  # not a person, no relations
                    found = page()
                    yield f"{name}, {full=}", found.handling, str(library.render(found, "text"))


def marked(folder: Path, by: str) -> None:
    """Write the starter dossier with a marking of its own for each record: on it, or on all that it cites itself.

    The name of each record ends with the word for its marking: `level7`. The summary names nobody.
    """
    held: dict[str, Any] = {}
    for file in sorted(STARTER.glob("*.yaml")):
        held |= yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader)
    sections = [section for section in SECTIONS if by == "handling" or section != "sources"]
    ids = [(section, id_) for section in sections for id_ in held.get(section, ())]
    lowest = {"name": "LEVEL0", "also": held["dossier"]["markings"]}
    held["dossier"] |= {"markings": [lowest, *(f"LEVEL{number}" for number in range(1, len(ids) + 1))]}
    for number, (section, id_) in enumerate(ids, 1):
        record = held[section][id_]
        for field in {SECTIONS[section].title, "short", "second_reference"} & {*record}:
            record[field] = f"{record[field]} level{number}"
        record["handling"] = f"LEVEL{number if by == 'handling' else 0}"
        if by == "cite":
            record["cite"] = {"source": "log", "at": f"p. {number}", "handling": f"LEVEL{number}"}
    held["sources"]["log"] = {"title": "The log"}
    (folder / "dossier.yaml").write_text(yaml.safe_dump(held, allow_unicode=True), encoding="utf-8")


@pytest.mark.parametrize("by", ["handling", "cite"])
def test_no_page_names_a_record_that_is_marked_higher(by: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    marked(tmp_path, by)
    for name, marking, text in pages(tmp_path):
        body = text.replace(marking, "")
        told = max(map(int, re.findall(r"level(\d+)", body)), default=0)
        assert int(marking.removeprefix("LEVEL")) >= told, name


UNCITED = """
dossier: {title: Ferries}
sources:
  log: {title: The log}
  wire: {title: The wire, published: 1999, cite: {published: {source: log, handling: TLP:RED}}}
events:
  storm:
    title: A storm
    date: 1999
    inferred: {date: The log says so.}
    cite: {title: log p. 1, date: {source: log, at: p. 2, handling: TLP:RED}}
agreements:
  lease:
    title: The lease
    period: 1990/1999
    cite: {title: log p. 3, period: {source: log, at: p. 4, handling: TLP:RED}}
topics: {tides: {name: Tides, cite: wire p. 1}}
"""


REPEATED = """
dossier: {title: Ferries}
sources: {log: {title: The log, derived_from: cable}, cable: {title: The cable, handling: TLP:RED}}
topics: {tides: {name: Tides, cite: log p. 1}}
"""


OF_FIELDS = """
dossier: {title: Ferries, parties: [orm, vey]}
sources:
  log: {title: The log, published: 2024}
  wire: {title: The wire, published: 2024, handling: TLP:RED}
organizations: {orm: {name: Orm, cite: log p. 1}, vey: {name: Vey, cite: log p. 2}}
people:
  ada:
    name: Ada Orr
    roles: [{title: Spy, org: vey, from: 2020-01, seen: 2024, cite: {title: wire p. 1, rest: log p. 3}}, {title: Cook,
      to: 2019, cite: log p. 3}]
    second_reference: The Falcon
    cite: {second_reference: wire p. 8, rest: log p. 3}
    differs: [{field: roles.0.from, value: 2020-03, cite: log p. 4}]
events:
  mended: {title: Stairs mended, date: 2023-09-01, cite: log p. 5}
  fair: {title: Summer fair, date: 2027-09-01, status: cancelled, cite: {status: wire p. 2, rest: log p. 6}}
  gale: {title: A gale, date: 1999, who: {ada: guide}, cite: log p. 6}
  seal: {title: A quiet evening, date: 2023-05-06, cite: log p. 7}
  end: {title: A long night, date: 2023-11-06, kind: termination, agreements: deed,
    cite: {kind: wire p. 3, rest: log p. 8}}
  row: {title: A row, date: 2023-11-07, kind: termination, agreements: lease,
    cite: {agreements: wire p. 4, rest: log p. 9}}
agreements:
  deed: {title: The deed, cite: log p. 10}
  lease: {title: The lease, cite: log p. 11}
  pact: {title: The pact, signed: seal, cite: {signed: wire p. 5, rest: log p. 12}}
commitments:
  stairs: {text: Mend the stairs, by: orm, for: vey, evidence: mended, cite: {evidence: wire p. 6, rest: log p. 13}}
  paint:
    text: Paint the pier
    by: vey
    log: [{date: 2023-08-09, status: under-way, cite: {date: wire p. 7, rest: log p. 14}}]
    cite: log p. 15
    differs: [{field: log.0.status, value: delayed, cite: log p. 16}]
"""


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        ("commitments --by orm", "Stairs mended"),
        ("commitments --by orm -v", "Stairs mended"),
        ("memo stairs", "Stairs mended"),
        ("memo deed", "ended 6 November 2023"),
        ("memo deed -v", "ended 6 November 2023"),
        ("show deed", "ended 6 November 2023"),
        ("memo lease", "ended 7 November 2023"),
        ("memo pact", "signed 6 May 2023"),
        ("search pact", "signed 6 May 2023"),
        ("list agreements", "6 May 2023"),
        ("search fair", "cancelled"),
        ("timeline --from 2027", "cancelled"),
        ("timeline --to 1999", "The Falcon"),
        ("search gale", "The Falcon"),
        ("conflicts -v", "Spy, beginning"),
        ("conflicts -v", "9 August 2023, status"),
    ],
)
def test_a_value_counts_wherever_it_is_printed(brief: Any, words: str, printed: str) -> None:
    """Each of these values is the only one on its page that the marked source states; some lead to another record."""
    Path("dossier.yaml").write_text(OF_FIELDS)
    assert printed in brief(words)[1]
    assert "TLP:RED" in brief(words)[1].splitlines()[0]


LEADING = """
dossier: {title: Ferries, handling: TLP:CLEAR}
sources: {log: {title: The log}, cable: {title: The cable, handling: TLP:RED}}
people: {ada: {name: Ada Orr, cite: log 1}}
organizations: {club: {name: Club, cite: log 1}}
topics: {boats: {name: Boats}, sails: {name: Sails}}
events:
  fair: {title: Fair, who: {ada: host}, topics: [boats], cite: {who: cable 1, topics: cable 2, rest: log 2}}
  race: {title: Race, topics: [sails], cite: {topics: [log 3, cable 3], rest: log 3}}
commitments:
  fee: {text: Pay the fee, by: club, cite: {by: cable 4, rest: log 4}}
assessments:
  view: {text: Boats are safe, about: [boats], cite: {about: cable 5, rest: log 5}}
"""


@pytest.mark.parametrize(
    ("words", "printed", "marking"),
    [
        ("list event --who ada", "Fair", "TLP:RED"),
        ("list event --topic boats", "Fair", "TLP:RED"),
        ("list event --topic sails", "Race", "TLP:CLEAR"),
        ("list event", "Fair", "TLP:CLEAR"),
        ("timeline --topic boats", "Fair", "TLP:RED"),
        ("timeline --topic sails", "Race", "TLP:CLEAR"),
        ("memo boats", "Boats are safe", "TLP:RED"),
        ("memo sails", "Race", "TLP:CLEAR"),
        ("commitments --by club", "Pay the fee", "TLP:RED"),
    ],
)
def test_what_leads_from_a_record_to_the_subject_of_a_page_counts_too(
    brief: Any, words: str, printed: str, marking: str
) -> None:
    """Only the field that the filter or the paper asks for rests on the marked source."""
    Path("dossier.yaml").write_text(LEADING)
    page = brief(words)[1]
    assert printed in page
    assert marking in page.splitlines()[0]


BEHIND = """
dossier: {title: Ferries, handling: TLP:CLEAR, parties: [orm, vey]}
sources:
  log: {title: The log, published: 2026-05}
  cable: {title: The cable, published: 2026-05, handling: TLP:RED}
organizations:
  orm: {name: Orm, kind: country, cite: log 1}
  vey: {name: Vey, kind: country, cite: log 2}
"""
BEHIND_PARTS = {
    "teller": """
commitments:
  boats:
    text: Count the boats
    by: vey
    for: orm
    log: [{date: 2025-02, status: delayed, said_by: orm, cite: {said_by: cable 1, rest: log 3}}]
    cite: log 4
""",
    "doer": """
commitments:
  boats:
    text: Count the boats
    by: vey
    for: orm
    log: [{date: 2025-02, status: done, done_by: vey, cite: {done_by: cable 1, rest: log 3}}]
    cite: log 4
""",
    "status": """
events:
  seal:
    {title: Planned signing of the deed, date: 2025-10-02, kind: signing, status: held, who: {orm: host, vey: guest},
    cite: {status: cable 1, rest: log 3}}
agreements: {deed: {title: The deed, parties: [orm, vey], signed: seal, cite: log 4}}
""",
    "part": """
organizations:
  quay: {name: Quay Board, part_of: vey, cite: {part_of: cable 1, rest: log 3}}
  mole: {name: Mole Board, part_of: quay, cite: log 3}
events:
  round: {title: The boards, date: 2025-03-04, kind: round, who: {orm: host, mole: guest}, cite: log 4}
  tests: {title: The tests, date: 2050-03-04, kind: round, who: {orm: host, mole: guest}, cite: log 4}
""",
    "mention": """
people: {ann: {name: Ann Roe}}
events: {ball: {title: A ball, who: {ann: guest, vey: host}, cite: {who.ann: cable 1, rest: log 3}}}
""",
    "party": """
people: {ann: {name: Ann Roe, cite: cable 1}}
commitments: {boats: {text: Count the boats, by: ann, for: orm, due: 2024, cite: log 3}}
""",
    "post": """
people:
  ann: {name: Ann Roe, roles: [{title: Judge, org: vey, from: 2018, cite: cable 1}], cite: log 4}
""",
    "kind": """
events: {calm: {title: A calm day, date: 2025-03-04, kind: talks, who: {orm: null, vey: null},
  cite: {kind: cable 1, rest: log 4}}}
""",
    "due": """
commitments: {boats: {text: Count the boats, by: vey, for: orm, due: 2024, cite: {due: cable 1, rest: log 3}}}
""",
    "rival": """
agreements: {deed: {title: The deed, period: 2020, cite: log 3, differs: [{field: period, value: 2021, cite: cable 1}]}}
""",
    "question": """
questions: {why: {text: Who counts the boats?, handling: TLP:RED}}
""",
    "end": """
people:
  ann: {name: Ann Roe, roles: [{title: Judge, org: vey, to: 2024, cite: {to: cable 1, rest: log 3}}], cite: log 4}
""",
    "death": """
people:
  ann:
    name: Ann Roe
    died: 2026-03
    roles: [{title: Judge, org: vey, from: 2020, seen: 2026-02, cite: log 3}]
    cite: {died: cable 1, rest: log 4}
""",
}


@pytest.mark.parametrize(
    ("part", "words", "printed"),
    [
        ("teller", "commitments", "reported delayed"),
        ("teller", "memo", "reported delayed"),
        ("teller", "memo --layout scene-setter -v", "reported delayed"),
        ("doer", "commitments", "done, Feb 2025"),
        ("doer", "memo --layout one-pager", "done, Feb 2025"),
        ("status", "memo deed", "signed 2 October 2025"),
        ("status", "search deed", "signed 2 October 2025"),
        ("status", "show vey -v", "signed 2 October 2025"),
        ("status", "memo --layout scene-setter", "Last met on 2 October 2025"),
        ("status", "meeting --with vey", "Last met on 2 October 2025"),
        ("status", "", "LATEST"),
        ("part", "memo vey", "The boards"),
        ("part", "memo --layout scene-setter -v", "Last met on 4 March 2025"),
        ("part", "meeting --with vey", "Last met on 4 March 2025"),
        ("part", "meeting --with vey", "The tests"),
        ("part", "show quay", "Vey"),
        ("part", "timeline --org vey", "The boards"),
        ("kind", "memo --layout scene-setter", "Last met on 4 March 2025"),
        ("kind", "meeting --with vey", "Last met on 4 March 2025"),
        ("mention", "who", "Ann Roe"),
        ("party", "", "1  overdue commitment"),
        ("post", "", "1  person whose post is not confirmed"),
        ("post", "gaps", "1  post not confirmed"),
        ("due", "", "1  overdue commitment"),
        ("rival", "", "1  point on which the sources differ"),
        ("question", "", "1  open question"),
        ("question", "gaps", "1  open question"),
        ("end", "meeting --with vey", "none of it here"),
        ("end", "gaps", "1  person without a post"),
        ("death", "graph --as-of 2026-06-01", "last seen in post"),
        ("death", "gaps -v --as-of 2026-06-01", "last seen in post"),
        ("death", "meeting --with vey --on 2026-06-01 -v", "last seen in post"),
    ],
)
def test_what_is_printed_only_because_of_a_marked_source_counts(
    brief: Any, part: str, words: str, printed: str
) -> None:
    """The marked source states none of the words, but without it a release copy says something else."""
    Path("dossier.yaml").write_text(BEHIND)
    Path("more.yaml").write_text(BEHIND_PARTS[part])
    page = brief(words)[1]
    assert printed in page
    assert "TLP:RED" in page.splitlines()[0]
    assert printed not in brief(f"{words} --release-to TLP:GREEN")[1]


def test_what_is_only_counted_is_not_said_to_have_taken_place(brief: Any) -> None:
    """The marked source says that the signing was held, and the page only that one source says all of it."""
    Path("dossier.yaml").write_text(BEHIND)
    Path("more.yaml").write_text(BEHIND_PARTS["status"])
    page = brief("gaps")[1]
    assert "facts with a single source" in page
    assert "TLP:CLEAR" in page.splitlines()[0]


EARLIER = """
people:
  jon:
    name: Jon Vire
    roles: [{title: Judge, org: vey, from: 2020, seen: 2024, cite: log 3}]
    cite: log 4
    differs: [{field: died, value: 2026-04, cite: DIED 1}, {field: born, value: 1961, cite: log 5}]
    born: 1960
    died: 2026-03
commitments:
  boats:
    text: Count the boats
    by: vey
    for: orm
    log:
      - {date: 2026-04, status: done, done_by: vey, cite: LATER 2}
      - {date: 2024-04, status: delayed, said_by: orm, cite: {said_by: SAID 3, rest: log 6}}
    cite: log 7
"""


@pytest.mark.parametrize("words", ["meeting --with jon --on 2025-01-02", "meeting --with vey --on 2025-01-02 -v"])
@pytest.mark.parametrize(
    ("marked", "marking"), [("DIED", "TLP:CLEAR"), ("LATER", "TLP:CLEAR"), ("SAID", "TLP:RED"), ("", "TLP:CLEAR")]
)
def test_a_page_of_an_earlier_day_has_the_marking_of_what_was_true_then(
    brief: Any, words: str, marked: str, marking: str
) -> None:
    """The items of its lists have other places than in the files, whose first entry and first rival are later."""
    text = EARLIER.replace(f"{marked} ", "cable ") if marked else EARLIER
    Path("dossier.yaml").write_text(BEHIND)
    Path("more.yaml").write_text(re.sub("DIED|LATER|SAID", "log", text))
    page = brief(words)[1]
    assert "reported delayed" in page
    assert marking in page.splitlines()[0]


@pytest.mark.parametrize("words", ["why tides", "show tides"])
def test_a_source_that_another_repeats_counts_too(brief: Any, words: str) -> None:
    Path("dossier.yaml").write_text(REPEATED)
    assert "cable" in brief(words)[1]
    assert "TLP:RED" in brief(words)[1].splitlines()[0]


@pytest.mark.parametrize("words", ["timeline", "show storm", "memo lease", "show tides"])
def test_a_value_that_is_printed_without_its_marked_citation_counts_too(brief: Any, words: str) -> None:
    Path("dossier.yaml").write_text(UNCITED)
    assert "1999" in brief(words)[1]
    assert "TLP:RED" in brief(words)[1].splitlines()[0]


def test_the_line_in_the_file_counts_too(brief: Any) -> None:
    """The line of the dinner has the id of a marked guest, beside the date that was asked for."""
    assert "cy: guest" in brief("why dinner.date")[1]
    assert "TLP:RED" in brief("why dinner.date")[1].splitlines()[0]
    assert "TLP:RED" not in brief("why opening.date")[1]


@pytest.mark.parametrize(("id_", "marking"), [("fair", "TLP:CLEAR"), ("vote", "TLP:AMBER"), ("plot", "TLP:RED")])
def test_other_records_in_the_line_of_the_file_are_not_on_the_page(brief: Any, id_: str, marking: str) -> None:
    line = "fair: {title: Fair}, vote: {title: Vote, handling: TLP:AMBER}, plot: {title: Plot, handling: TLP:RED}"
    Path("dossier.yaml").write_text(f"dossier: {{title: T, handling: TLP:CLEAR}}\nevents: {{{line}}}\n")
    page = brief(f"why {id_}.title")[1]
    assert marking in page.splitlines()[0]
    assert [name for name in ("Fair", "Vote", "Plot") if f"title: {name}" in page] == [id_.capitalize()]


@pytest.mark.parametrize(
    ("words", "marking"),
    [
        ("source read log", "TLP:RED"),
        ("source read log 1", "TLP:CLEAR"),
        ("source read log 3", "TLP:AMBER"),
        ("source verify", "TLP:RED"),
        ("check", "TLP:RED"),
    ],
)
def test_a_text_and_a_line_of_a_file_are_marked_too(brief: Any, words: str, marking: str) -> None:
    """A citation may mark the passage that it names, and what `check` quotes may be any line."""
    cite = "[{source: log, at: ¶2, handling: TLP:RED}, {source: log, at: ¶3-9, handling: TLP:AMBER}, log ¶1]"
    text = f"sources: {{log: {{title: The log, text: log.txt}}}}\ntopics: {{tides: {{name: Tides, cite: {cite}}}}}\n"
    Path("dossier.yaml").write_text("dossier: {title: Ferries, handling: TLP:CLEAR}\n" + text)
    Path("log.txt").write_text("One.\n\nTwo.\n\nThree.\n")
    assert json.loads(brief(f"{words} --json")[1])["handling"] == marking
    assert f"**{marking}**" in brief(f"{words} -f markdown")[1]
