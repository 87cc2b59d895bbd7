"""The pages in the order of the menu: each file here holds the views of one."""

from shuzhu.web.pages import (
    accounts,
    audit,
    cards,
    case,
    checkup,
    data,
    effects,
    index,
    indicator,
    overview,
    reports,
    wall,
    warnings,
)

VIEWS = (
    *overview.VIEWS, *checkup.VIEWS, *indicator.VIEWS, *case.VIEWS, *warnings.VIEWS, *index.VIEWS, *effects.VIEWS,
    *cards.VIEWS, *data.VIEWS,
    *wall.VIEWS, *reports.VIEWS, *accounts.VIEWS, *audit.VIEWS,
)  # fmt: skip
