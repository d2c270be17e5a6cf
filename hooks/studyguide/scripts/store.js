/* Saved answers: small records in this browser's storage, each under a name that begins with the
   guide. Where the browser keeps nothing (some do not, for files opened from a folder), or has no
   room left, records last as long as the page. Whoever watches a record hears of changes, from other
   tabs too. */
(() => {
  "use strict";
  const PREFIX = "studyguide:";
  /** @type {Map<string, Set<() => void>>} */
  const watchers = new Map();
  const storage = lasting();
  /** @type {Map<string, string>} */
  const memory = new Map();
  let full = false;

  function lasting() {
    try {
      const found = window.localStorage;
      found.setItem(`${PREFIX}probe`, "1");
      found.removeItem(`${PREFIX}probe`);
      return found;
    } catch {
      return null;
    }
  }

  /** @type {Store["read"]} */
  function read(name) {
    try {
      const text = memory.get(name) ?? storage?.getItem(PREFIX + name);
      const record = text ? JSON.parse(text) : null;
      return record && typeof record === "object" ? record : null;
    } catch {
      return null;
    }
  }

  /** @type {Store["write"]} */
  function write(name, record, origin) {
    const text = record && JSON.stringify(record);
    memory.delete(name);
    try {
      if (!storage) throw new Error("nothing lasts here");
      if (text) storage.setItem(PREFIX + name, text);
      else storage.removeItem(PREFIX + name);
    } catch {
      if (text) memory.set(name, text);
      full ||= Boolean(text && storage);
    }
    tell(name, origin);
  }

  /** The names of all records that begin so, sorted.
   * @type {Store["names"]} */
  function names(start) {
    const found = new Set([...memory.keys()]);
    for (const key of Object.keys(storage ?? {})) {
      if (key.startsWith(PREFIX)) found.add(key.slice(PREFIX.length));
    }
    return [...found].filter((name) => name.startsWith(start)).sort();
  }

  /** Remove every record whose name begins so.
   * @type {Store["clear"]} */
  function clear(start) {
    for (const name of names(start)) write(name, null);
  }

  /** @type {Store["watch"]} */
  function watch(name, hear) {
    if (!watchers.has(name)) watchers.set(name, new Set());
    watchers.get(name)?.add(hear);
  }

  /** @param {string} name @param {() => void} [origin] */
  function tell(name, origin) {
    for (const hear of watchers.get(name) ?? []) if (hear !== origin) hear();
  }

  window.addEventListener("storage", (event) => {
    if (event.key === null) for (const name of watchers.keys()) tell(name);
    else if (event.key.startsWith(PREFIX)) tell(event.key.slice(PREFIX.length));
  });

  const lasts = () => storage !== null && !full;
  const store = { read, write, names, clear, watch, get lasts() { return lasts(); } };
  Object.assign(window.studyguide, { store });
})();
