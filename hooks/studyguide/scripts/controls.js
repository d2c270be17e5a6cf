/* What readers answer a question with, one control for each kind. A control makes its fields from
   what the page shows, and tells its question of each change. */
(() => {
  "use strict";
  const { gettext: _ } = window.studyguide.words;
  const { page } = window.studyguide;
  const { el, button, one, all, uid, words, entry } = page;

  /** @param {number} count */
  const below = (count) => (/** @type {unknown} */ place) =>
    Number.isInteger(place) && Number(place) >= 0 && Number(place) < count;

  /** Put the stem into the field, as its legend, and remove it from the question.
   * @param {Asked} question */
  function begin({ box, field }) {
    const stem = one(box, ".sg-stem");
    const legend = el("legend", { className: "sg-stem" }, ...stem.childNodes);
    stem.replaceWith(field);
    field.append(legend);
  }

  /** Say above the field how it is used.
   * @param {Asked} question @param {string} text */
  function tell({ field }, text) {
    const id = uid();
    field.append(el("p", { className: "sg-instruction", id }, text));
    field.setAttribute("aria-describedby", id);
  }

  /** @param {Asked} question @returns {Control} */
  function options(question) {
    begin(question);
    const many = question.kind === "multiple";
    const name = uid();
    const list = one(question.box, ".sg-options");
    if (many) tell(question, _("More than one is right: choose all that are."));
    question.field.append(list);
    const get = () => inputs.flatMap((input, at) => (input.checked ? [at] : []));
    const rows = all(list, ":scope > *");
    const inputs = rows.map((row) => {
      row.querySelector(".sg-box")?.remove();
      const input = el("input", { type: many ? "checkbox" : "radio", name });
      input.addEventListener("change", () => question.changed(get()));
      row.replaceChildren(el("label", { className: "sg-choice" }, input, ...row.childNodes));
      return input;
    });
    return {
      options: true,
      rows,
      set: (/** @type {number[] | null} */ answer) => inputs.forEach((input, at) => {
        input.checked = (answer ?? []).includes(at);
      }),
      first: () => inputs.find((input) => input.checked) ?? inputs[0],
      suits: (answer) => Array.isArray(answer) && answer.every(below(rows.length)),
      place: (answer, at) => answer[at],
      piece: (answer, at) => entry(rows[answer[at]], false),
      lines: (/** @type {number[]} */ answer) => answer.map((at) => entry(rows[at])),
    };
  }

  /** @param {Asked} question @returns {Control} */
  function pairs(question) {
    begin(question);
    const columns = one(question.box, ".sg-columns");
    question.field.append(columns);
    columns.classList.add("sg-asked");
    const rights = all(columns, ".sg-right-column > li").map((row) => entry(row));
    const rows = all(columns, ".sg-left > li");
    const get = () => selects.map((s) => (s.value === "" ? null : Number(s.value)));
    const selects = rows.map((row) => {
      row.querySelector(".sg-rule")?.remove();
      const id = uid();
      const select = el("select", { id }, el("option", { value: "" }, _("Choose")));
      rights.forEach((text, at) => select.append(el("option", { value: at }, text)));
      select.addEventListener("change", () => question.changed(get()));
      row.replaceChildren(el("label", { for: id }, ...row.childNodes), select);
      return select;
    });
    return {
      rows,
      set: (answer) => selects.forEach((select, at) => {
        select.value = answer?.[at] ?? "";
      }),
      first: () => selects[0],
      suits: (answer) => Array.isArray(answer) && answer.length === question.key.length
        && answer.every((place) => place === null || below(rights.length)(place)),
      place: (_, at) => at,
      piece: (answer, at) => `${entry(one(rows[at], "label"), false)}: ${rights[answer[at]]}`,
      lines: (answer) => rows.map((row, at) =>
        `${entry(one(row, "label"))} = ${rights[answer[at]] ?? "?"}`),
    };
  }

  /** @param {Asked} question @returns {Control} */
  function steps(question) {
    begin(question);
    const list = one(question.box, ".sg-steps");
    const sorted = el("ol", { className: "sg-order" });
    list.remove();
    tell(question, _("Number them, or move them up and down."));
    question.field.append(sorted);
    /** @type {number[]} */
    let order = [];
    /** @param {number} step @param {number} to @param {HTMLElement} focus */
    const move = (step, to, focus) => {
      const at = order.indexOf(step);
      if (to < 0 || to >= order.length || to === at) return;
      order.splice(to, 0, ...order.splice(at, 1));
      arrange();
      focus.focus();
      question.changed([...order]);
      page.say(_("%(step)s: place %(place)s of %(of)s", { step: rows[step].text, place: to + 1, of: order.length }));
    };
    const rows = all(list, ":scope > *").map((row, step, every) => {
      row.querySelector(".sg-rule")?.remove();
      const text = entry(row, false);
      const place = el("select", { "aria-label": _("Place of %(step)s", { step: text }) });
      every.forEach((_, at) => place.append(el("option", { value: at }, String(at + 1))));
      place.addEventListener("change", () => move(step, Number(place.value), place));
      const up = button(_("Up"), () => move(step, order.indexOf(step) - 1, up));
      const down = button(_("Down"), () => move(step, order.indexOf(step) + 1, down));
      up.setAttribute("aria-label", _("Up: %(step)s", { step: text }));
      down.setAttribute("aria-label", _("Down: %(step)s", { step: text }));
      const item = el("li", {}, el("span", { className: "sg-step" }, ...row.childNodes),
        el("span", { className: "sg-moves" }, place, up, down));
      return { item, place, up, down, text };
    });
    const arrange = () => {
      sorted.append(...order.map((step) => rows[step].item));
      order.forEach((step, at) => {
        const { place, up, down } = rows[step];
        place.value = String(at);
        up.setAttribute("aria-disabled", String(at === 0));
        down.setAttribute("aria-disabled", String(at === order.length - 1));
      });
    };
    /** @param {number} step @param {number} at */
    const line = (step, at) => `${at + 1}. ${rows[step].text}`;
    return {
      wanting: _("Put the steps in order first."),
      get rows() { return order.map((step) => rows[step].item); },
      set: (/** @type {number[] | null} */ answer) => {
        order = answer ? [...answer] : rows.map((_, step) => step);
        arrange();
      },
      first: () => rows[order[0]].place,
      suits: (answer) => Array.isArray(answer) && answer.length === question.key.length
        && new Set(answer.filter(below(answer.length))).size === answer.length,
      place: (_, at) => at,
      piece: (answer, at) => line(answer[at], at),
      lines: (/** @type {number[]} */ answer) => answer.map(line),
    };
  }

  /** @param {Asked} question @returns {Control} */
  function gaps(question) {
    const stem = one(question.box, ".sg-stem");
    /** @param {string} name */
    const named = (name) => {
      const copy = /** @type {Element} */ (stem.cloneNode(true));
      for (const gap of all(copy, ".sg-gap")) gap.replaceWith(` ${name} `);
      return words(copy).replace(/ ([.,;:?!])/g, "$1");
    };
    const asked = named("____");
    stem.replaceWith(question.field);
    question.field.append(el("legend", { className: "sg-voice" }, named(_("blank"))), stem);
    const get = () => inputs.map((input) => input.value);
    const inputs = all(stem, ".sg-gap").map((gap, at, every) => {
      const label = every.length > 1 ? _("Blank %(n)s", { n: at + 1 }) : _("Blank");
      const input = el("input", {
        type: "text", className: "sg-typed", "aria-label": label, autocomplete: "off",
        autocapitalize: "off", spellcheck: false, size: 14,
      });
      input.addEventListener("input", () => question.changed(get()));
      input.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" || event.isComposing || question.check.hidden) return;
        event.preventDefault(); // or the same key would press "Try again", which gets the focus
        question.checkNow();
      });
      gap.replaceWith(el("span", { className: "sg-filled" }, input));
      return input;
    });
    return {
      stem: asked,
      rows: inputs.map((input) => /** @type {HTMLElement} */ (input.parentElement)),
      set: (answer) => inputs.forEach((input, at) => {
        input.value = answer?.[at] ?? "";
      }),
      first: () => inputs[0],
      suits: (answer) => Array.isArray(answer) && answer.length === question.key.length
        && answer.every((text) => typeof text === "string"),
      place: (_, at) => at,
      piece: (answer, at) => answer[at].trim(),
      lines: (/** @type {string[]} */ answer) => answer.map((text) => text.trim() || "?"),
    };
  }

  /** @param {Asked} question @returns {Control} */
  function text(question) {
    begin(question);
    const id = uid();
    const area = el("textarea", { id, rows: question.kind === "essay" ? 10 : 4 });
    area.addEventListener("input", () => question.changed(area.value));
    question.field.append(el("label", { for: id, className: "sg-label" }, _("Your answer")), area);
    return {
      rows: [],
      set: (answer) => {
        area.value = answer ?? "";
      },
      first: () => area,
      lock: (locked) => {
        area.readOnly = locked;
      },
      suits: (answer) => typeof answer === "string",
      place: (_, at) => at,
      piece: (answer) => answer,
      lines: (answer) => answer.trim().split(/\s*\n\s*/),
    };
  }

  window.studyguide.controls = {
    choice: options, multiple: options, "true-false": options,
    match: pairs, order: steps, blank: gaps, short: text, essay: text,
  };
})();
