// The forms on a code host: what Decap does not bring.
(() => {
  "use strict";
  const { config, choices, words, languages } = window.CLAIM_MANUAL;
  const { NODES, WRITTEN, flat, fromFile, toFile, plain, isMapping } = window.claimManualFiles;

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
        return own && own.toJS ? flat(own.toJS()) : [];
      });
      return h("div", { className: `${this.props.classNameWrapper} cm-way` },
        h("input", {
          id: forID, list: `${forID}-nodes`, autoComplete: "off", value: value || "",
          onChange: (event) => this.props.onChange(event.target.value || undefined),
        }),
        h("datalist", { id: `${forID}-nodes` },
          nodes.filter((one) => one && one.id).map((one) => {
            const text = one.do || one.ask || (one.wait && one.wait.for) || one.outcome || one.use || "";
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

  // -- start

  /** Widgets of our own editor, to what stands for them here. */
  const INSTEAD = { guard: "in-file", range: "in-file", mapping: "in-file", variants: "in-file", duration: "string" };

  /** Options are named by their kind and stand once: fields of the same kind share them. */
  function chosen(value) {
    if (Array.isArray(value)) return value.map(chosen);
    if (!isMapping(value)) return value;
    const made = Object.fromEntries(Object.entries(value).map(([key, one]) => [key, chosen(one)]));
    if (value.widget === "select" && typeof value.options === "string") made.options = choices[value.options];
    if (value.widget in INSTEAD) made.widget = INSTEAD[value.widget];
    return made;
  }

  /* Decap keeps what is being written, says that it gives it back, and then does not: better nothing. */
  const put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function (value, key) {
    return put.call(this, String(key).startsWith("backup") ? null : value, key);
  };
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
