"""The whole way, and the only place that joins rooms. Read it first.

files → batches → a snapshot (``load``) → values (``measure``) → scores (``score``) → a check-up
(``checkup``), warnings (``watch``) and reports (``report``). Permission is asked here, so that every face obeys it.
"""

from shuzhu.pipeline.acceptance import acceptance, held_loads
from shuzhu.pipeline.before_filing import before_filing
from shuzhu.pipeline.bridging import Bridged, bridge_list, bridge_rows, bridged
from shuzhu.pipeline.case_file import CaseFile, case_file
from shuzhu.pipeline.checkup import checkup, footing
from shuzhu.pipeline.demo import demo
from shuzhu.pipeline.disputes import Followed, came_back, disputes_at, follow
from shuzhu.pipeline.elements import elements_in, train_elements
from shuzhu.pipeline.evaluation import Evaluation, evaluate
from shuzhu.pipeline.explain import Opened, Part, explain
from shuzhu.pipeline.exporting import exporting, marked_by
from shuzhu.pipeline.feature_words import FINDING_HEADS, FINDING_KINDS, finding_rows
from shuzhu.pipeline.features import BASELINES, Features, features
from shuzhu.pipeline.freshness import Fresh, freshness
from shuzhu.pipeline.hashed_links import HashedLink, export_hashes, match_hashes
from shuzhu.pipeline.house import House, newest, open_house
from shuzhu.pipeline.incoming import Incoming, incoming, mappings, receive
from shuzhu.pipeline.indexing import index
from shuzhu.pipeline.judgment import ReadOutcome, fill_rates, read_into, read_lines, read_one
from shuzhu.pipeline.lasting import Lasting, lasting
from shuzhu.pipeline.linking import Link, Linked, decide_link, link, link_steps, links, one_link
from shuzhu.pipeline.load import (
    Outcome,
    identities,
    load,
    loads,
    recomputed,
    refusals,
    release_load,
    undo,
    withdraw_load,
)
from shuzhu.pipeline.measure import measure, the_period
from shuzhu.pipeline.mediation_flags import flagged
from shuzhu.pipeline.programmes import Effect, programme_effect, programmes
from shuzhu.pipeline.quality import BY as QUALITY_BY
from shuzhu.pipeline.quality import Checked, quality, quality_trend
from shuzhu.pipeline.quality_faults import faulty_records
from shuzhu.pipeline.reconciling import (
    Beside,
    Reconciled,
    beside,
    conflict_rows,
    effect_rows,
    reconcile,
    statement_rows,
)
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
from shuzhu.pipeline.same_persons import BesidePersons, SamePerson, beside_persons, same_persons
from shuzhu.pipeline.saved import Subscription, save_search, saved_searches, step_saved
from shuzhu.pipeline.score import freeze_baseline, score, score_values
from shuzhu.pipeline.scorecards import Card, own_person, scorecard, scorecards
from shuzhu.pipeline.searching import Answer, Shown, Wanted, indexed, search, search_rows, suggest
from shuzhu.pipeline.similar import Alike, Consistency, Hit, Reason, similar_cases, similar_to
from shuzhu.pipeline.similar_rows import prepare_similar
from shuzhu.pipeline.topic import TopicFound, topic, topics
from shuzhu.pipeline.topic_words import topic_page
from shuzhu.pipeline.towns import TownRate, suits_of, town_rates
from shuzhu.pipeline.trends import Spread, spread, trends
from shuzhu.pipeline.waits import Waits, late_in, waits
from shuzhu.pipeline.watch import Watched, cases_of, marks_of, one_item, open_items, step_item, watch
from shuzhu.pipeline.what_if import Robust, WhatIf, robust, what_if
from shuzhu.pipeline.why import chart, rule_of, why
from shuzhu.pipeline.withdrawing import Withdrawn, withdraw, withdrawn

__all__ = [
    "BASELINES", "FINDING_HEADS", "FINDING_KINDS", "QUALITY_BY", "Alike", "Answer", "Beside", "BesidePersons",
    "Bridged", "Card", "CaseFile", "Checked", "Compared", "Consistency", "Effect", "Evaluation", "Features", "Followed",
    "Fresh", "HashedLink", "Hit", "House", "Incoming", "Lasting", "Link", "Linked", "MadeReport", "Opened", "Outcome",
    "Part", "ReadOutcome", "Reason", "Reconciled", "Robust", "SamePerson", "Shown", "Spread", "Subscription",
    "TopicFound", "TownRate", "Verified", "Waits", "Wanted", "Watched", "WhatIf", "Withdrawn", "acceptance",
    "adoption_rates", "before_filing", "beside", "beside_persons", "bridge_list", "bridge_rows", "bridged", "came_back",
    "case_file", "cases_of", "chart", "checkup", "compare_reports", "conflict_rows", "decide_link", "demo",
    "disputes_at", "draft_report", "effect_rows", "elements_in", "evaluate", "explain", "export_hashes", "exporting",
    "faulty_records", "features", "fill_rates", "finding_rows", "flagged", "follow", "font_stand_ins", "footing",
    "freeze_baseline", "freshness", "held_loads", "identities", "incoming", "index", "indexed", "kept_report",
    "kept_reports", "lasting", "late_in", "link", "link_steps", "links", "load", "loads", "make_report", "mappings",
    "marked_by", "marks_of", "match_hashes", "measure", "newest", "one_item", "one_link", "open_house", "open_items",
    "own_person", "prepare_similar", "programme_effect", "programmes", "quality", "quality_trend", "read_into",
    "read_lines", "read_one", "receive", "recomputed", "reconcile", "refusals", "release_dishonest", "release_load",
    "report_files", "report_kinds", "report_tree", "robust", "rule_of", "same_persons", "save_search", "saved_searches",
    "score", "score_values", "scorecard", "scorecards", "search", "search_rows", "similar_cases", "similar_to",
    "spread", "statement_rows", "step_item", "step_report", "step_saved", "suggest", "suits_of", "the_period", "topic",
    "topic_page", "topics", "town_rates", "train_elements", "trends", "undo", "verify_report", "waits", "watch",
    "what_if", "why", "withdraw", "withdraw_load", "withdrawn",
]  # fmt: skip
