"use strict";
// Colours Python and Swift where they stand; the text stays what it is.
const keywords = {
  python: new Set(("False None True and as assert async await break case class "
    + "continue def del elif else except finally for from global if import in "
    + "is lambda match nonlocal not or pass raise return try while with yield")
    .split(" ")),
  swift: new Set(("as break case catch continue default defer do else enum false "
    + "final fileprivate for func guard if import in inout is let mutating nil "
    + "private repeat return self static struct switch throw throws true try "
    + "typealias var where while").split(" ")),
};
const words = {
  python: /(#.*)|([rbfuRBFU]{0,2}(?:"""|'''))|([rbfuRBFU]{0,2}(?:"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?))|(@[\w.]+)|(\b\d[\w.]*)|([^\W\d]\w*)/gu,
  swift: /(\/\/.*)|(""")|("(?:[^"\\\n]|\\.)*"?)|(@\w+)|(\b\d[\w.]*)|([^\W\d]\w*)/gu,
};

// `open` is the quotation that an earlier line left open; returns that which
// this one does.
function highlight(element, language, open) {
  const text = element.textContent;
  const parts = [];
  const add = (text, kind) => {
    if (!text) return;
    if (!kind) { parts.push(text); return; }
    const span = document.createElement("span");
    span.className = kind;
    span.textContent = text;
    parts.push(span);
  };
  const close = (start, from, quote) => {
    const end = text.indexOf(quote, from);
    const stop = end < 0 ? text.length : end + 3;
    add(text.slice(start, stop), "s");
    return [stop, end < 0 ? quote : null];
  };
  let at = 0;
  if (open) [at, open] = close(0, 0, open);
  const pattern = new RegExp(words[language]);
  while (at < text.length) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (!match) break;
    add(text.slice(at, match.index));
    at = match.index + match[0].length;
    const [, comment, long, string, mark, number, word] = match;
    if (long) [at, open] = close(match.index, at, long.slice(-3));
    else add(match[0], comment ? "c" : string ? "s" : mark ? "d" : number ? "n"
      : keywords[language].has(word) ? "k" : null);
  }
  add(text.slice(at));
  element.replaceChildren(...parts);
  return open;
}

function highlightAll() {
  for (const table of document.querySelectorAll(".heat, .pair"))
    for (const language of Object.keys(words)) {
      let open = null;
      for (const row of table.rows) {
        if (row.className === "gap") open = null;
        for (const code of row.querySelectorAll("code." + language))
          open = highlight(code, language, open);
      }
    }
}
