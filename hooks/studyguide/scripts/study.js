/* What a reader has read and has to learn again, on every page.

   A page or a scene read is a record `read:…`. A card, or a question that was missed, is a record
   `card:…` with its box and the day on which it was put there; it comes back after the days of that
   box (the Leitner system, whose days the page gives in `data-days`). Days count from 1970, in the
   reader's own time zone. */
(() => {
  "use strict";
  const { gettext: _, ngettext } = window.studyguide.words;
  const { store, page } = window.studyguide;
  const { el, button, all, local } = page;

  /* ---- The boxes -------------------------------------------------------------------------- */

  const days = (all(document, "[data-days]")[0]?.dataset.days ?? "1").split(" ").map(Number);

  const today = () => Math.floor(local().getTime() / 86400000);
  /** The day, in the reader's time, of a moment of the clock.
   * @type {Study["dayOf"]} */
  const dayOf = (time) => Math.floor((time - new Date(time).getTimezoneOffset() * 60000) / 86400000);

  /** The card's box, from 1, and the day on which it is due; null for one that is not learned.
   * @type {Study["card"]} */
  function card(guide, id) {
    const record = store.read(`${guide}:card:${id}`);
    if (!Number.isInteger(record?.b) || !Number.isInteger(record.t)) return null;
    const box = Math.min(Math.max(record.b, 1), days.length);
    return { box, due: Math.min(record.t, today()) + days[box - 1] };
  }

  /** Move a card: up if it was due and known, back to the first box if not known.
   * @type {Study["learn"]} */
  function learn(guide, id, knew, begins = false) {
    const found = card(guide, id);
    if (!found && knew && !begins) return;
    if (found && knew && found.due > today()) return;
    const box = knew ? Math.min((found?.box ?? 1) + 1, days.length) : 1;
    store.write(`${guide}:card:${id}`, { b: box, t: today() });
  }

  /** The ids of all cards that are due, those that wait longest first.
   * @type {Study["due"]} */
  function due(guide) {
    const start = `${guide}:card:`;
    return store.names(start).map((name) => name.slice(start.length))
      .map((id) => ({ id, due: card(guide, id)?.due ?? Infinity }))
      .filter((found) => found.due <= today())
      .sort((a, b) => a.due - b.due || (a.id < b.id ? -1 : 1)).map(({ id }) => id);
  }

  /** The cards in the first box that are not due yet: what was missed since they were.
   * @type {Study["missed"]} */
  function missed(guide) {
    const start = `${guide}:card:`;
    return store.names(start).map((name) => name.slice(start.length)).filter((id) => {
      const found = card(guide, id);
      return found?.box === 1 && found.due > today();
    });
  }

  /** How many cards were put into a box on that day.
   * @type {Study["learnedOn"]} */
  const learnedOn = (guide, day) =>
    store.names(`${guide}:card:`).filter((name) => store.read(name)?.t === day).length;

  /* ---- What the reader chooses, for cards or for quizzes ---------------------------------- */

  /** @type {Study["ways"]} */
  const ways = (guide, what) => store.read(`${guide}:way:${what}`) ?? {};
  /** @type {Study["choose"]} */
  function choose(guide, what, changes) {
    const kept = Object.entries({ ...ways(guide, what), ...changes }).filter(([, value]) => value);
    store.write(`${guide}:way:${what}`, kept.length ? Object.fromEntries(kept) : null);
  }

  document.addEventListener("sg-change", ({ target }) => {
    const question = /** @type {Question} */ (target);
    if (question.mode !== "practice" || question.ungraded) return;
    const { result, seen } = question.outcome();
    if (seen || ["wrong", "partly"].includes(result)) learn(question.dataset.guide, question.item, false);
    else if (result === "right") learn(question.dataset.guide, question.item, true);
  });

  document.addEventListener("sg-handed-in", ({ target }) => {
    const quiz = /** @type {Quiz} */ (target);
    const rows = quiz.outcomes();
    const missed = quiz.missed(rows);
    for (const row of rows.filter((r) => !r.question.ungraded)) {
      learn(quiz.dataset.guide, row.question.item, !missed.includes(row));
    }
  });

  /* ---- Read or not ------------------------------------------------------------------------ */

  /** @param {string} guide @param {string} unit */
  const readName = (guide, unit) => `${guide}:read:${unit}`;
  /** @type {Study["isRead"]} */
  const isRead = (guide, unit) => store.read(readName(guide, unit)) !== null;

  /** @param {string} guide @param {string} unit @param {boolean} read */
  function markRead(guide, unit, read) {
    store.write(readName(guide, unit), read ? { t: today() } : null);
  }

  /** The unit of a page by its address: its path below the site, without endings.
   * @param {string} address */
  function unitAt(address) {
    const path = new URL(address, window.location.href).pathname;
    const root = new URL(page.THEME.config().base, window.location.href).pathname.replace(/\/?$/, "/");
    if (!path.startsWith(root)) return "";
    const name = path.slice(root.length).replace(/(^|\/)index\.html$/, "").replace(/\.html$|\/$/, "");
    return name && `page:${decodeURI(name)}`;
  }

  /** <sg-read>: a button to tick a scene or a page off. */
  class Read extends page.Ours {
    /** @type {HTMLButtonElement} */ button;

    connectedCallback() {
      if (this.button) return;
      const { guide, unit, name } = this.dataset;
      this.button = button("", () => this.toggle());
      this.button.classList.add("sg-read-button");
      this.button.append(el("span", { className: "sg-tick", "aria-hidden": "true" }), _("I have read this"));
      this.button.setAttribute("aria-label", _("I have read this: %(name)s", { name }));
      this.append(this.button);
      store.watch(readName(guide, unit), () => this.show());
      this.show();
    }

    get read() {
      return isRead(this.dataset.guide, this.dataset.unit);
    }

    toggle() {
      const { guide, unit } = this.dataset;
      markRead(guide, unit, !this.read);
      const scenes = /** @type {Read[]} */ (all(document, 'sg-read[data-unit^="scene:"]'));
      if (scenes.includes(this)) markRead(guide, unitAt(window.location.href), scenes.every((s) => s.read));
      showMarks(guide);
    }

    show() {
      this.button.setAttribute("aria-pressed", String(this.read));
    }
  }

  /** Ticks in the lists of pages and of scenes.
   * @param {string} guide */
  function showMarks(guide) {
    const links = `${page.THEME.pages}, .sg-table th a`;
    for (const link of /** @type {HTMLAnchorElement[]} */ (all(document, links))) {
      const scene = link.closest(".sg-table") && decodeURIComponent(link.hash.slice(1));
      const unit = scene ? `scene:${scene}` : link.hash ? "" : unitAt(link.href);
      const read = Boolean(unit) && isRead(guide, unit);
      const mark = link.querySelector(".sg-ticked");
      if (read && !mark) {
        link.append(el("span", { className: "sg-ticked" }, el("span", { className: "sg-voice" }, ` ${_("(read)")}`)));
      } else if (!read) mark?.remove();
    }
  }

  /** A quiz whose questions are all done is a page read.
   * @param {Event} event */
  function showQuizDone({ target }) {
    const quiz = /** @type {Quiz | null} */ (/** @type {Element} */ (target).closest("sg-quiz"));
    if (!quiz?.outcomes) return;
    const done = quiz.outcomes().every(({ result }) => !["none", "begun"].includes(result));
    const unit = unitAt(window.location.href);
    if (done && !isRead(quiz.dataset.guide, unit)) markRead(quiz.dataset.guide, unit, true);
    showMarks(quiz.dataset.guide);
  }
  document.addEventListener("sg-change", showQuizDone);
  document.addEventListener("sg-handed-in", showQuizDone);

  /** <sg-due-count>: the link to the study page says how much is due. */
  class DueCount extends page.Ours {
    connectedCallback() {
      const link = page.one(this, "a");
      const show = () => {
        const [count, again] = [due(this.dataset.guide).length, missed(this.dataset.guide).length];
        const rest = again
          ? ngettext("Your study: practice the one you missed", "Your study: practice the %(n)s you missed", again)
          : _("Your study: nothing is due today");
        link.textContent = count
          ? ngettext("Your study: %(n)s due today", "Your study: %(n)s due today", count) : rest;
      };
      show();
      document.addEventListener("sg-change", show);
      document.addEventListener("sg-handed-in", show);
    }
  }

  /* ---- Where the reader was, and what is done of each quiz --------------------------------- */

  /** How far a quiz is, in words; empty if it is not begun. Of a test the last result stands.
   * @type {Study["trace"]} */
  function trace({ n, r } = {}) {
    const answered = n?.[0] ? _("%(n)s of %(of)s", { n: n[0], of: n[1] }) : "";
    const test = r ? _("test %(n)s of %(of)s", { n: r[0], of: r[1] }) : "";
    return [answered, test].filter(Boolean).join(" · ");
  }

  /** The records of the quizzes, by the page that each was taken on.
   * @param {string} guide @returns {Map<string, any>} */
  const quizzesByPage = (guide) => new Map(store.names(`${guide}:quiz:`)
    .map((name) => store.read(name)).filter((record) => record?.u).map((record) => [record.u, record]));

  /** Beside each link to a quiz in a table or list of the page: how far it is.
   * @param {string} guide */
  function showTraces(guide) {
    const records = quizzesByPage(guide);
    if (!records.size) return;
    const links = all(document, `${page.THEME.content} :is(th, td, li) > a[href]`);
    for (const link of /** @type {HTMLAnchorElement[]} */ (links)) {
      const text = !link.hash && !link.closest(".sg-tool") && trace(records.get(unitAt(link.href)));
      if (text) link.after(el("span", { className: "sg-of sg-trace" }, text));
    }
  }

  /** Keep the page as the one to go on with, if it is one to work through.
   * @param {string} guide */
  function keepPlace(guide) {
    const unit = unitAt(window.location.href);
    const title = all(document, `${page.THEME.content} h1`)[0];
    if (!unit || !title || !document.querySelector("sg-read, sg-quiz")) return;
    const copy = /** @type {HTMLElement} */ (title.cloneNode(true));
    copy.querySelector(".headerlink")?.remove();
    const address = new URL(page.THEME.config().base, window.location.href).href.replace(/\/?$/, "/");
    const path = window.location.href.slice(address.length).split(/[?#]/)[0];
    store.write(`${guide}:last:page`, { p: path, t: page.words(copy) });
  }

  /** <sg-go-on>: the way back to where the reader was; empty on a first visit. */
  class GoOn extends page.Ours {
    connectedCallback() {
      const { guide } = this.dataset;
      const record = store.read(`${guide}:last:page`);
      if (this.firstChild || typeof record?.p !== "string") return;
      const base = new URL(page.THEME.config().base.replace(/\/?$/, "/"), window.location.href).href;
      const link = el("a", { href: new URL(record.p, base).href }, String(record.t));
      if (!link.href.startsWith(base)) return;
      const done = trace(quizzesByPage(guide).get(unitAt(link.href)));
      this.append(el("p", { className: "sg-going" }, `${_("Go on where you were:")} `, link,
        done ? el("span", { className: "sg-of" }, done) : null));
    }
  }

  Object.assign(window.studyguide, {
    study: { card, learn, due, missed, learnedOn, today, dayOf, isRead, unitAt, ways, choose, trace },
  });
  customElements.define("sg-read", Read);
  customElements.define("sg-due-count", DueCount);
  customElements.define("sg-go-on", GoOn);
  const guide = document.currentScript?.dataset.guide ?? all(document, "[data-guide]")[0]?.dataset.guide;
  if (!guide) return;
  showMarks(guide);
  showTraces(guide);
  keepPlace(guide);
})();
