"""The pages in the order of the menu: each file here holds the views of one."""

from shuzhu.web.pages import (
    accounts,
    audit,
    case,
    checkup,
    data,
    index,
    indicator,
    overview,
    reports,
    search,
    wall,
    warnings,
)

VIEWS = (
    *overview.VIEWS, *checkup.VIEWS, *indicator.VIEWS, *case.VIEWS, *search.VIEWS, *warnings.VIEWS, *index.VIEWS,
    *data.VIEWS, *wall.VIEWS, *reports.VIEWS, *accounts.VIEWS, *audit.VIEWS,
)  # fmt: skip
