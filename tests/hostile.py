"""What a hostile client sends, and what must happen: the list that SAFETY.md draws up.

One `Attack` is one request. Each says what the server has to do with it; that nothing is
reached, written, left running or left in memory holds for all of them and is for the one who
sends them to look at. `HARMLESS` is the other side: what looks like an attack and is none.

In a text, ``CANARY`` stands for the address of a listener that must never be called, and
``FILE`` for that of a file that must never be read.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import quote, urlencode

#: refused: by its text, before anything is evaluated. stopped: refused or ended at a limit.
#: bounded: may be answered, but then completely.
Must = Literal["refused", "stopped", "bounded"]

NG = "https://w3id.org/normgraph/ontology#"
PLAIN = "SELECT * { ?s ?p ?o } LIMIT 1"


@dataclass(frozen=True, slots=True)
class Attack:
    """One request and what must come of it."""

    name: str
    family: str
    must: Must
    query: str = ""  #: sent as the body of a POST, unless `method` and the rest say otherwise
    method: str = "POST"
    address: str = "/sparql"
    headers: dict[str, str] = field(
        default_factory=lambda: {"Content-Type": "application/sparql-query"}
    )
    body: bytes | None = None

    def content(self) -> bytes:
        return self.query.encode() if self.body is None else self.body


# --- Reaching out ---------------------------------------------------------------------------

CALL = "SERVICE <CANARY> { ?s ?p ?o }"


def reaching_out() -> Iterator[Attack]:
    for name, query in {**SERVICES, **LOADS, **UPDATES, **FROMS}.items():
        yield Attack(name, "reach", "refused", query)
    yield from by_parameter()
    yield from as_update()


SERVICES = {
    "service": f"SELECT * {{ {CALL} }}",
    "service lower case": "SELECT * { service <CANARY> { ?s ?p ?o } }",
    "service mixed case": "SELECT * { SeRvIcE <CANARY> { ?s ?p ?o } }",
    "service silent": "SELECT * { SERVICE SILENT <CANARY> { ?s ?p ?o } }",
    "service silent mixed": "SELECT * { sErViCe/**/ SILENT <CANARY> { ?s ?p ?o } }",
    "service to a variable": "SELECT * { VALUES ?e { <CANARY> } SERVICE ?e { ?s ?p ?o } }",
    "service silent to a variable": (
        "SELECT * { BIND(IRI('CANARY') AS ?e) SERVICE SILENT ?e { ?s ?p ?o } }"
    ),
    "service to a built address": (
        "SELECT * { BIND(IRI(CONCAT('CAN', 'ARY')) AS ?e) SERVICE ?e { ?s ?p ?o } }"
    ),
    "service prefixed": "PREFIX c: <CANARY> SELECT * { SERVICE c: { ?s ?p ?o } }",
    "service relative": "BASE <CANARY> SELECT * { SERVICE <> { ?s ?p ?o } }",
    "service in exists": f"ASK {{ FILTER EXISTS {{ {CALL} }} }}",
    "service in not exists": f"ASK {{ FILTER NOT EXISTS {{ {CALL} }} }}",
    "service in exists in bind": f"SELECT ?x {{ BIND(EXISTS {{ {CALL} }} AS ?x) }}",
    "service in exists in having": (
        f"SELECT (COUNT(*) AS ?n) {{ ?s a ?c }} GROUP BY ?c HAVING (EXISTS {{ {CALL} }})"
    ),
    "service in exists in order": (
        f"SELECT * {{ VALUES ?x {{ 1 2 }} }} ORDER BY (EXISTS {{ {CALL} }})"
    ),
    "service in exists in select": f"SELECT (EXISTS {{ {CALL} }} AS ?x) {{ }}",
    "service in optional": f"SELECT * {{ OPTIONAL {{ {CALL} }} }}",
    "service in minus": f"SELECT * {{ ?a ?b ?c MINUS {{ {CALL} }} }}",
    "service in union": f"SELECT * {{ {{ ?a ?b ?c }} UNION {{ {CALL} }} }}",
    "service in graph": f"SELECT * {{ GRAPH ?g {{ {CALL} }} }}",
    "service in a sub-select": f"SELECT * {{ {{ SELECT * {{ {CALL} }} }} }}",
    "service in a sub-select of a sub-select": (
        f"SELECT * {{ {{ SELECT * {{ {{ SELECT * {{ {CALL} }} }} }} }} }}"
    ),
    "service in construct": f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {CALL} }}",
    "service in describe": f"DESCRIBE ?s {{ {CALL} }}",
    "service in ask": f"ASK {{ {CALL} }}",
    "service with a path": "SELECT * { SERVICE <CANARY> { ?s ((<a:b>|!<a:b>)*/<a:c>) ?o } }",
    "service after a comment": f"SELECT * {{ # }}\n{CALL} }}",
    "service between comments": (
        "SELECT * { #x\n SERVICE #y\r\n SILENT #z\n <CANARY> #w\n { ?s ?p ?o } }"
    ),
    "service after a comment ended by a return": f"SELECT * {{ # comment\r{CALL} }}",
    "service glued to what stands before": "SELECT*{?a ?b ?c.SERVICE<CANARY>{?s ?p ?o}}",
    "service after a string that looks open": f"SELECT * {{ BIND('\\'' AS ?x) {CALL} }}",
    "service after a long string": f"SELECT * {{ BIND('''it's '' ok''' AS ?x) {CALL} }}",
    "service after an address with a quote": f"SELECT * {{ ?s <urn:it's> ?o . {CALL} }}",
    "service after an address with a hash": f"SELECT * {{ ?s <urn:a#b> ?o . {CALL} }}",
    "service after a comparison": (f"SELECT * {{ ?s ?p ?o FILTER(?o<5) {CALL} FILTER(?o>3) }}"),
    "service with one letter escaped": "SELECT * { \\u0053ERVICE <CANARY> { ?s ?p ?o } }",
    "service with a long escape": "SELECT * { \\U00000053ERVICE <CANARY> { ?s ?p ?o } }",
    "service escaped whole": (
        "SELECT * { \\u0053\\u0045\\u0052\\u0056\\u0049\\u0043\\u0045 <CANARY> { ?s ?p ?o } }"
    ),
    "service with an escape escaped": ("SELECT * { \\u005Cu0053ERVICE <CANARY> { ?s ?p ?o } }"),
    "service behind an escaped line end": f"SELECT * {{ # \\u000A{CALL} }}",
    "service behind an escaped quote": f"SELECT * {{ BIND('a\\u0027 AS ?x) {CALL} }}",
    "service behind an escaped brace": f"SELECT * \\u007B {CALL} \\u007D",
    "service after a no-break space": "SELECT * {\u00a0SERVICE <CANARY> { ?s ?p ?o } }",
    "service after a byte order mark": f"\ufeffSELECT * {{ {CALL} }}",
    "service with a zero-width space": "SELECT * { SER\u200bVICE <CANARY> { ?s ?p ?o } }",
    "service in full-width letters": (
        "SELECT * { \uff33\uff25\uff32\uff36\uff29\uff23\uff25 <CANARY> { ?s ?p ?o } }"
    ),
    "service with a long s": "SELECT * { \u017fERVICE <CANARY> { ?s ?p ?o } }",
    "service after a null": f"SELECT * {{ \x00 {CALL} }}",
    "service behind a sign read as an address": (
        "SELECT * { FILTER(1<<b:b#>)SERVICE<CANARY>{?s ?p ?o}\n}"
    ),
    "service behind a sign and a quote": (
        "SELECT * { FILTER(1<<b:b'>)SERVICE<CANARY>{?s ?p ?o}#'\n}"
    ),
    "service behind a comparison of texts": (
        "SELECT * { FILTER('a'<'>')SERVICE<CANARY>{?s ?p ?o}#'\n}"
    ),
    "service behind a comparison and a comment": (
        "SELECT * { FILTER(?a<?b#>\n)SERVICE<CANARY>{?s ?p ?o}}"
    ),
    "service glued to a name": "PREFIX : <CANARY> SELECT * { SERVICE: { ?s ?p ?o } }",
    "service silent glued to a name": (
        "PREFIX : <CANARY> SELECT * { ServiceSilent: { ?s ?p ?o } }"
    ),
    "service glued to a declared name": (
        "PREFIX : <CANARY> PREFIX service: <urn:x> SELECT * { service: { ?s ?p ?o } }"
    ),
    "service to a file": "SELECT * { SERVICE <FILE> { ?s ?p ?o } }",
    "service to the machine by number": (
        "SELECT * { SERVICE <http://2130706433:PORT/number> { ?s ?p ?o } }"
    ),
    "service to the machine by name": (
        "SELECT * { SERVICE <http://localhost:PORT/name> { ?s ?p ?o } }"
    ),
    "service to an unknown name": (
        "SELECT * { SERVICE <http://canary.invalid:PORT/> { ?s ?p ?o } }"
    ),
}

LOADS = {
    "load": "LOAD <CANARY>",
    "load silent": "LOAD SILENT <CANARY> INTO GRAPH <urn:g>",
    "load a file": "LOAD <FILE>",
    "load escaped": "\\u004COAD <CANARY>",
    "load after a prefix": "PREFIX a: <urn:a> LOAD <CANARY>",
    "load after a query": f"{PLAIN} ; LOAD <CANARY>",
}

UPDATES = {
    "insert data": "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
    "insert where": "INSERT { ?s ?p 1 } WHERE { ?s ?p ?o }",
    "delete data": "DELETE DATA { <urn:a> <urn:b> <urn:c> }",
    "delete where": "DELETE WHERE { ?s ?p ?o }",
    "delete and insert": "DELETE { ?s ?p ?o } INSERT { ?o ?p ?s } WHERE { ?s ?p ?o }",
    "with": "WITH <urn:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "clear": "CLEAR ALL",
    "clear silent": "CLEAR SILENT DEFAULT",
    "drop": "DROP ALL",
    "create": "CREATE GRAPH <urn:g>",
    "copy": "COPY DEFAULT TO <urn:g>",
    "move": "MOVE DEFAULT TO <urn:g>",
    "add": "ADD DEFAULT TO <urn:g>",
    "drop escaped": "\\u0044ROP ALL",
    "drop after a query": f"{PLAIN} ; DROP ALL",
    "drop between comments": "# SELECT\nDROP #\nALL",
    "two queries": f"{PLAIN} {PLAIN}",
}

FROMS = {
    "from": "SELECT * FROM <CANARY> { ?s ?p ?o }",
    "from named": "SELECT * FROM NAMED <CANARY> { GRAPH ?g { ?s ?p ?o } }",
    "from a file": "SELECT * FROM <FILE> { ?s ?p ?o }",
    "from named file": "SELECT * FROM NAMED <FILE> { GRAPH ?g { ?s ?p ?o } }",
    "from a path": "SELECT * FROM </etc/passwd> { ?s ?p ?o }",
    "from a path with a base": "BASE <file:///etc/> SELECT * FROM <passwd> { ?s ?p ?o }",
    "from prefixed": "PREFIX c: <CANARY> SELECT * FROM c: { ?s ?p ?o }",
    "from escaped": "SELECT * \\u0046ROM <CANARY> { ?s ?p ?o }",
    "from in construct": "CONSTRUCT FROM <CANARY> WHERE { ?s ?p ?o }",
    "from in ask": "ASK FROM <FILE> { ?s ?p ?o }",
    "from in describe": "DESCRIBE <urn:a> FROM <CANARY>",
    "from nowhere known": "SELECT * FROM <urn:no:graph:of:ours> { ?s ?p ?o }",
    "from an address within an escape": "SELECT * FROM <\\u0046ILE> { ?s ?p ?o }",
}


def by_parameter() -> Iterator[Attack]:
    for parameter in ("default-graph-uri", "named-graph-uri"):
        for name, value in {
            "address": "CANARY",
            "file": "FILE",
            "path": "/etc/passwd",
            "climbing path": "../../../../etc/passwd",
            "line break": "CANARY\r\nX-Injected: yes",
        }.items():
            given = urlencode({"query": PLAIN, parameter: value})
            yield Attack(
                f"{parameter} with an {name}",
                "reach",
                "refused",
                method="GET",
                address=f"/sparql?{given}",
                headers={},
            )
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    given = urlencode({"query": PLAIN, "default-graph-uri": "CANARY"})
    yield Attack(
        "default graph in a form", "reach", "refused", headers=form, body=given.encode()
    )
    yield Attack(
        "default graph beside a body",
        "reach",
        "refused",
        PLAIN,
        address="/sparql?default-graph-uri=CANARY",
    )


def as_update() -> Iterator[Attack]:
    drop, form = "DROP ALL", {"Content-Type": "application/x-www-form-urlencoded"}
    update = {"Content-Type": "application/sparql-update"}
    said = urlencode({"update": drop}).encode()
    yield Attack("update as a body", "reach", "refused", drop, headers=update)
    yield Attack(
        "update in a form",
        "reach",
        "refused",
        headers=form,
        body=said + b"&using-graph-uri=CANARY",
    )
    yield Attack(
        "update as a query in a form",
        "reach",
        "refused",
        headers=form,
        body=urlencode({"query": drop}).encode(),
    )
    yield Attack(
        "update beside a query",
        "reach",
        "refused",
        headers=form,
        body=said + b"&query=" + quote(PLAIN).encode(),
    )
    for parameter in ("update", "query"):
        yield Attack(
            f"update in the address as {parameter}",
            "reach",
            "refused",
            method="GET",
            address=f"/sparql?{urlencode({parameter: drop})}",
            headers={},
        )
    for place in ("/update", "/store", "/store?default", "/sparql?graph=urn:g"):
        yield Attack(
            f"graph store at {place}",
            "reach",
            "refused",
            method="PUT",
            address=place,
            headers={"Content-Type": "text/turtle"},
            body=b"<urn:a> <urn:b> <urn:c> .",
        )


# --- Exhausting -----------------------------------------------------------------------------

CROSS = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i ."


def exhausting() -> Iterator[Attack]:
    for name, query in RUNNING.items():
        yield Attack(name, "exhaust", "stopped", query)
    for name, query in GROWING.items():
        yield Attack(name, "exhaust", "stopped", query)
    for name, query in bounded().items():
        yield Attack(name, "exhaust", "bounded", query)
    for name, query in deep().items():
        yield Attack(name, "deep", "stopped", query)
    for name, query in broad().items():
        yield Attack(name, "deep", "bounded", query)


RUNNING = {
    "count of a product": f"SELECT (COUNT(*) AS ?n) {{ {CROSS} }}",
    "order of a product": f"SELECT * {{ {CROSS} }} ORDER BY DESC(?a) ?e LIMIT 1",
    "distinct of a product": f"SELECT DISTINCT ?a ?f ?h {{ {CROSS} }}",
    "groups of a product": (
        f"SELECT ?a ?f (COUNT(*) AS ?n) {{ {CROSS} }} GROUP BY ?a ?f ORDER BY ?n LIMIT 1"
    ),
    "minus of a product": (
        f"SELECT (COUNT(*) AS ?n) {{ {CROSS} MINUS {{ ?a ?b ?c . ?d ?x ?i }} }}"
    ),
    "filter that never holds": (
        f"ASK {{ {CROSS} FILTER(CONCAT(STR(?a), STR(?f), STR(?i)) = 'none') }}"
    ),
    "sub-selects multiplied": (
        "SELECT (COUNT(*) AS ?n) { { SELECT ?a { ?a ?b ?c } } { SELECT ?d { ?d ?e ?f } } }"
    ),
    "values multiplied": "SELECT (COUNT(*) AS ?n) { "
    + " ".join(f"VALUES ?v{n} {{ {' '.join(str(m) for m in range(60))} }}" for n in range(8))
    + " }",
    "values multiplied and ordered": "SELECT * { "
    + " ".join(f"VALUES ?v{n} {{ {' '.join(str(m) for m in range(60))} }}" for n in range(8))
    + " } ORDER BY ?v7 ?v0 LIMIT 1",
    "any path": "SELECT (COUNT(*) AS ?n) { ?s (<urn:p>|!<urn:p>)* ?o }",
    "any path both ways": "SELECT * { ?s (<urn:p>|!<urn:p>|^(<urn:p>|!<urn:p>))* ?o }",
    "any path twice": (
        "SELECT (COUNT(*) AS ?n) { ?s (<urn:p>|!<urn:p>)*/(<urn:p>|!<urn:p>)* ?o }"
    ),
    "stars in stars": "SELECT (COUNT(*) AS ?n) { ?s (((!<urn:p>)*)*)* ?o }",
    "plus in stars": "SELECT DISTINCT ?o { ?s (((!<urn:p>)+/(!<urn:p>)*)+)* ?o }",
    "exists over everything": (
        "SELECT * { ?a ?b ?c FILTER NOT EXISTS { ?d ?e ?f . ?g ?h ?i FILTER(?i = ?a + 1) } }"
    ),
    "optional over everything": (
        "SELECT (COUNT(*) AS ?n) { ?a ?b ?c OPTIONAL { ?d ?e ?f } OPTIONAL { ?g ?h ?i } }"
    ),
    "digests of a product": (
        f"SELECT (MAX(SHA512(CONCAT(STR(?a), STR(?d), STR(?g)))) AS ?x) {{ {CROSS} }}"
    ),
    "regular expression over a product": (
        f"SELECT (COUNT(*) AS ?n) {{ {CROSS} FILTER(REGEX(STR(?c), '(a|b|ab)*c', 'i')) }}"
    ),
    "construct of a product": f"CONSTRUCT {{ ?a ?e ?i }} WHERE {{ {CROSS} }}",
    "describe everything": "DESCRIBE ?s ?o { ?s ?p ?o }",
    "random order of a product": f"SELECT * {{ {CROSS} }} ORDER BY RAND() LIMIT 1",
}


def doubled(call: str, times: int) -> str:
    binds = [f"BIND({call.format(last=f'?x{n}')} AS ?x{n + 1})" for n in range(times)]
    return f"SELECT (STRLEN(?x{times}) AS ?n) {{ BIND('0123456789' AS ?x0) {' '.join(binds)} }}"


GROWING = {
    "everything": "SELECT * { ?s ?p ?o }",
    "everything in every graph": "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }",
    "flood of a product": "SELECT * { ?a ?b ?c . ?d ?e ?f }",
    "concat doubled 33 times": doubled("CONCAT({last}, {last})", 33),
    "concat doubled 60 times": doubled("CONCAT({last}, {last})", 60),
    "replace that grows": doubled("REPLACE({last}, '.', '$0$0$0$0$0$0$0$0$0$0')", 10),
    "encoding that grows": doubled("ENCODE_FOR_URI(CONCAT({last}, '%', {last}))", 33),
    "case that doubles": doubled("UCASE(CONCAT({last}, LCASE({last})))", 33),
    "group_concat of everything, again and again": (
        "SELECT (GROUP_CONCAT(?t) AS ?u) { ?a ?b ?c . "
        "{ SELECT (GROUP_CONCAT(CONCAT(STR(?s), STR(?o))) AS ?t) { ?s ?p ?o } } }"
    ),
    "long strings, many": (
        "SELECT ?s ?x { ?s ?p ?o BIND(REPLACE('"
        + "a" * 1000
        + "', 'a', '0123456789012345678901234567890123456789') AS ?x) }"
    ),
    "distinct long strings": (
        "SELECT DISTINCT ?x { ?s ?p ?o . ?t ?q ?r BIND(CONCAT(STR(?s), STR(?o), STR(?r), "
        + "STR(?t)) AS ?x) }"
    ),
    "one digit more each row": (
        "SELECT ?n { VALUES ?a { 1 2 3 4 5 6 7 8 9 } ?s ?p ?o . ?t ?q ?r BIND(?a * 7 AS ?n) }"
    ),
}


def bounded() -> dict[str, str]:
    regex = "(" * 12 + "a" + "*)" * 12 + "$"
    return {
        "catastrophic regular expression": (
            f"SELECT * {{ FILTER(!REGEX('{'a' * 60}!', '^(a+)+$')) }}"
        ),
        "stars in a regular expression": f"ASK {{ FILTER(REGEX('{'a' * 60}!', '^{regex}')) }}",
        "regular expression that counts": (
            "ASK { FILTER(REGEX('aaaa', '((((a{1,100}){1,100}){1,100}){1,100})')) }"
        ),
        "regular expression that is none": "SELECT * { FILTER(REGEX('a', '(((')) }",
        "offset of a thousand million": "SELECT * { ?s ?p ?o } OFFSET 1000000000",
        "limit beyond numbers": f"SELECT * {{ ?s a <urn:none> }} LIMIT {'9' * 30}",
        "offset beyond numbers": f"SELECT * {{ ?s a <urn:none> }} OFFSET {'9' * 30}",
        "a long number": f"SELECT ({'9' * 20000} AS ?n) {{ }}",
        "a long decimal": f"SELECT (0.{'9' * 20000} + 1 AS ?n) {{ }}",
        "a great exponent": "SELECT (1e308 * 1e308 AS ?n) (1e999999999 AS ?m) { }",
        "a long literal": f"SELECT ('{'a' * 30000}' AS ?n) {{ }}",
        "a long name of a variable": f"SELECT ?{'v' * 20000} {{ }}",
        "a long prefix": f"PREFIX {'p' * 20000}: <urn:p> SELECT * {{ }}",
        "division by nothing": "SELECT (1/0 AS ?n) (-9223372036854775808 / -1 AS ?m) { }",
        "a day that is none": (
            "SELECT ('9999999999-99-99'^^<http://www.w3.org/2001/XMLSchema#date> AS ?d) { }"
        ),
        "substring out of bounds": "SELECT (SUBSTR('a', -99999999999, 1e300) AS ?n) { }",
        "triple terms in each other": (
            "SELECT * { BIND(" + "<<(<urn:a> <urn:b> " * 200 + "1" + ")>>" * 200 + " AS ?t) }"
        ),
    }


def deep() -> dict[str, str]:
    return {
        "3,000 braces": f"SELECT * {{ {'{' * 3000}{'}' * 3000} }}",
        "15,000 braces": f"SELECT * {{ {'{' * 15000}{'}' * 15000} }}",
        "3,000 braces never closed": f"SELECT * {{ {'{' * 3000}",
        "10,000 parentheses": f"SELECT ({'(' * 10000}1{')' * 10000} AS ?n) {{ }}",
        "10,000 parentheses in a filter": f"ASK {{ FILTER({'(' * 10000}1{')' * 10000}) }}",
        "10,000 sums": f"SELECT ({'1+' * 10000}1 AS ?n) {{ }}",
        "10,000 signs": f"SELECT ({'+' * 10000}1 AS ?n) {{ }}",
        "10,000 denials": f"ASK {{ FILTER({'!' * 10000}true) }}",
        "4,000 unions": f"ASK {{ {{ }} {'UNION{}' * 4000} }}",
        "8,000 unions": f"ASK {{ {{ }} {'UNION { } ' * 8000} }}",
        "path of 1,000 steps": f"SELECT * {{ ?s {'/'.join(['<a:p>'] * 1000)} ?o }}",
        "path of 4,000 short steps": f"SELECT * {{ ?s {'/'.join(['a'] * 4000)} ?o }}",
        "path in 3,000 parentheses": f"SELECT * {{ ?s {'(' * 3000}<a:p>{')' * 3000} ?o }}",
        "path with 3,000 stars": f"SELECT * {{ ?s {'(' * 3000}<a:p>{')*' * 3000} ?o }}",
        "lists nested 300 deep": f"SELECT * {{ ?s ?p {'(' * 300}1{')' * 300} }}",
        "lists nested 5,000 deep": f"SELECT * {{ ?s ?p {'(' * 5000}1{')' * 5000} }}",
        "blank nodes nested 3,000 deep": f"ASK {{ ?s ?p {'[<a:p> ' * 3000}1{']' * 3000} }}",
        "sub-selects nested 1,000 deep": (
            f"SELECT * {{ {'{SELECT * {' * 1000}{'}}' * 1000} }}"
        ),
        "exists nested 1,000 deep": (f"ASK {{ {'FILTER EXISTS {' * 1000}{'}' * 1000} }}"),
        "optional nested 1,500 deep": f"ASK {{ {'OPTIONAL {' * 1500}{'}' * 1500} }}",
        "graph nested 2,000 deep": f"ASK {{ {'GRAPH ?g {' * 2000}{'}' * 2000} }}",
        "minus nested 2,000 deep": f"ASK {{ {'MINUS {' * 2000}{'}' * 2000} }}",
        "if nested 2,000 deep": f"SELECT ({'IF(1,1,' * 2000}1{')' * 2000} AS ?n) {{ }}",
        "coalesce nested 2,500 deep": f"SELECT ({'COALESCE(' * 2500}1{')' * 2500} AS ?n) {{ }}",
        "quoted triples nested 2,000 deep": (
            f"SELECT * {{ {'<<?s ?p ' * 2000}1{'>>' * 2000} ?p ?o }}"
        ),
        "query of ten million bytes": f"SELECT * {{ }} # {'x' * 10_000_000}",
        "query of 32 KiB and one": f"SELECT * {{ }} #{'x' * (32 * 1024 - 13)}",
    }


def broad() -> dict[str, str]:
    return {
        "a list of 5,000 to be in": (
            f"SELECT * {{ ?s a ?o FILTER(?o IN ({','.join(['1'] * 5000)})) }} LIMIT 1"
        ),
        "path of 1,000 choices": f"SELECT * {{ ?s {'|'.join(['<a:p>'] * 1000)} ?o }}",
        "path of 5,000 turns": f"SELECT * {{ ?s {'^' * 5000}<a:p> ?o }}",
        "1,000 conditions joined by and": f"ASK {{ FILTER({'1&&' * 1000}1) }}",
        "1,000 conditions joined by or": f"ASK {{ FILTER({'0||' * 1000}1) }}",
        "1,000 patterns": (
            "ASK { " + " ".join(f"?v{n} a ?v{n + 1} ." for n in range(1000)) + " }"
        ),
        "200 patterns on one thing": (
            "SELECT (COUNT(*) AS ?n) { "
            + " ".join(f"?s ?p{n} ?o{n} ." for n in range(200))
            + "}"
        ),
        "500 optionals": f"SELECT * {{ {'OPTIONAL{?s a ?t}' * 500} }} LIMIT 1",
        "500 prefixes": (
            " ".join(f"PREFIX p{n}: <urn:p{n}>" for n in range(500)) + " SELECT * { }"
        ),
        "2,000 columns": f"SELECT {' '.join(f'(1 AS ?v{n})' for n in range(2000))} {{ }}",
        "400 groups": "SELECT (1 AS ?n) { } GROUP BY " + " ".join(f"?v{n}" for n in range(400)),
        "a template of 500 triples": (
            "CONSTRUCT { " + "?s ?p ?o . " * 500 + "} WHERE { ?s ?p ?o } LIMIT 10"
        ),
        "values of 5,000": f"SELECT * {{ VALUES ?x {{ {'1 ' * 5000} }} }}",
    }


# --- What looks like an attack and is none --------------------------------------------------

HARMLESS = {
    "service in a string": "SELECT ('SERVICE <http://a>' AS ?x) { }",
    "load in a long string": 'SELECT ("""LOAD <http://a> "" \' """ AS ?x) { }',
    "service in an address": "ASK { ?s <urn:SERVICE/LOAD> ?o }",
    "service in a comment": "# SERVICE <http://a> { }\nASK { } # DROP ALL",
    "service as a variable": "SELECT ?service ?SERVICE ?load { VALUES ?service { 1 } }",
    "service as a dollar variable": "SELECT $service { VALUES $service { 1 } }",
    "service as a name": "PREFIX ex: <urn:ex:> ASK { ?s ex:service ?o ; ex:SERVICE 1 }",
    "service as a prefix": "PREFIX service: <urn:ex:> ASK { ?s service:load ?o }",
    "service as a prefix of nothing": "PREFIX SERVICE: <urn:ex:> ASK { ?s SERVICE: ?o }",
    "load as a prefix": "PREFIX load: <urn:ex:> PREFIX drop: <urn:d:> ASK { load:a ?p drop:b }",
    "service as a blank node": "ASK { _:service ?p _:load }",
    "service as a language": "SELECT ('a'@service-load AS ?x) { }",
    "from as a variable": "SELECT ?from ?named { VALUES (?from ?named) { (1 2) } }",
    "from as a name": "PREFIX ng: <urn:ng:> ASK { ?s ng:from ?a ; ng:to ?b }",
    "from in a string": "SELECT ('FROM <file:///etc/passwd>' AS ?x) { }",
    "insert in a string": "SELECT (STRLEN('INSERT DATA { }') AS ?n) { }",
    "an update in a comment": "ASK { # } ; DROP ALL\n }",
    "escaped letters in a string": "SELECT ('\\u0053ERVICE' AS ?x) { }",
    "an escaped letter in an address": "ASK { ?s <urn:\\u0053ERVICE> ?o }",
    "an escaped name": "PREFIX ex: <urn:ex:> ASK { ?s ex:a\\-b\\.c%20 ?o }",
    "a less-than sign": "SELECT * { VALUES ?x { 1 2 3 } FILTER(?x<3 && ?x>1) }",
    "a less-than sign and a name": "SELECT * { VALUES (?a ?b) { (1 2) } FILTER(?a<?b) }",
    "lower-case keywords": "select * where { values ?x { 1 } filter exists { } }",
    "nothing between": "SELECT*{VALUES?x{1}FILTER(?x=1)}",
    "50 braces": f"SELECT * {{ {'{' * 50}{'}' * 50} }}",
    "50 parentheses": f"SELECT ({'(' * 50}1{')' * 50} AS ?n) {{ }}",
    "100 sums": f"SELECT ({'1+' * 100}1 AS ?n) {{ }}",
    "20 unions": f"SELECT * {{ {{ }} {'UNION { } ' * 20} }}",
    "a path of 10 steps": f"SELECT * {{ <urn:a> {'/'.join(['<a:p>'] * 10)} ?o }}",
    "values of 1,000": f"SELECT * {{ VALUES ?x {{ {'1 ' * 1000} }} }}",
    "a question in Arabic": "SELECT ('الفيتو' AS ?سؤال) { }",
    "a quoted name": 'ASK { ?s ?p "it\'s # not <a> comment" }',
    "an a that is a keyword": "ASK { ?a a <urn:a> }",
    "a number like a name": "SELECT (1e0 AS ?a) (.5 AS ?b) (-1.0E-3 AS ?c) { }",
}
