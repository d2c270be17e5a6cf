/* <sg-question>: makes a printed question one to answer. Without this script its answer stays
   behind the disclosure that the page holds already.

   A question is in one of three ways: `practice` (check, try again, show the answer), `test` (answer
   only) and `review` (answer, verdict, reasons). What is kept of it is a record: the version of the
   item it belongs to, the answer, whether it was checked, how often, and whether the key was shown. */
(() => {
  "use strict";
  const { store, marking, page } = window.studyguide;
  const { el, button, uid, words, entry } = page;
  const VERDICTS = {
    right: ["✓", "Right"],
    partly: ["◐", "Partly right"],
    wrong: ["↻", "Not yet"],
    none: ["–", "No answer"],
    open: ["✎", "Compare your answer with ours"],
  };
  const CHECKED = new Set(["right", "partly", "wrong"]);

  class Question extends HTMLElement {
    connectedCallback() {
      if (this.box) return;
      const { item, version, kind, level, strict, key, guide } = this.dataset;
      Object.assign(this, { item, version, kind, level, mode: "practice" });
      this.strict = strict.split(" ").filter(Boolean);
      this.key = JSON.parse(key);
      this.ungraded = marking.OPEN.includes(kind);
      this.saved = `${guide}:item:${item}`;
      this.box = this.querySelector(".sg-question");
      this.stem = words(this.box.querySelector(".sg-stem"));
      this.answers = this.box.querySelector(".sg-answer");
      this.hints = [...this.box.querySelectorAll("details.sg-hint")];
      this.reasons = [...this.answers.querySelectorAll(".sg-reasons > li")];
      this.field = el("fieldset", { className: "sg-field" });
      this.control = this.makeControl();
      this.makeRest();
      this.hear = () => this.mode === "practice" && this.load();
      store.watch(this.saved, this.hear);
      this.setMode("practice");
    }

    /* ---- What is kept -------------------------------------------------------------------- */

    /** A new record, without an answer. */
    blank() {
      return { v: this.version, a: null, c: 0, n: 0, k: 0 };
    }

    /** The record kept, unless it answers an item that has changed since. */
    kept() {
      const record = this.apart ? this.apart.read() : store.read(this.saved);
      if (record?.v === this.version && this.suits(record.a ?? null)) return { ...this.blank(), ...record };
      if (record && !this.apart) store.write(this.saved, null, this.hear);
      return this.blank();
    }

    /** Whether an answer can be one to this question; a file that was loaded may hold anything. */
    suits(answer) {
      if (answer === null) return true;
      if (this.ungraded) return typeof answer === "string";
      if (!Array.isArray(answer)) return false;
      const below = (count) => (place) => Number.isInteger(place) && place >= 0 && place < count;
      if (marking.OPTIONS.includes(this.kind)) return answer.every(below(this.rows.length));
      if (answer.length !== this.key.length) return false;
      if (this.kind === "blank") return answer.every((text) => typeof text === "string");
      if (this.kind === "order") return new Set(answer.filter(below(this.key.length))).size === answer.length;
      return answer.every((place) => place === null || below(this.rights.length)(place));
    }

    load() {
      this.record = this.kept();
      this.control.set(this.record.a);
      this.show();
    }

    keep(changes) {
      Object.assign(this.record, changes);
      if (this.apart) this.apart.write(this.record);
      else store.write(this.saved, this.record, this.hear);
      this.dispatchEvent(new CustomEvent("sg-change", { bubbles: true }));
    }

    /** Forget the practice answer. */
    forget() {
      store.write(this.saved, null);
    }

    /** Change how the question is asked; `apart` reads and writes the record of a test. */
    setMode(mode, apart = null) {
      this.mode = mode;
      this.apart = apart;
      this.load();
    }

    /** What a quiz counts: the result so far, and whether the key had been shown. */
    outcome() {
      const found = this.marked();
      const done = this.mode !== "test" && (this.mode === "review" || this.record.c);
      const begun = found.result !== "none";
      return { result: done ? found.result : begun ? "begun" : "none", seen: Boolean(this.record.k) };
    }

    marked() {
      return marking.mark(this.kind, this.key, this.record.a, this.strict, this.reasons.length);
    }

    /* ---- What readers answer with -------------------------------------------------------- */

    makeControl() {
      const stem = this.box.querySelector(".sg-stem");
      if (this.kind === "blank") return this.gaps(stem);
      const legend = el("legend", { className: "sg-stem" }, ...stem.childNodes);
      stem.replaceWith(this.field);
      this.field.append(legend);
      if (marking.OPTIONS.includes(this.kind)) return this.options();
      if (this.kind === "match") return this.pairs();
      if (this.kind === "order") return this.steps();
      return this.text();
    }

    changed(answer) {
      this.keep({ a: marking.isEmpty(this.kind, answer) ? null : answer });
      this.note.textContent = "";
    }

    options() {
      const many = this.kind === "multiple";
      const name = uid();
      const list = this.box.querySelector(".sg-options");
      if (many) this.tell("More than one is right: choose all that are.");
      this.field.append(list);
      const get = () => inputs.flatMap((input, at) => (input.checked ? [at] : []));
      this.rows = [...list.children];
      const inputs = this.rows.map((row) => {
        row.querySelector(".sg-box")?.remove();
        const input = el("input", { type: many ? "checkbox" : "radio", name });
        input.addEventListener("change", () => this.changed(get()));
        row.replaceChildren(el("label", { className: "sg-choice" }, input, ...row.childNodes));
        return input;
      });
      const set = (answer) => inputs.forEach((input, at) => {
        input.checked = (answer ?? []).includes(at);
      });
      return { set, first: () => inputs.find((input) => input.checked) ?? inputs[0] };
    }

    pairs() {
      const columns = this.box.querySelector(".sg-columns");
      this.field.append(columns);
      columns.classList.add("sg-asked");
      this.rights = [...columns.querySelectorAll(".sg-right-column > li")]
        .map((row) => entry(row));
      this.rows = [...columns.querySelectorAll(".sg-left > li")];
      const get = () => selects.map((s) => (s.value === "" ? null : Number(s.value)));
      const selects = this.rows.map((row) => {
        row.querySelector(".sg-rule")?.remove();
        const id = uid();
        const select = el("select", { id }, el("option", { value: "" }, "Choose"));
        this.rights.forEach((text, at) => select.append(el("option", { value: at }, text)));
        select.addEventListener("change", () => this.changed(get()));
        row.replaceChildren(el("label", { for: id }, ...row.childNodes), select);
        return select;
      });
      const set = (answer) => selects.forEach((select, at) => {
        select.value = answer?.[at] ?? "";
      });
      return { set, first: () => selects[0] };
    }

    steps() {
      const list = this.box.querySelector(".sg-steps");
      const sorted = el("ol", { className: "sg-order" });
      list.remove();
      this.tell("Number the steps, or move them up and down.");
      this.field.append(sorted);
      let order = [];
      const move = (step, to, focus) => {
        const at = order.indexOf(step);
        if (to < 0 || to >= order.length || to === at) return;
        order.splice(to, 0, ...order.splice(at, 1));
        arrange();
        focus.focus();
        this.changed([...order]);
        page.say(`${rows[step].text}: place ${to + 1} of ${order.length}`);
      };
      const rows = [...list.children].map((row, step, all) => {
        row.querySelector(".sg-rule")?.remove();
        const text = entry(row, false);
        const place = el("select", { "aria-label": `Place of ${text}` });
        all.forEach((_, at) => place.append(el("option", { value: at }, String(at + 1))));
        place.addEventListener("change", () => move(step, Number(place.value), place));
        const up = button("Up", () => move(step, order.indexOf(step) - 1, up));
        const down = button("Down", () => move(step, order.indexOf(step) + 1, down));
        up.setAttribute("aria-label", `Up: ${text}`);
        down.setAttribute("aria-label", `Down: ${text}`);
        const item = el("li", {}, el("span", { className: "sg-step" }, ...row.childNodes),
          el("span", { className: "sg-moves" }, place, up, down));
        return { item, place, up, down, text };
      });
      const arrange = () => {
        sorted.append(...order.map((step) => rows[step].item));
        order.forEach((step, at) => {
          const { place, up, down } = rows[step];
          place.value = at;
          up.setAttribute("aria-disabled", at === 0);
          down.setAttribute("aria-disabled", at === order.length - 1);
        });
        this.rows = order.map((step) => rows[step].item);
      };
      const set = (answer) => {
        order = answer ? [...answer] : rows.map((_, step) => step);
        arrange();
      };
      this.steptext = (step) => rows[step].text;
      return { set, first: () => rows[order[0]].place };
    }

    gaps(stem) {
      const named = (name) => {
        const copy = stem.cloneNode(true);
        for (const gap of copy.querySelectorAll(".sg-gap")) gap.replaceWith(` ${name} `);
        return words(copy).replace(/ ([.,;:?!])/g, "$1");
      };
      this.stem = named("____");
      stem.replaceWith(this.field);
      this.field.append(el("legend", { className: "sg-voice" }, named("blank")), stem);
      const gaps = [...stem.querySelectorAll(".sg-gap")];
      const get = () => inputs.map((input) => input.value);
      const inputs = gaps.map((gap, at) => {
        const label = gaps.length > 1 ? `Blank ${at + 1}` : "Blank";
        const input = el("input", {
          type: "text", className: "sg-typed", "aria-label": label, autocomplete: "off",
          autocapitalize: "off", spellcheck: false, size: 14,
        });
        input.addEventListener("input", () => this.changed(get()));
        input.addEventListener("keydown", (event) => {
          if (event.key !== "Enter" || event.isComposing || this.check.hidden) return;
          event.preventDefault(); // or the same key would press "Try again", which gets the focus
          this.checkNow();
        });
        gap.replaceWith(el("span", { className: "sg-filled" }, input));
        return input;
      });
      this.rows = inputs.map((input) => input.parentElement);
      const set = (answer) => inputs.forEach((input, at) => {
        input.value = answer?.[at] ?? "";
      });
      return { set, first: () => inputs[0] };
    }

    text() {
      const id = uid();
      const area = el("textarea", { id, rows: this.kind === "essay" ? 10 : 4 });
      area.addEventListener("input", () => this.changed(area.value));
      this.field.append(el("label", { for: id, className: "sg-label" }, "Your answer"), area);
      const set = (answer) => {
        area.value = answer ?? "";
      };
      const lock = (locked) => {
        area.readOnly = locked;
      };
      return { set, lock, first: () => area };
    }

    tell(text) {
      const id = uid();
      this.field.append(el("p", { className: "sg-instruction", id }, text));
      this.field.setAttribute("aria-describedby", id);
    }

    /* ---- Below the answer: buttons, verdict, hints, the key ------------------------------ */

    makeRest() {
      const title = this.ungraded ? "Compare with the model answer" : "Check";
      this.check = button(title, () => this.checkNow(), true);
      this.again = button("Try again", () => this.tryAgain());
      this.reveal = button("Show the answer", () => this.revealNow());
      this.note = el("p", { className: "sg-note" });
      this.verdict = el("div", { className: "sg-outcome" });
      const row = el("div", { className: "sg-actions" }, this.check, this.again, this.reveal);
      this.field.after(this.verdict, ...this.hints, this.note, row, this.answers);
      this.hints.forEach((hint, at) => hint.addEventListener("toggle", () => {
        if (hint.open) this.openHints(at + 1);
      }));
    }

    openHints(count) {
      this.hinted = Math.max(this.hinted ?? 0, count);
      this.hints.forEach((hint, at) => {
        hint.hidden = this.mode === "test" || (at > this.hinted && !hint.open);
      });
    }

    checkNow() {
      const found = this.marked();
      if (found.result === "none") {
        this.note.textContent = this.kind === "order" ? "Put the steps in order first." : "Answer first.";
        page.say(this.note.textContent);
        this.control.first().focus();
        return;
      }
      this.keep({ c: 1, n: this.record.n + 1 });
      this.show();
      if (this.ungraded) {
        this.answers.open = true;
        this.answers.querySelector("summary").focus();
        return;
      }
      this.again.focus({ preventScroll: true });
      this.verdict.scrollIntoView({ block: "nearest" });
      page.say(this.spoken());
    }

    tryAgain() {
      const fresh = this.kind === "choice" || this.kind === "true-false";
      this.keep({ c: 0, a: fresh ? null : this.record.a });
      this.control.set(this.record.a);
      this.show();
      this.control.first().focus();
    }

    revealNow() {
      this.keep({ k: 1 });
      this.show();
      this.answers.querySelector("summary").focus();
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
      this.markRows(judged ? found : { each: [] });
      this.toggleAttribute("data-checked", judged);
    }

    /** Ticks and crosses on what the reader chose, and where the key speaks of it. */
    markRows(found) {
      for (const row of [...(this.rows ?? []), ...this.reasons]) {
        row.classList.remove("sg-hit", "sg-miss");
        row.querySelector(".sg-mark")?.remove();
      }
      found.each.forEach((right, at) => {
        const place = this.place(at);
        const row = this.rows[place];
        row.classList.add(right ? "sg-hit" : "sg-miss");
        (row.querySelector("label, .sg-step") ?? row).append(this.sign(right, right ? "right" : "not yet"));
        if (!marking.OPTIONS.includes(this.kind)) return;
        this.reasons[place].querySelector("p").append(el("span", { className: "sg-mark" }, "your answer"));
      });
    }

    /** Which row an entry of the answer belongs to. */
    place(at) {
      return marking.OPTIONS.includes(this.kind) ? this.record.a[at] : at;
    }

    sign(right, text) {
      return el("span", { className: "sg-mark" },
        el("span", { "aria-hidden": "true" }, right ? "✓" : "✗"),
        el("span", { className: "sg-voice" }, ` ${text}`));
    }

    /** The verdict, and unless the whole key is open below it, the reasons that do not give it away. */
    feedback(found) {
      const [sign, title] = VERDICTS[found.result];
      const parts = [el("p", { className: "sg-result" },
        el("span", { className: "sg-sign", "aria-hidden": "true" }, sign), ` ${title}`)];
      const count = this.countText(found);
      if (count) parts.push(el("p", { className: "sg-count" }, count));
      if (this.answers.open) return parts;
      const pieces = found.each.map((right, at) => this.piece(right, at)).filter(Boolean);
      if (pieces.length) parts.push(el("ul", { className: "sg-reasons sg-pieces" }, ...pieces));
      const see = this.answers.querySelector(".sg-see");
      if (see && CHECKED.has(found.result)) parts.push(see.cloneNode(true));
      return parts;
    }

    /** How many pieces of an answer are right, where it has several. */
    countText({ result, each }) {
      if (result === "right" || this.kind === "choice" || this.kind === "true-false") return "";
      const right = each.filter(Boolean).length;
      const are = right === 1 ? "is" : "are";
      if (this.kind !== "multiple") return each.length > 1 ? `${right} of ${each.length} ${are} right.` : "";
      if (!each.length) return "";
      if (right === each.length) return "What you chose is right, but something is missing.";
      return each.length > 1 ? `${right} of your ${each.length} choices ${are} right.` : "";
    }

    /** A piece of the answer with its reason: a wrong option's own, else only that of a right piece. */
    piece(right, at) {
      const option = marking.OPTIONS.includes(this.kind);
      if (!option && !right) return null;
      const single = this.kind === "choice" || this.kind === "true-false" || this.rows.length === 1;
      const heading = el("p", {}, this.sign(right, right ? "Right:" : "Not yet:"), " ",
        el("strong", {}, this.pieceText(at)));
      return el("li", { className: right ? "sg-right" : "sg-wrong" }, single ? null : heading,
        ...this.reason(this.place(at)));
    }

    pieceText(at) {
      const answer = this.record.a;
      if (this.kind === "match") {
        return `${entry(this.rows[at].querySelector("label"), false)}: ${this.rights[answer[at]]}`;
      }
      if (this.kind === "order") return `${at + 1}. ${this.steptext(answer[at])}`;
      if (this.kind === "blank") return answer[at].trim();
      return words(this.rows[answer[at]].querySelector(".sg-option-text"));
    }

    /** Copies of what the key says of a place, without its heading. */
    reason(at) {
      return [...this.reasons[at].childNodes].slice(this.headed(at)).map((n) => n.cloneNode(true));
    }

    headed(at) {
      const nodes = [...this.reasons[at].childNodes];
      return nodes.indexOf(this.reasons[at].querySelector("p")) + 1;
    }

    spoken() {
      const [, title] = VERDICTS[this.marked().result];
      const count = this.verdict.querySelector(".sg-count")?.textContent.replace(/\.$/, "");
      const reasons = [...this.verdict.querySelectorAll(".sg-pieces > li")].map((piece) => {
        const judged = piece.querySelector(".sg-mark .sg-voice")?.textContent.trim();
        return [judged, words(piece)].filter(Boolean).join(" ");
      });
      return [title, count, ...reasons].filter(Boolean).join(". ");
    }

    /** The answer in words, piece by piece, for handing in. */
    answerLines() {
      const answer = this.record.a;
      if (answer === null) return ["(no answer)"];
      if (marking.OPTIONS.includes(this.kind)) return answer.map((at) => entry(this.rows[at]));
      if (this.kind === "match") {
        return this.rows.map((row, at) =>
          `${entry(row.querySelector("label"))} = ${this.rights[answer[at]] ?? "?"}`);
      }
      if (this.kind === "order") return answer.map((step, at) => `${at + 1}. ${this.steptext(step)}`);
      if (this.kind === "blank") return answer.map((text) => text.trim() || "?");
      return answer.trim().split(/\s*\n\s*/);
    }
  }

  customElements.define("sg-question", Question);
  Object.assign(window.studyguide, { VERDICTS });
})();
