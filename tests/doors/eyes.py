"""What a reader's browser shows: Debian's Chromium, axe-core, and four measurements of our own."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
CHROMIUM = shutil.which("chromium-headless-shell") or shutil.which("chromium")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]

# Text that the page's own box cuts off, or that runs out of the window.
CUT_TEXT = """() => {
  const cut = [];
  for (const e of document.body.querySelectorAll('*')) {
    const words = [...e.childNodes].filter(n => n.nodeType === 3 && n.data.trim());
    if (!words.length || e.closest('.unseen, .skip, script')) continue;
    const style = getComputedStyle(e);
    if (style.visibility === 'hidden' || style.display === 'none') continue;
    if (e.checkVisibility && !e.checkVisibility()) continue;
    const boxed = style.overflowX !== 'visible' || style.overflowY !== 'visible';
    if (boxed && (e.scrollHeight > e.clientHeight + 1 || e.scrollWidth > e.clientWidth + 1)) {
      cut.push(e.tagName + '.' + e.className + ': ' + e.textContent.trim().slice(0, 40));
    }
    const range = document.createRange();
    for (const text of words) {
      range.selectNodeContents(text);
      const box = range.getBoundingClientRect();
      if (box.right > innerWidth + 1 || box.left < -1) cut.push('outside: ' + text.data.trim());
      for (const word of text.data.matchAll(/[\\p{L}\\p{M}\\p{N}]{2,7}/gu)) {
        const end = word.index + word[0].length;
        const beside = (text.data[word.index - 1] ?? '') + (text.data[end] ?? '');
        if (beside.trim()) continue;
        range.setStart(text, word.index);
        range.setEnd(text, end);
        const tops = new Set([...range.getClientRects()].map(r => Math.round(r.top)));
        if (tops.size > 1) cut.push('word broken in two: ' + word[0]);
      }
    }
    if (parseFloat(style.lineHeight) < 1.3 * parseFloat(style.fontSize)) {
      cut.push('lines too close: ' + e.tagName + ' ' + e.textContent.trim().slice(0, 40));
    }
  }
  return cut;
}"""

# Everything one can press is as large as a thumb, save links inside a sentence.
SMALL_TARGETS = """() => {
  const small = [];
  const all = 'a[href], button, input:not([type=hidden]), select, textarea, summary';
  for (const e of document.querySelectorAll(all)) {
    if (e.closest('.unseen, .skip') || !e.checkVisibility()) continue;
    if (e.tagName === 'A' && getComputedStyle(e).display === 'inline') continue;
    const box = (e.closest('label') || e).getBoundingClientRect();
    if (box.height < 43.5 || box.width < 43.5) {
      small.push(`${e.outerHTML.slice(0, 90)} ${box.width.toFixed(0)}x${box.height.toFixed(0)}`);
    }
  }
  return small;
}"""

SIDEWAYS = """() => {
  const by = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  return by > 0 ? [`scrolls sideways by ${by} px`] : [];
}"""
# Each question to a browser costs four processes' time, and an answer by its length.
FAULTS = f"() => [{SIDEWAYS}, {CUT_TEXT}, {SMALL_TARGETS}].flatMap(look => look())"
JUDGE = """() => window.axe && axe.run(document, {resultTypes: ['violations']})
  .then(found => found.violations)"""


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


def larger_text(page: Page, percent: int) -> None:
    """What a reader's browser does who set larger text."""
    page.evaluate("percent => document.documentElement.style.fontSize = percent + '%'", percent)


def axe(page: Page) -> list[str]:
    """axe-core's violations of WCAG 2.2 A and AA and its good practice, each with its place."""
    found = page.evaluate(JUDGE)
    if found is None:
        page.evaluate(AXE.read_text())
        found = page.evaluate(JUDGE)
    return [
        f"{rule['id']}: {node['target']} {node['failureSummary']}"
        for rule in found
        for node in rule["nodes"]
    ]


def faults(page: Page) -> list[str]:
    """Sideways scrolling, cut text and targets too small for a thumb."""
    found: list[str] = page.evaluate(FAULTS)
    return found
