/* For Mermaid, where a manual has charts drawn in the browser. It writes styles as text, in elements and
   attributes, which the policy of the site refuses; set through the objects of the page they are let be.
   Its settings, which mkdocs-mermaid2-plugin writes, come after this in a file of their own. */
(() => {
  const HELD = "data-cm-style";
  const adopt = (css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  };
  const held = (html) => String(html).replace(/<[a-z][^<>]*>/gi, (tag) => tag.replace(/\sstyle=/gi, ` ${HELD}=`));
  const create = document.createElement;
  document.createElement = function (name, ...rest) {
    if (String(name).toLowerCase() !== "style") return create.call(document, name, ...rest);
    const stand = create.call(document, "template");
    for (const key of ["innerHTML", "textContent"]) Object.defineProperty(stand, key, { set: adopt, get: () => "" });
    return stand;
  };
  const set = Element.prototype.setAttribute;
  Element.prototype.setAttribute = function (name, value) {
    if (String(name).toLowerCase() === "style" && this.style) this.style.cssText = value;
    else set.call(this, name, value);
  };
  const parse = DOMParser.prototype.parseFromString;
  DOMParser.prototype.parseFromString = function (text, type) { return parse.call(this, held(text), type); };
  const inner = Object.getOwnPropertyDescriptor(Element.prototype, "innerHTML");
  Object.defineProperty(Element.prototype, "innerHTML", {
    ...inner,
    set(html) {
      inner.set.call(this, held(html));
      for (const element of this.querySelectorAll(`[${HELD}]`)) {
        element.style.cssText = element.getAttribute(HELD);
        element.removeAttribute(HELD);
      }
    },
  });
})();
