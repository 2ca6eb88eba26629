// Completes the fields for things while one types, from labels in the data. The form works without it.
"use strict";
(() => {
  const list = document.getElementById("things");
  const form = document.querySelector("form.pattern");
  if (!list || !form) return;
  let wanted = "";
  let timer = 0;
  const ask = async (text) => {
    const query = new URLSearchParams({
      predicate: "http://www.w3.org/2000/01/rdf-schema#label",
      label: text, select: "subject,subject.label", limit: "20", format: "srj",
    });
    const answer = await fetch(form.action.replace(/\/quads$/, "") + "?" + query);
    if (!answer.ok || text !== wanted) return;
    const found = (await answer.json()).results.bindings;
    const known = new Set([...list.options].map((option) => option.value));
    for (const row of found) {
      if (known.has(row.subject.value)) continue;
      const option = document.createElement("option");
      option.value = row.subject.value;
      option.textContent = row.subject_label ? row.subject_label.value : "";
      list.append(option);
    }
  };
  for (const field of form.querySelectorAll("input[list=things]")) {
    field.addEventListener("input", () => {
      wanted = field.value.trim();
      clearTimeout(timer);
      if (wanted.length < 2 || wanted.includes(":") || wanted.startsWith('"')) return;
      timer = setTimeout(() => { ask(wanted).catch(() => {}); }, 150);
    });
  }
})();
