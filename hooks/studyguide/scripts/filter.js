/* <sg-filter>: narrows a list to what the reader chooses, and keeps the choice in the address, so that
   going back, a bookmark and a link to a friend all work. Without this script the list is whole. */
(() => {
  "use strict";
  const { gettext: _ } = window.studyguide.words;
  const { page } = window.studyguide;
  const { el, button, one, all } = page;

  class Filter extends page.Ours {
    /** @type {HTMLFormElement} */ form;
    /** @type {HTMLSelectElement[]} */ selects;
    /** @type {Ours[]} */ rows;
    /** @type {HTMLElement} */ count;
    /** @type {HTMLButtonElement} */ all;

    connectedCallback() {
      if (this.form) return;
      this.form = one(this, "form");
      this.selects = all(this.form, "select");
      this.rows = all(this, "tbody tr");
      this.count = el("p", { className: "sg-filter-count", role: "status" });
      this.all = button(_("Show all"), () => this.go({}));
      this.form.append(this.count, this.all);
      this.form.addEventListener("submit", (event) => event.preventDefault());
      this.form.addEventListener("change", () => this.go(this.chosen()));
      this.form.hidden = false;
      window.addEventListener("hashchange", () => this.apply());
      if (this.apply()) this.scrollIntoView();
    }

    chosen() {
      return Object.fromEntries(this.selects.filter((s) => s.value).map((s) => [s.name, s.value]));
    }

    /** Write the choice into the address; the list follows the address.
     * @param {Record<string, string>} choice */
    go(choice) {
      const hash = new URLSearchParams(choice).toString();
      const { pathname, search } = window.location;
      window.history.pushState(null, "", hash ? `#${hash}` : pathname + search);
      this.apply();
    }

    /** Show what the address asks for; gives whether it asks for anything. */
    apply() {
      const asked = new URLSearchParams(window.location.hash.slice(1));
      for (const select of this.selects) {
        const value = asked.get(select.name) ?? "";
        select.value = [...select.options].some((option) => option.value === value) ? value : "";
      }
      const choice = Object.entries(this.chosen());
      const fits = (/** @type {Ours} */ row) => choice.every(([name, value]) => row.dataset[name].split(" ").includes(value));
      for (const row of this.rows) row.hidden = !fits(row);
      const shown = this.rows.filter((row) => !row.hidden).length;
      this.count.textContent = shown
        ? _("%(n)s of %(of)s shown", { n: shown, of: this.rows.length }) : _("None fits all of this. Choose less.");
      this.all.hidden = !choice.length;
      return choice.length > 0;
    }
  }

  customElements.define("sg-filter", Filter);
})();
