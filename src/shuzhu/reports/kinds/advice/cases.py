"""附件：相关案件清单. The cases behind each problem."""

from collections.abc import Mapping
from typing import Any

from shuzhu.reports.kinds.common.evidence import cases_table
from shuzhu.reports.material import Material
from shuzhu.reports.pen import Pen
from shuzhu.reports.standing import said


def cases(material: Material, pen: Pen) -> Mapping[str, Any] | None:
    """A table a problem; nothing where no problem rests on cases."""
    tables = [cases_table(material, pen, one, said(one.title, pen.lang)) for one in material.warned]
    return {"tables": [table for table in tables if table]} if any(tables) else None
