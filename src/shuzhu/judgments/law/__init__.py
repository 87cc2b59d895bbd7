"""The law that a document cites."""

from shuzhu.judgments.law.citations import citations_of
from shuzhu.judgments.law.names import Laws
from shuzhu.judgments.law.places import cited_by_court, section_at

__all__ = ["Laws", "citations_of", "cited_by_court", "section_at"]
