// Completes what is typed into the search boxes with names from the data. The forms work without it.
"use strict";
(() => {
  const list = document.createElement("datalist");
  list.id = "names";
  document.body.append(list);
  let wanted = "";
  let timer = 0;
  const show = ([, names, kinds]) => {
    list.replaceChildren(...names.map((name, i) => {
      const option = document.createElement("option");
      option.value = name;
      option.label = kinds[i] ? `${name} · ${kinds[i]}` : name;
      return option;
    }));
  };
  const ask = async (form, text) => {
    const query = new URLSearchParams({ q: text, lang: document.documentElement.lang });
    const kind = form.elements.namedItem("class");
    if (kind) query.set("class", kind.value);
    const answer = await fetch(`${form.getAttribute("action")}/suggest?${query}`);
    if (answer.ok && text === wanted) show(await answer.json());
  };
  for (const field of document.querySelectorAll("form[role=search] input[type=search]")) {
    field.setAttribute("list", list.id);
    field.addEventListener("input", () => {
      wanted = field.value.trim();
      clearTimeout(timer);
      if (wanted.length < 2 || wanted.length > 100) return;
      timer = setTimeout(() => { ask(field.form, wanted).catch(() => {}); }, 120);
    });
  }
})();
