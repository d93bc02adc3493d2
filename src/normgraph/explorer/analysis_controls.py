"""The controls of an analysis, made from the parameters that it declares."""

from collections.abc import Mapping

import streamlit as st

from normgraph import iri
from normgraph.analysis.definition import Analysis, Parameter
from normgraph.analysis.selection import GROUPS
from normgraph.explorer import address
from normgraph.explorer.loaded import Loaded
from normgraph.explorer.wording import capital
from normgraph.query.council import council

#: Controls beside each other.
_ACROSS = 3
#: As many digits as an address can mean.
_HIGHEST = 10**9 - 1


def controls(found: Loaded, analysis: Analysis) -> Mapping[str, str]:
    """Show a control for each parameter, and return what is chosen as the registry takes it."""
    chosen: dict[str, str] = {}
    parameters = list(analysis.parameters.values())
    for start in range(0, len(parameters), _ACROSS):
        for place, parameter in zip(
            st.columns(_ACROSS), parameters[start : start + _ACROSS], strict=False
        ):
            with place:
                chosen[parameter.name] = _control(found, parameter)
                st.caption(parameter.help)
    return chosen


def _control(found: Loaded, parameter: Parameter) -> str:
    label, name, default = _label(parameter.name), parameter.name, parameter.default
    if parameter.type == "choice":
        options = {choice: choice.replace("-", " ") for choice in parameter.choices}
        return address.select(label, name, options, default)
    if parameter.type == "integer":
        least, most = parameter.least or 0, parameter.most or _HIGHEST
        return str(address.year(label, name, least, most, int(default)))
    if parameter.type in {"key", "keys"} and parameter.key_space:
        options = _keys(found, parameter.key_space)
        if parameter.type == "keys":
            options = (GROUPS if parameter.key_space == "state" else {}) | options
            given = [word for word in default.split(",") if word]
            return ",".join(address.several(label, name, options, given))
        return address.select(
            label, name, options if default else {"": "any"} | options, default
        )
    hint = "1994, 1994-04 or 1994-04-07" if parameter.type == "day" else ""
    return address.text(label, name, default=default, hint=hint)


def _label(name: str) -> str:
    return capital(name.replace("_", " "))


def _keys(found: Loaded, space: str) -> dict[str, str]:
    """Return the keys of a key space by name; of states, those that sat on the Council."""
    if space == "state":
        whole = council(found.opened)
        names = dict(zip(whole.states, whole.names, strict=True))
    else:
        prefix = f"{iri.ID}{space}/"
        names = {
            iri.key(thing): found.directory.label(thing)
            for thing in found.directory
            if thing.startswith(prefix)
        }
    return dict(sorted(names.items(), key=lambda pair: (pair[1], pair[0])))
