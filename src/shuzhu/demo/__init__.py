"""Made-up courts: a seed and a scale → files that the ordinary loader loads, with a truth file."""

from shuzhu.demo.files import made_up_courts, write
from shuzhu.demo.world import stream

__all__ = ["made_up_courts", "stream", "write"]
