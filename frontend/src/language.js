// SPARQL as CodeMirror reads it, coloured by what a word does in a query.

import {
  HighlightStyle,
  LanguageSupport,
  delimitedIndent,
  indentNodeProp,
  syntaxHighlighting,
} from "@codemirror/language";
import { styleTags, tags } from "@lezer/highlight";
import { SparqlLanguage } from "codemirror-lang-sparql";

import { FUNCTIONS } from "./words.js";

const language = SparqlLanguage.configure({
  props: [
    styleTags({
      [FUNCTIONS.map(([name]) => name).join(" ")]: tags.function(tags.keyword),
      "Var": tags.variableName,
      "A_predicate/...": tags.keyword,
      "PrefixedName/... PrefixDecl/Pname_ns": tags.propertyName,
      "IriRef": tags.url,
      "String": tags.string,
      "Langtag": tags.string,
      "Integer Decimal Double": tags.number,
      "TRUE FALSE": tags.bool,
      "Comment": tags.comment,
    }),
    indentNodeProp.add({ GroupGraphPattern: delimitedIndent({ closing: "}" }) }),
  ],
});

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--st-violet-text-color)", fontWeight: "600" },
  { tag: tags.function(tags.keyword), color: "var(--st-violet-text-color)" },
  { tag: tags.variableName, color: "var(--st-orange-text-color)" },
  { tag: tags.propertyName, color: "var(--st-blue-text-color)" },
  { tag: tags.url, color: "var(--st-blue-text-color)" },
  { tag: [tags.string, tags.number, tags.bool], color: "var(--st-green-text-color)" },
  { tag: tags.comment, color: "var(--st-gray-text-color)", fontStyle: "italic" },
]);

export function sparql() {
  const data = language.data.of({ commentTokens: { line: "#" } });
  return [new LanguageSupport(language, data), syntaxHighlighting(colours)];
}
