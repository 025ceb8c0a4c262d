// Fills in the numbers of pages; tells whether any is new.
(pages => {
  let changed = false;
  for (const element of document.querySelectorAll("[data-page-of]")) {
    const number = String(pages[element.dataset.pageOf] ?? "");
    if (element.textContent === number) continue;
    element.textContent = number;
    changed = true;
  }
  return changed;
})
