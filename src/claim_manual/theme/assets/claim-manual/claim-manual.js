/* A chart wider than its frame opens with its first box in sight. */
for (const frame of document.querySelectorAll(".cm-scroll")) {
  const first = frame.querySelector(".cm-box");
  if (first && frame.scrollWidth > frame.clientWidth) {
    const box = first.getBoundingClientRect(), room = frame.getBoundingClientRect();
    frame.scrollLeft += box.left + box.width / 2 - (room.left + room.width / 2);
  }
}
