"""What the reconciliation service answers, in the words of version 0.2 of the protocol."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from normgraph import iri
from normgraph.endpoint.reconcile_wire import BATCH, LANGUAGES
from normgraph.query.directory import Thing
from normgraph.query.extension import Extension, Property, Wanted
from normgraph.query.matching import SPACES, Candidate
from normgraph.query.ontology import local
from normgraph.query.reconcile import Reconciler

#: Suggestions in one answer; `cursor` asks for those after them.
PAGE = 20
#: Pixels of a preview.
WIDTH, HEIGHT = 430, 300
#: Texts longer than this are cut in a list, where the preview has them in full.
_GIST = 160

Json = dict[str, Any]


def manifest(base: str, version: str, graph: str) -> Json:
    """Return what the service is and can, for the service at the address ``base``."""
    here = f"{base}/reconcile"
    return {
        "versions": ["0.2"],
        "name": "normgraph: actors, norms and crises in atrocity prevention",
        "identifierSpace": iri.ID,
        "schemaSpace": iri.ONTOLOGY,
        "documentation": iri.BASE,
        "serviceVersion": f"normgraph {version}, graph {graph[:12]}",
        "defaultTypes": [{"id": cls, "name": cls.lower()} for cls in SPACES.values()],
        "view": {"url": f"{here}/view?id={{{{id}}}}"},
        "preview": {
            "url": f"{here}/preview?id={{{{id}}}}",
            "width": WIDTH,
            "height": HEIGHT,
        },
        "suggest": {
            kind: {"service_url": base, "service_path": f"/reconcile/suggest/{kind}"}
            for kind in ("entity", "type", "property")
        },
        "extend": {
            "propose_properties": {
                "service_url": base,
                "service_path": "/reconcile/properties",
            },
            "property_settings": _settings(),
        },
        "batchSize": BATCH,
    }


def _settings() -> list[Json]:
    choices = [{"value": "any", "name": "every language"}]
    choices += [{"value": tag, "name": tag} for tag in LANGUAGES]
    return [
        {
            "name": "language",
            "label": "Language",
            "type": "select",
            "default": "any",
            "choices": choices,
            "help_text": "Of texts; values without a language are always given.",
        },
        {
            "name": "limit",
            "label": "Values at most",
            "type": "number",
            "default": 0,
            "help_text": "0 gives all values.",
        },
    ]


def result(reconciler: Reconciler, candidates: Iterable[Candidate]) -> Json:
    """Return the candidates of one query."""
    return {
        "result": [
            {
                "id": iri.short(one.thing.iri),
                "name": one.thing.label,
                "description": gist(one.thing),
                "type": types(reconciler, one.thing),
                "score": one.score,
                "match": one.match,
                "features": [{"id": key, "value": one.features[key]} for key in one.features],
            }
            for one in candidates
        ]
    }


def types(reconciler: Reconciler, thing: Thing) -> list[Json]:
    """Return the classes of a thing, the nearest first."""
    label = reconciler.ontology.label
    return [{"id": cls, "name": label(local(cls))} for cls in reconciler.types_of(thing)]


def entities(reconciler: Reconciler, things: Sequence[Thing]) -> Json:
    """Return suggested things."""
    return {
        "result": [
            {
                "id": iri.short(thing.iri),
                "name": thing.label,
                "description": gist(thing),
                "notable": types(reconciler, thing),
            }
            for thing in things
        ]
    }


def properties(found: Iterable[Property]) -> list[Json]:
    """Return properties as suggestions."""
    return [{"id": one.pid, "name": one.name, "description": one.definition} for one in found]


def extended(extension: Extension, ids: Iterable[str], wanted: Sequence[Wanted]) -> Json:
    """Return the values of properties of things."""
    meta = [extension.property(one.pid) for one in wanted]
    return {
        "meta": [{"id": one.pid, "name": one.name} for one in meta],
        "rows": {key: extension.row(key, wanted) for key in ids},
    }


def gist(thing: Thing) -> str:
    """Return what tells a thing from its namesakes, in a line."""
    title = thing.named("title")
    day = thing.date[: {"year": 4, "month": 7}.get(thing.precision, 10)]
    since = f"from {thing.beginning[:4]}" if thing.beginning else ""
    parts = [title if title != thing.label else "", thing.definition, day or since]
    told = "; ".join(part for part in parts if part)
    return told if len(told) <= _GIST else f"{told[: _GIST - 1].rstrip()}…"


def matching(found: Mapping[str, str], prefix: str) -> list[str]:
    """Return the ids of what begins so, in its name, a word of it or its id."""
    begun = prefix.casefold().strip()
    return [
        key
        for key, name in found.items()
        if key.casefold().startswith(begun)
        or any(part.startswith(begun) for part in _beginnings(name.casefold()))
    ]


def _beginnings(name: str) -> list[str]:
    words = name.split(" ")
    return [" ".join(words[place:]) for place in range(len(words))]
