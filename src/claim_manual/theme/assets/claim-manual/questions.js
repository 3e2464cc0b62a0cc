/* How a question is answered: one of several answers, some of them, a number, a day. */
(() => {
  const { read, within, label } = window.claimManualWalk;
  const { numbers, days } = window.claimManualTyped;
  const DAY = 864e5;

  function h(tag, attributes, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes ?? {}))
      if (value === true) made.setAttribute(name, "");
      else if (value !== undefined && value !== null && value !== false) made.setAttribute(name, value);
    made.append(...children.flat().filter((one) => one !== null && one !== undefined));
    return made;
  }

  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const { dataset, lang: tag } = document.documentElement, lang = dataset.locale || tag || undefined;

  /* A number without points or commas that could be read in two ways: 1200, 12 000, 1,2. */
  function figures(at) {
    const parts = new Intl.NumberFormat(lang, { useGrouping: false, maximumFractionDigits: 10 }).formatToParts(at);
    return parts.map(({ type, value }) => (type === "integer" && value.length > 4 ? value.replace(/\B(?=(\d{3})+$)/g, "\u00a0") : value)).join("");
  }

  const unitOf = (stop) => (stop.unit ? ` ${stop.unit}` : "");

  /* A number with its unit; of money, its sign where the language puts it, and cents in two digits. */
  function amount(stop, at) {
    if (!stop.money) return `${figures(at)}${unitOf(stop)}`;
    const cents = at % 1 ? 2 : 0, euros = new Intl.NumberFormat(lang, { style: "currency", currency: "EUR", useGrouping: false, minimumFractionDigits: cents, maximumFractionDigits: cents });
    return euros.formatToParts(at).map(({ type, value }) => ({ currency: stop.unit, integer: figures(value) }[type] ?? value)).join("");
  }
  const dayOf = (text) => new Date(`${text}T12:00`).toLocaleDateString(lang, { day: "numeric", month: "long", year: "numeric" });

  /* Whole days, months or years between a day and today. Where a month is too short for a term, it
     ends on the last day of the month, or on the day after, as the manual says (month_ends). */
  function measured(measure, text, { monthEnds }, now = new Date()) {
    const [year, month, date] = text.split("-").map(Number);
    if (measure.startsWith("days")) {
      const past = Math.round((Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) - Date.UTC(year, month - 1, date)) / DAY);
      return measure === "days-until" ? -past : past;
    }
    const last = new Date(now.getFullYear(), now.getMonth() + 1, 0).getDate();
    const due = monthEnds === "last-day" ? Math.min(date, last) : date;
    const months = (now.getFullYear() - year) * 12 + now.getMonth() + 1 - month - (now.getDate() < due ? 1 : 0);
    return measure === "years-since" ? Math.floor(months / 12) : months;
  }

  /* An answer in words, with the number or day that was given. */
  function said({ stop, answer, written }, say) {
    if (stop.asks === "multiple") return answer.ids.map((id) => label(stop, id)).join("; ") || say.none;
    if (!stop.asks) return label(stop, answer.ids[0]);
    const value = stop.measure === "date" ? dayOf(written) : amount(stop, answer.at);
    return [label(stop, answer.ids[0]), h("span", { class: "cm-value" }, ` (${value})`)];
  }

  /* How a state's question is asked: `goTo` has the address for an answer, `title` the question. */
  function asked(state, { say, goTo, title, counted }) {
    const { stop, current } = state;

    function choices() {
      return h("ul", { class: "cm-answers" }, stop.answers.map(([id, text]) =>
        h("li", {}, h("a", { href: goTo(id), "aria-current": current?.ids[0] === id ? "true" : undefined }, text))));
    }

    /* A form whose value goes on to what is next, says in words why it cannot, or asks what was meant. */
    function form(fields, value) {
      const error = h("p", { class: "cm-tree-error", id: "cm-tree-error", role: "alert" });
      const meant = h("p", { class: "cm-tree-meant" });
      const made = h("form", { class: "cm-tree-form", novalidate: true }, fields, error, meant,
        h("button", { type: "submit", class: "cm-button cm-button--on" }, say.go));
      made.addEventListener("submit", (event) => {
        event.preventDefault();
        const { given, wrong, readings = [], words } = value();
        const field = made.querySelector("input");
        meant.replaceChildren(...readings.map(([one, text]) => h("a", { class: "cm-button", href: goTo(one) }, text)));
        error.textContent = wrong ?? (readings.length ? fill(readings.length > 1 ? say.meant : say.isMeant, { words }) : "");
        made.classList.toggle("is-asking", readings.length > 0);
        field.toggleAttribute("aria-invalid", false);
        if (wrong) {
          field.setAttribute("aria-invalid", "true");
          field.setAttribute("aria-describedby", "cm-tree-error");
          field.focus();
        } else if (readings.length) meant.firstElementChild.focus();
        else location.hash = goTo(given);
      });
      made.addEventListener("input", () => {
        meant.replaceChildren();
        made.classList.remove("is-asking");
      });
      return made;
    }

    function several() {
      const box = (id, text) => h("label", { class: "cm-choice" },
        h("input", { type: "checkbox", value: id, checked: id ? current?.ids.includes(id) : current && !current.ids.length }), text);
      const fields = h("fieldset", {}, h("legend", { class: "cm-hidden" }, title),
        stop.answers.map(([id, text]) => box(id, text)), box("", say.none));
      fields.addEventListener("change", ({ target }) => {
        for (const one of fields.querySelectorAll("input"))
          if (target.checked && (target.value === "") !== (one.value === "")) one.checked = false;
      });
      return form(fields, () => {
        const chosen = [...fields.querySelectorAll("input:checked")].map((one) => one.value);
        return chosen.length ? { given: chosen.filter(Boolean).join(",") } : { wrong: say.choose };
      });
    }

    /* Of what a text can mean, the only reading that fits, or those that do, to be asked about. */
    function chosen(words, readings, isSure = true) {
      const fit = readings.filter(([, , wrong]) => !wrong);
      if (!fit.length) return { wrong: readings[0][2] };
      const isMeant = isSure && fit.length === 1 && fit[0] === readings[0];
      return isMeant ? { given: fit[0][0] } : { words: words.trim(), readings: fit };
    }

    function figure() {
      const value = current ? figures(current.at) : undefined;
      const field = h("input", { id: "cm-tree-field", type: "text", inputmode: stop.whole ? "numeric" : "decimal", autocomplete: "off", value });
      const measure = counted[stop.measure];
      const name = measure ? `${measure} ` : h("span", { class: "cm-hidden" }, title);
      return form(h("label", { class: "cm-field" }, name, field, unitOf(stop)), () => {
        const some = numbers(field.value, say.typed, stop.unit);
        return some.length ? chosen(field.value, some.map((at) => [String(at), amount(stop, at), wrong(at)])) : { wrong: say.number };
      });
    }

    function wrong(at) {
      const [low, lowSide, high, highSide] = stop.span;
      if (stop.whole && at % 1) return say.whole;
      if (!within(at, stop.span)) {
        const last = stop.whole && !highSide ? high - 1 : high;
        return low !== null && (at < low || (at === low && lowSide)) ? fill(say.low, { low: figures(low) }) : fill(say.high, { high: figures(last) });
      }
      return read(stop, String(at)) ? undefined : say.gap;
    }

    function day() {
      if (counted[stop.measure]) return figure();
      const example = new Date().toLocaleDateString(lang);
      const value = current && stop.measure === "date" ? state.currentText : undefined;
      const field = h("input", { id: "cm-tree-field", type: "text", autocomplete: "off", value, "aria-describedby": "cm-tree-example" });
      const hint = h("span", { class: "cm-muted", id: "cm-tree-example" }, ` ${example}`);
      return form(h("label", { class: "cm-field" }, `${say.pick} `, field, hint), () => {
        const typed = days(field.value, say.typed);
        if (!typed.days.length) return { wrong: noDay(typed, example) };
        return chosen(field.value, typed.days.map((one) => {
          if (stop.measure === "date") return [one, dayOf(one), read(stop, one) ? undefined : say.gap];
          const at = measured(stop.measure, one, say.typed);
          return [String(at), dayOf(one), wrong(at)];
        }), !typed.isTurned);
      });
    }

    function noDay({ month, year, last }, example) {
      if (last) return fill(say.noDay, { month: new Date(year, month - 1, 1).toLocaleDateString(lang, { month: "long", year: "numeric" }), last });
      return month === undefined ? fill(say.date, { example }) : fill(say.noMonth, { n: month });
    }

    return ({ multiple: several, number: figure, date: day }[stop.asks] ?? choices)();
  }

  window.claimManualQuestions = { h, fill, said, asked, measured, lang };
})();
