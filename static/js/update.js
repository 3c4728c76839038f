// While an update is written: what was typed is kept for its writer alone, and the page says who
// else writes. Everything works without this script; then nothing is kept before it is saved.

const PAUSE = 3_000; // after the last key
const APART = 10_000; // between two keepings, and before another try
const PING = 30_000;

const form = document.querySelector("form[data-autosave]");
const statusLine = document.querySelector("[data-autosave-status]");
const othersLine = document.querySelector("[data-autosave-others]");

let typedAt = 0; // the first key that has not been kept
let sentAt = 0;
let timer = 0;
let sending = null;
let stopped = false;
let problem = "";
let kept = "";
let overtaken = "";

// Only news is written, so that a screen reader says nothing twice.
function write(line, words) {
  if (line.textContent !== words) {
    line.textContent = words;
  }
}

function show() {
  write(statusLine, [problem || kept, overtaken].filter(Boolean).join(" "));
}

function stop(words) {
  stopped = true;
  problem = words;
  clearTimeout(timer);
  show();
}

function later() {
  clearTimeout(timer);
  if (stopped || !typedAt) {
    return;
  }
  const now = Date.now();
  const rested = Math.min(now + PAUSE, typedAt + APART);
  timer = setTimeout(keep, Math.max(rested, sentAt + APART) - now);
}

function understand(answer) {
  problem = "";
  kept = answer.kept || kept;
  overtaken = answer.overtaken;
  write(othersLine, answer.others);
  show();
}

// The server's answer; null when it was not to be had, which is worth another try.
async function ask(address, options) {
  try {
    const response = await fetch(address, { ...options, redirect: "manual" });
    if (response.type === "opaqueredirect" || response.status === 403 || response.status === 404) {
      stop("You have been signed out, so what you type is not kept any more. Save the draft: you will be asked to sign in, and your text will be in the form.");
      return null;
    }
    if (response.status === 413) {
      problem = (await response.json()).problem;
      show();
      return {};
    }
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}

async function keep(more = {}) {
  if (stopped || sending || !typedAt) {
    return;
  }
  const since = typedAt;
  typedAt = 0;
  sentAt = Date.now();
  sending = new AbortController();
  const body = new URLSearchParams(new FormData(form));
  const answer = await ask(form.dataset.autosave, { method: "POST", body, signal: sending.signal, ...more });
  sending = null;
  if (answer === null && !stopped) {
    typedAt = since;
    problem = "Not kept: the tracker cannot be reached. Trying again.";
    show();
  } else if (answer?.kept) {
    understand(answer);
  }
  later();
}

async function ping() {
  if (stopped || sending || document.hidden) {
    return;
  }
  const query = new URLSearchParams({ base: form.elements.base.value });
  if (form.elements.reason) {
    query.set("reason", ""); // the page is that of a correction already
  }
  const answer = await ask(`${form.dataset.autosave}?${query}`, {});
  if (answer?.others !== undefined && !stopped) {
    understand({ ...answer, kept });
  }
}

function leave() {
  stopped = true;
  clearTimeout(timer);
  sending?.abort();
}

function start() {
  stopped = false;
  form.addEventListener("input", () => {
    typedAt ||= Date.now();
    later();
  });
  // What is saved needs no keeping, and must not be kept again afterwards.
  form.addEventListener("submit", leave);
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) {
      keep({ keepalive: true });
    }
  });
  // Back from the browser's memory: the page goes on where it was.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) {
      stopped = false;
      ping();
    }
  });
  setInterval(ping, PING);
}

if (form && statusLine && othersLine) {
  start();
}
