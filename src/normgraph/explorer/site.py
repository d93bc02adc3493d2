"""The site: its pages, their order and what they share."""

from pathlib import Path

import streamlit as st

from normgraph.explorer import about, decisions, entity, home, style, vetoes
from normgraph.explorer.serve import ensure_graph

_ICON = Path(__file__).with_name("icon.png")


def show() -> None:
    """Show the page that the address asks for."""
    st.set_page_config(page_title="normgraph", page_icon=str(_ICON), layout="wide")
    ensure_graph()
    chosen = st.navigation(
        [
            st.Page(home.page, title="Search", url_path="search", default=True),
            st.Page(decisions.page, title="Decisions", url_path="decisions"),
            st.Page(vetoes.page, title="Vetoes", url_path="vetoes"),
            st.Page(about.page, title="Data and limits", url_path="about"),
            st.Page(entity.page, title="Entity", url_path="entity", visibility="hidden"),
        ],
        position="top",
    )
    style.write()
    chosen.run()
