"""The reconciliation service over HTTP, as version 0.2 of the protocol has it."""

import base64
import hashlib
import http.client
import json
import re
import socket
import subprocess
import threading
from html.parser import HTMLParser
from urllib.parse import quote, urlencode

import pytest
import uvicorn
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette

import server_process
from normgraph.endpoint import reconcile_wire as wire
from normgraph.endpoint.reconcile import routes
from normgraph.endpoint.reconcile_preview import page
from normgraph.endpoint.service import Service
from normgraph.query.directory import Name, Thing
from normgraph.query.ontology import Ontology

#: Starts servers, or asks every query.
pytestmark = pytest.mark.slow

DATE = re.compile(r"-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?")


class Served:
    """Our own service on a port of its own, and a plain client of it."""

    def __init__(self, port):
        self.port = port
        self.base = f"http://127.0.0.1:{port}"

    def request(self, method, path, body=None, **headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body, named)
        response = connection.getresponse()
        try:
            return response.status, dict(response.getheaders()), response.read().decode()
        finally:
            connection.close()

    def get(self, path, **parameters):
        asked = f"?{urlencode(parameters)}" if parameters else ""
        return self.request("GET", f"/reconcile{path}{asked}")

    def json(self, path="", **parameters):
        status, _, body = self.get(path, **parameters)
        assert status == 200, body
        return json.loads(body)

    def post(self, **fields):
        form = {"Content_Type": "application/x-www-form-urlencoded"}
        return self.request("POST", "/reconcile", urlencode(fields), **form)


@pytest.fixture(scope="module")
def served(opened):
    application = Starlette(routes=routes(Service(opened, None, None)))
    server = uvicorn.Server(uvicorn.Config(application, log_level="error", lifespan="off"))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield Served(listening.getsockname()[1])
        finally:
            server.should_exit = True
            thread.join(timeout=30)


def batch(**queries):
    return json.dumps(queries)


# --- what the protocol says of each answer -------------------------------------------------


def is_text(value):
    return isinstance(value, str) and value != ""


def test_the_manifest_names_the_version_the_spaces_and_what_is_offered(served):
    told = served.json()
    assert "0.2" in told["versions"]
    assert is_text(told["name"])
    assert told["identifierSpace"] == "https://w3id.org/normgraph/id/"
    assert told["schemaSpace"].startswith("https://")
    for address in (told["view"]["url"], told["preview"]["url"]):
        assert "{{id}}" in address
    assert all(isinstance(told["preview"][side], int) for side in ("width", "height"))
    assert told["suggest"].keys() == {"entity", "type", "property"}
    for kind in (*told["suggest"].values(), told["extend"]["propose_properties"]):
        assert kind["service_url"] == served.base
        assert served.get(kind["service_path"].removeprefix("/reconcile"))[0] == 200
    kinds = [one["id"] for one in told["defaultTypes"]]
    assert kinds[:5] == ["State", "Organization", "Person", "Crisis", "Norm"]
    assert len(set(kinds)) == len(kinds)
    for setting in told["extend"]["property_settings"]:
        assert setting["type"] in {"number", "text", "checkbox", "select"}
        assert is_text(setting["name"])
        assert is_text(setting["label"])
        for choice in setting.get("choices", []):
            assert choice.keys() == {"value", "name"}
    assert told["batchSize"] == wire.BATCH


def is_type(value):
    return is_text(value["id"]) and is_text(value["name"])


def assert_candidates(answer, limit):
    assert answer.keys() == {"result"}
    assert len(answer["result"]) <= limit
    assert sum(one["match"] for one in answer["result"]) <= 1
    scores = [one["score"] for one in answer["result"]]
    assert scores == sorted(scores, reverse=True) or answer["result"][0]["match"]
    for one in answer["result"]:
        assert is_text(one["id"])
        assert is_text(one["name"])
        assert 0 <= one["score"] <= 100
        assert all(is_type(kind) for kind in one["type"])
        names = [feature["id"] for feature in one["features"]]
        assert len(set(names)) == len(names)
        assert all(isinstance(f["value"], bool | int | float) for f in one["features"])


@pytest.mark.parametrize("way", ["get", "post"])
def test_a_batch_is_answered_under_its_ids(served, way):
    queries = batch(
        q0={"query": "Congo", "type": "State", "limit": 2},
        q1={"query": "Zaire", "type": ["State"], "properties": [{"pid": "date", "v": 1980}]},
        q2={"properties": [{"pid": "iso3", "v": ["RWA"]}], "type_strict": "should"},
    )
    if way == "get":
        answer = served.json(queries=queries)
    else:
        status, headers, body = served.post(queries=queries)
        assert (status, headers["content-type"]) == (200, "application/json")
        answer = json.loads(body)
    assert answer.keys() == {"q0", "q1", "q2"}
    for found in answer.values():
        assert_candidates(found, 10)
    assert [one["id"] for one in answer["q0"]["result"]] == ["state/COG", "state/COD"]
    assert not any(one["match"] for one in answer["q0"]["result"])
    assert answer["q1"]["result"][0]["id"] == "state/COD"
    assert answer["q1"]["result"][0]["match"]
    assert answer["q2"]["result"][0]["id"] == "state/RWA"


def test_an_id_is_found_as_a_query(served):
    answer = served.json(queries=batch(q={"query": "crisis/rwanda-1994"}))
    assert answer["q"]["result"][0]["id"] == "crisis/rwanda-1994"
    assert answer["q"]["result"][0]["match"]


@pytest.mark.parametrize("path", ["", "/suggest/entity?prefix=a", "/preview?id=state/RWA"])
def test_every_answer_may_be_read_from_another_site(served, path):
    status, headers, _ = served.request("GET", f"/reconcile{path}", Origin="https://a.example")
    assert (status, headers["access-control-allow-origin"]) == (200, "*")
    status, headers, _ = served.request("OPTIONS", "/reconcile", Origin="https://a.example")
    assert (status, headers["access-control-allow-origin"]) == (204, "*")
    assert "POST" in headers["access-control-allow-methods"]


def test_a_callback_is_a_name_and_nothing_else(served):
    status, headers, body = served.get("", callback="jQuery_1.done")
    assert (status, headers["content-type"]) == (200, "text/javascript; charset=utf-8")
    assert headers["x-content-type-options"] == "nosniff"
    head, _, rest = body.partition("(")
    assert head == "/**/jQuery_1.done"
    assert json.loads(rest.removesuffix(");"))["versions"] == ["0.2"]
    for hostile in ("alert(1)//", "<script>", "a\nb", "a;b", "1a", "a..b", "é", "a" * 65):
        assert served.get("", callback=hostile)[0] == 400


def test_suggested_things_begin_as_asked_and_go_on_from_the_cursor(served):
    first = served.json("/suggest/entity", prefix="rwan")["result"]
    assert first[0]["id"] == "state/RWA"
    assert all(is_text(one["id"]) and is_text(one["name"]) for one in first)
    assert all(is_type(kind) for one in first for kind in one["notable"])
    rest = served.json("/suggest/entity", prefix="rwan", cursor=len(first))["result"]
    assert not {one["id"] for one in first} & {one["id"] for one in rest}
    crises = served.json("/suggest/entity", prefix="rwan", type="Crisis")["result"]
    assert {one["id"].partition("/")[0] for one in crises} == {"crisis"}
    assert served.json("/suggest/entity", prefix="state/COD")["result"][0]["id"] == "state/COD"


def test_types_and_properties_are_suggested(served):
    assert [one["id"] for one in served.json("/suggest/type", prefix="armed")["result"]] == [
        "ArmedGroup"
    ]
    found = served.json("/suggest/property", prefix="iso")["result"]
    assert [one["id"] for one in found] == ["iso2", "iso3"]
    assert all(is_text(one["name"]) for one in found)


def test_properties_are_proposed_for_a_type(served):
    told = served.json("/properties", type="State", limit=5)
    assert (told["type"], told["limit"], len(told["properties"])) == ("State", 5, 5)
    every = {one["id"] for one in served.json("/properties", type="State")["properties"]}
    assert {"label", "altLabel", "iso3", "cowCode", "region", "from", "to"} <= every
    assert not any(pid.endswith("Precision") for pid in every)


def cell_kind(cell):
    assert cell.keys() in ({"id", "name"}, {"str"}, {"int"}, {"float"}, {"date"})
    if "date" in cell:
        assert DATE.fullmatch(cell["date"])
    return next(iter(cell))


def test_properties_are_fetched(served):
    asked = {
        "ids": ["state/COD", "crisis/rwanda-1994", "state/NOWHERE"],
        "properties": [
            {"id": "label", "settings": {"language": "fr"}},
            {"id": "cowCode"},
            {"id": "latitude"},
            {"id": "from"},
            {"id": "to"},
            {"id": "region"},
            {"id": "bordersOn", "settings": {"limit": 2}},
        ],
    }
    for told in (
        served.json(extend=json.dumps(asked)),
        json.loads(served.post(extend=json.dumps(asked))[2]),
    ):
        assert [one["id"] for one in told["meta"]] == [one["id"] for one in asked["properties"]]
        assert list(told["rows"]) == asked["ids"]
        congo = told["rows"]["state/COD"]
        kinds = {pid: [cell_kind(cell) for cell in cells] for pid, cells in congo.items()}
        assert kinds["cowCode"] == ["int"]
        assert kinds["latitude"] == ["float"]
        assert congo["label"] == [{"str": "République démocratique du Congo"}]
        assert congo["from"] == [{"date": "1960-06-30T00:00:00Z"}]
        assert congo["region"] == [{"id": "region/middle-africa", "name": "Middle Africa"}]
        assert len(congo["bordersOn"]) == 2
        # Known to the month: no day is made up.
        assert told["rows"]["crisis/rwanda-1994"]["to"] == [{"str": "1994-07"}]
        assert set(map(len, told["rows"]["state/NOWHERE"].values())) == {0}


class Elements(HTMLParser):
    def __init__(self):
        super().__init__()
        self.names, self.attributes, self.style = [], set(), ""

    def handle_starttag(self, tag, attrs):
        self.names.append(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data):
        if self.names[-1:] == ["style"] and not self.style:
            self.style = data


def test_a_preview_is_a_small_page_without_script(served):
    status, headers, body = served.get("/preview", id="state/COD")
    assert (status, headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert "default-src 'none'" in headers["content-security-policy"]
    found = Elements()
    found.feed(body)
    digest = base64.b64encode(hashlib.sha256(found.style.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in headers["content-security-policy"]
    assert "script" not in found.names
    assert not any(name.startswith("on") for name in found.attributes)
    assert "Zaire" in body
    assert served.get("/preview", id="region/middle-africa")[0] == 200


def test_a_preview_escapes_every_value():
    hostile = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
    kinds = ("label", "title", "former")
    thing = Thing(
        "https://w3id.org/normgraph/id/state/X",
        classes=(hostile,),
        names=[Name(hostile, kind, "fr") for kind in kinds],
        definition=hostile,
        date=hostile,
    )
    found = Elements()
    found.feed(page(thing, Ontology([]), "https://a.example"))
    assert not {"script", "img"} & set(found.names)


def test_an_id_leads_to_the_page_of_the_thing(served):
    status, headers, _ = served.get("/view", id="state/COD")
    assert (status, headers["location"]) == (303, f"{served.base}/id/state/COD")


@pytest.mark.parametrize("path", ["/preview", "/view"])
@pytest.mark.parametrize("key", ["", "state/NOWHERE", "//evil.example", "../sparql", "a\r\nb"])
def test_what_the_graph_does_not_have_is_not_shown(served, path, key):
    status, headers, _ = served.get(path, id=key)
    assert status == 404
    assert "location" not in headers


# --- limits and refusals -------------------------------------------------------------------


def nested(depth):
    return "[" * depth + "]" * depth


@pytest.mark.parametrize(
    ("queries", "status", "words"),
    [
        ("", 400, "no JSON"),
        ("{", 400, "no JSON"),
        ("[]", 400, "an object"),
        ('{"q":[]}', 400, "an object"),
        ('{"q":{}}', 400, "neither"),
        ('{"q":{"query":""}}', 400, "neither"),
        ('{"q":{"query":7}}', 400, "a text"),
        ('{"q":{"query":"a","colour":1}}', 400, "lacks"),
        ('{"q":{"query":"a","limit":0}}', 400, "from 1"),
        ('{"q":{"query":"a","limit":true}}', 400, "from 1"),
        ('{"q":{"query":"a","limit":1e999}}', 400, "from 1"),
        ('{"q":{"query":"a","limit":51}}', 400, "at most 50"),
        ('{"q":{"query":"a","type_strict":"most"}}', 400, "any, all, should"),
        ('{"q":{"query":"a","type":"Sate"}}', 400, "Did you mean 'State'"),
        ('{"q":{"query":"a","properties":[{"pid":"iso3"}]}}', 400, "`pid` and `v`"),
        ('{"q":{"query":"a","properties":[{"pid":"isoo3","v":1}]}}', 400, "iso3"),
        ('{"q":{"query":"a","properties":[{"pid":"iso3","v":[[]]}]}}', 400, "entity's id"),
        ('{"q":{"query":"\\ud800"}}', 400, "surrogate"),
        ('{"q":{"query":NaN}}', 400, "no number"),
        ('{"q":{"query":"a","limit":' + "9" * 5000 + "}}", 400, "no JSON"),
        (json.dumps({"q": {"query": "a" * 301}}), 400, "300 characters"),
        (json.dumps({str(n): {"query": "a"} for n in range(51)}), 413, "batchSize"),
        (nested(9), 400, "nested"),
        (nested(100_000), 400, "nested"),
        ('{"q":{"query":"' + "\\u0061" * 50_000 + '"}}', 413, "characters"),
    ],
)
def test_what_is_not_of_the_protocol_is_refused_with_a_sentence(served, queries, status, words):
    found, headers, body = served.post(queries=queries)
    assert found == status
    assert words in json.loads(body)["detail"]
    assert headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize(
    ("extend", "words"),
    [
        ("[]", "`ids` and `properties`"),
        ('{"ids":"a","properties":[]}', "a list"),
        ('{"ids":[1],"properties":[]}', "a text"),
        ('{"ids":["state/RWA"],"properties":[{"id":"isoo3"}]}', "iso3"),
        ('{"ids":[],"properties":[{"id":"iso3","settings":{"language":"de"}}]}', "language"),
        ('{"ids":[],"properties":[{"id":"iso3","settings":{"limit":-1}}]}', "whole number"),
    ],
)
def test_an_extension_that_is_none_is_refused(served, extend, words):
    status, _, body = served.post(extend=extend)
    assert status == 400
    assert words in json.loads(body)["detail"]


def test_other_bodies_and_methods_are_refused(served):
    assert served.request("POST", "/reconcile", "{}", Content_Type="application/json")[0] == 415
    assert served.post(query="x")[0] == 400
    assert served.post(queries="{}", extend="{}")[0] == 400
    assert served.request("DELETE", "/reconcile")[0] == 405
    twice = f"/reconcile?queries={quote('{}')}&queries={quote('{}')}"
    assert served.request("GET", twice)[0] == 400
    large = "queries=" + "a" * (3 * wire.LARGEST + 1)
    form = {"Content_Type": "application/x-www-form-urlencoded"}
    assert served.request("POST", "/reconcile", large, **form)[0] == 413


@pytest.mark.parametrize("host", ["a.example/x", "a b", "<script>", "a.example:99999999"])
def test_an_address_of_the_clients_making_is_not_handed_on(served, host):
    status, _, body = served.request("GET", "/reconcile", Host=host)
    assert status == 400
    assert host not in body


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=12,
)
VALUE = st.one_of(JSON, st.sampled_from(["RWA", 1994, {"id": "state/RWA"}, "1994-04-07"]))
PROPERTY = st.fixed_dictionaries(
    {"pid": st.sampled_from(["iso3", "date", "place", "no"]) | st.text(), "v": VALUE}
)
QUERY = st.fixed_dictionaries(
    {},
    optional={
        "query": st.sampled_from(["Congo", "S/RES/1973", "1973", "刚果", "a b c"]) | st.text(),
        "type": st.sampled_from(["State", "Crisis", ["Norm", "State"], "no"]) | JSON,
        "limit": st.integers(-1, 60) | JSON,
        "type_strict": st.sampled_from(["any", "all", "should"]) | JSON,
        "properties": st.lists(PROPERTY, max_size=3) | JSON,
    },
)


@settings(max_examples=60)
@given(st.one_of(JSON, st.dictionaries(st.text(), QUERY, max_size=4)))
def test_any_batch_is_answered_or_refused(served, queries):
    status, _, body = served.post(queries=json.dumps(queries))
    assert status == 200 or 400 <= status < 500, body
    answer = json.loads(body)
    if status == 200:
        assert answer.keys() == queries.keys()
        for found in answer.values():
            assert_candidates(found, wire.MOST)
    else:
        assert answer["detail"]


@settings(max_examples=30)
@given(
    st.one_of(
        JSON,
        st.fixed_dictionaries(
            {
                "ids": st.lists(st.sampled_from(["state/RWA", "norm/r2p"]) | st.text()) | JSON,
                "properties": st.lists(
                    st.fixed_dictionaries(
                        {"id": st.sampled_from(["label", "from", "iso3"]) | st.text()},
                        optional={"settings": JSON},
                    ),
                    max_size=3,
                ),
            }
        ),
    )
)
def test_any_extension_is_answered_or_refused(served, extend):
    status, _, body = served.post(extend=json.dumps(extend))
    assert status == 200 or 400 <= status < 500, body
    json.loads(body)


@settings(max_examples=40)
@given(st.text(), st.text(), st.text())
def test_any_suggestion_is_answered_or_refused(served, prefix, cursor, kind):
    for path in ("entity", "type", "property"):
        asked = urlencode({"prefix": prefix, "cursor": cursor, "type": kind}, errors="replace")
        status, _, body = served.request("GET", f"/reconcile/suggest/{path}?{asked}")
        assert status == 200 or 400 <= status < 500, body


@pytest.mark.curl
def test_curl_matches_a_column(served):
    form = "queries=" + batch(q={"query": "Rwandan genocide", "type": "Crisis"})
    done = subprocess.run(
        ["curl", "-sS", "--data-urlencode", form, f"{served.base}/reconcile"],
        capture_output=True,
        check=True,
    )
    [first, *_] = json.loads(done.stdout)["q"]["result"]
    assert (first["id"], first["match"]) == ("crisis/rwanda-1994", True)


def test_a_client_that_hangs_up_leaves_one_line_in_the_log(home, tmp_path):
    with server_process.serving(home, tmp_path) as server:
        with socket.create_connection(("127.0.0.1", server.port)) as client:
            head = "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 99"
            client.sendall(
                f"POST /reconcile HTTP/1.1\r\nHost: a\r\n{head}\r\n\r\nqueries".encode()
            )
        server_process.until(lambda: any("/reconcile" in line for line in server.lines))
    assert not any("Traceback" in line for line in server.lines)
    assert any('"status": 408' in line for line in server.lines)
