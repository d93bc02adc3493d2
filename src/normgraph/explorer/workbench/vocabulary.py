"""The names of the graph that is served, for all who ask."""

from normgraph.explorer.loaded import Loaded
from normgraph.query.known import Vocabulary

_known: dict[str, Vocabulary] = {}


def vocabulary(found: Loaded) -> Vocabulary:
    """Return the names of the graph; read once for each version of it."""
    version = found.opened.manifest.version
    if version not in _known:
        _known.clear()
        _known[version] = Vocabulary(found.opened.store, found.ontology, found.directory)
    return _known[version]
