"""Hypothesis judges what holds, not how fast it holds: no deadline on a machine that others use too."""

from hypothesis import settings

settings.register_profile("shuzhu", deadline=None)
settings.load_profile("shuzhu")
