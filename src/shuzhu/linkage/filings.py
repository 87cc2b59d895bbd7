"""Mediations and court filings of a period and the links between them → a statement that bridges the two, to the case.

Every mediation that ended in the period stands in one line, every filing of the period in one line; and the filings
that come from mediation are those of the period's mediations, of others, and further ones of the same mediation.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from shuzhu.linkage.conflicts import SUCCESS

MEDIATIONS: Final[Mapping[str, str]] = {
    "kept": "成功，未见立案", "refiled": "成功，本时段却又立案", "perhaps": "成功，本时段有疑似同一当事人立案（待核）",
    "refiled_beyond": "成功，另一时段或另一院又立案",
    "filed": "不成，本时段立案", "filed_beyond": "不成，另一时段或另一院立案", "unfiled": "不成，未见立案",
    "nowhere": "所载案号查无此案",
}  # fmt: skip
FILINGS: Final[Mapping[str, str]] = {
    "named": "载明的调解查有此件", "found": "未载明，按当事人等找到调解",
    "unnamed": "称来自调解，未载明登记号，也未找到",
    "nowhere": "载明的登记号查无此件", "perhaps": "疑似来自调解（待核）", "direct": "未经诉前调解",
}  # fmt: skip
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bridge:
    """Which line each mediation (by id) and each filing stands in, by the names of ``MEDIATIONS`` and ``FILINGS``.

    ``case_of``: the case that a mediation led to; ``mediation_of``: the mediation that a filing comes from.
    ``ledger``: the mediations that are the ledger's; all others are the platform's.
    """

    mediations: Mapping[str, str]
    filings: Mapping[str, str]
    case_of: Mapping[str, str]
    mediation_of: Mapping[str, str]
    ledger: frozenset[str]

    def ended(self, line: str, *, ledger: bool) -> int:
        """How many mediations of a source stand in a line."""
        return sum(of == line and (one in self.ledger) == ledger for one, of in self.mediations.items())

    @property
    def steps(self) -> Mapping[str, int]:
        """From the platform's mediations that were filed in the period to the filings that come from mediation."""
        here = self.ended("refiled", ledger=False) + self.ended("filed", ledger=False)
        told, platform = Counter(self.filings.values()), self.mediations.keys() - self.ledger
        within = sum(self.mediation_of.get(one) in platform for one in self.filings)
        come = told["named"] + told["found"]
        return {"here": here, "beyond": come - within, "further": within - here, "come": come}


STEPS: Final[Mapping[str, str]] = {
    "here": "平台上本时段办结并在本时段立案的调解", "beyond": "加：另一时段、另一院或台账办结的调解所立的案件",
    "further": "加：同一调解另立的案件（减：数件调解并立一案）", "come": "本时段来自调解的立案",
}  # fmt: skip


def bridge(
    mediations: Mapping[str, Row], filings: Mapping[str, Row], pairs: Sequence[tuple[str, str]],
    partners: Mapping[str, str], ledger: frozenset[str], unsure: Sequence[tuple[str, str]] = (),
) -> Bridge:  # fmt: skip
    """Mediations that ended and cases that were filed in a period (by id), and the pairs between them → a bridge.

    ``partners``: of a record of the ledger, the platform's of the same dispute, whose case is its case too.
    ``unsure``: pairs that wait for review.
    A mediation needs ``ending`` and ``filed_number``; a filing ``origin`` and ``mediation_id``.
    """
    case_of: dict[str, str] = {}
    mediation_of: dict[str, str] = {}
    for one, case in sorted(pairs, key=lambda pair: (pair[1] not in filings, pair)):
        case_of.setdefault(one, case)
    for one, case in sorted(pairs, key=lambda pair: (pair[0] not in mediations or pair[0] in ledger, pair)):
        mediation_of.setdefault(case, one)
    for one in ledger:
        if one not in case_of and partners.get(one) in case_of:
            case_of[one] = case_of[partners[one]]
    perhaps = {one for one, case in unsure if case in filings}
    perhaps |= {one for one in ledger if partners.get(one) in perhaps}
    waiting = {case for _, case in unsure}
    return Bridge(
        mediations={one: _ended(row, case_of.get(one), filings, one in perhaps) for one, row in mediations.items()},
        filings={one: _filed(row, one in mediation_of, one in waiting) for one, row in filings.items()},
        case_of=case_of, mediation_of=mediation_of, ledger=ledger & mediations.keys(),
    )  # fmt: skip


def _ended(row: Row, case: str | None, filings: Mapping[str, Row], perhaps: bool) -> str:  # noqa: FBT001
    """The line of a mediation."""
    if case is None and row["filed_number"]:
        return "nowhere"
    if row["ending"] in SUCCESS:
        unlinked = "perhaps" if perhaps else "kept"
        return unlinked if case is None else "refiled" if case in filings else "refiled_beyond"
    return "unfiled" if case is None else "filed" if case in filings else "filed_beyond"


def _filed(row: Row, linked: bool, perhaps: bool) -> str:  # noqa: FBT001
    """The line of a filing."""
    if linked:
        return "named" if row["mediation_id"] else "found"
    unlinked = "perhaps" if perhaps else "unnamed" if row["origin"] == "mediation" else "direct"
    return "nowhere" if row["mediation_id"] else unlinked
