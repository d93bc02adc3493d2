"""Judging a graph before it is published by checks written in SPARQL.

Shapes say what a thing must have, see `normgraph.build.shapes`. Checks
(``ontology/checks/*.rq``) say what must hold between things, such as that a ballot is cast
by a member of the Council on that day; each is a SELECT whose rows are violations, with the
variables ``?focus`` and optionally ``?value``. Its header tells people what is wrong
(``#+ what:``) and what to do (``#+ remedy:``).
"""

import re
from collections.abc import Mapping
from pathlib import Path

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from normgraph import iri
from normgraph.errors import BuildError, Problem

Places = Mapping[str, tuple[str, int]]


def check_violations(store: Store, folder: Path, places: Places) -> list[Problem]:
    """Return what the checks of ``folder`` find in ``store``.

    Raises
    ------
    BuildError
        When a check is not valid SPARQL, is no SELECT, or does not say what is wrong.
    """
    return [
        problem
        for path in sorted(folder.glob("*.rq"))
        for problem in _check(store, path, places)
    ]


def _check(store: Store, path: Path, places: Places) -> list[Problem]:
    text = path.read_text(encoding="utf-8")
    header = dict(re.findall(r"(?m)^#\+ (what|remedy|column): (.+)$", text))
    file = f"checks/{path.name}"
    if not {"what", "remedy"} <= header.keys():
        what = "The check does not tell what is wrong and what to do."
        raise BuildError([Problem(file, 1, "", "", what, "Write '#+ what:' and '#+ remedy:'.")])
    try:
        answer = store.query(text)
    except SyntaxError as error:
        what = f"The check is not valid SPARQL: {error.msg}."
        raise BuildError(
            [Problem(file, error.lineno or 0, "", "", what, "Correct it.")]
        ) from error
    if not isinstance(answer, QuerySolutions):
        raise BuildError([Problem(file, 0, "", "", "The check is no SELECT.", "Make it one.")])
    valued = any(variable.value == "value" for variable in answer.variables)
    column = header.get("column", "")
    return [
        problem_at(
            _node(row["focus"]),
            column,
            _text(row["value"]) if valued else "",
            header["what"],
            header["remedy"],
            places,
        )
        for row in answer
    ]


def _node(term: object) -> str:
    return term.value if isinstance(term, NamedNode) else ""


def _text(term: object) -> str:
    if isinstance(term, NamedNode | Literal):
        place = iri.split(term.value)
        return place[1] if place and not isinstance(term, Literal) else term.value
    return ""


def problem_at(
    focus: str, column: str, value: str, what: str, remedy: str, places: Places
) -> Problem:
    """Return a problem of the thing ``focus``, at the row that mints it."""
    file, line = places.get(focus, ("", 0))
    if not file:
        return Problem("graph", 0, column, value, f"{focus}: {what}", remedy)
    return Problem(file, line, column, value, what, remedy)
