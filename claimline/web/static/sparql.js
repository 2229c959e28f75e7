// The query page: YASGUI's editor and its view of results around one run(), which asks either
// the server (live) or a store in the browser (published files). Nothing goes elsewhere: the
// prefixes and terms that the editor completes are our own, and stand in the page. A single file
// carries within itself what otherwise lies beside the page; see carried.js.
"use strict";
(() => {
  const form = document.getElementById("query");
  const at = (id) => document.getElementById(id);
  const setup = JSON.parse(at("setup").content.textContent);
  const words = setup.words;
  const { Yasqe, Yasr } = window.Yasgui;
  const told = (template, ...parts) => template.replace(/\{(\d)\}/g, (_, n) => parts[n]);
  const shown = (number) => number.toLocaleString(document.documentElement.lang);
  const took = (seconds) => shown(Number(seconds.toPrecision(2)));
  const say = (text) => { at("status").textContent = text; };
  const complain = (text) => {
    at("fault").textContent = text;
    at("fault").hidden = !text;
  };

  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const darken = () => document.documentElement.classList.toggle("dark", dark.matches);
  dark.addEventListener("change", darken);
  darken();

  // --- the editor ---------------------------------------------------------------------------
  const completes = (name, list) =>
    Yasqe.registerAutocompleter({
      ...Yasqe.Autocompleters[name], get: () => list, bulk: true, persistenceId: undefined,
    });
  completes("prefixes", Object.entries(setup.prefixes).map(([name, iri]) => `${name}: <${iri}>`));
  completes("property", setup.properties);
  completes("class", setup.classes);

  form.hidden = false;
  at("without").hidden = true;
  const run = () => form.requestSubmit(at("run"));
  const yasqe = new Yasqe(at("editor"), {
    value: setup.questions[setup.first].text,
    persistenceId: `claimline ${new URL(form.dataset.root, document.baseURI).pathname}`,
    showQueryButton: false,
    editorHeight: "22rem",
    foldGutter: false,
    inputStyle: "contenteditable",  // so that what is scrolled is what has the focus
    extraKeys: { "Ctrl-Enter": run, "Cmd-Enter": run, Tab: false, "Shift-Tab": false },
    requestConfig: { endpoint: form.dataset.endpoint ? absolute(form.dataset.endpoint) : "" },
  });
  const field = yasqe.getInputField();
  for (const [name, value] of [["role", "textbox"], ["aria-multiline", "true"], ["aria-label", words.editor]]) {
    field.setAttribute(name, value);
  }
  at("text").hidden = true;
  at("text").disabled = true;
  at("text-label").addEventListener("click", () => yasqe.focus());
  for (const node of document.querySelectorAll(".pick, .keys, #stop")) node.hidden = false;
  for (const button of document.querySelectorAll(".yasqe_share")) {
    button.type = "button";
    button.title = words.share;
    button.setAttribute("aria-label", words.share);
  }

  function absolute(url) {
    return new URL(url, document.baseURI).href;
  }

  const pick = (name) => {
    const question = setup.questions[name];
    at("help").textContent = at("question").selectedOptions[0].dataset.help || "";
    if (!question) return;
    yasqe.setValue(question.text);
    yasqe.saveQuery();
  };
  at("question").addEventListener("change", (event) => pick(event.target.value));
  const asked = new URLSearchParams(window.location.search).get("question");
  if (asked && Object.hasOwn(setup.questions, asked)) {
    at("question").value = asked;
    pick(asked);
  }

  const uses = (word) => {
    for (let line = 0; line < yasqe.lineCount(); line += 1) {
      const tokens = yasqe.getLineTokens(line);
      if (tokens.some((token) => token.type === "keyword" && token.string.toUpperCase() === word)) return true;
    }
    return false;
  };

  // --- the results --------------------------------------------------------------------------
  Object.assign(Yasr.plugins.table.defaults.tableConfig.language, {
    info: "_START_–_END_ / _TOTAL_", infoEmpty: "0", infoFiltered: "(_MAX_)",
    emptyTable: words.none, zeroRecords: words.none,
  });
  const prefixes = {
    ...Object.fromEntries(setup.kinds.map((kind) => [kind, `${setup.base}${kind}/`])),
    ...setup.prefixes,
  };
  const shortened = (iri) => {
    const [name, start] = Object.entries(prefixes).find(([, it]) => iri.startsWith(it)) || [];
    return name ? `${name}:${iri.slice(start.length)}` : null;
  };
  // A thing under the base has a page of its own: link there rather than to its IRI. In a single
  // file that is the card of a claim, where it has one.
  const page = (iri) => {
    const inside = iri.startsWith(setup.base) ? iri.slice(setup.base.length).split("/") : [];
    if (inside.length < 2 || !setup.kinds.includes(inside[0])) return null;
    if (inside.some((part) => ["", ".", ".."].includes(part))) return null;
    if (window.carried) {
      const card = `${inside[0]}-${inside.slice(1).join("--")}`;
      return document.getElementById(card) ? `#${encodeURIComponent(card)}` : null;
    }
    const lang = document.documentElement.lang;
    const local = inside.map(encodeURIComponent).join("/");
    return absolute(`${form.dataset.root}/${lang === "en" ? "" : `${lang}/`}${local}.html`);
  };
  const linked = (iri) => {
    const link = document.createElement("a");
    link.className = "iri";
    link.title = iri;
    link.textContent = shortened(iri) || iri;
    const address = page(iri) || iri;
    if (/^https?:/i.test(iri)) link.setAttribute("href", address);
    if (!address.startsWith("#")) {
      link.target = "_blank";
      link.rel = "noopener noreferrer";
    }
    return link.outerHTML;
  };
  Yasr.registerPlugin("table", class extends Yasr.plugins.table {
    label = words.table;
    helpReference = undefined;
    getUriLinkFromBinding({ value }) {
      return shortened(value) || this.persistentConfig.compact ? linked(value) : `&lt;${linked(value)}&gt;`;
    }
  });
  Yasr.registerPlugin("response", class extends Yasr.plugins.response {
    label = words.response;
    helpReference = undefined;
  });
  const yasr = new Yasr(at("answer"), { persistenceId: null });
  // A click on a link follows it, though a click on the cut cell around it shows all of that.
  at("answer").addEventListener("click", (event) => {
    if (event.target.closest("a.iri")) event.stopPropagation();
  }, true);

  const relabel = () => {
    const root = at("answer");
    const names = [words.simple, words.ellipse];
    root.querySelectorAll(".switch .label").forEach((node, n) => { node.textContent = names[n]; });
    for (const field of root.querySelectorAll(".tableFilter")) {
      field.placeholder = words.filter;
      field.setAttribute("aria-label", words.filter);
    }
    for (const name of ["table", "response"]) {
      const button = root.querySelector(`.select_${name}`);
      button.setAttribute("aria-label", told(words.show, words[name]));
      button.setAttribute("aria-pressed", String(button.classList.contains("selected")));
    }
    const download = root.querySelector(".yasr_downloadIcon");
    download.setAttribute("aria-label", words.download);
    download.title = words.download;
    root.querySelectorAll("th .dt-column-title:empty").forEach((node) => { node.textContent = "#"; });
    root.querySelectorAll(".pageSizerLabel").forEach((node) => { node.textContent = words.size; });
    root.querySelectorAll(".tableSizer").forEach((node) => {
      node.setAttribute("aria-label", words.size);
      for (const option of node.options) if (option.text === "All") option.text = words.all;
    });
    root.querySelectorAll(".booleanResult span").forEach((node) => {
      node.textContent = yasr.results.getBoolean() ? words.yes : words.no;
    });
  };
  yasr.on("drawn", () => window.setTimeout(relabel, 0));

  const show = ({ content, type, seconds }) => {
    at("answer").hidden = false;
    yasr.setResponse({ data: content || "\n", contentType: type, status: 200, executionTime: seconds * 1000 });
    const rows = yasr.results.getBindings();
    const template = rows ? (rows.length === 1 ? words.row : words.rows) : words.done;
    say(told(template, rows ? shown(rows.length) : "", took(seconds)));
  };

  // --- who answers: the server, or a store in the browser -----------------------------------
  const server = () => {
    let abort = null;
    return {
      async ask(text, graph) {
        abort = new AbortController();
        const start = performance.now();
        const answer = await fetch(form.dataset.endpoint, {
          method: "POST",
          headers: {
            "Content-Type": "application/sparql-query",
            Accept: graph ? "application/n-triples" : "application/sparql-results+json",
          },
          body: text,
          signal: abort.signal,
        });
        const content = await answer.text();
        if (!answer.ok) throw new Error(content || `${answer.status} ${answer.statusText}`);
        const type = answer.headers.get("Content-Type") || "";
        return { content, type, seconds: (performance.now() - start) / 1000 };
      },
      stop: () => abort?.abort(),
    };
  };

  const browser = () => {
    let worker = null;
    let loaded = null;
    let refuse = null;
    const parts = window.carried || {
      data: download,
      engine: () => undefined,  // the worker fetches it
      worker: () => new Worker(form.dataset.worker, { type: "module" }),
    };
    const data = parts.data();
    const engine = parts.engine();
    const send = (message) =>
      new Promise((resolve, reject) => {
        worker.onmessage = ({ data }) => (data.fault ? reject(new Error(data.fault)) : resolve(data));
        worker.onerror = () => reject(new Error(words.away));
        worker.postMessage(message);
      });
    const begin = () => {
      delete form.dataset.ready;
      at("progress").hidden = false;
      say(`${words.loading} …`);
      loaded = Promise.all([data, engine]).then(([blob, wasm]) => {
        worker = parts.worker();
        return send({ blob, wasm });
      });
      loaded.then(
        ({ size, seconds }) => {
          form.dataset.ready = String(size);
          if (!at("run").disabled) say(told(words.ready, shown(size), took(seconds)));
        },
        (error) => { say(""); complain(error.message); },
      ).finally(() => { at("progress").hidden = true; });
    };
    begin();
    return {
      ask(text, graph) {
        const stopped = new Promise((_, reject) => { refuse = reject; });
        const mine = refuse;
        const answered = async () => {
          await loaded;
          if (refuse !== mine) return null;
          say(words.running);
          return send({ text, graph });
        };
        return Promise.race([answered(), stopped]);
      },
      stop() {
        refuse?.(new DOMException("stopped", "AbortError"));
        refuse = null;
        if (!form.dataset.ready) return;  // nothing runs yet that could be stopped
        worker.terminate();
        begin();
      },
    };
  };

  async function download() {
    const bar = at("progress");
    let answer;
    try {
      answer = await fetch(form.dataset.source);
    } catch {
      throw new Error(words.away);
    }
    if (!answer.ok) throw new Error(`${words.away} (${answer.status})`);
    // A packed answer tells its packed length, which says nothing of what comes out.
    const length = answer.headers.get("Content-Encoding") ? 0 : Number(answer.headers.get("Content-Length"));
    if (length) bar.max = length;
    const parts = [];
    let read = 0;
    for (const reader = answer.body.getReader(); ;) {
      const { done, value } = await reader.read();
      if (done) return new Blob(parts);
      parts.push(value);
      read += value.length;
      if (length) bar.value = read;
      say(`${words.loading}: ${shown(Math.round(read / 1000))} kB`);
    }
  }

  const store = form.dataset.endpoint ? server() : browser();
  const busy = (is) => {
    at("run").disabled = is;
    at("stop").disabled = !is;
  };

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (at("run").disabled) return;
    complain("");
    yasqe.saveQuery();
    if (yasqe.getQueryMode() === "update") return complain(words.update);
    if (!form.dataset.endpoint && uses("SERVICE")) return complain(words.service);
    busy(true);
    say(words.running);
    try {
      show(await store.ask(yasqe.getValue(), ["CONSTRUCT", "DESCRIBE"].includes(yasqe.getQueryType())));
    } catch (error) {
      if (error.name === "AbortError") say(words.stopped);
      else {
        say(words.fault);
        complain(error.message);
      }
    } finally {
      busy(false);
    }
  });
  at("stop").addEventListener("click", () => store.stop());
})();
