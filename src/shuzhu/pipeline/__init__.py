"""The whole way, and the only place that joins rooms. Read it first.

files → batches → a snapshot (``load``) → values (``measure``) → scores (``score``) → a check-up
(``checkup``), warnings (``watch``) and reports (``report``). Permission is asked here, so that every face obeys it.
"""

from shuzhu.pipeline.case_file import CaseFile, case_file
from shuzhu.pipeline.checkup import checkup
from shuzhu.pipeline.demo import demo
from shuzhu.pipeline.elements import elements_in, train_elements
from shuzhu.pipeline.explain import Opened, Part, explain
from shuzhu.pipeline.exporting import exporting, marked_by
from shuzhu.pipeline.house import House, newest, open_house
from shuzhu.pipeline.judgment import ReadOutcome, fill_rates, read_into, read_lines, read_one
from shuzhu.pipeline.load import Outcome, identities, load, loads, refusals, undo
from shuzhu.pipeline.measure import measure, the_period
from shuzhu.pipeline.release import release_dishonest
from shuzhu.pipeline.report import MadeReport, font_stand_ins, make_report, report_kinds, report_tree
from shuzhu.pipeline.report_check import Compared, Verified, compare_reports, verify_report
from shuzhu.pipeline.report_life import (
    adoption_rates,
    draft_report,
    kept_report,
    kept_reports,
    report_files,
    step_report,
)
from shuzhu.pipeline.score import freeze_baseline, score, score_values
from shuzhu.pipeline.similar import Alike, Hit, Reason, similar_cases
from shuzhu.pipeline.trends import Spread, spread, trends
from shuzhu.pipeline.watch import Watched, cases_of, marks_of, one_item, open_items, step_item, watch
from shuzhu.pipeline.what_if import Robust, WhatIf, robust, what_if
from shuzhu.pipeline.why import chart, rule_of, why

__all__ = [
    "Alike", "CaseFile", "Compared", "Hit", "House", "MadeReport", "Opened", "Outcome", "Part", "ReadOutcome", "Reason",
    "Robust", "Spread", "Verified", "Watched", "WhatIf", "adoption_rates", "case_file", "cases_of", "chart",
    "checkup", "compare_reports", "demo", "draft_report", "elements_in", "explain", "exporting", "fill_rates",
    "font_stand_ins", "freeze_baseline", "identities", "kept_report", "kept_reports", "load", "loads",
    "make_report", "marked_by", "marks_of", "measure", "newest", "one_item", "open_house", "open_items",
    "read_into", "read_lines", "read_one", "refusals", "release_dishonest", "report_files", "report_kinds",
    "report_tree", "robust", "rule_of", "score", "score_values", "similar_cases", "spread", "step_item",
    "step_report", "the_period", "train_elements", "trends", "undo", "verify_report", "watch", "what_if", "why",
]  # fmt: skip
