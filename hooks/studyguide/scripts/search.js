/* The search: what a reader's words find, best first. It forgives spelling, accents and endings: a
   word that stands nowhere counts as those that are a letter or two away. Nothing here needs a page. */
(() => {
  "use strict";
  /** How much a word counts in each place. */
  const PLACES = { title: 6, words: 5, text: 1 };
  /** How much a word that is not quite the typed one counts. */
  const NEARLY = { begins: 0.75, ends: 0.6, near: 0.5 };
  const WHOLE_TITLE = 2.5;
  /** What tells the end stands behind what else fits. */
  const LATE = 0.45;
  const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

  /** Letters as they are compared: small, without marks.
   * @type {Search["fold"]} */
  const fold = (text) => text.normalize("NFD").replace(/\p{M}|['’ʼ]/gu, "").toLowerCase();

  /** The words of a text; those of scripts without spaces as the browser divides them.
   * @type {Search["tokens"]} */
  function tokens(text, language) {
    const folded = fold(text);
    if (UNSPACED.test(folded) && "Segmenter" in Intl) {
      const parts = [...new Intl.Segmenter(language, { granularity: "word" }).segment(folded)];
      return parts.flatMap(({ segment, isWordLike }) => (isWordLike ? [segment] : []));
    }
    return folded.match(/[\p{L}\p{N}]+/gu) ?? [];
  }

  const ENTITIES = /** @type {Record<string, string>} */ ({ amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'", "#x27": "'", nbsp: " " });
  /** @param {string} html */
  const plain = (html) => html.replace(/<[^>]*>/g, " ").replace(/&(#?\w+);/g, (all, name) => ENTITIES[name] ?? all)
    .replace(/\s+/g, " ").trim();

  /** @type {Search["index"]} */
  function index(entries, language) {
    /** @type {Map<string, Word[]>} */
    const words = new Map();
    const read = entries.map((entry, at) => {
      const title = plain(entry.title);
      const text = plain(entry.text);
      /** @type {Map<string, number>} */
      const weights = new Map();
      const add = (/** @type {string} */ from, /** @type {number} */ weight, most = weight) => {
        for (const word of tokens(from, language)) weights.set(word, Math.max(weights.get(word) ?? 0, Math.min((weights.get(word) ?? 0) + weight, most)));
      };
      add(text, PLACES.text, 3 * PLACES.text);
      add((entry.words ?? []).join(" "), PLACES.words);
      add(title, PLACES.title);
      for (const [word, weight] of weights) {
        if (!words.has(word)) words.set(word, []);
        words.get(word)?.push({ at, weight });
      }
      return { ...entry, title, plain: text, whole: tokens(title, language).join(" ") };
    });
    return { entries: read, words, language };
  }

  /** How many letters must be changed, left out, put in or exchanged with the next, if at most that many.
   * @param {string} a @param {string} b @param {number} most */
  function apart(a, b, most) {
    if (Math.abs(a.length - b.length) > most) return most + 1;
    let before = /** @type {number[]} */ ([]);
    let last = Array.from({ length: b.length + 1 }, (_, at) => at);
    for (let i = 1; i <= a.length; i += 1) {
      const row = [i];
      for (let j = 1; j <= b.length; j += 1) {
        const same = a[i - 1] === b[j - 1];
        row[j] = Math.min(row[j - 1] + 1, last[j] + 1, last[j - 1] + (same ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
      }
      if (Math.min(...row) > most) return most + 1;
      [before, last] = [last, row];
    }
    return last[b.length];
  }

  /** The words that are fewest letters away, and not more than a word of its length may be.
   * @param {Iterable<string>} words @param {string} typed */
  function nearest(words, typed) {
    let most = typed.length > 5 ? 2 : typed.length > 3 ? 1 : 0;
    /** @type {[string, number][]} */
    const near = [];
    for (const word of most ? words : []) {
      const far = apart(typed, word, most);
      if (far > most) continue;
      near.push([word, far]);
      most = far;
    }
    return near.filter(([, far]) => far === most).map(([word]) => word);
  }

  /** The words of the index that a typed word may mean, and how much each counts.
   * @param {Index} index @param {string} typed @returns {Map<string, number>} */
  function meant({ words }, typed) {
    const found = new Map(words.has(typed) ? [[typed, 1]] : []);
    for (const word of words.keys()) {
      if (found.has(word)) continue;
      if (typed.length > (found.has(typed) ? 2 : 1) && word.startsWith(typed)) found.set(word, NEARLY.begins);
      else if (word.length > 3 && typed.startsWith(word) && typed.length - word.length < 4) found.set(word, NEARLY.ends);
    }
    const sure = [...found.values()].some((worth) => worth >= NEARLY.begins);
    for (const word of sure ? [] : nearest(words.keys(), typed)) {
      if (!found.has(word)) found.set(word, NEARLY.near);
    }
    return found;
  }

  /** @type {Search["find"]} */
  function find(index, query) {
    const typed = [...new Set(tokens(query, index.language))];
    /** @type {Map<number, { score: number; covers: number; words: string[] }>} */
    const found = new Map();
    let all = 0;
    for (const word of typed) {
      /** @type {Map<number, [weight: number, word: string]>} */
      const best = new Map();
      for (const [other, worth] of meant(index, word)) {
        for (const { at, weight } of index.words.get(other) ?? []) {
          if (worth * weight > (best.get(at)?.[0] ?? 0)) best.set(at, [worth * weight, other]);
        }
      }
      const rare = Math.log(1 + index.entries.length / (best.size || index.entries.length));
      all += best.size ? rare : Math.log(2);
      for (const [at, [weight, other]] of best) {
        const sum = found.get(at) ?? { score: 0, covers: 0, words: [] };
        found.set(at, { score: sum.score + rare * weight, covers: sum.covers + rare, words: [...sum.words, other] });
      }
    }
    const whole = typed.join(" ");
    return [...found].map(([at, { score, covers, words }]) => {
      const entry = index.entries[at];
      const exact = entry.whole === whole || (words.join(" ") === entry.whole) ? WHOLE_TITLE : 1;
      const late = entry.late && exact === 1 ? LATE : 1;
      return { entry, words, score: score * (covers / all) ** 2 * exact * late * (entry.boost ?? 1) };
    }).sort((a, b) => b.score - a.score);
  }

  Object.assign(window.studyguide, { search: { index, find, fold, tokens } });
})();
