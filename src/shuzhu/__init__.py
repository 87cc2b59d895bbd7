"""数助: judicial data for decisions."""
