// Whoever takes a result signs on the screen: the drawing becomes a file of the form. Without a
// script the frame is not there, and one signs on the printed slip.

const INK = "#0b2a6b";
const WIDTH = 5;

export function takeSignatures(): void {
  for (const frame of document.querySelectorAll<HTMLElement>("[data-drawing]")) takeSignature(frame);
}

function takeSignature(frame: HTMLElement): void {
  const canvas = frame.querySelector("canvas")!;
  const file = frame.querySelector<HTMLInputElement>("input[type=file]")!;
  const said = frame.querySelector("output")!;
  const pen = canvas.getContext("2d");
  if (!pen || typeof DataTransfer !== "function") return;
  frame.hidden = false;
  wipe();

  canvas.addEventListener("pointerdown", (event) => {
    if (!event.isPrimary) return;
    canvas.setPointerCapture(event.pointerId);
    pen.beginPath();
    pen.moveTo(...at(event));
    stroke(event);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!canvas.hasPointerCapture(event.pointerId)) return;
    for (const each of event.getCoalescedEvents?.() ?? [event]) stroke(each);
  });
  canvas.addEventListener("pointerup", keep);
  frame.querySelector("button")!.addEventListener("click", wipe);

  function at(event: PointerEvent): [number, number] {
    const box = canvas.getBoundingClientRect();
    return [
      ((event.clientX - box.left) * canvas.width) / box.width,
      ((event.clientY - box.top) * canvas.height) / box.height,
    ];
  }

  function stroke(event: PointerEvent): void {
    pen!.lineTo(...at(event));
    pen!.stroke();
  }

  function wipe(): void {
    pen!.fillStyle = "#fff";
    pen!.fillRect(0, 0, canvas.width, canvas.height);
    Object.assign(pen!, { strokeStyle: INK, lineWidth: WIDTH, lineCap: "round", lineJoin: "round" });
    file.value = "";
    said.textContent = "";
  }

  // At once, and not by toBlob: the form may be sent the moment the finger leaves the screen.
  function keep(): void {
    const drawn = atob(canvas.toDataURL("image/png").split(",")[1]!);
    const bytes = Uint8Array.from(drawn, (letter) => letter.charCodeAt(0));
    const bag = new DataTransfer();
    bag.items.add(new File([bytes], "chu-ky.png", { type: "image/png" }));
    file.files = bag.files;
    said.textContent = "Đã có chữ ký.";
  }
}
