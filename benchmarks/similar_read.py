"""How the labelled data of similar cases are read: triples shuffled by seed, released runs, pools of whole texts."""

import json
import re

_FOUND = re.compile(r"(经审理查明|经审理认定|本院(经审理)?(认定|查明|确认)|审理查明|认定(如下)?事实|事实如下|查明)")
_DEFENCE = re.compile(r"(被告[^。]{0,40}(辩称|未(作|到庭|出庭|提(出|交))[^。]{0,10}))")
_CHARGE = re.compile(r"[犯是成为]了?([\u4e00-\u9fff、]{2,18}?罪)")


def triples(path, chance):
    """The texts, each once; and for each triple: asked, first, second, whether the first is the nearer one."""
    told = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    texts = sorted({text for one in told for text in one.values()})
    number = {text: n for n, text in enumerate(texts)}
    asked = []
    for one in told:
        a, b, c = (number[one[key]] for key in "ABC")
        asked.append((a, b, c, True) if chance.random() < 0.5 else (a, c, b, False))
    return texts, asked


def divided(text):
    """A text of a triple by sections: parties before the first blank line, then claims, defence, findings."""
    parties, _, body = text.partition("\n\n")
    if not body:
        parties, body = "", text
    found = _FOUND.search(body)
    told, findings = (body[: found.start()], body[found.start() :]) if found else (body, "")
    answer = _DEFENCE.search(told)
    claims, defence = (told[: answer.start()], told[answer.start() :]) if answer else (told, "")
    return {"parties": parties, "claims": claims, "defence": defence, "findings": findings}


def runs(folder):
    """Grades by query, golden documents by query, and the released runs, best first."""
    grades = json.loads((folder / "label" / "label_top30_dict.json").read_text(encoding="utf-8"))
    golden = json.loads((folder / "label" / "golden_labels.json").read_text(encoding="utf-8"))
    told = {}
    for name, worst_first in (("bm25", True), ("lm", False)):
        run = json.loads((folder / "prediction" / f"{name}_top100.json").read_text(encoding="utf-8"))
        told[name] = {q: [str(one) for one in (each[::-1] if worst_first else each)] for q, each in run.items()}
    return grades, {q: set(map(str, each)) for q, each in golden.items()}, told


def pools(data):
    """Queries 0 to 2 with their charges, and the whole candidates of each pool by their number."""
    path = data / "lecard_labels_runs" / "query" / "query.jsonl"
    asked = {one["ridx"]: one for one in map(json.loads, path.read_text(encoding="utf-8").splitlines())}
    for query in range(3):
        files = sorted((data / "lecard5_candidates_fulltext" / "candidates" / str(query)).glob("*.json"))
        pool = {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in files}
        for one in pool.values():
            one["ajjbqk"] = str(one.get("ajjbqk", ""))
        yield str(query), asked[query]["q"], asked[query]["crime"], pool


def charges_of(candidate):
    """The charges that the order and the reasoning of a judgment name."""
    return frozenset(_CHARGE.findall(f"{candidate.get('pjjg', '')}{candidate.get('cpfxgc', '')}"))
