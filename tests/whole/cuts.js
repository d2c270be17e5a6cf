/* What readers cannot see of a page as it stands: one line for each text or control that is cut. */
() => {
  const CONTROLS = "button, input, select, textarea, summary, svg a, a.sg-button, [role=button]";
  const HEADINGS = "h1, h2, h3, h4, h5, h6, .sg-reading-title, .sg-card-front";
  const SLACK = 1.5;
  const faults = new Set();
  const wide = document.documentElement.clientWidth;
  const styles = new Map();
  const styleOf = (node) => {
    if (!styles.has(node)) styles.set(node, getComputedStyle(node));
    return styles.get(node);
  };
  const name = (node) => `${node.localName}${[...node.classList].map((c) => `.${c}`).join("")}`;
  const parents = (node) => {
    const found = [];
    for (let at = node; at && at !== document.documentElement; at = at.parentElement) found.push(at);
    return found;
  };
  /* What is put away on purpose: for screen readers alone, or a menu that waits beside the screen. */
  const awayNow = (node) => {
    const { clipPath, opacity, position, width } = styleOf(node);
    if (clipPath.startsWith("inset(") || opacity === "0" || node.inert || parseFloat(width) <= 1) return true;
    if (position !== "fixed") return false;
    const { left, right, top, bottom } = node.getBoundingClientRect();
    return right <= 0 || left >= wide || bottom <= 0 || top >= window.innerHeight;
  };
  const put = new Map();
  const away = (node) => {
    if (!node || node === document.documentElement) return false;
    if (!put.has(node)) put.set(node, awayNow(node) || away(node.parentElement));
    return put.get(node);
  };
  const hidden = (node) => !node.checkVisibility({ visibilityProperty: true }) || away(node);
  const tell = (what, node, text) => faults.add(`${what}: ${name(node)} "${text.trim().slice(0, 40)}"`);
  const edged = (style) => parseFloat(style.borderRightWidth) > 0
    || !["rgba(0, 0, 0, 0)", "transparent"].includes(style.backgroundColor);

  /* Whether a box can be seen whole, and what hides a part of it: a frame around it, or the screen.
     A frame that scrolls hides nothing, if the frame itself can be seen. */
  function judge(rect, node, text, inline) {
    let { left, right, top, bottom } = rect;
    const high = (bottom - top) / 3; // the box of a letter is higher than its ink
    let framed = false;
    for (const at of parents(inline ? node : node.parentElement)) {
      const style = styleOf(at);
      if (style.display === "inline" || style.display === "contents" || at.closest("svg") && at.localName !== "svg") continue;
      const frame = at.getBoundingClientRect();
      const scrolls = (axis) => ["auto", "scroll"].includes(axis);
      const cuts = (axis) => ["hidden", "clip"].includes(axis);
      const out = left < frame.left - SLACK || right > frame.right + SLACK;
      if (cuts(style.overflowX) && out) { // an excerpt that ends in dots is not the whole on purpose
        return style.textOverflow === "ellipsis" ? undefined : tell("is cut", at, text);
      }
      if (cuts(style.overflowY) && at !== document.body
          && (top < frame.top - high || bottom > frame.bottom + high)) return tell("is cut below", at, text);
      if (scrolls(style.overflowX) || scrolls(style.overflowY)) {
        framed = true;
        if (scrolls(style.overflowX)) ({ left, right } = frame);
        ({ top, bottom } = frame);
      } else if (!framed && out && edged(style) && style.position !== "fixed" && at.localName !== "svg") {
        return tell("stands out of its box", at, text);
      }
      if (style.position === "fixed") break;
    }
    if (left < -SLACK || right > wide + SLACK) tell("is beyond the screen", node, text);
  }

  function broken(node, heading) {
    for (const { 0: word, index } of node.data.matchAll(/[\p{L}\p{N}’']+/gu)) {
      const range = new Range();
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      const tops = [...range.getClientRects()].filter(({ width }) => width > 0).map(({ top }) => top);
      if (Math.max(...tops) - Math.min(...tops) > 4) tell("is broken", heading, word);
    }
  }

  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const parent = node.parentElement;
    if (!node.data.trim() || ["SCRIPT", "STYLE", "NOSCRIPT", "TEMPLATE", "OPTION"].includes(parent.tagName) || hidden(parent)) continue;
    const range = new Range();
    range.selectNodeContents(node);
    for (const rect of range.getClientRects()) {
      if (rect.width > 0) judge(rect, parent, node.data, true);
    }
    const heading = parent.closest(HEADINGS);
    if (heading) broken(node, heading);
  }
  for (const node of document.querySelectorAll(CONTROLS)) {
    const rect = node.getBoundingClientRect();
    if (!hidden(node) && rect.width > 1) judge(rect, node, node.textContent || node.ariaLabel || node.value || "", false);
  }
  return [...faults];
}
