// What the editor offers while one types.

import { autocompletion, pickedCompletion } from "@codemirror/autocomplete";
import { syntaxTree } from "@codemirror/language";

import { entities } from "./entities.js";
import { info } from "./info.js";
import { declaration, declared, inExpression, variables } from "./query.js";
import { FUNCTIONS, KEYWORDS } from "./words.js";

const NAME = /[\p{L}_][\p{L}\p{N}_.-]*/u.source;

// `data` gives what Python told: {prefixes, terms, things, lookup}.
export function completion(data) {
  const sources = [
    fromVariables,
    (context) => fromDeclaration(context, data().prefixes),
    (context) => fromPrefixedName(context, data()),
    (context) => fromWord(context, data()),
    entities(data),
  ];
  return autocompletion({
    override: sources.map(outsideOfComments),
    icons: false,
    maxRenderedOptions: 60,
  });
}

function outsideOfComments(source) {
  return (context) => {
    const node = syntaxTree(context.state).resolveInner(context.pos, -1);
    return node.name === "Comment" ? null : source(context);
  };
}

// The word before the cursor, unless it is part of something else: an IRI, a text, a name
// with a prefix, a variable.
function wordBefore(context) {
  const found = context.matchBefore(new RegExp(`(?:^|[\\s(){}|/^!;,.*=<>+&-])${NAME}$`, "u"));
  if (!found) return null;
  const text = /[\p{L}_].*$/u.exec(found.text)[0];
  const from = found.to - text.length;
  return within(context, from) ? null : { from, text };
}

// Whether a place lies in a text or an IRI, by the signs before it on its line.
export function within(context, place) {
  const line = context.state.doc.lineAt(place);
  const before = line.text.slice(0, place - line.from);
  return /^(?:[^"'<#]|"[^"]*"|'[^']*'|<[^>\s]*>|<(?=[\s=?$\d])|#.*$)*["'<][^\s>"']*$/.test(before) && /["'<]\S*$/.test(before);
}

function fromVariables(context) {
  const found = context.matchBefore(/[?$][\p{L}_0-9]*/u);
  if (!found) return null;
  const options = variables(without(context.state.doc, found))
    .filter((name) => name[0] === found.text[0])
    .map((label) => ({ label, type: "variable", boost: 20 }));
  return { from: found.from, options, validFor: /^[?$][\p{L}_0-9]*$/u };
}

function without(doc, { from, to }) {
  return `${doc.sliceString(0, from)} ${doc.sliceString(to)}`;
}

function fromDeclaration(context, prefixes) {
  const found = context.matchBefore(/^[ \t]*PREFIX[ \t]+[\p{L}\p{N}_.-]*:?$/iu);
  if (!found) return null;
  const from = found.from + /^[ \t]*PREFIX[ \t]+/iu.exec(found.text)[0].length;
  const options = prefixes.map(({ name, iri, about }) => ({
    label: `${name}:`,
    detail: about,
    apply: `${name}: <${iri}>`,
    info: () => info("", iri),
  }));
  return { from, options, validFor: /^[\p{L}\p{N}_.-]*:?$/u };
}

function fromPrefixedName(context, { prefixes, terms }) {
  const found = context.matchBefore(/[\p{L}][\p{L}\p{N}_-]*:[\p{L}\p{N}_-]*$/u);
  if (!found || within(context, found.from)) return null;
  const colon = found.text.indexOf(":");
  const name = found.text.slice(0, colon);
  const known = declared(context.state.doc.toString());
  const space = known.get(name) ?? prefixes.find((prefix) => prefix.name === name)?.iri;
  if (!space) return null;
  const options = terms
    .filter((term) => term.iri.startsWith(space))
    .map((term) => option(term, term.iri.slice(space.length), context, (local) => local));
  return { from: found.from + colon + 1, options, validFor: /^[\p{L}\p{N}_-]*$/u };
}

function fromWord(context, { prefixes, terms }) {
  const found = wordBefore(context);
  if (!found) return null;
  const words = [
    ...KEYWORDS.map((label) => ({ label, type: "keyword" })),
    ...FUNCTIONS.map(([label, detail, about]) => ({
      label,
      detail,
      type: "function",
      apply: `${label}(`,
      info: () => info(about),
      boost: inExpression(context.state.doc, found.from) ? 5 : -20,
    })),
    ...prefixes.map(({ name, iri, about }) => ({
      label: `${name}:`,
      detail: about,
      info: () => info("", iri),
      apply: (view, choice, from, to) => insert(view, choice, from, to, `${name}:`, [{ name, iri }]),
    })),
    ...named(context, prefixes, terms),
  ];
  return { from: found.from, options: words, validFor: /^[\p{L}\p{N}_-]*$/u };
}

// Terms by name and by what they are called, written with the prefix that is declared for
// them here, or with the usual one, which is then declared.
function named(context, prefixes, terms) {
  const known = [...declared(context.state.doc.toString())];
  return terms.flatMap((term) => {
    const own = known.find(([, iri]) => iri && term.iri.startsWith(iri));
    const prefix = own ? { name: own[0], iri: own[1] } : prefixes.find(({ iri }) => term.iri.startsWith(iri));
    if (!prefix) return [];
    const local = term.iri.slice(prefix.iri.length);
    return [option(term, local, context, () => `${prefix.name}:${local}`, own ? [] : [prefix])];
  });
}

function option(term, local, context, written, missing = []) {
  const afterA = /(?:^|\s)(?:a|rdf:type)\s+\S*$/.test(context.state.sliceDoc(Math.max(0, context.pos - 80), context.pos));
  const isClass = term.kind === "class";
  const called = term.label.toLowerCase() === local.toLowerCase() ? "" : ` ${term.label}`;
  return {
    label: `${local}${called}`,
    detail: term.kind,
    type: isClass ? "class" : "property",
    boost: afterA === isClass ? 10 : 0,
    info: () => info(term.definition, term.iri, term.label),
    apply: (view, choice, from, to) => insert(view, choice, from, to, written(local), missing),
  };
}

// Put a text in place of what was typed, with the declarations of prefixes that it needs.
export function insert(view, choice, from, to, text, missing = [], more = []) {
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
