// Sends one file by tus 1.0: a piece at a time, each tried again until it is acknowledged. A file
// that was sent before is known by its hash and not sent again; a sending that was broken off, even
// by closing the page, goes on where it was.

import { Upload } from "tus-js-client";
import type { Target } from "./ahead";

const PIECE = 512 * 1024;
const PAUSES = [0, 500, 1000, 2000, 4000, 8000, 15000, 30000, 30000, 30000];

export async function send(file: File, to: Target, told: (share: number) => void): Promise<string> {
  const sha256 = await digest(file);
  return new Promise((done, fail) => {
    const finish = (): void => done(upload.url!.split("/").pop()!);
    const upload = new Upload(file, {
      endpoint: to.url,
      chunkSize: PIECE,
      retryDelays: PAUSES,
      headers: { "X-CSRFToken": to.token },
      metadata: { filename: file.name, home: to.home, ...(sha256 && { sha256 }) },
      // Names stay out of the browser's memory: the next person at this machine may look there.
      fingerprint: async () => (sha256 ? `tep-${to.home}-${sha256}` : ""),
      storeFingerprintForResuming: !!sha256,
      removeFingerprintOnSuccess: true,
      onAfterResponse: async (request, response) => {
        if (request.getMethod() !== "POST" || response.getHeader("Upload-Offset") !== `${file.size}`) return;
        const id = response.getHeader("Location")!.split("/").pop()!;
        await upload.abort(); // it is there already
        done(id);
      },
      onProgress: (bytes, all) => told(bytes / all),
      onSuccess: finish,
      onError: fail,
    });
    void upload.findPreviousUploads().then((found) => {
      if (found[0] && sha256) upload.resumeFromPreviousUpload(found[0]);
      upload.start();
    });
  });
}

async function digest(file: File): Promise<string> {
  if (!crypto.subtle) return ""; // an unsafe line: no hashes, so nothing is known again
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
