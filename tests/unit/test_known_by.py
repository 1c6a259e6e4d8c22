"""`--known-by DATE`: every report uses only what sources published by DATE say."""

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

import brief
from brief.app import open_store
from brief.cli.main import run
from brief.dossier.known import KnownBy
from brief.dossier.protocol import EventFilter, of_class
from brief.model.actors import Person
from brief.model.agreements import Program
from brief.model.dates import Date
from brief.model.events import Event
from brief.model.kinds import KINDS
from brief.model.parts import Citation
from brief.model.shape import fields, has_fields
from brief.model.stated import citations
from brief.renderers import Format, render
from brief.reports.graph import GraphSelection, graph
from brief.stores.query import Store

LATER = "# later"
"""Marks lines that rest on the later sources alone."""
WITHHELD = "# withheld"
"""Marks notes that may rest on them."""
REMARK = "A remark is withheld: it may depend on a source published later."
MILL = """
dossier:
  title: The mill
  parties: [shire]
sources:
  ledger: {title: The ledger, published: 2010-03}
  copy: {title: A copy of the ledger, published: 2011, derived_from: ledger}
  gazette: {title: Zinnia gazette, published: 2015-06-01}  # later
  memoir: {title: Zinnia memoir, published: 2020, derived_from: gazette}  # later
people:
  abel-reed:
    name: Abel Reed
    also:
    - Old Reed
    roles:
    - {title: Miller, org: mill, seen: 2009, cite: ledger p. 1}
    - {title: Zinnia mayor, org: zinnia-council, from: 2014, cite: gazette p. 1}  # later
    cite: ledger p. 1
    differs:
    - {field: roles.0.title, value: Zinnia apprentice, cite: memoir p. 1}  # later
    - {field: roles.0.seen, value: "2008", cite: copy p. 1}
  zinnia-fox: {name: Zinnia Fox, cite: gazette p. 2}  # later
  cole-dunn: {name: Cole Dunn, roles: [{title: Carter, seen: 2009, org: mill, cite: ledger p. 2}]}
organizations:
  shire: {name: Shire, kind: country, cite: ledger p. 1}
  mill: {name: Mill, part_of: shire, cite: ledger p. 1}
  zinnia-council: {name: Zinnia council, part_of: shire, cite: gazette p. 1}  # later
places:
  weir: {name: The weir}
topics:
  flour: {name: Flour}
events:
  opened:
    title: The mill opens
    date: 2009-04
    place: weir
    who:
      abel-reed: host
      cole-dunn: guest
    agreements:
    - lease
    - zinnia-pact  # later
    topics: flour
    cite: ledger p. 3
    differs:
    - {field: date, value: "2019", cite: memoir p. 3}  # later
    - {field: date, value: "2008", cite: copy p. 3}
  signed: {title: The lease is signed, date: 2009-05-01, who: {abel-reed: signatory}, cite: ledger p. 4}
  zinnia-fire: {title: Zinnia fire, date: 2009-06, who: {abel-reed: seen}, topics: flour, cite: gazette p. 3}  # later
  zinnia-show: {title: Zinnia show, date: 2016}  # later
agreements:
  lease:
    title: The lease
    parties: [shire, mill]
    signed: signed
    provisions:
    - {text: Rent in flour, cite: ledger p. 4}
    - {text: Zinnia toll, cite: gazette p. 4}  # later
    cite: ledger p. 4
  zinnia-pact: {title: Zinnia pact, parties: [shire, mill], cite: memoir p. 4}  # later
programs:
  zinnia-school: {name: Zinnia school, by: mill, cite: memoir p. 5}  # later
commitments:
  mend:
    text: Mend the weir
    by: mill
    for: shire
    made: 2009
    due: 2012
    under:
    - lease
    - zinnia-school  # later
    log:
    - {date: 2009, status: pledged, said_by: mill, cite: ledger p. 5}
    - {date: 2014, status: done, said_by: zinnia-fox, cite: gazette p. 5}  # later
    evidence: zinnia-fire  # later
    unclear: Zinnia reeds may be in the way.  # withheld
    cite: ledger p. 5
  zinnia-bridge: {text: Build the zinnia bridge, by: mill, for: shire, cite: gazette p. 6}  # later
assessments:
  sound:
    text: The weir is sound.
    by: a carter
    about:
    - mend
    - zinnia-pact  # later
    cite: ledger p. 6
  zinnia-doubt: {text: The zinnia will fade., by: abel-reed, about: mend, cite: memoir p. 6}  # later
questions:
  depth: {text: How deep is the weir?, about: weir, flagged_by: source, cite: ledger p. 7}
  rent: {text: Was the rent ever paid?, about: lease}
  asked-twice:  # later
    {text: Did zinnia seeds come with the flour?, about: mill, cite: [ledger p. 7, gazette p. 7]}  # later
  zinnia-uncited: {text: What of the zinnia?, about: [lease, zinnia-pact]}  # later
  answered:
    text: Who built it?
    flagged_by: source
    answer: A zinnia grower.  # later
    cite:
    - ledger p. 8
    - memoir p. 8  # later
"""
DAY = "2012-12-31"
WORDS = [
    "",
    "timeline",
    "timeline --org zinnia-council",
    "timeline --org mill",
    "timeline --who abel-reed",
    "timeline --topic flour",
    "who abel-reed",
    "who Cole",
    "who zinnia",
    "commitments",
    "conflicts",
    f"gaps --as-of {DAY}",
    "gaps --as-of 2010",
    "graph",
    "graph abel-reed",
    "graph mill --as-of 2009-04-15",
    "sources",
    "memo",
    "memo lease",
    "memo abel-reed",
    "meeting --with abel-reed --on 2013-01-01",
    "meeting --with Mill --on 2013-01-01",
    *(
        f"show {id_}"
        for id_ in ("abel-reed", "shire", "mill", "ledger", "opened", "lease", "mend", "sound", "answered")
    ),
    *(f"why {id_}" for id_ in ("abel-reed", "opened", "opened.date", "lease", "mend", "sound", "answered")),
]
SEARCHES = ["search zinnia", "search weir", "search when did the mill open", "search what of the flour"]
"""The order of results depends on the frequency of words in all records."""
Ask = Callable[..., tuple[int, Any]]


@pytest.fixture
def ask(cache: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ask:
    """A function that runs `brief ... --json`, and returns the exit code with the document or the error."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1774310400")

    def ask(words: str, folder: Path, *options: str) -> tuple[int, Any]:
        code = run([*words.split(), "--json", "--dossier", str(folder), *options])
        said = capsys.readouterr()
        return code, json.loads(said.out) if said.out else said.err

    return ask


def written(folder: Path, text: str) -> Path:
    folder.mkdir()
    (folder / "dossier.yaml").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def mill(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("known") / "mill", MILL)


@pytest.fixture(scope="module")
def earlier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same dossier without the later information."""
    lines = [
        f'{line.partition(": ")[0]}: "{REMARK}"' if line.endswith(WITHHELD) else line
        for line in MILL.splitlines()
        if not line.endswith(LATER)
    ]
    return written(tmp_path_factory.mktemp("known") / "earlier", "\n".join(lines))


def without_the_day(found: Any) -> Any:
    """Return a document or message without the day, and without where things are written."""
    if isinstance(found, dict):
        return {key: without_the_day(held) for key, held in found.items() if key not in ("place", "change")}
    if isinstance(found, list):
        return [without_the_day(item) for item in found if not _names_the_day(item)]
    if isinstance(found, str):
        return found.replace(f", known by {Date.parse(DAY).human()}", "")
    return found


def _names_the_day(item: Any) -> bool:
    return isinstance(item, dict) and str(item.get("text")).startswith("Known by")


@pytest.mark.parametrize("words", WORDS)
def test_a_report_is_that_of_a_dossier_without_what_came_later(ask: Ask, mill: Path, earlier: Path, words: str) -> None:
    known, then = ask(words, mill, "--known-by", DAY), ask(words, earlier)
    assert known[0] == then[0]
    assert without_the_day(known[1]) == without_the_day(then[1])


@pytest.mark.parametrize("words", [*WORDS, *SEARCHES])
def test_nothing_that_came_later_is_named(ask: Ask, mill: Path, words: str) -> None:
    _, known = ask(words, mill, "--known-by", DAY)
    said = json.dumps(without_the_day(known)).lower()
    assert len(said) > 40
    for word in words.split():
        said = said.replace(word, "")
    assert "zinnia" not in said


MIXED = """
dossier: {title: The mill}
sources:
  ledger: {title: The ledger, published: 2010-03}
  gazette: {title: The gazette, published: 2015-06-01}
people:
  abel-reed:
    name: Abel Reed
    also: Zinnia Reed
    summary: A zinnia grower.
    roles:
    - {title: Miller, seen: [2009, 2014], note: Before the zinnia., cite: [ledger p. 1, gazette p. 1]}
    cite: gazette p. 1
  zinnia-fox: {name: Zinnia Fox, cite: gazette p. 2}
  cole-dunn: {name: Cole Dunn, cite: gazette p. 2}
events:
  opened:
    title: The mill opens
    date: 2009-04
    who: {zinnia-fox: guest, abel-reed: host, cole-dunn: miller}
    summary: As the zinnia shows.
    inferred: {date: By the zinnia., who.abel-reed: He was the miller.}
    differs:
    - {field: who.zinnia-fox, value: absent, cite: ledger p. 2}
    - {field: date, value: "2008", cite: ledger p. 3, note: The zinnia was late.}
    cite: [ledger p. 2, gazette p. 2]
  named: {title: A guest comes, date: 2009, who: {cole-dunn: guest}, cite: ledger p. 4}
"""


def view(store: Store, day: str = DAY) -> KnownBy:
    return KnownBy(store, Date.parse(day))


@pytest.fixture
def mixed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    store = open_store(written(tmp_path / "mixed", MIXED))
    yield store
    store.close()


def test_what_rests_in_part_on_later_sources_says_no_more_than_the_others_do(mixed: Store) -> None:
    (event,) = of_class(view(mixed), Event, ["opened"])
    assert (event.title, event.date, event.summary) == ("The mill opens", Date.parse("2009-04"), REMARK)
    assert event.who == {"abel-reed": "host", "cole-dunn": "miller"}
    assert [(found.field, found.note) for found in event.differs] == [("date", REMARK)]
    assert event.inferred.keys() == {"date", "who.abel-reed"}
    assert "zinnia" not in str(event.inferred)
    (event,) = of_class(view(mixed, "2016"), Event, ["opened"])
    assert event.summary == "As the zinnia shows."


def test_of_who_is_known_by_a_role_no_more_is_told_than_the_name_and_that(mixed: Store) -> None:
    (person,) = of_class(view(mixed), Person, ["abel-reed"])
    assert (person.name, person.also, person.summary, person.cite) == ("Abel Reed", (), None, ())
    (role,) = person.roles
    assert (role.title, role.seen, role.note) == ("Miller", (Date.parse("2009"),), REMARK)
    assert [match.id for match in view(mixed).find("Abel Reed")] == ["abel-reed"]
    assert view(mixed).find("Zinnia Reed") == []


def test_whoever_is_mentioned_by_what_rests_on_published_sources_alone_is_known_by_name(mixed: Store) -> None:
    (event,) = of_class(view(mixed), Event, ["named"])
    assert event.who == {"cole-dunn": "guest"}
    name = view(mixed).name("cole-dunn")
    assert name is not None
    assert name.label == "Cole Dunn"
    known = view(mixed).get("cole-dunn")
    assert isinstance(known, Person)
    assert known == Person(id="cole-dunn", name="Cole Dunn", cite=event.cite)


NAMED_ONLY = """
dossier: {title: The quay}
sources:
  early: {title: Early, published: 2020}
  late: {title: Late, published: 2024}
people:
  bo: {name: Bo Vane, also: Old Zinnia, note: Zinnia., CITE, roles: [{title: Zinnia, cite: late p. 2}]}
  ann: {name: Ann Lee, cite: early p. 1}
events:
  dinner: {title: Dinner, date: 2019-05-01, who: {ann: host, bo: guest}, cite: {who: early p. 3, rest: early p. 2}}
"""


@pytest.mark.parametrize("is_named", [True, False])
def test_all_pages_agree_on_who_is_known_by_name(ask: Ask, tmp_path: Path, is_named: bool) -> None:
    cite = "cite: late p. 1" if is_named else "cite: {name: late p. 1}"
    folder = written(tmp_path / "quay", NAMED_ONLY.replace("CITE", cite))
    pages = ("timeline", "timeline -v", "graph", "who ann", "who bo", "show bo", "show dinner", "list people", "memo")
    for words in (*pages, "search vane"):
        code, page = ask(words, folder, "--known-by", "2021")
        told = json.dumps(page)
        assert ("Bo Vane" in told) == is_named, words
        assert "zinnia" not in told.lower(), words
        assert code == 0 or not is_named, words


NAMED_LATER = """
dossier: {title: The mill}
sources:
  ledger: {title: The ledger, published: 2010-03}
  gazette: {title: The gazette, published: 2015-06-01}
organizations:
  shire: {name: The shire}
  body:
    name: B
    cite: {name: gazette p. 1, rest: ledger p. 1}
    roles: [{title: member, org: shire, cite: ledger p. 1}]
people:
  ann: {name: A, cite: {name: gazette p. 1, rest: ledger p. 1}, roles: [{title: Pilot, org: shire, cite: ledger p. 2}]}
topics:
  water: {name: W, summary: Wet., cite: {name: gazette p. 1, summary: ledger p. 1}}
events:
  feast: {title: F, date: 2009, cite: {title: gazette p. 1, date: ledger p. 1}}
agreements:
  pact: {title: P, provisions: [{text: Lamps, cite: ledger p. 2}], cite: {title: gazette p. 1, rest: ledger p. 1}}
commitments:
  debt: {text: D, log: [{status: done, cite: ledger p. 2}], cite: {text: gazette p. 1, rest: ledger p. 1}}
"""


def test_a_record_that_only_later_sources_give_a_name_is_not_known(tmp_path: Path) -> None:
    with closing(open_store(written(tmp_path / "named", NAMED_LATER))) as store:
        named = [record.id for kind in KINDS for record in store.records(kind) if record.cite]
        assert [id_ for id_ in named if view(store, "2012").get(id_)] == []
        assert all(view(store, "2016").get(id_) for id_ in named)


MENTIONED = """
dossier: {title: The mill, parties: [zinnia-shire, crown], our_side: zinnia-shire}
sources:
  ledger: {title: The ledger, published: 2010-03}
  gazette: {title: The gazette, published: 2015-06-01}
organizations:
  crown: {name: Crown, kind: country, part_of: zinnia-shire, cite: ledger p. 1}
  zinnia-shire: {name: Zinnia shire, kind: country, cite: {name: gazette p. 1, rest: ledger p. 1}}
people:
  abel:
    name: Abel
    roles: [{title: Miller, org: zinnia-shire, seen: 2009}]
    memberships: [{org: zinnia-shire}]
    cite: ledger p. 1
  zinnia-fox: {name: Zinnia Fox, born: 1970, cite: {name: gazette p. 1, rest: ledger p. 1}}
places:
  zinnia-weir: {name: Zinnia weir, kind: weir, cite: {name: gazette p. 1, rest: ledger p. 1}}
  ford: {name: The ford, cite: ledger p. 1}
topics:
  zinnia: {name: Zinnia flour, summary: White, cite: {name: gazette p. 1, rest: ledger p. 1}}
  grain: {name: Grain of zinnia, cite: gazette p. 1}
events:
  feast:
    title: A feast
    date: 2009
    who: {zinnia-fox: guest, zinnia-shire: host, abel: miller}
    place: ford
    topics: zinnia
    differs:
    - {field: place, value: zinnia-weir, cite: ledger p. 3}
    - {field: who.zinnia-fox, value: cook, cite: ledger p. 3}
    cite: ledger p. 2
commitments:
  sacks:
    text: Give sacks
    by: zinnia-shire
    for: crown
    topics: zinnia
    log: [{status: done, said_by: zinnia-fox}]
    cite: ledger p. 2
positions:
  ask: {text: Ask for sacks, use: point, topics: [zinnia, grain]}
"""
"""Records that later sources name, each in all the fields where others refer to it."""
PAGES = """-v; timeline -v; who -v; who abel -v; graph -v; graph; memo -v; commitments -v; show feast; show sacks;
    show ask; show crown; search feast; conflicts -v; gaps -v"""


@pytest.mark.parametrize("command", PAGES.split(";"))
def test_no_page_names_what_no_source_of_the_time_names(tmp_path: Path, ask: Ask, command: str) -> None:
    folder = written(tmp_path / "mill", MENTIONED)
    assert "innia" in json.dumps(ask(command, folder)[1])
    assert "innia" not in json.dumps(ask(command, folder, "--known-by", "2012")[1])


def test_what_a_source_of_the_time_names_has_its_name_in_the_graph_too(mixed: Store) -> None:
    assert "Cole Dunn" in render(graph(view(mixed), GraphSelection("named")), Format.TEXT)


FAIR = """
dossier: {title: The mill}
sources:
  ledger: {title: The ledger, published: 2010-03}
  gazette: {title: The gazette, published: 2015-06-01}
events:
  fair: {title: The fair, summary: As the zinnia shows., cite: [ledger p. 1, gazette p. 2]}  # zinnia
"""


PARADE = """
events:
  fair:
    title: The fair
    kind: market
    cite: {kind: gazette p. 2, rest: ledger p. 1}
    differs: [{field: kind, value: parade, cite: ledger p. 3}]
"""


def test_a_known_rival_takes_the_place_of_a_value_that_only_later_sources_state(tmp_path: Path) -> None:
    folder = written(tmp_path / "fair", FAIR.partition("events")[0] + PARADE)
    with closing(open_store(folder)) as store:
        fair = view(store, "2012").one(Event, "fair")
        assert fair
        assert (fair.kind, fair.differs) == ("parade", ())
        assert [str(found) for found in citations(fair, "kind")] == ["ledger p. 3"]


def test_an_event_keeps_a_date_that_known_and_later_sources_agree_on(tmp_path: Path) -> None:
    text = PARADE.replace("kind: market", 'date: "2009"').replace("kind, value: parade", 'date, value: "2009"')
    folder = written(tmp_path / "fair", FAIR.partition("events")[0] + text.replace("{kind:", "{date:"))
    with closing(open_store(folder)) as store:
        claims = [*view(store, "2012").events(EventFilter())]
        assert [str(claim.date) for claim in claims] == ["2009"]
        assert [str(found) for found in citations(claims[0].event, "date")] == ["ledger p. 3"]


MEMBER = """
organizations: {guild: {name: The guild}}
people:
  ada: {name: Ada, memberships: [{org: guild, to: 2014, seen: [2009, 2014], cite: [ledger p. 1, gazette p. 2]}]}
"""


def test_the_days_of_a_membership_are_known_once_a_source_can_tell_of_them(tmp_path: Path) -> None:
    folder = written(tmp_path / "fair", FAIR.partition("events")[0] + MEMBER)
    with closing(open_store(folder)) as store:
        ada = view(store, "2012").one(Person, "ada")
        assert ada
        (member,) = ada.memberships
        assert (member.to, [str(day) for day in member.seen]) == (None, ["2009"])


def test_a_trail_leads_to_the_line_without_what_it_says_of_later(ask: Ask, tmp_path: Path) -> None:
    folder = written(tmp_path / "fair", FAIR)
    whole, known = (ask("why fair", folder, *options)[1] for options in ((), ("--known-by", DAY)))
    assert "zinnia" in json.dumps(whole)
    assert "zinnia" not in json.dumps(known)
    line = next(block["fields"] for block in known["blocks"] if block.get("name") == "line")
    assert line["place"][0]["text"] == "dossier.yaml:7"
    for field in ("place", "change"):
        assert line[field][-1]["text"] == "withheld: it may depend on a source published later"


COMMANDS = (
    "",
    "timeline",
    "who derek-joyce",
    "search framework of 2025",
    "search dialogue",
    "commitments",
    "conflicts",
    "gaps",
    "graph",
    "sources",
    "memo",
    "meeting --with Vietnam",
)


def test_the_shipped_dossier_tells_nothing_of_2025_in_2019(ask: Ask, shipped: str) -> None:
    with closing(open_store(Path(shipped))) as store:
        records = [record for kind in KINDS for record in store.records(kind)]
        later = {text for record in records for text in strings(record, {"framework-2025"})}
        earlier = "\n".join(text for record in records for text in strings(record, {"dialogue-2019"}))
        words = [text for text in later if len(text) > 20 and text not in earlier]
        assert len(words) > 200
        known = [record.id for record in records if view(store, "2019-12-31").get(record.id)]
        assert 40 < len(known) < len(records) / 2
    for command in (*COMMANDS, *(f"{name} {id_}" for id_, name in zip(known, cycle(("show", "why")), strict=False))):
        code, found = ask(command, Path(shipped), "--known-by", "2019-12-31")
        said = json.dumps(found, ensure_ascii=False)
        assert code == 0 or command == "search framework of 2025", command
        assert [text for text in words if text in said] == [], command


def strings(value: Any, sources: set[str]) -> Iterator[str]:
    """Yield the words of a record or part that cites only these sources; an id of a record counts."""
    cited = {found.source for found in value.cite}
    for item in fields(type(value)).values():
        held = getattr(value, item.attribute)
        parts = held if isinstance(held, tuple) else (held,)
        for part in parts:
            if has_fields(part) and not isinstance(part, Citation | Date):
                yield from strings(part, sources)
            elif isinstance(part, str) and cited == sources:
                yield part


def test_before_every_source_it_is_said_that_all_of_them_came_later(ask: Ask, mill: Path) -> None:
    def said(day: str, words: str = "memo") -> str:
        return json.dumps(ask(words, mill, "--known-by", day)[1])

    remark = "Every source of the dossier was published later."
    assert remark in said("2009")
    assert remark not in said("2010")
    assert "The dossier has no" not in said("2009", "sources")


def test_a_source_of_the_year_by_which_is_asked_is_out(ask: Ask, tmp_path: Path) -> None:
    folder = written(tmp_path / "fair", FAIR)
    assert "zinnia" in json.dumps(ask("show fair", folder, "--known-by", "2015")[1])
    assert "zinnia" not in json.dumps(ask("show fair", folder, "--known-by", "2015-05")[1])


@pytest.mark.parametrize("words", ["", "timeline", "commitments", "conflicts", "gaps", "sources", "memo"])
def test_before_all_sources_the_answer_is_no(ask: Ask, mill: Path, words: str) -> None:
    assert ask(words, mill, "--known-by", "1700")[0] == 1
    assert ask(words, mill, "--known-by", "2100")[0] == 0


def test_roles_are_confirmed_or_not_as_of_the_day_by_which_all_is_known(ask: Ask, tmp_path: Path) -> None:
    pilot = """
dossier: {title: Pilots}
sources: {log: {title: The log, published: 2010-03}}
people: {ada: {name: Ada Finn, roles: [{title: Pilot, seen: 2010-03-01, cite: log}], cite: log}}
"""
    folder = written(tmp_path / "pilots", pilot)
    assert "not confirmed" in json.dumps(ask("gaps", folder))
    assert "not confirmed" not in json.dumps(ask("gaps", folder, "--known-by", "2010-06-30"))
    assert "not confirmed" in json.dumps(ask("gaps --as-of 2015", folder, "--known-by", "2010-06-30"))


def test_what_is_known_does_not_depend_on_what_was_asked_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "dossier.yaml").write_text("""
dossier: {title: The mill}
sources: {ledger: {title: The ledger, published: 2010}, memoir: {title: The memoir, published: 2020}}
people: {ada: {name: Ada Reed, roles: [{title: Miller, cite: memoir p. 1}]}}
programs:
  weir: {name: Work on the weir, by: ada, cite: [ledger p. 1, memoir p. 2]}
  wheel: {name: Work on the wheel, by: ada, figures: [{what: spokes, value: 8, cite: ledger p. 2}]}
""")
    with closing(open_store(tmp_path)) as store:
        view = KnownBy(store, Date.parse("2015"))
        before = [(record.id, record.by) for record in view.every(Program)]
        assert before[0] == ("weir", ())
        assert [(record.id, record.by) for record in view.every(Program)] == before


MILL_AND_FOX = """
dossier: {{title: The mill}}
sources:
  ledger: {{title: The ledger, published: 2010}}
  memoir: {{title: The memoir, published: 2020, handling: TLP:RED}}
people: {{fox: {{name: Ada Fox, cite: {{name: {name}}}}}}}
organizations: {{mill: {{name: The mill, cite: ledger p. 1}}}}
"""
"""A mill, and Ada Fox, whose name one citation supports: of the marked memoir of 2020, or of the ledger of 2010."""
STATEMENTS = (
    ("commitments", "text: Mend the weir, by: fox, for: mill"),
    ("commitments", "text: Mend the weir, by: mill, for: fox"),
    ("assessments", "text: The weir holds., by: fox"),
    ("assessments", "text: She mends weirs., by: mill, about: fox"),
    ("questions", "text: Who is she?, about: fox, flagged_by: source"),
)


@pytest.mark.parametrize(
    ("section", "fields", "whose"),
    [(*told, whose) for told in STATEMENTS for whose in ("a name", "a field")][:-1],
)
def test_a_statement_waits_for_who_made_it_and_whom_it_is_about(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, section: str, fields: str, whose: str
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    name, cite = ("memoir p. 1", "ledger p. 2") if whose == "a name" else ("ledger p. 1", "")
    lost = next(part.partition(":")[0] for part in fields.split(", ") if part.endswith("fox"))
    cite = cite or f"{{{lost}: memoir p. 2, rest: ledger p. 2}}"
    (tmp_path / "dossier.yaml").write_text(
        MILL_AND_FOX.format(name=name)
        + f"""
{section}:
  told: {{{fields}, cite: {cite}}}
"""
    )
    views: tuple[dict[str, Any], ...] = ({"known_by": "2015"}, {"release_to": "TLP:GREEN"})
    for options in views:
        with brief.open(tmp_path, counted=False, **options) as dossier:
            assert "told" not in dossier
    with brief.open(tmp_path, counted=False, known_by="2020") as dossier:
        assert dossier["told"]


@pytest.mark.parametrize("teller", ["said_by", "done_by"])
@pytest.mark.parametrize("cite", ["ledger p. 2", "{{{teller}: memoir p. 2, rest: ledger p. 2}}"])
def test_a_report_goes_with_who_reports_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, teller: str, cite: str
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    name = "ledger p. 1" if "memoir" in cite else "memoir p. 1"
    (tmp_path / "dossier.yaml").write_text(
        MILL_AND_FOX.format(name=name)
        + f"""
commitments:
  weir:
    text: Mend the weir
    by: mill
    log:
    - {{date: 2009, status: under-way, said_by: mill, cite: ledger p. 3}}
    - {{date: 2010, status: dropped, {teller}: fox, cite: {cite.format(teller=teller)}}}
    - {{date: 2010, status: done, {teller}: [fox, mill], cite: ledger p. 4}}
    cite: ledger p. 1
"""
    )
    views: tuple[dict[str, Any], ...] = ({"known_by": "2015"}, {"release_to": "TLP:GREEN"})
    for options in views:
        with brief.open(tmp_path, counted=False, **options) as dossier:
            assert [entry.status for entry in dossier.commitments["weir"].log] == ["under-way", "done"]


def test_a_part_is_not_known_before_a_field_that_it_must_have(ask: Ask, tmp_path: Path) -> None:
    course = """
dossier: {title: A course}
sources: {early: {title: Early, published: 2019}, late: {title: Late, published: 2021}}
events:
  course:
    title: Course
    cite: early p. 1
    figures:
    - {what: officers, value: "99", cite: {value: late p. 2, what: early p. 2}}
    - {what: teachers, value: "12", date: 2018, cite: {date: late p. 2, rest: early p. 2}}
"""
    folder = written(tmp_path / "course", course)
    assert "99" in json.dumps(ask("show course", folder))
    told = json.dumps(ask("show course", folder, "--known-by", "2019-12"))
    assert "officers" not in told
    assert "teachers" in told


@pytest.mark.parametrize(("day", "is_known"), [("2011-06", False), ("2012-06", False), ("2013", True)])
def test_the_end_of_a_role_is_known_once_a_source_can_tell_of_it(
    ask: Ask, tmp_path: Path, day: str, is_known: bool
) -> None:
    folder = written(
        tmp_path / "pilots",
        "dossier: {title: Pilots}\n"
        "sources: {log: {title: Log, published: 2011-01}, obituary: {title: Obituary, published: 2012-09}}\n"
        "people: {ada: {name: Ada Finn, cite: [log p. 1, obituary p. 2], roles: [{title: Pilot, seen: 2010-03-01,"
        " to: 2012-05, end_reason: retired, cite: [log p. 1, obituary p. 2]}]}}\n",
    )
    told = json.dumps(ask("who ada", folder, "--known-by", day))
    assert "Pilot" in told
    assert ("May 2012" in told, "retired" in told) == (is_known, is_known)
