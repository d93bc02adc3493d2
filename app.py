"""The explorer, for ``streamlit run app.py``."""

from normgraph.explorer.site import show

show()
