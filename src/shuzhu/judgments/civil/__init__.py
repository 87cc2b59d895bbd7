"""Civil documents → claims, order, fees, amounts; private loans and labour disputes."""

from shuzhu.judgments.civil.fees import fees_of
from shuzhu.judgments.civil.order import order_of
from shuzhu.judgments.civil.sums import payable

__all__ = ["fees_of", "order_of", "payable"]
