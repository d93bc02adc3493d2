// The place that Python says is wrong: underlined, with the message at hand.

import { StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, hoverTooltip } from "@codemirror/view";

export const setMistake = StateEffect.define();

// {from, to, message} or null. It speaks of one text, so any change of the text ends it.
export const mistake = StateField.define({
  create: () => null,
  update(value, transaction) {
    for (const effect of transaction.effects) if (effect.is(setMistake)) return effect.value;
    return transaction.docChanged ? null : value;
  },
  provide: (field) => [
    EditorView.decorations.from(field, marks),
    EditorView.contentAttributes.from(field, (value) => ({ "aria-invalid": String(!!value) })),
  ],
});

const underlined = Decoration.mark({ class: "cm-mistake" });

function marks(value) {
  if (!value || value.from === value.to) return Decoration.none;
  return Decoration.set([underlined.range(value.from, value.to)]);
}

export const mistakeTooltip = hoverTooltip((view, place) => {
  const value = view.state.field(mistake);
  if (!value || place < value.from || place > value.to) return null;
  const create = () => {
    const dom = document.createElement("div");
    dom.className = "cm-completionInfo";
    dom.textContent = value.message;
    return { dom };
  };
  return { pos: value.from, end: value.to, create };
});

// Python counts lines and columns from 1, and a column is a character, however many units
// of UTF-16 it takes.
export function place(doc, { line, column, message: said }) {
  if (line < 1 || line > doc.lines) return { from: 0, to: 0, message: said };
  const where = `line ${line}, column ${column}`;
  const message = said.includes(where) ? said : `L${where.slice(1)}: ${said}`;
  const found = doc.line(line);
  const before = [...found.text].slice(0, Math.max(0, column - 1)).join("").length;
  const rest = found.text.slice(before);
  const word = /^(?:[\p{L}\p{N}_]+|\S)/u.exec(rest)?.[0] ?? "";
  if (word) return { from: found.from + before, to: found.from + before + word.length, message };
  // At the end of a line there is nothing to underline but what stands before.
  const start = Math.max(found.from, found.from + before - 1);
  return { from: start, to: found.to, message };
}
