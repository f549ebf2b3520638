// Cells copied from Excel and pasted into any box of the guests' rows fill the rows: the table goes
// into the box that is there for it without scripts, and the server sorts the columns.
export function fillFromExcel(): void {
  document.addEventListener("paste", (event) => {
    const box = event.target as HTMLElement;
    const form = box.closest<HTMLFormElement>("form.guests");
    const text = event.clipboardData?.getData("text/plain") ?? "";
    const table = form?.querySelector<HTMLTextAreaElement>("#paste");
    if (!form || !table || box === table || !/[\t\n]./.test(text)) return;
    event.preventDefault();
    table.value = text;
    form.requestSubmit(form.querySelector<HTMLButtonElement>('[name="fill"]'));
  });
}
