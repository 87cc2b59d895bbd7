"""Who is asking, and what they may see. Permission is asked in the pipeline."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """One who asks: may they see names, and may they see people or courts in order of rank?

    Ranking is off by default: the quality indicators of 2024 are a check-up, not a league table.
    """

    name: str = "local"
    sees_names: bool = False
    sees_ranking: bool = False


LOCAL = Reader()


def masked_name(name: str | None) -> str:
    """A natural person's name with all but its first character hidden; blank stays blank."""
    if not name:
        return ""
    return name[0] + "某" * max(1, len(name) - 1) if len(name) <= 4 else name[:2] + "某某"
