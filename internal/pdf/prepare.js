// Makes a loaded page ready to be printed, and tells its head. Evaluated by the
// browser for us; the page's own scripts do not run.
(async keepLinks => {
  // Every face that is declared: one that only a margin box uses would be asked
  // for when it is too late.
  await Promise.allSettled([...document.fonts].map(face => face.load()));
  await document.fonts.ready;
  await Promise.allSettled([...document.images].map(image => image.decode()));

  const here = document.URL.split("#")[0];
  for (const link of document.querySelectorAll("a, area")) {
    for (const name of ["href", "xlink:href"]) {
      const address = link.getAttribute(name);
      if (address === null) continue;
      const url = URL.parse(address, document.baseURI);
      const kept = url && (url.href.split("#")[0] === here && url.hash
        || ["http:", "https:", "mailto:", "tel:"].includes(url.protocol) && (keepLinks || url.origin !== location.origin));
      if (!kept) link.removeAttribute(name);
    }
    // A link in a line gets a box of its own. Without, Chromium makes one link for
    // each run of text in it, or one for all, by when the typefaces came.
    const style = getComputedStyle(link);
    if (style.display === "inline" && style.position === "static") link.style.setProperty("position", "relative", "important");
  }

  // Chromium makes a named destination of what a link of the page leads to
  // (PrintContext::CollectLinkedDestinations), shown or not. So each element
  // with an id gets a link, in the head, where nothing is shown or styled.
  for (const element of document.body.querySelectorAll("[id]")) {
    if (!(element instanceof HTMLElement)) continue;
    const link = document.createElement("a");
    link.setAttribute("href", here + "#" + encodeURIComponent(element.id));
    document.head.append(link);
  }

  const meta = name => document.querySelector(`meta[name="${name}" i]`)?.content ?? "";
  return {
    title: document.title, lang: document.documentElement.lang,
    author: meta("author"), description: meta("description"),
    wanted: [...document.querySelectorAll("[data-page-of]")].map(element => element.dataset.pageOf),
  };
})
