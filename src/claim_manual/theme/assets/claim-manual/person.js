/* The sheet for the person: what happens next, in a language in which its sentences exist. And what is
   printed of a discreet page, which is numbers and the next appointment alone, whoever asks for it. */
(() => {
  const { h } = window.claimManualQuestions, { body } = document;
  const article = document.querySelector("article");

  /* -- paper: while a slip is there for it, nothing else is printed, nor said in its margins */

  const ONLY = "cm-slip-only";
  let before = null;

  /* Addresses and titles of pages say what they are about, and the address has the answers. */
  function hide() {
    if (before) return;
    const isSlip = body.classList.contains(ONLY) || body.classList.contains("cm-discreet");
    if (!isSlip && !document.documentElement.classList.contains("cm-print-tree")) return;
    before = { title: document.title, address: location.href, state: history.state };
    if (isSlip) document.title = document.querySelector(".cm-slip h2")?.textContent ?? "\u00a0";
    const home = document.querySelector("a.cm-title")?.href;
    try {
      history.replaceState(before.state, "", isSlip && home ? home : location.href.split("#")[0]);
    } catch { /* files have no other address */ }
  }

  function show() {
    if (!before) return;
    document.title = before.title;
    try { history.replaceState(before.state, "", before.address); } catch { /* as above */ }
    before = null;
  }

  addEventListener("beforeprint", hide);
  addEventListener("afterprint", show);

  /* Puts a slip in place of the page's own, until what it gives back is called. */
  function held(slip) {
    const own = document.querySelector(".cm-slip"), wasOnly = body.classList.contains(ONLY);
    if (own) own.replaceWith(slip);
    else article.append(slip);
    body.classList.add(ONLY);
    return () => {
      if (own) slip.replaceWith(own);
      else slip.remove();
      if (!wasOnly) body.classList.remove(ONLY);
    };
  }

  /* -- a sheet */

  const blank = () => h("span", { class: "cm-blank cm-blank--middle" });

  /* Words in this language, or else in the page's. */
  function either(here, own, sheet) {
    if (here) return here;
    return own ? h("span", { lang: sheet.tag, dir: sheet.dir }, own) : null;
  }

  function called(person, sheet, nodes, isDiscreet) {
    const [own] = person.sheets, ids = [...new Set(nodes.flatMap((node) => person.contacts[node] ?? []))];
    const phone = (number) => h("strong", { dir: "ltr" }, number);
    if (isDiscreet) return [...new Set(ids.flatMap((id) => person.phones[id]))].map((number) => h("li", {}, phone(number)));
    return ids.map((id) => h("li", {}, person.phones[id].map((number) => [phone(number), " "]).flat(),
      h("span", {}, either(sheet.names?.[id], own.names?.[id], own)), ...(sheet.open?.[id] ?? []).map((line) => h("small", {}, line))));
  }

  /* The papers of the page, and those of the steps that were gone through, each with a box to tick. */
  function papers(person, sheet, steps) {
    const [own] = person.sheets, has = own.papers ?? sheet.papers ?? {};
    return ["", ...steps].flatMap((name) => (has[name] ?? []).map((text, n) => either(sheet.papers?.[name]?.[n], text, own)))
      .filter(Boolean).map((words) => h("li", {}, h("span", { class: "cm-box" }), " ", h("span", {}, words)));
  }

  function made(person, sheet, { nodes, titles, said, steps, isDiscreet }) {
    const { say } = sheet, [own] = person.sheets;
    const numbers = called(person, sheet, nodes, isDiscreet);
    const parts = [];
    if (!isDiscreet) {
      const ends = nodes.map((node, n) => h("p", { class: "cm-slip-end" }, sheet === own ? titles[n] : either(sheet.titles?.[node], titles[n], own)));
      const words = said.filter((one) => one.lang === sheet.tag).map((one) => {
        const copy = one.cloneNode(true);
        copy.className = "cm-slip-said";
        return copy;
      });
      parts.push(h("h2", {}, say.next), ...ends, ...words);
    }
    parts.push(h("h2", {}, say.appointment), ...[say.date, say.time, say.place].map((word) => h("p", { class: "cm-slip-line" }, `${word}: `, blank())));
    const some = isDiscreet ? [] : papers(person, sheet, steps);
    if (some.length) parts.push(h("h2", {}, say.papers), h("ul", { class: "cm-slip-papers" }, some));
    if (numbers.length) parts.push(h("h2", {}, say.numbers), h("ul", {}, numbers));
    return h("section", { class: "cm-slip", lang: sheet.tag, dir: sheet.dir }, parts);
  }

  /* The sheet on the screen, in the language that is chosen; it is what is printed while it is open. */
  function open(person, end) {
    const place = h("div", { class: "cm-sheet-shown", tabindex: "0", role: "group", "aria-label": person.say.sheet });
    const print = h("button", { type: "button", class: "cm-button" }, person.say.print);
    const dialog = window.claimManualDialog("cm-dialog--person", person.say.sheet, person.say.close, place);
    let giveBack = () => {};
    const tabs = person.sheets.map((sheet) => h("button", { type: "button", class: "cm-button cm-button--quiet", lang: sheet.tag }, sheet.name));
    function turn(n) {
      giveBack();
      const slip = made(person, person.sheets[n], end);
      giveBack = held(slip);
      place.replaceChildren(...[...slip.cloneNode(true).children]);
      place.lang = person.sheets[n].tag;
      place.dir = person.sheets[n].dir;
      place.scrollTop = 0;
      tabs.forEach((tab, k) => tab.setAttribute("aria-pressed", String(k === n)));
    }
    tabs.forEach((tab, n) => tab.addEventListener("click", () => turn(n)));
    print.addEventListener("click", () => window.print());
    dialog.addEventListener("close", () => giveBack());
    dialog.firstChild.prepend(...tabs);
    dialog.querySelector(".cm-close").before(print);
    turn(0);
    place.focus();
  }

  /* The sheet in the page's language, on paper at once. */
  function print(person, end) {
    const giveBack = held(made(person, person.sheets[0], end));
    addEventListener("afterprint", giveBack, { once: true });
    window.print();
  }

  window.claimManualPerson = { open, print };
})();
