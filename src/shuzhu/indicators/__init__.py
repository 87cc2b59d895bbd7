"""Catalogue + tables → counts by court and month → values."""
