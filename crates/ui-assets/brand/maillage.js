// SPDX-License-Identifier: EUPL-1.2
// Makes pages that already work more comfortable. Nothing here is needed to read or to save.
//
// Texts come from data attributes, in the language of the page. No inline code, no evaluation of text as code:
// the page's policy is `script-src 'self'`.

const page = document.body;

// --- Components of the design system -------------------------------------------------------------------------
// Loaded only by pages that have one: most pages of a day's work need neither.

const SUPPORTED = "govuk-frontend-supported";

async function dressUp(scope) {
  const wanted = (prefix) =>
    scope.matches?.(`[data-module^="${prefix}"]`) || scope.querySelector(`[data-module^="${prefix}"]`);
  const options = scope === page ? undefined : { scope };
  if (wanted("govuk-")) (await import("asset:govuk.js")).initAll(options);
  if (wanted("moj-")) (await import("asset:moj.js")).initAll(options);
}

// --- Drafts --------------------------------------------------------------------------------------------------
// A form with `data-draft-url` is sent there two seconds after the last keystroke, and when a field is left.
// A 2xx answer means « kept », but for 202: it was sent or thrown away in another window. One request at a time; what was typed meanwhile goes with the next one.

const PAUSE_MS = 2000;
const RETRY_MS = 20000;
const unsaved = new Set();

function keepDraft(form) {
  const status = document.getElementById(form.dataset.draftStatus || "") || form.querySelector(".mg-draft");
  let timer = 0;
  let sending = false;
  let last = snapshot();
  let closed = false;

  function snapshot() {
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      const secret = form.querySelector(`input[type="password"][name="${CSS.escape(name)}"]`);
      if (typeof value === "string" && !secret) fields.append(name, value);
    }
    return fields.toString();
  }

  function say(state, text) {
    if (!status || !text) return;
    const now = new Intl.DateTimeFormat(document.documentElement.lang || undefined, {
      hour: "2-digit",
      minute: "2-digit",
    }).format(new Date());
    const said = text.replace("{time}", now);
    status.dataset.state = state;
    if (status.textContent !== said) status.textContent = said;
  }

  async function save(leaving) {
    clearTimeout(timer);
    const now = snapshot();
    if (closed || sending || now === last) return;
    sending = true;
    try {
      const answer = await fetch(form.dataset.draftUrl, {
        method: "POST",
        body: new URLSearchParams(now),
        headers: { Accept: "application/json" },
        redirect: "manual",
        keepalive: leaving && now.length < 60000,
      });
      if (answer.ok && answer.status !== 202) {
        last = now;
        unsaved.delete(form);
        say("saved", form.dataset.draftSaved);
      } else {
        // A redirection is a sign-in page: the session ended, the text is still here.
        const signedOut = answer.type === "opaqueredirect" || answer.status === 401;
        failed(
          (signedOut && form.dataset.draftSignedOut) ||
            ([202, 409].includes(answer.status) && form.dataset.draftConflict) ||
            form.dataset.draftFailed,
          answer.status >= 500 || answer.status === 429,
        );
      }
    } catch {
      failed(form.dataset.draftFailed, true);
    }
    sending = false;
    if (!unsaved.has(form) && snapshot() !== last) wait(PAUSE_MS);
  }

  function failed(text, worthRetrying) {
    unsaved.add(form);
    say("failed", text);
    if (worthRetrying) wait(RETRY_MS);
  }

  function wait(delay) {
    clearTimeout(timer);
    timer = setTimeout(() => save(false), delay);
  }

  form.addEventListener("input", () => {
    // Still here after a submission: its answer was a file, or it never came.
    closed = false;
    wait(PAUSE_MS);
  });
  form.addEventListener("change", () => save(false));
  form.addEventListener("focusout", () => save(false));
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    closed = true;
    clearTimeout(timer);
    unsaved.delete(form);
  });
  window.addEventListener("pageshow", () => {
    closed = false;
  });
  window.addEventListener("online", () => save(false));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") save(true);
  });
}

// Ask before leaving only when something typed here is known not to have been kept.
window.addEventListener("beforeunload", (event) => {
  for (const form of unsaved) if (!form.isConnected) unsaved.delete(form);
  if (unsaved.size > 0) event.preventDefault();
});

// --- A second press on « Envoyer » ---------------------------------------------------------------------------
// The first submission goes; a second one within the next seconds is ignored. The button is not `disabled`,
// which would drop its own value and lose the focus.

const AGAIN_MS = 8000;
const sent = new WeakMap();

function guardSubmit(event) {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (sent.has(form)) {
    event.preventDefault();
    return;
  }
  const button = event.submitter;
  button?.setAttribute("aria-disabled", "true");
  sent.set(form, { button, timer: setTimeout(() => release(form), AGAIN_MS) });
}

function release(form) {
  const { button, timer } = sent.get(form) || {};
  clearTimeout(timer);
  button?.removeAttribute("aria-disabled");
  sent.delete(form);
}

document.addEventListener("submit", guardSubmit);
// A page taken back from the browser's memory starts afresh.
window.addEventListener("pageshow", () => {
  for (const form of document.forms) release(form);
});

// --- Quick exit ----------------------------------------------------------------------------------------------
// One press, or Shift three times within five seconds: blank the page at once, then replace it in the history.

const PRESSES = 3;
const PRESS_MS = 5000;

function quickExit(link) {
  const box = link.closest(".mg-exit") || link;
  const lights = [...box.querySelectorAll(".mg-exit__light")];
  const voice = box.querySelector("[data-exit-voice]");
  let count = 0;
  let timer = 0;
  let alone = false;

  function leave() {
    document.title = link.dataset.exitTitle || "…";
    const veil = document.createElement("div");
    veil.className = "mg-exit-veil";
    veil.setAttribute("role", "alert");
    veil.textContent = link.dataset.exitLeaving || "";
    page.append(veil);
    page.classList.add("mg-leaving");
    unsaved.clear();
    window.location.replace(link.href);
  }

  function show(text) {
    box.classList.toggle("mg-exit--counting", count > 0);
    lights.forEach((light, at) => light.classList.toggle("mg-exit__light--on", at < count));
    if (voice) voice.textContent = text || "";
  }

  link.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });
  // Shift held for a capital letter is not a press: another key came between down and up.
  document.addEventListener("keydown", (event) => {
    alone = event.key === "Shift";
  });
  document.addEventListener("keyup", (event) => {
    if (event.key !== "Shift" || !alone) return;
    alone = false;
    count += 1;
    clearTimeout(timer);
    if (count >= PRESSES) {
      count = 0;
      leave();
      return;
    }
    show(count === 1 ? link.dataset.exitTwoMore : link.dataset.exitOneMore);
    timer = setTimeout(() => {
      count = 0;
      show(link.dataset.exitTimedOut);
    }, PRESS_MS);
  });
  window.addEventListener("pageshow", () => {
    page.classList.remove("mg-leaving");
    document.querySelector(".mg-exit-veil")?.remove();
    count = 0;
    show("");
  });
}

// --- Keyboard shortcuts --------------------------------------------------------------------------------------
// Off unless the person asked for them (`data-shortcuts` on body): a single letter can be a screen reader's
// command. `g` then the letter of a link's `data-shortcut`; `?` opens the list.

const SEQUENCE_MS = 1500;

function shortcuts() {
  let started = 0;
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable='true'], dialog[open]");
    if (typing || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    const inSequence = event.timeStamp - started < SEQUENCE_MS;
    started = 0;
    if (event.key === "?") {
      const list = document.getElementById("shortcuts");
      if (list?.showModal) {
        event.preventDefault();
        list.showModal();
      }
      return;
    }
    if (event.key === "g") {
      started = event.timeStamp;
      return;
    }
    if (!inSequence || event.key.length !== 1) return;
    const link = document.querySelector(`[data-shortcut="${CSS.escape(event.key.toLowerCase())}"]`);
    if (!link) return;
    event.preventDefault();
    if (link.matches("input, textarea, select")) link.focus();
    else link.click();
  });
}

// --- Start ---------------------------------------------------------------------------------------------------

function start(scope) {
  for (const form of scope.querySelectorAll("form[data-draft-url]:not([data-draft-kept])")) {
    form.dataset.draftKept = "";
    keepDraft(form);
  }
  for (const link of scope.querySelectorAll("a[data-quick-exit]:not([data-exit-ready])")) {
    link.dataset.exitReady = "";
    quickExit(link);
  }
  // Filters are open by default so that they work without scripts; on a narrow screen the list comes first.
  if (window.matchMedia("(max-width: 63.99em)").matches) {
    for (const filters of scope.querySelectorAll("details.mg-filters[open]:not([data-keep-open])")) {
      filters.open = false;
    }
  }
  return dressUp(scope);
}

page.classList.add("js-enabled", SUPPORTED);
if ("shortcuts" in page.dataset) shortcuts();
start(page);

// A part of the page was replaced by htmx: dress it up too, and bring an error summary to the reader.
document.addEventListener("htmx:after:swap", (event) => {
  const scope = event.detail?.ctx?.target || event.target;
  if (!(scope instanceof Element)) return;
  start(scope);
  scope.querySelector(".govuk-error-summary")?.focus();
});
