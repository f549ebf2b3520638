// Finds a square code in what the camera sees and gives its bytes. Where the browser can find codes
// itself (BarcodeDetector) it says where to look; its text is a guess and is not asked for.

import jsQR from "jsqr";

const PAUSE = 120; // milliseconds between two looks
const WIDE = 1280;
const MARGIN = 0.25; // about a code that was found
const ANYWAY = 6; // every so many looks the whole picture is read, found or not

interface Detector {
  detect(source: CanvasImageSource): Promise<{ boundingBox: DOMRectReadOnly }[]>;
}
type DetectorKind = (new (options: { formats: string[] }) => Detector) & {
  getSupportedFormats(): Promise<string[]>;
};

export async function find(video: HTMLVideoElement, wanted: () => boolean): Promise<Uint8Array | null> {
  const canvas = document.createElement("canvas");
  const detector = await detectorHere();
  for (let look = 0; wanted(); look++) {
    await new Promise((done) => setTimeout(done, PAUSE));
    const pen = draw(video, canvas);
    if (!pen) continue;
    const boxes = detector ? await detector.detect(canvas).catch(() => []) : [];
    const whole = new DOMRect(0, 0, canvas.width, canvas.height);
    const places = boxes.map((box) => about(box.boundingBox, whole));
    if (!detector || look % ANYWAY === 0) places.push(whole);
    for (const place of places) {
      const bytes = read(pen, place);
      if (bytes) return bytes;
    }
  }
  return null;
}

async function detectorHere(): Promise<Detector | null> {
  const Kind = (globalThis as { BarcodeDetector?: DetectorKind }).BarcodeDetector;
  const formats = (await Kind?.getSupportedFormats().catch(() => [])) ?? [];
  return Kind && formats.includes("qr_code") ? new Kind({ formats: ["qr_code"] }) : null;
}

function draw(video: HTMLVideoElement, canvas: HTMLCanvasElement): CanvasRenderingContext2D | null {
  if (!video.videoWidth) return null;
  const scale = Math.min(1, WIDE / video.videoWidth);
  canvas.width = Math.round(video.videoWidth * scale);
  canvas.height = Math.round(video.videoHeight * scale);
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  pen?.drawImage(video, 0, 0, canvas.width, canvas.height);
  return pen;
}

function about(box: DOMRectReadOnly, whole: DOMRect): DOMRect {
  const x = Math.max(0, Math.floor(box.x - box.width * MARGIN));
  const y = Math.max(0, Math.floor(box.y - box.height * MARGIN));
  const wide = Math.min(whole.width - x, Math.ceil(box.width * (1 + 2 * MARGIN)));
  const high = Math.min(whole.height - y, Math.ceil(box.height * (1 + 2 * MARGIN)));
  return new DOMRect(x, y, wide, high);
}

function read(pen: CanvasRenderingContext2D, place: DOMRect): Uint8Array | null {
  if (place.width < 1 || place.height < 1) return null;
  const picture = pen.getImageData(place.x, place.y, place.width, place.height);
  const found = jsQR(picture.data, picture.width, picture.height, { inversionAttempts: "dontInvert" });
  return found?.binaryData.length ? Uint8Array.from(found.binaryData) : null;
}
