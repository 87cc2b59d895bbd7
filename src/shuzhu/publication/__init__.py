"""A document as it may be seen: who is named how, which details stay, and what a second look still finds."""

from shuzhu.publication.keys import Key, read_key
from shuzhu.publication.mask import Masker

__all__ = ["Key", "Masker", "read_key"]
