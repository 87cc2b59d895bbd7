"""Who is asking, and what they may do and see. Permission is asked in the pipeline; what no right grants is denied.

A **right** is actions × courts × divisions × classes of fields. An account holds **grants**, a role in some courts and
perhaps some divisions, which become rights (``rights_of``). A **reader** holds rights. The **reach** of an action is
the rows that a reader may do it with; the query compiler puts it into every query.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from shuzhu.derived import all_columns
from shuzhu.errors import UsageError, did_you_mean

ACTIONS: Final[Mapping[str, str]] = {
    "measure": "看指标", "cases": "看案件", "items": "看预警", "handle": "办理预警", "manage": "研判交办预警",
    "watch": "运行监测", "reconcile": "核对数据",
    "report": "编写报告", "check": "复核报告", "sign": "签发报告", "export": "导出",
    "publish": "对外公布", "load": "导入数据", "settings": "设定基线", "accounts": "管理账号", "audit": "查阅审计",
    "backup": "备份", "ranking": "按个人统计与排位",
    "card": "看本人评价", "cards": "看人员评价",
}  # fmt: skip
"""What one may do. No role grants ``ranking``: the quality indicators are a check-up, not a league table."""

PUBLIC: Final = "public"
INTERNAL: Final = "internal"
NAMED: Final = "named"
FIELDS: Final[Mapping[str, str]] = {PUBLIC: "公开", INTERNAL: "内部", NAMED: "个人信息"}
"""The classes of fields: what figures are counted by, what a case record says, and what names a person."""
EVERYWHERE: Final = "*"
_SPLITS: Final = frozenset({"court", "case_type", "cause", "division", "organisation", "town"})
"""Columns of no code table that figures are counted by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Right:
    """Actions that one may take, in some courts (None: in every one), some divisions, on some classes of fields."""

    actions: frozenset[str]
    courts: frozenset[str] | None = None
    divisions: frozenset[str] | None = None
    fields: frozenset[str] = frozenset({PUBLIC})


@dataclass(frozen=True, slots=True)
class Reach:
    """Rows that an action may be taken with: those in any of the boxes, a box being courts × divisions (None: all)."""

    boxes: tuple[tuple[frozenset[str] | None, frozenset[str] | None], ...]

    @property
    def everything(self) -> bool:
        """Every row of every court."""
        return (None, None) in self.boxes

    @property
    def courts(self) -> frozenset[str] | None:
        """The courts reached, wholly or in part; None for every court."""
        if any(courts is None for courts, _ in self.boxes):
            return None
        return frozenset[str]().union(*(courts for courts, _ in self.boxes if courts is not None))

    @property
    def by_division(self) -> bool:
        """Somewhere only some divisions are reached."""
        return any(divisions is not None for _, divisions in self.boxes)

    def whole(self, court: str) -> bool:
        """Every row of a court is reached."""
        return any(divisions is None and (courts is None or court in courts) for courts, divisions in self.boxes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """One who asks, with the rights that they hold; without any, they may do nothing."""

    name: str = ""
    rights: tuple[Right, ...] = ()

    @property
    def local(self) -> bool:
        """Whoever sits at the machine, and no account."""
        return self.name.partition(":")[0] == "local"

    def may(
        self, action: str, *, court: str | None = None, division: str | None = None, field_class: str | None = None
    ) -> bool:
        """One right grants all that is named; what is not named is not asked: ``may("cases")`` is "anywhere at all"."""
        return any(
            action in right.actions
            and (court is None or right.courts is None or court in right.courts)
            and (division is None or right.divisions is None or division in right.divisions)
            and (field_class is None or field_class in right.fields)
            for right in self.rights
        )

    def reach(self, action: str, field_class: str | None = None) -> Reach:
        """The rows that an action may be taken with."""
        return Reach(
            tuple(
                dict.fromkeys(
                    (right.courts, right.divisions)
                    for right in self.rights
                    if action in right.actions and (field_class is None or field_class in right.fields)
                )
            )
        )

    def sees_names_in(self, courts: Collection[str]) -> bool:
        """Every case of these courts that the reader may see, they may see with its names."""
        granting = [
            right for right in self.rights
            if "cases" in right.actions and (right.courts is None or right.courts & set(courts))
        ]  # fmt: skip
        return bool(granting) and all(NAMED in right.fields for right in granting)

    @property
    def sees_ranking(self) -> bool:
        """They may see people and courts told apart by their figures."""
        return self.may("ranking")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a role: actions on classes of fields; ``divided`` where a grant's divisions bound it."""

    actions: frozenset[str]
    fields: frozenset[str]
    divided: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A role: its title and its parts."""

    title: str
    parts: tuple[Part, ...]

    @property
    def actions(self) -> frozenset[str]:
        """All that the role may do."""
        return frozenset[str]().union(*(part.actions for part in self.parts))


def _part(actions: str, fields: str, *, divided: bool = True) -> Part:
    """A part of a role, from words apart by blanks."""
    return Part(actions=frozenset(actions.split()), fields=frozenset(fields.split()), divided=divided)


_FIGURES: Final = _part("measure", PUBLIC, divided=False)
ROLES: Final[Mapping[str, Role]] = {
    "leader": Role(title="院领导", parts=(
        _part("measure cases items manage report check sign export card cards", "public internal named"),)),
    "supervision": Role(title="审管办", parts=(
        _part("measure cases items handle manage watch reconcile report check export publish settings card cards",
              "public internal named"),)),
    "research": Role(title="研究室", parts=(_part("measure cases items report check export", "public internal"),)),
    "judge": Role(title="法官", parts=(_FIGURES, _part("cases items handle export", "public internal named"),
        _part("card", INTERNAL, divided=False))),
    "mediator": Role(title="调解员", parts=(
        _FIGURES, _part("cases items handle", "public internal"), _part("card", INTERNAL, divided=False))),
    "technician": Role(title="技术", parts=(_part("measure load backup", PUBLIC),)),
    "administrator": Role(title="账号管理", parts=(_part("accounts", PUBLIC),)),
    "auditor": Role(title="安全审计", parts=(_part("audit", PUBLIC),)),
    "external": Role(title="外部单位", parts=(
        _part("measure export", PUBLIC, divided=False), _part("items handle", PUBLIC))),
}  # fmt: skip
APART: Final = frozenset({"technician", "administrator", "auditor"})
"""三员分立: whoever runs the machine, gives out accounts or audits holds none of the other roles."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """A role in a court (虚0213), a court with all below it (虚02+) or everywhere (*), in some divisions or in all."""

    role: str
    court: str
    divisions: tuple[str, ...] = ()


def rights_of(grants: Iterable[Grant], below: Callable[[str], Iterable[str]]) -> tuple[Right, ...]:
    """Grants → rights; ``below`` gives the courts under one. Raises UsageError for a role that is none."""
    return tuple(
        Right(
            actions=part.actions,
            courts=_marks(grant.court, below),
            divisions=frozenset(grant.divisions) if grant.divisions and part.divided else None,
            fields=part.fields,
        )
        for grant in grants
        for part in role(grant.role).parts
    )


def role(name: str) -> Role:
    """The role of a name; raises UsageError for one that is none."""
    if name not in ROLES:
        raise UsageError(f"no role {name!r}" + did_you_mean(name, ROLES))
    return ROLES[name]


def keep_apart(grants: Iterable[Grant]) -> None:
    """Raise UsageError where one person would hold roles that must be held by different people (三员分立)."""
    held = {grant.role for grant in grants}
    for name in sorted(held & APART):
        if held != {name}:
            others = "、".join(role(one).title for one in sorted(held - {name}))
            raise UsageError(
                f"三员分立: {ROLES[name].title}不得兼任{others} ({name} stands alone); use another account"
            )


def field_class(table: str, name: str) -> str:
    """The class of a column: it names a person, figures are counted by it, or neither."""
    column = all_columns(table)[name]
    if column.personal:
        return NAMED
    return PUBLIC if column.code or column.type is bool or name in _SPLITS else INTERNAL


def masked_name(name: str | None) -> str:
    """A natural person's name with all but its first character hidden; blank stays blank."""
    if not name:
        return ""
    return name[0] + "某" * max(1, len(name) - 1) if len(name) <= 4 else name[:2] + "某某"


def masked_value(value: object) -> str:
    """What names a person, hidden: of a number the first four signs are left, of a name the first character."""
    text = str(value)
    return text[:4] + "*" * max(1, len(text) - 4) if any(c.isdigit() for c in text) else masked_name(text)


def _marks(court: str, below: Callable[[str], Iterable[str]]) -> frozenset[str] | None:
    """The courts that a grant names; None for every one."""
    if court == EVERYWHERE:
        return None
    mark = court.removesuffix("+")
    return frozenset({mark, *below(mark)} if court.endswith("+") else {mark})


_DOING: Final = frozenset(ACTIONS) - {"ranking"}
LOCAL: Final = Reader(name="local", rights=(Right(actions=_DOING, fields=frozenset({PUBLIC, INTERNAL})),))
"""Whoever can read the store's files owns them: everything, with persons' names hidden until they are asked for."""
LOCAL_NAMED: Final = Reader(name="local", rights=(Right(actions=_DOING, fields=frozenset(FIELDS)),))
"""The same, with persons' names."""
