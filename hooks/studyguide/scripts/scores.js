/* What the answers of a quiz come to, in counts and in words. In practice only what was checked
   counts: nobody has lost a question that was not asked yet. In a test all do. */
(() => {
  "use strict";
  const { gettext: _ } = window.studyguide.words;

  const CHECKED = new Set(["right", "partly", "wrong"]);

  /** Whether it counts as known: right, and not after seeing the key.
   * @type {Scores["known"]} */
  const known = (row) => row.result === "right" && !row.seen;

  /** @type {Scores["missed"]} */
  const missed = (quiz, rows) => rows.filter((row) => ["wrong", "partly"].includes(row.result) || row.seen
    || (row.result === "none" && quiz.testing && quiz.record.d && !row.question.ungraded));

  /** @param {Quiz} quiz @param {Row[]} rows */
  const counting = (quiz, rows) => rows.filter((row) => !row.question.ungraded
    && (quiz.testing || CHECKED.has(row.result)));

  /** For each level asked for: how many are known, of how many.
   * @type {Scores["levels"]} */
  function levels(quiz, rows) {
    const graded = counting(quiz, rows);
    return quiz.dataset.levels.split("|").flatMap((level) => {
      const [id, name] = level.split(":");
      const asked = graded.filter((row) => row.question.level === id);
      return asked.length ? [[name, asked.filter(known).length, asked.length]] : [];
    });
  }

  /** @type {Scores["counts"]} */
  function counts(quiz, rows) {
    const graded = counting(quiz, rows);
    const partly = graded.filter((row) => row.result === "partly").length;
    return { n: graded.filter(known).length, of: graded.length, partly };
  }

  /** @type {Scores["total"]} */
  function total(quiz, rows) {
    const found = counts(quiz, rows);
    if (quiz.testing) {
      return found.partly ? _("%(n)s of %(of)s right, %(partly)s partly", found) : _("%(n)s of %(of)s right", found);
    }
    return found.partly
      ? _("%(n)s of %(of)s answered so far are right, %(partly)s partly", found)
      : _("%(n)s of %(of)s answered so far are right", found);
  }

  /** How a question went, for handing in.
   * @type {Scores["result"]} */
  function result(quiz, { question, result, seen }) {
    if (result === "begun") return question.ungraded ? _("written, not scored") : _("not checked");
    if (result === "open") return _("written, not scored");
    const tries = !quiz.testing && question.record.n > 1 ? _("try %(n)s", { n: question.record.n }) : "";
    const parts = [question.verdictWords(result).toLowerCase(), tries, seen && _("the answer was shown")];
    return parts.filter(Boolean).join(", ");
  }

  Object.assign(window.studyguide, { scores: { known, missed, levels, counts, total, result } });
})();
