import { fork, type ChildProcess } from 'node:child_process';

/** Set for a child process of a benchmark: `{benchmark, task}` as JSON. */
export const CHILD_TASK = 'BENCH_CHILD_TASK';

export interface ChildTask {
  readonly benchmark: string;
  readonly task: unknown;
}

/** The task of this process, when it is a child of a benchmark. */
export function childTask(): ChildTask | undefined {
  const text = process.env[CHILD_TASK];
  return text === undefined ? undefined : (JSON.parse(text) as ChildTask);
}

/** Runs a task in a process of its own and gives its answer. The process ends when `stop` is called, or by itself. */
export function startChild(task: ChildTask): { readonly answer: Promise<unknown>; stop(): void } {
  const child: ChildProcess = fork(process.argv[1] ?? '', ['bench', task.benchmark], {
    env: { ...process.env, [CHILD_TASK]: JSON.stringify(task) },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const answer = new Promise<unknown>((resolve, reject) => {
    child.once('message', (message: { answer: unknown }) => resolve(message.answer));
    child.once('exit', (code) =>
      reject(new Error(`a process of the benchmark ended with ${code} and without an answer`)),
    );
  });
  answer.catch(() => undefined);
  // A child that serves ends when it is let go of; a signal would only tell it to stop what it does not do.
  return { answer, stop: () => void (child.connected && child.disconnect()) };
}

/** Hands the answer to the parent. */
export async function answerParent(answer: unknown): Promise<void> {
  await new Promise<void>((resolve) => {
    if (process.send) process.send({ answer }, () => resolve());
    else resolve();
  });
}
