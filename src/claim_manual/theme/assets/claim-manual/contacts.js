/* Contacts: whether they are open now, copied and shared; long registers narrowed down. Nothing is
   sent anywhere. What can be shared is a contact, or whatever has data-share: an outcome of the tree
   gets its button by `<button type="button" class="cm-share">` anywhere inside it. */
(() => {
  const said = document.getElementById("cm-contacts")?.dataset, main = document.getElementById("cm-main");
  if (!said || !main) return;

  function h(tag, attributes, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  }

  const status = h("p", { class: "cm-hidden", role: "status", id: "cm-contact-status" });
  document.body.append(status);

  /* Said again where it was said before: an empty line between makes it news. */
  function tell(words) {
    status.textContent = "";
    setTimeout(() => { status.textContent = words; }, 50);
  }

  /* -- open now, in the time of the manual's country */

  const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
  const clock = (() => {
    try {
      return said.zone && new Intl.DateTimeFormat("en-US", { timeZone: said.zone, weekday: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
    } catch { return null; }  // a browser that does not know the zone says nothing
  })();

  function minuteOfWeek() {
    const now = Object.fromEntries(clock.formatToParts(new Date()).map(({ type, value }) => [type, value]));
    return DAYS.indexOf(now.weekday) * 1440 + Number(now.hour) * 60 + Number(now.minute);
  }

  function state(week, minute) {
    const now = week.split(" ").map((span) => /^(\d+)-(\d+)(a?)$/.exec(span)).filter((span) => span && +span[1] <= minute && minute < +span[2]);
    if (!now.length) return "closed";
    return now.every((span) => span[3]) ? "appointment" : "open";
  }

  /* Beside the hours that it follows from. */
  function placed(contact, mark) {
    const hours = contact.querySelector(".cm-hours");
    if (hours) hours.after(" ", mark);
    else (contact.querySelector(".cm-contact-more") ?? contact).append(" ", mark);
  }

  function showOpen(contacts) {
    if (!clock) return;
    const minute = minuteOfWeek();
    for (const contact of contacts) {
      const found = state(contact.dataset.opening, minute);
      let mark = contact.querySelector(".cm-open");
      if (!mark) placed(contact, (mark = h("span", { class: "cm-open" })));
      if (mark.dataset.open === found) continue;
      mark.dataset.open = found;
      mark.textContent = said[found];
    }
  }

  /* -- a contact as text */

  function linesOf(node) {
    const copy = node.cloneNode(true);
    for (const end of copy.querySelectorAll("br")) end.replaceWith("\n");
    for (const unsaid of copy.querySelectorAll(".cm-open, .cm-stale-contact")) unsaid.remove();
    return copy.textContent.split("\n").map((line) => line.replace(/\s+/g, " ").trim()).filter(Boolean).join("\n");
  }

  function textOf(contact) {
    const parts = contact.querySelectorAll(".cm-contact-name, .cm-number-of, .cm-contact-more > :not(.cm-open, .cm-stale-contact)");
    return [...parts].map((part) => (/^https?:/.test(part.getAttribute("href") ?? "") ? part.href : linesOf(part))).filter(Boolean).join("\n");
  }

  async function copied(text) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {  // where the page may not: an old browser, or a site without https
      const field = h("textarea", { class: "cm-hidden" });
      field.value = text;
      const before = document.activeElement;
      document.body.append(field);
      field.select();
      document.execCommand("copy");
      field.remove();
      before?.focus();
    }
  }

  async function copy(button, text) {
    await copied(text);
    tell(said.copied);
    button.dataset.words ??= button.textContent;
    button.textContent = said.copied;
    clearTimeout(button.cmBack);
    button.cmBack = setTimeout(() => { button.textContent = button.dataset.words; }, 3000);
  }

  async function share(button, title, text, url) {
    if (!navigator.share) return copy(button, [text, url].filter(Boolean).join("\n"));
    try {
      await navigator.share(url ? { title, text, url } : { title, text });
    } catch (failure) {
      if (failure.name !== "AbortError") await copy(button, [text, url].filter(Boolean).join("\n"));
    }
  }

  /* An outcome is shared as its page: never with the answers, which stand in the address. */
  function placeOf(outcome) {
    const page = location.href.split("#")[0];
    return outcome.id ? `${page}#${outcome.id}` : page;
  }

  document.addEventListener("click", ({ target }) => {
    const button = target.closest?.(".cm-copy, .cm-share");
    const contact = button?.closest(".cm-contact"), outcome = button?.closest("[data-share]");
    if (contact && button.matches(".cm-copy")) copy(button, textOf(contact));
    else if (contact) share(button, linesOf(contact.querySelector(".cm-contact-name")), textOf(contact));
    else if (outcome && button.matches(".cm-copy")) copy(button, `${outcome.dataset.share}\n${placeOf(outcome)}`);
    else if (outcome) share(button, document.title, outcome.dataset.share, placeOf(outcome));
  });

  /* -- what a contact can do, also where the tree shows it later */

  function dress(contact) {
    if (contact.querySelector(".cm-contact-actions")) return;
    const name = linesOf(contact.querySelector(".cm-contact-name"));
    const action = (kind, words) => h("button", { type: "button", class: `cm-button cm-button--quiet cm-${kind}`, "aria-label": `${words}: ${name}` }, words);
    const actions = h("span", { class: "cm-contact-actions" }, action("copy", said.copy));
    if (navigator.share) actions.append(action("share", said.share));
    contact.append(actions);
  }

  function dressAll(root) {
    for (const contact of root.querySelectorAll(".cm-contact")) dress(contact);
    showOpen(root.querySelectorAll(".cm-contact[data-opening]"));
  }

  const article = main.querySelector("article") ?? main;
  const filter = article.querySelector(".cm-filter");
  if (filter) narrowing(filter);
  markStale();
  dressAll(article);
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes)
      for (const node of addedNodes) if (node.nodeType === 1 && (node.matches(".cm-contact") || node.querySelector(".cm-contact"))) dressAll(node.parentElement ?? article);
  }).observe(article, { childList: true, subtree: true });
  const again = () => showOpen(article.querySelectorAll(".cm-contact[data-opening]"));
  setInterval(again, 30_000);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) again(); });

  /* -- a register: what nobody has confirmed for long marked, and narrowed down */

  function markStale() {
    const stale = article.querySelector(".cm-register[data-stale]")?.dataset.stale;
    for (const entry of stale ? article.querySelectorAll(".cm-register > [data-verified]") : []) {
      const days = Math.floor((Date.now() - Date.parse(entry.dataset.verified)) / 864e5);
      if (days > 180) (entry.querySelector(".cm-contact-more") ?? entry.querySelector("p")).append(" ", h("span", { class: "cm-badge cm-amber cm-stale-contact" }, stale.replace("{n}", days)));
    }
  }

  function narrowing(form) {
    const lists = [...article.querySelectorAll(".cm-register, .cm-glossary")];
    const groups = lists.map((list) => ({ list, entries: [...list.children], title: list.previousElementSibling?.matches("h2") ? list.previousElementSibling : null }));
    const entries = groups.flatMap((group) => group.entries);
    if (!entries.length) return;
    const field = form.querySelector("input"), clear = form.querySelector("[type=reset]"), status = form.querySelector("[role=status]"), index = article.querySelector(".cm-index");
    const fold = (words) => words.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
    const together = (words) => words.replace(/(\d)[ .\-()]+(?=\d)/g, "$1");
    const texts = new Map();
    function learn() {
      for (const entry of entries) {
        const words = fold(`${entry.textContent} ${entry.dataset.kind ?? ""}`);
        texts.set(entry, `${words} ${together(words)}`);
      }
    }
    learn();
    form.addEventListener("cm-renew", learn);

    function narrow() {
      const words = fold(field?.value ?? "").split(/\s+/).filter(Boolean);
      const number = together(words.join(" "));
      const wanted = [...form.querySelectorAll("select")].filter((one) => one.value);
      const isNarrow = words.length + wanted.length > 0;
      const fits = (entry) =>
        (words.every((word) => texts.get(entry).includes(word)) || (/^\+?\d+$/.test(number) && texts.get(entry).includes(number)))
        && wanted.every(({ dataset, value }) => (entry.dataset[dataset.key] ?? "").split(/\s*[,;]\s*/).includes(value) || entry.dataset[dataset.key] === value);
      let left = 0;
      for (const { list, entries: own, title } of groups) {
        let some = 0;
        for (const entry of own) some += !(entry.hidden = isNarrow && !fits(entry));
        left += some;
        list.hidden = !some;
        if (title) title.hidden = !some;
      }
      const counts = [left, entries.length];
      status.textContent = !isNarrow ? "" : left ? form.dataset.count.replace(/#/g, () => counts.shift()) : form.dataset.none;
      clear.hidden = !isNarrow;
      if (index) index.hidden = isNarrow;
      mark(isNarrow ? words : []);
    }

    /* The words that were found, marked without a change of the page where a browser can. */
    function mark(words) {
      if (!globalThis.CSS?.highlights || !globalThis.Highlight) return;
      const ranges = [];
      for (const entry of words.length ? entries.filter((one) => !one.hidden) : []) {
        const nodes = document.createTreeWalker(entry, NodeFilter.SHOW_TEXT);
        for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
          const text = fold(node.data);
          if (text.length !== node.data.length) continue;  // letters that are written as two
          for (const word of words)
            for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
              const range = new Range();
              range.setStart(node, at);
              range.setEnd(node, at + word.length);
              ranges.push(range);
            }
        }
      }
      CSS.highlights.set("cm-sought", new Highlight(...ranges));
    }

    form.hidden = false;
    form.addEventListener("input", narrow);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(() => { narrow(); (field ?? form.querySelector("select"))?.focus(); }));
    /* A link to an entry that is narrowed away shows it again. */
    addEventListener("hashchange", () => {
      const goal = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (!goal?.closest("[hidden]")) return;
      form.reset();
      setTimeout(() => goal.scrollIntoView());
    });
    addEventListener("pageshow", narrow);  // a browser that goes back keeps what was typed
  }
})();
