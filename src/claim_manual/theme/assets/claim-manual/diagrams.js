/* Charts drawn in the browser, where a manual asks for it: its own copy of Mermaid, strict. */
if (window.mermaid) {
  window.mermaid.initialize({ startOnLoad: false, securityLevel: "strict", theme: "neutral", flowchart: { htmlLabels: false } });
  window.mermaid.run({ querySelector: "pre.mermaid" });
}
