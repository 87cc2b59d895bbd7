"""Do parties, cause and instance agree with the title under which the publisher put the document?

    python -m benchmarks.judgments.titles

A title reads ``甲、乙与丙等民间借贷纠纷二审民事判决书``: names, causes, instance. The words before the instance are
cut at their stops; a piece that the code tables know is a cause, the rest are names, the last one with the first
cause behind it. A name or cause counts where the text bears it too (some titles are masked otherwise than their texts,
or call the dispute otherwise); the instance where the title names one.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.judgments.result import Result
from benchmarks.judgments.sections import documents
from benchmarks.judgments.texts import shared_folder

from shuzhu.batches import Text
from shuzhu.catalogue.code_tables import CodeTables, read_codes
from shuzhu.facts import Heading, Reading
from shuzhu.judgments import Reader

STAGES = (
    ("再审申请审查|申请再审|再审复查与审判监督|指令再审|再审决定", "retrial_review"), ("死刑复核|复核", "review"),
    ("再审", "retrial"), ("一审", "first"), ("二审", "second"),
)  # fmt: skip
END = re.compile(
    r"(?:犯?罪一案|一案|案)?的?(?P<stage>(?:再审申请审查|再审复查与审判监督|指令再审|申请再审|死刑复核|复核|[一二]审|再审|管辖|"
    r"[一二]?审?公诉案件[^刑民]{0,12})*(?:刑事|民事|行政)?(?:附带民事)?(?:再审)?(?:判决|裁定|决定|调解|通知)书?)\d*$"
)
STOPS = "、，；与和诉,因犯 "
SPLIT = re.compile(
    "[、，；,与和诉犯“”]|等[一二三四五六七八九十\\d]*人?|涉嫌|被告人|被告单位|被告|系累犯|原审|上诉人|一案|申请人|被害人|案"
)
LEAD = re.compile(r"^(?:原审|上诉人|申诉人|被告人|再审申请人|罪犯|被告单位)*")


def judge(shared: Path) -> list[Result]:
    """The shares of names, causes and instances that agree."""
    codes = read_codes()
    reader = Reader(codes)
    found = {"names": [0, []], "causes": [0, []], "instances": [0, []]}
    for name, title, text in titled(shared):
        reading = reader.read(Text(file=name, row=1, text=text))
        for what, right, case in compare(title, reading, text, codes):
            found[what][0] += right
            if not right:
                found[what][1].append(f"{name} {case}")
    return [
        Result(name=f"{what} of the titles, {right + len(wrong)}", found=right / (right + len(wrong)), limit=0.99,
               failures=tuple(wrong))
        for what, (right, wrong) in found.items()
    ]  # fmt: skip


def titled(shared: Path) -> Iterator[tuple[str, str, str]]:
    """Every document that has a title: id, title, text."""
    for name, fields in documents(shared):
        yield f"lecard:{name}", fields["writName"], fields["qw"]
    for path in sorted((shared / "data" / "spc_documents_2015" / "corpus_lawsuit").glob("*.txt")):
        head, _, text = path.read_text(encoding="utf-8").partition("content:")
        title = next((line[6:] for line in head.splitlines() if line.startswith("title:")), "")
        if len(text) > 200:
            yield f"spc:{path.stem}", title, text


def compare(title: str, reading: Reading, text: str, codes: CodeTables) -> Iterator[tuple[str, bool, str]]:
    """What of a title can be compared: which kind of thing, whether it agrees, and which it is."""
    heading = reading.heading
    end = END.search(title)
    # a petition that was granted is tried again: its judgment goes under the petition's title
    stage = next((code for words, code in STAGES if end and re.search(words, end["stage"])), None)
    if stage and heading.instance:
        tried = stage == "retrial_review" and heading.instance.value == "retrial"
        yield "instances", heading.instance.value == stage or tried, stage
    words, causes = split(LEAD.sub("", title[: end.start()] if end else title), codes)
    read = {cause.value for cause in (*reading.causes, *(reading.accusation.charges if reading.accusation else ()))}
    begun = text[: max((s.end for s in reading.sections if s.name in {"heading", "parties", "origin"}), default=0)]
    for index, cause in enumerate(causes, start=1):
        if cause.removesuffix("罪").removesuffix("纠纷") not in begun:
            continue
        yield "causes", any(same(cause, one, heading, codes) for one in read), f"cause {index}"
    head = next((s for s in reading.sections if s.name == "parties"), None)
    block = re.sub(r"\s", "", text[head.start : head.end]) if head else ""
    yield from names(words, {re.sub(r"\s", "", party.name.value) for party in heading.parties}, block, codes)


def split(body: str, codes: CodeTables) -> tuple[str, list[str]]:
    """The names of a title, and its causes, which stand after them."""
    causes: list[str] = []
    while cause := ending(body, codes):
        causes.append(cause)
        body = body[: len(body) - len(cause)].rstrip(STOPS).removesuffix("等")
    return body, causes


def ending(words: str, codes: CodeTables) -> str:
    """The longest ending of some words that is a cause or charge; blank where there is none."""
    return next((words[n:] for n in range(len(words) - 1) if known(words[n:], codes)), "")


def known(said: str, codes: CodeTables) -> bool:
    """Whether the tables have a cause or charge of this name."""
    return len(said) > 1 and bool(codes.cause(said) or codes.cause(f"{said.removesuffix('罪')}罪"))


def same(said: str, read: str, heading: Heading, codes: CodeTables) -> bool:
    """Two causes are one: by name on the day, or one names a choice of the other (贩卖毒品, 贩卖、运输毒品)."""
    day = heading.dated_on.value if heading.dated_on else None
    names_ = {one.name for one in (codes.cause(said, day), codes.cause(f"{said.removesuffix('罪')}罪", day)) if one}
    short, long = sorted((said.removesuffix("罪"), read.removesuffix("罪")), key=len)
    return read in names_ or long.endswith(short) or set(short) <= set(long)


def names(words: str, parties: set[str], block: str, codes: CodeTables) -> Iterator[tuple[str, bool, str]]:
    """Each name of a title: a party's, or words left over that stand behind a role in the heading of the text."""
    words = words.replace("(", "（").replace(")", "）").replace("╳", "X")
    for party in sorted(parties, key=len, reverse=True):
        if party in words:
            words = words.replace(party, "、")
            yield "names", True, ""
    for index, left in enumerate(SPLIT.split(words), start=1):
        name = left
        while cause := ending(name, codes):
            name = name[: len(name) - len(cause)]
        if len(name) > 1 and re.search(
            f"(?:人|告|申请人|单位|第三人)(?:（[^）]*）)?[：，]?{re.escape(name)}[，。（]", block
        ):
            yield "names", False, f"piece {index}"


if __name__ == "__main__":
    results = judge(shared_folder())
    for result in results:
        print(result.line())
    sys.exit(any(not result.passes for result in results))
