"""特点与成因: what marks the cases an indicator counts, what their change is made of, what is new."""

from shuzhu import pipeline
from shuzhu.errors import UsageError
from shuzhu.web.ask import Ask
from shuzhu.web.views import Sheet, Shown, View

WORDS = {"finding", "field", "value", "cases"}
"""What stands in the first column."""
MOST = 40
"""So many rows of each kind stand on the page; the file holds them all."""


def features(ask: Ask) -> Shown:
    """The findings of one indicator's cases against a baseline (``against=``), of one town where it is named."""
    against = ask.one_of("against", pipeline.BASELINES, "year_before")
    where = [("town", ask.get("town"))] if ask.get("town") else []
    try:
        found = pipeline.features(ask.house, ask.question.part("code"), ask.court, str(ask.period), against, where)
    except UsageError as error:
        return Shown(context={"found": None, "why": str(error), "baselines": pipeline.BASELINES, "against": against})
    rows = pipeline.finding_rows(found)
    tables = []
    for kind, caption in pipeline.FINDING_KINDS.items():
        some = [row for row in rows if row["finding"] == kind]
        heads = {name: title for name, title in pipeline.FINDING_HEADS.items()
                 if name not in WORDS and any(row[name] != "" for row in some)}  # fmt: skip
        tables.append({"title": kind, "caption": caption, "rows": some[:MOST], "all": len(some), "heads": heads})
    return Shown(
        context={"found": found, "tables": tables, "baselines": pipeline.BASELINES, "against": against},
        sheets=(Sheet(name="findings", title="特点与成因", heads=pipeline.FINDING_HEADS, rows=rows),),
    )


VIEWS = (View(path="/features/{code}", template="features.html.j2", answer=features),)
