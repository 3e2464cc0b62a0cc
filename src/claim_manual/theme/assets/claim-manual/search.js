/* Search in the index of the page's own language. Both are loaded when somebody first wants them: this
   by claim-manual.js, which opens the field, the index by this.

   Accents and case do not matter; words are found by their stem, by their beginning while they are
   being typed, with one letter wrong, and failing that by the longest beginning they share with a
   word of the manual. What is looked for is the address: #q=words. */
(() => {
  const field = document.getElementById("cm-search");
  if (!field) return;
  const box = field.closest(".cm-search"), panel = box.querySelector(".cm-results");
  const status = panel.querySelector("[role=status]"), list = panel.querySelector("ol");
  const find = document.querySelector(".cm-find"), { reveal } = window.claimManualFrame;
  const { index, none, one, other, failed, loading: loadingWords } = field.dataset;
  const MOST = 40, SIGNS = String.fromCharCode(...Array.from({ length: 92 }, (_, n) => 35 + n)).replace("\\", "");
  let loading, ready, goes = false, isArrived = false;

  function load() {
    loading ??= new Promise((done, fail) => {
      window.claimManualSearch = (data) => done(ready = prepare(data));
      const script = document.createElement("script");
      script.src = index;
      script.onerror = () => { loading = undefined; script.remove(); fail(new Error(index)); };
      document.head.append(script);
    });
    return loading;
  }

  // -- the index, as site/search.py writes it

  const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  /* As site/search_pages.py divides a text: a number in groups is one word, and so is a code. */
  function plain(text) {
    const joined = text.replace(/\b(\d{1,2}\/\d{1,2}\/\d{4}|\d{4}-\d{2}(-\d{2})?)\b/g, " ")
      .replace(/\+?\d+([ \u00a0.-]\d+)+|\d+\/\d+/g, (written) => {
        const [first, ...rest] = written.match(/\d+/g), digits = first + rest.join("");
        return digits.length > 9 ? `${digits} ${rest.join("")}` : digits.length >= 5 ? digits : written;
      }).replace(/\b([A-Z]{1,4})-(\d{1,3})\b/g, "$1$2");
    return folded(joined);
  }

  const wordsOf = (text) => text.match(/[\p{L}\p{N}]+/gu) ?? [];

  function prepare(data) {
    const forms = [], stemOf = new Map(), stops = new Set(data.stops.split(" "));
    let stem = -1, form = "";
    for (const [, mark, shared, rest] of data.words.matchAll(/(\.?)([A-Z])([^.A-Z]*)/g)) {
      if (mark) stem += 1;
      form = form.slice(0, shared.charCodeAt(0) - 65) + rest;
      forms.push([form, stem]);
      stemOf.set(form, stem);
    }
    forms.sort(([a], [b]) => (a < b ? -1 : 1));
    const held = data.stems.split(" ").map((steps) => placesOf(steps, data.levels));
    const [anchors, headings, texts] = [data.anchors, data.headings, data.texts].map((lines) => lines.split("\n"));
    const titles = data.pages.map(([, title]) => title).join("\n");
    const [plainTitles, plainHeadings, plainTexts] = [titles, data.headings, data.texts].map((lines) => plain(lines).split("\n"));
    const [ofTitle, ofHeading, ofKeyword, ofPart] = data.weights, sections = [], firsts = [];
    const add = (words, weight) => {
      for (const word of words) {
        const known = stops.has(word) ? undefined : stemOf.get(word);
        if (known !== undefined) held[known].push(sections.length - 1, weight);
      }
    };
    data.pages.forEach(([, , , , , , count], page) => {
      firsts.push(sections.length);
      for (let n = 0; n < count; n++) {
        const at = sections.length;
        sections.push({ page, anchor: anchors[at], heading: headings[at], text: texts[at] });
        if (n) add(wordsOf(plainHeadings[at]), ofHeading);
        else add(wordsOf(plainTitles[page]), ofTitle);
        add(wordsOf(plainTexts[at]), 1);
      }
    });
    const same = (word) => stemOf.get(word) ?? word, isTelling = (word) => !stops.has(word);
    const phrase = (words) => ({ all: words.map(same), telling: words.filter(isTelling).map(same) });
    const keywords = data.keywords.split("\n").filter(Boolean).map((line) => {
      const [written, numbers] = line.split("|"), said = phrase(written.split(" ")), pages = numbers.split(",");
      for (const page of pages)
        for (const known of said.telling)
          held[known]?.push(firsts[page], said.all.length > 1 ? ofPart : ofKeyword);
      return { ...said, places: pages.flatMap((page) => [firsts[page], data.weights[4]]) };
    });
    const meanings = data.ways.split("\n").flatMap((line, n) => line.split("|").filter(Boolean)
      .map((way) => ({ ...phrase(way.split(" ")), places: held[stem + 1 + n] })));
    const phrases = [...keywords.filter(({ all }) => all.length > 1), ...meanings];
    return { ...data, forms, stemOf, stops, held, sections, firsts, phrases };
  }

  /* Sections and weights in turn, of which the steps are written in two kinds of digits. */
  function placesOf(steps, levels) {
    const places = [];
    let section = -1, left = 0;
    for (const sign of steps) {
      const digit = SIGNS.indexOf(sign);
      if (digit >= 83) places[places.length - 1] = levels[digit - 82];
      else if (digit >= 45) left = left * 38 + digit - 44;
      else {
        section += left * 45 + digit + 1;
        left = 0;
        places.push(section, levels[0]);
      }
    }
    return places;
  }

  // -- what somebody means

  function asked(text, { stemOf, forms }) {
    const begins = (word) => forms[place(forms, word)]?.[0].startsWith(word);
    const joined = folded(text)
      .replace(/(^|[^\p{L}\p{N}])(\p{L}{1,4})[\s-]*0*(\d{1,3})(?!\p{N})/gu, (written, before, letters, digits) => {
        const code = `${letters}${digits.padStart(2, "0")}`;
        return stemOf.has(code) ? `${before}${code}` : written;
      })
      .replace(/\+?\d+(?:[\s./-]+\d+)*/g, (written) => {
        const digits = written.replace(/\D/g, ""), last = digits.slice(-9);
        if (begins(digits)) return digits;
        return digits.length > 9 && stemOf.has(last) ? last : written;
      });
    return joined.match(/[\p{L}\p{N}]+/gu) ?? [];
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

  /* Whether one letter more, less, other, or two in the other order make one word the other. */
  function isNear(a, b) {
    if (Math.abs(a.length - b.length) > 1) return false;
    let from = 0, end = 0;
    while (from < a.length && a[from] === b[from]) from += 1;
    const most = Math.min(a.length, b.length) - from;
    while (end < most && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
    const [mine, its] = [a.slice(from, a.length - end), b.slice(from, b.length - end)];
    return (mine.length <= 1 && its.length <= 1) || (mine.length === 2 && mine === its[1] + its[0]);
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
        const [form, stem] = forms[n], sure = (isWord ? 0.2 : 0.7) * (word.length / form.length);
        if (!(found.get(stem) >= sure)) found.set(stem, sure);
      }
    if (!found.size && /^\p{L}{4,}$/u.test(word))
      for (const [form, stem] of forms) if (form.length > 2 && isNear(word, form)) found.set(stem, 0.6);
    for (let far = word.length - 1; !found.size && far >= Math.max(4, word.length * 0.6); far--) {
      const start = word.slice(0, far);
      for (let n = place(forms, start); n < forms.length && forms[n][0].startsWith(start); n++)
        found.set(forms[n][1], 0.4);
    }
    return found;
  }

  /* The words that say a phrase: all of it that tells something, in any order; or else the phrase as
     it stands, if only one of its words does. Nothing where it is not said. */
  function saying({ all, telling }, words) {
    const says = (n, part) => typeof part === "number" ? words[n]?.stems.get(part) >= 0.5 : words[n]?.word === part;
    if (telling.length > 1) {
      const at = telling.map((part) => words.findIndex((_, n) => says(n, part)));
      return at.includes(-1) ? [] : at;
    }
    const start = words.findIndex((_, n) => all.every((part, k) => says(n + k, part)));
    return start < 0 ? [] : all.map((_, k) => start + k);
  }

  function search(text, data) {
    const { held, sections, stops } = data, pages = new Map();
    const typed = asked(text, data), isTelling = (word) => !stops.has(word) && (word.length > 1 || /[^a-z0-9]/.test(word));
    const telling = typed.some(isTelling) ? typed.filter(isTelling) : typed;
    const slots = [...new Set(telling)], meanings = new Map(slots.map((word) => [word, meant(word, data)]));
    const words = typed.map((word) => ({ word, stems: meanings.get(word) ?? new Map() }));
    const credit = (places, sure, ks) => {
      const rare = sure * Math.log(1 + (2 * sections.length) / places.length);
      for (let n = 0; n < places.length; n += 2) {
        const section = places[n], { page } = sections[section], weight = places[n + 1] * rare * data.pages[page][4];
        if (!pages.has(page)) pages.set(page, { page, best: slots.map(() => 0), sections: new Map() });
        const known = pages.get(page), own = known.sections.get(section) ?? slots.map(() => 0);
        known.sections.set(section, own);
        for (const k of ks) {
          known.best[k] = Math.max(known.best[k], weight);
          own[k] = Math.max(own[k], weight);
        }
      }
    };
    slots.forEach((word, k) => meanings.get(word).forEach((sure, stem) => credit(held[stem], sure, [k])));
    for (const phrase of data.phrases) {
      const ks = saying(phrase, words).map((n) => slots.indexOf(words[n].word)).filter((k) => k >= 0);
      if (ks.length) credit(phrase.places, 0.9, new Set(ks));
    }
    const sum = (numbers) => numbers.reduce((all, number) => all + number, 0);
    const met = (numbers) => numbers.filter(Boolean).length;
    const all = [...pages.values()].map(({ page, best, sections: own }) => {
      const [[section]] = [...own].sort((a, b) => met(b[1]) - met(a[1]) || sum(b[1]) - sum(a[1]));
      return { page: data.pages[page], section, met: met(best), score: sum(best) * (met(best) / slots.length) ** 2 };
    });
    const most = Math.max(0, ...all.map((result) => result.met)), top = Math.max(0, ...all.map(({ score }) => score));
    const stems = new Set([...meanings.values()].flatMap((found) => [...found.keys()]));
    return all.filter((result) => result.met === most || result.score > top / 10)
      .sort((a, b) => a.page[5] - b.page[5] || b.score - a.score).slice(0, MOST)
      .map((result) => ({ ...result, stems }));
  }

  // -- what is shown

  function h(tag, attributes, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  }

  /* A text with the words that were found marked. */
  function marked(text, stems, { stemOf }) {
    return text.split(/([\p{L}\p{N}]+)/u).map((piece, n) =>
      n % 2 && stems.has(stemOf.get(folded(piece))) ? h("mark", {}, piece) : piece);
  }

  const slug = (title) => title.normalize("NFKD").replace(/[^\x00-\x7f]/g, "").replace(/[^\w\s-]/g, "").trim().toLowerCase().replace(/[-\s]+/g, "-");

  function result({ page: [path, title, code, kind], section, stems }, data) {
    const { page, anchor, heading, text } = data.sections[section], shown = text || data.sections[data.firsts[page]].text;
    const address = `${field.dataset.root}${path}${anchor === "#" ? `#${slug(heading)}` : anchor && `#${anchor}`}`;
    const head = h("span", { class: "cm-result-title" }, ...(code ? [h("span", { class: "cm-code" }, code), " "] : []),
      h("strong", {}, ...marked(title, stems, data)), ...(heading ? [" › ", ...marked(heading, stems, data)] : []));
    return h("li", { class: "md-search-result__item" }, h("a", { class: "md-search-result__link", href: address }, head,
      ...(kind ? [h("small", {}, kind)] : []), h("span", { class: "cm-result-text" }, ...marked(shown, stems, data))));
  }

  function say(words, isBusy = false) {
    list.replaceChildren();
    status.textContent = words;
    panel.setAttribute("aria-busy", String(isBusy));
    panel.hidden = false;
  }

  function show(found, data) {
    say(!found.length ? none : found.length === 1 ? one : other.replace("#", found.length));
    list.append(...found.map((each) => result(each, data)));
    if (goes) list.querySelector("a")?.click();
    goes = false;
  }

  async function answer() {
    const text = field.value.trim();
    remember(text);
    if (!text) return close();
    try {
      if (!ready) say(loadingWords, true);
      const data = ready ?? await load();
      if (field.value.trim() === text) show(search(text, data), data);
    } catch {
      goes = false;
      say(failed);
    }
  }

  // -- the address: #q= and the words; closing the search gives back what stood there before

  const looked = () => location.hash.startsWith("#q=") ? new URLSearchParams(location.hash.slice(1)).get("q") : null;

  function remember(text) {
    if (!text) return forget();
    const address = `#${new URLSearchParams({ q: text })}`;
    if (location.hash === address) return;
    if (looked() !== null) history.replaceState(history.state, "", address);
    else if (history.state?.isSearched) history.replaceState({ before: location.hash }, "", address);
    else history.pushState({ before: location.hash }, "", address);
  }

  /* On a page that was opened by such an address, nothing stood there; what did, Back gives back. */
  function forget() {
    if (looked() === null) return;
    const before = isArrived ? "" : history.state?.before ?? "";
    history.replaceState({ isSearched: true }, "", before || location.pathname + location.search);
    isArrived = false;
  }

  function arrive() {
    const text = looked();
    isArrived = text !== null;
    if (!isArrived) {
      if (!panel.hidden) close();
      return;
    }
    field.value = text;
    reveal(true);
    answer();
  }

  function close() {
    panel.hidden = true;
    goes = false;
    forget();
  }

  function ask() { load().catch(() => {}); if (field.value.trim()) answer(); }

  /* To the field, without asking again. */
  function back() {
    field.removeEventListener("focus", ask);
    field.focus();
    field.addEventListener("focus", ask);
  }

  field.addEventListener("focus", ask);
  field.addEventListener("input", () => { goes = false; answer(); });
  find.addEventListener("click", () => { if (find.getAttribute("aria-expanded") !== "true") close(); });
  box.addEventListener("keydown", (event) => {
    const links = [...list.querySelectorAll("a")], at = links.indexOf(document.activeElement);
    if (event.key === "Escape") {
      close();
      if (find.offsetParent) { reveal(false); find.focus(); } else if (at >= 0) back();
    } else if (event.key === "ArrowDown" && links.length && !panel.hidden) links[Math.min(at + 1, links.length - 1)].focus();
    else if (event.key === "ArrowUp" && at >= 0) (links[at - 1] ?? field).focus();
    else if (event.key === "Enter" && document.activeElement === field && !panel.hidden) {
      if (links.length) links[0].click();
      else goes = !ready;
    } else return;
    event.preventDefault();
  });
  document.addEventListener("click", ({ target }) => { if (!panel.hidden && !box.contains(target)) close(); });
  document.addEventListener("focusin", ({ target }) => { if (!panel.hidden && !box.contains(target)) close(); });
  addEventListener("hashchange", arrive);
  arrive();
  if (document.activeElement !== field || isArrived) return;
  /* What was typed, and entered, while this was on its way. */
  goes = window.claimManualFrame.isEntered();
  ask();
})();
