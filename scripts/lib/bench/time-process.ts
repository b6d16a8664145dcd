import { spawn } from 'node:child_process';

/** Milliseconds from the start of a Node process to its end. @throws Error where it ends with a failure */
export function timeProcess(args: readonly string[]): Promise<number> {
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...args], { stdio: ['ignore', 'ignore', 'inherit'] });
    child.on('error', reject);
    child.on('exit', (code) => {
      if (code === 0) resolve(performance.now() - started);
      else reject(new Error(`node ${args.join(' ')} ended with ${code}`));
    });
  });
}

/** Medians of two processes that are started in turns, so that both see the machine at its best and its worst. Milliseconds. */
export async function timeInTurns(
  runs: number,
  first: readonly string[],
  second: readonly string[],
): Promise<readonly [number, number]> {
  const pairs: (readonly [number, number])[] = [];
  for (let run = 0; run < runs; run++)
    pairs.push([await timeProcess(first), await timeProcess(second)]);
  return [median(pairs.map(([one]) => one)), median(pairs.map(([, other]) => other))];
}

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
