"""How long work says how far it is: what is done now, and so many more rows of it; what it raises ends the work."""

from collections.abc import Callable

Progress = Callable[[str, int], None]


def silent(_what: str, _rows: int) -> None:
    """Say nothing of progress."""
