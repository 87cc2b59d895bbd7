"""What is known of some cases: a column of answers for each field, in the order of the cases."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

Answer = bool | str | float | None
"""Yes or no, a word, or a number; None where the records do not tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """Cases of one court or area: their numbers, identities, days, and answers by field.

    ``texts``: whether a text is there. ``suits``: by finding, who stands on its side of each case, as keys that hold
    together what is one person.
    """

    numbers: Sequence[str]
    ids: Sequence[str] = ()
    days: Sequence[date]
    fields: Mapping[str, Sequence[Answer]] = field(default_factory=dict)
    texts: Sequence[bool] = ()
    suits: Mapping[str, Sequence[tuple[str, ...]]] = field(default_factory=dict)

    def __len__(self) -> int:
        """How many cases."""
        return len(self.numbers)

    def flags(self, name: str) -> list[bool | None]:
        """A field's answers as flags."""
        return [None if one is None else bool(one) for one in self.fields[name]]

    def only(self, places: Sequence[int]) -> "Answers":
        """The cases at some places."""
        return Answers(
            numbers=[self.numbers[n] for n in places], ids=[self.ids[n] for n in places] if self.ids else (),
            days=[self.days[n] for n in places],
            fields={name: [column[n] for n in places] for name, column in self.fields.items()},
            texts=[self.texts[n] for n in places] if self.texts else (),
            suits={side: [who[n] for n in places] for side, who in self.suits.items()},
        )  # fmt: skip

    def between(self, first: date, last: date) -> "Answers":
        """The cases of some days, both ends among them."""
        return self.only([n for n, day in enumerate(self.days) if first <= day <= last])
