// Things of the graph, offered by any of their names.

import { insert, within } from "./completion.js";
import { info } from "./info.js";
import { inExpression } from "./query.js";

const MOST = 20;

// Things are looked up at the server of the page; without that route, in the list that
// Python gave.
export function entities(data) {
  let absent = false;

  async function found(text, signal) {
    const { lookup } = data();
    if (lookup && !absent) {
      const answer = await ask(lookup, text, signal);
      if (answer) return { things: answer, filter: false };
      absent = !signal.aborted;
    }
    return { things: data().things, filter: true };
  }

  return async (context) => {
    const asked = asking(context);
    if (!asked) return null;
    const control = new AbortController();
    context.addEventListener("abort", () => control.abort(), { onDocChange: true });
    const { things, filter } = await found(asked.text, control.signal);
    if (context.aborted || !things.length) return null;
    const options = things.map((thing) => option(thing, asked));
    return { from: asked.words, to: context.pos, options, filter };
  };
}

// What is asked for: the words after a quotation mark, or, when completion was called for by
// its key, those before the cursor. `from` and `to` are what a choice replaces, with the marks.
function asking(context) {
  const quoted = context.matchBefore(/"[^"\\\n]*$/);
  if (quoted && opens(context, quoted.from)) {
    const text = quoted.text.slice(1).trim();
    if (text.length < 2 || (!context.explicit && inExpression(context.state.doc, quoted.from))) return null;
    const closed = context.state.sliceDoc(context.pos, context.pos + 1) === '"' ? 1 : 0;
    return { text, words: quoted.from + 1, marks: [1, closed] };
  }
  if (!context.explicit) return null;
  const word = context.matchBefore(/[\p{L}\p{N}][\p{L}\p{N}'’()./-]*$/u);
  if (!word || word.text.length < 2 || within(context, word.from)) return null;
  return { text: word.text, words: word.from, marks: [0, 0] };
}

// Whether a quotation mark opens a text: an even number of marks stands before it.
function opens(context, place) {
  const line = context.state.doc.lineAt(place);
  return (line.text.slice(0, place - line.from).match(/"/g) ?? []).length % 2 === 0;
}

async function ask(lookup, text, signal) {
  const address = new URL(lookup, window.location.origin);
  if (address.origin !== window.location.origin) return null;
  address.search = new URLSearchParams({ q: text, limit: String(MOST) }).toString();
  try {
    const reply = await fetch(address, { signal, mode: "same-origin", redirect: "error" });
    const json = reply.headers.get("content-type")?.startsWith("application/json");
    return reply.ok && json ? await reply.json() : null;
  } catch {
    return null;
  }
}

function option(thing, { marks: [opening, closing] }) {
  return {
    label: thing.label,
    detail: thing.kind,
    type: "entity",
    info: () => info(thing.definition, thing.iri),
    apply: (view, choice, from, to) => {
      const start = from - opening;
      const end = to + closing;
      const text = `<${thing.iri}>`;
      insert(view, choice, start, end, text, [], hint(view.state.doc, end, thing.label));
    },
  };
}

// The name of the thing as a comment at the end of the line, if it has none yet.
function hint(doc, place, label) {
  const line = doc.lineAt(place);
  if (/(?:^|\s)#/.test(line.text.replace(/<[^>]*>|"[^"]*"/g, ""))) return [];
  const plain = label.replace(/[\p{C}\s]+/gu, " ").trim();
  return [{ from: line.to, insert: ` # ${plain}` }];
}
