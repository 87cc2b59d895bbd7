"""Court documents → facts: heading, parties, order and tail, each with its place in the text."""

from shuzhu.facts import Fact, Heading, Person
from shuzhu.judgments.read import Reader, read_heading
from shuzhu.judgments.rows import document_id, to_records

__all__ = ["Fact", "Heading", "Person", "Reader", "document_id", "read_heading", "to_records"]
