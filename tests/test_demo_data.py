# ruff: noqa: E501 — the questions in SQL stand on lines of their own
"""The made-up courts: the same for a seed, true to their truth file, near what courts report, and loadable."""

import json
import re
from collections import Counter
from itertools import islice
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from shuzhu.batches import Batch, Text, schema
from shuzhu.case_number import read_case_number
from shuzhu.catalogue.code_tables import read_codes
from shuzhu.demo import made_up_courts, stream, write
from shuzhu.demo.faults import Faults
from shuzhu.demo.filings import FEATURED_LENDING, featured_lending
from shuzhu.demo.province import BASIC, COURTS, FEATURED
from shuzhu.records import RECORDS, columns
from shuzhu.sources import find_files, is_note, read

SCALE = 6_000
CODES = read_codes()


@pytest.fixture(scope="module")
def batches():
    return list(stream(CODES, SCALE, 7))


@pytest.fixture(scope="module")
def tables(batches):
    found = {}
    for batch in batches:
        found.setdefault(batch.table, []).append(batch.rows)
    return {table: pa.concat_tables(pieces) for table, pieces in found.items()}


@pytest.fixture(scope="module")
def ask(tables):
    connection = duckdb.connect()
    for table, rows in tables.items():
        connection.register(table, rows)
    yield lambda sql: connection.execute(sql).fetchone()[0]
    connection.close()


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo")
    steps = []
    truth = write(folder, CODES, scale=SCALE, seed=7, progress=lambda *step: steps.append(step))
    return folder, json.loads(truth.read_text(encoding="utf-8")), steps


@pytest.fixture(scope="module")
def loaded(written):
    """What the ordinary loader makes of the folder: rows by table, texts, refusals, notes."""
    folder, _, _ = written
    codes = read_codes(folder / "codes")
    rows, texts, refused, notes = {}, [], [], []
    for path in find_files([folder / "files"]):
        for item in read(path, None, codes, lambda _: None):
            if isinstance(item, Batch):
                rows.setdefault(item.table, []).append(item.rows)
            (texts if isinstance(item, Text) else []).append(item)
            told = item.refused if isinstance(item, Batch) else item if isinstance(item, list) else ()
            for refusal in told:
                (notes if is_note(refusal) else refused).append(refusal)
    return {t: pa.concat_tables(p) for t, p in rows.items()}, texts, refused, notes


def test_the_same_seed_gives_the_same_rows_and_another_seed_others(written, tables):
    """The files were written from a stream of their own; faults are planted in a few numbers of parties."""
    folder, _, _ = written
    for table in ("parties", "mediations", "documents"):
        mark = COURTS[2].mark
        rows = pq.read_table(folder / "files" / f"{table}-虚构-{mark}.parquet").replace_schema_metadata(None)
        ids = rows.column(0)
        own = tables[table].filter(pc.is_in(tables[table].column(0), ids.combine_chunks()))
        names = [name for name in rows.column_names if name not in {"id_number", "credit_code"}]
        assert rows.select(names).equals(own.select(names))
    kept = (batch.rows for batch in stream(CODES, SCALE, 8) if batch.table == "cases")
    assert next(kept)["amount"].to_pylist() != tables["cases"].slice(0, 60)["amount"].to_pylist()[:60]


def test_every_batch_has_exactly_the_schema_of_its_table(batches):
    # facts of documents are read from texts, never loaded as rows
    assert {batch.table for batch in batches} == set(RECORDS) - {"counts", "document_facts"}
    for batch in batches:
        assert batch.rows.schema.equals(schema(batch.table)), batch.table
        assert len(batch.rows)


def test_keys_are_whole_and_stand_once(tables):
    for table, rows in tables.items():
        keys = [column.name for column in columns(table) if column.key]
        assert all(rows[key].null_count == 0 for key in keys), table
        assert rows.group_by(keys).aggregate([]).num_rows == len(rows), table
    numbers = tables["cases"]["case_number"]
    assert len(numbers.unique()) == len(numbers)


def test_child_rows_belong_to_cases(tables):
    ids = tables["cases"]["case_id"].combine_chunks()
    for table in (
        "parties",
        "exclusions",
        "extensions",
        "hearings",
        "services",
        "documents",
        "enforcements",
        "dishonest",
    ):
        assert pc.all(pc.is_in(tables[table]["case_id"], ids)).as_py(), table


def test_every_code_is_in_its_code_table(tables):
    courts = made_up_courts()
    for table, rows in tables.items():
        for column in columns(table):
            if not column.code:
                continue
            known = (
                courts
                if column.code == "courts"
                else CODES.types
                if column.code == "types"
                else CODES.words(column.code)
            )
            found = {word for word in rows[column.name].unique().to_pylist() if word is not None}
            assert found <= set(known), (table, column.name, found - set(known))


def test_words_fit_the_kind_and_instance_they_are_used_in(tables):
    for column in ("procedure", "closing", "origin"):
        words = CODES.words({"procedure": "procedures", "closing": "closings", "origin": "origins"}[column])
        used = tables["cases"].group_by(["kind", "instance", column]).aggregate([]).to_pylist()
        for row in used:
            if word := words.get(row[column] or ""):
                assert not word.kinds or row["kind"] in word.kinds, row
                assert not word.instances or row["instance"] in word.instances, row


def test_causes_bear_the_name_of_their_day(tables):
    for row in (
        tables["cases"].group_by(["cause", "kind"]).aggregate([("filed_on", "min"), ("filed_on", "max")]).to_pylist()
    ):
        if row["cause"] is None or row["kind"] in {"enforcement", "bankruptcy", "preservation", "sanction"}:
            continue
        found = CODES.cause(row["cause"], row["filed_on_max"])
        assert found is not None, row["cause"]
        if "确认" not in row["cause"] and row["kind"] == "civil" and row["filed_on_min"].year >= 2021:
            assert found.edition == "2020", row["cause"]


def test_case_numbers_are_valid_and_run_without_a_gap(tables):
    seen = {}
    for number in tables["cases"]["case_number"].to_pylist():
        match = re.fullmatch(r"（(\d{4})）(虚\d{0,4})(\D+)(\d+)号", number)
        assert match, number
        found = read_case_number(number)
        assert found is not None
        assert (str(found.year), found.court, found.type_code, found.number) == match.groups()
        seen.setdefault((found.court, found.type_code, found.year), []).append(int(found.number))
    assert all(sorted(serials) == list(range(1, len(serials) + 1)) for serials in seen.values())


@pytest.mark.parametrize(
    ("table", "early", "late"),
    [
        ("cases", "received_on", "filed_on"), ("cases", "received_on", "filing_reviewed_on"), ("cases", "filed_on", "entered_on"),
        ("cases", "filed_on", "closed_on"), ("cases", "closed_on", "effective_on"), ("cases", "closed_on", "appealed_on"),
        ("cases", "closed_on", "archived_on"), ("cases", "appealed_on", "transferred_on"), ("cases", "transferred_on", "appeal_closed_on"),
        ("cases", "effective_on", "performance_due_on"), ("cases", "filed_on", "converted_on"), ("cases", "converted_on", "closed_on"),
        ("cases", "review_requested_on", "retrial_ordered_on"), ("cases", "retrial_ordered_on", "retrial_closed_on"),
        ("exclusions", "first_on", "last_on"), ("extensions", "requested_on", "approved_on"), ("dishonest", "listed_on", "removed_on"),
        ("services", "consented_on", "served_on"), ("documents", "dated_on", "published_on"), ("mediations", "registered_on", "accepted_on"),
        ("mediations", "accepted_on", "ended_on"), ("mediations", "ended_on", "confirmed_on"), ("advices", "sent_on", "answered_on"),
        ("judge_posts", "since", "until"),
    ],
)  # fmt: skip
def test_days_are_in_order(ask, table, early, late):
    assert ask(f"SELECT count(*) FROM {table} WHERE {late} < {early}") == 0


def test_nothing_happens_after_the_last_day_but_what_is_due(tables):
    ahead = {"performance_due_on", "restoration_due_on", "due_on", "expires_on", "limit_on", "last_on", "published_on"}
    for table, rows in tables.items():
        if table == "statistics":
            continue
        for column in columns(table):
            if pa.types.is_date(schema(table).field(column.name).type) and column.name not in ahead:
                newest = pc.max(rows[column.name]).as_py()
                assert newest is None or newest.isoformat() <= "2022-12-31", (table, column.name)


def test_hearings_and_enforcement_lie_within_their_case(ask):
    assert (
        ask(
            "SELECT count(*) FROM hearings h JOIN cases c USING (case_id) WHERE held_on < filed_on OR held_on > closed_on"
        )
        == 0
    )
    assert (
        ask(
            "SELECT count(*) FROM enforcements e JOIN cases c USING (case_id)"
            " WHERE searched_on < filed_on OR searched_on > closed_on OR paid_out_on > closed_on"
            " OR recovered_amount > applied_amount"
        )
        == 0
    )


def test_second_instances_name_a_first_instance_that_tells_the_same(ask):
    assert (
        ask(
            "SELECT count(*) FROM cases s LEFT JOIN cases f ON f.case_number = s.origin_number"
            " WHERE s.type_code = '民终' AND (f.case_id IS NULL OR f.closed_on >= s.filed_on"
            " OR f.appeal_outcome IS DISTINCT FROM s.closing OR f.appeal_closed_on IS DISTINCT FROM s.closed_on)"
        )
        == 0
    )
    assert ask("SELECT count(*) FROM cases WHERE type_code = '民终'") > 50
    assert ask("SELECT count(*) FROM cases WHERE type_code IN ('民终', '行终') AND length(court) = 5") == 0


def test_parties_are_the_same_in_both_instances(ask):
    assert (
        ask(
            "SELECT count(*) FROM (SELECT s.case_id, list_sort(list(p.id_number)) ids FROM cases s JOIN parties p USING (case_id)"
            " WHERE s.type_code = '民终' GROUP BY 1) a JOIN cases s USING (case_id)"
            " JOIN cases f ON f.case_number = s.origin_number"
            " JOIN (SELECT case_id, list_sort(list(id_number)) ids FROM parties GROUP BY 1) b ON b.case_id = f.case_id"
            " WHERE a.ids IS DISTINCT FROM b.ids"
        )
        == 0
    )


def test_mediations_that_failed_name_the_case_they_became(ask):
    assert (
        ask(
            "SELECT count(*) FROM mediations m JOIN cases c ON c.case_number = m.filed_number"
            " WHERE m.ending IN ('agreed', 'settled_withdrawn') OR c.mediation_id IS DISTINCT FROM m.mediation_id"
            " OR m.ended_on > c.filed_on"
        )
        == 0
    )
    assert ask("SELECT count(*) FROM cases WHERE mediation_id IS NOT NULL") == ask(
        "SELECT count(*) FROM mediations WHERE filed_number IS NOT NULL"
    )
    assert (
        ask(
            "SELECT count(*) FROM mediations m WHERE source LIKE '司法行政台账' AND EXISTS (SELECT 1 FROM mediations p"
            " WHERE m.mediation_id = '司台-' || p.mediation_id AND p.ending IS DISTINCT FROM m.ending)"
        )
        > 0
    )


BANDS = [
    ("closing rate of 2019", 0.90, 0.97,
     ("SELECT count(*) FILTER (year(closed_on) = 2019) / count(*) FILTER (year(filed_on) <= 2019 AND"
     " (closed_on IS NULL OR year(closed_on) >= 2019)) FROM cases")),
    ("days of civil cases", 36, 55, "SELECT avg(closed_on - filed_on) FROM cases WHERE type_code = '民初'"),
    ("days of enforcement", 60, 90, "SELECT avg(closed_on - filed_on) FROM cases WHERE type_code = '执'"),
    ("days of crime", 11, 26, "SELECT avg(closed_on - filed_on) FROM cases WHERE type_code = '刑初'"),
    ("simplified procedure", 0.86, 0.95,
     ("SELECT avg((procedure IN ('simplified', 'small_claims'))::int) FROM cases"
     " WHERE type_code = '民初' AND closed_on IS NOT NULL AND length(court) = 5")),
    ("small claims of 2022", 0.28, 0.46, "SELECT avg((procedure = 'small_claims')::int) FROM cases WHERE type_code = '民初' AND year(filed_on) = 2022"),
    ("small claims of 2017", 0.04, 0.14, "SELECT avg((procedure = 'small_claims')::int) FROM cases WHERE type_code = '民初' AND year(filed_on) = 2017"),
    ("mediated", 0.24, 0.31, "SELECT avg((closing = 'mediated')::int) FROM cases WHERE type_code = '民初'"),
    ("withdrawn", 0.14, 0.21, "SELECT avg((closing IN ('withdrawn', 'deemed_withdrawn'))::int) FROM cases WHERE type_code = '民初'"),
    ("appeals", 0.08, 0.15,
     ("SELECT count(appealed_on) / count(*) FROM cases WHERE type_code = '民初' AND procedure <> 'small_claims'"
     " AND closing IN ('supported', 'partly_supported', 'claims_dismissed', 'dismissed')")),
    ("changed or sent back", 0.008, 0.032,
     ("SELECT count(*) FILTER (appeal_outcome IN ('changed', 'partly_changed', 'remanded')) / count(*) FROM cases"
     " WHERE type_code = '民初' AND procedure <> 'small_claims' AND closing IN ('supported', 'partly_supported', 'claims_dismissed', 'dismissed')")),
    ("really enforced", 0.24, 0.37, "SELECT avg((closing IN ('performed', 'settled_performed'))::int) FROM cases WHERE type_code = '执'"),
    ("terminated for now", 0.34, 0.50, "SELECT avg((closing = 'terminated_for_now')::int) FROM cases WHERE type_code = '执'"),
    ("recovered", 0.15, 0.45, "SELECT sum(recovered_amount) / sum(applied_amount) FROM enforcements WHERE recovered_amount IS NOT NULL"),
    ("lay assessors", 0.74, 0.92,
     "SELECT avg(has_lay_assessor::int) FROM cases WHERE type_code = '民初' AND panel = 'collegiate'"),
    ("mediation succeeds", 0.50, 0.70, "SELECT avg((ending IN ('agreed', 'settled_withdrawn'))::int) FROM mediations WHERE year(registered_on) >= 2019"),
    ("mediation is kept", 0.89, 0.98, "SELECT avg((performed_on IS NOT NULL)::int) FROM mediations WHERE due_on < '2022-12-31'"),
    ("paid of oneself", 0.48, 0.66,
     ("SELECT 1 - avg((EXISTS (SELECT 1 FROM enforcements e WHERE e.basis_number = c.case_number))::int) FROM cases c"
     " WHERE performance_due_on < '2022-06-30'")),
    ("minors among the accused", 0.01, 0.06, "SELECT avg((offence_age < 18)::int) FROM parties WHERE offence_age IS NOT NULL"),
]  # fmt: skip


@pytest.mark.parametrize(("what", "low", "high", "sql"), BANDS, ids=[band[0] for band in BANDS])
def test_the_whole_lies_near_what_courts_report(ask, what, low, high, sql):
    assert low <= float(ask(sql)) <= high


def test_nearly_all_is_closed_in_time(tables, ask):
    late = total = 0
    excluded = {}
    for row in tables["exclusions"].to_pylist():
        days = excluded.setdefault(row["case_id"], set())
        last = row["last_on"]
        days.update(range(row["first_on"].toordinal(), last.toordinal() + 1) if last else ())
    for row in tables["cases"].to_pylist():
        limit = CODES.time_limit(
            row["kind"], row["instance"], row["procedure"], row["filed_on"],
            in_custody=row["in_custody"], term_months=row["term_months"],
        )  # fmt: skip
        if row["closed_on"] is None or limit is None or row["instance"] != "first":
            continue
        away = [
            d
            for d in excluded.get(row["case_id"], ())
            if row["filed_on"].toordinal() < d <= row["closed_on"].toordinal()
        ]
        allowed = limit.months * 30.4 + limit.days + 1
        total += 1
        late += (row["closed_on"] - row["filed_on"]).days - len(away) > allowed
    assert total > 1_000
    assert 0.005 < late / total < 0.045


@pytest.mark.parametrize(
    ("rising", "sql"),
    [
        (True, "SELECT avg((method = 'electronic')::int) FROM services WHERE year(served_on) = {}"),
        (True, "SELECT avg((filing_channel = 'online')::int) FROM cases WHERE year(filed_on) = {}"),
        (True, "SELECT count(*) FROM mediations WHERE year(registered_on) = {}"),
        (
            False,
            "SELECT avg((publication = 'published')::int) FROM documents WHERE withheld_reason IS NULL AND year(dated_on) = {} - 0",
        ),
    ],
    ids=["electronic service", "online filing", "mediations", "publication"],
)
def test_what_changes_over_the_years(ask, rising, sql):
    before, after = ask(sql.format(2019)), ask(sql.format(2022))
    assert (after > before * 1.2) if rising else (after < before * 0.8)


def test_streaming_rises_and_falls_and_spring_2020_stands_still(ask):
    share = [
        ask(f"SELECT avg(streamed::int) FROM hearings WHERE year(held_on) = {year}") for year in (2017, 2020, 2022)
    ]
    assert share[0] < share[1] > share[2]
    spring = "SELECT count(*) FROM cases WHERE filed_on BETWEEN '{0}-02-01' AND '{0}-04-30'"
    assert ask(spring.format(2020)) < 0.8 * ask(spring.format(2019))
    december = "SELECT count(*) FROM cases WHERE year(closed_on) = 2021 AND month(closed_on) = {}"
    assert ask(december.format(12)) > 1.3 * ask(december.format(11))


def test_wage_claims_come_before_spring_festival(ask):
    wages = "SELECT count(*) FROM cases WHERE cause IN ('追索劳动报酬纠纷', '劳务合同纠纷') AND month(filed_on) IN ({})"
    assert ask(wages.format("11, 12, 1")) > 1.8 * ask(wages.format("5, 6, 7"))


@pytest.mark.parametrize("scale", [4_000, 60_000, 400_000])
def test_private_lending_of_the_featured_court_is_counted_out(scale):
    assert featured_lending(2019, scale) == round(1_076 * scale / 400_000)
    assert (FEATURED_LENDING[2019], FEATURED_LENDING[2020], FEATURED_LENDING[2022]) == (1_076, 811, 753)


def test_private_lending_is_filed_to_the_case(ask):
    for year in range(2017, 2023):
        sql = f"SELECT count(*) FROM cases WHERE court = '{FEATURED}' AND type_code = '民初' AND cause = '民间借贷纠纷' AND year(filed_on) = {year}"
        assert ask(sql) == featured_lending(year, SCALE)


def test_statistics_cover_the_regions_of_the_courts(tables):
    rows = tables["statistics"].to_pylist()
    towns = {court.region + town for court in COURTS for town in court.towns}
    assert {row["region"] for row in rows} == {court.region for court in COURTS} | towns
    people = [row for row in rows if row["measure"] in {"population", "floating_population"}]
    for court in COURTS:
        if court.towns:
            whole = {(r["measure"], r["first_on"]): r["value"] for r in people if r["region"] == court.region}
            parts = Counter()
            for row in people:
                if row["region"].startswith(court.region) and row["region"] != court.region:
                    parts[row["measure"], row["first_on"]] += row["value"]
            assert parts == whole
    assert {row["measure"] for row in rows} == set(CODES.words("measures"))
    by = {(r["region"], r["measure"], r["first_on"].year): r["value"] for r in rows}
    city = sum(by[c.region, "population", 2020] for c in COURTS if c.parent == 8)
    assert by["990200", "population", 2020] == city
    assert all((r["published_on"].year, r["last_on"].month) == (r["last_on"].year + 1, 12) for r in rows)


def test_names_say_that_they_are_made_up(tables):
    names = set(tables["parties"]["name"].unique().to_pylist()) | set(tables["cases"]["judge"].unique().to_pylist())
    assert all(re.search("[虚拟构幻假]|[须你购]|某某$", name) for name in names)  # slips and masks of such names too
    numbers = [n for n in tables["parties"]["id_number"].unique().to_pylist() if n]
    written = r"99\d{15}[\dX]|99\d{13}|99\d{8}\*{4}\d{3}[\dX]|99\d{12}\*{4}"
    assert all(re.fullmatch(written, number) for number in numbers)
    numbers = [number for number in numbers if len(number) == 18 and "*" not in number]
    weights = [2 ** (17 - place) % 11 for place in range(17)]
    for number in numbers[:500]:
        left = sum(int(digit) * weight for digit, weight in zip(number, weights, strict=False)) % 11
        assert number[17] == "10X98765432"[left]


def test_the_truth_counts_what_the_stream_holds(written, batches, ask):
    _, truth, steps = written
    streamed, faults = Counter(), Faults()
    for batch in map(faults.planted, batches):
        streamed[batch.table] += len(batch.rows)
    streamed["counts"] = len(BASIC) * 72 * 4
    lost = "(court = '虚0321' AND strftime(filed_on, '%Y-%m') = '2022-11')"
    old = sum(slip["what"] == "an old-form case number" for slip in truth["slips"])
    streamed["cases"] += old
    assert truth["rows"] == dict(streamed)
    for name in ("filed", "closed"):
        for court, years in truth[name].items():
            for year, kinds in years.items():
                sql = f"SELECT count(*) FROM cases WHERE court = '{court}' AND year({name}_on) = {year}"
                sql += f" AND NOT {lost}"
                assert sum(kinds.values()) == (1 if year == "2015" else ask(sql))
    assert truth["private_lending"]["filed"] == {str(y): featured_lending(y, SCALE) for y in range(2017, 2023)}
    assert steps[-1][1] <= steps[-1][2] == len(COURTS) * 6


def test_the_lender_the_batch_and_the_late_entries_are_there(written, ask):
    _, truth, _ = written
    lender, batch = truth["lender"], truth["batch"]
    assert lender["cases"] >= 15  # at the full scale 48
    assert lender["cases"] == ask(
        f"SELECT count(*) FROM parties JOIN cases USING (case_id) WHERE id_number = '{lender['id_number']}'"
        f" AND role = 'plaintiff' AND cause = '民间借贷纠纷' AND filed_on BETWEEN '2018-07-01' AND '2020-06-30'"
    )
    assert (
        batch["cases"]
        == ask(
            f"SELECT count(*) FROM cases WHERE batch = '{batch['mark']}' AND filed_on BETWEEN '2021-09-01' AND '2021-09-30'"
        )
        >= 12
    )
    assert truth["late_entries"]["cases"] == ask("SELECT count(*) FROM cases WHERE entered_on - filed_on > 14") > 0


def test_the_loader_takes_what_the_truth_says(written, loaded):
    _, truth, _ = written
    rows, texts, _, _ = loaded
    assert {table: len(found) for table, found in rows.items()} == truth["rows"]
    assert len(texts) == truth["texts"] > 50
    cases = rows["cases"]
    assert len(cases["case_id"].unique()) == len(cases)
    filed = Counter(
        zip(cases["court"].to_pylist(), pc.year(cases["filed_on"]).to_pylist(), cases["kind"].to_pylist(), strict=True)
    )
    told = {
        (c, int(y), k): n for c, years in truth["filed"].items() for y, kinds in years.items() for k, n in kinds.items()
    }
    assert filed == told


def test_the_loader_refuses_what_was_planted_and_nothing_else(written, loaded):
    _, truth, _ = written
    _, _, refused, notes = loaded
    planted = {(slip["file"], slip["row"]): slip for slip in truth["slips"]}
    assert len(planted) == len(truth["slips"])
    expected = {place for place, slip in planted.items() if slip["verdict"] == "refused"}
    assert {(Path(r.file).name, r.row) for r in refused} == expected
    assert {note.column for note in notes} == {
        slip["column"] for slip in truth["slips"] if slip["verdict"] == "blanked"
    }
    assert len({slip["what"] for slip in truth["slips"]}) >= 15


def test_what_was_loaded_from_the_messy_file_is_what_was_streamed(loaded, tables):
    """Every repaired value comes out as it was before it was spoilt."""
    rows, _, _, _ = loaded
    names = [
        "case_id",
        "case_number",
        "kind",
        "procedure",
        "cause",
        "filed_on",
        "closed_on",
        "closing",
        "amount",
        "judge",
        "has_payment",
    ]
    own = {r["case_id"]: r for r in tables["cases"].select(names).to_pylist() if r["case_id"].startswith(FEATURED)}
    got = {r["case_id"]: r for r in rows["cases"].select(names).to_pylist() if r["case_id"].startswith(FEATURED)}
    assert {key for key in got if key not in own} == {f"{FEATURED}（2015）海安民初字第1188号"}
    assert {key: row for key, row in own.items() if got[key] != row} == {}


def test_texts_say_what_the_records_say(loaded, tables):
    _, texts, _, _ = loaded
    cases = {row["case_number"]: row for row in tables["cases"].to_pylist()}
    kinds = Counter()
    for text in texts:
        number = Path(text.file).stem.removeprefix("虚构-")
        case = cases[number]
        assert number in text.text
        assert made_up_courts()[case["court"]].name in text.text
        assert case["judge"] in text.text
        assert "虚构文书" in text.text
        kinds[case["type_code"]] += 1
    assert set(kinds) == {"民初", "刑初", "行初", "执", "民终"}
    assert {Path(text.file).suffix for text in texts} == {".txt", ".html", ".docx"}


def test_the_messy_file_of_the_featured_court_is_in_its_old_encoding(written):
    folder, truth, _ = written
    text = (folder / "files" / f"案件-虚构-{FEATURED}.csv").read_bytes().decode("gb18030")
    assert text.startswith("案号,法院代字,")
    assert "虚构" in truth["label"]
    assert "虚构" in (folder / "codes" / "courts.csv").read_text(encoding="utf-8")
    assert (folder / "files" / "司法建议-虚构.xlsx").exists()


def test_the_stream_keeps_little_in_memory():
    """A court-year at a time: what Arrow holds does not grow with the years."""
    before = pa.total_allocated_bytes()
    held = [pa.total_allocated_bytes() - before for _ in islice(stream(CODES, 100_000, 1), 400)]
    assert max(held) < 20_000_000
