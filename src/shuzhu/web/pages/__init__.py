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
    prelitigation,
    quality,
    reconciling,
    reports,
    search,
    similar,
    topics,
    wall,
    warnings,
)

PAGES = (
    overview,
    checkup,
    indicator,
    features,
    case,
    warnings,
    search,
    similar,
    prelitigation,
    effects,
    cards,
    index,
    topics,
    reports,
    data,
    quality,
    reconciling,
    wall,
    accounts,
    audit,
)
VIEWS = tuple(chain.from_iterable(page.VIEWS for page in PAGES))
