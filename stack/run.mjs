// Runs TypeScript files of this package: `node run.mjs bin/stack.ts`, `node run.mjs --test test/*.test.ts`.
//
// Bundled by esbuild first, packages left outside: 50 ms, where tsx takes each of the thousand modules of aws-cdk-lib through its
// loader and makes a synthesis four times as long.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { build } from 'esbuild';

const [first, ...rest] = process.argv.slice(2);
const isTest = first === '--test';
const files = isTest ? rest : [first];
const outdir = path.join(import.meta.dirname, 'node_modules/.cache/stack');

const { metafile } = await build({
  entryPoints: files,
  outdir,
  outbase: import.meta.dirname,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node20',
  sourcemap: 'linked',
  metafile: true,
  logLevel: 'warning',
});
const outputs = Object.entries(metafile.outputs).flatMap(([file, { entryPoint }]) =>
  entryPoint === undefined ? [] : [path.resolve(file)],
);
const child = spawn(
  process.execPath,
  ['--enable-source-maps', ...(isTest ? ['--test', '--test-reporter=spec'] : []), ...outputs],
  { stdio: 'inherit' },
);
child.once('exit', (code) => {
  process.exitCode = code ?? 1;
});
