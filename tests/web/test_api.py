"""The API: the same numbers as the pipeline, pages of lists, problems, SDMX-JSON, and never a fault of ours."""

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from schemathesis.core import NOT_SET

from shuzhu import outputs, pipeline
from shuzhu.pipeline.searching import Wanted
from shuzhu.web.api import ROUTER


def get(client, path, **query):
    answer = client.get(f"/api/v1{path}", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_values_are_those_of_the_pipeline(client, world):
    house = pipeline.open_house(world)
    expected = outputs.as_rows(pipeline.measure(house, ["XL01", "CX03"], "all", "2020H1", ["quarter"]))
    told = get(client, "/values", codes="XL01,CX03", court="all", period="2020H1", by="quarter")
    assert told["items"] == expected
    assert told["total"] == len(expected)
    assert told["made_up"] is True
    assert told["snapshot"] == house.snapshot.label


def test_a_list_comes_in_pages_that_together_are_the_whole(client):
    whole = get(client, "/indicators", size=1000)
    pages = [get(client, "/indicators", size=25, page=n)["items"] for n in range(1, 6)]
    assert [one for page in pages for one in page] == whole["items"]
    assert whole["total"] == len(whole["items"]) > 50


def test_a_search_answers_as_the_pipeline_does_and_counts_add_up(client, world):
    house = pipeline.open_house(world)
    wanted = Wanted(text="民间借贷纠纷", narrowed={"court": ("虚0213",)}, limit=3, facets=("year",))
    expected = pipeline.search(house, wanted)
    told = get(client, "/search", q="民间借贷纠纷", where="court=虚0213", facet="年份", size=3)
    assert [one["key"] for one in told["items"]] == [one.key for one in expected.hits]
    assert told["total"] == expected.total == sum(one["count"] for one in told["facets"]["year"]) > 3
    assert told["made_up"] is True
    assert {one["value"] for one in get(client, "/search/suggestions", q="民间借")["items"]} == {"民间借贷纠纷"}
    assert client.get("/api/v1/search", params={"where": "nothing=1"}).status_code == 400


def test_sdmx_json_holds_every_value_at_its_place(client, world):
    values = pipeline.measure(pipeline.open_house(world), ["XL01", "CX03"], "all", "2020H1", ["quarter", "town"])
    answer = client.get("/api/v1/values", params={"codes": "XL01,CX03", "period": "2020H1", "by": "quarter,town",
                                                  "format": "sdmx-json"})  # fmt: skip
    assert answer.headers["content-type"] == "application/vnd.sdmx.data+json;version=2.0.0"
    told = answer.json()["data"]
    (shape,) = told["structures"]
    dimensions = [[one["id"] for one in d["values"]] for d in shape["dimensions"]["series"]]
    periods = [one["id"] for one in shape["dimensions"]["observation"][0]["values"]]
    assert [d["id"] for d in shape["dimensions"]["series"]] == ["INDICATOR", "COURT", "TOWN"]
    found = {}
    for key, series in told["dataSets"][0]["series"].items():
        words = tuple(dimensions[n][int(place)] for n, place in enumerate(key.split(":")))
        for at, (value, numerator, denominator, _few) in series["observations"].items():
            found[(*words, periods[int(at)])] = (value, numerator, denominator)
    expected = {(v.indicator, v.court, v.by["town"] or "_Z", v.period): (v.value, v.numerator, v.denominator)
                for v in values}  # fmt: skip
    assert found == expected


def test_csv_and_scores_and_what_is_behind_a_value(client, world):
    text = client.get("/api/v1/values", params={"codes": "XL01", "period": "2020H1", "format": "csv"}).text
    assert text.lstrip("\ufeff").startswith("indicator,court,period,numerator")
    house = pipeline.open_house(world)
    scores = {one["id"]: one["score"] for one in get(client, "/scores", court="虚0213", period="2020H1")["scores"]}
    assert scores == {k: s.score for k, s in pipeline.score(house, "虚0213", "2020H1").items()}
    (opened,) = get(client, "/values/XL01/rows", court="虚0213", period="2020H1", limit=3)
    assert all(len(part["rows"]) == 3 for part in opened["parts"])
    moved = get(client, "/indices/internal/what-if", court="虚0213", period="2020H1", change="weights.justice=70")
    assert moved["before"] != moved["after"]
    assert sum(moved["parts"].values()) == pytest.approx(moved["after"] - moved["before"])


def test_a_warning_takes_its_next_step(client):
    last = get(client, "/warnings", size=1000)["items"][-1]["id"]
    answer = client.post(f"/api/v1/warnings/{last}/steps", json={"what": "confirmed", "note": "已核"})
    assert answer.status_code == 201
    assert answer.json()["state"] == "已确认"
    assert answer.json()["steps"][-1]["note"] == "已核"
    again = client.post(f"/api/v1/warnings/{last}/steps", json={"what": "confirmed"})
    assert again.status_code == 400


@pytest.mark.parametrize(
    ("path", "query", "status"),
    [
        ("/values", {"court": "x"}, 400), ("/values", {"codes": "NONE"}, 400), ("/values", {"size": 0}, 422),
        ("/values", {"period": "1950"}, 404), ("/indicators/none", {}, 400), ("/nowhere", {}, 404),
        ("/warnings/99999", {}, 404), ("/scores", {}, 422), ("/values", {"by": "judge"}, 400),
    ],
)  # fmt: skip
def test_what_goes_wrong_is_a_problem(client, path, query, status):
    answer = client.get(f"/api/v1{path}", params=query)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    told = answer.json()
    assert told["status"] == status
    assert told["detail"]
    assert told["instance"] == f"/api/v1{path}"


def operations():
    """Every operation of the API's own description."""
    described = schemathesis.openapi.from_dict(cockpit_description())
    return [found.ok() for found in described.get_all_operations()]


def cockpit_description():
    """The OpenAPI document, without a store behind it."""
    app = FastAPI()
    app.include_router(ROUTER)
    return app.openapi()


@pytest.mark.parametrize("operation", operations(), ids=lambda o: o.label)
def test_no_request_is_a_fault_of_ours(client, operation):
    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), database=None, derandomize=True)
    @given(case=operation.as_strategy())
    def probe(case):
        body = {} if case.method in {"GET", "HEAD"} else {"json": case.body if case.body != NOT_SET else None}
        answer = client.request(case.method, case.formatted_path, params=case.query or None, **body)
        assert answer.status_code < 500, answer.text
        if answer.status_code >= 400:
            assert answer.json()["status"] == answer.status_code

    probe()
