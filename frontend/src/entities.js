// Things of the graph, offered by any of their names.

import { info } from "./info.js";
import { insert } from "./insertion.js";
import { inExpression, setting, spaceOf } from "./query.js";

const MOST = 20;
const MOST_OF_ALL = 50; // where only those of one namespace are of use
const PATIENCE = 1500; // milliseconds; a server that has just begun still reads its names
const THINGS = "https://w3id.org/normgraph/id/";

// Things are looked up at the server of the page. Where it has no such route, or is slow, the
// list that Python gave must do.
export function entities(data) {
  let absent = false;

  async function find({ text, space }, signal) {
    const { lookup, things } = data();
    if (lookup && !absent) {
      const answer = await Promise.race([
        ask(lookup, text, space ? MOST_OF_ALL : MOST, signal),
        new Promise((late) => setTimeout(late, PATIENCE)),
      ]);
      if (answer) return { found: answer, filter: false };
      absent = answer === null && !signal.aborted;
    }
    return { found: things, filter: true };
  }

  return async (context) => {
    const asked = askedFor(context, data().prefixes);
    if (!asked) return null;
    const control = new AbortController();
    context.addEventListener("abort", () => control.abort(), { onDocChange: true });
    const { found, filter } = await find(asked, control.signal);
    const options = found
      .filter((thing) => !asked.space || isIn(asked.space, thing.iri))
      .map((thing) => offered(thing, asked));
    if (context.aborted || !options.length) return null;
    return { from: asked.from, to: context.pos, options, filter };
  };
}

// Whether a thing can be written as a name in a namespace.
function isIn(space, iri) {
  return iri.startsWith(space) && /^[\p{L}\p{N}_-]+$/u.test(iri.slice(space.length));
}

// What is asked for: the words after a quotation mark, a name in a namespace of things, or,
// when completion was called for by its key, the word before the cursor. `from` is where the
// words begin, `around` what a choice replaces before and behind them.
function askedFor(context, prefixes) {
  const { state, pos, explicit } = context;
  const { kind, from } = setting(state.doc, pos);
  if (kind === "text") {
    const text = state.sliceDoc(from + 1, pos);
    if (text.trim().length < 2 || (!explicit && inExpression(state.doc, from))) return null;
    const closed = state.sliceDoc(pos, pos + 1) === state.sliceDoc(from, from + 1) ? 1 : 0;
    return { text, from: from + 1, around: [1, closed] };
  }
  if (kind !== "") return null;
  const name = context.matchBefore(/[\p{L}][\p{L}\p{N}_-]*:[\p{L}\p{N}_-]{2,}$/u);
  if (name) {
    const [prefix, text] = name.text.split(":");
    const space = spaceOf(state.doc.toString(), prefix, prefixes);
    if (!space?.startsWith(THINGS)) return null;
    return { text: text.replace(/[_-]+/g, " "), from: name.to - text.length, space };
  }
  const word = explicit && context.matchBefore(/[\p{L}\p{N}][\p{L}\p{N}'’/.-]+$/u);
  return word ? { text: word.text, from: word.from, around: [0, 0] } : null;
}

// Have the server read its names before they are needed.
export function prepare({ lookup }) {
  if (lookup) ask(lookup, "", 1, null);
}

// What the server finds, or null where there is nobody to ask.
async function ask(lookup, text, limit, signal) {
  const address = new URL(lookup, window.location.origin);
  if (address.origin !== window.location.origin) return null;
  address.search = new URLSearchParams({ q: text, limit: String(limit) }).toString();
  try {
    const reply = await fetch(address, { signal, mode: "same-origin", redirect: "error" });
    // A server without the route may answer with a page.
    const json = reply.headers.get("content-type")?.startsWith("application/json");
    if (!json) return null;
    return reply.ok ? await reply.json() : [];
  } catch {
    return null;
  }
}

function offered(thing, { space, around }) {
  return {
    label: thing.label,
    detail: thing.kind,
    type: "entity",
    info: () => info(thing.definition, thing.iri),
    apply: (view, choice, from, to) => {
      if (space) return insert(view, choice, { from, to }, thing.iri.slice(space.length));
      const place = { from: from - around[0], to: to + around[1] };
      const more = hint(view.state.doc, place.to, thing.label);
      return insert(view, choice, place, `<${thing.iri}>`, { more });
    },
  };
}

// What the thing is called, as a comment at the end of the line, unless it has one.
function hint(doc, place, label) {
  const line = doc.lineAt(place);
  if (setting(doc, line.to).kind === "comment") return [];
  const plain = label.replace(/[\p{C}\p{Z}]+/gu, " ").trim();
  return [{ from: line.to, insert: ` # ${plain}` }];
}
