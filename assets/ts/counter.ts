// The officer's desk by keyboard. Single-letter keys can be switched off (WCAG 2.1.4).
import { sendAhead } from "./ahead";
import { takeSignatures } from "./drawing";
import { guardForms } from "./form";
import { startPage } from "./page";
import { shrinkPhotos } from "./photo";
import { readCards } from "./reader";
import { sortPages } from "./station";

const OFF = "motcua.keys";
const help = document.querySelector<HTMLDialogElement>("#keys");
const links = (): HTMLAnchorElement[] => [...document.querySelectorAll<HTMLAnchorElement>(".items a[data-item]")];

const keys: Record<string, () => void> = {
  j: () => move(1),
  k: () => move(-1),
  x: () => tick(),
  n: () => document.querySelector<HTMLElement>("[data-next] .button")?.focus(),
  b: () => document.querySelector<HTMLElement>("[data-back]")?.click(),
  "/": () => document.querySelector<HTMLInputElement>("input[type=search]")?.focus(),
  "?": () => help?.showModal(),
};

// A button of the page that names its own key, as the answers to one row of a list do. The next row
// comes at once: a key held down, or pressed twice, answers nothing that nobody has read.
const UNREAD = 400; // milliseconds
const shown = performance.now();
function button(event: KeyboardEvent): (() => void) | undefined {
  const found = document.querySelector<HTMLElement>(`[data-press="${CSS.escape(event.key)}"]`);
  if (!found) return undefined;
  return event.repeat || performance.now() - shown < UNREAD ? () => undefined : () => found.click();
}

// Where one was in the list: coming back from a dossier, j goes on from there.
const AT = "motcua.at";
addEventListener("pagehide", () => {
  const at = document.activeElement;
  if (at instanceof HTMLAnchorElement && at.matches("[data-item]")) remember(AT, at.pathname);
});

function move(step: number): void {
  const all = links();
  const focused = all.indexOf(document.activeElement as HTMLAnchorElement);
  const open = all.findIndex((link) => link.pathname === recall(AT));
  const from = focused >= 0 ? focused : open;
  all[from < 0 ? 0 : Math.min(all.length - 1, Math.max(0, from + step))]?.focus();
}

function tick(): void {
  document.activeElement?.closest("tr")?.querySelector<HTMLInputElement>("input[type=checkbox]")?.click();
}

const every = document.querySelector<HTMLElement>("[data-every]");
if (every) {
  every.hidden = false;
  every.addEventListener("change", (event) => {
    const checked = (event.target as HTMLInputElement).checked;
    for (const box of document.querySelectorAll<HTMLInputElement>(".items input[type=checkbox]")) box.checked = checked;
  });
}

function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && !!target.closest("input:not([type=radio]):not([type=checkbox]), textarea, select, dialog");
}

function remember(name: string, value: string): void {
  try {
    localStorage.setItem(name, value);
  } catch {
    // a browser without storage forgets at the next page, nothing worse
  }
}

function recall(name: string): string {
  try {
    return localStorage.getItem(name) ?? "";
  } catch {
    return "";
  }
}

const switchedOff = (): boolean => recall(OFF) === "off";

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  if (event.key === "Escape" && typing(event.target)) (event.target as HTMLElement).blur();
  if (typing(event.target) || switchedOff()) return;
  const act = keys[event.key] ?? button(event);
  if (!act) return;
  event.preventDefault();
  act();
});

document.addEventListener("click", (event) => {
  const target = event.target as Element;
  if (target.closest("[data-keys]")) help?.showModal();
});

// Who else has this dossier open, looked at again while the page is in sight. Nothing is written for it.
const here = document.querySelector<HTMLElement>("[data-here]");
async function lookAround(place: HTMLElement): Promise<void> {
  if (document.hidden) return;
  const answer = await fetch(place.dataset.here ?? "", { credentials: "same-origin" }).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  const said = await answer.text();
  if (said !== place.innerHTML) place.innerHTML = said;
}
if (here) setInterval(() => void lookAround(here), 30_000);

const toggle = document.querySelector<HTMLInputElement>("#keys-on");
if (toggle) {
  toggle.checked = !switchedOff();
  toggle.addEventListener("change", () => remember(OFF, toggle.checked ? "" : "off"));
}
for (const hint of document.querySelectorAll<HTMLElement>("[data-keys]")) hint.hidden = false;

startPage();
shrinkPhotos();
readCards();
sortPages();
takeSignatures();
sendAhead();
guardForms();
