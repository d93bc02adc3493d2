// A known prefix that is used without being declared is declared by itself, as a step of its
// own that undo takes back.

import { isolateHistory } from "@codemirror/commands";
import { EditorView } from "@codemirror/view";

import { declaration, declared, setting } from "./query.js";

export function declaring(data) {
  return EditorView.updateListener.of((update) => {
    const typed = update.transactions.some((step) => step.isUserEvent("input.type"));
    if (!update.docChanged || !typed) return;
    const { view, state } = update;
    const change = missing(state, state.selection.main.head, data().prefixes);
    // An update may not change the view that it tells of.
    if (change) queueMicrotask(() => view.state === state && put(view, change));
  });
}

function missing(state, place, prefixes) {
  if (state.sliceDoc(place - 1, place) !== ":" || setting(state.doc, place).kind) return null;
  const line = state.doc.lineAt(place);
  const before = line.text.slice(0, place - line.from);
  const [, name] = /(?:^|[^\p{L}\p{N}_.:?$@-])([\p{L}][\p{L}\p{N}_.-]*):$/u.exec(before) ?? [];
  const prefix = prefixes.find((known) => known.name === name);
  if (!prefix) return null;
  if (/^[ \t]*PREFIX[ \t]+[^\s:]+:$/i.test(before)) {
    const rest = line.text.slice(place - line.from).trim();
    return rest ? null : { from: place, insert: ` <${prefix.iri}>` };
  }
  if (declared(state.doc.toString()).has(name)) return null;
  return declaration(state.doc, name, prefix.iri);
}

function put(view, change) {
  view.dispatch({
    changes: change,
    annotations: isolateHistory.of("full"),
    userEvent: "input.declare",
  });
}
