"""The pages of linked data in a browser: styled, quiet, narrow, and nothing from outside."""

import pytest
from playwright.sync_api import sync_playwright

from normgraph.endpoint import description, linked, ontology
from normgraph.export.ontology_page import documentation
from served import served, serving

pytestmark = pytest.mark.browser
PAGES = (
    "/page/decision/S-2011-612",
    "/page/state/USA?by=https%3A//w3id.org/normgraph/ontology%23votedFor&page=2",
    "/ontology.html#vetoedBy",
    "/id/state/rus",
)


@pytest.fixture(scope="module")
def address(opened):
    documentation(opened)
    service = serving(opened)
    routes = linked.routes(service) + ontology.routes(service) + description.routes(service)
    with served(routes) as running:
        yield running.address


def test_pages_are_styled_in_light_and_dark_fit_a_telephone_and_fetch_nothing(
    address, chromium
):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for scheme, paper in (("light", "rgb(255, 255, 255)"), ("dark", "rgb(22, 23, 26)")):
            context = browser.new_context(
                viewport={"width": 390, "height": 844}, color_scheme=scheme
            )
            page = context.new_page()
            said, asked = [], []
            page.on("console", lambda message, said=said: said.append(message.text))
            page.on("pageerror", lambda error, said=said: said.append(str(error)))
            page.on("request", lambda request, asked=asked: asked.append(request.url))
            for path in PAGES:
                page.goto(f"{address}{path}", wait_until="load")
                style = "getComputedStyle(document.body).backgroundColor"
                assert page.evaluate(style) == paper
                root = "document.documentElement"
                wider = page.evaluate(f"{root}.scrollWidth - {root}.clientWidth")
                assert wider == 0, path
            # Of the missing thing the browser itself notes the status.
            assert [each for each in said if "404" not in each] == []
            assert all(each.startswith((address, "data:")) for each in asked)
            context.close()
        browser.close()
