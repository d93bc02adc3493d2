// How the editor looks: in the colours and letters of the reader's theme, light or dark.

import { EditorView } from "@codemirror/view";

const faint = "color-mix(in srgb, var(--st-text-color) 12%, transparent)";
const line = "color-mix(in srgb, var(--st-text-color) 6%, transparent)";
const chosen = "color-mix(in srgb, var(--st-primary-color) 28%, transparent)";
const soft = "color-mix(in srgb, var(--st-text-color) 82%, transparent)";

export const look = EditorView.theme({
  "&": {
    color: "var(--st-text-color)",
    backgroundColor: "var(--st-code-background-color)",
    border: "1px solid var(--st-border-color)",
    borderRadius: "var(--st-base-radius)",
    fontSize: "0.9rem",
    height: "100%",
  },
  "&.cm-focused": { outline: "2px solid var(--st-primary-color)", outlineOffset: "1px" },
  ".cm-scroller": { fontFamily: "var(--st-code-font)", lineHeight: "1.5", overflow: "auto" },
  ".cm-content": { caretColor: "var(--st-text-color)", padding: "0.5rem 0" },
  ".cm-cursor, .cm-dropCursor": { borderLeftColor: "var(--st-text-color)" },
  ".cm-gutters": {
    backgroundColor: "transparent",
    color: soft,
    border: "none",
  },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "transparent" },
  "&.cm-focused .cm-activeLine, &.cm-focused .cm-activeLineGutter": { backgroundColor: line },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground":
    { background: chosen },
  ".cm-selectionMatch": { backgroundColor: faint },
  ".cm-searchMatch": { backgroundColor: "var(--st-yellow-background-color)" },
  ".cm-searchMatch-selected": { outline: "2px solid var(--st-primary-color)" },
  "&.cm-focused .cm-matchingBracket": {
    backgroundColor: chosen,
    outline: "1px solid var(--st-primary-color)",
  },
  "&.cm-focused .cm-nonmatchingBracket": { outline: "1px solid var(--st-red-color)" },
  ".cm-specialChar": { color: "var(--st-red-text-color)" },
  ".cm-tooltip, .cm-panels": {
    backgroundColor: "var(--st-background-color)",
    color: "var(--st-text-color)",
    border: "1px solid var(--st-border-color)",
    maxWidth: "min(40rem, calc(100vw - 2.5rem))",
    zIndex: "100",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": {
    fontFamily: "var(--st-font)",
    maxWidth: "min(26rem, calc(100vw - 2.5rem))",
    maxHeight: "14rem",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": {
    padding: "0.2rem 0.5rem",
    whiteSpace: "normal",
    color: "var(--st-text-color)",
  },
  ".cm-tooltip-autocomplete ul li[aria-selected], .cm-tooltip-autocomplete-disabled ul li[aria-selected]":
    { background: chosen, color: "var(--st-text-color)" },
  // A label in Arabic must not turn its neighbours around.
  ".cm-completionLabel, .cm-completionDetail, .cm-completionInfo": { unicodeBidi: "isolate" },
  ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "700" },
  ".cm-completionDetail": { color: soft, fontStyle: "normal", marginLeft: "0.6rem" },
  ".cm-tooltip.cm-completionInfo": {
    fontFamily: "var(--st-font)",
    fontSize: "0.875rem",
    lineHeight: "1.45",
    padding: "0.5rem 0.7rem",
    maxWidth: "min(24rem, calc(100vw - 2.5rem))",
    overflowWrap: "anywhere",
  },
  ".cm-completionInfo p": { margin: "0 0 0.3rem" },
  ".cm-completionInfo code": { fontFamily: "var(--st-code-font)", color: soft },
  // On a telephone there is no room beside the list.
  "@media (max-width: 48rem)": {
    ".cm-tooltip.cm-completionInfo": {
      position: "static",
      maxWidth: "min(26rem, calc(100vw - 2.5rem))",
      border: "0",
      borderTop: "1px solid var(--st-border-color)",
      margin: "0",
    },
  },
  ".cm-panels input, .cm-panels button, .cm-panels .cm-textfield, .cm-panels .cm-button": {
    color: "var(--st-text-color)",
    background: "var(--st-secondary-background-color)",
    border: "1px solid var(--st-border-color)",
    borderRadius: "0.3rem",
    fontFamily: "var(--st-font)",
    fontSize: "0.85rem",
  },
  ".cm-panels label": { fontFamily: "var(--st-font)", fontSize: "0.85rem" },
  ".cm-mistake": {
    textDecoration: "underline wavy var(--st-red-color)",
    textDecorationSkipInk: "none",
    backgroundColor: "var(--st-red-background-color)",
  },
  ".cm-mistakeLine": { backgroundColor: "var(--st-red-background-color)" },
});

// The frame around the editor and the line below it, which are not CodeMirror's.
export const frame = `
.frame { resize: vertical; overflow: hidden; min-height: 4.5rem; max-height: 80vh;
  padding: 3px; margin: -3px; box-sizing: border-box; }
.frame.read { resize: none; }
.told { font-family: var(--st-font); font-size: .85rem; line-height: 1.4; min-height: 1.4em;
  margin: .35rem 0 0; color: color-mix(in srgb, var(--st-text-color) 82%, transparent);
  overflow-wrap: anywhere; unicode-bidi: isolate; white-space: pre-line; }
.told.wrong { color: var(--st-red-text-color); }
`;
