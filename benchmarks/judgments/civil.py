"""Are the sums of the order, the fees and the cited articles of civil judgments read?

    python -m benchmarks.judgments.civil

Sixty civil cases (``labels/casegen.json``) and twenty (``labels/casegen_unseen.json``) that no rule was tuned on: their
first score was 0.982 for the order (precision 0.966, recall 1) and 1 for the fees; a mend of general use followed.
Labelled by hand by id: ``order`` are the yuan that each item makes someone pay (a
total, not its parts; neither the sums that interest runs on nor limits), ``fee`` what each fee comes to, ``articles``
what the sentences before the order cite. The documents are cut from their headings: facts, reasoning and judgment.
"""

import json
import os
import re
import sys
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks.judgments.result import Result

from shuzhu.catalogue.code_tables import CodeTables, read_codes
from shuzhu.judgments import Reader
from shuzhu.judgments.civil import fees_of, order_of, payable
from shuzhu.judgments.document import Document

LABELS = Path(__file__).parent / "labels"
LIMIT = 0.97
_SIGNS = re.compile(r"[\s《》〈〉<>＜＞]|中华人民共和国")
_WITHIN = re.compile(
    r"(?<=关于适用)[〈《<＜][^〉》>＞]*[〉》>＞]|(?<=关于适用)中华人民共和国[^的若]{2,16}法(?=若干|的)"
)
_SMALL_WORDS = re.compile(r"(?<!关于)(?:适用|应用)法律|纠纷|具体|的")
_ISSUER = re.compile(r"^(?:最高人民法院|劳动和社会保障部|国务院)(?=关于)")


@dataclass(slots=True)
class Score:
    """How many items were right, read and wanted, and the documents that differ."""

    right: int = 0
    read: int = 0
    wanted: int = 0
    failures: list[str] = field(default_factory=list)

    def add(self, name: str, read: Iterable[Hashable], wanted: Iterable[Hashable]) -> None:
        """One document's items."""
        got, want = Counter(read), Counter(wanted)
        self.right += (got & want).total()
        self.read += got.total()
        self.wanted += want.total()
        if got != want:
            self.failures.append(f"{name}: read beyond {list(got - want)}, not read {list(want - got)}")

    def result(self, name: str) -> Result:
        """Micro-F1 over the items."""
        precision, recall = self.right / max(1, self.read), self.right / max(1, self.wanted)
        print(f"{name}: precision {precision:.4f}, recall {recall:.4f} ({self.wanted} items)")
        found = 2 * self.right / max(1, self.read + self.wanted)
        return Result(name=f"{name}, micro-F1", found=found, limit=LIMIT, failures=tuple(self.failures))


def judge(shared: Path) -> list[Result]:
    """The figures of both sets."""
    codes = read_codes()
    reader = Reader(codes)
    cases = _cases(shared)
    results = []
    for title, file in (("civil", "casegen.json"), ("civil, unseen", "casegen_unseen.json")):
        if (LABELS / file).exists():
            labels = json.loads((LABELS / file).read_text(encoding="utf-8"))
            documents = {name: reader.document(cases[name]) for name in labels}
            results += _judged(title, documents, labels, codes)
    return results


def _cases(shared: Path) -> dict[str, str]:
    """The text of each case by id: facts, reasoning, judgment."""
    path = shared / "data" / "casegen_civil" / "casegen_sections.jsonl"
    rows = map(json.loads, filter(str.strip, path.read_text(encoding="utf-8").split("\n")))
    return {str(row["id"]): "\n".join((row["fact"], row["reasoning"], row["judgment"])) for row in rows}


def _judged(
    title: str, documents: Mapping[str, Document], labels: Mapping[str, Any], codes: CodeTables
) -> list[Result]:
    """The figures of one set."""
    order, fee, articles = Score(), Score(), Score()
    cited = _citing(codes)
    for name, document in documents.items():
        label = labels[name]
        paid = [float(a.yuan) for item in order_of(document) if item.kind == "pay" for a in payable(item.amounts)]
        order.add(f"casegen:{name}", paid, label["order"])
        fee.add(f"casegen:{name}", [float(f.yuan.value) for f in fees_of(document) if f.yuan], label["fee"])
        if cited:
            articles.add(f"casegen:{name}", cited(document), {_spelt(article) for article in label["articles"]})
    results = [order.result(f"{title}: order"), fee.result(f"{title}: fees")]
    if not cited:
        print(f"{title}: articles not scored, shuzhu.judgments.law is not there")
        return results
    return [*results, articles.result(f"{title}: articles")]


def _citing(codes: CodeTables) -> Any:
    """document → the articles that its basis cites; None where the reader of citations is not there."""
    try:
        law = import_module("shuzhu.judgments.law")
    except ImportError:
        return None
    laws = law.Laws(codes.laws.values())

    def cited(document: Document) -> set[str]:
        end = document.parts.order.start
        start = max(document.text.rfind(sign, 0, max(0, end - 12)) for sign in "。\n") + 1
        told = [c for c in law.citations_of(document, laws) if start <= c.start < end]
        return {_spelt("|".join(_numbers(c))) for c in told}

    return cited


def _numbers(citation: Any) -> list[str]:
    """A citation as the labels write it."""
    parts = [citation.law, str(citation.article), *(str(n or "") for n in (citation.paragraph, citation.item))]
    while not parts[-1]:
        parts.pop()
    return parts


def _spelt(article: str) -> str:
    """One spelling for the law of an article, without small words and what these texts lost of 关于适用…的解释."""
    law, bar, rest = article.partition("|")
    bare = _SIGNS.sub("", _WITHIN.sub("", law.removeprefix("中华人民共和国")))
    return _SMALL_WORDS.sub("", _ISSUER.sub("", bare)) + bar + rest


def main() -> None:
    """Judge, print, and fail below the limits."""
    results = judge(Path(os.environ.get("SHUZHU_SHARED", Path(__file__).parents[3] / "shared")))
    for result in results:
        print(result.line())
        for failure in result.failures:
            print(f"    {failure}")
    sys.exit(0 if all(result.passes for result in results) else 1)


if __name__ == "__main__":
    main()
