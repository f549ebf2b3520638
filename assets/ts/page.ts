// What every page may do when there is a script: go to the list of errors, make the type larger
// in place (nothing typed is lost), and read the page aloud where the device has a Vietnamese voice.

export function startPage(): void {
  document.querySelector<HTMLElement>(".errors")?.focus();
  document.addEventListener("click", (event) => {
    const target = event.target as Element;
    const larger = target.closest<HTMLAnchorElement>("a[data-large]");
    if (larger) {
      event.preventDefault();
      enlarge(larger);
    }
    if (target.closest("[data-listen]")) readAloud();
    if (target.closest("[data-print]")) print();
  });
  if ("speechSynthesis" in window) {
    offerVoice();
    speechSynthesis.onvoiceschanged = offerVoice;
  }
  for (const tool of document.querySelectorAll<HTMLElement>("[data-print]")) tool.hidden = false;
}

function enlarge(link: HTMLAnchorElement): void {
  const large = document.documentElement.classList.toggle("large");
  document.cookie = `large=1;path=/;max-age=${large ? 31536000 : 0};samesite=lax`;
  link.textContent = large ? "Chữ vừa" : "Chữ to";
  link.href = large ? "?chu=vua" : "?chu=to";
}

function voice(): SpeechSynthesisVoice | undefined {
  return speechSynthesis.getVoices().find((one) => one.lang.startsWith("vi"));
}

function offerVoice(): void {
  const button = document.querySelector<HTMLElement>("[data-listen]");
  if (button && voice()) button.hidden = false;
}

function readAloud(): void {
  if (speechSynthesis.speaking) return speechSynthesis.cancel();
  const words = new SpeechSynthesisUtterance(document.querySelector("main")?.innerText ?? "");
  words.lang = "vi-VN";
  words.voice = voice() ?? null;
  words.rate = 0.9;
  speechSynthesis.speak(words);
}
