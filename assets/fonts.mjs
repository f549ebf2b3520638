// Copies the typefaces of our printed papers from their npm packages into the Python package.
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const target = join(root, "motcua", "bridges", "fonts");
const families = { "noto-serif": "NotoSerif", "noto-sans": "NotoSans" };
const styles = ["400Regular", "400Regular_Italic", "700Bold"];

export async function copyFonts() {
  const require = createRequire(import.meta.url);
  await mkdir(target, { recursive: true });
  for (const [name, family] of Object.entries(families)) {
    const folder = dirname(require.resolve(`@expo-google-fonts/${name}/package.json`));
    for (const style of styles) {
      const file = `${family}_${style}.ttf`;
      await copyFile(join(folder, style, file), join(target, file));
    }
    // The Open Font License must travel with the fonts.
    const licence = await readFile(join(folder, "LICENSE_FONT"));
    await writeFile(join(target, `${family}-OFL.txt`), licence);
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await copyFonts();
