// What a single file carries of the query page, packed: unpacked when the reader opens that
// part, and not before. Scripts and styles are put into the page as they are, so that the page's
// policy knows them by their hashes; the store's worker is a blob.
"use strict";
(() => {
  const part = document.getElementById("ask");
  const note = document.getElementById("without");

  const unpacked = async (name) => {
    const text = atob(document.querySelector(`script[data-carried="${name}"]`).textContent);
    const bytes = new Uint8Array(text.length);
    for (let n = 0; n < text.length; n += 1) bytes[n] = text.charCodeAt(n);
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    return new Response(stream).arrayBuffer();
  };
  const text = async (name) => new TextDecoder().decode(await unpacked(name));
  const put = async (kind, name) => {
    const node = document.createElement(kind);
    node.textContent = await text(name);
    document.head.append(node);
  };

  const begin = async () => {
    part.removeEventListener("toggle", begin);
    if (!window.DecompressionStream) {
      note.textContent = part.dataset.old;
      return;
    }
    note.textContent = part.dataset.wait;
    try {
      const worker = new Blob([await text("worker.js")], { type: "text/javascript" });
      const address = URL.createObjectURL(worker);
      window.carried = {
        data: async () => new Blob([await unpacked("claims.nq")]),
        engine: () => unpacked("engine.wasm"),
        worker: () => new Worker(address),
      };
      for (const name of ["yasgui.css", "sparql.css"]) await put("style", name);
      for (const name of ["yasgui.js", "sparql.js"]) await put("script", name);
    } catch {
      note.textContent = part.dataset.fault;
    }
  };
  part.addEventListener("toggle", begin);
  // A link to a query opens what answers it.
  const asks = new URLSearchParams(window.location.search).has("question");
  if (asks || /^#(.*&)?query=/.test(window.location.hash)) part.open = true;
})();
