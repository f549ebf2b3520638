// Pages on the scan station are dragged to their paper; the buttons beside each do the same.

export function sortPages(): void {
  const form = document.querySelector<HTMLFormElement>("form[data-move]");
  const piles = document.querySelector<HTMLElement>("[data-piles]");
  if (!form || !piles) return;
  for (const page of piles.querySelectorAll<HTMLElement>("[data-page]")) page.draggable = true;
  let held: HTMLElement | null = null;
  piles.addEventListener("dragstart", (event) => {
    held = (event.target as Element).closest<HTMLElement>("[data-page]");
  });
  piles.addEventListener("dragover", (event) => {
    if (held && pileAt(event)) event.preventDefault();
  });
  piles.addEventListener("drop", (event) => {
    const pile = pileAt(event);
    if (!held || !pile) return;
    event.preventDefault();
    const over = (event.target as Element).closest<HTMLElement>("[data-page]");
    put(form, "page", held.dataset.page!);
    put(form, "component", pile.dataset.pile!);
    put(form, "before", over && over !== held ? over.dataset.page! : "");
    form.requestSubmit();
  });
}

function pileAt(event: Event): HTMLElement | null {
  return (event.target as Element).closest<HTMLElement>("[data-pile]");
}

function put(form: HTMLFormElement, name: string, value: string): void {
  form.querySelector<HTMLInputElement>(`[name=${name}]`)!.value = value;
}
