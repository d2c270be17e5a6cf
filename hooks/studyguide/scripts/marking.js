/* Marking: what an answer is worth, without anything of the page.

   An answer is, for options, the places chosen; for match, the place of the right entry chosen for
   each left one, or null; for order, the places of the steps as the reader has put them; for blank,
   the texts typed; for open questions, the text written. Places count in the shown order. */
(() => {
  "use strict";
  const OPEN = ["short", "essay"];
  const OPTIONS = ["choice", "multiple", "true-false"];
  const BLIND = {
    case: (text) => text.toLowerCase(),
    accents: (text) => text.normalize("NFD").replace(/\p{M}/gu, ""),
    spaces: (text) => text.replace(/\s+/g, ""),
    quotes: (text) => text.replace(/[‘’‚‛ʼ′`´]/g, "'").replace(/[“”„‟«»″]/g, '"'),
  };

  /** A typed text with all taken away that does not count. */
  function bare(text, strict) {
    let kept = text.normalize("NFC").trim();
    for (const [name, blind] of Object.entries(BLIND)) if (!strict.includes(name)) kept = blind(kept);
    return kept.normalize("NFC");
  }

  function isEmpty(kind, answer) {
    if (answer === null || answer === undefined) return true;
    if (OPEN.includes(kind)) return !String(answer).trim();
    if (kind === "match") return answer.every((place) => place === null);
    if (kind === "blank") return answer.every((text) => !text.trim());
    return answer.length === 0;
  }

  /** Which entries of an answer are right, one by one. */
  function each(kind, key, answer, strict) {
    if (OPTIONS.includes(kind)) return answer.map((place) => key.includes(place));
    if (kind === "match") return key.map((place, at) => answer[at] === place);
    if (kind === "order") return answer.map((step, at) => key[step] === at);
    return key.map((accepted, at) => {
      const typed = bare(answer[at] ?? "", strict);
      return typed !== "" && accepted.some((text) => bare(text, strict) === typed);
    });
  }

  /** "right", "partly", "wrong", "none" for no answer, or "open" for what a program cannot mark. */
  function mark(kind, key, answer, strict = [], choices = 0) {
    if (isEmpty(kind, answer)) return { result: "none", each: [] };
    if (OPEN.includes(kind)) return { result: "open", each: [] };
    const found = each(kind, key, answer, strict);
    const all = found.every(Boolean);
    const some = found.some(Boolean);
    if (!OPTIONS.includes(kind)) {
      return { result: all ? "right" : some ? "partly" : "wrong", each: found };
    }
    const right = all && found.length === key.length;
    const guessed = kind !== "multiple" || answer.length === choices; // ticking all shows nothing
    return { result: right ? "right" : some && !guessed ? "partly" : "wrong", each: found };
  }

  window.studyguide.marking = { mark, isEmpty, bare, OPEN, OPTIONS };
})();
