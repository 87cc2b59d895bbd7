"""How well elements are found: micro and macro F1 by the rule of the public recognition task of 2019.

An element that nothing has and nothing was said to have scores 1; the score is the mean of micro and macro F1.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """F1 over all labels (micro), its mean over elements (macro), and each element's."""

    micro: float
    macro: float
    each: tuple[float, ...]

    @property
    def mean(self) -> float:
        """(micro + macro) / 2."""
        return (self.micro + self.macro) / 2


def score(truth: Any, said: Any) -> Scored:
    """Two tables of bool, sentences × elements → their F1."""
    hit = (truth & said).sum(0)
    wrong = (~truth & said).sum(0)
    missed = (truth & ~said).sum(0)
    each = tuple(_f1(*counts) for counts in zip(hit, wrong, missed, strict=True))
    return Scored(micro=_f1(hit.sum(), wrong.sum(), missed.sum()), macro=float(np.mean(each)), each=each)


def _f1(hit: int, wrong: int, missed: int) -> float:
    """F1 of counts; 1 where there was nothing to find and nothing was found."""
    return 1.0 if hit + wrong + missed == 0 else float(2 * hit / (2 * hit + wrong + missed))
