"""Where the ontology, the tables and the built graph lie, in a checkout and in a wheel."""

import os
import sys
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent.parent

#: Names the folder that holds built graphs, when the default does not suit.
HOME_VARIABLE = "NORMGRAPH_HOME"


def in_checkout() -> bool:
    """Return whether the package runs from a checkout and not from an installed wheel."""
    return not (_PACKAGE / "ontology").is_dir()


def ontology() -> Path:
    """Return the folder of the ontology that belongs to this installation."""
    return (_CHECKOUT if in_checkout() else _PACKAGE) / "ontology"


def data() -> Path:
    """Return the folder of the tables that belong to this installation."""
    return (_CHECKOUT if in_checkout() else _PACKAGE) / "data"


def home() -> Path:
    """Return the folder that holds built graphs; it need not exist yet.

    ``NORMGRAPH_HOME`` if set; in a checkout ``.normgraph`` beside the tables; otherwise
    the place where the system wants such files, by the XDG base directory specification.
    """
    if given := os.environ.get(HOME_VARIABLE):
        return Path(given).expanduser().absolute()
    if in_checkout():
        return _CHECKOUT / ".normgraph"
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "normgraph"
