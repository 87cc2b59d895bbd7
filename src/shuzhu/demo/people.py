"""Made-up people and companies: a number each, from which all else of them follows.

A person is (court × 2³⁶ + serial) × 4 + sort, the sort being 0 a natural person, 1 a company,
2 an authority, 3 an accused. The same number always has the same name, birth, number and home.
"""

from functools import cache

import numpy as np
import pyarrow as pa

from shuzhu.demo import causes
from shuzhu.demo.arrays import NONE, Array, chance, day, parts, pick, scramble, words
from shuzhu.demo.province import BASIC, COURTS, DemoCourt

NATURAL, COMPANY, AUTHORITY, ACCUSED = range(4)
_COURT = 2**36
FULL_A_YEAR = 66_000
BANKS, KEEPERS = 6, 14
_BANKING = [causes.PLACE[name] for name in ("金融借款合同纠纷", "信用卡纠纷")]
LENDER = 7_777
"""The serial number of the featured court's professional lender."""


def person(court: Array | int, serial: Array | int, sort: Array | int) -> Array:
    """Numbers of people."""
    return np.asarray((np.asarray(court, np.int64) * _COURT + serial) * 4 + sort)


def sort_of(people: Array) -> Array:
    """Natural person, company, authority or accused."""
    return people % 4


def serial_of(people: Array) -> Array:
    """The serial number within the court and sort."""
    return people // 4 % _COURT


def court_of_person(people: Array) -> Array:
    """The court whose people they are drawn from."""
    return people // 4 // _COURT


def draw_people(
    rng: np.random.Generator, court: DemoCourt, cause: Array, type_: str, scale: int
) -> tuple[Array, Array]:
    """A plaintiff and another defendant for each case; companies that sue do so often."""
    size = len(cause)
    place = np.maximum(cause, 0)
    if type_ in {"刑初", "刑更"}:
        return np.full(size, -1), person(court.number, rng.integers(0, 2**34, size), ACCUSED)
    if type_ in {"行初", "行审"}:
        citizens = _of(rng, court, np.full(size, 0.25), scale)
        offices = person(court.number, pick(rng, list(causes.FIELDS.values()), size), AUTHORITY)
        return (citizens, offices) if type_ == "行初" else (offices, citizens)
    share = causes.traits("plaintiff")[place], causes.traits("defendant")[place]
    plaintiff, defendant = _of(rng, court, share[0], scale), _of(rng, court, share[1], scale)
    banks = person(court.number, rng.integers(0, BANKS, size), COMPANY)
    keepers = person(court.number, BANKS + rng.integers(0, KEEPERS, size), COMPANY)
    firm = sort_of(plaintiff) == COMPANY
    plaintiff = np.where(firm & np.isin(cause, _BANKING), banks, plaintiff)
    plaintiff = np.where(firm & (cause == causes.PROPERTY), keepers, plaintiff)
    another = person(court.number, serial_of(defendant) + 1, sort_of(defendant))
    return plaintiff, np.where(plaintiff == defendant, another, defendant)


def _of(rng: np.random.Generator, court: DemoCourt, companies: Array, scale: int) -> Array:
    """People of a court's district, some of them companies, a few of which come up again and again."""
    size = len(companies)
    a_year = FULL_A_YEAR * max(court.size, 0.01) * scale / 400_000
    is_company = rng.random(size) < companies
    firms = 40 + (rng.random(size) ** 4 * max(40, a_year * 0.8)).astype(np.int64)
    people = 10_000 + (rng.random(size) * max(500, a_year * 12)).astype(np.int64)
    return person(court.number, np.where(is_company, firms, people), np.where(is_company, COMPANY, NATURAL))


def more_people(dispute: Array, place: Array, like: Array) -> Array:
    """Further parties of a dispute, the same in every instance: neighbours of the first one's sort."""
    serial = 10_000 + scramble(dispute + place, 11) % 200_000
    sort = np.where(sort_of(like) == ACCUSED, ACCUSED, np.where(chance(dispute + place, 12) < 0.2, COMPANY, NATURAL))
    return person(court_of_person(np.maximum(like, 0)), serial, sort)


def kinds(found: Array) -> pa.Array:
    """Person, company or authority."""
    return words(("person", "company", "authority", "person"), np.where(found < 0, -1, sort_of(found)))


def names(found: Array) -> pa.Array:
    """Names that say they are made up; several people share one, as in life."""
    sort, serial = sort_of(found), serial_of(found)
    drawn = scramble(found, 21)
    natural = drawn % len(_PEOPLE)
    firm = len(_PEOPLE) + np.where(
        serial < BANKS + KEEPERS, serial, BANKS + KEEPERS + drawn % (len(_FIRMS) - BANKS - KEEPERS)
    )
    office = len(_PEOPLE) + len(_FIRMS) + court_of_person(found) * len(causes.BUREAUS) + serial % len(causes.BUREAUS)
    place = np.select([sort == COMPANY, sort == AUTHORITY], [firm, office], natural)
    return words(_all_names(), np.where(found < 0, -1, place))


def births(found: Array) -> Array:
    """Days of birth, 1948–2000; blank for what is no person."""
    born = day(1948, 1, 1) + (chance(found, 22) ** 0.8 * 53 * 365.25).astype(np.int64)
    return np.where((sort_of(found) == NATURAL) & (found >= 0), born, NONE)


def homes(found: Array) -> tuple[Array, Array]:
    """The court whose district each lives in, and which of its towns: three in four live where they sue."""
    own = court_of_person(np.maximum(found, 0))
    basic = np.array([court.number for court in BASIC])
    settled = np.isin(own, basic) & (chance(found, 23) < 0.76)
    court = np.where(settled, own, basic[scramble(found, 24) % len(basic)])
    towns = np.array([max(len(c.towns), 1) for c in COURTS])[court]
    return court, (chance(found, 25) ** 1.4 * towns).astype(np.int64)


def numbers(found: Array, born: Array | None = None) -> pa.Array:
    """Identity numbers of the right length and check digit, of a province that does not exist (99)."""
    days = births(found) if born is None else born
    natural = (days != NONE) & (found >= 0)
    year, month, number = parts(np.where(natural, days, 0))
    birth = year * 10_000 + month * 100 + number
    digits = np.zeros((len(found), 18), np.int64)
    region = np.array([int(c.region) for c in COURTS])[court_of_person(np.maximum(found, 0))]
    for place in range(6):
        digits[:, place] = region // 10 ** (5 - place) % 10
    for place in range(8):
        digits[:, 6 + place] = birth // 10 ** (7 - place) % 10
    serial = scramble(found, 26) % 500 * 2 + (sexes(found) == 0)
    for place in range(3):
        digits[:, 14 + place] = serial // 10 ** (2 - place) % 10
    digits[:, 17] = (12 - digits[:, :17] @ _WEIGHTS % 11) % 11
    return _texts(digits, natural, "0123456789X")


def credit_codes(found: Array) -> pa.Array:
    """Unified credit codes with their check digit, of a region that does not exist; blank for people."""
    firm = (sort_of(found) == COMPANY) & (found >= 0)
    digits = np.zeros((len(found), 18), np.int64)
    digits[:, :8] = (9, 1, 9, 9, 0, 2, 0, 0)
    serial = scramble(found, 27)
    for place in range(9):
        digits[:, 8 + place] = serial // 31**place % 31
    digits[:, 17] = (31 - digits[:, :17] @ _CREDIT_WEIGHTS % 31) % 31
    return _texts(digits, firm, _CREDIT_SIGNS)


def sexes(found: Array) -> Array:
    """0 a man, 1 a woman; −1 for what is no person."""
    woman = chance(found, 28) < np.where(sort_of(found) == ACCUSED, 0.12, 0.42)
    return np.where(np.isin(sort_of(found), (NATURAL, ACCUSED)) & (found >= 0), woman.astype(np.int64), -1)


def _texts(digits: Array, known: Array, signs: str) -> pa.Array:
    """A matrix of positions in ``signs`` → one text a row; blank where not known."""
    letters = np.frombuffer(signs.encode(), np.uint8)[digits]
    offsets = np.arange(len(digits) + 1, dtype=np.int32) * digits.shape[1]
    valid = np.packbits(known, bitorder="little")
    buffers = [pa.py_buffer(valid), pa.py_buffer(offsets), pa.py_buffer(np.ascontiguousarray(letters))]
    return pa.Array.from_buffers(pa.string(), len(digits), buffers)


_WEIGHTS = np.array([2 ** (17 - place) % 11 for place in range(17)])
_CREDIT_WEIGHTS = np.array([3**place % 31 for place in range(17)])
_CREDIT_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_SURNAMES = (
    "陈林黄张李王吴刘蔡杨许郑谢洪郭邱曾廖庄苏江何叶罗高潘简朱钟彭游詹胡施沈余卢梁赵颜柯翁魏孙戴范宋方邓杜傅侯曹薛丁"
)
_MIDDLES = "虚拟构幻假"
_LASTS = "一二三四五六七八九十甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥东西南北春夏秋冬山川风云江河湖海星月"
_PEOPLE = tuple(s + m + g for s in _SURNAMES for m in _MIDDLES for g in _LASTS)
_BRANDS = tuple(a + b for a in "虚幻拟构" for b in "远达盛丰和瑞祥通源泰宏嘉诚信德安恒")
_TRADES = ("建材", "商贸", "建设工程", "食品", "物流", "科技", "装饰工程", "房地产开发", "电子", "服装", "机械",
           "农业发展",
           "小额贷款", "餐饮管理", "教育咨询", "融资租赁")  # fmt: skip
_FIRMS = (
    *(f"虚构第{n}银行股份有限公司" for n in "一二三四五六"),
    *(f"虚构{brand}物业服务有限公司" for brand in _BRANDS[:KEEPERS]),
    *(f"虚构{brand}{trade}有限公司" for brand in _BRANDS for trade in _TRADES),
)
_OFFICES = tuple(f"{court.region_name}{bureau}" for court in COURTS for bureau in causes.BUREAUS)


@cache
def _all_names() -> pa.Array:
    """Every name there is: people, companies, authorities."""
    return pa.array([*_PEOPLE, *_FIRMS, *_OFFICES], pa.string())
