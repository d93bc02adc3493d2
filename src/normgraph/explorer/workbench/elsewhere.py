"""The query as code, for those who ask it again from a program."""

import streamlit as st

from normgraph.explorer import address
from normgraph.explorer.markup import paragraph, show
from normgraph.explorer.workbench.running import Outcome
from normgraph.export.code import snippets

_LOCAL = "http://127.0.0.1:8501"


def elsewhere(outcome: Outcome) -> None:
    """Show a program in the language that the reader chooses, to copy or to download."""
    found = {one.key: one for one in snippets(outcome.query, outcome.form, endpoint())}
    options = {key: one.title for key, one in found.items()}
    chosen = found[address.select("Language", "code", options, next(iter(options)))]
    st.code(chosen.text, language=chosen.language)
    needs = f" It needs: {chosen.needs}." if chosen.needs else ""
    show(paragraph(f"Save it as {chosen.file} and run: {chosen.run}.{needs}", "soft"))
    st.download_button(
        "Download the program",
        chosen.text,
        file_name=chosen.file,
        mime="text/plain",
        on_click="ignore",
        key=f"code-{chosen.key}",
    )


def endpoint() -> str:
    """Return the address of the endpoint that is served beside this page."""
    url = st.context.url or _LOCAL
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{rest.partition('/')[0]}/sparql"
