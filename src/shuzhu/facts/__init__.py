"""What is read from a court document: facts, each with its place in the text and the rule that took it."""

from shuzhu.facts.base import Amount, Fact
from shuzhu.facts.civil import Claim, Fee, Interest, Labour, Loan, OrderItem, Share
from shuzhu.facts.criminal import Accusation, ChargedTerm, Defendant, Drug
from shuzhu.facts.model import (
    Agent,
    Citation,
    Heading,
    Member,
    Person,
    Reading,
    Related,
    Section,
)
from shuzhu.facts.public import Administrative, Enforcement

__all__ = [
    "Accusation", "Administrative", "Agent", "Amount", "ChargedTerm", "Citation", "Claim", "Defendant", "Drug",
    "Enforcement", "Fact", "Fee", "Heading", "Interest", "Labour", "Loan", "Member", "OrderItem", "Person", "Reading",
    "Related", "Section", "Share",
]  # fmt: skip
