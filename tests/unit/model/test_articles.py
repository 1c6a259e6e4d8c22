"""Articles before a name are ignored, unless they are part of it."""

import pytest

from brief.model.names import Candidate, rank, without_article


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("the 2023 MoU", "2023 MoU"),
        ("The UN", "UN"),
        ("a memorandum", "memorandum"),
        ("an accord", "accord"),
        ("le Canada", "Canada"),
        ("la  Francophonie", "Francophonie"),
        ("l'accord", "accord"),
        ("L’Accord", "Accord"),
        ("der Bund", "Bund"),
        ("THE UN", "UN"),
        ("the", ""),
        ("UN peacekeeping", ""),
        ("LA office", ""),
        ("theatre group", ""),
        ("Lena", ""),
        ("", ""),
    ],
)
def test_what_follows_an_article(name: str, bare: str) -> None:
    assert without_article(name) == bare


def test_a_number_is_never_taken_for_another() -> None:
    forms = [Candidate("old", "2023 MoU", True, 0), Candidate("unit", "Squadron B52", True, 0)]
    assert [match.id for match in rank("2023 MoU", forms)] == ["old"]
    assert rank("2024 MoU", forms) == []
    assert rank("Squadron B53", forms) == []
    assert [match.id for match in rank("2023 MuO", [Candidate("old", "2023 Memorandm", True, 0)])] == []
    assert [match.id for match in rank("Squadrn B52", forms)] == ["unit"]
