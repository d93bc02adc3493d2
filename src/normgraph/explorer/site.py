"""The site: its pages, their order and what they share."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import streamlit as st

from normgraph.explorer import style
from normgraph.explorer.serve import ensure_graph

_ICON = Path(__file__).with_name("icon.png")


def show() -> None:
    """Show the page that the address asks for."""
    st.set_page_config(page_title="normgraph", page_icon=str(_ICON), layout="wide")
    ensure_graph()
    chosen = st.navigation(
        [
            st.Page(_page("home"), title="Search", url_path="search", default=True),
            st.Page(_page("decisions"), title="Decisions", url_path="decisions"),
            st.Page(_page("vetoes"), title="Vetoes", url_path="vetoes"),
            st.Page(_page("crises"), title="Crises", url_path="crises"),
            st.Page(_page("norms"), title="Norms", url_path="norms"),
            st.Page(_page("ask"), title="Ask", url_path="ask"),
            st.Page(_page("analyses"), title="Analyses", url_path="analyses"),
            st.Page(_page("workbench"), title="Query", url_path="query"),
            st.Page(_page("about"), title="Data and limits", url_path="about"),
            st.Page(
                _page("checks"), title="Dates to check", url_path="checks", visibility="hidden"
            ),
            st.Page(_page("entity"), title="Entity", url_path="entity", visibility="hidden"),
        ],
        position="top",
    )
    style.write()
    chosen.run()


def _page(name: str) -> Callable[[], None]:
    """Return what shows a page; its module is imported when somebody visits it."""

    def page() -> None:
        import_module(f"normgraph.explorer.{name}").page()

    return page
