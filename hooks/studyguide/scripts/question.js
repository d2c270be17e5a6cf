/* <sg-question>: makes a printed question one to answer. Without this script its answer stays
   behind the disclosure that the page holds already.

   A question is in one of three ways: `practice` (check, try again, show the answer), `test` (answer
   only) and `review` (answer, verdict, reasons). What is kept of it is a record: the version of the
   item it belongs to, the answer, whether it was checked, how often, and whether the key was shown.
   A kept answer names places of the author's list, for the shown order may change. */
(() => {
  "use strict";
  const { gettext: _, ngettext } = window.studyguide.words;
  const { store, marking, page, controls } = window.studyguide;
  const { el, button, one, all, uid, words } = page;
  /** The sign of a verdict; the stylesheet draws what no letter is sure to have.
   * @type {Record<Result, [sign: string, words: string]>} */
  const VERDICTS = {
    right: ["✓", _("Right")],
    partly: ["", _("Partly right")],
    wrong: ["↻", _("Not yet")],
    none: ["–", _("No answer")],
    open: ["✎", _("Compare your answer with ours")],
  };
  const CHECKED = new Set(["right", "partly", "wrong"]);
  const SINGLE = new Set(["choice", "true-false"]);

  class QuestionElement extends page.Ours {
    item = "";
    version = "";
    level = "";
    saved = "";
    stem = "";
    letters = "";
    /** @type {string[]} */ articles = [];
    ungraded = false;
    hinted = 0;
    /** @type {Kind} */ kind;
    /** @type {Mode} */ mode = "practice";
    /** @type {Apart | null} */ apart = null;
    /** @type {Kept} */ record;
    /** @type {string[]} */ strict;
    /** @type {any} */ key;
    /** @type {Orders} */ orders;
    /** @type {HTMLElement} */ box;
    /** @type {HTMLElement} */ printed;
    /** @type {HTMLDetailsElement} */ answers;
    /** @type {HTMLDetailsElement[]} */ hints;
    /** @type {HTMLElement[]} */ reasons;
    /** @type {HTMLFieldSetElement} */ field;
    /** @type {Control} */ control;
    /** @type {HTMLButtonElement} */ check;
    /** @type {HTMLButtonElement} */ again;
    /** @type {HTMLButtonElement} */ reveal;
    /** @type {HTMLElement} */ note;
    /** @type {HTMLElement} */ verdict;
    /** @type {() => void} */ hear;

    connectedCallback() {
      if (this.box) return;
      const { item, version, kind, level, strict, letters = "", articles = "", key, order, guide } = this.dataset;
      Object.assign(this, { item, version, kind, level, letters });
      this.strict = strict.split(" ").filter(Boolean);
      this.articles = articles.split("|").filter(Boolean);
      this.key = JSON.parse(key);
      this.orders = marking.orders(JSON.parse(order));
      this.ungraded = marking.isOpen(this.kind);
      this.saved = `${guide}:item:${item}`;
      this.box = one(this, ".sg-question");
      this.printed = /** @type {HTMLElement} */ (this.box.cloneNode(true));
      this.stem = words(one(this.box, ".sg-stem"));
      this.answers = one(this.box, ".sg-answer");
      this.hints = all(this.box, "details.sg-hint");
      this.reasons = all(this.answers, ".sg-reasons > li");
      this.field = el("fieldset", { className: "sg-field" });
      this.control = controls[this.kind](this);
      this.stem = this.control.stem ?? this.stem;
      this.makeRest();
      this.hear = () => {
        if (this.mode === "practice") this.load();
      };
      store.watch(this.saved, this.hear);
      this.setMode("practice");
    }

    /* ---- What is kept -------------------------------------------------------------------- */

    /** A new record, without an answer.
     * @returns {Kept} */
    blank() {
      return { v: this.version, a: null, c: 0, n: 0, k: 0 };
    }

    /** The record kept, unless it answers an item that has changed since. */
    kept() {
      const record = this.apart ? this.apart.read() : store.read(this.saved);
      const a = marking.moved(this.kind, record?.a ?? null, this.orders.shown);
      if (record?.v === this.version && this.suits(a)) return { ...this.blank(), ...record, a };
      if (record && !this.apart) store.write(this.saved, null, this.hear);
      return this.blank();
    }

    /** @param {unknown} answer */
    suits(answer) {
      return answer === null || this.control.suits(answer);
    }

    load() {
      this.record = this.kept();
      this.control.set(this.record.a);
      this.show();
    }

    /** @param {Partial<Kept>} changes */
    keep(changes) {
      Object.assign(this.record, changes);
      const kept = { ...this.record, a: marking.moved(this.kind, this.record.a, this.orders.written) };
      if (this.apart) this.apart.write(kept);
      else store.write(this.saved, kept, this.hear);
      this.dispatchEvent(new CustomEvent("sg-change", { bubbles: true }));
    }

    /** Forget the practice answer. */
    forget() {
      store.write(this.saved, null);
    }

    /** Change how the question is asked; `apart` reads and writes the record of a test.
     * @param {Mode} mode @param {Apart | null} apart */
    setMode(mode, apart = null) {
      this.mode = mode;
      this.apart = apart;
      this.load();
    }

    /** What a quiz counts: the result so far, and whether the key had been shown.
     * @returns {Outcome} */
    outcome() {
      const found = this.marked();
      const done = this.mode !== "test" && (this.mode === "review" || this.record.c);
      const begun = found.result !== "none";
      return { result: done ? found.result : begun ? "begun" : "none", seen: Boolean(this.record.k) };
    }

    marked() {
      const { kind, key, record, strict, reasons, letters, articles } = this;
      return marking.mark(kind, key, record.a, strict, reasons.length, letters, articles);
    }

    /* ---- What readers answer with -------------------------------------------------------- */

    /** @param {Answer} answer */
    changed(answer) {
      this.keep({ a: marking.isEmpty(this.kind, answer) ? null : answer });
      this.note.textContent = "";
    }

    /* ---- Below the answer: buttons, verdict, hints, the key ------------------------------ */

    makeRest() {
      const title = this.ungraded ? _("Compare with the model answer") : _("Check");
      this.check = button(title, () => this.checkNow(), true);
      this.again = button(_("Try again"), () => this.tryAgain());
      this.reveal = button(_("Show the answer"), () => this.revealNow());
      this.note = el("p", { className: "sg-note" });
      this.verdict = el("div", { className: "sg-outcome" });
      const row = el("div", { className: "sg-actions" }, this.check, this.again, this.reveal);
      const legend = one(this.field, "legend");
      legend.id = uid();
      for (const one of [this.check, this.again, this.reveal]) one.setAttribute("aria-describedby", legend.id);
      this.field.after(this.verdict, ...this.hints, this.note, row, this.answers);
      this.hints.forEach((hint, at) => hint.addEventListener("toggle", () => {
        if (hint.open) this.openHints(at + 1);
      }));
    }

    /** @param {number} count */
    openHints(count) {
      this.hinted = Math.max(this.hinted, count);
      this.hints.forEach((hint, at) => {
        hint.hidden = this.mode === "test" || (at > this.hinted && !hint.open);
      });
    }

    checkNow() {
      const found = this.marked();
      if (found.result === "none") {
        const wanting = this.control.wanting ?? _("Answer first.");
        this.note.textContent = wanting;
        page.say(wanting);
        this.control.first().focus();
        return;
      }
      this.keep({ c: 1, n: this.record.n + 1 });
      this.show();
      if (this.ungraded) {
        this.answers.open = true;
        one(this.answers, "summary").focus();
        return;
      }
      this.again.focus({ preventScroll: true });
      this.verdict.scrollIntoView({ block: "nearest" });
      page.say(this.spoken());
    }

    tryAgain() {
      const fresh = SINGLE.has(this.kind);
      this.keep({ c: 0, a: fresh ? null : this.record.a });
      this.control.set(this.record.a);
      this.show();
      this.control.first().focus();
    }

    revealNow() {
      this.keep({ k: 1 });
      this.show();
      one(this.answers, "summary").focus();
    }

    show() {
      const found = this.marked();
      const review = this.mode === "review";
      const checked = this.mode === "practice" && Boolean(this.record.c);
      const missed = found.result !== "right";
      const shown = review || (checked && (this.ungraded || !missed || Boolean(this.record.k)));
      const judged = review || (checked && !this.ungraded);
      this.check.hidden = this.mode !== "practice" || judged;
      this.again.hidden = !(checked && judged);
      this.reveal.hidden = this.again.hidden || !missed || Boolean(this.record.k);
      this.answers.hidden = !shown;
      this.answers.open = shown && (missed || this.ungraded);
      this.field.disabled = judged && !this.ungraded;
      this.control.lock?.(judged);
      this.note.textContent = "";
      this.openHints(0);
      this.verdict.hidden = !judged;
      this.verdict.replaceChildren(...(judged ? this.feedback(found) : []));
      this.verdict.className = `sg-outcome sg-outcome-${found.result}`;
      this.markRows(judged ? found.each : []);
      this.toggleAttribute("data-checked", judged);
    }

    /** Ticks and crosses on what the reader chose, and where the key speaks of it.
     * @param {boolean[]} each */
    markRows(each) {
      const { rows, options } = this.control;
      for (const row of [...rows, ...this.reasons]) {
        row.classList.remove("sg-hit", "sg-miss");
        row.querySelector(".sg-mark")?.remove();
      }
      each.forEach((right, at) => {
        const place = this.control.place(this.record.a, at);
        const row = rows[place];
        row.classList.add(right ? "sg-hit" : "sg-miss");
        (row.querySelector("label, .sg-step") ?? row).append(this.sign(right, right ? _("right") : this.wrong(_("not yet"), _("wrong"))));
        if (!options) return;
        one(this.reasons[place], "p").append(el("span", { className: "sg-mark" }, _("your answer")));
      });
    }

    /** Who practises is not there yet; what was handed in is wrong.
     * @param {string} practised @param {string} tested */
    wrong(practised, tested) {
      return this.mode === "review" ? tested : practised;
    }

    /** The verdict in words.
     * @type {Question["verdictWords"]} */
    verdictWords(result) {
      return result === "wrong" ? this.wrong(VERDICTS.wrong[1], _("Wrong")) : VERDICTS[result][1];
    }

    /** @param {boolean} right @param {string} text */
    sign(right, text) {
      return el("span", { className: "sg-mark" },
        el("span", { "aria-hidden": "true" }, right ? "✓" : "✗"),
        el("span", { className: "sg-voice" }, ` ${text}`));
    }

    /** The verdict, and unless the whole key is open below it, the reasons that do not give it away.
     * @param {Found} found */
    feedback(found) {
      const [sign] = VERDICTS[found.result];
      /** @type {Node[]} */
      const parts = [el("p", { className: "sg-result" },
        el("span", { className: "sg-sign", "aria-hidden": "true" }, this.wrong(sign, found.result === "wrong" ? "✗" : sign)),
        ` ${this.titleOf(found)}`)];
      const count = this.countText(found);
      if (count) parts.push(el("p", { className: "sg-count" }, count));
      if (this.answers.open) return parts;
      const pieces = found.each.flatMap((right, at) => this.piece(right, at) ?? this.mistaken(at, found) ?? []);
      if (pieces.length) parts.push(el("ul", { className: "sg-reasons sg-pieces" }, ...pieces));
      const see = this.answers.querySelector(".sg-see");
      if (see && CHECKED.has(found.result)) parts.push(see.cloneNode(true));
      return parts;
    }

    /** The verdict, or what is nearly right where nothing else is wrong.
     * @param {Found} found */
    titleOf({ result, each, near }) {
      const nearly = near && each.every((right, at) => right || near[at]);
      return nearly ? _("Nearly: check the spelling") : this.verdictWords(result);
    }

    /** How many pieces of an answer are right, where it has several.
     * @param {Found} found */
    countText({ result, each }) {
      if (result === "right" || SINGLE.has(this.kind)) return "";
      const right = each.filter(Boolean).length;
      const of = { of: each.length };
      if (this.kind !== "multiple") {
        return each.length > 1 ? ngettext("%(n)s of %(of)s is right.", "%(n)s of %(of)s are right.", right, of) : "";
      }
      if (!each.length) return "";
      if (right === each.length) return _("What you chose is right, but something is missing.");
      return each.length > 1
        ? ngettext("%(n)s of your %(of)s choices is right.", "%(n)s of your %(of)s choices are right.", right, of) : "";
    }

    /** A piece of the answer with its reason: a wrong option's own, else only that of a right piece.
     * @param {boolean} right @param {number} at */
    piece(right, at) {
      const { rows, options, place, piece } = this.control;
      if (!options && !right) return null;
      const single = SINGLE.has(this.kind) || rows.length === 1;
      const heading = el("p", {}, this.sign(right, right ? _("Right:") : _("Not yet:")), " ",
        el("strong", {}, piece(this.record.a, at)));
      return el("li", { className: right ? "sg-right" : "sg-wrong" }, single ? null : heading,
        ...this.reason(place(this.record.a, at)));
    }

    /** A wrong text in a gap: one letter off, or a common mistake for which there is a reason.
     * @param {number} at @param {Found} found */
    mistaken(at, { each, near }) {
      if (this.kind !== "blank") return null;
      const typed = this.control.piece(this.record.a, at);
      const heading = (/** @type {string} */ text) => el("p", {}, this.sign(false, text), " ", el("strong", {}, typed));
      const alike = (/** @type {string} */ text) => marking.bare(text, this.strict, this.letters, this.articles);
      const mistake = all(this.reasons[at], ".sg-mistakes > li")
        .find((row) => row.dataset.typed.split("|").some((text) => alike(text) === alike(typed)));
      if (mistake) {
        const [, ...reason] = all(mistake, ":scope > *");
        return el("li", { className: "sg-wrong" }, heading(_("Not yet:")), ...reason.map((node) => node.cloneNode(true)));
      }
      return near?.[at] && each.length > 1
        ? el("li", { className: "sg-wrong" }, heading(_("Nearly:")), el("p", {}, _("Check the spelling."))) : null;
    }

    /** Copies of what the key says of a place, without its heading.
     * @param {number} at */
    reason(at) {
      const nodes = [...this.reasons[at].childNodes];
      const heading = this.reasons[at].querySelector("p");
      return nodes.slice(heading ? nodes.indexOf(heading) + 1 : 0)
        .filter((node) => !(node instanceof Element && node.matches(".sg-mistakes"))).map((n) => n.cloneNode(true));
    }

    spoken() {
      const title = this.titleOf(this.marked());
      const count = this.verdict.querySelector(".sg-count")?.textContent?.replace(/\.$/, "");
      const reasons = all(this.verdict, ".sg-pieces > li").map((piece) => {
        const judged = piece.querySelector(".sg-mark .sg-voice")?.textContent?.trim();
        return [judged, words(piece)].filter(Boolean).join(" ");
      });
      return [title, count, ...reasons].filter(Boolean).join(". ");
    }

    /** The answer in words, piece by piece, for handing in. */
    answerLines() {
      return this.record.a === null ? [_("(no answer)")] : this.control.lines(this.record.a);
    }
  }

  customElements.define("sg-question", QuestionElement);
})();
