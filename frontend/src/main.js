// The component as Streamlit calls it: at first, and whenever Python has something new.

import { Editor } from "./editor.js";
import { prepare } from "./entities.js";

// Editors by key. One outlives its place in the page, so that text, cursor and undo are there
// again when the reader comes back to it.
const editors = new Map();

export default function component({ data, parentElement, setStateValue }) {
  if (!editors.has(data.key)) {
    editors.set(data.key, new Editor(data));
    prepare(data);
  }
  const editor = editors.get(data.key);
  editor.exchange.open((value) => setStateValue("edited", value));
  if (editor.parent !== parentElement) editor.enter(parentElement);
  editor.update(data);
  return () => editor.leave(parentElement);
}
