"""What Streamlit runs for each visit: the same two statements as ``app.py`` in a checkout."""

from normgraph.explorer.site import show

show()
