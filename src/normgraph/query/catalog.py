"""What a query file says of itself.

A variable named ``?_name`` is a parameter that must be given, ``?__name`` one that may be
(the BASIL convention, which grlc follows). A suffix tells its type: ``_iri`` a thing of the
graph, ``_integer`` a whole number, ``_xsd_date`` a day; none, plain text. A parameter
stands in the projection, so that it can be bound as a term by every engine and each row
says which value it belongs to; its column bears the parameter's name.

A query that answers a reader's question says which: ``#+ question: Which texts[ on {crisis}]
were vetoed?``, with every parameter in its place and the optional ones in phrases that drop
out (:mod:`normgraph.query.question`). These queries are the library. The others, which pages
and analyses look things up with, bear the tag ``look-up``. Tags are topics, the first of
which is the one under which a reader finds the query.

Header lines beyond grlc's: ``#+ key-space: other=state`` says in which key space the key of
an ``_iri`` parameter lies, where that is not the parameter's name, ``*`` for a thing of any
kind, given as ``state/RUS`` or by its IRI, ``property`` for a property by its IRI in full;
``#+ value: k=v``, one line each, lists the only values that a parameter takes; ``#+ example:
k=v`` gives values with which the query has an answer.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from normgraph.errors import QueryError, UnknownNameError
from normgraph.query.question import general, told

_PARAMETER = re.compile(
    r"\?(__?)([a-z][a-zA-Z0-9]*)(?:_(iri|integer|xsd_date))?(?![A-Za-z0-9_])"
)
_SIMPLE = re.compile(r"(?m)^#\+ (question|summary|description|key-space|value|example): (.+)$")
_TAG = re.compile(r"(?m)^#\+   - (.+)$")
#: The tag of a query that answers no reader's question.
LOOK_UP = "look-up"
#: Every other tag, in the order of a reader's interest, and what it stands for.
TOPICS: Mapping[str, str] = {
    "vetoes": "Vetoes and drafts that failed",
    "votes": "Votes and decisions",
    "crises": "Crises",
    "determinations": "What a crisis was called",
    "responses": "Responses to crises",
    "norms": "Norms: invoked, contested, written down",
    "treaties": "Treaties and who is bound",
    "justice": "Courts and accountability",
    "figures": "Deaths and displacement",
    "sponsors": "Sponsors of texts",
    "council": "The Security Council",
    "states": "States",
    "organizations": "Organizations and civil society",
    "claims": "Claims of the literature",
    "sources": "Sources",
    "graph": "The graph itself",
}


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that a query takes."""

    name: str
    type: str  #: iri, integer, xsd_date or text
    required: bool
    variable: str  #: as the query spells it, without the question mark
    key_space: str  #: where its keys lie, for an iri; ``*`` for anywhere
    values: tuple[str, ...] = ()  #: the only values it takes; none listed, no such limit


@dataclass(frozen=True, slots=True)
class Query:
    """One query of the catalogue."""

    name: str
    summary: str  #: what a row is, and in which order rows come
    description: str  #: what to know before relying on the answer
    tags: tuple[str, ...]
    text: str  #: the SPARQL
    parameters: Mapping[str, Parameter]
    examples: Mapping[str, str] = field(default_factory=dict)
    #: What it answers, with the names of parameters in braces; empty for a look-up.
    question: str = ""

    @property
    def title(self) -> str:
        """The question without what is optional; of a look-up, its name."""
        return general(self.question) or self.name

    @property
    def topic(self) -> str:
        """The tag under which a reader finds it; of a look-up, that it is one."""
        return self.tags[0] if self.tags else LOOK_UP

    def asked(self, labels: Mapping[str, str]) -> str:
        """Return the question with ``labels`` of the values of some parameters in it.

        >>> catalog()["vetoes"].asked({"crisis": "Syria", "state": "China"})
        'Which texts on Syria were vetoed by China?'
        """
        return told(self.question, labels)


@cache
def catalog() -> Mapping[str, Query]:
    """Return every query by name, in the order of names.

    >>> catalog()["ballots"].parameters["decision"].required
    True
    """
    texts = {
        file.name.removesuffix(".rq"): file.read_text(encoding="utf-8")
        for file in files("normgraph.query").iterdir()
        if file.name.endswith(".rq")
    }
    return {name: read_query(name, text) for name, text in sorted(texts.items())}


@cache
def library() -> Mapping[str, Query]:
    """Return the queries that answer a reader's question: by topic, who and which first."""
    found = (query for query in catalog().values() if query.question)
    order = list(TOPICS)

    def place(query: Query) -> tuple[int, bool, str]:
        return order.index(query.topic), query.question.startswith("How"), query.question

    ordered = sorted(found, key=place)
    return {query.name: query for query in ordered}


def named(name: str) -> Query:
    """Return the query called ``name``.

    Raises
    ------
    UnknownNameError
        When the catalogue has no such query.
    """
    if name not in catalog():
        raise UnknownNameError("query", name, catalog())
    return catalog()[name]


def read_query(name: str, text: str) -> Query:
    """Return the query that the file ``name`` with this ``text`` describes.

    Raises
    ------
    QueryError
        When it does not say what its rows are.
    """
    header: dict[str, list[str]] = {}
    for word, value in _SIMPLE.findall(text):
        header.setdefault(word, []).append(value.strip())
    if "summary" not in header:
        raise QueryError(f"The query {name!r} has no line '#+ summary:'. Say what a row is.")
    spaces = _pairs(header.get("key-space", []))
    listed = [line.split("=", 1) for line in header.get("value", [])]
    body = re.sub(r"(?m)^#.*$", "", text)
    parameters = {}
    for dashes, parameter, type_ in _PARAMETER.findall(body):
        variable = f"{dashes}{parameter}" + (f"_{type_}" if type_ else "")
        parameters[parameter] = Parameter(
            name=parameter,
            type=type_ or "text",
            required=dashes == "_",
            variable=variable,
            key_space=spaces.get(parameter, parameter),
            values=tuple(value for taker, value in listed if taker == parameter),
        )
    return Query(
        name=name,
        summary=header["summary"][0],
        description=" ".join(header.get("description", [])),
        tags=tuple(_TAG.findall(text)),
        text=text,
        parameters=dict(sorted(parameters.items())),
        examples=_pairs(header.get("example", [])),
        question=header.get("question", [""])[0],
    )


def _pairs(lines: list[str]) -> dict[str, str]:
    return dict(line.split("=", 1) for line in lines)
