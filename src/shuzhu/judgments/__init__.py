"""Court documents → facts: heading, parties, order and tail, each with its place in the text."""

from shuzhu.judgments.facts import Fact, Heading, Person
from shuzhu.judgments.read import Reader, read_heading

__all__ = ["Fact", "Heading", "Person", "Reader", "read_heading"]
