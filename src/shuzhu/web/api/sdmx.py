"""Values as an SDMX-JSON 2.0 data message: one series a court and indicator, an observation a period.

Dimensions: INDICATOR, COURT, and each further one asked for; TIME_PERIOD at the observation. Each observation holds
the value and, as attributes, numerator, denominator and the mark of few cases.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Final

from shuzhu.outputs import MADE_UP
from shuzhu.pipeline import House
from shuzhu.values import Value

MEDIA: Final = "application/vnd.sdmx.data+json;version=2.0.0"
SCHEMA: Final = "https://json.sdmx.org/2.0.0/sdmx-json-data-schema.json"


def message(house: House, values: Sequence[Value]) -> dict[str, Any]:
    """Values → a data message with its structure."""
    further = tuple(dict.fromkeys(name for value in values for name in value.by))
    names = ("INDICATOR", "COURT", *(name.upper() for name in further))
    keyed = [((v.indicator, v.court, *(v.by.get(n) or "_Z" for n in further)), v) for v in values]
    known = [list(dict.fromkeys(key[n] for key, _ in keyed)) for n in range(len(names))]
    periods = list(dict.fromkeys(value.period for value in values))
    series: dict[str, dict[str, Any]] = {}
    rests_on = f"{house.snapshot.label}/{house.catalogue.version}"
    for key, value in keyed:
        place = ":".join(str(known[n].index(word)) for n, word in enumerate(key))
        told = series.setdefault(place, {"attributes": [0], "observations": {}})
        told["observations"][str(periods.index(value.period))] = [
            value.value, value.numerator, value.denominator, int(value.small),
        ]  # fmt: skip
    return {
        "meta": {
            "schema": SCHEMA, "id": f"shuzhu-{house.snapshot.label}", "test": house.settings.made_up,
            "prepared": datetime.now(UTC).isoformat(timespec="seconds"),
            "contentLanguages": ["zh", "en"], "sender": {"id": "SHUZHU"},
            "name": MADE_UP if house.settings.made_up else house.settings.name,
        },
        "data": {
            "structures": [{
                "dimensions": {
                    "series": [_dimension(house, name, n, known[n]) for n, name in enumerate(names)],
                    "observation": [{"id": "TIME_PERIOD", "keyPosition": len(names),
                                     "values": [{"id": p} for p in periods]}],
                },
                "measures": {"observation": [{"id": "OBS_VALUE"}]},
                "attributes": {
                    "series": [{"id": "SNAPSHOT", "values": [{"id": rests_on}]}],
                    "observation": [{"id": "NUMERATOR"}, {"id": "DENOMINATOR"}, {"id": "FEW_CASES"}],
                },
            }],
            "dataSets": [{"structure": 0, "action": "Information", "series": series}],
        },
    }  # fmt: skip


def _dimension(house: House, name: str, place: int, words: Sequence[str]) -> dict[str, Any]:
    """A dimension with what its values are called."""
    return {
        "id": name,
        "keyPosition": place,
        "values": [{"id": word, "names": _names(house, name, word)} for word in words],
    }


def _names(house: House, dimension: str, word: str) -> dict[str, str]:
    """What a value of a dimension is called."""
    if dimension == "INDICATOR":
        return dict(house.catalogue.indicator(word).title)
    court = house.codes.courts.get(word.removesuffix("+")) if dimension == "COURT" else None
    return {"zh": court.name if court else word}
