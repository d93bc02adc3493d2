"""The page of the editor with the route that completes names, on a port of this machine."""

import sys
from pathlib import Path

import streamlit as st

from normgraph.endpoint import completion
from normgraph.explorer.serve import SETTINGS
from normgraph.store import open_graph


class Service:
    """What the route needs of a server."""

    def __init__(self):
        self.opened = open_graph(in_memory=True)


if __name__ == "__main__":
    page = Path(__file__).with_name("editor_page.py")
    app = st.App(page, routes=completion.routes(Service()))
    app.run(config=SETTINGS | {"server.address": "127.0.0.1", "server.port": int(sys.argv[1])})
