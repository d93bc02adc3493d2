// One editor: CodeMirror, the line below it, and what it exchanges with Python.

import { closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, indentOnInput } from "@codemirror/language";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { Annotation, Compartment, EditorState, Prec, Transaction } from "@codemirror/state";
import {
  EditorView,
  drawSelection,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from "@codemirror/view";

import { completion } from "./completion.js";
import { Exchange } from "./exchange.js";
import { sparql } from "./language.js";
import { frame, look } from "./look.js";
import { mistake, mistakeTooltip, place, setMistake } from "./mistake.js";
import { declaring } from "./prefixes.js";

const KEYS = "Ctrl+Enter runs the query, Ctrl+Space completes, Tab leaves the editor.";
// Marks a change that Python made.
const FROM_PYTHON = Annotation.define();
// Signs that turn text around; CodeMirror shows some of them by itself.
const TURNING = /[\u202a-\u202c\u2068]/;

export class Editor {
  #adjustable = new Compartment();

  constructor(data) {
    this.data = data;
    this.dom = document.createElement("div");
    this.exchange = new Exchange(
      () => this.view.state.doc.toString(),
      (event) => event.composedPath().includes(this.dom),
    );
    this.frame = part("div", "frame");
    this.told = part("p", "told");
    this.told.id = "told";
    this.told.setAttribute("role", "status");
    const sheet = part("style");
    sheet.textContent = frame;
    this.dom.append(sheet, this.frame, this.told);
    this.view = new EditorView({ parent: this.frame, state: this.#state(data.text) });
    this.exchange.begin(data.source);
    this.#show();
  }

  // Take a place in the page, which may be another than before.
  enter(parent) {
    this.parent = parent;
    parent.append(this.dom);
    this.view.setRoot(parent);
  }

  leave(parent) {
    if (this.parent !== parent) return;
    this.parent = null;
    this.exchange.close();
    this.dom.remove();
  }

  // Show what Python says now. The reader's text stays, unless Python has another to put in.
  update(data) {
    const other = data.source !== this.exchange.source;
    this.data = data;
    if (other) {
      const { doc } = this.view.state;
      this.exchange.begin(data.source);
      this.view.dispatch({
        changes: { from: 0, to: doc.length, insert: data.text },
        selection: { anchor: 0 },
        annotations: [Transaction.userEvent.of("python"), FROM_PYTHON.of(true)],
      });
    }
    this.#show();
  }

  #show() {
    const { readOnly, height, error } = this.data;
    this.frame.classList.toggle("read", readOnly);
    if (this.height !== height) {
      this.height = height;
      this.frame.style.height = height ? `${height}px` : "auto";
    }
    const known = error && error.edit === this.exchange.edit && error.source === this.exchange.source;
    this.view.dispatch({
      effects: [
        this.#adjustable.reconfigure(this.#adjusted()),
        setMistake.of(known ? place(this.view.state.doc, error) : null),
      ],
    });
  }

  #state(text) {
    return EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(),
        highlightSpecialChars({ addSpecialChars: TURNING }),
        history(),
        drawSelection(),
        indentOnInput(),
        bracketMatching(),
        closeBrackets(),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        highlightSelectionMatches(),
        search({ top: true }),
        EditorState.tabSize.of(2),
        EditorView.lineWrapping,
        EditorView.perLineTextDirection.of(true),
        sparql(),
        completion(() => this.data),
        declaring(() => this.data),
        mistake,
        mistakeTooltip,
        look,
        Prec.highest(keymap.of([this.#running("Ctrl-Enter"), this.#running("Meta-Enter")])),
        keymap.of([
          ...closeBracketsKeymap,
          ...defaultKeymap,
          ...searchKeymap,
          ...historyKeymap,
          ...completionKeymap,
        ]),
        this.#adjustable.of([]),
        EditorView.updateListener.of((update) => this.#updated(update)),
      ],
    });
  }

  #running(key) {
    const run = () => {
      if (!this.data.readOnly) this.exchange.ask();
      return true;
    };
    return { key, run };
  }

  // What may differ between one run of the page and the next.
  #adjusted() {
    const { readOnly, label } = this.data;
    const attributes = { "aria-label": label, "aria-describedby": "told", spellcheck: "false" };
    return [
      EditorState.readOnly.of(readOnly),
      EditorView.contentAttributes.of({ ...attributes, "aria-readonly": String(readOnly) }),
    ];
  }

  #updated(update) {
    const fromPython = update.transactions.some((step) => step.annotation(FROM_PYTHON));
    if (update.docChanged && !fromPython) this.exchange.changed();
    const wrong = update.state.field(mistake);
    if (wrong !== this.wrong || this.told.textContent === "") {
      this.wrong = wrong;
      this.told.textContent = wrong ? wrong.message : this.data.readOnly ? "" : KEYS;
      this.told.classList.toggle("wrong", !!wrong);
    }
  }
}

function part(name, className = "") {
  const made = document.createElement(name);
  if (className) made.className = className;
  return made;
}
