/* Marking: what an answer is worth, without anything of the page.

   An answer is, for options, the places chosen; for match, the place of the right entry chosen for
   each left one, or null; for order, the places of the steps as the reader has put them; for blank,
   the texts typed; for open questions, the text written. Places count in the shown order; where an
   answer is kept, they count in the author's. */
(() => {
  "use strict";
  /** What is made alike; `letters` have a mark that is no accent, as ñ has in Spanish.
   * @type {Record<string, (text: string, letters: string) => string>} */
  const BLIND = {
    case: (text) => text.toLowerCase(),
    accents: (text, letters) => text.normalize("NFC").replace(/./gsu, (one) =>
      letters.includes(one.toLowerCase()) ? one : one.normalize("NFD").replace(/\p{M}/gu, "")),
    spaces: (text) => text.replace(/\s+/g, ""),
    quotes: (text) => text.replace(/[‘’‚‛ʼ′`´]/g, "'").replace(/[“”„‟«»″]/g, '"'),
    hyphens: (text) => text.replace(/[-\u00AD\u2010-\u2015]/g, ""),
  };
  /** A word of so many letters may lack one, or have another one, and still be meant. */
  const LONG = 5;

  /** @type {Marking["bare"]} */
  function bare(text, strict, letters = "", articles = []) {
    let kept = text.normalize("NFC").trim();
    const article = articles.find((one) => kept.toLowerCase().startsWith(one.toLowerCase()));
    if (article && !strict.includes("articles")) kept = kept.slice(article.length);
    for (const [name, blind] of Object.entries(BLIND)) {
      if (!strict.includes(name)) kept = blind(kept, letters);
    }
    return kept.normalize("NFC");
  }

  /** Whether one letter too many, too few, another, or two changed over tell the texts apart. A
   * number is never nearly another.
   * @param {string} one @param {string} other */
  function isNear(one, other) {
    const digits = (/** @type {string} */ text) => text.replace(/\D/g, "");
    const [a, b] = [[...one], [...other]].sort((x, y) => x.length - y.length);
    if (b.length < LONG || b.length - a.length > 1 || digits(one) !== digits(other)) return false;
    let at = 0;
    while (at < a.length && a[at] === b[at]) at += 1;
    const rest = (/** @type {string[]} */ text, /** @type {number} */ from) => text.slice(from).join("");
    if (a.length < b.length) return rest(a, at) === rest(b, at + 1);
    const turned = a[at] === b[at + 1] && a[at + 1] === b[at] && rest(a, at + 2) === rest(b, at + 2);
    return turned || rest(a, at + 1) === rest(b, at + 1);
  }

  /** The order of what an answer names, and of the entries of the answer where they have one.
   * @type {Mover} */
  const chosen = (answer, { of }) => answer.map((at) => of[at] ?? null);
  /** @type {Mover} */
  const joined = (answer, { at, to }) => answer.map((_, entry) => to[answer[at[entry]]] ?? null);

  /** @type {Marker} */
  const single = {
    moved: chosen,
    isEmpty: (/** @type {number[]} */ answer) => answer.length === 0,
    each: (/** @type {number[]} */ key, /** @type {number[]} */ answer) =>
      answer.map((place) => key.includes(place)),
    partly: (key, answer) => ({ whole: answer.length === key.length, guessed: true }),
  };
  /** @type {Marker} */
  const several = {
    ...single, // ticking all shows nothing
    partly: (key, answer, choices) => ({
      whole: answer.length === key.length, guessed: answer.length === choices,
    }),
  };
  /** @type {Marker} */
  const open = { isEmpty: (answer) => !String(answer).trim() };

  /** @type {Record<Kind, Marker>} */
  const KINDS = {
    choice: single,
    "true-false": single,
    multiple: several,
    match: {
      moved: joined,
      isEmpty: (/** @type {(number | null)[]} */ answer) => answer.every((place) => place === null),
      each: (/** @type {number[]} */ key, answer) => key.map((place, at) => answer[at] === place),
    },
    order: {
      moved: chosen,
      isEmpty: (/** @type {number[]} */ answer) => answer.length === 0,
      each: (key, /** @type {number[]} */ answer) => answer.map((step, at) => key[step] === at),
    },
    blank: {
      isEmpty: (/** @type {string[]} */ answer) => answer.every((text) => !text.trim()),
      each: (/** @type {string[][]} */ key, answer, strict, letters, articles) => key.map((accepted, at) => {
        const typed = bare(answer[at] ?? "", strict, letters, articles);
        return typed !== "" && accepted.some((text) => bare(text, strict, letters, articles) === typed);
      }),
      near: (/** @type {string[][]} */ key, answer, strict, letters, articles) => key.map((accepted, at) => {
        const typed = bare(answer[at] ?? "", strict, letters, articles);
        return accepted.some((text) => isNear(bare(text, strict, letters, articles), typed));
      }),
    },
    short: open,
    essay: open,
  };

  /** The places in the shown order of those in the author's.
   * @param {number[]} order */
  const turned = (order) => order.map((_, place) => order.indexOf(place));

  /** @type {Marking["orders"]} */
  const orders = ([shown, partners]) => ({
    written: { of: shown, at: turned(shown), to: partners },
    shown: { of: turned(shown), at: shown, to: turned(partners) },
  });

  /** @type {Marking["moved"]} */
  const moved = (kind, answer, order) =>
    (Array.isArray(answer) && KINDS[kind].moved?.(answer, order)) || answer;

  /** @type {Marking["isEmpty"]} */
  const isEmpty = (kind, answer) => (answer ?? null) === null || KINDS[kind].isEmpty(answer);
  /** @type {Marking["isOpen"]} */
  const isOpen = (kind) => !KINDS[kind].each;

  /** "right", "partly", "wrong", "none" for no answer, or "open" for what a program cannot mark.
   * @type {Marking["mark"]} */
  function mark(kind, key, answer, strict = [], choices = 0, letters = "", articles = []) {
    const { each, partly, near } = KINDS[kind];
    if (isEmpty(kind, answer)) return { result: "none", each: [] };
    if (!each) return { result: "open", each: [] };
    const found = each(key, answer, strict, letters, articles);
    const { whole, guessed } = partly?.(key, answer, choices) ?? { whole: true, guessed: false };
    const right = whole && found.every(Boolean);
    const some = !guessed && found.some(Boolean);
    /** @type {Found} */
    const marked = { result: right ? "right" : some ? "partly" : "wrong", each: found };
    const nearly = near?.(key, answer, strict, letters, articles).map((one, at) => one && !found[at]);
    return nearly?.some(Boolean) ? { ...marked, near: nearly } : marked;
  }

  window.studyguide.marking = { mark, isEmpty, isOpen, bare, orders, moved };
})();
