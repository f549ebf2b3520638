// A chosen file is sent at once, in pieces that a bad line can break without loss, while the rest
// of the page is filled in; the form then names it instead of carrying it. Whatever goes wrong,
// the file stays where it was chosen and travels with the form. The sender itself (built/upload.js)
// is fetched when the first file is chosen, not before.

import { shrinking } from "./photo";

interface Sender {
  send(file: File, to: Target, told: (share: number) => void): Promise<string>;
}

export interface Target {
  url: string;
  home: string;
  token: string;
}

const sent = new WeakMap<HTMLInputElement, string[]>();
export const sending = new Set<Promise<void>>();

export function sendAhead(): void {
  document.addEventListener("change", (event) => {
    const input = event.target as HTMLInputElement;
    sent.delete(input);
    if (input.type !== "file" || !input.dataset.to || !input.files?.length) return;
    const work: Promise<void> = Promise.all(shrinking)
      .then(() => sendAll(input))
      .catch(() => say(input, "Chưa gửi được trước. Bấm nút ở cuối trang, tệp sẽ được gửi cùng trang này."))
      .finally(() => sending.delete(work));
    sending.add(work);
  });
  document.addEventListener("formdata", (event) => {
    const form = event.target as HTMLFormElement;
    for (const input of form.querySelectorAll<HTMLInputElement>("input[type=file]")) {
      const ids = sent.get(input);
      if (!ids) continue;
      event.formData.delete(input.name);
      for (const id of ids) event.formData.append(`${input.name}.sent`, id);
    }
  });
}

async function sendAll(input: HTMLInputElement): Promise<void> {
  const files = input.files!;
  const sender = (await import(input.dataset.by!)) as Sender;
  const token = input.form!.querySelector<HTMLInputElement>("[name=csrfmiddlewaretoken]")!.value;
  const to = { url: input.dataset.to!, home: input.dataset.home!, token };
  const ids: string[] = [];
  for (const file of files) {
    const which = files.length > 1 ? ` tệp ${ids.length + 1} trong ${files.length}` : "";
    ids.push(await sender.send(file, to, (share) => say(input, `Đang gửi${which}: ${Math.floor(share * 100)} %`)));
  }
  if (input.files !== files) return; // another choice was made meanwhile
  sent.set(input, ids);
  say(input, `Đã gửi ${files.length} tệp. Bấm nút ở cuối trang để nộp.`);
}

function say(input: HTMLInputElement, words: string): void {
  const out = input.parentElement?.querySelector("output");
  if (out) out.textContent = words;
}
