"""How the case was decided, as one code of the table ``decisions``.

The code of the closing says what the court did; the order says whether a claim was granted wholly or in part.
"""

import re
from typing import Final

from shuzhu.judgments.document import Document

#: closings that the decision calls otherwise; all others keep their code
_CALLED: Final = {
    "supported": "supported_wholly",
    "partly_supported": "supported_partly",
    "claims_dismissed": "dismissed",
    "dismissed": "suit_rejected",
    "changed": "reversed",
}
_ITEM: Final = re.compile(r"(?:(?<=[：。；\s])|^)(?:[一二三四五六七八九十]{1,3}、|\d{1,2}[、.．])")
_REFUSED: Final = re.compile(
    r"驳回[^。；]{0,120}?(?:请求|主张)|[^。；]{0,60}(?:请求|主张)[^。；]{0,8}(?:予以驳回|不予支持)"
)
_COUNTER: Final = re.compile(
    r"反诉(?:诉讼|的)?请求|驳回[^。；]{0,40}（?反诉原告|(?:给|向|返还|支付|赔偿)[^。；]{0,20}反诉原告"
)
_OTHERS: Final = re.compile(r"其[他它余]|余下|剩余|多余|超出|部分")
_GRANTED: Final = re.compile(
    r"支付|偿还|归还|返还|赔偿|给付|履行|确认|解除|准[许予]|撤销|继续|停止|承担|补偿|清偿|享有|协助|交付|赔礼|变更|无效|有效|不得执行|归"
)
_KEPT: Final = re.compile(r"维持|驳回|核准")
_ADDED: Final = re.compile(r"判处|责令|支付|给付|赔偿|退赔|变更|追缴|没收|返还")
_FEE: Final = re.compile(r"(?:(?:本案|案件|一审|二审|本诉|反诉)[^。；，]{0,12})?(?:受理费|诉讼费)")
_SPLIT: Final = re.compile(
    r"由?(?:原告|申请人)[^，。；（]{0,40}(?:负担|承担)[\d,.]+元[^。]{0,20}?(?:被告|被申请人)[^。；]{0,60}(?:负担|承担)|"
    r"由?(?:被告|被申请人)[^，。；（]{0,40}(?:负担|承担)[\d,.]+元[^。]{0,20}?(?:原告|申请人)[^。；]{0,60}(?:负担|承担)"
)


def outcome_code_of(document: Document) -> str | None:
    """The code of the decision; None where the document closes nothing."""
    closing = document.heading.closing
    if closing is None:
        return None
    code = closing.value
    instance = document.heading.instance.value if document.heading.instance else ""
    if code == "upheld" and instance in {"second", "retrial"} and _adds(_items(document)):
        return "partly_changed"
    if code in {"supported", "partly_supported", "claims_dismissed", "judgment"} and _of_claims(document):
        return _claims(document, _items(document))
    return _CALLED.get(code, code)


def _of_claims(document: Document) -> bool:
    """The judgment decides on claims: a civil one, or an administrative one that refuses them."""
    closing = document.heading.closing
    return document.kind != "administrative" or bool(closing and closing.value == "judgment")


def _items(document: Document) -> list[str]:
    """The items of the order, the whole order where it has but one; fees and notices left out."""
    start, end = document.parts.proper.start, document.parts.proper.end
    places = [match.start() for match in _ITEM.finditer(document.text, start, end)] or [start]
    fee = _FEE.search(document.text, places[-1], end)
    end = fee.start() if fee else end
    return [document.text[a:b] for a, b in zip(places, [*places[1:], end], strict=True)]


def _adds(items: list[str]) -> bool:
    """The judgment below is kept, and an item of its own is added."""
    return len(items) > 1 and any(_ADDED.search(item) and not _KEPT.search(item) for item in items)


def _claims(document: Document, items: list[str]) -> str:
    """What became of the claims: granted wholly, in part, or refused."""
    refused = [item for item in items if _REFUSED.search(item) and not _COUNTER.search(item)]
    granted = [item for item in items if not _REFUSED.search(item) and _GRANTED.search(item)]
    if not refused:
        return "supported_partly" if _fee_is_split(document) else "supported_wholly"
    own = [item for item in granted if not _COUNTER.search(item)]
    partly = own or any(_OTHERS.search(_REFUSED.search(item)[0]) for item in refused)  # type: ignore[index]
    return "supported_partly" if partly else "dismissed"


def _fee_is_split(document: Document) -> bool:
    """Both sides bear the fee of the case, as they do where a claim was granted in part."""
    start, end = document.parts.proper.start, document.parts.proper.end
    fee = _FEE.search(document.text, start, end)
    return bool(fee and _SPLIT.search(document.text, fee.start(), end))
