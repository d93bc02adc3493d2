"""Pages as tests open them: without a browser, as the HTML that they are made of."""

from collections.abc import Mapping

from streamlit.testing.v1 import AppTest


def shown(page: str, choices: Mapping[str, str] | None = None) -> AppTest:
    script = f"from normgraph.explorer import {page}\n{page}.page()\n"
    app = AppTest.from_string(script, default_timeout=60)
    for name, value in (choices or {}).items():
        app.query_params[name] = value
    app.run()
    assert not app.exception, [error.value for error in app.exception]
    return app


def html(app: AppTest) -> str:
    return "".join(element.proto.body for element in app.get("html"))


def entity(key: str, **choices: str) -> str:
    return html(shown("entity", {"id": key, **choices}))
