// The forms: what Decap does not bring. A file is read into fields and written back into itself, so
// that comments, order and whatever no field knows stay as they are.
(() => {
  "use strict";
  const { config, choices, many, lists, texts, words, languages, local } = window.CLAIM_MANUAL;
  const NODES = ["steps", "nodes", "inputs"];
  const OPTIONS = { version: "1.2", schema: "core" };
  const WRITTEN = { lineWidth: 0, flowCollectionPadding: false };

  // -- files

  const isMapping = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

  function kindOf(node) {
    const kind = ["do", "ask", "use", "outcome"].find((key) => key in node) || "do";
    return kind === "ask" && node.kind && node.kind !== "choice" ? node.kind : kind;
  }

  function fromFile(text) {
    const document = YAML.parseDocument(text, OPTIONS);
    if (document.errors.length) throw new Error(document.errors[0].message);
    const value = document.toJS();
    const data = Array.isArray(value) ? { entries: value } : value || {};
    for (const key of NODES) {
      for (const node of data[key] || []) node._kind = kindOf(node);
    }
    unfold(data);
    data._title = inFirstLanguage(data.title);
    data._table = data.kind === "decision-table" ? "yes" : "no";
    data._raw = text;
    return data;
  }

  /**
   * Keys that may hold one id or several are lists in the form; where a list stands for a mapping, it
   * is one; a text in a list that is the same in all languages stands in the field of each.
   */
  function unfold(value) {
    for (const [key, one] of Object.entries(value)) {
      if (many.includes(key) && typeof one === "string") value[key] = [one];
      else if (texts.includes(key) && Array.isArray(one)) value[key] = one.map(inEachLanguage);
      else if (key in lists && Array.isArray(one)) value[key] = { [lists[key]]: one };
      else if (one !== null && typeof one === "object") unfold(one);
    }
  }

  const inEachLanguage = (text) =>
    typeof text === "string" ? Object.fromEntries(languages.map((one) => [one.id, text])) : text;
  const isInEachLanguage = (text, value) =>
    typeof text === "string" && isMapping(value) && JSON.stringify(sorted(value)) === JSON.stringify(sorted(inEachLanguage(text)));
  const inFirstLanguage = (text) => (isMapping(text) ? text[languages[0].id] : text) || "";

  function toFile(data) {
    const value = ours(data);
    const whole = "entries" in data ? value.entries || [] : value;
    const document = YAML.parseDocument(data._raw || (Array.isArray(whole) ? "[]" : "{}"), OPTIONS);
    if (!data._raw) document.contents.flow = false;
    document.contents = merged(document, document.contents, whole);
    return document.toString(WRITTEN);
  }

  /** Without the keys that only the form has. */
  function ours(value) {
    if (Array.isArray(value)) return value.map(ours);
    if (!isMapping(value)) return value;
    const own = Object.entries(value).filter(([key]) => !key.startsWith("_"));
    return Object.fromEntries(own.map(([key, one]) => [key, ours(one)]));
  }

  /** Without what was left empty in the form; undefined where nothing is left. */
  function filled(value) {
    if (Array.isArray(value)) {
      const made = value.map(filled).filter((one) => one !== undefined);
      return made.length ? made : undefined;
    }
    if (isMapping(value)) {
      const made = Object.entries(value).map(([key, one]) => [key, filled(one)]).filter(([, one]) => one !== undefined);
      return made.length ? Object.fromEntries(made) : undefined;
    }
    return value === "" || value === null ? undefined : value;
  }

  const plain = (node) => (node && node.toJSON ? node.toJSON() : node);
  const sorted = (value) =>
    Array.isArray(value) ? value.map(sorted)
      : isMapping(value) ? Object.fromEntries(Object.keys(value).sort().map((key) => [key, sorted(value[key])]))
        : value;
  const isSame = (node, value) => JSON.stringify(sorted(plain(node))) === JSON.stringify(sorted(value));

  /**
   * A node of the file that says `value`; the node itself, changed as little as can be. What says the
   * same stays as it is written, also where it is empty: `when: {needs: []}` is a condition.
   */
  function merged(document, node, value) {
    if (isSame(node, value) || (YAML.isScalar(node) && isInEachLanguage(node.value, value))) return node;
    if (YAML.isMap(node) && isMapping(value)) return mergedMap(document, node, value);
    if (YAML.isSeq(node) && Array.isArray(value)) return mergedList(document, node, value);
    if (YAML.isScalar(node) && !isMapping(value) && !Array.isArray(value)) {
      node.value = value;
      delete node.source;
      return node;
    }
    if (YAML.isScalar(node) && Array.isArray(value) && value.length === 1) return merged(document, node, value[0]);
    return document.createNode(filled(value));
  }

  function mergedMap(document, map, value) {
    for (const pair of [...map.items]) {
      const key = String(YAML.isScalar(pair.key) ? pair.key.value : pair.key);
      const isGone = !(key in value) || (filled(value[key]) === undefined && !isSame(pair.value, value[key]));
      if (isGone && !isNothing(pair.value)) map.delete(key);
    }
    for (const [key, one] of Object.entries(value)) {
      const old = map.get(key, true);
      if (old === undefined && filled(one) !== undefined) map.set(key, document.createNode(filled(one)));
      else if (old !== undefined && filled(one) !== undefined) {
        const made = key in lists && YAML.isSeq(old) && isMapping(one) ? mergedShort(document, old, one, lists[key]) : merged(document, old, one);
        if (made !== old) map.set(key, made);
      }
    }
    return map;
  }

  /** A list that stands for a mapping stays one as long as the mapping has nothing but what it says. */
  function mergedShort(document, list, value, key) {
    const isAlone = Object.keys(filled(value)).every((other) => other === key);
    if (isAlone) return merged(document, list, value[key]);
    const map = document.createNode({});
    map.flow = false;
    map.set(key, list);
    return mergedMap(document, map, value);
  }

  /** What a file has written as empty stays as it is written. */
  function isNothing(node) {
    if (YAML.isScalar(node)) return node.value === "" || node.value === null;
    return !node || node.items.length === 0;
  }

  function mergedList(document, list, value) {
    const left = [...list.items];
    const take = (fits) => {
      const at = left.findIndex(fits);
      return at < 0 ? undefined : left.splice(at, 1)[0];
    };
    const hasId = (one) => isMapping(one) && one.id !== undefined;
    const known = value.map((one) =>
      take((node) => (hasId(one) ? YAML.isMap(node) && node.get("id") === one.id : isSame(node, one)))
    );
    list.items = value.flatMap((one, n) => {
      const old = known[n] || (isMapping(one) && one.id === undefined ? left.shift() : undefined);
      if (old !== undefined) return [merged(document, old, one)];
      return filled(one) === undefined ? [] : [document.createNode(filled(one))];
    });
    return list;
  }

  // -- fields

  const Texts = createClass({
    value() {
      const value = this.props.value;
      return typeof value === "string" ? value : value && value.toJS ? value.toJS() : value || {};
    },
    set(lang, words) {
      const value = this.value();
      const made = typeof value === "string" ? {} : { ...value };
      if (words === "") delete made[lang];
      else made[lang] = words;
      const map = (this.props.value && this.props.value.clear ? this.props.value : this.props.field).clear();
      const next = Object.entries(made).reduce((all, [key, one]) => all.set(key, one), map);
      this.props.onChange(next.size ? next : undefined);
    },
    isValid() {
      const value = this.value();
      if (typeof value === "string" || !Object.keys(value).length) return true;
      const first = languages[0];
      return value[first.id] ? true : { error: { message: words.missing.replace("{language}", first.name) } };
    },
    render() {
      const value = this.value();
      const id = this.props.forID;
      if (typeof value === "string" && value !== "") {
        return h("div", { id, className: `${this.props.classNameWrapper} cm-texts` },
          h("label", {}, words.neutral, h("textarea", { rows: 1, value, onChange: (event) => this.props.onChange(event.target.value) })));
      }
      const more = Object.keys(value).filter((key) => !languages.some((one) => one.id === key));
      const shown = [...languages, ...more.map((key) => ({ id: key, name: key, tag: key }))];
      return h("div", { id, role: "group", className: `${this.props.classNameWrapper} cm-texts` },
        shown.map((one) =>
          h("label", { key: one.id }, one.name,
            h("textarea", {
              lang: one.tag,
              rows: Math.min(8, Math.max(2, Math.ceil((value[one.id] || "").length / 60))),
              value: value[one.id] || "",
              onChange: (event) => this.set(one.id, event.target.value),
            }))));
    },
  });

  /** Languages by their tags, with commas between; words that the file has are words here too. */
  const Tags = createClass({
    getInitialState() {
      const value = plain(this.props.value);
      return { text: Array.isArray(value) ? value.join(", ") : "", isWords: value !== undefined && value !== null && !Array.isArray(value) };
    },
    read(text) { return text.split(/[\s,;]+/).filter(Boolean); },
    isValid() {
      const { field } = this.props, tag = new RegExp(field.get("tag"));
      const wrong = !this.state.isWords && this.read(this.state.text).find((one) => !tag.test(one));
      return wrong ? { error: { message: words.tag.replace("{tag}", wrong) } } : true;
    },
    render() {
      if (this.state.isWords) return h(Texts, this.props);
      return h("div", { className: `${this.props.classNameWrapper} cm-tags` },
        h("input", {
          id: this.props.forID, value: this.state.text, autoComplete: "off", spellCheck: false,
          onChange: ({ target }) => {
            const tags = this.read(target.value);
            this.setState({ text: target.value });
            this.props.onChange(tags.length ? tags : undefined);
          },
        }));
    },
  });

  /** What a form cannot say well: shown as it is, with the way to the file. */
  function inFile(props) {
    const path = props.entry && props.entry.get("path");
    const address = path && config.edit_address ? config.edit_address + path : "";
    const value = props.value && props.value.toJS ? props.value.toJS() : props.value;
    const said = value === undefined ? "" : new YAML.Document(value).toString(WRITTEN);
    return h("div", { id: props.forID, className: "cm-in-file" },
      words.in_file, " ",
      address ? h("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, path) : h("code", {}, path || ""),
      said ? h("pre", {}, said) : null);
  }

  const InFile = createClass({ render() { return inFile(this.props); } });

  /** Where a step or an answer leads: the id of a node, or conditions, which stand in the file. */
  const Goes = createClass({
    render() {
      const { value, forID } = this.props;
      if (value !== undefined && typeof value !== "string") return inFile(this.props);
      const data = this.props.entry && this.props.entry.get("data");
      const nodes = NODES.flatMap((key) => {
        const own = data && data.get(key);
        return own && own.toJS ? own.toJS() : [];
      });
      return h("div", { className: `${this.props.classNameWrapper} cm-way` },
        h("input", {
          id: forID, list: `${forID}-nodes`, autoComplete: "off", value: value || "",
          onChange: (event) => this.props.onChange(event.target.value || undefined),
        }),
        h("datalist", { id: `${forID}-nodes` },
          nodes.filter((one) => one && one.id).map((one) => {
            const text = one.do || one.ask || one.outcome || one.use || "";
            const label = typeof text === "string" ? text : text[languages[0].id] || "";
            return h("option", { key: one.id, value: one.id, label });
          })));
    },
  });

  /** Questions with their answers, or outcomes with where they lead: one on each line. */
  const Pairs = createClass({
    getInitialState() { return { text: null }; },
    lines(value) {
      return Object.entries(value).map(([key, one]) => `${key}: ${Array.isArray(one) ? `[${one.join(", ")}]` : one}`).join("\n");
    },
    read(text) {
      const made = {};
      for (const line of text.split("\n").map((one) => one.trim()).filter(Boolean)) {
        const [, key, said] = /^([^:]+):\s*(.*)$/.exec(line) || [null, line, ""];
        const list = /^\[(.*)\]$/.exec(said);
        if (list) made[key.trim()] = list[1].split(",").map((one) => one.trim()).filter(Boolean);
        else made[key.trim()] = /^-?\d+(\.\d+)?$/.test(said) ? Number(said) : said;
      }
      return made;
    },
    render() {
      const value = this.props.value && this.props.value.toJS ? this.props.value.toJS() : this.props.value || {};
      const isSimple = Object.values(value).every((one) => !isMapping(one) && !(Array.isArray(one) && one.some(isMapping)));
      if (!isSimple) return inFile(this.props);
      const text = this.state.text === null ? this.lines(value) : this.state.text;
      return h("div", { className: `${this.props.classNameWrapper} cm-pairs` },
        h("textarea", {
          id: this.props.forID, value: text, rows: Math.max(2, text.split("\n").length + 1), spellCheck: false,
          onChange: (event) => {
            this.setState({ text: event.target.value });
            const made = this.read(event.target.value);
            this.props.onChange(Object.keys(made).length ? made : undefined);
          },
        }),
        h("p", {}, words.pairs));
    },
  });

  // -- what the server says

  function said(text, isGood) {
    let box = document.getElementById("cm-said");
    if (!box) {
      box = document.createElement("div");
      box.id = "cm-said";
      box.setAttribute("role", "alert");
      document.body.append(box);
    }
    box.className = isGood ? "is-good" : "";
    box.replaceChildren();
    if (!text) return;
    const close = document.createElement("button");
    close.textContent = words.close;
    close.addEventListener("click", () => box.replaceChildren());
    box.append(close, text);
  }

  function listening(fetch) {
    return async (...given) => {
      const answer = await fetch(...given);
      const body = given[1] && typeof given[1].body === "string" ? given[1].body : "";
      if (body.includes('"action":"persistEntry"')) {
        const found = await answer.clone().json().catch(() => ({}));
        said(answer.ok ? found.message || "" : found.error || "", answer.ok);
      }
      return answer;
    };
  }

  // -- start

  /** Options are named by their kind and stand once: fields of the same kind share them. */
  function chosen(value) {
    if (Array.isArray(value)) return value.map(chosen);
    if (!isMapping(value)) return value;
    const made = Object.fromEntries(Object.entries(value).map(([key, one]) => [key, chosen(one)]));
    if (value.widget === "select" && typeof value.options === "string") made.options = choices[value.options];
    return made;
  }

  if (local) {
    localStorage.setItem("decap-cms-user", JSON.stringify({ backendName: "proxy" }));
    window.fetch = listening(window.fetch.bind(window));
  }
  const locale = structuredClone(CMS.getLocale(config.locale) || {});
  const place = (target, source) => {
    for (const [key, one] of Object.entries(source)) {
      if (isMapping(one)) place((target[key] = target[key] || {}), one);
      else target[key] = one;
    }
  };
  place(locale, words.locale || {});
  CMS.registerLocale(config.locale, locale);
  CMS.registerWidget("texts", Texts);
  CMS.registerWidget("tags", Tags);
  CMS.registerWidget("way", Goes);
  CMS.registerWidget("in-file", InFile);
  CMS.registerWidget("pairs", Pairs);
  CMS.registerCustomFormat("manual", "yml", { fromFile, toFile });
  const { edit_address: _, ...rest } = config;
  CMS.init({ config: chosen(rest) });
})();
