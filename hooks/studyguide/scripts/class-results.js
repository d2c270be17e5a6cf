/* <sg-results>: makes a table of the codes that students send. It stays on this page: nothing is sent
   or kept, and a copy of the table is the teacher's to keep. */
(() => {
  "use strict";
  const { gettext: _, ngettext } = window.studyguide.words;
  const { page, codes } = window.studyguide;
  const { el, button, all, uid } = page;

  class ClassResults extends page.Ours {
    /** @type {HTMLTextAreaElement} */ area;
    /** @type {HTMLElement} */ told;
    /** @type {HTMLElement} */ table;
    /** @type {HTMLElement} */ actions;

    connectedCallback() {
      if (this.area) return;
      const id = uid();
      this.area = el("textarea", { id, rows: 6, spellcheck: false, autocomplete: "off" });
      this.area.addEventListener("input", () => this.show());
      this.told = el("p", { className: "sg-due-text", role: "status" });
      this.table = el("div", { className: "sg-class-table", tabIndex: 0, role: "region", "aria-label": _("Results of the class"), hidden: true });
      const copy = button(_("Copy the table"), () => page.copy(this.text("\t"), copy, this.table));
      this.actions = el("div", { className: "sg-actions", hidden: true }, copy, button(_("Save as a CSV file"), () => this.save()));
      this.replaceChildren(el("div", { className: "sg-signed" },
        el("p", {}, el("label", { for: id }, _("Paste the codes here; other text between them does no harm.")), this.area)),
        this.told, this.table, this.actions);
    }

    show() {
      const { found, broken } = codes.read(this.area.value);
      const rows = [...new Map(found.map((one) => [JSON.stringify(one), one])).values()]
        .sort((a, b) => a.quiz.localeCompare(b.quiz) || a.name.localeCompare(b.name));
      const good = rows.length ? ngettext("%(n)s result.", "%(n)s results.", rows.length) : "";
      const bad = broken > 0 ? ngettext("%(n)s code is damaged: ask for it again.", "%(n)s codes are damaged: ask for them again.", broken) : "";
      this.told.textContent = [good, bad].filter(Boolean).join(" ");
      this.table.hidden = !rows.length;
      this.actions.hidden = !rows.length;
      const heads = [_("Quiz"), _("Name"), _("Date"), _("Taken as"), _("Score"), _("Question by question")];
      this.table.replaceChildren(el("table", { className: "sg-levels" },
        el("thead", {}, el("tr", {}, ...heads.map((text) => el("th", { scope: "col" }, text)))),
        el("tbody", {}, ...rows.map((one) => el("tr", {}, el("th", { scope: "row" }, one.quiz),
          ...[one.name || "?", one.date, one.test ? _("Test") : _("Practice"), _("%(n)s of %(of)s", { n: one.right, of: one.of })]
            .map((text) => el("td", {}, text)), el("td", {}, this.marks(one.marks)))))));
    }

    /** Each question by its number where it was not right.
     * @param {string} marks */
    marks(marks) {
      const missed = [...marks].flatMap((mark, at) => (mark === "r" || mark === "o" ? [] : [at + 1]));
      return missed.length ? _("not right: %(numbers)s", { numbers: missed.join(", ") }) : _("all right");
    }

    /** @param {string} between */
    text(between) {
      return all(this.table, "tr").map((row) => all(row, "th, td").map((cell) => {
        const text = (cell.textContent ?? "").replace(/\s+/g, " ").trim();
        const safe = /^[=+\-@]/.test(text) ? `'${text}` : text;
        return between === "\t" ? safe : `"${safe.replace(/"/g, '""')}"`;
      }).join(between)).join("\r\n");
    }

    save() {
      const url = URL.createObjectURL(new Blob(["\uFEFF", this.text(",")], { type: "text/csv" }));
      el("a", { href: url, download: "results.csv" }).click();
      window.setTimeout(() => URL.revokeObjectURL(url), 10000);
    }
  }

  customElements.define("sg-results", ClassResults);
})();
