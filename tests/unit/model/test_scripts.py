"""Names in different scripts are compared by what their romanizations have in common."""

import subprocess
import sys

import pytest

from brief.model.names import Candidate, Match, Reason, rank
from brief.model.names.honorifics import without_honorifics
from brief.model.names.scripts import Script, is_latin, script_of


def matched(typed: str, form: str) -> Match | None:
    return next(iter(rank(typed, [Candidate("one", form, True, 0)])), None)


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("nguyen thanh", Script.LATIN),
        ("Nguyễn ƒ ß 3", Script.LATIN),
        ("владимир", Script.ALPHABET),
        ("γιωργοσ", Script.ALPHABET),
        ("შალვა", Script.ALPHABET),
        ("محمد", Script.CONSONANTS),
        ("नरेंद्र", Script.CONSONANTS),
        ("习近远", Script.HAN),
        ("김정윤", Script.HANGUL),
        ("さとう", Script.KANA),
        ("ann 习", Script.HAN),
    ],
)
def test_the_script_of_a_name(text: str, script: Script) -> None:
    assert script_of(text) is script
    assert is_latin([text]) == (script is Script.LATIN)


@pytest.mark.parametrize(
    ("form", "typed"),
    [
        ("Sergei Karpin", "Сергей Карпин"),
        ("Sergey Karpin", "Сергей Карпин"),
        ("Evgeny Yelkin", "Евгений Елкин"),
        ("Yevgeniy Elkin", "Евгений Елкин"),
        ("Xenia Tsarik", "Ксения Царик"),
        ("Viktor Khlynov", "Виктор Хлынов"),
        ("Victor Hlynov", "Виктор Хлынов"),
        ("Dora Bakou", "Ντορα Μπακου"),
        ("Tsai Ying-hua", "蔡英华"),
        ("Cai Yinghua", "蔡英华"),
        ("Ouyang Lihua", "欧阳丽华"),
        ("Lihua Ouyang", "欧阳丽华"),
        ("Kim Jong-su", "김종수"),
        ("Gim Jongsu", "김종수"),
        ("Park Yoona", "박유나"),
        ("Sato Kenji", "さとう けんじ"),
        ("Satō Kenji", "サトウ ケンジ"),
    ],
)
def test_customs_of_romanizing_make_no_difference(form: str, typed: str) -> None:
    for one, other in ((typed, form), (form, typed)):
        match = matched(one, other)
        assert match is not None, (one, other)
        assert match.across
        assert match.reason.order <= Reason.PART.order


@pytest.mark.parametrize(
    ("form", "typed"),
    [
        ("Muammar Gadafi", "معمر القذافي"),
        ("Moammer Qaddafy", "معمر القذافي"),
        ("Abdul Fattah al-Sirri", "عبد الفتاح السري"),
        ("Hassan Nasralla", "حسن نصر الله"),
        ("Tamim bin Hamad Al Tani", "تميم بن حمد آل ثاني"),
        ("Davoud Mosavi", "داوود موسوی"),
        ("Benjamin Natan", "בנימין נתן"),
        ("Isaac Hertzog", "איסאק הרצוג"),
        ("Rahul Gandi", "राहुल गांधी"),
        ("Jomart Tokaev", "Жомарт Токаев"),
        ("Lee Jae-myung", "이재명"),
    ],
)
def test_what_sounds_alike_is_doubtful(form: str, typed: str) -> None:
    for one, other in ((typed, form), (form, typed)):
        match = matched(one, other)
        assert match is not None, (one, other)
        assert match.reason is Reason.SOUND
        assert match.why == "perhaps the same name in another script"


@pytest.mark.parametrize(
    ("form", "typed"),
    [
        ("Sergei Karpin", "Сергей Карпов"),
        ("Muammar Gadafi", "معمر البري"),
        ("Wang Li", "张丽"),
        ("Wang Liwei", "王立"),
        ("Kim Jong-su", "김종인"),
        ("习近远", "김정윤"),
        ("王丽", "王莉"),
        ("Виталий", "Βιταλιος"),
        ("Li", "سي"),
    ],
)
def test_other_names_do_not_match(form: str, typed: str) -> None:
    assert matched(typed, form) is None
    assert matched(form, typed) is None


def test_a_name_in_latin_letters_needs_no_romanization() -> None:
    script = (
        "import sys; from brief.model.names import Candidate, rank;"
        "rank('Đoàn Văn Ánn', [Candidate('a', 'Łucja Østergård', True, 0), Candidate('b', 'Ann', True, 0)]);"
        "print([name for name in ('anyascii', 'brief.model.names.honorifics') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-X", "utf8", "-c", script], capture_output=True, text=True, check=True)
    assert "anyascii" not in done.stdout


@pytest.mark.parametrize(
    ("typed", "bare", "certain"),
    [
        ("GS.TS Phạm Thu Hòa", "Phạm Thu Hòa", True),
        ("Ông Lộc", "Lộc", True),
        ("ông Lộc", "Lộc", True),
        ("Ong Keng", "Keng", False),
        ("ong keng", "keng", False),
        ("don Juan", "Juan", True),
        ("Don Juan", "Juan", False),
        ("U Thant", "Thant", False),
        ("Dato' Seri Anwar", "Anwar", True),
        ("Herr Prof. Dr. Lic. Weber", "Weber", True),
        ("Tan Sri Dato' Lim", "Lim", True),
        ("Smt. Sunita Rao, MP", "Sunita Rao", True),
    ],
)
def test_honorifics_and_whether_they_may_be_names(typed: str, bare: str, certain: bool) -> None:
    assert without_honorifics(typed) == (bare, certain)


@pytest.mark.parametrize("typed", ["Ann Roy", "Maj. Gen. Ann Roy", "Don", "U", "Bà", "", "...", "King of Spain"])
def test_names_without_civil_honorifics(typed: str) -> None:
    assert without_honorifics(typed) is None
