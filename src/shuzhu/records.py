"""The tables: one frozen dataclass a table, after the logical schema of court practice.

Each field carries its Chinese title and, where it matters, that it is part of the key (``key``),
takes its values from a code table (``code``), or names a person (``personal``). Blank is ``None``.
Money is ``Decimal`` yuan with two places; days are ``date``; nothing here does I/O.

A field's type decides how a source's text is read (``sources``) and how the store keeps it.
"""

import dataclasses
import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, ClassVar


def _c(title: str, *, key: bool = False, code: str = "", personal: bool = False, note: str = "") -> Any:
    """A column: its Chinese title and what else a reader must know of it."""
    return field(default=None, metadata={"title": title, "key": key, "code": code, "personal": personal, "note": note})


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """What is known of one column of a table."""

    name: str
    title: str
    type: type
    key: bool
    code: str
    personal: bool
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """案件: one case under one case number, in one instance."""

    TABLE: ClassVar[str] = "cases"
    TITLE: ClassVar[str] = "案件"

    case_id: str | None = _c("案件标识", key=True, note="blank: court + case number")
    case_number: str | None = _c("案号")
    court: str | None = _c("法院代字", code="courts")
    kind: str | None = _c("案件类别", code="kinds")
    type_code: str | None = _c("类型代字", code="types")
    instance: str | None = _c("审级", code="instances")
    procedure: str | None = _c("审理程序", code="procedures")
    procedure_before: str | None = _c("转换前程序", code="procedures", note="blank: never converted")
    converted_on: date | None = _c("程序转换日期")
    panel: str | None = _c("审判组织", code="panels", note="collegiate 合议制, single 独任制")
    has_lay_assessor: bool | None = _c("人民陪审员参审")
    cause: str | None = _c("案由", note="the standard name: a civil or administrative cause, or a charge")
    cause_code: str | None = _c("案由代码")
    cause_edition: str | None = _c("案由版本", note="2008, 2011, 2020, 2025")
    division: str | None = _c("承办庭室")
    judge: str | None = _c("承办法官", personal=True)
    clerk: str | None = _c("登记人", personal=True, note="who entered the record")
    town: str | None = _c("镇街")
    received_on: date | None = _c("收案日期")
    filed_on: date | None = _c("立案日期")
    entered_on: date | None = _c("录入日期", note="when the filing was entered into the system")
    filing_channel: str | None = _c("立案方式", code="filing_channels")
    origin: str | None = _c("案件来源", code="origins")
    origin_number: str | None = _c("原审案号", note="the case appealed from, retried or enforced")
    mediation_id: str | None = _c("诉前调登记号")
    amount: Decimal | None = _c("诉讼标的额")
    fee: Decimal | None = _c("案件受理费")
    fast_tracked: bool | None = _c("速裁快审")
    telecom_fraud: bool | None = _c("电信网络诈骗")
    wage_arrears: bool | None = _c("涉农民工欠薪")
    batch: str | None = _c("系列案标识")
    limit_on: date | None = _c("法定审限届满日", note="as the system gives it; blank: from the dated table")
    in_custody: bool | None = _c("被告人羁押")
    term_months: int | None = _c("主刑月数", note="the longest fixed main penalty; life and death are 9999")
    closed_on: date | None = _c("结案日期")
    closing: str | None = _c("结案方式", code="closings")
    closing_entered_on: date | None = _c("结案录入日期", note="when the closing was entered into the system")
    closed_in_court: bool | None = _c("当庭裁判")
    effective_on: date | None = _c("生效日期")
    appealable: bool | None = _c("可上诉", note="blank: from closing and procedure")
    appealed_on: date | None = _c("上诉日期")
    protested_on: date | None = _c("抗诉日期")
    transferred_on: date | None = _c("上诉移送日期")
    appeal_number: str | None = _c("二审案号")
    appeal_closed_on: date | None = _c("二审结案日期")
    appeal_outcome: str | None = _c("二审结果", code="outcomes")
    change_reason: str | None = _c("改发原因", code="change_reasons")
    review_requested_on: date | None = _c("申请再审日期")
    retrial_ordered_on: date | None = _c("裁定再审日期")
    retrial_number: str | None = _c("再审案号")
    retrial_closed_on: date | None = _c("再审结案日期")
    retrial_outcome: str | None = _c("再审结果", code="outcomes")
    has_payment: bool | None = _c("有给付内容")
    performance_due_on: date | None = _c("履行期届满日")
    authority: str | None = _c("被诉行政机关")
    field: str | None = _c("行政管理领域")
    leader_attended: bool | None = _c("负责人出庭")
    leader_excused: bool | None = _c("负责人不出庭有正当理由")
    reconciled: bool | None = _c("协调和解")
    restoration_ordered: bool | None = _c("有生态修复判项")
    restoration_due_on: date | None = _c("生态修复期限")
    restored_on: date | None = _c("生态修复落实日期")
    compensation_decided: bool | None = _c("决定赔偿")
    petitioned: bool | None = _c("信访投诉")
    filing_reviewed_on: date | None = _c("立案审核日期")
    e_file_ready: bool | None = _c("电子卷宗随案生成")
    process_published: bool | None = _c("审判流程信息有效公开")
    review_score: Decimal | None = _c("文书评查分")
    archived_on: date | None = _c("归档日期")


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """当事人: one party in one case; a defendant of a criminal case is one too."""

    TABLE: ClassVar[str] = "parties"
    TITLE: ClassVar[str] = "当事人"

    party_id: str | None = _c("当事人标识", key=True)
    case_id: str | None = _c("案件标识")
    role: str | None = _c("诉讼地位", code="roles")
    kind: str | None = _c("当事人类型", code="party_kinds")
    name: str | None = _c("姓名或名称", personal=True)
    former_name: str | None = _c("曾用名", personal=True)
    id_type: str | None = _c("证件类型")
    id_number: str | None = _c("证件号码", personal=True)
    credit_code: str | None = _c("统一社会信用代码")
    sex: str | None = _c("性别", code="sexes")
    born_on: date | None = _c("出生日期", personal=True)
    offence_age: int | None = _c("犯罪时年龄")
    ethnicity: str | None = _c("民族")
    education: str | None = _c("文化程度")
    occupation: str | None = _c("职业")
    industry: str | None = _c("行业")
    size: str | None = _c("企业规模")
    region: str | None = _c("住所地区划")
    town: str | None = _c("住所地镇街")
    telephone: str | None = _c("联系电话", personal=True)
    agent: str | None = _c("代理人", personal=True)
    charge: str | None = _c("罪名")
    term_months: int | None = _c("主刑月数")
    probation: bool | None = _c("缓刑")
    recidivist: bool | None = _c("累犯")
    plea: bool | None = _c("认罪认罚")


@dataclass(frozen=True, slots=True, kw_only=True)
class Exclusion:
    """扣除审限: an interval that does not count towards the time limit (2000 审限规定 art. 9)."""

    TABLE: ClassVar[str] = "exclusions"
    TITLE: ClassVar[str] = "扣除审限"

    exclusion_id: str | None = _c("扣除标识", key=True)
    case_id: str | None = _c("案件标识")
    reason: str | None = _c("扣除事由", code="exclusion_reasons")
    first_on: date | None = _c("起始日期")
    last_on: date | None = _c("终止日期", note="the last excluded day; blank: still running")
    approved_by: str | None = _c("批准人", personal=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """延长审限: an approved extension of the time limit."""

    TABLE: ClassVar[str] = "extensions"
    TITLE: ClassVar[str] = "延长审限"

    extension_id: str | None = _c("延长标识", key=True)
    case_id: str | None = _c("案件标识")
    requested_on: date | None = _c("申请日期")
    approved_on: date | None = _c("批准日期")
    days: int | None = _c("延长天数")
    reason: str | None = _c("延长事由")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """开庭."""

    TABLE: ClassVar[str] = "hearings"
    TITLE: ClassVar[str] = "开庭"

    hearing_id: str | None = _c("庭次标识", key=True)
    case_id: str | None = _c("案件标识")
    held_on: date | None = _c("开庭日期")
    public: bool | None = _c("公开开庭")
    streamed: bool | None = _c("庭审直播")
    decided_in_court: bool | None = _c("当庭宣判")
    leader_attended: bool | None = _c("负责人出庭")


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """送达."""

    TABLE: ClassVar[str] = "services"
    TITLE: ClassVar[str] = "送达"

    service_id: str | None = _c("送达标识", key=True)
    case_id: str | None = _c("案件标识")
    addressee: str | None = _c("受送达人", personal=True)
    method: str | None = _c("送达方式", code="service_methods")
    result: str | None = _c("送达结果", code="service_results")
    served_on: date | None = _c("送达日期")
    consented_on: date | None = _c("同意电子送达日期")


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """裁判文书: a judgment, order, mediation paper or decision, with its text where there is one."""

    TABLE: ClassVar[str] = "documents"
    TITLE: ClassVar[str] = "裁判文书"

    document_id: str | None = _c("文书标识", key=True)
    case_id: str | None = _c("案件标识")
    case_number: str | None = _c("案号")
    court: str | None = _c("法院代字", code="courts")
    kind: str | None = _c("文书种类", code="document_kinds")
    dated_on: date | None = _c("落款日期")
    effective_on: date | None = _c("生效日期")
    publication: str | None = _c("公开状态", code="publications")
    published_on: date | None = _c("上网日期")
    withheld_reason: str | None = _c("不公开理由", code="withheld_reasons")
    file: str | None = _c("来源文件")
    outcome: str | None = _c("裁判结果", code="decisions")
    text: str | None = _c("全文", personal=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFact:
    """文书要素: one fact read from a document, with its place in the text and the rule that took it."""

    TABLE: ClassVar[str] = "document_facts"
    TITLE: ClassVar[str] = "文书要素"

    fact_id: str | None = _c("要素标识", key=True)
    document_id: str | None = _c("文书标识")
    path: str | None = _c("要素路径")
    field: str | None = _c("要素")
    words: str | None = _c("文字值", personal=True)
    number: Decimal | None = _c("数值")
    day: date | None = _c("日期值")
    begins: int | None = _c("起始位置")
    ends: int | None = _c("结束位置")
    rule: str | None = _c("规则")


@dataclass(frozen=True, slots=True, kw_only=True)
class Enforcement:
    """执行: what an enforcement case adds to its case record."""

    TABLE: ClassVar[str] = "enforcements"
    TITLE: ClassVar[str] = "执行"

    case_id: str | None = _c("案件标识", key=True)
    basis_number: str | None = _c("执行依据文号")
    basis_kind: str | None = _c("执行依据类型", code="basis_kinds")
    applied_amount: Decimal | None = _c("申请标的额")
    recovered_amount: Decimal | None = _c("到位金额")
    searched_on: date | None = _c("财产查控日期")
    restricted_on: date | None = _c("限制消费日期")
    paid_out_on: date | None = _c("执行款发放日期")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dishonest:
    """失信被执行人: one entry in the list."""

    TABLE: ClassVar[str] = "dishonest"
    TITLE: ClassVar[str] = "失信被执行人"

    entry_id: str | None = _c("失信条目标识", key=True)
    case_id: str | None = _c("案件标识")
    court: str | None = _c("法院代字", code="courts")
    name: str | None = _c("姓名或名称", personal=True)
    kind: str | None = _c("当事人类型", code="party_kinds")
    id_number: str | None = _c("证件号码", personal=True)
    ground: str | None = _c("纳入情形", code="dishonest_grounds")
    listed_on: date | None = _c("纳入日期")
    expires_on: date | None = _c("期限届满日")
    removed_on: date | None = _c("删除日期")
    removal_reason: str | None = _c("删除原因", code="removal_reasons")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mediation:
    """诉前调: one registered dispute before filing."""

    TABLE: ClassVar[str] = "mediations"
    TITLE: ClassVar[str] = "诉前调解"

    mediation_id: str | None = _c("诉前调登记号", key=True)
    court: str | None = _c("法院代字", code="courts")
    source: str | None = _c("来源", note="which ledger it comes from: the platform, the justice bureau …")
    cause: str | None = _c("案由")
    town: str | None = _c("镇街")
    applicant: str | None = _c("申请人", personal=True)
    respondent: str | None = _c("被申请人", personal=True)
    mediator_id: str | None = _c("调解员标识")
    force: str | None = _c("解纷力量", code="forces")
    online: bool | None = _c("在线调解")
    registered_on: date | None = _c("登记日期")
    accepted_on: date | None = _c("调解员接受日期")
    extended: bool | None = _c("合意延长")
    appraisal_days: int | None = _c("鉴定评估天数")
    ended_on: date | None = _c("办结日期")
    ending: str | None = _c("终结原因", code="mediation_endings")
    form: str | None = _c("成果形式", code="mediation_forms")
    amount: Decimal | None = _c("标的额")
    due_on: date | None = _c("履行期届满日")
    performed_on: date | None = _c("履行日期")
    confirmed_on: date | None = _c("司法确认日期")
    filed_number: str | None = _c("转立案案号")
    stage: str | None = _c("调解阶段", code="mediation_stages", note="blank: before filing")
    dispute_id: str | None = _c("源头纠纷标识", note="the dispute that a grassroots unit had registered before")
    organisation: str | None = _c("调解组织", note="blank: that of the mediator")
    assigned_on: date | None = _c("委派日期")
    chosen_on: date | None = _c("选定调解员日期", note="when the parties chose; blank: the court named one")
    consented: bool | None = _c("当事人同意调解")
    extension_days: int | None = _c("合意延长天数")
    agreement_on: date | None = _c("调解协议日期", note="blank: no agreement is on file")
    filed_on: date | None = _c("转立案日期")
    parties_to_serve: int | None = _c("应送达当事人数")
    parties_served: int | None = _c("诉前有效送达当事人数")
    needs_preservation: bool | None = _c("需保全", note="before filing or after it")
    preserved_before: bool | None = _c("诉前已保全")
    needs_appraisal: bool | None = _c("需鉴定评估", note="before filing or after it")
    appraised_before: bool | None = _c("诉前已鉴定评估")
    report_on: date | None = _c("诉前调查报告日期")
    report_adopted: bool | None = _c("调查报告被采用", note="the judgment rests on its undisputed facts")
    reused_address: bool | None = _c("沿用送达地址")
    reused_evidence: bool | None = _c("沿用证据材料")
    reused_facts: bool | None = _c("沿用无争议事实")
    returned_on: date | None = _c("回流日期", note="the same parties brought the same dispute again after a success")
    returned_number: str | None = _c("回流案号")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """源头纠纷: one dispute that a grassroots unit (村居、网格、司法所、园区) registered, and where it went."""

    TABLE: ClassVar[str] = "disputes"
    TITLE: ClassVar[str] = "源头纠纷"

    dispute_id: str | None = _c("源头纠纷标识", key=True)
    court: str | None = _c("法院代字", code="courts")
    town: str | None = _c("镇街")
    community: str | None = _c("村居园区")
    unit: str | None = _c("登记单位")
    cause: str | None = _c("案由")
    registered_on: date | None = _c("登记日期")
    ended_on: date | None = _c("了结日期", note="when it was settled or handed on; blank: still with the unit")
    outcome: str | None = _c("去向", code="dispute_outcomes")
    mediation_id: str | None = _c("诉前调登记号")
    case_number: str | None = _c("案号", note="the case that was filed at once, without mediation")


@dataclass(frozen=True, slots=True, kw_only=True)
class Community:
    """村居园区: a village, residents' community or park as one register has it; a row for every register."""

    TABLE: ClassVar[str] = "communities"
    TITLE: ClassVar[str] = "村居园区"

    community_id: str | None = _c("村居园区标识", key=True)
    registered_on: date | None = _c("台账日期", key=True, note="the last day that the register covers")
    court: str | None = _c("法院代字", code="courts")
    name: str | None = _c("名称")
    kind: str | None = _c("类型", code="community_kinds")
    town: str | None = _c("镇街")
    has_point: bool | None = _c("设有解纷点", note="诉非联动点、法官工作室")
    suits: int | None = _c("期内涉诉件数")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outreach:
    """普法巡回: one session of legal education or one circuit hearing away from the court."""

    TABLE: ClassVar[str] = "outreach"
    TITLE: ClassVar[str] = "普法巡回"

    session_id: str | None = _c("场次标识", key=True)
    court: str | None = _c("法院代字", code="courts")
    kind: str | None = _c("形式", code="outreach_kinds")
    held_on: date | None = _c("日期")
    town: str | None = _c("镇街")
    topic: str | None = _c("主题", note="the field or cause it was about")
    warning: str | None = _c("对应预警", note="the warning that it answers; blank: none")
    audience: int | None = _c("参加人数")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mediator:
    """调解员."""

    TABLE: ClassVar[str] = "mediators"
    TITLE: ClassVar[str] = "调解员"

    mediator_id: str | None = _c("调解员标识", key=True)
    name: str | None = _c("姓名", personal=True)
    organisation: str | None = _c("调解组织")
    force: str | None = _c("解纷力量", code="forces")
    court: str | None = _c("法院代字", code="courts")
    since: date | None = _c("入册日期")
    until: date | None = _c("出册日期")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """文书评查: the mark that one paper of a mediator or judge's assistant got."""

    TABLE: ClassVar[str] = "ratings"
    TITLE: ClassVar[str] = "文书评查"

    rating_id: str | None = _c("评查标识", key=True)
    court: str | None = _c("法院代字", code="courts")
    person_id: str | None = _c("调解员标识", note="whose paper it is: a mediator or a judge's assistant")
    mediation_id: str | None = _c("诉前调登记号")
    kind: str | None = _c("文书名称")
    rated_on: date | None = _c("评查日期")
    score: Decimal | None = _c("评查得分", note="of 100")
    missing: int | None = _c("缺项数", note="parts that the form asks for and the paper lacks")
    reviewer: str | None = _c("评查人", personal=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgePost:
    """法官在岗: an interval in which a quota judge (员额法官) was in post."""

    TABLE: ClassVar[str] = "judge_posts"
    TITLE: ClassVar[str] = "法官在岗"

    post_id: str | None = _c("在岗标识", key=True)
    judge: str | None = _c("法官标识", personal=True)
    court: str | None = _c("法院代字", code="courts")
    division: str | None = _c("庭室")
    since: date | None = _c("到岗日期")
    until: date | None = _c("离岗日期", note="the last day in post; blank: still in post")


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """司法建议 (法释〔2023〕11号)."""

    TABLE: ClassVar[str] = "advices"
    TITLE: ClassVar[str] = "司法建议"

    advice_id: str | None = _c("建议编号", key=True)
    court: str | None = _c("法院代字", code="courts")
    addressee: str | None = _c("被建议单位")
    subject: str | None = _c("事由")
    sent_on: date | None = _c("发出日期")
    due_on: date | None = _c("反馈期限")
    answered_on: date | None = _c("反馈日期")
    adopted: bool | None = _c("采纳")


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistic:
    """外部统计: a figure that another office published for a region and a year or part of it."""

    TABLE: ClassVar[str] = "statistics"
    TITLE: ClassVar[str] = "外部统计"

    region: str | None = _c("区划代码", key=True)
    measure: str | None = _c("指标", key=True, code="measures")
    first_on: date | None = _c("起始日期", key=True)
    last_on: date | None = _c("截止日期", key=True)
    value: Decimal | None = _c("数值", note="in the unit of the measure's code table, up to six places")
    source: str | None = _c("来源")
    published_on: date | None = _c("发布日期")


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """已汇总数: a figure that arrives already counted."""

    TABLE: ClassVar[str] = "counts"
    TITLE: ClassVar[str] = "已汇总数"

    court: str | None = _c("法院", key=True, note="a mark or, abroad, whatever the source calls it")
    case_type: str | None = _c("案件类型", key=True)
    measure: str | None = _c("计量", key=True, note="filed, closed, accepted, pending_start, pending_end, backlog …")
    first_on: date | None = _c("起始日期", key=True)
    last_on: date | None = _c("截止日期", key=True)
    value: Decimal | None = _c("数值")
    unit: str | None = _c("单位")
    source: str | None = _c("来源")


Record = (
    Case | Party | Exclusion | Extension | Hearing | Service | Document | DocumentFact | Enforcement | Dishonest
    | Mediation | Mediator | Rating | Dispute | Community | Outreach | JudgePost | Advice | Statistic | Count
)  # fmt: skip

RECORDS: Mapping[str, type[Record]] = types.MappingProxyType(
    {record.TABLE: record for record in typing.get_args(Record)}
)


@cache
def columns(table: str) -> tuple[Column, ...]:
    """The columns of a table, in order; raises KeyError for a table that is none."""
    record = RECORDS[table]
    hints = typing.get_type_hints(record)
    return tuple(Column(name=f.name, type=_bare(hints[f.name]), **f.metadata) for f in dataclasses.fields(record))


@cache
def key_of(table: str) -> tuple[str, ...]:
    """The names of the columns that tell one row of a table from another."""
    return tuple(column.name for column in columns(table) if column.key)


def _bare(hint: Any) -> type:
    """The type itself where the hint is ``type | None``."""
    return next(arg for arg in typing.get_args(hint) if arg is not type(None))  # type: ignore[no-any-return]
