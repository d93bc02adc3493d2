// What the editor offers while one types.

import { autocompletion, closeCompletion, selectedCompletion } from "@codemirror/autocomplete";
import { Prec } from "@codemirror/state";
import { keymap } from "@codemirror/view";

import { entities } from "./entities.js";
import { info } from "./info.js";
import { insert } from "./insertion.js";
import { declared, inExpression, setting, spaceOf, variables } from "./query.js";
import { FUNCTIONS, KEYWORDS } from "./words.js";

const WORD = /[\p{L}_][\p{L}\p{N}_-]*$/u;
const STILL_A_WORD = /^[\p{L}\p{N}_-]*$/u;

// `data` gives what Python told: {prefixes, terms, things, lookup}.
export function completion(data) {
  const terms = [fromVariables, fromDeclaration, fromPrefixedName, fromWord];
  const override = [
    ...terms.map((source) => (context) => inTheOpen(context) && source(context, data())),
    entities(data),
  ];
  return [
    Prec.highest(keymap.of([{ key: "Enter", run: leaveWholeWord }])),
    autocompletion({ override, icons: false, maxRenderedOptions: 60 }),
  ];
}

function inTheOpen(context) {
  return setting(context.state.doc, context.pos).kind === "" || null;
}

// A keyword that is typed to its end needs no completion: Enter is for the next line.
function leaveWholeWord(view) {
  const choice = selectedCompletion(view.state);
  const { head } = view.state.selection.main;
  const typed = WORD.exec(view.state.sliceDoc(Math.max(0, head - 40), head))?.[0] ?? "";
  if (choice?.type === "keyword" && choice.label === typed.toUpperCase()) closeCompletion(view);
  return false;
}

function fromVariables(context) {
  const found = context.matchBefore(/[?$][\p{L}_0-9]*/u);
  if (!found) return null;
  const { doc } = context.state;
  const others = `${doc.sliceString(0, found.from)} ${doc.sliceString(found.to)}`;
  const options = variables(others)
    .filter((name) => name[0] === found.text[0])
    .map((label) => ({ label, type: "variable" }));
  return { from: found.from, options, validFor: /^[?$][\p{L}_0-9]*$/u };
}

function fromDeclaration(context, { prefixes }) {
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
  const found = context.matchBefore(/[\p{L}][\p{L}\p{N}_.-]*:[\p{L}\p{N}_-]*$/u);
  if (!found) return null;
  const [name, local] = found.text.split(":");
  const space = spaceOf(context.state.doc.toString(), name, prefixes);
  if (!space) return null;
  const options = terms
    .filter((term) => term.iri.startsWith(space))
    .map((term) => offered(context, term, term.iri.slice(space.length), ""));
  return { from: found.to - local.length, options, validFor: STILL_A_WORD };
}

function fromWord(context, { prefixes, terms }) {
  const found = context.matchBefore(WORD);
  if (!found) return null;
  const sign = context.state.sliceDoc(found.from - 1, found.from);
  if (/[?$:@\p{L}\p{N}_.-]/u.test(sign)) return null;
  const inBrackets = inExpression(context.state.doc, found.from);
  const options = [
    ...KEYWORDS.map((label) => ({ label, type: "keyword", boost: inBrackets ? -10 : 5 })),
    ...FUNCTIONS.map((fact) => called(fact, inBrackets)),
    ...prefixes.map(prefixed),
    ...named(context, prefixes, terms),
  ];
  return { from: found.from, options, validFor: STILL_A_WORD };
}

function called([label, detail, about], inBrackets) {
  const boost = inBrackets ? 5 : -20;
  return { label, detail, type: "function", apply: `${label}(`, info: () => info(about), boost };
}

function prefixed({ name, iri, about }) {
  const apply = (view, choice, from, to) =>
    insert(view, choice, { from, to }, `${name}:`, { missing: [{ name, iri }] });
  return { label: `${name}:`, detail: about, info: () => info("", iri), boost: -5, apply };
}

// Terms by name and by what they are called, written with the prefix that is declared for
// them here, or with the usual one, which is then declared.
function named(context, prefixes, terms) {
  const own = [...declared(context.state.doc.toString())].filter(([, iri]) => iri);
  return terms.flatMap((term) => {
    const here = own.find(([, iri]) => term.iri.startsWith(iri));
    const usual = prefixes.find(({ iri }) => term.iri.startsWith(iri));
    if (!here && !usual) return [];
    const [name, space] = here ?? [usual.name, usual.iri];
    const missing = here ? [] : [usual];
    return [offered(context, term, term.iri.slice(space.length), `${name}:`, missing)];
  });
}

function offered(context, term, local, prefix, missing = []) {
  const { doc } = context.state;
  const before = doc.sliceString(Math.max(0, context.pos - 80), context.pos);
  const isClass = term.kind === "class";
  const asked = /(?:^|\s)(?:a|rdf:type)\s+\S*$/.test(before) === isClass;
  const same = term.label.toLowerCase() === local.toLowerCase();
  return {
    label: same ? local : `${local} · ${term.label}`,
    detail: term.kind,
    type: isClass ? "class" : "property",
    boost: asked ? 8 : 0,
    info: () => info(term.definition, term.iri, term.label),
    apply: (view, choice, from, to) =>
      insert(view, choice, { from, to }, `${prefix}${local}`, { missing }),
  };
}
