"""A whole result as JSON, with everything that a reader needs in order to check it."""

import json
from dataclasses import asdict

from normgraph.analysis.result import Result
from normgraph.export.citation import plain_citation
from normgraph.export.provenance import LICENCE
from normgraph.export.table import table


def report(result: Result[object]) -> dict[str, object]:
    """Return the result in types of JSON; its value as columns and rows."""
    whole = table(result.value)
    return {
        "measure": result.measure,
        "reference": result.reference,
        "n": result.n,
        "unit": result.unit,
        "parameters": dict(result.parameters),
        "caveats": list(result.caveats),
        "sources": [asdict(source) for source in result.documents]
        or [{"key": key} for key in result.sources],
        "version": result.version,
        "licence": LICENCE,
        "citation": plain_citation(result),
        "columns": [
            {"name": column.name, "description": column.description} for column in whole.columns
        ],
        "rows": [list(row) for row in whole.rows],
    }


def json_text(result: Result[object]) -> str:
    """Return the result as JSON, one row of its value a line."""
    whole = report(result)
    rows = whole.pop("rows")
    written = json.dumps(whole, ensure_ascii=False, indent=1)
    lines = ",\n".join("  " + json.dumps(row, ensure_ascii=False) for row in rows)  # type: ignore[attr-defined]
    return f'{written[:-2]},\n "rows": [\n{lines}\n ]\n}}\n'
