// Starts a container of buildah as a task of ECS does, and holds it to what the stack promises of it: node image-check.mjs CONTAINER BUILDAH...
import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';

const [container, command, ...options] = process.argv.slice(2);
if (process.env.IN_NAMESPACE === undefined) {
  // A network of its own: port 5000 is free there, and nothing else is to be reached.
  const { status } = spawnSync('unshare', ['--net', process.execPath, ...process.argv.slice(1)], {
    env: { ...process.env, IN_NAMESPACE: '1' },
    stdio: 'inherit',
  });
  process.exit(status ?? 1);
}
execFileSync('ip', ['link', 'set', 'lo', 'up']);

const run = ['run', '--isolation', 'chroot', '--network', 'host', container, '--'];
const inside = (...argv) =>
  spawnSync(command, [...options, ...run, ...argv], { encoding: 'utf8', timeout: 30_000 });
const { Docker } = JSON.parse(
  execFileSync(command, [...options, 'inspect', container], { encoding: 'utf8' }),
);
const { Cmd, Healthcheck, User } = Docker.config;
const [, ...healthCheck] = Healthcheck.Test;

assert.equal(User, '10001:10001');
assert.notEqual(inside('touch', '/srv/todo/x').status, 0, 'the app may write its own code');
assert.notEqual(inside(...healthCheck).status, 0, 'it is healthy before it runs');

// The shell tells its own number, which becomes the server's.
const server = spawn(command, [...options, ...run, 'sh', '-c', 'echo $$; exec "$@"', 'sh', ...Cmd]);
let output = '';
for (const stream of [server.stdout, server.stderr])
  stream.setEncoding('utf8').on('data', (text) => (output += text));
const ended = new Promise((resolve) => server.once('exit', resolve));
for (let tries = 0; tries < 30 && inside(...healthCheck).status !== 0; tries++) await wait(500);
assert.equal(inside(...healthCheck).status, 0, `it never became healthy:\n${output}`);
const pid = Number(output.split('\n')[0]);
const owner = execFileSync('ps', ['-o', 'uid=', '-p', String(pid)], { encoding: 'utf8' }).trim();
assert.equal(owner, '10001');
const [, started] = output.split('\n');
assert.match(started ?? '', /^\{.*"message": "started", "version": "check"\}$/);
const answer = await fetch('http://127.0.0.1:5000/');
assert.equal(answer.status, 503, 'without MongoDB it says so');

const stopping = Date.now();
process.kill(pid, 'SIGTERM');
assert.equal(await ended, 0, `it did not end by itself:\n${output}`);
assert.ok(Date.now() - stopping < 30_000);
process.stdout.write(
  'the image starts as user 10001, is healthy by its own check, cannot write its code, and ends when it is told to\n',
);
