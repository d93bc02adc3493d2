"""From tables and ontology to the graph: compile, infer, judge, publish.

`build` is the one way in. The stages are a module each: `schema` reads the ontology,
`table` the CSV files, `cell` their values; `compiler` makes quads of them; `rules` adds
inferred graphs; `judge` runs the SHACL shapes and the checks; `release` writes the result
beside the last good graph and puts it in its place in one step.
"""

from normgraph.build.pipeline import Progress, build, compile_tables

__all__ = ["Progress", "build", "compile_tables"]
