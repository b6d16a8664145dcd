// Runs one command: `node scripts/run.mjs <name> [flags]` (what every `npm run <name>` calls).
//
// Node 20 cannot run TypeScript. Bundling the command's own modules with esbuild takes about 50 ms, packages stay
// outside; the bundle is kept in node_modules/.cache and used again until a source file changes, so that the usual
// start costs no compiler at all (`make bench` shows the figures).
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const cache = path.join(root, 'node_modules/.cache/commands');
const [name = '', ...argv] = process.argv.slice(2);

// package.json is the list of the commands.
const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const commands = Object.values(scripts).flatMap(
  (script) => /^node scripts\/run\.mjs ([\w-]+)$/.exec(script)?.[1] ?? [],
);
if (!commands.includes(name)) {
  process.stderr.write(
    `error: there is no command "${name}".\n  try:  ${commands.map((command) => `npm run ${command}`).join('\n        ')}\n`,
  );
  process.exit(2);
}

// Stacks and findings name the TypeScript line, not the bundle's.
process.setSourceMapsEnabled(true);
const bundle = await bundleOf(name).catch(refuseFolder);
const { main } = await import(pathToFileURL(bundle).href).catch(refuseContent);
await main(argv);

/** The disk is full, or the folder is not ours to write. */
function refuseFolder(error) {
  process.stderr.write(
    `error: cannot keep the compiled command in ${path.relative(root, cache)}: ${error.message}\n` +
      `  try:  df -h ${root}   see how full the disk is\n`,
  );
  if (process.env.DEBUG) process.stderr.write(`${error.stack}\n`);
  process.exit(1);
}

/** A module of the content that throws while it is loaded: a wrong query, say. Its author is the reader, not ours. */
function refuseContent(error) {
  const [, place] =
    /\n\s+at .*?((?:alerts|dashboards|datasources|telemetry|environments\.ts)[^):]*:\d+:\d+)/.exec(
      error.stack ?? '',
    ) ?? [];
  process.stderr.write(`error: ${place ? `${place}: ` : ''}${error.message}\n`);
  if (process.env.DEBUG) process.stderr.write(`${error.stack}\n`);
  process.exit(2);
}

/** The bundle of a command, made anew when one of the files that it was made from has changed. */
async function bundleOf(command) {
  const manifestFile = path.join(cache, `${command}.json`);
  const known = readManifest(manifestFile);
  if (known && existsSync(known.output) && known.stamp === stampOf(known.inputs))
    return known.output;

  const { build } = await import('esbuild');
  const result = await build({
    stdin: {
      contents: `import command from './scripts/${command}.ts';
        import { runCommand } from './scripts/lib/cli/run-command.ts';
        export const main = (argv) => runCommand(command, argv);`,
      resolveDir: root,
      sourcefile: `${command}.entry.mjs`,
      loader: 'js',
    },
    absWorkingDir: root,
    bundle: true,
    splitting: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: 'linked',
    metafile: true,
    logLevel: 'silent',
    // A name that its module does not export would be undefined, and throw somewhere else.
    logOverride: { 'import-is-undefined': 'error' },
    outdir: path.join(cache, 'pending'),
    outExtension: { '.js': '.mjs' },
    write: false,
  }).catch((error) => {
    for (const { text, location } of error.errors ?? [{ text: error.message }]) {
      process.stderr.write(
        `error: ${location ? `${location.file}:${location.line}:${location.column + 1}: ` : ''}${text}\n`,
      );
      if (location)
        process.stderr.write(
          `  ${location.lineText}\n  ${' '.repeat(location.column)}${'^'.repeat(Math.max(1, location.length))}\n`,
        );
    }
    process.exit(2);
  });

  const inputs = Object.keys(result.metafile.inputs).filter((file) =>
    existsSync(path.join(root, file)),
  );
  const hash = createHash('sha256');
  for (const file of result.outputFiles) hash.update(file.path).update(file.contents);
  const directory = path.join(cache, `${command}-${hash.digest('hex').slice(0, 16)}`);
  const temporary = `${directory}.${process.pid}`;
  mkdirSync(temporary, { recursive: true });
  for (const file of result.outputFiles)
    writeFileSync(path.join(temporary, path.basename(file.path)), file.contents);
  // Another process may have made the same bundle meanwhile: equal content, so either may stay.
  if (existsSync(directory)) rmSync(temporary, { recursive: true });
  else {
    try {
      renameSync(temporary, directory);
    } catch {
      rmSync(temporary, { recursive: true, force: true });
    }
  }
  const output = path.join(directory, 'stdin.mjs');
  const manifest = `${manifestFile}.${process.pid}`;
  writeFileSync(manifest, JSON.stringify({ output, inputs, stamp: stampOf(inputs) }));
  renameSync(manifest, manifestFile);
  removeOldBundles(command, directory);
  return output;
}

function readManifest(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Changes when a file is edited, touched or gone. */
function stampOf(inputs) {
  const hash = createHash('sha256').update(process.version);
  for (const file of ['scripts/run.mjs', 'package-lock.json', ...inputs]) {
    const stat = statSync(path.join(root, file), { throwIfNoEntry: false });
    hash.update(`${file} ${stat?.mtimeMs} ${stat?.size}\n`);
  }
  return hash.digest('hex');
}

/** Bundles of a day ago: a running command may still load a part of a younger one. */
function removeOldBundles(command, current) {
  const dayAgo = Date.now() - 24 * 3600 * 1000;
  for (const entry of readdirSync(cache)) {
    const directory = path.join(cache, entry);
    if (!entry.startsWith(`${command}-`) || directory === current) continue;
    if ((statSync(directory, { throwIfNoEntry: false })?.mtimeMs ?? Infinity) < dayAgo)
      rmSync(directory, { recursive: true, force: true });
  }
}
