// The card beside a choice. Text only: what a label says is never read as HTML.

export function info(text, iri = "", heading = "") {
  const dom = document.createElement("div");
  if (heading) dom.append(element("strong", heading));
  if (text) dom.append(element("p", text));
  if (iri) dom.append(element("code", iri));
  return dom.childNodes.length ? dom : null;
}

function element(name, text) {
  const made = document.createElement(name);
  made.textContent = text;
  made.style.unicodeBidi = "isolate";
  return made;
}
