// A store in the browser, beside the page so that the page can stop it. It is sent the data once
// (N-Quads) and then queries, which it answers over the union of all graphs. It cannot be
// written to, and it asks nobody else.
import init, { Store } from "./vendor/oxigraph/web.js";

let store = null;
const JSON_RESULTS = "application/sparql-results+json";

// The store's program is fetched from beside this file, unless the page sends it.
const load = async ({ blob, wasm }) => {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  await init(wasm && { module_or_path: wasm });
  store = new Store();
  store.load(bytes, { format: "application/n-quads", no_transaction: true });
  return { size: store.size };
};

const query = ({ text, graph }) => ({
  content: store.query(text, {
    results_format: graph ? "application/n-triples" : "json",
    use_default_graph_as_union: true,
  }),
  type: graph ? "application/n-triples" : JSON_RESULTS,
});

self.addEventListener("message", async ({ data }) => {
  const start = performance.now();
  try {
    const told = data.blob ? await load(data) : query(data);
    self.postMessage({ ...told, seconds: (performance.now() - start) / 1000 });
  } catch (error) {
    self.postMessage({ fault: String(error.message || error) });
  }
});
