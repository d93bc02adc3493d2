"""Abuse of HTTP itself, byte by byte, and what must come of it.

Each `Bytes` is what one connection sends. The server may close without a word only where
``must`` holds 0; it answers with one of the numbers in ``must``, and goes on serving others.
"""

import gzip
from dataclasses import dataclass
from urllib.parse import quote, urlencode

PLAIN = "SELECT * { VALUES ?x { 1 } }"
ASK = f"/sparql?query={quote(PLAIN)}"
REFUSED = frozenset({400, 404, 405, 406, 411, 413, 414, 415, 417, 422, 426, 431, 501, 505})
ANSWERED = frozenset({200})


@dataclass(frozen=True, slots=True)
class Bytes:
    """What one connection sends, and the statuses that are honest answers to it."""

    name: str
    sent: bytes
    must: frozenset[int] = REFUSED
    answers: int = 1  #: how many there must be


def request(
    line: str, *headers: str, body: bytes = b"", host: str = "Host: localhost"
) -> bytes:
    lines = [line, *([host] if host else []), *headers]
    return "\r\n".join([*lines, "", ""]).encode("utf-8", "surrogateescape") + body


def posted(body: bytes, *headers: str, kind: str = "application/sparql-query") -> bytes:
    framed = any(one.startswith(("Content-Length", "Transfer-Encoding")) for one in headers)
    said = [] if framed else [f"Content-Length: {len(body)}"]
    return request("POST /sparql HTTP/1.1", f"Content-Type: {kind}", *headers, *said, body=body)


def chunks(body: bytes, size: int) -> bytes:
    parts = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


CHUNKED = "Transfer-Encoding: chunked"
FORM = "application/x-www-form-urlencoded"


def all_bytes() -> list[Bytes]:
    return [*lines(), *headers(), *bodies(), *parameters()]


def lines() -> list[Bytes]:
    any_answer = REFUSED | ANSWERED
    return [
        Bytes("HTTP/0.9", f"GET {ASK}\r\n\r\n".encode(), any_answer | {0, 408}),
        Bytes("HTTP/3.7", request(f"GET {ASK} HTTP/3.7"), REFUSED | {0}),
        Bytes("HTTP/2 without asking", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", REFUSED | {0}),
        Bytes("TLS on a plain port", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" * 20),
        Bytes("noise", bytes(range(128, 256)) * 40 + b"\r\n\r\n"),
        Bytes("nulls", b"\x00" * 4000 + b"\r\n\r\n"),
        Bytes("unknown method", request("BREW /sparql HTTP/1.1")),
        Bytes("method in lower case", request(f"get {ASK} HTTP/1.1")),
        Bytes("method of 100,000 letters", request("A" * 100_000 + " / HTTP/1.1")),
        *(
            Bytes(f"{method} on the endpoint", request(f"{method} {ASK} HTTP/1.1"))
            for method in ("PUT", "DELETE", "PATCH", "TRACE", "PROPFIND")
        ),
        Bytes("CONNECT elsewhere", request("CONNECT 127.0.0.1:PORT HTTP/1.1"), REFUSED | {0}),
        Bytes("address of elsewhere", request("GET http://127.0.0.1:PORT/x HTTP/1.1")),
        Bytes("address without a slash", request("GET sparql HTTP/1.1"), REFUSED | {0}),
        Bytes("address of 100,000 letters", request(f"GET /{'a' * 100_000} HTTP/1.1")),
        *(
            Bytes(f"path {path}", request(f"GET {path} HTTP/1.1"))
            for path in (
                "/../../../../etc/passwd",
                "/sparql/../../../etc/passwd",
                "/..%2f..%2f..%2fetc%2fpasswd",
                "/%2e%2e/%2e%2e/etc/passwd",
                "/id/..%2f..%2f..%2fetc/passwd",
                "/ontology/..%5c..%5cetc",
                "/%00",
                "/id/%00/%ff%fe",
                "/id/state/" + "a" * 20_000,
                "//etc/passwd",
            )
        ),
        Bytes("a hundred at once", request(f"GET {ASK} HTTP/1.1") * 100, ANSWERED, 100),
        Bytes(
            "a good one and a bad one",
            request(f"GET {ASK} HTTP/1.1") + b"\x00\x01\r\n\r\n",
            any_answer,
        ),
    ]


def headers() -> list[Bytes]:
    ask, length = f"GET {ASK} HTTP/1.1", "Content-Length"
    any_answer = REFUSED | ANSWERED
    return [
        Bytes("header of a million bytes", request(ask, "X: " + "a" * 1_000_000)),
        Bytes("10,000 headers", request(ask, *(f"X{n}: {'a' * 40}" for n in range(10_000)))),
        Bytes("header without a name", request(ask, ": a")),
        Bytes("header with a space", request(ask, "X Y: a")),
        Bytes("header with a null", request(ask, "X: a\x00b")),
        Bytes("header folded", request(ask, "X: a\r\n b"), any_answer),
        Bytes("no host", request(ask, host=""), any_answer),
        Bytes("another host", request(ask, host="Host: evil.invalid"), any_answer),
        Bytes("two lengths", posted(b"abc", f"{length}: 3", f"{length}: 4")),
        Bytes("length and chunks", posted(b"0\r\n\r\n", f"{length}: 5", CHUNKED)),
        Bytes("length below zero", posted(b"", f"{length}: -1")),
        Bytes("length in words", posted(b"", f"{length}: three")),
        Bytes("length beyond numbers", posted(b"", f"{length}: {'9' * 30}")),
        Bytes("length of 10^15", posted(b"", f"{length}: {10**15}"), REFUSED | {408}),
        Bytes("unknown coding", posted(b"", "Transfer-Encoding: rot13")),
        Bytes(
            "WebSocket", request(ask, "Upgrade: websocket", "Connection: Upgrade"), any_answer
        ),
        Bytes(
            "HTTP/2 by upgrade", request(ask, "Upgrade: h2c", "Connection: Upgrade"), any_answer
        ),
        Bytes(
            "Accept of 100,000 kinds", request(ask, "Accept: " + "a/b," * 25_000), any_answer
        ),
        Bytes("Accept that is none", request(ask, "Accept: ;;q=NaN,/,*"), any_answer),
        Bytes("quality beyond numbers", request(ask, "Accept: */*;q=1e999"), any_answer),
        Bytes("range", request(ask, "Range: bytes=0-0,1-1,2-2,0-999999999"), any_answer),
        Bytes("method override", request(ask, "X-HTTP-Method-Override: DELETE"), ANSWERED),
        Bytes("forwarded", request(ask, "X-Forwarded-For: ' OR 1=1", "Via: \xff"), any_answer),
        Bytes(
            "etag of 60,000 letters",
            request(ask, f"If-None-Match: {'W/' * 30_000}"),
            any_answer,
        ),
        Bytes("unknown expectation", request(ask, "Expect: the-impossible"), any_answer),
    ]


def bodies() -> list[Bytes]:
    query = PLAIN.encode()
    bomb = gzip.compress(b" " * 50_000_000)
    return [
        Bytes("ten million bytes", posted(b"#" * 10_000_000)),
        Bytes("ten million bytes in a form", posted(b"query=" + b"a" * 10_000_000, kind=FORM)),
        Bytes("ten million bytes in chunks", posted(chunks(b"#" * 10_000_000, 65536), CHUNKED)),
        Bytes("chunks of one byte", posted(chunks(query, 1), CHUNKED), ANSWERED),
        Bytes(
            "10,000 chunks of one byte",
            posted(chunks(query + b" " * 10_000, 1), CHUNKED),
            ANSWERED,
        ),
        Bytes("chunk of a size that is none", posted(b"zz\r\nabc\r\n", CHUNKED), REFUSED | {0}),
        Bytes("chunk of a great size", posted(b"f" * 17 + b"\r\n", CHUNKED), REFUSED | {0}),
        Bytes(
            "chunk with extensions",
            posted(b"3;" + b"a" * 100_000 + b"\r\nabc\r\n0\r\n\r\n", CHUNKED),
        ),
        Bytes(
            "trailers",
            posted(chunks(query, 5)[:-2] + b"X: y\r\n" * 9000 + b"\r\n", CHUNKED),
            REFUSED | ANSWERED,
        ),
        Bytes("body that is no gzip", posted(b"\x1f\x8b no", "Content-Encoding: gzip")),
        Bytes("gzip of 50 million bytes", posted(bomb, "Content-Encoding: gzip")),
        Bytes(
            "body in no coding",
            posted(query, "Content-Encoding: x-unknown"),
            REFUSED | ANSWERED,
        ),
        Bytes("body that is no UTF-8", posted(b"SELECT * { VALUES ?x { '\xff\xfe' } }")),
        Bytes("body in UTF-16", posted(PLAIN.encode("utf-16"))),
        Bytes("half a surrogate", posted(b"SELECT ('\xed\xa0\x80' AS ?x) { }")),
        Bytes("too long a form of a letter", posted(b"SELECT * { \xc1\x93ERVICE <x:y> { } }")),
        Bytes("empty body", posted(b"")),
        Bytes("body of another kind", posted(query, kind="text/plain")),
        Bytes(
            "body of no kind",
            request("POST /sparql HTTP/1.1", f"Content-Length: {len(query)}", body=query),
        ),
        Bytes(
            "body of many parts",
            posted(b"--a\r\n\r\n--a--", kind="multipart/form-data; boundary=a"),
        ),
        Bytes("body in JSON", posted(b'{"query": "ASK {}"}', kind="application/json")),
        Bytes("body of a kind of 60,000 letters", posted(query, kind="a/" + "b" * 60_000)),
        Bytes(
            "query in the body of a GET",
            request(
                "GET /sparql HTTP/1.1",
                f"Content-Type: {FORM}",
                "Content-Length: 30",
                body=b"query=" + b"a" * 24,
            ),
            REFUSED | ANSWERED,
        ),
    ]


def parameters() -> list[Bytes]:
    two = urlencode([("query", PLAIN), ("query", PLAIN)])
    many = "&".join(f"a{n}=b" for n in range(100_000))
    graphs = "&".join(f"default-graph-uri=urn:g{n}" for n in range(1000))
    broken = "Content-Type: text/html%0d%0aX-Injected:%20yes"
    return [
        Bytes("two queries in an address", request(f"GET /sparql?{two} HTTP/1.1")),
        Bytes("two queries in a form", posted(two.encode(), kind=FORM)),
        Bytes("100,000 parameters", posted(f"query=ASK%7B%7D&{many}".encode(), kind=FORM)),
        Bytes("only separators", posted(b"&" * 30_000, kind=FORM)),
        Bytes("1,000 graphs", request(f"GET {ASK}&{graphs} HTTP/1.1")),
        Bytes("escapes that are none", request("GET /sparql?query=%zz%%%2 HTTP/1.1")),
        Bytes("query that is no UTF-8", request("GET /sparql?query=ASK%7B%7D%ff%fe HTTP/1.1")),
        Bytes("null in a query", request("GET /sparql?query=ASK%7B%00%7D HTTP/1.1")),
        Bytes("POST without a query", posted(b"a=b", kind=FORM)),
        Bytes(
            "break in a format",
            request(f"GET {ASK}&format={broken} HTTP/1.1"),
            REFUSED | ANSWERED,
        ),
        Bytes("break in a graph", request(f"GET {ASK}&default-graph-uri={broken} HTTP/1.1")),
    ]
