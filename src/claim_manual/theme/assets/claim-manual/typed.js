/* Numbers and days as people write them: "1.200", "1 234,56", "870,5 €", "3/11/2026", "3 nov 2026".

   What can mean two things comes back as two, the likelier first, so that the reader is asked. The
   conventions are those of the page's language, and come with the page. */
(() => {
  const bare = (text) => text.normalize("NFKC").replace(/[\u2212\u2013]/g, "-").replace(/\s+/g, " ").trim();
  const plain = (text) => text.normalize("NFD").replace(/\p{M}|\./gu, "").toLowerCase();

  /* -- numbers */

  /* Whether a word after a number says its unit: "ano" of "anos", "eur" of "€". */
  function isUnit(word, unit) {
    const money = /^(\p{Sc}|us\$|eur(os?)?|usd|d[oó]lar(es)?|dollars?)$/iu;
    if (money.test(word)) return !unit || unit.split(/[\s/]+/).some((one) => money.test(one));
    const wanted = plain(unit).split(/[^\p{L}]+/u), given = plain(word);
    return wanted.some((one) => one === given || (given.length > 2 && one.startsWith(given)) || (one.length > 2 && given.startsWith(one) && given.length <= one.length + 2));
  }

  function withoutUnit(text, unit) {
    const [, before, middle, after] = /^([^\d+.,-]*)([-+]?[\d.,'’ ]*\d[.,]?)(\D*)$/.exec(text) ?? [];
    if (middle === undefined) return null;
    const words = `${before} ${after}`.split(/[\s/]+/).filter(Boolean);
    return words.every((one) => isUnit(one, unit)) ? middle.trim() : null;
  }

  const isGrouped = (parts) => /^[1-9]\d{0,2}$/.test(parts[0]) && parts.length > 1 && parts.slice(1).every((one) => /^\d{3}$/.test(one));

  /* The numbers that a text can mean; none where it is none. */
  function numbers(text, { decimal }, unit = "") {
    const kept = withoutUnit(bare(text), unit);
    const [, sign, rest] = /^([-+]?) ?([\d.,'’ ]+)$/.exec(kept ?? "") ?? [];
    if (!rest || !/\d/.test(rest)) return [];
    const signed = (some) => some.map((one) => Number(sign + one)).filter((one) => !Number.isNaN(one));
    const [whole, ...fraction] = rest.split(/(?=[.,])/);
    const spaced = whole.split(/[ '’]/);
    if (spaced.length > 1) {
      if (!isGrouped(spaced) || fraction.length > 1 || /[ '’]/.test(fraction[0] ?? "")) return [];
      return signed([spaced.join("") + (fraction[0] ?? "").replace(",", ".")]);
    }
    if (/[ '’]/.test(rest)) return [];
    return signed(pointed(rest, decimal));
  }

  /* Digits with points and commas: the last of two kinds is the decimal one; of one kind that parts
     three digits off, nobody knows without asking. */
  function pointed(rest, decimal) {
    const signs = rest.replace(/\d/g, ""), last = signs.at(-1);
    if (!last) return [rest];
    const parts = rest.split(last), whole = parts.slice(0, -1).join(last);
    if (new Set(signs).size > 1) {
      const other = last === "," ? "." : ",";
      return parts.length === 2 && isGrouped(whole.split(other)) ? [`${whole.replaceAll(other, "")}.${parts[1]}`] : [];
    }
    if (parts.length > 2) return isGrouped(parts) ? [parts.join("")] : [];
    const fraction = `${parts[0] || "0"}.${parts[1]}`;
    if (!isGrouped(parts)) return [fraction];
    return last === decimal ? [fraction, parts.join("")] : [parts.join(""), fraction];
  }

  /* -- days */

  const lastOf = (year, month) => new Date(Date.UTC(year, month, 0)).getUTCDate();
  const iso = (year, month, day) => `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;

  function monthNamed(word, months) {
    const near = (is) => months.flatMap((names, n) => (names.some((one) => is(plain(one))) ? [n + 1] : []));
    const same = near((one) => one === word), begun = word.length > 2 ? near((one) => one.startsWith(word)) : [];
    return same.length ? same[0] : begun.length === 1 ? begun[0] : 0;
  }

  /* Of a year in two digits, the century that it can be in: at most 20 years from now. */
  function yearOf(text, now) {
    if (text.length !== 2) return Number(text);
    const year = Math.floor(now.getFullYear() / 100) * 100 + Number(text);
    return year > now.getFullYear() + 20 ? year - 100 : year;
  }

  function ordered(figures, order) {
    const isYearFirst = figures[0].length === 4;
    const keys = figures.length === 2 ? order.replace("y", "") : isYearFirst ? "ymd" : order === "ymd" ? "dmy" : order;
    return Object.fromEntries([...keys].map((key, n) => [key, figures[n]]));
  }

  /* Year, month and day as texts, and where the order is not the language's, whether it is unsure. */
  function parts(text, { order, months, words }) {
    const kept = bare(text).toLowerCase();
    if (!/^[\p{L}\d\s./,ºª'’-]+$/u.test(kept)) return null;
    const figures = kept.match(/\d+/g) ?? [];
    const named = (kept.match(/\p{L}{1,}/gu) ?? []).map(plain).filter((one) => !words.includes(one));
    if (named.length === 1) {
      const month = monthNamed(named[0], months), long = figures.find((one) => one.length === 4);
      const [day, year] = long ? [figures.find((one) => one !== long), long] : figures;
      return month && day && figures.length < 3 ? { d: day, m: String(month), y: year, isNamed: true } : null;
    }
    if (named.length) return null;
    if (figures.length === 1 && figures[0].length === 8) {
      const [one] = figures, isYearFirst = /^(19|20)\d\d(0[1-9]|1[0-2])/.test(one);
      return isYearFirst ? { y: one.slice(0, 4), m: one.slice(4, 6), d: one.slice(6) }
        : ordered(order === "mdy" || order === "dmy" ? [one.slice(0, 2), one.slice(2, 4), one.slice(4)] : [one.slice(4), one.slice(2, 4), one.slice(0, 2)], order);
    }
    return figures.length === 2 || figures.length === 3 ? ordered(figures, order) : null;
  }

  /* The days that a text can mean as ISO 8601; none where it is none, and then in `month` and `last`
     what there is instead of an impossible one. */
  function days(text, conventions, now = new Date()) {
    const given = parts(text, conventions);
    if (!given || [given.d, given.m].some((one) => one.length > 2) || ![undefined, 2, 4].includes(given.y?.length)) return { days: [] };
    const day = Number(given.d), month = Number(given.m);
    const years = given.y === undefined ? nearest(now, month, day) : [yearOf(given.y, now)];
    if (month > 12 && day <= 12 && day > 0 && !given.isNamed && month <= lastOf(years[0], day)) return { days: years.map((year) => iso(year, day, month)), isTurned: true };
    if (month < 1 || month > 12) return { days: [], month };
    const real = years.filter((year) => day >= 1 && day <= lastOf(year, month));
    return real.length ? { days: real.map((year) => iso(year, month, day)) } : { days: [], month, year: years[0], last: lastOf(years[0], month) };
  }

  /* Without a year it may be this one, or the one on the nearer side of it. */
  function nearest(now, month, day) {
    const year = now.getFullYear();
    return [year, year - 1, year + 1].sort((one, other) => Math.abs(new Date(one, month - 1, day) - now) - Math.abs(new Date(other, month - 1, day) - now)).slice(0, 2);
  }

  window.claimManualTyped = { numbers, days };
})();
