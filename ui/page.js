// Runs once for each gr.HTML that answers clicks (js_on_load): `element`, `trigger` and `watch` come from Gradio.
// Buttons are found by data-act, so Python only writes markup and every click takes one road.
const root = document.querySelector(".gradio-container");
const desk = () => document.getElementById("desk");

function say(text) {
  let region = document.getElementById("said");
  if (!region) {
    region = document.createElement("div");
    region.id = "said";
    region.className = "sr-only";
    region.setAttribute("role", "status");
    root.append(region);
  }
  if (region.textContent !== text) region.textContent = text;
}

function closeSource() {
  desk().classList.remove("source-open");
  document.querySelectorAll("[aria-current=true]").forEach((opener) => {
    opener.removeAttribute("aria-current");
    opener.focus({ preventScroll: true });
  });
}

function showHit() {
  const hit = document.getElementById("hit");
  if (!hit) return;
  hit.scrollIntoView({ block: "center" });
  hit.focus({ preventScroll: true });
}

// Gradio changes the old elements into the new ones, so what was scrolled or asked stays unless it is undone here.
function sourceChanged() {
  if (!element.querySelector(".opened, .caution")) return;
  element.querySelectorAll(".report").forEach((report) => (report.scrollTop = 0));
  desk().classList.add("source-open");
  requestAnimationFrame(() => requestAnimationFrame(showHit));
}

function chatChanged() {
  const said = element.querySelector("[data-say]");
  if (said) say(said.dataset.say);
  const box = document.getElementById("scroll");
  const turns = box.querySelectorAll(".turn");
  if (box.dataset.turns === String(turns.length)) return; // words came to the same turn: the reader may have scrolled
  box.dataset.turns = String(turns.length);
  const last = turns[turns.length - 1];
  box.scrollTop = last ? box.scrollTop + last.getBoundingClientRect().top - box.getBoundingClientRect().top - 12 : 0;
}

function jobChanged() {
  const said = element.querySelector("[data-say]");
  if (said) say(said.dataset.say);
}

async function copyText(button) {
  let done = true;
  try {
    await navigator.clipboard.writeText(button.dataset.text);
  } catch {
    done = copyOldWay(button.dataset.text); // the clipboard API is missing on plain http
  }
  button.textContent = done ? WORDS.copied : WORDS.copyFailed;
  say(button.textContent);
  setTimeout(() => (button.textContent = WORDS.copy), 1600);
}

function copyOldWay(text) {
  const area = document.createElement("textarea");
  area.value = text;
  root.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  return done;
}

// Deleting asks once more in its own place; anything else is sent at once.
function sure(button) {
  if (!button.dataset.sure || button.dataset.asked === button.dataset.key) return true;
  button.dataset.asked = button.dataset.key;
  button.textContent = button.dataset.sure;
  say(button.textContent);
  return false;
}

// A new name is typed in the place of the old one.
function beginNaming(button) {
  const item = button.closest(".past");
  const field = item.querySelector(".name input");
  field.value = field.defaultValue;
  item.classList.add("naming");
  field.select();
}

function endNaming(button) {
  const item = button.closest(".past");
  item.classList.remove("naming");
  item.querySelector("[data-act=name]").focus({ preventScroll: true });
}

function keyInName(key) {
  const act = { Enter: "rename", Escape: "unname" }[key.key];
  if (!act || key.isComposing || !key.target.matches(".name input")) return; // Enter may only end a letter being composed
  key.stopPropagation();
  key.target.parentElement.querySelector(`[data-act=${act}]`).click();
}

function press(button) {
  const was = button.getAttribute("aria-pressed") === "true";
  button.parentElement.querySelectorAll("[aria-pressed]").forEach((one) => one.setAttribute("aria-pressed", "false"));
  button.setAttribute("aria-pressed", String(!was));
}

function markCurrent(button) {
  document.querySelectorAll("[aria-current]").forEach((one) => one.removeAttribute("aria-current"));
  button.setAttribute("aria-current", "true");
}

const LOCAL = { copy: copyText, hit: showHit, name: beginNaming, unname: endNaming };
const FIRST = { rate: press, rename: endNaming, cite: markCurrent, report: markCurrent, figure: markCurrent, close: closeSource };

function wire(events) {
  element.addEventListener("click", (click) => {
    const button = click.target.closest("[data-act]");
    if (!button || !element.contains(button)) return;
    const act = button.dataset.act;
    if (LOCAL[act]) return LOCAL[act](button);
    if (!events.includes(act) || !sure(button)) return;
    FIRST[act]?.(button);
    const text = button.parentElement.querySelector(":scope > input")?.value ?? "";
    trigger(act, { key: button.dataset.key ?? "", text });
  });
  element.addEventListener("keydown", keyInName);
}

if (!window.hoibaocao) {
  window.hoibaocao = true;
  document.documentElement.lang = "vi";
  document.body.classList.remove("dark");
  document.addEventListener("keydown", (key) => key.key === "Escape" && closeSource());
}

// Who is logged out is shown where to log in, at whatever they do next.
if (!window.askedOnce) {
  window.askedOnce = window.fetch;
  window.fetch = async (...sent) => {
    const reply = await window.askedOnce(...sent);
    if (reply.status === 401) location.reload();
    return reply;
  };
}
