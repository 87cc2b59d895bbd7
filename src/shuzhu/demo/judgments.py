"""A made-up case and its parties → the text of its judgment, order or mediation paper.

The text says what the record says: court, number, parties, cause, days, sums, judge and end.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from shuzhu.demo import loan_papers, topic_papers, wording
from shuzhu.demo.loan_terms import LOANS, terms_of
from shuzhu.demo.papers import Paper, Record, filled, head, sides_of, tail, total
from shuzhu.demo.wording import months_in_words, plain


@dataclass(frozen=True, slots=True, kw_only=True)
class _Substance:
    """The parts of a civil judgment that depend on what it is about; ``law`` is what it cites beside the procedure."""

    claim: str
    facts: str
    reasons: str
    law: str
    order: list[str]


def text_of(paper: Paper) -> str:
    """The whole text."""
    write = {"民初": _civil, "刑初": _criminal, "行初": _administrative, "执": _enforcement, "民终": _second}
    return "\n".join(write[paper.case["type_code"]](paper)) + "\n"


def _by_cause(paper: Paper, known: Mapping[str, Sequence[str]], salt: str) -> str:
    """A phrase for the cause of the case."""
    return filled(paper, paper.one(known.get(paper.case["cause"], known[""]), salt))


def _origin(paper: Paper) -> str:
    """How the case came to be heard."""
    case = paper.case
    sides = "、".join(paper.named("plaintiff")), "、".join(paper.named("defendant"))
    procedure = wording.PROCEDURES.get(case["procedure"], "")
    heard = filled(paper, paper.one(wording.HEARD))
    return (
        f"原告{sides[0]}与被告{sides[1]}{case['cause']}一案，本院于{plain(case['filed_on'])}立案后，{procedure}"
        f"{heard}本案现已审理终结。"
    )


def _civil(paper: Paper) -> list[str]:
    """A civil judgment, mediation paper or order of withdrawal."""
    closing = paper.case["closing"]
    sides = sides_of(paper, {"plaintiff": "原告", "defendant": "被告", "third_party": "第三人"})
    if closing == "mediated":
        return _mediated(paper, sides)
    if closing in {"withdrawn", "deemed_withdrawn"}:
        return _withdrawn(paper, sides)
    said = _substance(paper)
    return [
        *head(paper, "民事判决书"), *sides, _origin(paper),
        f"{'、'.join(paper.named('plaintiff'))}向本院提出诉讼请求：{said.claim}；本案诉讼费用由被告负担。",
        filled(paper, paper.one(wording.DENIALS, "denial")),
        "当事人围绕诉讼请求依法提交了证据，本院组织当事人进行了证据交换和质证。",
        f"本院经审理认定事实如下：{said.facts}",
        f"本院认为，{said.reasons}依照{said.law}《中华人民共和国民事诉讼法》第六十四条第一款规定，判决如下：",
        *said.order, *_costs(paper), _civil_appeal(paper),
        *tail(paper, panel=paper.case["panel"] == "collegiate"),
    ]  # fmt: skip


def _substance(paper: Paper) -> _Substance:
    """What a civil judgment decides and why, by its cause."""
    lost = paper.case["closing"] == "claims_dismissed"
    if paper.case["cause"] in LOANS and paper.case["amount"] is not None:
        terms = terms_of(paper)
        return _Substance(
            claim=loan_papers.claim_of(paper, terms), facts=loan_papers.facts_of(paper, terms),
            reasons=loan_papers.reasons_of(paper, terms), law=f"{loan_papers.law_of(paper)}、",
            order=_order(paper) if lost else loan_papers.order_of(paper, terms),
        )  # fmt: skip
    own = paper.case["cause"] in topic_papers.WAGES | topic_papers.FALLING
    return _Substance(
        claim=_by_cause(paper, wording.CLAIMS, "claim"),
        facts=topic_papers.facts_of(paper) if own else _by_cause(paper, wording.FACTS, "facts"),
        reasons=paper.one(wording.REFUSALS) if lost else paper.one(wording.REASONS, "reason"), law="",
        order=_order(paper),
    )  # fmt: skip


def _order(paper: Paper) -> list[str]:
    """What a civil judgment orders."""
    plaintiff, defendant = "、".join(paper.named("plaintiff")), "、".join(paper.named("defendant"))
    closing, amount = paper.case["closing"], paper.case["amount"]
    if closing == "claims_dismissed":
        return [f"驳回原告{plaintiff}的诉讼请求。"]
    if amount is None:
        first = "准许原、被告离婚" if paper.case["cause"] == "离婚纠纷" else f"确认原告{plaintiff}的请求成立"
        return [f"一、{first}；", "二、驳回原告的其他诉讼请求。"] if closing == "partly_supported" else [f"{first}。"]
    granted = amount if closing == "supported" else (amount * paper.number(30, 90, "part") / 100).quantize(amount)
    days = paper.one(("十日", "十五日", "三十日"), "days")
    pays = f"被告{defendant}应于本判决生效之日起{days}内支付原告{plaintiff}{granted:.2f}元"
    tail = ["如果未按本判决指定的期间履行给付金钱义务，应当加倍支付迟延履行期间的债务利息。"]
    if closing == "supported":
        return [f"{pays}。", *tail]
    return [f"一、{pays}；", f"二、驳回原告{plaintiff}的其他诉讼请求。", *tail]


def _costs(paper: Paper) -> list[str]:
    """Who bears the fee."""
    payer = "plaintiff" if paper.case["closing"] == "claims_dismissed" else "defendant"
    return (
        [f"案件受理费{paper.case['fee']:.2f}元，由{'、'.join(paper.named(payer))}负担。"] if paper.case["fee"] else []
    )


def _civil_appeal(paper: Paper) -> str:
    """Whether and where an appeal lies."""
    if paper.case["procedure"] == "small_claims":
        return "本判决为终审判决。"
    return (
        "如不服本判决，可以在判决书送达之日起十五日内，向本院递交上诉状，并按照对方当事人的人数提出副本，"
        f"上诉于{paper.above}。"
    )


def _mediated(paper: Paper, sides: list[str]) -> list[str]:
    """A mediation paper."""
    defendant, plaintiff = "、".join(paper.named("defendant")), "、".join(paper.named("plaintiff"))
    agreed = (
        f"被告{defendant}于{plain(paper.case['closed_on'] + timedelta(days=60))}前支付原告{plaintiff}{total(paper)}元"
    )
    if paper.case["amount"] is None:
        agreed = "双方就本案争议达成和解，各自履行协议约定的义务"
    return [
        *head(paper, "民事调解书"), *sides, _origin(paper),
        "本案审理过程中，经本院主持调解，当事人自愿达成如下协议：",
        f"一、{agreed}；", "二、双方就本案再无其他争议。",
        "上述协议，不违反法律规定，本院予以确认。", "本调解书经各方当事人签收后，即具有法律效力。", *tail(paper),
    ]  # fmt: skip


def _withdrawn(paper: Paper, sides: list[str]) -> list[str]:
    """An order that a suit is withdrawn."""
    plaintiff = "、".join(paper.named("plaintiff"))
    why, how = (
        (f"原告{plaintiff}于{plain(paper.case['closed_on'])}向本院提出撤诉申请。", f"准许原告{plaintiff}撤诉。")
        if paper.case["closing"] == "withdrawn"
        else (f"原告{plaintiff}经传票传唤，无正当理由拒不到庭。", f"本案按原告{plaintiff}撤诉处理。")
    )
    return [*head(paper, "民事裁定书"), *sides, _origin(paper), why,
            "依照《中华人民共和国民事诉讼法》第一百四十五条第一款规定，裁定如下：",
            how, *_costs(paper)[:1], *tail(paper)]  # fmt: skip


def _criminal(paper: Paper) -> list[str]:
    """A criminal judgment at first instance."""
    case, accused = paper.case, [p for p in paper.parties if p["role"] == "accused"]
    names, charge = "、".join(p["name"] for p in accused), case["cause"].removesuffix("罪")
    office = paper.court.removesuffix("人民法院") + "人民检察院"
    day = case["filed_on"] - timedelta(days=paper.number(40, 140, "offence"))
    fact = (topic_papers.crime_of(paper) or wording.CRIMES.get(case["cause"], wording.CRIMES[""])).format(
        offence=plain(day), accused=names, town=case["town"] or "虚构镇", alcohol=paper.number(81, 220, "alcohol"),
        value=paper.number(2_000, 90_000, "value"),
    )  # fmt: skip
    plea = (
        "被告人{0}对指控事实、罪名及量刑建议没有异议且签字具结，在开庭审理过程中亦无异议。"
        if accused[0]["plea"]
        else "被告人{0}对指控的事实不持异议。"
    )
    return [
        *head(paper, "刑事判决书"), f"公诉机关{office}。", *sides_of(paper, {"accused": "被告人"}),
        (f"{office}以起诉书指控被告人{names}犯{charge}罪，于{plain(case['filed_on'])}向本院提起公诉。"
        f"本院{wording.PROCEDURES.get(case['procedure'], '依法')}公开开庭审理了本案。现已审理终结。"),
        f"{office}指控：{fact}", plea.format(names),
        f"经审理查明：{fact}上述事实，有物证、证人证言、被告人供述等证据证实。",
        f"本院认为，被告人{names}的行为已构成{charge}罪。依照《中华人民共和国刑法》的有关规定，判决如下：",
        *(_sentence(p, charge) for p in accused),
        f"如不服本判决，可在接到判决书的第二日起十日内，通过本院或者直接向{paper.above}提出上诉。",
        *tail(paper, panel=case["panel"] == "collegiate"),
    ]  # fmt: skip


def _sentence(accused: Record, charge: str) -> str:
    """What one accused is sentenced to."""
    months = accused["term_months"]
    if not months:
        return f"被告人{accused['name']}犯{charge}罪，免予刑事处罚。"
    if months == 9_999:
        return f"被告人{accused['name']}犯{charge}罪，判处无期徒刑，剥夺政治权利终身。"
    kind = "拘役" if months < 6 else "有期徒刑"
    eased = f"，缓刑{months_in_words(max(months, 6) + 6)}" if accused["probation"] else ""
    return f"被告人{accused['name']}犯{charge}罪，判处{kind}{months_in_words(months)}{eased}，并处罚金人民币五千元。"


_ADMINISTRATIVE: Mapping[str, str] = {
    "claims_dismissed": "驳回原告{0}的诉讼请求。", "revoked": "撤销被告{1}作出的被诉行政行为。",
    "partly_revoked": "撤销被告{1}作出的被诉行政行为第二项。", "varied": "变更被告{1}作出的罚款决定。",
    "declared_unlawful": "确认被告{1}作出的被诉行政行为违法。", "declared_void": "确认被告{1}作出的被诉行政行为无效。",
    "ordered_to_perform": "责令被告{1}于本判决生效之日起六十日内履行法定职责。",
    "compensation_ordered": "责令被告{1}于本判决生效之日起三十日内赔偿原告{0}损失。",
}  # fmt: skip


def _administrative(paper: Paper) -> list[str]:
    """An administrative judgment at first instance."""
    case = paper.case
    sides = "、".join(paper.named("plaintiff")), "、".join(paper.named("defendant"))
    leader = "被告的出庭负责人到庭参加诉讼。" if case["leader_attended"] else "被告的委托代理人到庭参加诉讼。"
    return [
        *head(paper, "行政判决书"),
        *sides_of(paper, {"plaintiff": "原告", "defendant": "被告", "third_party": "第三人"}),
        (f"原告{sides[0]}不服被告{sides[1]}{case['cause']}一案，于{plain(case['filed_on'])}向本院提起行政诉讼。"
        f"本院依法公开开庭审理了本案，{leader}本案现已审理终结。"),
        f"原告{sides[0]}诉称，被诉行政行为认定事实不清，程序违法，请求依法判决。",
        f"被告{sides[1]}辩称，被诉行政行为认定事实清楚，适用法律正确，请求驳回原告的诉讼请求。",
        "经审理查明，被告依职权作出被诉行政行为并送达原告，原告不服，遂诉至本院。",
        "本院认为，行政机关应当依法行政。依照《中华人民共和国行政诉讼法》的有关规定，判决如下：",
        _ADMINISTRATIVE[case["closing"]].format(*sides), "案件受理费50元，由败诉一方负担。",
        f"如不服本判决，可以在判决书送达之日起十五日内向本院递交上诉状，上诉于{paper.above}。",
        *tail(paper, panel=True),
    ]  # fmt: skip


def _enforcement(paper: Paper) -> list[str]:
    """An order that ends enforcement for now."""
    case = paper.case
    creditor, debtor = "、".join(paper.named("enforcement_applicant")), "、".join(paper.named("enforcement_debtor"))
    basis = f"本院作出的{case['origin_number']}法律文书" if case["origin_number"] else "已经发生法律效力的法律文书"
    return [
        *head(paper, "执行裁定书"),
        *sides_of(paper, {"enforcement_applicant": "申请执行人", "enforcement_debtor": "被执行人"}),
        (f"申请执行人{creditor}与被执行人{debtor}{case['cause']}一案，{basis}已经发生法律效力。申请执行人于"
        f"{plain(case['filed_on'])}向本院申请强制执行，申请执行标的额{total(paper)}元。"),
        "本院依法向被执行人发出执行通知书，责令其履行义务，并通过网络执行查控系统进行查询，未发现可供执行的财产。",
        "依照《中华人民共和国民事诉讼法》及有关司法解释的规定，裁定如下：",
        "终结本次执行程序。申请执行人发现被执行人有可供执行财产的，可以再次申请执行。", *tail(paper),
    ]  # fmt: skip


def _second(paper: Paper) -> list[str]:
    """A civil judgment at second instance."""
    case = paper.case
    appellant, appellee = "、".join(paper.named("appellant")), "、".join(paper.named("appellee"))
    origin = case["origin_number"]
    below = f"{origin}民事判决"
    order = {
        "upheld": ["驳回上诉，维持原判。"],
        "changed": [f"一、撤销{below}；", f"二、{appellee}于本判决生效之日起十日内支付{appellant}{total(paper)}元。"],
        "partly_changed": [
            f"一、维持{below}第一项；",
            f"二、撤销{below}第二项；",
            f"三、驳回{appellant}的其他上诉请求。",
        ],
    }[case["closing"]]
    return [
        *head(paper, "民事判决书"),
        *sides_of(paper, {"appellant": "上诉人", "appellee": "被上诉人", "third_party": "原审第三人"}),
        (f"上诉人{appellant}因与被上诉人{appellee}{case['cause']}一案，不服{below}，向本院提起上诉。本院于"
        f"{plain(case['filed_on'])}立案后，依法组成合议庭进行了审理。本案现已审理终结。"),
        f"{appellant}上诉请求：撤销一审判决，依法改判。", f"{appellee}辩称，一审判决认定事实清楚，应予维持。",
        "本院二审期间，当事人没有提交新证据。本院对一审查明的事实予以确认。",
        f"本院认为，{paper.one(wording.REASONS, 'second')}依照《中华人民共和国民事诉讼法》第一百七十条规定，判决如下：",
        *order, "本判决为终审判决。", *tail(paper, panel=True),
    ]  # fmt: skip
