/* The dialog of the search. It opens by choice only, with its button or the key “/”; the index is
   loaded when it is first asked for. */
(() => {
  "use strict";
  const { gettext: _, ngettext } = window.studyguide.words;
  const { page, search } = window.studyguide;
  const { el, button, all, one } = page;
  const ROWS = 12;
  const AROUND = 70;
  const WAIT = 120;
  const [dialog] = /** @type {HTMLDialogElement[]} */ (all(document, "dialog.sg-search"));
  const [open] = all(document, ".sg-search-open");
  const base = new URL(page.THEME.config().base.replace(/[/]*$/, "/"), window.location.href);
  const language = document.documentElement.lang;

  /** The entries of the index; from a folder no script may fetch, so there it comes as a script.
   * @returns {Promise<Entry[]>} */
  async function entries() {
    if (window.location.protocol !== "file:") {
      return (await (await fetch(new URL("search/search_index.json", base))).json()).docs;
    }
    await new Promise((done, failed) => {
      const src = new URL("search/search_index.js", base).href;
      document.head.append(el("script", { src, onload: done, onerror: failed }));
    });
    return window.__index?.docs ?? [];
  }

  /** @type {Promise<Index> | null} */
  let loading = null;
  /** The index, asked for once; a try that failed is no reason not to try again. */
  function index() {
    loading ??= entries().then((docs) => search.index(docs, language));
    loading.catch(() => { loading = null; });
    return loading;
  }

  /** A text with the found words marked: what stands around the first, in one line.
   * @param {string} text @param {string[]} words @returns {Node[]} */
  function marked(text, words) {
    const parts = text.split(/([\p{L}\p{M}\p{N}'’]+)/u);
    const first = Math.max(0, parts.findIndex((part) => words.includes(search.fold(part))));
    let from = first;
    for (let room = AROUND; from > 0 && room > parts[from - 1].length; from -= 1) room -= parts[from - 1].length;
    const shown = parts.slice(from, first + 60).map((part) => (words.includes(search.fold(part))
      ? el("mark", {}, part) : document.createTextNode(part)));
    return from > 0 ? [document.createTextNode("… "), ...shown] : shown;
  }

  /** @param {Hit} hit */
  function row({ entry, words }) {
    const url = new URL(entry.location, base);
    url.searchParams.set("h", words.join(" "));
    return el("li", {}, el("a", { href: url.href },
      el("span", { className: "sg-search-title" }, ...marked(entry.title, words)),
      entry.kind ? el("span", { className: "sg-search-kind" }, entry.kind) : null,
      el("span", { className: "sg-search-text" }, ...marked(entry.plain, words))));
  }

  function makeBox() {
    const field = /** @type {HTMLInputElement} */ (one(dialog, ".sg-search-field"));
    const said = one(dialog, ".sg-search-said");
    const list = one(dialog, ".sg-search-hits");
    const ways = el("div", { className: "sg-search-ways" });
    list.after(ways);
    let timer = 0;

    /** Where to look for what no word finds: the lists of the guide.
     * @param {Index} found */
    const lists = ({ entries: all }) => all.filter((entry) => entry.lists).map((entry) =>
      el("li", {}, el("a", { href: new URL(entry.location, base).href }, entry.title)));

    /** @param {Hit[]} hits */
    function rest(hits) {
      const more = button(ngettext("Show %(n)s more", "Show %(n)s more", hits.length), () => {
        const rows = hits.map(row);
        list.append(...rows);
        ways.replaceChildren();
        rows[0].querySelector("a")?.focus();
      });
      return more;
    }

    async function show() {
      const query = field.value.trim();
      if (!query) {
        list.replaceChildren();
        ways.replaceChildren();
        said.textContent = "";
        return;
      }
      try {
        const found = await index();
        if (query !== field.value.trim()) return;
        const hits = search.find(found, query);
        list.replaceChildren(...hits.slice(0, ROWS).map(row));
        said.textContent = hits.length ? ngettext("%(n)s place found", "%(n)s places found", hits.length)
          : _("Nothing found. Try another word, or look here:");
        ways.replaceChildren(...(hits.length > ROWS ? [rest(hits.slice(ROWS))]
          : hits.length ? [] : [el("ul", {}, ...lists(found))]));
      } catch {
        said.textContent = _("The search could not be loaded.");
      }
    }

    const begin = () => {
      if (dialog.open) return;
      dialog.showModal();
      field.select();
      index().catch(() => {});
      show();
    };
    open.addEventListener("click", begin);
    document.addEventListener("keydown", (event) => {
      const typing = event.target instanceof Element && event.target.matches("input, textarea, select, [contenteditable]");
      if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      begin();
    });
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) dialog.close(); // beside the box
    });
    field.addEventListener("input", () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(show, WAIT);
    });
    dialog.addEventListener("keydown", (event) => {
      const links = all(dialog, ".sg-search-hits a");
      const at = links.findIndex((link) => link === document.activeElement);
      if (event.key === "Enter" && event.target === field && !event.isComposing) {
        event.preventDefault();
        window.clearTimeout(timer);
        show().then(() => all(dialog, ".sg-search-hits a")[0]?.focus());
      } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        const to = at + (event.key === "ArrowDown" ? 1 : -1);
        (to < 0 ? field : links[Math.min(to, links.length - 1)])?.focus();
      }
    });
    // A place on this very page: the dialog would stay over it.
    dialog.addEventListener("click", ({ target }) => {
      if (target instanceof Element && target.closest("a")) dialog.close();
    });
  }

  /** On the page that a hit led to, show the words that were found. */
  function showWords() {
    const words = (new URL(window.location.href).searchParams.get("h") ?? "").split(" ").filter(Boolean);
    const [place] = all(document, page.THEME.article);
    if (!words.length || !place || !("highlights" in CSS)) return;
    /** @type {Range[]} */
    const ranges = [];
    const texts = document.createNodeIterator(place, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      for (const match of (node.textContent ?? "").matchAll(/[\p{L}\p{M}\p{N}'’]+/gu)) {
        if (!words.includes(search.fold(match[0]))) continue;
        const range = new Range();
        range.setStart(node, match.index);
        range.setEnd(node, match.index + match[0].length);
        ranges.push(range);
      }
    }
    CSS.highlights.set("sg-found", new Highlight(...ranges));
  }

  if (dialog && open) makeBox();
  showWords();
})();
