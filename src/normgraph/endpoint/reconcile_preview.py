"""A small page that shows a thing inside the window of a reconciliation client."""

import base64
import hashlib
from functools import cache
from importlib.resources import files
from urllib.parse import urlencode

from jinja2 import Environment, StrictUndefined, Template

from normgraph import iri
from normgraph.query.directory import Thing
from normgraph.query.ontology import Ontology

_STYLE = (
    "body{font:14px/1.4 system-ui,sans-serif;margin:.6rem;color:#1d2330;background:#fff}"
    "h1{font-size:1.1rem;margin:0}a{color:#1f4e8c}p{margin:.4rem 0}.kind{color:#5a6270}"
    "dl{display:grid;grid-template-columns:2.2rem 1fr;margin:.4rem 0;gap:0 .4rem}dd{margin:0}"
)
_DIGEST = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
#: No script, nothing from elsewhere; clients show it in a frame of their own page.
POLICY = (
    f"default-src 'none'; style-src 'sha256-{_DIGEST}'; base-uri 'none'; form-action 'none'"
)


def page(thing: Thing, ontology: Ontology, base: str) -> str:
    """Return the page on a thing, as HTML in which every value is escaped."""
    key = iri.short(thing.iri)
    labels = sorted({(n.language, n.text) for n in thing.names if n.kind == "label"})
    title = thing.named("title")
    day = thing.date[: {"year": 4, "month": 7}.get(thing.precision, 10)]
    texts = [title if title != thing.label else "", thing.definition, day]
    return _template().render(
        name=thing.label,
        key=key,
        kind=", ".join(ontology.label(cls) for cls in thing.classes),
        view=f"{base}/reconcile/view?{urlencode({'id': key})}",
        texts=[text for text in texts if text],
        names=[(language, text) for language, text in labels if language != "en"],
        former=sorted({name.text for name in thing.names if name.kind == "former"}),
        style=_STYLE,
    )


@cache
def _template() -> Template:
    text = files("normgraph.endpoint").joinpath("reconcile_preview.html").read_text("utf-8")
    return Environment(autoescape=True, undefined=StrictUndefined).from_string(text)
