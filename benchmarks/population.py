"""Generates invented people with a realistic distribution of names: a few families have most of the members.

Vietnamese names with and without diacritics; French, Polish, Nordic and Turkish letters; Chinese and Japanese
characters with a romanization; plain Latin letters. Some names differ by one letter or only by accents.
"""

import unicodedata
from collections.abc import Callable, Iterator
from random import Random
from typing import NamedTuple, TypeVar

T = TypeVar("T")
_SEED = 20260324
_FAMILIES = 200_000
"""Maximum number of family names in Latin letters; the first thousands of them have most of the people."""


class Person(NamedTuple):
    """A generated person: the name in native order, other spellings, and the position of the family name."""

    id: str
    name: str
    also: tuple[str, ...] = ()
    order: str = ""


Named = tuple[str, tuple[str, ...], str]
"""A name, other spellings, and its order."""


def _list(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_SYLLABLES = _list(
    "ba be bo bra ca ce co da del di dor e fa fen ga ger gi ha hol i ka ke kel la le lin lo ma mar mi mo na ne ni no"
    " o pa pe per qui ra re ri ro sa sel si so ta te ti to tor u va ve ver vi wa we win ya yo za zel"
)
_VIETNAMESE_FAMILIES = _list(
    "Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đào Đoàn Đinh Trịnh Lương Mai Tô Hà Cao Châu"
    " Thái Tạ Phùng Quách Tăng Doãn"
)
_VIETNAMESE_MIDDLE = _list(
    "Văn Thị Đức Hữu Minh Quang Ngọc Thanh Xuân Công Đình Anh Bá Gia Hải Hoài Khánh Kim Mạnh Mỹ Nhật Như Phương Phúc"
    " Quốc Tấn Thế Thành Thu Trọng Trung Tuấn Tường Việt Chí Bảo Diệu Duy"
)
_VIETNAMESE_GIVEN = _list(
    "Anh Hùng Dũng Hương Lan Mai Nam Sơn Tuấn Vinh Hà Hải Hạnh Hiền Hòa Hoa Huệ Huy Khoa Khôi Kiên Lâm Liên Linh Loan"
    " Long Lộc Ly Minh My Nga Ngân Nghĩa Ngọc Nguyên Nhân Nhung Oanh Phát Phong Phú Phúc Phượng Quân Quang Quý Quyên"
    " Quỳnh Sang Tài Tâm Tân Thảo Thắng Thành Thịnh Thoa Thông Thu Thủy Thúy Tiên Tiến Toàn Trâm Trang Trí Trinh Trung"
    " Trường Tú Tùng Tuyết Uyên Vân Việt Vy Xuân Yến Đạt Đông Đức Giang Đoan"
)
_LATIN_GIVEN = _list(
    "James Mary Robert Patricia John Jennifer Michael Linda David Elizabeth William Barbara Richard Susan Joseph"
    " Jessica Thomas Sarah Carol Karen Daniel Nancy Matthew Lisa Anthony Betty Mark Margaret Paul Sandra Steven"
    " Ashley Andrew Kimberly Kenneth Emily Joshua Donna Kevin Michelle Brian Derek George Melissa Edward Deborah Ronald"
    " Stephanie Amina Kwame Ngozi Tariq Leila Omar Fatima Priya Arjun Ravi Anjali Juan Lucía Marta Diego Inês Paulo"
)
_FRENCH_GIVEN = _list("Jean Hélène Benoît Zoé François Geneviève Cédric Anaïs Stéphane Chloé Gaëlle Jérôme Mélanie")
_FRENCH_FAMILIES = _list("Lefèvre Côté Gagné Bélanger Léger Desmarais Hébert Pelletier Boisvert Théberge Dubé Lévesque")
_POLISH_GIVEN = _list("Paweł Michał Łukasz Zofia Małgorzata Grażyna Stanisław Wojciech Bożena Jadwiga Sławomir")
_POLISH_FAMILIES = _list("Wałęsa Kowalski Wiśniewski Dąbrowski Zieliński Szymański Woźniak Kozłowski Jabłoński Łoś")
_NORDIC_GIVEN = _list("Søren Bjørn Åse Kåre Jürgen Øystein Þóra Sigrún Håkan Märta Kjær Liv Gøran Ærlend")
_NORDIC_FAMILIES = _list("Sørensen Ødegård Åkesson Bjørnstad Hägglund Grønli Þórsson Kjærgaard Lindqvist Nygård")
_TURKISH_GIVEN = _list("Şule Çağlar Işıl Ömer Gülşen Uğur İbrahim Ayşe Yağmur Kıvanç Özge Tuğba")
_TURKISH_FAMILIES = _list("Yılmaz Çelik Şahin Öztürk Doğan Kılıç Güneş Aydın Işık Koç Yıldırım Erdoğmuş")
_CHINESE_FAMILIES = _list("王/Wang 李/Li 张/Zhang 刘/Liu 陈/Chen 杨/Yang 赵/Zhao 黄/Huang 周/Zhou 吴/Wu 徐/Xu 孙/Sun")
_CHINESE_GIVEN = _list(
    "小/xiao 明/ming 伟/wei 芳/fang 丽/li 强/qiang 军/jun 洋/yang 艳/yan 杰/jie 涛/tao 超/chao 秀/xiu"
)
_JAPANESE_FAMILIES = _list("佐藤/Satō 鈴木/Suzuki 高橋/Takahashi 田中/Tanaka 渡辺/Watanabe 伊藤/Itō 山本/Yamamoto")
_JAPANESE_GIVEN = _list("健/Ken 直美/Naomi 太郎/Tarō 陽子/Yōko 翔/Shō 恵子/Keiko 一郎/Ichirō 由美/Yumi 誠/Makoto")


def skewed(random: Random, items: tuple[T, ...]) -> T:
    """Return one of the items, the n-th about 1/n times as often as the first (Zipf's law)."""
    return items[int((len(items) + 1) ** random.random()) - 1]


def rank(random: Random, count: int) -> int:
    """Return a number below `count`, small ones more often, as in Zipf's law."""
    return int((count + 1) ** random.random()) - 1


def word_of(number: int) -> str:
    """Return the word with this number: `Ba`, `Be` ... `Baba`; few numbers share a word."""
    made = ""
    while True:
        number, digit = divmod(number, len(_SYLLABLES))
        made += _SYLLABLES[digit]
        if not number:
            return made.capitalize()
        number -= 1


def unmarked(text: str) -> str:
    """Return text as typed on a keyboard without accents: `Đoàn` as `Doan`."""
    plain = unicodedata.normalize("NFD", text.translate(_LETTERS))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


_LETTERS = str.maketrans("đĐłŁøØıæÆþÞ", "dDlLoOiaAtT")


def _vietnamese(random: Random) -> Named:
    family = "Nguyễn" if random.random() < 0.38 else skewed(random, _VIETNAMESE_FAMILIES)
    words = [family, skewed(random, _VIETNAMESE_MIDDLE), skewed(random, _VIETNAMESE_GIVEN)]
    if random.random() < 0.5:
        words.insert(2, random.choice(_VIETNAMESE_MIDDLE))
    name = " ".join(words)
    if random.random() < 0.4:
        return unmarked(name), (), "family-first"
    return name, ((unmarked(name),) if random.random() < 0.1 else ()), "family-first"


def _latin(random: Random) -> Named:
    given, family = skewed(random, _LATIN_GIVEN), word_of(rank(random, _FAMILIES))
    chance = random.random()
    if chance < 0.2:
        return f"{given} {skewed(random, _LATIN_GIVEN)} {family}", (), "given-first"
    if chance < 0.3:
        return f"{given} {random.choice('ABCDEFGHJKLMNPRSTW')}. {family}", (), "given-first"
    if chance < 0.34:
        return f"{given} O'{family}", (), "given-first"
    if chance < 0.38:
        return f"{given} {family}-{word_of(rank(random, _FAMILIES))}", (), "given-first"
    return f"{given} {family}", ((f"{given[0]}. {family}",) if chance > 0.95 else ()), "given-first"


def _accented(givens: tuple[str, ...], families: tuple[str, ...], ending: str) -> Callable[[Random], Named]:
    """Return a generator of names of a language: some known families, most invented ones with its ending."""

    def named(random: Random) -> Named:
        own = random.random() < 0.25
        family = skewed(random, families) if own else word_of(rank(random, _FAMILIES)) + ending
        return f"{skewed(random, givens)} {family}", (), "given-first"

    return named


def _characters(families: tuple[str, ...], givens: tuple[str, ...], two: bool) -> Callable[[Random], Named]:
    def named(random: Random) -> Named:
        parts = [skewed(random, families), skewed(random, givens)]
        if two:
            parts.append(random.choice(givens))
        written, spoken = zip(*(part.split("/") for part in parts), strict=True)
        return "".join(written), (f"{spoken[0]} {''.join(spoken[1:]).capitalize()}",), "family-first"

    return named


_TONGUES: tuple[tuple[float, Callable[[Random], Named]], ...] = (
    (0.35, _vietnamese),
    (0.67, _latin),
    (0.76, _accented(_FRENCH_GIVEN, _FRENCH_FAMILIES, "é")),
    (0.82, _accented(_POLISH_GIVEN, _POLISH_FAMILIES, "ński")),
    (0.88, _accented(_NORDIC_GIVEN, _NORDIC_FAMILIES, "gård")),
    (0.93, _accented(_TURKISH_GIVEN, _TURKISH_FAMILIES, "oğlu")),
    (0.97, _characters(_CHINESE_FAMILIES, _CHINESE_GIVEN, two=True)),
    (1.00, _characters(_JAPANESE_FAMILIES, _JAPANESE_GIVEN, two=False)),
)
"""Generators of names, each with the cumulative share of people."""


def people(count: int) -> Iterator[Person]:
    """Yield this number of people, always the same; a larger population begins with a smaller one."""
    random = Random(_SEED)
    name = ""
    for number in range(count):
        chance = random.random()
        if chance < 0.02 and name.isascii():
            name, also, order = _with_another_letter(random, name)
        else:
            chance = random.random()
            name, also, order = next(made for share, made in _TONGUES if chance < share)(random)
        yield Person(f"person-{number}", name, also, order if random.random() < 0.5 else "")


def _with_another_letter(random: Random, name: str) -> Named:
    places = [index for index, letter in enumerate(name) if letter.islower()]
    place = random.choice(places) if places else 0
    return name[:place] + random.choice("aeiounrst") + name[place + 1 :], (), ""
