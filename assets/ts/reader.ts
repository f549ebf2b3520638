// A card held to the camera: the bytes of its code go into the form as figures, and the form is
// sent. Pictures stay in the browser. What finds and reads the code (built/card.js) is fetched when
// the camera is first asked for.

interface Finder {
  find(video: HTMLVideoElement, wanted: () => boolean): Promise<Uint8Array | null>;
}

const BY_HAND = 50; // milliseconds: nobody presses two keys faster

export function readCards(): void {
  const form = document.querySelector<HTMLFormElement>("form[data-card]");
  if (form) noticeKeyboard(form);
  const place = form?.querySelector<HTMLElement>("[data-camera]");
  if (!form || !place || !navigator.mediaDevices?.getUserMedia) return;
  place.hidden = false;
  const button = place.querySelector("button")!;
  let watching = false;
  button.addEventListener("click", () => {
    watching = !watching;
    if (watching) void watch(form, place, () => watching).finally(() => (watching = false));
  });
  addEventListener("pagehide", () => (watching = false));
}

// A Vietnamese keyboard that is on takes letters back while a scanner types: that can be seen here
// and nowhere else.
function noticeKeyboard(form: HTMLFormElement): void {
  const changed = form.querySelector<HTMLInputElement>("[name=changed]")!;
  const keys = form.querySelector<HTMLInputElement>("[name=keys]")!;
  let last = -BY_HAND;
  keys.addEventListener("keydown", (event) => {
    const scanned = event.timeStamp - last < BY_HAND;
    last = event.timeStamp;
    if (scanned && event.key === "Tab") {
      event.preventDefault(); // how a scanner may end, as others do by Enter
      form.requestSubmit();
    }
    if (scanned && (event.key === "Backspace" || event.key === "Process" || event.isComposing)) changed.value = "1";
  });
  keys.addEventListener("input", () => {
    if (!keys.value) changed.value = "";
  });
}

async function watch(form: HTMLFormElement, place: HTMLElement, wanted: () => boolean): Promise<void> {
  const video = place.querySelector("video")!;
  const button = place.querySelector("button")!;
  const out = place.querySelector("output")!;
  const words = button.textContent;
  let camera: MediaStream | undefined;
  try {
    camera = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment", width: { ideal: 1280 } } });
    const finder = (await import(form.dataset.by!)) as Finder;
    video.srcObject = camera;
    video.hidden = false;
    button.textContent = "Dừng camera";
    out.textContent = "Đang tìm mã…";
    await video.play();
    const bytes = await finder.find(video, wanted);
    out.textContent = bytes ? "Đã thấy mã." : "";
    if (bytes) give(form, bytes);
  } catch {
    out.textContent = "Không mở được camera. Hãy cho phép dùng camera, hoặc chọn ảnh chụp thẻ.";
  } finally {
    for (const track of camera?.getTracks() ?? []) track.stop();
    video.hidden = true;
    button.textContent = words;
  }
}

function give(form: HTMLFormElement, bytes: Uint8Array): void {
  const figures = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  form.querySelector<HTMLInputElement>("[name=bytes]")!.value = figures;
  form.requestSubmit();
}
