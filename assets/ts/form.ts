// A form sent twice by an impatient thumb goes once; a form that did not get through can always
// be sent again. The server's idempotency key is the real guard, this only spares the line.

import { sending } from "./ahead";
import { shrinking } from "./photo";

const PATIENCE = 5000;

export function guardForms(): void {
  const sent = new WeakMap<HTMLFormElement, number>();

  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (form.method !== "post") return;
    if (Date.now() - (sent.get(form) ?? -PATIENCE) < PATIENCE) {
      event.preventDefault();
      return;
    }
    const button = (event as SubmitEvent).submitter as HTMLButtonElement | null;
    const busy = [...shrinking, ...sending];
    if (busy.length) {
      event.preventDefault();
      void Promise.all(busy).then(() => form.requestSubmit(button));
      return;
    }
    sent.set(form, Date.now());
    if (button) showSending(button, () => sent.delete(form));
  });
}

function showSending(button: HTMLButtonElement, again: () => void): void {
  const words = button.textContent;
  const restore = (): void => {
    button.removeAttribute("aria-busy");
    button.textContent = words;
    again();
  };
  button.setAttribute("aria-busy", "true");
  button.textContent = button.dataset.sending ?? "Đang gửi…";
  setTimeout(restore, PATIENCE);
  addEventListener("pageshow", restore, { once: true });
}
