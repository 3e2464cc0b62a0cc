/* Search in the index of the page's own language, which is loaded when somebody first wants it.

   Accents and case do not matter; words are found by their stem, by their beginning while they are
   being typed, and failing that by the longest beginning they share with a word of the manual. */
(() => {
  const field = document.getElementById("cm-search");
  if (!field) return;
  const box = field.closest(".cm-search"), panel = box.querySelector(".cm-results");
  const status = panel.querySelector("[role=status]"), list = panel.querySelector("ol");
  const root = document.querySelector(".cm-header"), find = document.querySelector(".cm-find");
  const { index, none, one, other, failed } = field.dataset;
  const MOST = 30;
  let loading;

  function load() {
    loading ??= new Promise((done, fail) => {
      window.claimManualSearch = (data) => done(prepare(data));
      const script = document.createElement("script");
      script.src = index;
      script.onerror = () => { loading = undefined; fail(new Error(index)); };
      document.head.append(script);
    });
    return loading;
  }

  function prepare(data) {
    const forms = data.words.split(" ").map((entry) => entry.split(":"));
    return { ...data, forms, stemOf: new Map(forms.map(([form, stem]) => [form, Number(stem)])) };
  }

  const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  function asked(text, { stemOf }) {
    const joined = folded(text).replace(/(^|[^\p{L}\p{N}])(\p{L}{1,4})[\s-]*0*(\d{1,3})(?!\p{N})/gu, (written, before, letters, digits) => {
      const code = `${letters}${digits.padStart(2, "0")}`;
      return stemOf.has(code) ? `${before}${code}` : written;
    });
    return [...new Set(joined.match(/[\p{L}\p{N}]+/gu) ?? [])];
  }

  /* Where in the sorted forms those that begin like this would stand. */
  function place(forms, start) {
    let low = 0, high = forms.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (forms[middle][0] < start) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /* Each stem that a word can mean, with how sure that is. */
  function meant(word, { forms, stemOf, endings }) {
    const found = new Map();
    for (const [many, one] of endings)
      if (!stemOf.has(word) && word.endsWith(many)) word = word.slice(0, -many.length) + one;
    const isWord = stemOf.has(word);
    if (isWord) found.set(stemOf.get(word), 1);
    /* A word of the manual is less likely the beginning of another: BAS is not “base”. */
    if (word.length > 1)
      for (let n = place(forms, word); n < forms.length && forms[n][0].startsWith(word); n++) {
        const stem = Number(forms[n][1]), sure = (isWord ? 0.2 : 0.7) * (word.length / forms[n][0].length);
        if (!(found.get(stem) >= sure)) found.set(stem, sure);
      }
    for (let far = word.length - 1; !found.size && far >= Math.max(4, word.length * 0.6); far--) {
      const start = word.slice(0, far);
      for (let n = place(forms, start); n < forms.length && forms[n][0].startsWith(start); n++)
        found.set(Number(forms[n][1]), 0.4);
    }
    return found;
  }

  function search(text, data) {
    const words = asked(text, data), pages = new Map();
    words.forEach((word, k) => {
      for (const [stem, sure] of meant(word, data)) {
        const held = data.stems[stem], rare = Math.log(1 + (2 * data.sections.length) / held.length);
        for (let n = 0, section = 0; n < held.length; n += 2) {
          section += held[n];
          const page = data.sections[section][0], weight = held[n + 1] * sure * rare;
          if (!pages.has(page)) pages.set(page, { page, best: words.map(() => 0), sections: new Map() });
          const known = pages.get(page);
          known.best[k] = Math.max(known.best[k], weight);
          const own = known.sections.get(section) ?? words.map(() => 0);
          own[k] = Math.max(own[k], weight);
          known.sections.set(section, own);
        }
      }
    });
    const sum = (numbers) => numbers.reduce((all, number) => all + number, 0);
    const met = (numbers) => numbers.filter(Boolean).length;
    const all = [...pages.values()], most = Math.max(0, ...all.map(({ best }) => met(best)));
    const full = all.filter(({ best }) => met(best) === most);
    return (full.length < 4 && most < words.length ? all : full)
      .map(({ page, best, sections }) => {
        const [section] = [...sections].sort((a, b) => met(b[1]) - met(a[1]) || sum(b[1]) - sum(a[1]))[0];
        return { page: data.pages[page], section: data.sections[section], score: sum(best), met: met(best), words };
      })
      .sort((a, b) => b.met - a.met || b.score - a.score);
  }

  function h(tag, attributes, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  }

  /* A piece of the text around the first word that was found, the words found marked. */
  function excerpt(text, words, data) {
    const stems = new Set(words.flatMap((word) => [...meant(word, data).keys()]));
    const pieces = text.split(/([\p{L}\p{N}]+)/u);
    const isHit = (piece, n) => n % 2 === 1 && stems.has(data.stemOf.get(folded(piece)));
    const first = pieces.findIndex(isHit), start = Math.max(0, first - 16), end = start + 60;
    return [start ? "… " : "", ...pieces.slice(start, end).map((piece, n) =>
      isHit(piece, n + start) ? h("mark", {}, piece) : piece), pieces.length > end ? " …" : ""];
  }

  function show(found, data) {
    status.textContent = !found.length ? none : found.length === 1 ? one : other.replace("#", found.length);
    list.replaceChildren(...found.slice(0, MOST).map(({ page: [path, title, code, kind], section: [, anchor, heading, text], words }) => {
      const address = `${field.dataset.root}${path}${anchor ? `#${anchor}` : ""}`;
      const head = h("span", { class: "cm-result-title" }, ...(code ? [h("span", { class: "cm-code" }, code), " "] : []), h("strong", {}, title), ...(heading ? [` › ${heading}`] : []));
      return h("li", { class: "md-search-result__item" }, h("a", { class: "md-search-result__link", href: address }, head,
        ...(kind ? [h("small", {}, kind)] : []), h("span", { class: "cm-result-text" }, ...excerpt(text, words, data))));
    }));
    panel.hidden = false;
  }

  async function answer() {
    const text = field.value.trim();
    if (!text) return close();
    try {
      const data = await load();
      if (field.value.trim() === text) show(search(text, data), data);
    } catch {
      list.replaceChildren();
      status.textContent = failed;
      panel.hidden = false;
    }
  }

  function close() { panel.hidden = true; }

  function reveal(isOpen) {
    root.classList.toggle("cm-header--search", isOpen);
    find.setAttribute("aria-expanded", String(isOpen));
    if (isOpen) field.focus();
    else close();
  }

  field.addEventListener("focus", () => { load().catch(() => {}); if (field.value.trim()) answer(); });
  field.addEventListener("input", answer);
  find.addEventListener("click", () => reveal(find.getAttribute("aria-expanded") !== "true"));
  box.addEventListener("keydown", (event) => {
    const links = [...list.querySelectorAll("a")], at = links.indexOf(document.activeElement);
    if (event.key === "Escape") {
      close();
      if (find.offsetParent) { reveal(false); find.focus(); } else field.focus();
    } else if (event.key === "ArrowDown" && links.length && !panel.hidden) links[Math.min(at + 1, links.length - 1)].focus();
    else if (event.key === "ArrowUp" && at >= 0) (links[at - 1] ?? field).focus();
    else if (event.key === "Enter" && document.activeElement === field && links.length && !panel.hidden) links[0].click();
    else return;
    event.preventDefault();
  });
  document.addEventListener("click", ({ target }) => { if (!box.contains(target)) close(); });
  document.addEventListener("focusin", ({ target }) => { if (!box.contains(target)) close(); });
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    reveal(true);
  });
})();
