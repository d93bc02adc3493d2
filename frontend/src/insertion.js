// Putting a choice into the text, with what it needs elsewhere.

import { pickedCompletion } from "@codemirror/autocomplete";

import { declaration, declared } from "./query.js";

// Put a text in place of what was typed. `missing` are prefixes to declare unless they are,
// `more` are further changes behind it.
export function insert(view, choice, { from, to }, text, { missing = [], more = [] } = {}) {
  const { state } = view;
  const known = declared(state.doc.toString());
  const lines = missing
    .filter(({ name }) => !known.has(name))
    .map(({ name, iri }) => declaration(state.doc, name, iri));
  view.dispatch({
    changes: [...lines, { from, to, insert: text }, ...more],
    selection: { anchor: state.changes(lines).mapPos(from, 1) + text.length },
    annotations: pickedCompletion.of(choice),
    userEvent: "input.complete",
    scrollIntoView: true,
  });
}
