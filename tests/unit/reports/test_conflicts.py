"""Disputed points: each version next to the others, and the records that depend on it."""

from collections.abc import Callable

from brief.document import Card, Document, Heading, Listing, Notice, Table
from brief.dossier.as_of import AsOf
from brief.model.dates import Date
from brief.reports.conflicts import conflicts
from brief.stores.query import Store

MILL = """
dossier: {title: The mill}
sources:
  deed: {title: The deed}
  song: {title: The song}
people:
  ada-moss:
    name: Ada Moss
    roles:
    - {title: Miller, rank: Elder, cite: deed p. 9}
    cite: deed p. 1
    differs:
    - {field: roles.0.rank, value: Reeve, cite: song v. 2}
events:
  fire:
    title: The mill burns
    date: 1901
    who: {ada-moss: witness}
    cite: deed p. 3
    inferred: {date: The year of the deed.}
    differs:
    - {field: date, value: 1902-05, cite: song v. 4, note: Songs round up.}
    - {field: date, value: "191X", cite: song v. 5}
    - {value: It never burned, cite: song v. 6}
agreements:
  lease:
    title: Lease of the mill
    provisions:
    - {text: Rent in flour, cite: deed p. 5}
    cite: deed p. 4
    differs:
    - {field: provisions, value: Rent in coin, cite: song v. 1}
assessments:
  luck: {text: The fire was luck., by: the smith, about: fire, cite: song v. 7}
  blame: {text: The fire was arson., by: [the reeve, the smith], about: fire, cite: song v. 8}
questions:
  cause: {text: What lit the fire?, about: fire}
"""
QUIET = "dossier: {title: Quiet}\nsources:\n  deed: {title: The deed}\n"


def versions(document: Document) -> dict[str, list[list[str]]]:
    """Return for each point the text, source and reasoning of each version."""
    found: dict[str, list[list[str]]] = {}
    title = ""
    for block in document.blocks:
        if isinstance(block, Heading) and block.level == 3:
            title = block.text
        elif isinstance(block, Table):
            found[title] = [[cell.text for cell in row.cells] for row in block.rows]
    return found


def dependents(document: Document) -> list[str]:
    return [item.text for block in document.blocks if isinstance(block, Listing) for item in block.items]


def test_each_version_stands_with_its_source_and_reason(dossier_of: Callable[[str], Store]) -> None:
    assert versions(conflicts(dossier_of(MILL)))["The mill burns — date"] == [
        ["1901 (inferred)", "the desk", "Used here. Inferred: The year of the deed."],
        ["May 1902", "song v. 4", "Songs round up."],
        ["1910s", "song v. 5", ""],
    ]


def test_a_whole_record_in_dispute_is_named_by_its_title(dossier_of: Callable[[str], Store]) -> None:
    held, rival = versions(conflicts(dossier_of(MILL)))["The mill burns"]
    assert (held[0], rival[0]) == ("The mill burns", "It never burned")


def test_a_field_of_a_part_rests_on_the_citations_of_the_part(dossier_of: Callable[[str], Store]) -> None:
    held, rival = versions(conflicts(dossier_of(MILL)))["Ada Moss — rank"]
    assert held[:2] == ["Elder", "deed p. 9"]
    assert rival[:2] == ["Reeve", "song v. 2"]


def test_a_field_that_holds_a_list_of_parts_is_put_in_words(dossier_of: Callable[[str], Store]) -> None:
    held, _ = versions(conflicts(dossier_of(MILL)))["Lease of the mill — provisions"]
    assert held[0] == "Rent in flour"


def test_what_depends_on_a_disputed_record_is_told_once_and_opinions_by_their_holders(
    dossier_of: Callable[[str], Store],
) -> None:
    found = dependents(conflicts(dossier_of(MILL)))
    assert found == [
        "Affects 2 assessments, held by the smith; the reeve, the smith",
        "Affects 1 question: What lit the fire?",
    ]


def test_headings_and_title_count_the_points(dossier_of: Callable[[str], Store]) -> None:
    document = conflicts(dossier_of(MILL))
    assert document.subtitle == "4 points on which the sources differ"
    headings = [
        (block.text, block.selection) for block in document.blocks if isinstance(block, Heading) and block.level == 2
    ]
    assert headings == [("People", "1"), ("Events", "2"), ("Agreements", "1")]


def test_a_longer_opinion_is_not_cut_in_its_heading(dossier_of: Callable[[str], Store]) -> None:
    opinion = "The mill was the best that the valley had ever seen, and the last that was built of oak"
    differs = "[{field: text, value: It was of elm, cite: song v. 2}]"
    record = f"{{text: '{opinion}.', by: the smith, cite: song v. 1, differs: {differs}}}"
    document = conflicts(dossier_of(f"{QUIET}  song: {{title: The song}}\nassessments: {{best: {record}}}\n"))
    assert versions(document) == {
        opinion: [
            [f"{opinion} (the smith)", "song v. 1", "Used here."],
            ["It was of elm", "song v. 2", ""],
        ]
    }


def test_the_world_as_it_was_knows_no_disagreement_on_what_it_does_not_tell(dossier_of: Callable[[str], Store]) -> None:
    store = dossier_of("""
dossier: {title: The mill}
sources: {deed: {title: The deed}}
people:
  ada-moss:
    name: Ada Moss
    roles: [{title: Miller, seen: 1905, cite: deed p. 9}, {title: Reeve, from: 1910, cite: deed p. 9}]
    cite: deed p. 1
    differs:
    - {field: roles.0.seen, value: "1906", cite: deed p. 2}
    - {field: roles.1.title, value: Mayor, cite: deed p. 2}
events:
  opened: {title: It opens, date: 1900, cite: deed p. 3, differs: [{field: date, value: "1899", cite: deed p. 4}]}
  fire: {title: It burns, date: 1904, cite: deed p. 3, differs: [{field: date, value: 1903-05, cite: deed p. 4}]}
questions:
  later: {text: Who saw both?, about: [opened, fire]}
""")

    def asked(day: str | None) -> list[str]:
        return list(versions(conflicts(AsOf(store, Date.parse(day)) if day else store)))

    assert asked(None) == [
        "Ada Moss — Miller, in post", "Ada Moss — title", "It opens — date", "It burns — date"
    ]  # fmt: skip
    assert asked("1902") == ["Ada Moss — in post", "It opens — date"]
    assert asked("1903") == ["Ada Moss — in post", "It opens — date", "It burns — date"]
    assert "Ada Moss — in post" in asked("1905")
    assert dependents(conflicts(AsOf(store, Date.parse("1902")))) == []
    notices = [
        block.text.text for block in conflicts(AsOf(store, Date.parse("1902"))).blocks if isinstance(block, Notice)
    ]
    assert notices[0] == "As of 1902."


def test_that_nothing_is_disputed_is_an_answer(dossier_of: Callable[[str], Store]) -> None:
    document = conflicts(dossier_of(QUIET))
    assert document.answers
    assert [block.text.text for block in document.blocks if isinstance(block, Notice)] == ["No sources disagree here."]


def test_without_any_source_nothing_is_said_to_agree(dossier_of: Callable[[str], Store]) -> None:
    (notice,) = (block for block in conflicts(dossier_of("dossier: {title: T}\n")).blocks if isinstance(block, Notice))
    assert notice.text.text == "There are no sources here."


def test_a_disputed_provision_is_called_one(dossier_of: Callable[[str], Store]) -> None:
    rent = "provisions: [{text: Rent in flour}], differs: [{field: provisions.0.text, value: Grain, cite: deed p. 1}]"
    lease = f"sources: {{deed: {{title: Deed}}}}\nagreements:\n  lease: {{title: Lease, cite: deed p. 1, {rent}}}\n"
    page = conflicts(dossier_of(f"dossier: {{title: The mill}}\n{lease}"), full=False)
    assert "Lease, provision" in [block.title.text for block in page.blocks if isinstance(block, Card)]


PERSON = """
dossier: {title: The mill}
sources: {deed: {title: Deed}}
people:
  ada: {name: Ada Moss, cite: deed p. 1, differs: [{field: born, value: 1950, cite: deed p. 2}]}
events:
  fire: {title: A fire, who: {ada: witness}, importance: high, differs: [{field: date, value: 1901, cite: deed p. 3}]}
questions: {why: {text: Why?, about: [ada, fire]}}
"""


def test_what_matters_comes_first_and_nothing_rests_on_a_year_of_birth(dossier_of: Callable[[str], Store]) -> None:
    cards = [block for block in conflicts(dossier_of(PERSON), full=False).blocks if isinstance(block, Card)]
    assert [card.title.text for card in cards] == ["A fire, date", "Ada Moss, born"]
    assert [part.key for card in cards for part in card.fields if part.key == "affects"] == ["affects"]
    assert cards[0].fields[-1].lines[0].text == "1 question"


TWICE = """
dossier: {title: The mill}
sources: {deed: {title: The deed}, song: {title: The song}}
people:
  ada: {name: Ada Moss, roles: [{title: Miller, seen: 1905, cite: deed p. 9}], cite: deed p. 9, differs: [DATED]}
events:
  visit: {title: Ada visits, who: {ada: guest}, date: 1905, cite: deed p. 9, differs: [VISITED]}
  flood: {title: A flood, date: 1905, cite: deed p. 9, differs: [VISITED]}
""".replace("DATED", "{field: roles.0.seen, value: 1906, cite: song v. 2}").replace(
    "VISITED", "{field: date, value: 1906, cite: song v. 2}"
)


def cards(document: Document) -> dict[str, dict[str, list[str]]]:
    """Return for each dispute of a short page its lines by key."""
    found = [block for block in document.blocks if isinstance(block, Card)]
    return {card.title.text: {part.key: [line.text for line in part.lines] for part in card.fields} for card in found}


def test_one_dispute_over_records_that_belong_together_stands_in_one_place(
    dossier_of: Callable[[str], Store],
) -> None:
    page = conflicts(dossier_of(TWICE), full=False)
    found = cards(page)
    assert list(found) == ["Ada visits, date", "A flood, date"]
    assert found["Ada visits, date"]["also"] == ["Ada Moss, in post: 1905; or: 1906"]
    assert page.subtitle == "3 points on which the sources differ, in 2 disputes"


def test_versions_stand_side_by_side_also_where_a_whole_record_is_disputed(
    dossier_of: Callable[[str], Store],
) -> None:
    fire = cards(conflicts(dossier_of(MILL), full=False))["The mill burns"]
    assert (fire["here"], fire["or"]) == (["The mill burns"], ["It never burned"])


def test_a_source_that_gives_all_versions_is_not_charged_with_more_and_said_to_be_one_once(
    dossier_of: Callable[[str], Store],
) -> None:
    alone = TWICE.replace("A flood, date: 1905, cite: deed p. 9", "A flood, date: 1905, cite: song v. 1")
    assert cards(conflicts(dossier_of(alone), full=False))["A flood, date"]["itself"] == ["one source gives both"]
    third = alone.rstrip().removesuffix("]}") + ", {field: date, value: 1907, cite: song v. 3}]}\n"
    assert cards(conflicts(dossier_of(third), full=False))["A flood, date"]["itself"] == [
        "one source gives all of them"
    ]
    same = conflicts(dossier_of(TWICE.replace("song v. 2", "deed p. 2")), full=False)
    assert same.subtitle == "3 points on which the sources differ, in 2 disputes"  # the number in the notice below
    assert all("itself" not in card for card in cards(same).values())
    assert "In 2 of these 2 disputes one source gives all versions." in [
        block.text.text for block in same.blocks if isinstance(block, Notice)
    ]
