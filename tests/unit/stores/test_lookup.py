"""Records of every kind are found by the names that people use for them."""

from collections.abc import Iterator

import pytest

from brief.app import open_store
from brief.model.names import Reason, decisive
from brief.stores.query import Store

DOSSIER = """
dossier: {title: Names}
people:
  le-van-hung: {name: Lê Văn Hùng}
  nguyen-van-an: {name: Nguyen Van An}
organizations:
  harbour: {name: Ministry of Harbours and Fisheries}
  union: {name: Union of Isles, also: [UI, U-Plus]}
  canada: {name: Canada}
  the-bell: {name: The Bell Society}
agreements:
  mou: {title: 2023 Memorandum of Understanding on Bells, also: [2023 MoU], kind: memorandum}
  pact: {title: Pact on the understanding of unrest}
programs:
  bell-course: {name: Bell Training and Casting Program}
topics:
  bells: {name: bells}
places:
  the-hague: {name: The Hague}
  hague-street: {name: Hague Street}
events:
  visite: {title: Le ministre visite le Canada}
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    yield from opened(tmp_path_factory, DOSSIER)


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Six hundred people with names like Mary Ma or Lan come before those who are searched for."""
    people = [f"Mary {word}" for number in range(200) for word in ("Ma", "Lan", f"Mar{chr(97 + number % 26)}o")]
    people += ["Mary Martebe", "Mary Zabra", "Linda Ma", "Bui Lang Mo", "Mary L. O'Quell"]
    lines = "".join(f'  person-{number}: {{name: "{name}"}}\n' for number, name in enumerate(people))
    yield from opened(tmp_path_factory, f"dossier: {{title: Many}}\npeople:\n{lines}")


def opened(tmp_path_factory: pytest.TempPathFactory, text: str) -> Iterator[Store]:
    root = tmp_path_factory.mktemp("names")
    (root / "dossier.yaml").write_text(text, encoding="utf-8")
    patch = pytest.MonkeyPatch()
    patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
    found = open_store(root)
    yield found
    found.close()
    patch.undo()


def named(store: Store, words: str, *kinds: str) -> list[str]:
    return [match.id for match in decisive(store.find(words, kinds))]


@pytest.mark.parametrize(
    ("words", "id_"),
    [
        ("the 2023 MoU", "mou"),
        ("2023 mou", "mou"),
        ("The UI", "union"),
        ("the Union of Isles", "union"),
        ("U-Plus", "union"),
        ("MHF", "harbour"),
        ("mhf", "harbour"),
        ("the MHF", "harbour"),
        ("BTCP", "bell-course"),
        ("btcp", "bell-course"),
        ("le Canada", "canada"),
        ("the Ministry of Harbors and Fisheries", "harbour"),
        ("the bells", "bells"),
        ("The Hague", "the-hague"),
        ("the hague", "the-hague"),
        ("the Bell Society", "the-bell"),
        ("Bell Society", "the-bell"),
        ("Le Van", "le-van-hung"),
        ("le hung", "le-van-hung"),
        ("An Nguyen", "nguyen-van-an"),
        ("the union", "union"),
    ],
)
def test_one_record_goes_by_the_name(store: Store, words: str, id_: str) -> None:
    assert named(store, words) == [id_]


@pytest.mark.parametrize("words", ["the 2024 MoU", "2024 MoU", "the xyzzy", "xyz", "l'"])
def test_nothing_goes_by_the_name(store: Store, words: str) -> None:
    assert [id_ for id_ in named(store, words) if id_ != "pact"] == []


def test_people_keep_what_looks_like_an_article(store: Store) -> None:
    assert named(store, "An Nguyen", "person") == ["nguyen-van-an"]
    assert named(store, "the Hung", "person") == []


def test_the_reason_is_that_of_the_name_without_article(store: Store) -> None:
    assert store.find("the MHF")[0].reason is Reason.INITIALS
    assert store.find("the 2023 MoU")[0].reason is Reason.EXACT


def test_the_nearest_are_those_of_the_name_without_article(store: Store) -> None:
    assert [found.id for found in store.nearest("the Unyon")] == ["union"]


@pytest.mark.parametrize(
    ("words", "form"),
    [
        ("Mary Zarba", "Mary Zabra"),
        ("Mray Zabra", "Mary Zabra"),
        ("Mary Marte", "Mary Martebe"),
        ("Mar Zab", "Mary Zabra"),
        ("L. Ma", "Linda Ma"),
        ("Bui Lagn", "Bui Lang Mo"),
        ("Mary O Qeull", "Mary L. O'Quell"),
        ("Mary Quell O", "Mary L. O'Quell"),
    ],
)
def test_one_of_many_is_found(crowd: Store, words: str, form: str) -> None:
    assert [match.form for match in decisive(crowd.find(words, ("person",)))] == [form]
