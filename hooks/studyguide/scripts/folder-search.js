/* Makes search work where the site is opened from a folder.

   The theme searches in a Worker, which browsers refuse on file://. There, and only there, this
   stands in for it: a hidden frame runs the theme's own worker script, and messages go both ways.
   The name IFrameWorker and `importScripts` with a promise are what that script looks for. */
(() => {
  "use strict";
  if (window.location.protocol !== "file:") return;

  /** Run scripts in a frame, one after the other.
   * @param {any} inner @param {string[]} urls @returns {Promise<unknown>} */
  const run = (inner, urls) => urls.reduce((before, url) => before.then(() => (
    new Promise((done, failed) => {
      const script = inner.document.createElement("script");
      Object.assign(script, { src: url, onload: done, onerror: failed });
      inner.document.head.append(script);
    }))), /** @type {Promise<unknown>} */ (Promise.resolve()));

  class IFrameWorker extends EventTarget {
    /** @param {string | URL} url */
    constructor(url) {
      super();
      this.frame = document.createElement("iframe");
      this.frame.hidden = true;
      this.ready = new Promise((done) => { this.frame.onload = done; })
        .then(() => this.start(this.frame.contentWindow, String(url)));
      document.body.append(this.frame);
    }

    /** Give the frame what a worker has, then its script.
     * @param {any} inner @param {string} url */
    start(inner, url) {
      inner.importScripts = (/** @type {string[]} */ ...urls) => run(inner, urls);
      inner.postMessage = (/** @type {unknown} */ data) => this.dispatchEvent(new MessageEvent("message", { data }));
      return run(inner, [url]);
    }

    /** @param {unknown} data */
    postMessage(data) {
      this.ready.then(() => {
        const inner = /** @type {any} */ (this.frame.contentWindow);
        inner.dispatchEvent(new inner.MessageEvent("message", { data }));
      });
    }

    terminate() {
      this.frame.remove();
    }
  }

  window.IFrameWorker = IFrameWorker;
  window.Worker = /** @type {any} */ (IFrameWorker);
})();
