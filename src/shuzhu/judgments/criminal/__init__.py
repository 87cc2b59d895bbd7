"""Criminal documents → the accusation, and each defendant with charges and sentence."""

from shuzhu.judgments.criminal.defendants import defendants_of

__all__ = ["defendants_of"]
