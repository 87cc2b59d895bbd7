"""Civil documents → claims, order, fees, amounts; private loans and labour disputes."""

from shuzhu.judgments.civil.amounts import amounts_of
from shuzhu.judgments.civil.claims import claims_of
from shuzhu.judgments.civil.fees import fees_of
from shuzhu.judgments.civil.labour import labour_of
from shuzhu.judgments.civil.loan import loan_of
from shuzhu.judgments.civil.order import order_of
from shuzhu.judgments.civil.sums import payable

__all__ = ["amounts_of", "claims_of", "fees_of", "labour_of", "loan_of", "order_of", "payable"]
