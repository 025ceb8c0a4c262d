/* Live preview. This script is added by "bulletin serve" to the pages it sends;
   it is not part of the site. It hears of changes from the server that sent the
   page, and asks nobody else. */
(function () {
  "use strict";
  var me = document.currentScript;
  if (!me || !window.EventSource || window.top !== window) return;
  var page = me.getAttribute("data-page");
  var shape = me.getAttribute("data-shape");
  var mark = me.getAttribute("data-mark");
  var source = null, timer = 0;

  /* The browser keeps the place on the page by itself. */
  function reload() {
    close();
    location.reload();
  }

  /* ---- what this page shows ---- */
  function pathOf(url) {
    try {
      var u = new URL(url, location.href);
      if (u.origin !== location.origin) return "";
      return decodeURIComponent(u.pathname).replace(/^\//, "");
    } catch (e) { return ""; }
  }
  function ownPaths() {
    var here = pathOf(location.href), own = {};
    own[page] = true;
    own[/(^|\/)$/.test(here) ? here + "index.html" : here] = true;
    if (page === "404.html") own[here.replace(/\/?$/, "/index.html").replace(/^\//, "")] = true;
    return own;
  }
  function usedPaths() {
    var used = {}, i, list;
    function add(url) { var p = url && pathOf(url); if (p) used[p] = true; }
    list = window.performance && performance.getEntriesByType ? performance.getEntriesByType("resource") : [];
    for (i = 0; i < list.length; i++) add(list[i].name);
    list = document.querySelectorAll("[src],[poster],link[href],object[data]");
    for (i = 0; i < list.length; i++) {
      add(list[i].src); add(list[i].poster); add(list[i].data);
      if (list[i].tagName === "LINK" && !/\b(alternate|next|prev|canonical|author|license|help|search)\b/i.test(list[i].rel)) add(list[i].href);
    }
    return used;
  }
  function styles(doc) {
    var list = doc.querySelectorAll("link[href]"), out = [], i;
    for (i = 0; i < list.length; i++) if (/\bstylesheet\b/i.test(list[i].rel)) out.push(list[i]);
    return out;
  }

  /* ---- changes ---- */
  function changed(paths) {
    var own = ownPaths(), used = usedPaths(), links = styles(document), linked = {};
    var i, self = false, other = false, sheets = {}, any = false;
    for (i = 0; i < links.length; i++) linked[pathOf(links[i].href)] = true;
    for (i = 0; i < paths.length; i++) {
      if (own[paths[i]]) self = true;
      else if (linked[paths[i]]) { sheets[paths[i]] = true; any = true; }
      else if (used[paths[i]]) other = true;
    }
    if (other) reload();
    else if (self) compare(sheets);
    else if (any) exchange(links, null, sheets);
  }
  /* The page itself changed: only in the addresses of its style sheets? */
  function compare(sheets) {
    var request = new XMLHttpRequest();
    request.open("GET", location.href);
    request.onerror = reload;
    request.onload = function () {
      var doc = new DOMParser().parseFromString(request.responseText, "text/html");
      var tag = doc.querySelector("script[data-shape]");
      var now = styles(document), next = styles(doc);
      if (!tag || tag.getAttribute("data-shape") !== shape || tag.getAttribute("data-page") !== page || now.length !== next.length) {
        reload();
        return;
      }
      exchange(now, next, sheets);
    };
    request.send();
  }
  /* The old sheet goes when the new one is there, so that nothing flashes. */
  function exchange(now, next, sheets) {
    for (var i = 0; i < now.length; i++) {
      var href = next ? next[i].getAttribute("href") : now[i].getAttribute("href").replace(/[?#].*$/, "");
      var path = pathOf(href);
      if (path === pathOf(now[i].href) && !sheets[path]) continue;
      (function (old) {
        var fresh = (next ? next[i] : old).cloneNode(false);
        fresh.setAttribute("href", sheets[path] ? href.replace(/[?#].*$/, "") + "?" + new Date().getTime() : href);
        fresh.onload = fresh.onerror = function () {
          if (old.parentNode) old.parentNode.removeChild(old);
        };
        old.parentNode.insertBefore(fresh, old.nextSibling);
      })(now[i]);
    }
  }

  /* ---- problems, laid over the page in a tree of their own ---- */
  var css = ":host{all:initial}" +
    ".panel{--bg:#fffdf8;--fg:#221a14;--dim:#6b5d50;--line:#d9ccb8;--red:#a3161a;--code:#f4ecdd;" +
    "position:fixed;z-index:2147483647;left:0;right:0;bottom:0;max-height:70vh;overflow:auto;box-sizing:border-box;" +
    "padding:1rem max(1rem,calc(50vw - 30rem)) 1.25rem;background:var(--bg);color:var(--fg);color-scheme:light dark;" +
    "border-top:4px solid var(--red);box-shadow:0 -4px 24px rgba(0,0,0,.25);" +
    "font:16px/1.5 system-ui,'Segoe UI',Roboto,'Noto Sans',sans-serif}" +
    "@media (prefers-color-scheme:dark){.panel{--bg:#1d1916;--fg:#f3ece2;--dim:#b8aa9a;--line:#4b4037;--red:#ff8a80;--code:#2a241f}}" +
    "h2{font-size:1.15rem;line-height:1.3;margin:0 9rem .25rem 0;color:var(--red)}" +
    "p{margin:.25rem 0}.dim{color:var(--dim)}ol{list-style:none;margin:.75rem 0 0;padding:0}" +
    "li{border-top:1px solid var(--line);padding:.6rem 0}" +
    "code,pre{font:14px/1.45 Consolas,'Cascadia Mono',ui-monospace,'Noto Sans Mono','DejaVu Sans Mono',monospace}" +
    "pre{margin:.4rem 0;padding:.5rem .75rem;background:var(--code);overflow-x:auto;border-radius:4px}" +
    "mark{background:none;color:var(--red);font-weight:700}.message{font-weight:600}" +
    "button{position:absolute;top:.9rem;right:max(1rem,calc(50vw - 30rem));min-height:2rem;padding:.2rem .8rem;font:inherit;" +
    "color:var(--fg);background:var(--code);border:1px solid var(--dim);border-radius:4px;cursor:pointer}" +
    "button:focus-visible,pre:focus-visible{outline:3px solid var(--red);outline-offset:2px}" +
    "@media print{.panel{display:none}}";
  var host = null, shown = null;

  function make(tag, cls, text) {
    var el = document.createElement(tag);
    if (cls) el.className = cls;
    if (text) el.appendChild(document.createTextNode(text));
    return el;
  }
  function hide() {
    if (host && host.parentNode) host.parentNode.removeChild(host);
    host = null;
    document.removeEventListener("keydown", onKey);
  }
  function onKey(e) { if (e.key === "Escape") hide(); }
  function item(p, what) {
    var li = make("li"), line;
    line = make("p", "message", p.message);
    line.appendChild(make("code", "dim", " [" + p.code + "]"));
    if (p.place) li.appendChild(make("p", "place")).appendChild(make("code", "", p.place));
    li.appendChild(line);
    if (p.before || p.at || p.after) {
      var pre = make("pre", "", p.before || "");
      pre.tabIndex = 0;
      if (p.at) {
        pre.appendChild(make("mark", "", p.at));
        pre.appendChild(document.createTextNode((p.after || "") + "\n" + (p.before || "").replace(/[^]/g, " ")));
        var caret = make("mark", "", "^");
        caret.setAttribute("aria-hidden", "true");
        pre.appendChild(caret);
      }
      li.appendChild(pre);
    }
    if (p.hint) {
      var hint = make("p", "hint", "");
      hint.appendChild(make("b", "", what + " "));
      hint.appendChild(document.createTextNode(p.hint));
      li.appendChild(hint);
    }
    return li;
  }
  function show(o) {
    /* Told again after a lost connection: what was hidden stays hidden. */
    var key = mark.split(".")[0] + "." + o.number;
    if (key === shown) return;
    shown = key;
    hide();
    if (!o.items.length) return;
    host = document.createElement("bulletin-problems");
    host.lang = o.lang;
    var root = host.attachShadow ? host.attachShadow({ mode: "open" }) : host;
    /* A constructed sheet is allowed where a page's policy forbids inline style. */
    try {
      var sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      root.adoptedStyleSheets = [sheet];
    } catch (e) {
      root.appendChild(make("style", "", css));
    }
    var panel = make("div", "panel");
    panel.setAttribute("role", "region");
    panel.setAttribute("aria-labelledby", "title");
    var news = make("div");
    news.setAttribute("role", "alert");
    var title = make("h2", "", o.title);
    title.id = "title";
    var button = make("button", "", o.hide);
    button.type = "button";
    button.onclick = hide;
    panel.appendChild(news);
    panel.appendChild(button);
    var list = make("ol");
    list.setAttribute("role", "list");
    for (var i = 0; i < o.items.length; i++) list.appendChild(item(o.items[i], o.what));
    panel.appendChild(list);
    if (o.more) panel.appendChild(make("p", "dim", o.more));
    root.appendChild(panel);
    (document.body || document.documentElement).appendChild(host);
    /* Filled after it is in the page, so that a screen reader says it. */
    news.appendChild(title);
    news.appendChild(make("p", "dim", o.intro));
    document.addEventListener("keydown", onKey);
  }

  /* ---- the connection ---- */
  function close() {
    clearTimeout(timer);
    if (source) source.close();
    source = null;
  }
  function connect() {
    close();
    source = new EventSource("/.bulletin/events?since=" + encodeURIComponent(mark));
    source.addEventListener("changed", function (e) {
      var data = JSON.parse(e.data);
      mark = e.lastEventId;
      if (data.all) reload(); else changed(data.paths);
    });
    source.addEventListener("problems", function (e) {
      mark = e.lastEventId;
      show(JSON.parse(e.data));
    });
    source.onerror = function () {
      /* The browser tries again by itself, unless the answer was not a stream. */
      if (source && source.readyState === 2) timer = setTimeout(connect, 1000);
    };
  }
  /* A browser allows six connections to a server: a tab that nobody sees, or
     that waits behind the back button, gives its own away. */
  document.addEventListener("visibilitychange", function () {
    if (document.hidden) close(); else if (!source) connect();
  });
  window.addEventListener("pagehide", close);
  window.addEventListener("pageshow", function (e) { if (e.persisted && !document.hidden) connect(); });
  if (!document.hidden) connect();
})();
