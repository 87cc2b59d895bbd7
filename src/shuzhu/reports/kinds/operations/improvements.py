"""改进建议: for each shortcoming and each kind of warning one proposal to the division that answers for it."""

from collections.abc import Mapping
from typing import Any

from shuzhu.reports.kinds.common.proposals import own_problems, pairs
from shuzhu.reports.material import Material
from shuzhu.reports.pen import Pen


def improvements(material: Material, pen: Pen) -> Mapping[str, Any] | None:
    """Problem and proposal in pairs."""
    return pairs(material, pen, own_problems(material, pen))
