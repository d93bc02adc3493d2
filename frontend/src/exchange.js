// What goes to Python and when.
//
// Everything travels as one state value, {text, edit, source, run}, never as a trigger: a
// trigger lives for one run of the page, and the next edit would end that run and lose it.
// `run` stays in the state until Python has dealt with it, which it knows by the `id`.

const PAUSE = 500; // milliseconds without a key stroke, after which the text is sent
const OCCASIONS = ["click", "keydown", "submit"];

export class Exchange {
  #sent = 0;
  #timer = null;
  #run = null;

  // `read` gives the text, `inside` tells whether an event comes from the editor itself.
  constructor(read, inside) {
    this.read = read;
    this.send = () => {};
    this.edit = 0; // how often the text changed since Python last put one in
    this.source = null; // which text Python put in
    this.before = (event) => inside(event) || leadsAway(event) || this.flush();
  }

  // Before a click or a key elsewhere takes effect, Python must have the text: a button of
  // the page may be about to use it. Capturing runs ahead of the page's own handlers.
  open(send) {
    this.send = send;
    for (const name of OCCASIONS) window.addEventListener(name, this.before, true);
    if (this.#sent !== this.edit) this.#wait();
  }

  // What was not sent yet is sent when the reader comes back.
  close() {
    clearTimeout(this.#timer);
    for (const name of OCCASIONS) window.removeEventListener(name, this.before, true);
  }

  // Python put another text in: there is nothing to tell it.
  begin(source) {
    clearTimeout(this.#timer);
    this.source = source;
    this.edit = 0;
    this.#sent = 0;
    this.#run = null;
  }

  changed() {
    this.edit += 1;
    this.#wait();
  }

  flush() {
    if (this.#sent !== this.edit) this.#put();
  }

  ask() {
    this.#run = { id: `${Date.now()}-${this.edit}`, text: this.read() };
    this.#put();
  }

  #wait() {
    clearTimeout(this.#timer);
    // A page at work would be interrupted by an edit, and its answer thrown away.
    this.#timer = setTimeout(() => (pageIsBusy() ? this.#wait() : this.flush()), PAUSE);
  }

  #put() {
    clearTimeout(this.#timer);
    this.#sent = this.edit;
    const { edit, source } = this;
    this.send({ text: this.read(), edit, source, run: this.#run });
  }
}

// Streamlit says on the root of the app whether the script runs. Where it says nothing, the
// text is sent after each pause.
function pageIsBusy() {
  const app = document.querySelector("[data-test-script-state]");
  return app?.dataset.testScriptState === "running";
}

// Streamlit collects what is sent until after the click, and a text that arrives behind the
// wish for another page takes the reader back.
function leadsAway(event) {
  return event.composedPath().some((part) => part instanceof HTMLAnchorElement);
}
