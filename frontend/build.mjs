// Build the editor into one file of the Python package, and gather the licences of what is
// in it. Equal sources and equal packages give equal bytes.

import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const target = process.argv[2] ?? join(here, "..", "src", "normgraph", "explorer", "assets");

const made = await build({
  absWorkingDir: here,
  bundle: true,
  charset: "utf8",
  entryPoints: ["src/main.js"],
  format: "esm",
  legalComments: "none",
  metafile: true,
  minify: true,
  outfile: join(target, "editor.js"),
  target: "es2022",
});

const bundled = new Set(
  Object.keys(made.metafile.inputs)
    .map((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1])
    .filter(Boolean),
);
const licences = [...bundled].sort().map((name) => {
  const folder = join(here, "node_modules", name);
  const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const text = readFileSync(join(folder, "LICENSE"), "utf8").trim();
  return `${name} ${version} (${license})\n\n${text}\n`;
});
const head = "editor.js contains the following packages, each under its own licence.\n";
writeFileSync(join(target, "editor.licences.txt"), [head, ...licences].join(`\n${"-".repeat(72)}\n\n`));
