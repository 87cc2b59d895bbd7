"""Criminal documents → the accusation, and each defendant with charges and sentence."""

from shuzhu.judgments.criminal.accusation import accusation_of
from shuzhu.judgments.criminal.amounts import crime_amount
from shuzhu.judgments.criminal.defendants import defendants_of

__all__ = ["accusation_of", "crime_amount", "defendants_of"]
