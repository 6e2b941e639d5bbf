"use strict";
// The page of a test: it shows questions and saves answers. It holds no right answers, grades
// nothing and sends nothing.

const FORMAT = "coalition-quiz answers 1";
const test = JSON.parse(document.getElementById("test").textContent);
const byKey = new Map(test.questions.map((question) => [question.key, question]));
const main = document.querySelector("main");
const tab = String(Math.random());
const PREFIX = `coalition-quiz/${test.id}/`;

let state = null; // {code, began, answers, saved}, saved after each change
let locked = false; // the time is up, or another tab has the test
let canStore = true;
let ticking = 0;

/** Make an element with properties and children; a text stays a text. */
function make(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key in element) element[key] = value;
    else element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
}

/** Make an element for a text of a deck. Formatting was made, and everything else escaped, by the
 * program that wrote this page; a text without formatting stays a text. */
function textOf(one, text, name = "span", properties = {}) {
  const element = make(name, { dir: "auto", lang: one.lang, ...properties });
  if (one.html && Object.hasOwn(one.html, text)) element.innerHTML = one.html[text];
  else element.textContent = text;
  return element;
}

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + key));
  } catch {
    return null;
  }
}

function write(key, value) {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify(value));
    canStore = true;
  } catch {
    canStore = false;
  }
}

/** Store the answers; say so on the page if this browser cannot. */
function keep() {
  write(state.code, state);
  show("storage", canStore ? "" : "This browser cannot store your answers. Do not close or reload this page before you have saved them.");
  count();
}

function show(id, text) {
  const place = document.getElementById(id);
  if (place && place.textContent !== text) place.textContent = text;
}

function versionOf(code) {
  const digits = /\d+$/.exec(code);
  const number = digits ? Number(digits[0]) - 1 : 0;
  const count = test.versions.length;
  return test.versions[((number % count) + count) % count];
}

// ---- start ----

function start() {
  const last = read("last");
  if (typeof last === "string" && isState(read(last))) return begin(last);
  const code = make("input", { type: "text", id: "code", autocomplete: "off", autocapitalize: "characters", spellcheck: false, maxLength: 20, "aria-describedby": "code-error" });
  const error = make("p", { id: "code-error", className: "alert", role: "alert" });
  const limit = test.minutes ? `You have ${test.minutes} ${test.minutes === 1 ? "minute" : "minutes"} from the moment you start.` : "There is no time limit.";
  const form = make("form", {},
    make("h2", { textContent: test.title, dir: "auto" }),
    make("p", { textContent: `${test.questions.length} ${test.questions.length === 1 ? "question" : "questions"}. ${limit}` }),
    make("p", { textContent: "Your answers stay on this device until you save them at the end and hand in the file. Nothing is sent." }),
    make("label", { htmlFor: "code", textContent: "Your code (such as P07)" }),
    code, error,
    make("div", { className: "buttons" }, make("button", { className: "main", textContent: "Start" })));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const typed = code.value.trim().toUpperCase();
    if (/^[A-Z0-9](?:[A-Z0-9-]{0,18}[A-Z0-9])?$/.test(typed)) return begin(typed);
    error.textContent = "Type the code you were given: letters, digits and hyphens.";
    code.setAttribute("aria-invalid", "true");
    code.focus();
  });
  main.replaceChildren(make("section", {}, form));
  document.querySelector("header").hidden = true;
}

function isState(value) {
  return Boolean(value) && typeof value === "object" && typeof value.code === "string" && typeof value.began === "number" && Boolean(value.answers) && typeof value.answers === "object";
}

function begin(code) {
  const stored = read(code);
  state = isState(stored) && stored.code === code ? stored : { code, began: Date.now(), answers: {}, saved: "" };
  locked = false;
  write("last", code);
  claim();
  draw();
  keep();
  clearInterval(ticking);
  ticking = setInterval(tick, 1000);
  tick();
}

// ---- the page ----

function draw() {
  const version = versionOf(state.code);
  const header = document.querySelector("header");
  header.hidden = false;
  header.replaceChildren(make("div", {},
    make("h1", { textContent: test.title, dir: "auto" }),
    make("span", { id: "who", textContent: `${state.code} · version ${version.name}` }),
    make("span", { id: "count" }),
    make("span", { id: "time", role: "timer", "aria-live": "off" })));
  const questions = version.order.map((key, at) => question(byKey.get(key), version, at + 1));
  main.replaceChildren(
    make("p", { id: "storage", className: "alert", role: "alert" }),
    make("section", { id: "blocked", hidden: true }),
    ...questions, end());
}

function question(one, version, number) {
  const prompt = textOf(one, one.prompt, "div", { className: "prompt", id: `prompt-${one.key}` });
  const set = make("fieldset", { id: one.key, "aria-describedby": `prompt-${one.key}` },
    make("legend", { textContent: `Question ${number}` }), prompt);
  if (one.alt) prompt.after(picture(one));
  set.append(...KINDS[one.kind](one, version.layouts[one.key] || []));
  return set;
}

function picture(one) {
  const shown = one.picture
    ? make("img", { src: one.picture, alt: one.alt })
    : make("p", { textContent: `Picture: ${one.alt}` });
  return make("figure", { lang: one.lang }, shown, make("figcaption", { textContent: one.credit, dir: "auto" }));
}

const given = (one) => state.answers[one.key] || {};

/** Keep an answer, or remove it when there is nothing in it. */
function answer(one, response) {
  if (locked) return;
  if (response) state.answers[one.key] = response;
  else delete state.answers[one.key];
  keep();
}

const KINDS = {
  picked(one, options) {
    const before = new Set(given(one).options || []);
    const inputs = options.map((text) => make("input", { type: one.many ? "checkbox" : "radio", name: one.key, value: text, checked: before.has(text) }));
    const change = () => {
      const chosen = inputs.filter((input) => input.checked).map((input) => input.value);
      answer(one, chosen.length ? { type: "picked", options: chosen } : null);
    };
    const lines = inputs.map((input) => {
      input.addEventListener("change", change);
      return make("label", { className: "option", dir: "auto" }, input, textOf(one, input.value));
    });
    return one.many ? [hint("Choose all that are right."), ...lines] : lines;
  },
  judged(one) {
    return [true, false].map((value) => {
      const input = make("input", { type: "radio", name: one.key, checked: given(one).answer === value });
      input.addEventListener("change", () => answer(one, { type: "judged", answer: value }));
      return make("label", { className: "option" }, input, make("span", { textContent: value ? "True" : "False" }));
    });
  },
  wrote(one) {
    const input = text(one, "Your answer", given(one).text || "");
    input.addEventListener("input", () => answer(one, input.value.trim() ? { type: "wrote", text: input.value } : null));
    const line = make("div", { className: "line" }, input);
    if (one.unit) line.append(make("span", { textContent: one.unit }));
    return [line];
  },
  named(one) {
    const before = given(one).entries || [];
    const inputs = Array.from({ length: one.need }, (_, at) => text(one, `Answer ${at + 1} of ${one.need}`, before[at] || ""));
    const change = () => {
      const entries = inputs.map((input) => input.value.trim()).filter(Boolean);
      answer(one, entries.length ? { type: "named", entries } : null);
    };
    inputs.forEach((input) => input.addEventListener("input", change));
    return [hint(one.need === 1 ? "Name one." : `Name ${one.need}.`), ...inputs];
  },
  joined(one, rights) {
    const before = new Map(given(one).pairs || []);
    const selects = one.lefts.map((left) => {
      const select = make("select", { "aria-label": left, dir: "auto", lang: one.lang },
        make("option", { value: "", textContent: "Choose …" }),
        ...rights.map((right, at) => make("option", { value: String(at), textContent: right })));
      if (before.has(left)) select.value = String(rights.indexOf(before.get(left)));
      select.addEventListener("change", change);
      return select;
    });
    function change() {
      const pairs = one.lefts.map((left, at) => [left, rights[selects[at].value]]).filter(([, right]) => right !== undefined);
      answer(one, pairs.length ? { type: "joined", pairs } : null);
    }
    return one.lefts.map((left, at) => make("div", { className: "pair" }, textOf(one, left), selects[at]));
  },
  arranged(one, shown) {
    const rows = given(one).rows || shown;
    const list = make("ol", { className: "rows" });
    const told = make("p", { className: "unseen", "aria-live": "polite" });
    list.append(...rows.map((row) => rowOf(one, row, list, told)));
    mark(list);
    return [hint("Put the rows in order: drag them, use the buttons, or press the up and down arrow keys on a row's handle."), list, told];
  },
};

const hint = (words) => make("p", { className: "hint", textContent: words });

function text(one, label, value) {
  return make("input", { type: "text", value, "aria-label": label, dir: "auto", lang: one.lang, autocomplete: "off", autocapitalize: "off", spellcheck: false, maxLength: 500, placeholder: label.startsWith("Answer") ? label : "" });
}

// ---- rows that are put in order ----

function rowOf(one, row, list, told) {
  const grip = make("button", { type: "button", className: "grip", textContent: "⠿", "aria-label": `Move: ${row}` });
  const up = make("button", { type: "button", className: "up", textContent: "▲", "aria-label": `Up: ${row}` });
  const down = make("button", { type: "button", className: "down", textContent: "▼", "aria-label": `Down: ${row}` });
  const line = make("li", {}, grip, textOf(one, row, "span", { className: "text" }), up, down);
  line.row = row;
  const moved = () => {
    mark(list);
    answer(one, { type: "arranged", rows: [...list.children].map((each) => each.row) });
    told.textContent = `${row}: row ${[...list.children].indexOf(line) + 1} of ${list.children.length}`;
  };
  const step = (by, focused) => {
    const other = by < 0 ? line.previousElementSibling : line.nextElementSibling;
    if (locked || !other) return;
    if (by < 0) other.before(line);
    else other.after(line);
    moved();
    (focused.disabled ? grip : focused).focus();
  };
  up.addEventListener("click", () => step(-1, up));
  down.addEventListener("click", () => step(1, down));
  grip.addEventListener("keydown", (event) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!by) return;
    event.preventDefault();
    step(by, grip);
  });
  drag(grip, line, list, moved);
  return line;
}

function drag(grip, line, list, moved) {
  let held = null;
  let before = [];
  const stop = () => {
    held = null;
    line.classList.remove("dragged");
    if ([...list.children].some((each, at) => each !== before[at])) moved();
  };
  grip.addEventListener("pointerdown", (event) => {
    if (locked || event.button) return;
    held = event.pointerId;
    before = [...list.children];
    grip.setPointerCapture(held);
    line.classList.add("dragged");
  });
  grip.addEventListener("pointermove", (event) => {
    if (event.pointerId !== held) return;
    const under = [...list.children].find((each) => each !== line && isOver(each, event.clientY));
    if (!under) return;
    if (line.compareDocumentPosition(under) & Node.DOCUMENT_POSITION_FOLLOWING) under.after(line);
    else under.before(line);
    grip.setPointerCapture(held);
  });
  grip.addEventListener("pointerup", (event) => event.pointerId === held && stop());
  grip.addEventListener("pointercancel", (event) => event.pointerId === held && stop());
}

function isOver(row, y) {
  const box = row.getBoundingClientRect();
  return y > box.top && y < box.bottom;
}

function mark(list) {
  const rows = [...list.children];
  rows.forEach((row, at) => {
    row.querySelector(".up").disabled = locked || at === 0;
    row.querySelector(".down").disabled = locked || at === rows.length - 1;
  });
}

// ---- the end ----

function end() {
  const save = make("button", { type: "button", id: "save", className: "main", textContent: "Save my answers" });
  const copy = make("button", { type: "button", id: "copy", textContent: "Copy as text" });
  const other = make("button", { type: "button", id: "other", textContent: "Use another code" });
  save.addEventListener("click", saveFile);
  copy.addEventListener("click", copyText);
  other.addEventListener("click", leave);
  return make("section", { id: "end" },
    make("h2", { textContent: "Save and hand in" }),
    make("div", { id: "open" }),
    make("p", { textContent: "Save the file and hand it in as your teacher told you. You can change answers and save again; the latest file counts." }),
    make("div", { className: "buttons" }, save, copy, other),
    make("p", { id: "saved", className: "state", role: "status" }),
    make("textarea", { id: "text", hidden: true, readOnly: true, rows: 6, "aria-label": "Your answers as text" }));
}

function count() {
  const order = versionOf(state.code).order;
  const open = order.filter((key) => !(key in state.answers));
  show("count", `${order.length - open.length} of ${order.length} answered`);
  const place = document.getElementById("open");
  if (!place) return;
  place.replaceChildren(open.length ? "Not answered yet: " : "All questions are answered.");
  open.forEach((key, at) => place.append(at ? ", " : "", make("a", { href: `#${key}`, textContent: String(order.indexOf(key) + 1) })));
}

function sheet() {
  const version = versionOf(state.code);
  const answers = Object.fromEntries(version.order.filter((key) => key in state.answers).map((key) => [key, state.answers[key]]));
  return JSON.stringify({
    format: FORMAT,
    about: "The answers of one pupil, by code. No name and no right answers.",
    test: test.id,
    name: test.name,
    code: state.code,
    version: version.name,
    began: new Date(state.began).toISOString(),
    saved: new Date().toISOString(),
    answers,
  }, null, 1);
}

function saveFile() {
  const name = `${test.name}-${state.code}.answers.json`;
  const url = URL.createObjectURL(new Blob([sheet()], { type: "application/json" }));
  make("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60000);
  said(`Saved as ${name}. If you cannot find the file, use “Copy as text”.`);
}

async function copyText() {
  const area = document.getElementById("text");
  area.value = sheet();
  area.hidden = false;
  area.focus();
  area.select();
  let copied = false;
  try {
    await navigator.clipboard.writeText(area.value);
    copied = true;
  } catch {
    copied = document.execCommand("copy");
  }
  said(copied ? "Copied. Paste the text where your teacher told you." : "Select the text below and copy it.");
}

function said(words) {
  const time = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  show("saved", `${time}: ${words}`);
  if (locked) return;
  state.saved = new Date().toISOString();
  keep();
}

function leave() {
  if (!confirm(`Leave the test of ${state.code}? The answers stay on this device under this code.`)) return;
  write("last", null);
  clearInterval(ticking);
  state = null;
  start();
}

// ---- time and tabs ----

function tick() {
  if (!state || !test.minutes) return;
  const left = Math.max(0, Math.ceil((state.began + test.minutes * 60000 - Date.now()) / 1000));
  const clock = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
  show("time", left ? `${clock} left` : "Time is up");
  const place = document.getElementById("time");
  place.setAttribute("aria-live", left === 300 || left === 60 || left === 0 ? "assertive" : "off");
  if (left) return;
  clearInterval(ticking);
  lock("Time is up", "Your answers are kept. Save them below and hand in the file.", null);
}

function lock(title, words, button) {
  locked = true;
  const place = document.getElementById("blocked");
  place.hidden = false;
  place.replaceChildren(make("h2", { textContent: title }), make("p", { textContent: words, className: "alert", role: "alert" }), ...(button ? [button] : []));
  document.querySelectorAll("fieldset").forEach((set) => { set.disabled = true; });
  document.querySelectorAll("ol.rows").forEach(mark);
  place.scrollIntoView();
}

/** The tab that was opened last has the test; the others stop, so that no answer is overwritten. */
function claim() {
  write(`${state.code}/tab`, tab);
}

window.addEventListener("storage", (event) => {
  if (!state || event.key !== `${PREFIX}${state.code}/tab` || event.newValue === JSON.stringify(tab)) return;
  const button = make("button", { type: "button", textContent: "Continue here" });
  button.addEventListener("click", () => begin(state.code));
  lock("The test is open in another tab", "Answer in one tab only.", button);
});

window.addEventListener("beforeunload", (event) => {
  if (state && !canStore && Object.keys(state.answers).length) event.preventDefault();
});

start();
