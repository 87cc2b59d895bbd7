"""What each clause of an order gives: the clauses are read from left to right, once.

An order is a row of words that matter (names, charges, penalties, 决定执行, 撤销 …). Notes in brackets are
passed over. What is only told again — a lower judgment upheld or set aside, an earlier sentence — is read and
dropped.
"""

import re
from collections.abc import Iterator
from typing import Final

from shuzhu.facts import Fact
from shuzhu.judgments.causes import Causes
from shuzhu.judgments.criminal.charges import charges_at
from shuzhu.judgments.criminal.lengths import FOREVER, fine_at, length_at
from shuzhu.judgments.criminal.names import Accused, Naming
from shuzhu.judgments.criminal.verdicts import Term, Verdict
from shuzhu.judgments.document import Document

# One class of signs opens the pattern so that the engine skips to it; each branch asks for its own of them.
_EVENT: Final = re.compile(
    r"[（一二三四五六七八九十0-9。；改依撤维不并再与连加将其原前总数余没尚未决合应犯构以有拘管无死缓罚剥免]"
    r"(?:(?<=（)(?P<bracket>)"
    r"|(?<=[一二三四五六七八九十\d])(?<![^。；：，\s）].)(?P<item>(?<!\d)[一二三四五六七八九十]{0,2}、|(?<=\d)\d?[、.．](?!\d))"
    r"|(?<=[。；改])(?P<anew>(?<!改)\s*(?:上诉人|原审被告人|被告人|被告单位)|(?<=改)判)"
    r"|(?<=[依撤维不])(?<![^。；：，、\s）].)(?P<aside>(?<=依)法(?:撤销|维持|不予?核准)|(?<=撤)销|(?<=维)持|(?<=不)予?核准)"
    r"|(?P<earlier>(?<=[并再与连加将其原前])(?<=[，；。、\s）].)(?:"
    r"(?:(?<=与)|(?<=连)同|(?<=加)上|(?<=[并再])(?:与|连同|加上))(?=[^。；]{0,80}(?:前|原|余|执行|判处|并罚))|"
    r"(?:(?<=将)|(?<=[并再])将)(?=[^。；]{0,30}(?:前罪|原判))|(?:(?<=其)[原前]|(?<=[原前]))(?:犯|判|因|所))|"
    r"(?<=总)和刑期|(?<=数)刑相加|(?<=前)罪|(?<=余)刑|(?<=没)有执行|(?<=尚)未执行|(?<=未)执行)"
    r"|(?P<merge>(?<=决)定(?:对其)?(?:合并)?(?:执行|判处|(?=有期徒刑|拘役))|(?<=合)并(?:决定)?执行|(?<=应)执行|"
    r"(?:(?<=并)罚|(?<=合)并)[^。；]{0,12}?(?:执行|判处))"
    r"|(?<=[犯构以])(?P<charge>(?<=犯)(?<![罪案主从累惯]犯)(?!罪)|(?<=构)成|(?<=以))"
    r"|(?<=[有拘管无死])(?P<prison>(?<=有)期徒刑?|(?<=拘)役|(?<=管)制(?!刀)|(?<=无)期徒刑|(?<=死)刑)"
    r"|(?<=缓)(?P<probation>刑)"
    r"|(?<=罚)(?P<fine>金|(?<=[并单]处罚)[某款]?(?=人民币|[\d一二三四五六七八九十两壹贰叁肆伍陆柒捌玖]))"
    r"|(?<=没)(?P<seize>收(?:其|被告人)?(?:个人)?(?:全部|部分)?(?:个人)?(?:全部)?(?:所有)?财产)"
    r"|(?<=剥)(?P<rights>夺政治权利)"
    r"|(?<=免)(?P<exempt>[予于除][^。；，]{0,4}处[罚分])"
    r"|(?<=[无不])(?P<free>(?<=无)罪|(?<=不)负刑事责任))"
)
_DELAYED: Final = re.compile(r"[，、\s]{0,2}缓期[二两2]年?(?:执行)?|[，、\s]{0,2}缓期执行")
_PENALTIES: Final = {
    "有期徒刑": "fixed_term", "有期徒": "fixed_term", "拘役": "detention", "管制": "control", "无期徒刑": "life",
    "死刑": "death",
}  # fmt: skip
_CLAUSE: Final = re.compile(r"[。；，：\s）、]")
_NUMBER: Final = re.compile(r"[一二三四五六七八九十]+|\d+")
_PROBATION_OF: Final = re.compile(r"[^。；]{0,160}缓刑")
_DEATH_OF: Final = re.compile(r"，?(?:分别)?判处(?:上诉人|原审被告人|被告人)?(?=\S)")
#: what is told again is named within this many signs
_QUOTED: Final = 300
#: a note in brackets is not longer
_NOTE: Final = 600


def verdicts_of(document: Document, accused: Accused, causes: Causes) -> list[Verdict]:
    """An order → what it gives each of the accused, in their order."""
    text, proper = document.text, document.parts.proper
    start, end = proper.start, proper.end
    reading = _Reading(document, end, accused, causes)
    names = iter([*accused.convicted(text, start, end), Naming(end, end, ())])
    name = next(names)
    place = start
    while match := _EVENT.search(text, place, end):
        while name.start < match.start():
            reading.name(name)
            name = next(names)
        reading.take(match)
        place = max(match.end(), reading.resume)
    return reading.verdicts


class _Reading:
    """Where the reading of an order stands: of whom it speaks, and whether it only tells again."""

    def __init__(self, document: Document, end: int, accused: Accused, causes: Causes) -> None:
        self.text, self.end, self.on, self.causes = document.text, end, document.day, causes
        instance = document.heading.instance
        self.trial = instance is None or instance.value == "first"
        self.verdicts = [Verdict() for _ in accused.names]
        self.alone = len(accused.names) == 1
        self.group = accused.everyone if self.alone else ()
        self.mood = "given"
        self.resume = self.item = self.retold = 0
        self.nested = False
        self.before: Fact[bool] | None = None
        self.waiting: list[Fact[str]] = []

    def name(self, naming: Naming) -> None:
        """Those named are spoken of from here on; a charge told just before is theirs."""
        if naming.start < self.resume:
            return
        self.group = naming.who
        if self.waiting and self.mood == "given":
            waiting, self.waiting = self.waiting, []
            self._charge(waiting)

    def take(self, match: re.Match[str]) -> None:
        """One word that matters."""
        kind = match.lastgroup or ""
        if kind == "bracket":
            self.resume = _closed(self.text, match.start(), self.end)
        elif kind in {"item", "anew"}:
            self._begin(match, kind)
        elif kind == "charge":
            self._charged(match)
        elif kind in {"aside", "earlier", "merge"}:
            self._turn(match, kind)
        elif self.mood in {"given", "merged"}:
            self._give(match, kind)

    def _begin(self, match: re.Match[str], kind: str) -> None:
        """A new item of the order; numbers within what is told again are its own."""
        if kind == "anew":
            if self.mood != "retold" or match[0] == "改判" or self._is_over(match):
                self.mood = "given"
            return
        said = _NUMBER.search(match[0])
        number = _ordinal(said[0]) if said else 0
        if self.mood == "retold":
            self.nested |= number != self.item + 1
            if number != self.item + 1 or (self.nested and self.text.startswith("被告人", match.end())):
                return
        self.item, self.mood, self.nested, self.before = number, "given", False, None

    def _is_over(self, match: re.Match[str]) -> bool:
        """What is told again is over: it was not quoted (即被告人…), or the sentence of an unnumbered order is."""
        quoted = self.text.find("即", self.retold, min(match.start(), self.retold + _QUOTED)) >= 0
        return not quoted or (not self.item and match[0][0] == "。")

    def _turn(self, match: re.Match[str], kind: str) -> None:
        """A word after which it is told again, or given for good."""
        if self.mood == "retold":
            return
        if kind == "merge":
            self._merge(match)
        elif kind == "earlier":
            self.mood = "earlier" if self.mood != "merged" else self.mood
            if "总和" not in match[0] and "相加" not in match[0]:
                self._earlier(match)
        elif self.trial and match[0].endswith("撤销") and _PROBATION_OF.match(self.text, match.end(), self.end):
            # a court that sentences lifts an earlier probation
            self.mood, self.retold = "earlier", match.start()
            self._earlier(match)
        else:
            self.mood, self.retold = "retold", match.start()

    def _merge(self, match: re.Match[str]) -> None:
        """What is to be served in all; a length that stands alone is of the gravest kind told before."""
        self.mood = "merged"
        fact = Fact(value=True, start=match.start(), end=match.end(), rule="数罪并罚")
        length = length_at(self.text, match.end(), self.end)
        for verdict in self._spoken_of():
            term = Term(merged=fact)
            kinds = [one.penalty.value for one in verdict.terms if one.months and one.penalty]
            if length and kinds:
                kind = "fixed_term" if "fixed_term" in kinds else kinds[-1]
                term.penalty = Fact(kind, match.start(), length[2], "主刑")
                term.months = Fact(length[0], match.end(), length[2], "主刑")
                term.days = Fact(length[1], match.end(), length[2], "主刑") if length[1] else None
            verdict.terms.append(term)
            verdict.earlier = verdict.earlier or self.before

    def _earlier(self, match: re.Match[str]) -> None:
        """An earlier sentence plays a part."""
        self.before = self.before or Fact(value=True, start=match.start(), end=match.end(), rule="前罪并罚")

    def _charged(self, match: re.Match[str]) -> None:
        """A charge of whom is spoken of, or of who is named right after it."""
        if self.mood in {"retold", "merged"} and not self._clause_opens(match.start()):
            return
        if self.mood == "retold" or (self.mood == "earlier" and not self._charges_anew(match.start())):
            return
        charges, stop = charges_at(self.text, match.start(), self.end, self.causes, self.on)
        if not charges:
            return
        self.mood, self.resume = "given", stop
        if match[0] == "以" and (sentenced := _DEATH_OF.match(self.text, stop, self.end)) and not self.alone:
            self.waiting = charges if sentenced[0].endswith("人") else []
            if self.waiting:
                return
        self._charge(charges)

    def _charges_anew(self, place: int) -> bool:
        """A charge after an earlier sentence is one of this order."""
        lifted = self.retold and "缓刑" not in self.text[self.retold : min(place, self.retold + _QUOTED)]
        return self._clause_opens(place) and not lifted

    def _clause_opens(self, place: int) -> bool:
        """Nothing but a name and what they are called stands between a place and the sign before it."""
        low = max(0, place - 40)
        before = self.text[low:place]
        clause = _CLAUSE.split(before)[-1]
        return len(clause) <= 16 and not any(word in clause for word in ("前", "原", "与", "因", "所", "对"))

    def _charge(self, charges: list[Fact[str]]) -> None:
        """A term of its own for charges, unless the last one still waits for its penalty."""
        for verdict in self._spoken_of():
            last = verdict.terms[-1] if verdict.terms else None
            if last is None or last.told or last.merged:
                verdict.terms.append(Term())
            verdict.terms[-1].charges += charges

    def _give(self, match: re.Match[str], kind: str) -> None:
        """A penalty for whom is spoken of."""
        give = {
            "prison": self._prison, "probation": self._probation, "fine": self._fine, "seize": self._seize,
            "rights": self._rights, "exempt": self._let_off, "free": self._let_off,
        }[kind]  # fmt: skip
        for term in [verdict.open() for verdict in self._spoken_of()]:
            give(term, match)

    def _prison(self, term: Term, match: re.Match[str]) -> None:
        """The main penalty with its length."""
        penalty, start, end = _PENALTIES[match[0]], match.start(), match.end()
        if penalty in {"life", "death"}:
            delayed = _DELAYED.match(self.text, end, self.end) if penalty == "death" else None
            stop = delayed.end() if delayed else end
            term.penalty = term.penalty or Fact("suspended_death" if delayed else penalty, start, stop, "主刑")
            return
        length = length_at(self.text, end, self.end)
        if length is None or term.penalty:
            return
        months, days, stop = length
        term.penalty = Fact(penalty, start, stop, "主刑")
        term.months = Fact(months, start, stop, "主刑")
        term.days = Fact(days, start, stop, "主刑") if days else None

    def _probation(self, term: Term, match: re.Match[str]) -> None:
        """The trial period of a suspended sentence."""
        length = length_at(self.text, match.end(), self.end)
        if length and term.months and not term.probation:
            term.probation = Fact(length[0], match.start(), length[2], "缓刑")

    def _fine(self, term: Term, match: re.Match[str]) -> None:
        """A fine."""
        term.fine = term.fine or fine_at(self.text, match.end(), self.end)

    def _seize(self, term: Term, match: re.Match[str]) -> None:
        """Property of their own that is forfeited, with its sum where one is told."""
        found = fine_at(self.text, match.end(), self.end)
        stop = found.end if found else match.end()
        said = "".join(self.text[match.start() : stop].split())
        term.seized = term.seized or Fact(said, match.start(), stop, "没收财产")

    def _rights(self, term: Term, match: re.Match[str]) -> None:
        """How long political rights are lost."""
        if self.text.startswith("终身", match.end()):
            term.rights = term.rights or Fact(FOREVER, match.start(), match.end() + 2, "剥夺政治权利")
        elif length := length_at(self.text, match.end(), self.end):
            term.rights = term.rights or Fact(length[0], match.start(), length[2], "剥夺政治权利")

    def _let_off(self, term: Term, match: re.Match[str]) -> None:
        """No penalty at all."""
        code = {"无罪": "acquitted", "不负刑事责任": "not_responsible"}.get(match[0], "exempt")
        term.penalty = term.penalty or Fact(code, match.start(), match.end(), "主刑")

    def _spoken_of(self) -> Iterator[Verdict]:
        """The verdicts on whom is spoken of."""
        return (self.verdicts[who] for who in self.group)


def _closed(text: str, start: int, end: int) -> int:
    """Where a note in brackets ends; the end of its sentence where it is not closed."""
    stop = min(end, start + _NOTE)
    depth, place = 1, start + 1
    while depth:
        close = text.find("）", place, stop)
        if close < 0:
            period = text.find("。", start, stop)
            return period if period >= 0 else start + 1
        depth += text.count("（", place, close) - 1
        place = close + 1
    return place


def _ordinal(said: str) -> int:
    """The number of an item."""
    if said.isdigit():
        return int(said)
    tens, _, ones = said.rpartition("十")
    if "十" not in said:
        return "〇一二三四五六七八九".find(said)
    return ("〇一二三四五六七八九".find(tens) if tens else 1) * 10 + max(0, "〇一二三四五六七八九".find(ones or "〇"))
