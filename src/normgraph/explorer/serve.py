"""Serving the explorer from a checkout or from a wheel, with the same settings."""

import sys
import threading
import webbrowser
from collections.abc import Sequence
from pathlib import Path

import streamlit as st
from starlette.routing import BaseRoute

from normgraph.errors import MissingGraphError, NormgraphError
from normgraph.explorer import loaded
from normgraph.store import current

#: As in .streamlit/config.toml, which a wheel does not carry.
SETTINGS = {
    "browser.gatherUsageStats": False,
    "client.toolbarMode": "minimal",
    # With a graph in memory a full collection after each click costs 100 to 200 ms.
    "runner.postScriptGC": False,
    "server.fileWatcherType": "none",
    "server.headless": True,
    "server.maxUploadSize": 1,
}
_UNTIL_LISTENING = 2.5  #: seconds
_SCRIPT = Path(__file__).with_name("script.py")


def launch(
    host: str = "127.0.0.1",
    port: int = 8501,
    *,
    browser: bool = False,
    routes: Sequence[BaseRoute] = (),
) -> None:
    """Serve the explorer until interrupted, over the graph that is shown or the current one.

    Parameters
    ----------
    host
        Address to listen on; only this machine unless said otherwise.
    port
        TCP port.
    browser
        Whether to open a browser at the explorer once it answers.
    routes
        What is served beside the explorer, such as an endpoint.

    Raises
    ------
    NormgraphError
        When nothing can be served at this address.
    """
    if not loaded.is_shown():
        ensure_graph()
    address = f"http://{host}:{port}"
    _tell(f"Explorer: {address} (stop with Ctrl+C)")
    loaded.graph()
    if browser:
        # Opened a moment too early it would show an error instead of the page.
        threading.Timer(_UNTIL_LISTENING, webbrowser.open, (address,)).start()
    app = st.App(_SCRIPT, routes=list(routes))
    try:
        app.run(config=SETTINGS | {"server.address": host, "server.port": port})
    except KeyboardInterrupt:
        _tell("Stopped.")
    except OSError as error:
        message = f"Nothing can be served at {address}: {error}. Try another --port."
        raise NormgraphError(message) from error


def ensure_graph() -> None:
    """Build the graph if none has been built yet, telling so on standard error."""
    try:
        current()
    except MissingGraphError:
        _tell("No graph has been built yet. Building it, which takes some seconds ...")
        from normgraph.build import build

        manifest = build()
        _tell(f"{manifest.triples} statements, version {manifest.version[:12]}")


def _tell(message: str) -> None:
    sys.stderr.write(f"{message}\n")
    sys.stderr.flush()
