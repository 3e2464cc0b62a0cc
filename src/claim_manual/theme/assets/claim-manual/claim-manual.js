/* A chart wider than its frame opens with its first box in sight. */
for (const frame of document.querySelectorAll(".cm-scroll")) {
  const first = frame.querySelector(".cm-box");
  if (first && frame.scrollWidth > frame.clientWidth) {
    const box = first.getBoundingClientRect(), room = frame.getBoundingClientRect();
    frame.scrollLeft += box.left + box.width / 2 - (room.left + room.width / 2);
  }
}

/* Material calls its search a dialog and gives it no name (WCAG 4.1.2); without scripts there is
   no search, so a script may name it. */
const search = document.querySelector(".md-search[role=dialog]");
search?.setAttribute("aria-label", search.querySelector("input")?.getAttribute("aria-label") ?? "");
