"""Several dossiers as one: named one by one, or listed in the head of a visit book."""

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import brief as library
from repository import Repository
from servers import Server
from several import BOOK, HARBOURS, MOSCOW, write

Brief = Callable[..., "subprocess.CompletedProcess[str]"]
Ask = Callable[..., str]
HEAD = "dossier: {title: Nothing yet}\n"


@pytest.fixture
def harbours(tmp_path: Path) -> str:
    return write(tmp_path / "harbours", HARBOURS)


@pytest.fixture
def moscow(tmp_path: Path) -> str:
    return write(tmp_path / "moscow", MOSCOW)


@pytest.fixture
def book(tmp_path: Path, harbours: str, moscow: str) -> str:
    assert harbours
    assert moscow
    return write(tmp_path / "book", BOOK)


@pytest.fixture
def ask(brief: Brief, harbours: str, moscow: str) -> Ask:
    """What both dossiers together answer."""

    def asked(*words: str) -> str:
        done = brief(*words, "-d", harbours, "-d", moscow)
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout

    return asked


def refused(done: "subprocess.CompletedProcess[str]", *words: str, code: int = 2) -> None:
    """It says these words in one line on stderr, and nothing else."""
    assert (done.returncode, done.stdout) == (code, "")
    assert done.stderr.count("\n") == 1
    for word in words:
        assert word in done.stderr


# What they answer together


def test_a_timeline_has_the_events_of_both(ask: Ask) -> None:
    told = ask("timeline")
    assert told.splitlines()[0] == "Harbour talks; Embassy in Moscow"
    assert "Pilots strike (Ada Moss: spoke)" in told
    assert "Drivers strike (Ada Moss: spoke, Bo Lind: listened)" in told


def test_ids_are_qualified_only_where_they_clash(ask: Ask) -> None:
    told = ask("list")
    for id_ in ("harbours_ada-moss", "moscow_ada-moss", "harbours_strike", "moscow_strike", "harbours_lantern"):
        assert f"{id_} " in told
    for id_ in ("bo-lind", "pilots", "oxmere", "tarnholm", "courier", "pay"):
        assert f"\n{id_} " in told


def test_every_id_is_understood_with_the_name_of_its_dossier(ask: Ask) -> None:
    assert ask("show", "moscow_bo-lind") == ask("show", "bo-lind")
    assert ask("who", "moscow_bo-lind").startswith("Bo Lind")
    copy = ask("show", "moscow_bo-lind", "--release-to", "TLP:GREEN")
    assert copy == ask("show", "bo-lind", "--release-to", "TLP:GREEN")


def test_an_id_of_both_names_neither(brief: Brief, harbours: str, moscow: str) -> None:
    done = brief("memo", "ada-moss", "-d", harbours, "-d", moscow)
    refused(done, "harbours_ada-moss", "moscow_ada-moss", "use the id to choose one", code=1)


def test_references_mean_the_records_of_their_own_dossier(ask: Ask) -> None:
    pilot, ambassador = ask("who", "harbours_ada-moss"), ask("who", "moscow_ada-moss")
    assert "Harbour master" in pilot
    assert "Pilots strike" in pilot
    assert "Drivers" not in pilot
    assert "Ambassador" in ambassador
    assert "Drivers strike" in ambassador
    assert "Pilots" not in ambassador


def test_each_record_says_where_it_is_from(ask: Ask) -> None:
    assert "Dossier:  harbours" in ask("show", "harbours_ada-moss")
    told = ask("why", "harbours_ada-moss")
    assert "Written in:    harbours/people.yaml:2" in told
    assert "`brief source add FILE --to lantern` in harbours" in told
    assert "harbours/people.yaml:2" in ask("list", "people")
    assert "moscow/facts.yaml:9" in ask("list", "people")


def test_data_says_where_each_record_is_from(ask: Ask) -> None:
    told = json.loads(ask("timeline", "-f", "json"))["dossiers"]
    assert told["harbours_strike"] == "harbours"
    assert told["moscow_strike"] == told["bo-lind"] == told["courier"] == "moscow"


def test_a_field_leads_to_its_own_line(ask: Ask) -> None:
    told = ask("why", "moscow_strike.who.moscow_ada-moss")
    assert "moscow/facts.yaml:13" in told
    assert "Ada Moss (spoke)" in told


def test_a_search_finds_words_and_synonyms_in_both(ask: Ask) -> None:
    for words in ("strike", "stoppage"):
        told = ask("search", words, "-v")
        assert "harbours_strike" in told
        assert "moscow_strike" in told


def test_filters_look_at_both(ask: Ask) -> None:
    assert "Drivers" not in ask("timeline", "--topic", "pilots")
    assert "Pilots" not in ask("timeline", "--who", "bo-lind")
    assert "Pay the pilots" in ask("commitments", "--by", "Oxmere")


def test_the_overview_names_and_counts_all(ask: Ask) -> None:
    told = ask()
    assert "3 sources · 3 people · 2 events · 1 commitment" in told
    assert "harbours  Harbour talks      Pilots and ports are in dispute." in told
    assert "moscow    Embassy in Moscow  The embassy moved." in told


def test_sources_of_one_letter_have_two(ask: Ask) -> None:
    told = ask("timeline").splitlines()
    assert "L  The Lantern, 2 Jul 2024" in told
    assert "A  The Courier, 2 May 2024" in told


def test_a_memo_has_a_chapter_for_each(ask: Ask) -> None:
    told = ask("memo", "-f", "markdown")
    first, second = told.split("## Embassy in Moscow")
    assert told.startswith("# Harbour talks; Embassy in Moscow\n")
    assert "## Harbour talks" in first
    assert "Pilots and ports are in dispute." in first
    assert "### Commitments" in first
    assert "Ambassador" not in first
    assert "The embassy moved." in second
    assert "Bo Lind" in second
    assert "## Annex: timeline (Harbour talks)" in second
    assert told.count("## Sources") == 1


def test_a_memo_on_a_subject_draws_on_all(ask: Ask) -> None:
    assert ask("memo", "moscow_ada-moss").startswith("Ada Moss\n")


def test_a_read_ahead_draws_on_all(ask: Ask) -> None:
    told = ask("meeting", "--with", "bo-lind", "--with", "harbours_ada-moss")
    assert "Pilots strike" in told
    assert "Drivers strike" in told


def test_sides_of_a_meeting_are_those_of_the_dossiers_of_whoever_is_met(
    brief: Brief, harbours: str, moscow: str, tmp_path: Path
) -> None:
    oxmere = ("  our_side: oxmere\n", "  parties: [oxmere]\n")
    ports = write(tmp_path / "ports", HARBOURS, oxmere)
    embassy = write(tmp_path / "embassy", MOSCOW, ("{title: Embassy", "{parties: [tarnholm, norvale], title: Embassy"))
    with (Path(embassy) / "more.yaml").open("w") as file:
        file.write("organizations: {norvale: {name: Norvale, kind: country, cite: courier ¶1}}\n")
    told = brief("meeting", "--with", "embassy_ada-moss", "-d", ports, "-d", embassy).stdout
    assert "an agreement between Tarnholm and Norvale;" in told


TALKS = {
    "dossier.yaml": """\
dossier: {title: Talks of CITY, parties: [ours, theirs], our_side: ours, stale_after_months: MONTHS}
sources: {log: {title: The log, published: 2024-07-02}}
organizations:
  ours: {name: CITY, kind: country, cite: log p. 1}
  theirs: {name: Land near CITY, kind: country, cite: log p. 1}
people:
  eve-CITY:
    name: Eve of CITY
    roles: [{title: Minister, org: theirs, seen: 2024-06, cite: log p. 2}]
    cite: log p. 2
events:
  talks: {title: CITY and Eve talk, kind: talks, date: 2024-06-01, who: {ours: host, eve-CITY: guest}, cite: log p. 3}
  alone: {title: Eve talks to others, kind: talks, date: 2024-06-05, who: {eve-CITY: guest}, cite: log p. 3}
commitments:
  ships: {text: Send ships to CITY, by: ours, for: theirs, cite: log p. 4}
"""
}


@pytest.mark.parametrize("is_reversed", [False, True])
@pytest.mark.parametrize(("city", "is_stale"), [("tarn", False), ("orrel", True)])
def test_each_dossier_keeps_its_own_side_and_months(
    brief: Brief, tmp_path: Path, city: str, *, is_stale: bool, is_reversed: bool
) -> None:
    """Whichever comes first, and as if each were read alone."""
    terms = {"tarn": "240", "orrel": "12"}
    folders = [write(tmp_path / name, TALKS, ("CITY", name), ("MONTHS", term)) for name, term in terms.items()]
    both = [word for folder in (folders[::-1] if is_reversed else folders) for word in ("-d", folder)]
    alone = ["-d", str(tmp_path / city)]
    for words in (both, alone):
        told = brief("meeting", "--with", f"eve-{city}", "--on", "2028-01-01", *words).stdout
        assert f"1 June 2024: {city} and Eve talk" in told.partition("LAST MET")[2].partition("\n\n")[0]
        assert "our promise: Send ships to " + city in told
        assert ("last seen in post June 2024" in told) is is_stale


def test_a_view_of_a_day_is_one_of_all(ask: Ask) -> None:
    assert "Drivers" not in ask("timeline", "--as-of", "2024-03")
    known = ask("timeline", "--known-by", "2024-06")
    assert "Drivers" in known
    assert "Pilots" not in known


@pytest.mark.parametrize("words", [(), ("memo",)])
def test_a_summary_that_may_tell_of_later_is_left_out(ask: Ask, words: tuple[str, ...]) -> None:
    assert "Pilots and ports are in dispute." in ask(*words)
    for option in ("--known-by", "--as-of"):
        assert "Pilots and ports are in dispute." not in ask(*words, option, "2024-02")


@pytest.mark.parametrize("words", [(), ("memo",)])
def test_a_summary_of_what_is_marked_is_left_out(
    brief: Brief, harbours: str, moscow: str, tmp_path: Path, words: tuple[str, ...]
) -> None:
    write(tmp_path / "moscow", MOSCOW, ("courier: {title", "courier: {handling: TLP:RED, title"))
    done = brief(*words, "--release-to", "TLP:GREEN", "-d", harbours, "-d", moscow)
    assert "Pilots and ports are in dispute." in done.stdout
    assert "The embassy moved." not in done.stdout


def test_a_site_has_the_pages_of_all(brief: Brief, harbours: str, moscow: str, tmp_path: Path) -> None:
    done = brief("export", "vault", str(tmp_path / "out"), "-d", harbours, "-d", moscow)
    assert done.returncode == 0
    pages = {page.stem for page in (tmp_path / "out").rglob("*.md")}
    assert {"harbours_ada-moss", "moscow_ada-moss", "bo-lind"} <= pages


def test_images_come_from_their_own_dossier(brief: Brief, harbours: str, moscow: str, tmp_path: Path) -> None:
    shutil.copy(Path(__file__).parents[1] / "data" / "starter" / "mira-oldcastle.png", tmp_path / "moscow" / "ada.png")
    write(tmp_path / "moscow", MOSCOW, ("    name: Ada Moss\n", "    name: Ada Moss\n    portrait: ada.png\n"))
    done = brief("who", "moscow_ada-moss", "-d", harbours, "-d", moscow, "-f", "html")
    assert (done.returncode, done.stderr) == (0, "")
    assert "data:image/png;base64" in done.stdout


def test_sources_are_verified_in_their_own_files(brief: Brief, harbours: str, moscow: str, tmp_path: Path) -> None:
    (tmp_path / "moscow" / "courier.txt").write_text("The embassy moved.\n")
    write(
        tmp_path / "moscow",
        MOSCOW,
        ("key: L, ", "text: courier.txt, "),
        ("cite: courier ¶3", 'cite: [{source: courier, at: ¶1, quote: "It stayed."}]'),
    )
    done = brief("source", "verify", "-d", harbours, "-d", moscow)
    assert done.returncode == 1
    assert "moscow/facts.yaml:13" in done.stdout
    told = brief("source", "read", "courier", "-d", harbours, "-d", moscow)
    assert "The embassy moved." in told.stdout


def test_words_that_are_an_id_elsewhere_stay_words(brief: Brief, harbours: str, moscow: str, tmp_path: Path) -> None:
    opinion = "assessments:\n  fair: {text: It is fair., by: analysts, date: 2024, cite: lantern ¶5}\n"
    write(tmp_path / "harbours", HARBOURS, ("commitments:\n", f"{opinion}commitments:\n"))
    body = "  analysts: {name: Guild of Analysts, cite: courier ¶4}\n"
    write(tmp_path / "moscow", MOSCOW, ("organizations:\n", f"organizations:\n{body}"))
    assert " analysts [" in brief("show", "fair", "-d", harbours, "-d", moscow).stdout
    assert "moscow_analysts  Guild" in brief("list", "organizations", "-d", harbours, "-d", moscow).stdout


def test_python_opens_several(harbours: str, moscow: str, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    with library.open([harbours, moscow]) as dossier:
        assert dossier.names == ["harbours", "moscow"]
        assert dossier["harbours_ada-moss"].id == "harbours_ada-moss"
        assert dossier["moscow_bo-lind"].id == "bo-lind"
        assert len(dossier.people) == 3


# What is wrong in them


def found(done: "subprocess.CompletedProcess[str]") -> list[str]:
    return [line for line in done.stdout.splitlines() if "in-two-dossiers" in line and ".yaml:" in line]


def test_the_same_person_is_suggested(brief: Brief, harbours: str, moscow: str) -> None:
    done = brief("check", "-d", harbours, "-d", moscow)
    assert done.returncode == 0
    assert found(done) == [
        "moscow/facts.yaml:5:3: warning: in-two-dossiers: `moscow_ada-moss` has the same name as `harbours_ada-moss` "
        "(harbours/people.yaml:2) (name `harbours_ada-moss` in a `note` that says whether they are the same)"
    ]


def test_a_name_that_is_marked_higher_in_another_is_found(
    brief: Brief, harbours: str, moscow: str, tmp_path: Path
) -> None:
    """A release copy of both leaves out Bo Lind, but not the texts of the other dossier."""
    changed = "{name: Bo Lind, second_reference: Old Bo, handling: TLP:RED,"
    write(tmp_path / "moscow", MOSCOW, ("{name: Bo Lind,", changed))
    write(tmp_path / "harbours", HARBOURS, ("Pilots and ports", "Pilots and Bo Lind"), ("the pilots.", "Old Bo."))
    told = brief("check", "--rule", "marked-name", "-d", harbours, "-d", moscow).stdout
    found = [line.partition(", which")[0] for line in told.splitlines() if "marked-name" in line]
    assert found == [
        "harbours/dossier.yaml:4:12: warning: marked-name: this names `Bo Lind`",
        "harbours/facts.yaml:6:15: warning: marked-name: this names `Old Bo`",
    ]


def test_a_note_that_names_the_other_is_an_answer(brief: Brief, harbours: str, moscow: str, tmp_path: Path) -> None:
    write(
        tmp_path / "moscow",
        MOSCOW,
        ("    name: Ada Moss\n", "    name: Ada Moss\n    note: This is not harbours_ada-moss.\n"),
    )
    assert not found(brief("check", "-d", harbours, "-d", moscow))


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("name: Tarnholm, ", "name: Tarnholm, identifiers: {wikidata: Q7}, ", "the same wikidata as `oxmere`"),
        ("title: Another Lantern", "title: X, url: https://lantern.example/1", "the same url as `harbours_lantern`"),
        (
            "Drivers strike, date: 2024-04-03",
            "Pilots strike, date: 2024-02-03",
            "the same date and title as `harbours_strike`",
        ),
    ],
)
def test_other_records_are_suggested(
    brief: Brief, harbours: str, moscow: str, tmp_path: Path, old: str, new: str, why: str
) -> None:
    write(tmp_path / "harbours", HARBOURS, ("name: Oxmere, ", "name: Oxmere, identifiers: {wikidata: Q7}, "))
    write(tmp_path / "moscow", MOSCOW, (old, new))
    assert why in "\n".join(found(brief("check", "-d", harbours, "-d", moscow)))


def test_each_is_checked_as_if_it_were_alone(brief: Brief, harbours: str, moscow: str, tmp_path: Path) -> None:
    write(tmp_path / "moscow", MOSCOW, ("name: Bo Lind, cite: lantern ¶9", "name: Bo Lind"))
    alone = brief("check", "-d", moscow).stdout
    both = brief("check", "-d", harbours, "-d", moscow).stdout
    assert "uncited" in alone
    for line in alone.splitlines():
        if ".yaml:" in line:
            assert f"moscow/{line}" in both


def test_machines_are_told_the_path_in_the_repository(brief: Brief, tmp_path: Path) -> None:
    repository = tmp_path / "repository"
    (repository / "desks").mkdir(parents=True)
    harbours, moscow = write(repository / "desks" / "harbours", HARBOURS), write(repository / "Moscow", MOSCOW)
    arguments = ("check", "-f", "github", "-d", harbours, "-d", moscow)
    assert "file=moscow/facts.yaml," in brief(*arguments).stdout
    Repository(repository)
    assert "file=Moscow/facts.yaml," in brief(*arguments).stdout


def test_an_error_in_one_stops_all(brief: Brief, harbours: str, moscow: str, tmp_path: Path) -> None:
    write(tmp_path / "moscow", MOSCOW, ("ada-moss: spoke", "ada-mos: spoke"))
    done = brief("timeline", "-d", harbours, "-d", moscow)
    assert (done.returncode, done.stdout) == (1, "")
    assert "moscow/facts.yaml:13:" in done.stderr
    assert "`ada-mos`" in done.stderr
    rest = brief("timeline", "-d", harbours, "-d", moscow, "--keep-going")
    assert "Pilots strike (Ada Moss: spoke)" in rest.stdout


def test_what_one_lacks_is_not_taken_from_another(brief: Brief, harbours: str, moscow: str, tmp_path: Path) -> None:
    write(tmp_path / "harbours", HARBOURS, ("who: {ada-moss: spoke}", "who: {bo-lind: spoke}"))
    done = brief("timeline", "-v", "-d", harbours, "-d", moscow, "--keep-going")
    assert "Pilots strike — bo-lind (spoke)" in done.stdout
    assert "Drivers strike — Ada Moss (spoke), Bo Lind (listened)" in done.stdout


# Markings


def marked(folder: Path, files: dict[str, str], marking: str, more: str = "") -> str:
    title = "Harbour talks" if files is HARBOURS else "Embassy in Moscow"
    separate = "\n  " if files is HARBOURS else ", "
    return write(folder, files, (title, f"{title}{separate}handling: {marking}{more}"))


def test_the_highest_marking_of_the_heads_counts(brief: Brief, harbours: str, moscow: str, tmp_path: Path) -> None:
    marked(tmp_path / "harbours", HARBOURS, "TLP:CLEAR")
    marked(tmp_path / "moscow", MOSCOW, "TLP:AMBER")
    assert json.loads(brief("timeline", "--json", "-d", harbours, "-d", moscow).stdout)["handling"] == "TLP:AMBER"
    refused(brief("timeline", "--release-to", "TLP:GREEN", "-d", harbours, "-d", moscow), "marked TLP:AMBER")


def test_a_release_copy_needs_one_scheme(brief: Brief, harbours: str, moscow: str, tmp_path: Path) -> None:
    marked(tmp_path / "harbours", HARBOURS, "TLP:GREEN")
    marked(tmp_path / "moscow", MOSCOW, "SECRET")
    assert brief("timeline", "-d", harbours, "-d", moscow).stdout.startswith(
        "Harbour talks; Embassy in Moscow  TLP:GREEN · SECRET\n"
    )
    done = brief("timeline", "--release-to", "TLP:AMBER", "-d", harbours, "-d", moscow)
    refused(done, "--release-to: TLP:AMBER cannot be compared with TLP:GREEN · SECRET", "of one scheme")


def test_a_release_copy_leaves_out_of_all(brief: Brief, harbours: str, moscow: str, tmp_path: Path) -> None:
    write(tmp_path / "moscow", MOSCOW, ("title: Drivers strike", "handling: TLP:RED, title: Drivers strike"))
    done = brief("timeline", "--release-to", "TLP:GREEN", "-d", harbours, "-d", moscow)
    assert "Pilots strike" in done.stdout
    assert "Drivers" not in done.stdout
    listed = brief("list", "people", "--release-to", "TLP:GREEN", "-d", harbours, "-d", moscow).stdout
    assert "Ada Moss  harbours" in listed
    memo = brief("memo", "--release-to", "TLP:GREEN", "-d", harbours, "-d", moscow).stdout
    assert "EMBASSY IN MOSCOW" in memo
    assert "Drivers" not in memo


@pytest.mark.parametrize(
    "words",
    ["list", "timeline -v", "who ada", "show bo-lind", "show moscow_bo-lind", "show harbours_bo-lind", "sources"],
)
@pytest.mark.parametrize("form", ["text", "json"])
def test_nothing_tells_that_a_record_that_is_left_out_had_the_id_or_letter_of_another(
    brief: Brief, harbours: str, moscow: str, tmp_path: Path, words: str, form: str
) -> None:
    write(tmp_path / "moscow", MOSCOW, ("key: L", "key: Z"))
    told = []
    for secrets in ("", SECRETS):
        (tmp_path / "harbours" / "secrets.yaml").write_text(secrets or "topics: {other: {name: Other}}\n")
        view = ("--release-to", "TLP:GREEN", "--no-count", "-f", form)
        done = brief(*words.split(), *view, "-d", harbours, "-d", moscow)
        told.append((done.returncode, done.stdout, done.stderr))
    assert told[0] == told[1]


SECRETS = """\
topics: {other: {name: Other}}
sources: {courier: {title: The Secret Courier, key: Z, handling: TLP:RED}}
people:
  bo-lind: {name: Bo Secret, handling: TLP:RED, cite: courier ¶1}
  tarnholm: {name: Cy Secret, cite: courier ¶2}
events: {dinner: {title: Secret dinner, date: 2024, who: {bo-lind: host, tarnholm: guest}, cite: courier ¶1}}
"""


def test_markings_of_two_schemes_are_refused(brief: Brief, harbours: str, moscow: str, tmp_path: Path) -> None:
    marked(tmp_path / "harbours", HARBOURS, "LOW", "\n  markings: [LOW, HIGH]")
    marked(tmp_path / "moscow", MOSCOW, "GREY", ", markings: [GREY, BLACK]")
    done = brief("timeline", "-d", harbours, "-d", moscow)
    refused(done, "“Harbour talks” and “Embassy in Moscow” have different `markings`", "one dossier at a time")


# A visit book


def test_a_head_lists_others(brief: Brief, book: str) -> None:
    told = brief("timeline", "-d", book).stdout
    assert told.startswith("Visit of the minister\n")
    assert "Visit begins (Ada Moss: host, Bo Lind: guide)" in told
    assert "Pilots strike" in told
    assert "Drivers strike" in told


def test_its_head_leads(brief: Brief, book: str) -> None:
    assert "A visit in two parts." in brief("-d", book).stdout
    assert brief("memo", "-d", book).stdout.startswith("Visit of the minister\nMemorandum · 24 March 2026\n\nVISIT OF")


def test_records_refer_to_each_other_by_name_and_id(brief: Brief, book: str) -> None:
    assert "Visit begins" in brief("who", "harbours_ada-moss", "-d", book).stdout
    assert brief("check", "-d", book).returncode == 0
    assert "book/dossier.yaml:9" in brief("why", "visit.who.harbours_ada-moss", "-d", book).stdout


@pytest.mark.parametrize(
    ("old", "new", "place", "sentence"),
    [
        (
            "moscow_bo-lind",
            "moscow_bo-lint",
            "9:98",
            "unknown-id: no person or organization has the id `moscow_bo-lint` (did you mean `moscow_bo-lind`?",
        ),
        (
            "moscow_bo-lind",
            "moskva_bo-lind",
            "9:98",
            "unknown-id: no person or organization has the id `moskva_bo-lind` (list the dossier `moskva` as",
        ),
        ("moscow_bo-lind", "harbours_pilots", "9:98", "wrong-kind: `pilots` is a topic"),
        ("harbours_oxmere", "harbours_oxmeer", "4:13", "unknown-id: no record has the id `harbours_oxmeer`"),
    ],
)
def test_a_reference_to_another_must_lead_somewhere(
    brief: Brief, book: str, tmp_path: Path, old: str, new: str, place: str, sentence: str
) -> None:
    write(tmp_path / "book", BOOK, (old, new))
    done = brief("check", "-d", book)
    assert done.returncode == 1
    assert f"book/dossier.yaml:{place}: error: {sentence}" in done.stdout
    assert brief("timeline", "-d", book).returncode == 1


def test_without_the_list_such_a_reference_is_an_error(brief: Brief, book: str, tmp_path: Path) -> None:
    assert brief("timeline", "-d", book).returncode == 0
    write(tmp_path / "book", BOOK, ("  dossiers: [../harbours, ../moscow]\n", ""))
    done = brief("check", "-d", book)
    assert done.returncode == 1
    assert "no person or organization has the id `moscow_bo-lind` (list the dossier `moscow`" in done.stdout


def test_its_own_records_can_be_edited(brief: Brief, book: str, tmp_path: Path) -> None:
    done = brief(
        "add",
        "event",
        "title=Visit ends",
        "date=2024-06-02",
        "who={harbours_ada-moss: }",
        "cite=programme ¶3",
        "-d",
        book,
    )
    assert done.returncode == 0, done.stderr
    assert "harbours_ada-moss" in (tmp_path / "book" / "dossier.yaml").read_text().split("Visit ends")[1]
    assert "Visit ends" in brief("who", "harbours_ada-moss", "-d", book).stdout


def test_a_former_id_holds_in_the_book_too(brief: Brief, book: str, harbours: str, moscow: str) -> None:
    for folder, old, new in (
        (harbours, "ada-moss", "ada"),
        (harbours, "oxmere", "ox"),
        (moscow, "bo-lind", "ada-lind"),
    ):
        assert brief("rename", old, new, "-d", folder).returncode == 0
    assert brief("check", "-d", book).returncode == 0
    for words in ("harbours_ada-moss", "harbours_ada", "ada"):
        assert "Visit begins" in brief("who", words, "-d", book).stdout
    assert "Oxmere" in brief("show", "harbours_oxmere", "-d", book).stdout
    assert brief("who", "moscow_ada-moss", "-d", book).stdout.startswith("Ada Moss\n")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("who.harbours_nobody=guest", "9:121: error: unknown-id: the dossier harbours has no record `nobody` (add it"),
        ("place=rotterdam_quay", "9:54: error: unknown-id: the head lists no dossier rotterdam (add its folder to"),
    ],
)
def test_no_edit_refers_to_what_the_others_lack(
    brief: Brief, book: str, tmp_path: Path, words: str, sentence: str
) -> None:
    before = (tmp_path / "book" / "dossier.yaml").read_bytes()
    done = brief("set", "visit", words, "-d", book)
    assert (done.returncode, sentence in done.stderr) == (1, True), done.stderr
    assert (tmp_path / "book" / "dossier.yaml").read_bytes() == before
    assert brief("set", "visit", "place=harbours_oxmere", "-d", book).returncode == 0
    assert brief("check", "-d", book).returncode == 0


def test_a_broken_file_of_the_book_can_be_edited_further(brief: Brief, book: str, tmp_path: Path) -> None:
    more = tmp_path / "book" / "more.yaml"
    more.write_text("events:\n<<<<<<< HEAD\n  end: {title: End, place: harbours_oxmere, cite: programme ¶1}\n", "utf-8")
    editor = tmp_path / "editor.sh"
    editor.write_text('#!/bin/sh\nfor file; do :; done\necho "  # place: harbours_nowhere" >> "$file"\n')
    editor.chmod(0o755)
    done = brief("edit", "end", "-d", book, env={"EDITOR": str(editor)})
    assert (done.returncode, "merge-conflict" in done.stdout) == (1, True), done.stderr
    assert more.read_text("utf-8").endswith("# place: harbours_nowhere\n")


def test_nothing_is_removed_to_which_the_book_refers(brief: Brief, book: str, harbours: str, tmp_path: Path) -> None:
    brief("set", "strike", "who.ada-moss=", "-d", harbours)
    done = brief("rm", "ada-moss", "-d", harbours)
    assert (done.returncode, done.stdout) == (1, "../book/dossier.yaml:9: visit\n")
    shutil.rmtree(tmp_path / "book")
    assert brief("rm", "ada-moss", "-d", harbours).returncode == 0


@pytest.mark.parametrize(
    "command",
    [
        ("set", "harbours_ada-moss", "note=Ill"),
        ("merge", "visit", "harbours_strike"),
        ("rename", "harbours_strike", "walkout"),
        ("rm", "harbours_strike"),
        ("edit", "harbours_strike"),
    ],
    ids=lambda command: command[0],
)
def test_an_edit_of_another_says_which_dossier_to_name(brief: Brief, book: str, command: tuple[str, ...]) -> None:
    done = brief(*command, "-d", book)
    id_ = next(word for word in command if word.startswith("harbours_"))
    sentence = f"brief: `{id_}` belongs to another dossier, harbours (name the folder of harbours with -d, and its own"
    assert (done.returncode, done.stderr.startswith(sentence)) == (2, True), done.stderr


def test_it_may_list_itself_and_be_listed(brief: Brief, book: str, tmp_path: Path) -> None:
    write(tmp_path / "book", BOOK, ("../moscow]", "../moscow, ., ../harbours]"))
    write(tmp_path / "harbours", HARBOURS, ("  our_side", "  dossiers: ../book\n  our_side"))
    done = brief("timeline", "-d", book)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("Pilots strike") == done.stdout.count("Visit begins") == 1


@pytest.mark.parametrize(
    ("listed", "sentence"),
    [
        ("../nowhere", "lists ../nowhere, where there is no dossier.yaml"),
        ("inner", "lists inner, which lies inside this dossier"),
        ("postgresql:///desk?host=/nowhere#x", "cannot connect"),
    ],
)
def test_what_cannot_be_listed_is_named(brief: Brief, book: str, tmp_path: Path, listed: str, sentence: str) -> None:
    (tmp_path / "book" / "inner").mkdir()
    (tmp_path / "book" / "inner" / "dossier.yaml").write_text("dossier: {title: Inner}\n")
    write(tmp_path / "book", BOOK, ("../moscow]", f'"{listed}"]'))
    done = brief("timeline", "-d", book)
    assert done.returncode != 0
    assert sentence in done.stderr


def test_the_title_of_many_is_short(brief: Brief, harbours: str, moscow: str, tmp_path: Path) -> None:
    more = [write(tmp_path / name, {"dossier.yaml": HEAD}) for name in ("one", "two")]
    options = [word for folder in (harbours, moscow, *more) for word in ("-d", folder)]
    assert brief("timeline", *options).stdout.startswith("Harbour talks, and 3 other dossiers\n")


def test_two_folders_of_one_name_are_told_apart(brief: Brief, harbours: str, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = write(tmp_path / "other" / "Harbours!", HARBOURS)
    told = brief("list", "people", "-d", harbours, "-d", other).stdout
    assert "harbours_ada-moss " in told
    assert "harbours-2_ada-moss " in told


# What needs one dossier


@pytest.mark.parametrize(
    "words",
    [
        "set bo-lind note=x",
        "add topic name=Fares",
        "rename bo-lind bo",
        "merge bo-lind ada-moss",
        "rm bo-lind",
        "edit bo-lind",
        "source add x.txt",
        "check --fix",
        "check --watch",
        "diff HEAD",
        "ripple",
        "push postgresql:///desk",
        "memo --since HEAD",
    ],
)
def test_what_needs_one_dossier_says_so(brief: Brief, harbours: str, moscow: str, words: str, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("x")
    before = {file: file.read_bytes() for file in tmp_path.rglob("*.yaml")}
    refused(brief(*words.split(), "-d", harbours, "-d", moscow), "one dossier", "give --dossier once")
    assert before == {file: file.read_bytes() for file in tmp_path.rglob("*.yaml")}


@pytest.mark.parametrize(
    ("words", "way"),
    [
        ("check --fix", "give the folder of one that lists no others; `brief set` corrects this one"),
        ("check --watch", "give the folder of one that lists no others; `brief check` checks all"),
        ("ripple", "give --dossier once, with one that lists no others"),
        ("push postgresql:///desk", "give --dossier once, with one that lists no others"),
    ],
)
def test_a_visit_book_is_several_too(brief: Brief, book: str, words: str, way: str) -> None:
    refused(brief(*words.split(), "-d", book), "one dossier", f"({way})")


def test_earlier_states_are_those_of_one(brief: Brief, book: str, tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    repository.git("add", ".")
    repository.git("commit", "-qm", "First")
    refused(brief("diff", "HEAD", "-d", book), "only be read of one dossier (give the folder of one that")


def test_a_paper_of_several_is_in_no_register(brief: Brief, harbours: str, moscow: str, tmp_path: Path) -> None:
    write(tmp_path / "harbours", HARBOURS, ("  our_side", "  register: true\n  our_side"))
    done = brief("memo", "-o", "memo.md", "-d", harbours, "-d", moscow)
    assert (done.returncode, done.stderr) == (0, "brief: a paper on several dossiers is not added to a register\n")
    assert not (tmp_path / "harbours" / "papers.jsonl").exists()


def test_a_wrong_path_is_named(brief: Brief, harbours: str) -> None:
    refused(brief("timeline", "-d", harbours, "-d", "nowhere"), "no dossier.yaml in nowhere")


def test_one_that_is_named_twice_is_taken_once(brief: Brief, harbours: str) -> None:
    done = brief("timeline", "-d", harbours, "-d", f"{harbours}/../harbours")
    assert done.returncode == 0
    assert done.stdout == brief("timeline", "-d", harbours).stdout
    assert done.stderr == f"brief: {harbours} is given twice, but used once\n"


# As much as is new, and no more

QUESTIONS = (
    "timeline",
    "who",
    "commitments",
    "conflicts",
    "gaps",
    "search equipment",
    "sources",
    "graph",
    "who Thang",
    "memo framework-2025-2026",
)


@pytest.mark.parametrize("words", QUESTIONS)
def test_an_empty_one_changes_only_the_title(brief: Brief, shipped: str, tmp_path: Path, words: str) -> None:
    empty = write(tmp_path / "empty", {"dossier.yaml": HEAD})
    alone = json.loads(brief(*words.split(), "--json", "-d", shipped).stdout)
    both = json.loads(brief(*words.split(), "--json", "-d", shipped, "-d", empty).stdout)
    if isinstance(both, dict):
        assert set(both.pop("dossiers").values()) == {"vietnam-canada"}
        assert both.pop("title").replace("; Nothing yet", "") == alone.pop("title")
    assert both == alone


@pytest.fixture
def copies(cache: Path) -> Callable[[], dict[Path, int]]:
    """The compiled copies of several, and when each was written."""
    return lambda: {file: file.stat().st_mtime_ns for file in (cache / "brief" / "stores" / "joined").rglob("*.sqlite")}


def test_it_is_compiled_once(ask: Ask, copies: Callable[[], dict[Path, int]], tmp_path: Path) -> None:
    others = copies()
    first = ask("timeline")
    made = copies()
    assert len(made) == len(others) + 1
    assert ask("timeline") == first
    assert copies() == made
    write(tmp_path / "moscow", MOSCOW, ("Drivers strike", "Guards strike"))
    assert "Guards strike" in ask("timeline")
    assert copies().keys() == made.keys()
    assert copies() != made


def test_the_first_file_may_go(brief: Brief, ask: Ask, tmp_path: Path) -> None:
    people = tmp_path / "harbours" / "people.yaml"
    people.rename(people.with_name("actors.yaml"))
    assert ask().startswith("Harbour talks; Embassy in Moscow\n")
    people.with_name("actors.yaml").rename(people)
    assert ask().startswith("Harbour talks; Embassy in Moscow\n")


def test_it_needs_no_cache(brief: Brief, ask: Ask, harbours: str, moscow: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = brief("timeline", "-d", harbours, "-d", moscow, env={"XDG_CACHE_HOME": str(tmp_path / "file")})
    assert done.stdout == ask("timeline")


def test_a_damaged_copy_is_made_again(ask: Ask, copies: Callable[[], dict[Path, int]]) -> None:
    before = copies()
    told = ask("timeline")
    (new,) = copies().keys() - before.keys()
    content = bytearray(new.read_bytes())
    content[4096:] = bytes(len(content) - 4096)
    new.write_bytes(content)
    assert ask("timeline") == told


# Servers


@pytest.fixture
def served(brief: Brief, server: Server, environment: dict[str, str], moscow: str) -> Iterator[str]:
    """The second dossier on a server."""
    environment.update(server.environment)
    assert brief("push", "postgresql:///desk#moscow", "-d", moscow).returncode == 0
    yield "postgresql:///desk#moscow"
    server.run("DELETE FROM brief.dossier WHERE name = 'moscow'")


@pytest.mark.parametrize(
    "words", ["timeline", "who", "list", "memo", "search strike", "show bo-lind", "timeline --json"]
)
def test_a_folder_and_a_server_answer_as_two_folders(
    brief: Brief, ask: Ask, harbours: str, served: str, words: str
) -> None:
    done = brief(*words.split(), "-d", harbours, "-d", served)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == ask(*words.split())


def test_a_book_lists_one_on_a_server(brief: Brief, book: str, served: str, tmp_path: Path) -> None:
    write(tmp_path / "book", BOOK, ("../moscow]", f'"{served}"]'))
    assert "Visit begins (Ada Moss: host, Bo Lind: guide)" in brief("timeline", "-d", book).stdout
    told = brief("check", "-d", book)
    assert "moscow/facts.yaml:5: warning: in-two-dossiers" in told.stdout
    assert "#moscow is on a server: run `brief check` where its files are" in told.stderr
    why = brief("why", "moscow_ada-moss", "-d", book)
    assert (why.returncode, "is on a server" in why.stderr) == (2, True)


def test_a_release_copy_may_draw_on_a_server(brief: Brief, harbours: str, served: str) -> None:
    done = brief("timeline", "--release-to", "TLP:GREEN", "-d", harbours, "-d", served)
    assert done.returncode == 0
    assert "Drivers strike" in done.stdout


# Alone


def test_one_alone_needs_nothing_of_this(harbours: str, cache: Path, tmp_path: Path) -> None:
    words = (
        "import sys; from brief.cli.main import run; run(['timeline', '-d', sys.argv[1]]); "
        "print([name for name in sys.modules if 'several' in name or 'joined' in name or 'chapter' in name])"
    )
    import sys

    done = subprocess.run(
        [sys.executable, "-c", words, harbours],
        env={"XDG_CACHE_HOME": str(cache), "PATH": "", "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_one_in_a_list_is_one_alone(harbours: str, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    told: list[Any] = []
    for path in (harbours, [harbours]):
        with library.open(path) as dossier:
            told.append((library.render(library.timeline(dossier), "json"), dossier.names))
    assert told[0] == told[1]
    assert told[0][1] == []
