// Builds everything under assets/ into the Python package: styles and scripts bundled and
// minified, papers' fonts copied, and the weight of each file as it travels (gzip) written down
// so that a page can tell its reader what it costs; whitenoise sends the .gz beside a file. Names stay plain; whitenoise adds the hashes.
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { copyFonts } from "./fonts.mjs";

const assets = dirname(fileURLToPath(import.meta.url));
const built = join(assets, "..", "motcua", "doors", "shared", "static", "built");
const entries = ["css/citizen.css", "css/counter.css", "ts/citizen.ts", "ts/counter.ts"];

async function weigh() {
  const weights = {};
  const names = (await readdir(built)).filter((name) => /\.(css|js)$/.test(name));
  for (const name of names.sort()) {
    const zipped = gzipSync(await readFile(join(built, name)), { level: 9 });
    await writeFile(join(built, `${name}.gz`), zipped);
    weights[name] = zipped.length;
  }
  await writeFile(join(built, "weights.json"), JSON.stringify(weights, null, 1) + "\n");
  return weights;
}

await mkdir(built, { recursive: true });
const common = {
  entryNames: "[name]",
  outdir: built,
  bundle: true,
  minify: true,
  charset: "utf8",
  target: ["chrome80", "firefox78", "safari13"],
  logLevel: "warning",
};
await build({ ...common, entryPoints: entries.map((entry) => join(assets, entry)), format: "iife" });
// What a page fetches only when a file is chosen, or the camera asked for.
const lazy = ["ts/upload.ts", "ts/card.ts"].map((entry) => join(assets, entry));
await build({ ...common, entryPoints: lazy, format: "esm" });
await copyFonts();
for (const [name, bytes] of Object.entries(await weigh())) console.log(`${name}: ${bytes} B gzip`);
