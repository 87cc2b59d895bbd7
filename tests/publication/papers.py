"""Documents of made-up people, and how to mask them in a test."""

from functools import cache

from shuzhu.batches import Text
from shuzhu.catalogue.code_tables import read_codes
from shuzhu.catalogue.profiles import read_profiles
from shuzhu.facts import Reading
from shuzhu.judgments import Reader
from shuzhu.masking import replaced
from shuzhu.publication import Key, Masker

KEY = Key(b"a secret that lies somewhere else")

LOAN = """福建省厦门市翔安区人民法院
民事判决书
（2022）闽0213民初2001号
原告：张虚甲，男，1975年6月30日出生，汉族，住福建省厦门市翔安区马巷镇虚庄村12号，公民身份号码350213197506300014。
委托诉讼代理人：柳虚辩，福建虚设律师事务所律师。
被告：张虚乙，女，1980年1月9日出生，汉族，住福建省南安市虚水乡幻水村3组。
被告：厦门云影餐饮有限公司，住所地福建省厦门市翔安区虚云路8号。
法定代表人：诸葛虚，总经理。
原告张虚甲与被告张虚乙、厦门云影餐饮有限公司（以下简称云影公司）民间借贷纠纷一案，本院于2022年5月6日立案后，依法适用简易程序公开开庭进行了审理。本案现已审理终结。
张虚甲向本院提出诉讼请求：判令张虚乙偿还借款20万元。证人孙虚证的证言证实，张  虚乙于2020年3月5日借款。
云影公司辩称，其不知情，联系电话13900001234。
本院认为，张虚丙作为借款人应当还款。依照《中华人民共和国民法典》第六百七十五条规定，判决如下：
一、张虚乙于本判决生效之日起十日内偿还张虚甲借款20万元；
二、云影公司承担连带清偿责任。
审判员  钱虚判
二〇二二年七月八日
书记员  周虚录
"""

THEFT = """福建省厦门市翔安区人民法院
刑事判决书
（2021）闽0213刑初101号
公诉机关厦门市翔安区人民检察院。
被告人阿依虚·买买提（绰号“黑虚”），男，1990年3月12日出生，维吾尔族，初中文化，务工，户籍所在地新疆维吾尔自治区库车县虚乡幻村5号。
辩护人柳虚辩，福建虚设律师事务所律师。
厦门市翔安区人民检察院以厦翔检刑诉〔2021〕1号起诉书指控被告人阿依虚·买买提犯盗窃罪，于2021年3月1日向本院提起公诉。本案现已审理终结。
经审理查明，2020年12月24日，被告人阿依虚·买买提窜至被害人郑虚害家中，盗走现金12600元。“黑虚”驾驶闽D12345号轿车离开。
上述事实，有被害人郑虚害的陈述，证人孙虚证、赵虚言的证言等证据证实，足以认定。
本院认为，被告人阿依虚·买买提的行为已构成盗窃罪。依照《中华人民共和国刑法》第二百六十四条之规定，判决如下：
被告人阿依虚·买买提犯盗窃罪，判处有期徒刑八个月，并处罚金人民币三千元。
审判长  钱虚判
二〇二一年四月二日
书记员  周虚录
"""


@cache
def reader():
    return Reader(read_codes())


def read(text, title=""):
    document = reader().document(Text(file="", row=1, text=text, said={"title": title}))
    return Reading(heading=document.heading, sections=document.sections)


def mask(text, profile="strict", title="", ledger=None):
    return Masker(read_profiles()[profile], KEY).mask(text, read(text, title), title, ledger)


def masked(text, profile="strict"):
    return replaced(text, mask(text, profile).replacements)
