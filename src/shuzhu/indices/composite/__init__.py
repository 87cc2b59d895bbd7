"""Indicators × units → composite scores, step by step, so that any of it can be replayed with one change.

The steps and their names are those of the Handbook on Constructing Composite Indicators (OECD/JRC 2008).
"""
