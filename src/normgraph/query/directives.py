"""What the comments of a query say of how its answer is shown.

A comment of its own line, such as ``# view: map`` or ``# x: year``, chooses the view and its
columns. ``#defaultView:Map``, as the query service of Wikidata has it, does the same.
"""

import re
from collections.abc import Iterator, Mapping

from normgraph.errors import QueryError
from normgraph.query.lexer import tokens

#: What can be said, and what it means.
OPTIONS: Mapping[str, str] = {
    "view": "table, graph, chart, map or timeline",
    "title": "what the picture is called",
    "x": "chart: the column along the bottom: a year, a day or a category",
    "y": "chart: the column with the numbers",
    "mark": "chart: bar or line",
    "color": "chart, timeline: the column by which marks are coloured",
    "state": "map: the column with the states: things, or ISO 3166-1 codes of three letters",
    "value": "map: the column with the numbers",
    "start": "timeline: the column with the days, or with the first days",
    "end": "timeline: the column with the last days",
    "label": "graph, timeline: the column with the words beside an arrow or a mark",
    "from": "graph: the column with the things that ties come from",
    "to": "graph: the column with the things that ties go to",
}
VIEWS = ("table", "graph", "chart", "map", "timeline")
#: Names that other query services have for our views.
_OTHERS = {
    "barchart": "chart",
    "linechart": "chart",
    "areachart": "chart",
    "scatterchart": "chart",
    "bubblechart": "chart",
    "table": "table",
    "tablewithdetails": "table",
    "graph": "graph",
    "map": "map",
    "timeline": "timeline",
    "chart": "chart",
}
_LINE = re.compile(r"\A\s*#\s*(\w+)\s*:\s*(.*?)\s*\Z")


def directives(query: str) -> dict[str, str]:
    r"""Return the options that the comments of ``query`` give; of each the last one.

    >>> directives("# view: chart\n# x: year\nSELECT * { ?s ?p '# y: n' }")
    {'view': 'chart', 'x': 'year'}
    """
    found: dict[str, str] = {}
    for line in _comments(query):
        match = _LINE.match(line)
        if match is None:
            continue
        name, value = match[1].lower(), match[2]
        if name in {"defaultview", "view"}:
            view = _OTHERS.get(value.partition("{")[0].strip().lower())
            found |= {"view": view} if view else {}
        elif name in OPTIONS and value:
            found[name] = value if name == "title" else value.lstrip("?$")
    return found


def _comments(query: str) -> Iterator[str]:
    """Yield the lines of ``query`` that are comments, and not inside a text."""
    try:
        words = tokens(query)
    except QueryError:
        return
    place = 0
    for start, end in [*((word.start, word.end) for word in words), (len(query), 0)]:
        gap = query[place:start]
        # A gap holds white space and comments alone.
        yield from (line for line in gap.splitlines() if line.lstrip().startswith("#"))
        place = end
