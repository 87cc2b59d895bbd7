"""What the crime of a document took or did harm to: in all, and for each of the accused where they differ."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from shuzhu.facts import Amount
from shuzhu.judgments.criminal.amounts import crime_sum
from shuzhu.judgments.criminal.character import of_whom
from shuzhu.judgments.criminal.names import Accused
from shuzhu.judgments.document import Document
from shuzhu.judgments.money import sums_in

_KINDS: Final = (
    ("毒", "drug_sale"), ("盗窃", "theft"), ("诈骗", "fraud"), ("抢", "robbery"), ("敲诈", "extortion"),
    ("侵占", "embezzlement"), ("贪污", "embezzlement"), ("挪用", "misappropriation"), ("贿", "bribe"),
    ("毁", "damage"), ("破坏", "damage"), ("隐瞒犯罪所得", "proceeds"), ("赌", "gambling"), ("存款", "deposits"),
    ("走私", "smuggling"), ("税", "tax"), ("发票", "tax"), ("污染", "damage"), ("经营", "trade"), ("销售", "trade"),
)  # fmt: skip
_MEASURED: Final = re.compile(r"(?:价值|数额|金额|共计|合计|款|物)[^，。；]{0,12}$")


def loss_of(document: Document, charges: Iterable[str]) -> tuple[Amount, ...]:
    """What the crime took in all, as the court finds it, else as the prosecution has it."""
    what = _kind(charges)
    if not what:
        return ()
    for name in ("findings", "claims"):
        sections = document.named(name)
        if sections and (found := crime_sum(document.text, sections[0].start, sections[-1].end)):
            return (Amount(what, *found, rule="犯罪数额"),)
    return ()


def losses_of(document: Document, accused: Accused, charges: Sequence[Sequence[str]]) -> list[tuple[Amount, ...]]:
    """What each of the accused took part in; of several only where the court's reasons tell it of them."""
    if len(accused.names) == 1:
        return [loss_of(document, charges[0])]
    found: list[list[Amount]] = [[] for _ in accused.names]
    for section in document.named("reasoning"):
        for each in sums_in(document.text, section.start, section.end):
            if each.yuan is None or not _MEASURED.search(
                document.text, max(section.start, each.start - 20), each.start
            ):
                continue
            for who in of_whom(document.text, each.start, section.start, accused):
                if what := _kind(charges[who]):
                    found[who].append(Amount(what, each.yuan, each.start, each.end, rule="各人数额"))
    return [tuple(each) for each in found]


def _kind(charges: Iterable[str]) -> str:
    """What the sums of some charges are for; blank where they are not about money."""
    return _kind_of(" ".join(charges))


@lru_cache(maxsize=4096)
def _kind_of(charges: str) -> str:
    """What ``_kind`` tells of charges in one string."""
    return next((kind for word, kind in _KINDS if word in charges), "")
