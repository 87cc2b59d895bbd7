"""The kinds of reports: a visible table, in the order in which people meet them."""

from collections.abc import Mapping
from typing import Final

from shuzhu.reports.kinds.kind import Kind
from shuzhu.reports.kinds.operations.kind import KIND as OPERATIONS
from shuzhu.reports.kinds.social.kind import KIND as SOCIAL

KINDS: Final[Mapping[str, Kind]] = {kind.id: kind for kind in (SOCIAL, OPERATIONS)}
