// The two dials of a place: the day asked about, and what was public by a day. The rules are
// those of `claimline timeline --as-of`: certainly public is what was published at the latest
// by then, possibly public what was published at the earliest, withdrawn reports left out.
"use strict";
(() => {
  const form = document.getElementById("dials");
  if (!form) return;
  const DAY = 86400000;
  const picture = document.querySelector("svg.lanes");
  const lanes = [...document.querySelectorAll("svg.lanes .lane")];
  const status = document.getElementById("told");
  const marked = [...document.querySelectorAll("[data-time]")].map((node) => ({
    node,
    card: node.classList.contains("card"),
    time: JSON.parse(node.dataset.time),
    reports: JSON.parse(node.dataset.public),
  }));
  const dial = (name, first, last) => ({
    date: document.getElementById(name),
    range: document.getElementById(`${name}-range`),
    any: document.getElementById(`${name}-any`),
    first, last,
  });
  const number = (node, name) => Number(node && node.dataset[name]);
  const known = dial("known", 0, 0);
  known.first = number(known.range, "first");
  known.last = number(known.range, "last");
  const on = dial("on", number(picture, "first"), number(picture, "last"));
  const iso = (moment) => new Date(moment).toISOString().slice(0, 10);
  const begin = (text) => Date.parse(`${text}T00:00:00Z`);
  const words = (template, ...parts) => template.replace(/\{(\d)\}/g, (_, n) => parts[n]);

  // [earliest published, latest published, earliest withdrawn, latest withdrawn]
  const certainly = ([, late, gone, goneLate], end) =>
    late !== null && late <= end && ((gone === null && goneLate === null) || (gone !== null && gone > end));
  const possibly = ([early, late, , goneLate], end) =>
    (early !== null ? early <= end : late !== null) && !(goneLate !== null && goneLate <= end);

  const publicBy = (reports, end) => {
    if (end === null) return "certain";
    if (reports.some((report) => certainly(report, end))) return "certain";
    return reports.some((report) => possibly(report, end)) ? "perhaps" : "no";
  };
  // Bounds of begin and end: what covers a day in every reading, in some, in none.
  const covers = ([early, begun, over, late], start, end) => {
    if ((early !== null && early >= end) || (late !== null && late <= start)) return "no";
    return begun !== null && over !== null && begun <= start && over >= end ? "certain" : "possible";
  };

  const show = () => {
    const day = on.date.value ? begin(on.date.value) : null;
    const end = known.date.value ? begin(known.date.value) + DAY : null;
    const count = { all: 0, shown: 0, perhaps: 0, force: 0, sure: 0 };
    for (const { node, card, time, reports } of marked) {
      const is = publicBy(reports, end);
      const held = day === null ? "any" : covers(time, day, day + DAY);
      node.classList.toggle("perhaps", is === "perhaps");
      node.classList.toggle("certain", held === "certain");
      if (!card) {
        node.classList.toggle("gone", is === "no");
        continue;
      }
      node.hidden = is === "no" || held === "no";
      count.all += 1;
      count.shown += is !== "no";
      count.perhaps += is === "perhaps";
      count.force += is !== "no" && held !== "no";
      count.sure += is !== "no" && held === "certain";
    }
    for (const lane of lanes) {
      lane.classList.toggle("mute", !lane.querySelector(".bar:not(.gone)"));
    }
    const told = [];
    if (end !== null) told.push(words(status.dataset.some, count.shown, count.all, count.perhaps));
    if (day !== null) told.push(words(status.dataset.force, on.date.value, count.force, count.sure));
    status.textContent = told.join(" ") || status.dataset.all;
    line(day);
    const url = new URL(window.location.href);
    for (const [name, value] of [["on", on.date.value], ["known", known.date.value]]) {
      if (value) url.searchParams.set(name, value);
      else url.searchParams.delete(name);
    }
    if (url.href !== window.location.href) window.history.replaceState(null, "", url);
  };

  const line = (day) => {
    if (!picture || !picture.dataset.first) return;
    let node = picture.querySelector("line.day");
    if (!node) {
      node = document.createElementNS("http://www.w3.org/2000/svg", "line");
      node.setAttribute("class", "day");
      node.setAttribute("y1", "18");
      node.setAttribute("y2", picture.dataset.bottom);
      picture.append(node);
    }
    const share = day === null ? -1 : (day + DAY / 2 - on.first) / (on.last - on.first);
    node.setAttribute("visibility", share < 0 || share > 1 ? "hidden" : "visible");
    const left = Number(picture.dataset.left);
    const x = left + share * (Number(picture.dataset.right) - left);
    for (const end of ["x1", "x2"]) node.setAttribute(end, String(x));
  };

  for (const it of [on, known]) {
    const usable = it.last > it.first;
    it.range.disabled = !usable;
    const follow = () => {
      if (it.date.value && usable) {
        const share = (begin(it.date.value) - it.first) / (it.last - it.first);
        it.range.value = String(Math.round(1000 * Math.min(1, Math.max(0, share))));
      } else it.range.value = "1000";
      it.range.setAttribute("aria-valuetext", it.date.value || it.any.textContent);
    };
    it.range.addEventListener("input", () => {
      it.date.value = iso(it.first + (Number(it.range.value) / 1000) * (it.last - it.first));
      it.range.setAttribute("aria-valuetext", it.date.value);
      show();
    });
    it.date.addEventListener("input", () => { follow(); show(); });
    it.any.addEventListener("click", () => { it.date.value = ""; follow(); show(); });
    const asked = new URLSearchParams(window.location.search).get(it.date.name);
    if (asked && /^\d{4}-\d\d-\d\d$/.test(asked)) it.date.value = asked;
    follow();
  }
  form.hidden = false;
  form.addEventListener("submit", (event) => { event.preventDefault(); show(); });
  show();
})();
