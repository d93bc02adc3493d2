// What a text says of itself, found by reading its signs: it may not be a query yet.

const DECLARED = /(?<=^|>)[ \t]*PREFIX\s+([^\s:<>#]*):\s*<([^<>\s]*)>/gim;
const PROLOGUE = /^[ \t]*(?:PREFIX|BASE)\b/i;
// An IRI or a text that ends; one that goes on to the end of what is looked at.
const CLOSED = /<[^\s<>"{}|^`\\]*>|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/y;
const OPEN = /<[^\s<>"{}|^`\\]*$|"(?:[^"\\]|\\.)*\\?$|'(?:[^'\\]|\\.)*\\?$/y;
const FAR = 4000; // signs of a line, or of what precedes a place, that are looked at

// Prefixes by name, as declared.
export function declared(text) {
  return new Map([...text.matchAll(DECLARED)].map(([, name, iri]) => [name, iri]));
}

// The change that declares a prefix: after the other declarations, or before the first word.
export function declaration(doc, name, iri) {
  const line = `PREFIX ${name}: <${iri}>`;
  let last = null;
  for (let number = 1; number <= doc.lines; number += 1) {
    const { from, to, text } = doc.line(number);
    if (PROLOGUE.test(text)) last = to;
    else if (!/^\s*(?:#|$)/.test(text)) return last === null ? before(from, line) : after(last, line);
  }
  return last === null ? before(0, line) : after(last, line);
}

const before = (from, line) => ({ from, insert: `${line}\n` });
const after = (from, line) => ({ from, insert: `\n${line}` });

// The namespace of a prefix: as the query declares it, or the usual one.
export function spaceOf(text, name, prefixes) {
  return declared(text).get(name) ?? prefixes.find((prefix) => prefix.name === name)?.iri;
}

// Every variable of a text, in the order of first use.
export function variables(text) {
  return [...new Set(text.match(/[?$][\p{L}_0-9]+/gu) ?? [])];
}

// In what a place lies: a "text", an "iri", a "comment" or, in the open, "". And where that
// begins. Texts over several lines are not known as such.
export function setting(doc, place) {
  const line = doc.lineAt(place);
  const start = Math.max(line.from, place - FAR);
  const signs = doc.sliceString(start, place);
  for (let at = 0; at < signs.length; at += 1) {
    const kind = { "#": "comment", "<": "iri", '"': "text", "'": "text" }[signs[at]];
    if (!kind) continue;
    OPEN.lastIndex = at;
    CLOSED.lastIndex = at;
    if (CLOSED.test(signs)) at = CLOSED.lastIndex - 1;
    // Otherwise a sign of comparison.
    else if (kind === "comment" || OPEN.test(signs)) return { kind, from: start + at };
  }
  return { kind: "", from: place };
}

// Whether a place lies within round brackets, so in an expression rather than a pattern.
export function inExpression(doc, place) {
  const signs = doc.sliceString(Math.max(0, place - FAR), place);
  let depth = 0;
  for (let at = signs.length - 1; at >= 0; at -= 1) {
    const sign = signs[at];
    if (sign === ")" || sign === "}") depth += 1;
    else if (sign !== "(" && sign !== "{") continue;
    else if (depth === 0) return sign === "(";
    else depth -= 1;
  }
  return false;
}
