// A source as values and back: a file is read into fields and written back into itself, so that
// comments, order and whatever no field knows stay as they are.
window.claimManualFiles = (() => {
  "use strict";
  const { many, lists, texts, languages } = window.CLAIM_MANUAL;
  const NODES = ["steps", "nodes", "inputs"];
  const OPTIONS = { version: "1.2", schema: "core" };
  const WRITTEN = { lineWidth: 0, flowCollectionPadding: false };

  // -- files

  const isMapping = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

  function kindOf(node) {
    const kind = ["do", "ask", "use", "parallel", "wait", "outcome"].find((key) => key in node) || "do";
    return kind === "ask" && node.kind && node.kind !== "choice" ? node.kind : kind;
  }

  /** The nodes of a list, each parallel followed by those of its branches. */
  const flat = (nodes) => (nodes || []).flatMap((node) => [node, ...branches(node).flatMap((one) => one.steps || [])]);
  const branches = (node) => (node && Array.isArray(node.parallel) ? node.parallel.filter(isMapping) : []);

  /** Marks each node with its kind; what ends a branch is of a kind of its own. */
  function mark(nodes, isInBranch) {
    for (const node of nodes || []) {
      if (!isMapping(node)) continue;
      const kind = kindOf(node);
      node._kind = isInBranch && kind === "outcome" ? "done" : kind;
      for (const branch of branches(node)) mark(branch.steps, true);
    }
  }

  function fromFile(text) {
    const document = YAML.parseDocument(text, OPTIONS);
    if (document.errors.length) throw new Error(document.errors[0].message);
    const value = document.toJS();
    const data = Array.isArray(value) ? { entries: value } : value || {};
    for (const key of NODES) mark(data[key], false);
    unfold(data);
    data._title = inFirstLanguage(data.title ?? data.name);
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
      // Of a condition nothing is left out: an empty list says that nothing is chosen.
      const made = Object.entries(value).map(([key, one]) => [key, key === "when" && isMapping(one) && Object.keys(one).length ? one : filled(one)]).filter(([, one]) => one !== undefined);
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

  return { NODES, WRITTEN, flat, fromFile, toFile, ours, filled, plain, isMapping, isSame, inFirstLanguage };
})();
