"""A page for the reviewer, and the decisions that come back from it.

The page is one file that needs no network: every span with its reason, to be accepted or restored, and
whatever else the reviewer selects to be added. Decisions are JSON and belong to one text and one profile.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, PackageLoader, select_autoescape

from shuzhu.errors import InputError
from shuzhu.masking import Masking, Replacement, in_order

_KINDS: Final = {
    "party": "当事人", "family_party": "当事人", "victim": "被害人", "witness": "证人", "expert": "鉴定人",
    "incidental_plaintiff": "附带民事原告",
    "minor": "未成年人", "guardian": "法定代理人", "representative": "负责人", "agent": "代理人",
    "bystander": "其他自然人", "company": "单位",
    "identity_number": "身份证号", "telephone": "电话", "bank_account": "银行账号", "plate": "车牌",
    "certificate": "证书编号",
    "vehicle_number": "车架号", "email": "邮箱", "social_account": "社交账号", "passport": "证件号",
    "credit_code": "信用代码",
    "licence_number": "执业证号", "health": "健康", "address": "住址", "company_address": "单位地址",
    "birth": "出生日期", "date": "日期",
    "case_number": "案号", "added": "人工补充",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """What a reviewer decided about one masked document: spans restored, spans added, by whom and when."""

    digest: str
    profile: str
    restored: tuple[tuple[int, int], ...] = ()
    added: tuple[tuple[int, int, str], ...] = ()
    by: str = ""
    at: str = ""


def page(text: str, masking: Masking, name: str) -> str:
    """The reviewer's page for one document; ``name`` is what the document is called, its own names masked."""
    environment = Environment(loader=PackageLoader("shuzhu.publication"), autoescape=select_autoescape(default=True))
    return environment.get_template("review.html.j2").render(
        name=name,
        masking=masking,
        pieces=list(_pieces(text, masking.replacements)),
        kinds=_KINDS,
        counts=_counts(masking.replacements),
        refusal=masking.refusal,
        risks=masking.risks,
        facts={"digest": masking.digest, "profile": masking.profile},
    )


def read_decisions(path: Path) -> Decisions:
    """The decisions in a file; raises InputError where it is not such a file."""
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        return Decisions(
            digest=str(said["digest"]),
            profile=str(said["profile"]),
            restored=tuple((int(a), int(b)) for a, b in said.get("restored", ())),
            added=tuple((int(a), int(b), str(words)) for a, b, words in said.get("added", ())),
            by=str(said.get("by", "")),
            at=str(said.get("at", "")),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(f"{path.name}: 不是审核页导出的决定文件 (decisions)；请在审核页点“导出决定”") from error


def decide(text: str, masking: Masking, decisions: Decisions) -> Masking:
    """The masking with a reviewer's decisions applied; raises InputError where they are about another text."""
    if (decisions.digest, decisions.profile) != (masking.digest, masking.profile):
        raise InputError("决定文件属于另一份文书或另一方案 (other text or profile)；请重新审核")
    if any(not 0 <= a < b <= len(text) for a, b, _ in decisions.added):
        raise InputError("决定文件中补充的位置超出文书范围 (span out of range)；请重新审核")
    restored = set(decisions.restored)
    kept = [one for one in masking.replacements if (one.start, one.end) not in restored]
    added = [
        Replacement(a, b, words, "added", f"审核补充：{decisions.by or '审核人'}", "人工")
        for a, b, words in decisions.added
    ]
    apart = [one for one in kept if not any(one.start < new.end and new.start < one.end for new in added)]
    return replace(masking, replacements=in_order([*apart, *added]))


def as_json(masking: Masking, decisions: Decisions | None = None) -> str:
    """Spans, reasons, refusal and risks as JSON; the words that went are not in it."""
    said: dict[str, Any] = asdict(masking)
    said.pop("ledger")
    if decisions:
        said["decisions"] = asdict(decisions)
    return json.dumps(said, ensure_ascii=False, indent=1, default=str) + "\n"


def _pieces(text: str, replacements: Sequence[Replacement]) -> Iterator[Mapping[str, Any]]:
    """The text in pieces: plain ones, and spans with what stands in for them."""
    end = 0
    for number, one in enumerate(replacements):
        yield {"start": end, "words": text[end : one.start], "span": None}
        yield {"start": one.start, "words": text[one.start : one.end], "span": one, "number": number}
        end = one.end
    yield {"start": end, "words": text[end:], "span": None}


def _counts(replacements: Sequence[Replacement]) -> Mapping[str, int]:
    """How many spans there are of each kind."""
    found: dict[str, int] = {}
    for one in replacements:
        found[one.kind] = found.get(one.kind, 0) + 1
    return found
