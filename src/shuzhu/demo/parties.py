"""Who stands on each side of the made-up cases: the table of parties."""

import numpy as np
import pyarrow as pa

from shuzhu.demo import causes, mixes, people, plants, topic_plants
from shuzhu.demo.arrays import (
    NONE,
    Array,
    Frame,
    among,
    blank_where,
    chance,
    dates,
    day,
    flags,
    joined,
    rows,
    scramble,
    stack,
    table,
    text,
    whole,
    words,
)  # fmt: skip
from shuzhu.demo.numbers import TYPES, case_ids, type_number, year_of_key
from shuzhu.demo.province import COURTS

ROLES = ("plaintiff", "defendant", "third_party", "accused", "appellant", "appellee", "retrial_applicant",
         "retrial_respondent", "applicant", "respondent", "enforcement_applicant", "enforcement_debtor")  # fmt: skip
_SIDES = {
    "民终": (4, 5), "行终": (4, 5), "刑终": (4, 4), "民申": (6, 7), "行申": (6, 7), "民再": (6, 7), "执": (10, 11),
    "执恢": (10, 11), "执异": (10, 11), "执保": (8, 9), "财保": (8, 9), "司惩": (9, 9), "行审": (8, 9), "民特": (8, 9),
    "民督": (8, 9), "诉前调确": (8, 8), "破申": (8, 9), "破": (8, 9), "刑初": (3, 3), "刑更": (9, 9),
}  # fmt: skip
_CRIMINAL = [type_number(t) for t in ("刑初", "刑终", "刑更")]
_ONE_SIDED = [type_number(t) for t in ("刑初", "刑终", "刑更", "司惩")]
INDUSTRIES = ("制造业", "批发和零售业", "建筑业", "金融业", "房地产业", "住宿和餐饮业", "租赁和商务服务业")
SIZES = ("大型", "中型", "小型", "微型")
EDUCATION = ("小学", "初中", "高中", "大专", "本科及以上")
OCCUPATIONS = ("农民", "工人", "个体经营者", "职员", "无业", "渔民", "学生")


def parties(frame: Frame) -> pa.Table:
    """The parties of a court-year: the first of each side, and as many more as the dispute has."""
    sides = [_side(frame, 0), _side(frame, 1), _third(frame)]
    found = stack(sides)
    order = np.lexsort((found["place"], found["side"], found["case"]))
    found = rows(found, order)
    return table("parties", len(order), _columns(frame, found))


def _side(frame: Frame, side: int) -> dict[str, Array]:
    """The parties of one side, a row each."""
    present = ~among(frame["type"], _ONE_SIDED) if side == 0 else np.ones(len(frame["key"]), bool)
    cases = np.flatnonzero(present)
    criminal = among(frame["type"][cases], _CRIMINAL)
    draw = chance(frame["dispute"][cases], 200 + side)
    several = np.where(
        criminal, (draw > 0.84).astype(int) + (draw > 0.95), (draw > (0.92, 0.70)[side]).astype(int) + (draw > 0.93)
    )
    several = np.where(frame["type"][cases] == type_number("刑更"), 0, several)
    case = np.repeat(cases, several + 1)
    place = np.arange(len(case)) - np.repeat(np.cumsum(several + 1) - several - 1, several + 1)
    first = frame[("plaintiff", "defendant")[side]][case]
    more = people.more_people(frame["dispute"][case], place + 50 * side, first)
    return {"case": case, "side": np.full(len(case), side), "place": place, "who": np.where(place == 0, first, more)}


def _third(frame: Frame) -> dict[str, Array]:
    """Third parties, now and then."""
    suing = among(frame["type"], [type_number(t) for t in ("民初", "行初", "民终", "行终")])
    case = np.flatnonzero(suing & (chance(frame["dispute"], 203) < 0.035))
    who = people.more_people(frame["dispute"][case], np.full(len(case), 90), np.maximum(frame["defendant"][case], 0))
    return {"case": case, "side": np.full(len(case), 2), "place": np.zeros(len(case), int), "who": who}


def _columns(frame: Frame, found: Frame) -> dict[str, pa.Array]:
    """The columns of the table of parties."""
    who, case = found["who"], found["case"]
    types, key = frame["type"][case], frame["key"][case]
    criminal = among(types, _CRIMINAL)
    born, age = _births(frame, found, criminal)
    home, town = people.homes(who)
    natural = born != NONE
    id_ = joined(case_ids(key), "-", text(found["side"] + 1), text(found["place"] + 1))
    firm = people.sort_of(who) == people.COMPANY
    luck = scramble(who, 210)
    does = topic_plants.occupations(frame, found, luck // 500 % 6, OCCUPATIONS)
    towns = [name for court in COURTS for name in (*court.towns, *[""] * (8 - len(court.towns)))]
    return {
        "party_id": id_,
        "case_id": case_ids(key),
        "role": words(ROLES, _roles(frame, found, types)),
        "kind": people.kinds(who),
        "name": plants.misspelt(people.names(who), frame["twin"][case], who),
        "id_type": words(("居民身份证",), np.where(natural, 0, -1)),
        "id_number": people.numbers(who, born),
        "credit_code": people.credit_codes(who),
        "sex": words(("male", "female"), people.sexes(who)),
        "born_on": dates(born),
        "offence_age": whole(age),
        "ethnicity": words(("汉族", "其他"), np.where(natural, (luck % 100 < 3).astype(int), -1)),
        "education": words(EDUCATION, np.where(natural, luck // 100 % 5, -1)),
        "occupation": words(OCCUPATIONS, np.where(natural, does, -1)),
        "industry": words(INDUSTRIES, np.where(firm, luck % 7, -1)),
        "size": words(SIZES, np.where(firm, np.searchsorted((2, 12, 55), luck % 100, "right"), -1)),
        "region": words([c.region for c in COURTS], home),
        "town": words(towns, home * 8 + town),
        "telephone": blank_where(joined("000", text(10_000_000 + luck % 89_999_999)), ~natural | (luck % 10 < 4)),
        **_crimes(frame, found, criminal),
    }


def _roles(frame: Frame, found: Frame, types: Array) -> Array:
    """Each party's role; appeals come from either side."""
    sides = np.array([_SIDES.get(type_, (0, 1)) for type_ in TYPES])
    role = sides[types, np.minimum(found["side"], 1)]
    appealed = among(types, [type_number("民终"), type_number("行终")])
    # an appeal by the defendant turns the roles round
    turned = appealed & (scramble(frame["dispute"][found["case"]], 220) % 100 < 58)
    role = np.where(turned & (found["side"] < 2), np.where(role == 4, 5, 4), role)
    return np.where(found["side"] == 2, 2, role)


def _births(frame: Frame, found: Frame, criminal: Array) -> tuple[Array, Array]:
    """Days of birth, and of an accused the age at the offence, a few of them minors."""
    dispute = frame["dispute"][found["case"]]
    born, accused = people.births(found["who"]), criminal & (people.sort_of(found["who"]) == people.ACCUSED)
    draw = chance(dispute * 4 + found["place"], 230)
    age = np.where(
        draw < 0.032,
        14 + (draw / 0.032 * 4).astype(int),
        18 + (55 * (np.maximum(draw - 0.032, 0) / 0.968) ** 2.2).astype(int),
    )
    offence = (year_of_key(dispute) - 1970) * 365.25 - 150 - chance(dispute, 231) * 200
    own = (offence - age * 365.25 - 30 - chance(dispute + found["place"], 232) * 300).astype(np.int64)
    own = np.maximum(own, day(1930, 1, 1))
    return np.where(accused, own, born), np.where(accused, age, NONE)


def _crimes(frame: Frame, found: Frame, criminal: Array) -> dict[str, pa.Array]:
    """What each accused was found guilty of: the first has the longest penalty."""
    case, place = found["case"], found["place"]
    term = frame["term"][case]
    convicted = criminal & (term != NONE) & (people.sort_of(found["who"]) == people.ACCUSED)
    own = np.where(place == 0, term, np.where(term == 9_999, 120, np.maximum(term * 2 // 3, 1)))
    key = frame["key"][case] * 4 + place
    charge = causes.named_then(frame["cause"][case], frame["filed"][case])
    plea = chance(key, 241) < np.where(frame["filed"][case] > day(2018, 10, 26), 0.83, 0.15)
    simple = frame["procedure"][case] != mixes.procedure("ordinary")
    flag = among(frame["type"][case], [type_number("刑初"), type_number("刑终")]) & criminal
    return {
        "charge": words(causes.NAMES, np.where(flag, charge, -1)),
        "term_months": whole(np.where(convicted, own, NONE)),
        "probation": flags(np.where(convicted, ((own <= 36) & (chance(key, 242) < 0.32)).astype(int), -1)),
        "recidivist": flags(np.where(flag, (chance(key, 243) < 0.11).astype(int), -1)),
        "plea": flags(np.where(flag, (plea | (simple & (chance(key, 244) < 0.5))).astype(int), -1)),
    }
