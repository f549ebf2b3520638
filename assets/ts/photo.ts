// A photo from a phone is made small enough for a slow line (at most 200 KB) before it is sent.
// Anything that goes wrong leaves the file as it was: the server takes big ones too.

const LIMIT = 200_000;
const SIDES = [1800, 1400, 1100, 800];
const QUALITIES = [0.8, 0.65, 0.5];

export const shrinking = new Set<Promise<void>>();

export function shrinkPhotos(): void {
  document.addEventListener("change", (event) => {
    const input = event.target as HTMLInputElement;
    if (input.type !== "file" || !input.files?.length) return;
    const work: Promise<void> = shrinkAll(input)
      .catch(() => undefined)
      .finally(() => shrinking.delete(work));
    shrinking.add(work);
  });
}

async function shrinkAll(input: HTMLInputElement): Promise<void> {
  const before = input.files!;
  const bag = new DataTransfer();
  for (const file of before) bag.items.add(await shrink(file).catch(() => file));
  if (input.files !== before) return; // another choice was made meanwhile
  input.files = bag.files;
  say(input, bag.files);
}

async function shrink(file: File): Promise<File> {
  if (file.size <= LIMIT || !/^image\/(jpeg|png|webp)$/.test(file.type)) return file;
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  for (const side of SIDES) {
    const canvas = draw(picture, side);
    for (const quality of QUALITIES) {
      const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/jpeg", quality));
      if (blob && blob.size <= LIMIT) {
        return new File([blob], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg" });
      }
    }
  }
  return file;
}

function draw(picture: ImageBitmap, side: number): HTMLCanvasElement {
  const scale = Math.min(1, side / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  const pen = canvas.getContext("2d")!;
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
}

function say(input: HTMLInputElement, files: FileList): void {
  const out = input.parentElement?.querySelector("output");
  const bytes = [...files].reduce((sum, file) => sum + file.size, 0);
  if (out) out.textContent = `Đã chọn ${files.length} tệp, ${Math.ceil(bytes / 1000)} KB.`;
}
