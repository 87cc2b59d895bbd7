"""Court documents → facts, each with its place in the text and the rule that took it."""

from shuzhu.judgments.parted import sections_of
from shuzhu.judgments.read import Reader
from shuzhu.judgments.rows import document_id, to_records

__all__ = ["Reader", "document_id", "sections_of", "to_records"]
