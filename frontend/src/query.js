// What a text says of itself, found by reading its signs: it may not be a query yet.

const DECLARED = /^[ \t]*PREFIX\s+([^\s:<>#]*):\s*<([^<>\s]*)>/gim;
const PROLOGUE = /^[ \t]*(?:PREFIX|BASE)\b.*$/i;

// Prefixes by name, as declared.
export function declared(text) {
  return new Map([...text.matchAll(DECLARED)].map(([, name, iri]) => [name, iri]));
}

// Where a further declaration belongs: after the others, or before the query's first word.
export function placeOfDeclaration(doc) {
  let place = null;
  for (let number = 1; number <= doc.lines; number += 1) {
    const line = doc.line(number);
    const blank = /^\s*(#.*)?$/.test(line.text);
    if (PROLOGUE.test(line.text)) place = line.to;
    else if (!blank) return place === null ? { at: line.from, after: false } : { at: place, after: true };
  }
  return place === null ? { at: 0, after: false } : { at: place, after: true };
}

// The change that declares a prefix.
export function declaration(doc, name, iri) {
  const { at, after } = placeOfDeclaration(doc);
  const line = `PREFIX ${name}: <${iri}>`;
  return { from: at, insert: after ? `\n${line}` : `${line}\n` };
}

// Every variable of a text, in the order of first use.
export function variables(text) {
  return [...new Set(text.match(/[?$][\p{L}_0-9]+/gu) ?? [])];
}

// Whether a place lies within round brackets, so in an expression rather than a pattern.
export function inExpression(doc, place) {
  const before = doc.sliceString(Math.max(0, place - 2000), place);
  let depth = 0;
  for (let at = before.length - 1; at >= 0; at -= 1) {
    const sign = before[at];
    if (sign === ")" || sign === "}") depth += 1;
    else if (sign === "(" && depth === 0) return true;
    else if (sign === "{" && depth === 0) return false;
    else if (sign === "(" || sign === "{") depth -= 1;
  }
  return false;
}
