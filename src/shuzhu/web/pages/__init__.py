"""The pages in the order of the menu: each file here holds the views of one."""

from itertools import chain

from shuzhu.web.pages import (
    accounts,
    audit,
    cards,
    case,
    checkup,
    data,
    effects,
    features,
    index,
    indicator,
    overview,
    reports,
    wall,
    warnings,
)

PAGES = (
    overview,
    checkup,
    indicator,
    case,
    warnings,
    index,
    effects,
    cards,
    data,
    wall,
    reports,
    accounts,
    audit,
    features,
)
VIEWS = tuple(chain.from_iterable(page.VIEWS for page in PAGES))
