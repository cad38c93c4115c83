// Bundles the canvas into one module, with the licences of everything that is in it beside it.
//   node Canvas/build.mjs FOLDER
import { build } from 'esbuild';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const folder = process.argv[2];
const { metafile } = await build({
  entryPoints: ['Canvas/flow-canvas.js'],
  outfile: join(folder, 'flow-canvas.js'),
  bundle: true,
  format: 'esm',
  target: 'es2022',
  minify: true,
  legalComments: 'none',
  metafile: true,
});

const packages = new Set(Object.keys(metafile.inputs).flatMap(path => path.match(/^node_modules\/(?:@[^/]+\/)?[^/]+/) ?? []));
const licences = await Promise.all([...packages].sort().map(async path => {
  const { name, version, license } = JSON.parse(await readFile(join(path, 'package.json'), 'utf8'));
  const file = (await readdir(path)).find(entry => /^licen[cs]e/i.test(entry));
  return `${name} ${version} (${license})\n\n${file ? await readFile(join(path, file), 'utf8') : 'The package carries no text of its licence.\n'}`;
}));
await writeFile(join(folder, 'flow-canvas.licences.txt'), licences.join(`\n${'-'.repeat(80)}\n\n`));
