/* The program's words in the language of the guide, by gettext's names. The build writes the texts
   before this script; what is missing there is as it stands in the scripts. */
(() => {
  "use strict";
  const { language, texts } = window.studyguideWords;
  const rules = new Intl.PluralRules(language);

  /** @param {string} text @param {Values} values */
  function filled(text, values) {
    return text.replace(/%\((\w+)\)s/g, (whole, name) => String(values[name] ?? whole));
  }

  /** @type {Spoken["gettext"]} */
  function gettext(text, values = {}) {
    return filled(/** @type {string} */ (texts[text] ?? text), values);
  }

  /** @type {Spoken["pgettext"]} */
  function pgettext(context, text, values = {}) {
    return filled(/** @type {string} */ (texts[`${context}\u0004${text}`] ?? text), values);
  }

  /** The text for that number; `%(n)s` is the number.
   * @type {Spoken["ngettext"]} */
  function ngettext(one, many, n, values = {}) {
    const forms = /** @type {Forms} */ (texts[one] ?? { one, other: many });
    return filled(forms[rules.select(n)] ?? forms.other, { n, ...values });
  }

  window.studyguide = /** @type {StudyGuide} */ ({ words: { gettext, pgettext, ngettext } });
})();
