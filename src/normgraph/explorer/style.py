"""How pages look: one sheet, in the colours of the reader's theme, light or dark."""

import streamlit as st

_SHEET = """
<style>
.stMainBlockContainer { max-width: 76rem; padding-top: 4.5rem; }
.ng { line-height: 1.55; overflow-wrap: break-word; }
.ng a { color: inherit; text-decoration: underline; text-underline-offset: .15em;
  text-decoration-color: color-mix(in srgb, currentColor 55%, transparent); }
.ng a:hover { text-decoration-thickness: 2px; text-decoration-color: currentColor; }
.ng h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 .4rem; padding: 0; }
.ng h2 { font-size: 1.35rem; margin: 1.8rem 0 .5rem; padding: 0; }
.ng h3 { font-size: 1.1rem; margin: 1.2rem 0 .4rem; padding: 0; }
.ng p { margin: 0 0 .6rem; max-width: 60rem; }
.ng p:empty { display: none; }
.ng .kind::first-letter { text-transform: uppercase; }
.ng .kind { font-size: .9rem; margin: 0 0 .2rem; opacity: .85; }
.ng .lead { font-size: 1.1rem; }
.ng .soft, .ng caption { opacity: .75; font-size: .9rem; }
.ng .identity { margin-top: 1.5rem; }
.ng .note { border-left: 3px solid currentColor; padding-left: .8rem; }
.ng .finding { font-size: 1.15rem; margin: .6rem 0; }
.ng .title { display: block; font-size: .9rem; }
.ng .tally { white-space: nowrap; font-variant-numeric: tabular-nums; }
.ng .finding .tally { white-space: normal; }
.ng .outcome { border: 1px solid currentColor; border-radius: .3rem; padding: 0 .4rem;
  white-space: nowrap; }
.ng .outcome.vetoed { font-weight: 650; }
.ng .veto { border: 1px solid currentColor; border-radius: .3rem; padding: 0 .25rem;
  font-size: .8rem; font-weight: 650; }
.ng .member { white-space: normal; }
.ng code { font-size: .85em; overflow-wrap: anywhere; background: none; padding: 0;
  color: inherit; }
.ng ul { margin: 0; padding-left: 1.2rem; }
.ng ol.sources { margin: 0; padding-left: 2rem; font-size: .95rem; }
.ng ul.results { list-style: none; padding: 0; }
.ng ul.results li { margin: 0 0 .7rem; }
.ng ul.roll { list-style: none; padding: 0; columns: 4 10rem; column-gap: 1.5rem; }
.ng ul.roll li { break-inside: avoid; padding: 0 0 .1rem; }
.ng .choice { font-size: .95rem; }
.ng table { border-collapse: collapse; width: 100%; margin: .2rem 0 .8rem; }
.ng caption { text-align: left; caption-side: top; padding: 0 0 .3rem; }
.ng th, .ng td { text-align: left; vertical-align: top; padding: .4rem .8rem .4rem 0;
  border: 0; border-bottom: 1px solid color-mix(in srgb, currentColor 22%, transparent); }
.ng th { font-size: .85rem; font-weight: 600; }
.ng .facts td:first-child, .ng .mentions td:first-child { width: 13rem; }
.ng .facts td:last-child, .ng .ballots td:last-child { width: 9rem; }
.ng a.out { white-space: nowrap; }
.ng .identity a.out, .ng p a.out, .ng .facts td a.out { white-space: normal; }
.ng .ref { white-space: nowrap; font-size: .9rem; }
.ng th { white-space: nowrap; }
.ng .wide { overflow-x: auto; max-width: 100%; }
.ng .ballots td:nth-child(2), .ng .numbers td:last-child { font-variant-numeric: tabular-nums; }
.ng .engagements td:nth-child(1), .ng .dates td:nth-child(1),
.ng .decisions td:nth-child(1), .ng .ballots td:nth-child(1) { white-space: nowrap; }
.ng .decisions td:nth-child(2) { min-width: 13rem; }
.stElementContainer:has([data-testid="stVegaLiteChart"]) { overflow-x: auto; max-width: 100%; }
[data-testid="stMarkdownContainer"] { max-width: 60rem; }
[data-testid="stMarkdownContainer"] table { display: block; overflow-x: auto; }
[data-testid="stMarkdownContainer"] :is(td, th) { overflow-wrap: normal; }
.ng details { margin: .3rem 0; }
.ng summary { cursor: pointer; }
.ng .pages a { padding: .15rem .45rem; }
.ng .pages a[aria-current] { font-weight: 700; text-decoration: none; }
.ng .cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(17rem, 1fr));
  gap: 0 2.5rem; }
.ng :is(a, summary, .wide):focus-visible { outline: 2px solid currentColor;
  outline-offset: 2px; }
.ng pre.wrong { border-left: 3px solid #b3261e; padding: .5rem .8rem; margin: 0 0 .6rem;
  white-space: pre-wrap; overflow-wrap: anywhere; font-size: .9rem; background: none;
  color: inherit; }
.ng .clauses p { margin: 0 0 .15rem; padding-left: calc(2.4rem + var(--depth) * 1.2rem);
  text-indent: -2.4rem; }
.ng .clauses span, .ng .clauses b { text-indent: 0; }
.ng .clauses .line { display: inline-block; width: 2rem; opacity: .7; font-size: .8rem;
  font-variant-numeric: tabular-nums; }
.ng .clauses b { font-size: .8rem; letter-spacing: .02em; }
@media (max-width: 44rem) {
  .ng thead { display: none; }
  .ng table, .ng tbody, .ng tr, .ng td, .ng caption { display: block; width: auto !important; }
  .ng tr { border-bottom: 1px solid color-mix(in srgb, currentColor 35%, transparent);
    padding: .5rem 0; }
  .ng td { border: 0; padding: .1rem 0; }
  .ng td:empty { display: none; }
  .ng .facts td:first-child { font-weight: 600; }
  .ng td::before { content: attr(data-head) ": "; font-size: .8rem; opacity: .75; }
  .ng .facts td:nth-child(-n+2)::before { content: none; }
}
</style>
"""


def write() -> None:
    """Put the sheet into the page."""
    st.html(_SHEET)
