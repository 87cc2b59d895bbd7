"""The kinds of reports: a visible table, in the order in which people meet them."""

from collections.abc import Mapping
from typing import Final

from shuzhu.reports.kinds.advice.kind import KIND as ADVICE
from shuzhu.reports.kinds.kind import Kind
from shuzhu.reports.kinds.operations.kind import KIND as OPERATIONS
from shuzhu.reports.kinds.prelitigation.kind import KIND as PRELITIGATION
from shuzhu.reports.kinds.social.kind import KIND as SOCIAL
from shuzhu.reports.kinds.topic.kind import KIND as TOPIC
from shuzhu.reports.kinds.warning.kind import KIND as WARNING
from shuzhu.reports.kinds.whitepaper.kind import KIND as WHITEPAPER

KINDS: Final[Mapping[str, Kind]] = {
    kind.id: kind for kind in (SOCIAL, OPERATIONS, PRELITIGATION, TOPIC, WHITEPAPER, ADVICE, WARNING)
}
