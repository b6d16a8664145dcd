import { Database, type Operation } from './database.ts';
import type { Incidents } from './incidents.ts';
import type { World } from './options.ts';
import { randomOf, type Random } from './random.ts';
import type { Request, RequestKind } from './request.ts';
import { arrivalsOf, type Arrival } from './traffic.ts';
import type { Process, Task } from './tasks.ts';

/** What the load balancer was asked for and no process of the app ever counted: 502 or a closed connection for the user. */
export interface LostRequest {
  readonly start: number;
  readonly task: Task;
}

export interface Served {
  /** In order of their ends, which is the order in which the app counts them. */
  readonly requests: readonly Request[];
  readonly lost: readonly LostRequest[];
}

const notFoundPaths = ['/favicon.ico', '/robots.txt', '/.env', '/admin', '/wp-login.php'] as const;
const scannedFolders = ['wp-content', 'cgi-bin', 'vendor', 'api/v1', 'phpmyadmin'] as const;

/** Every share of a scanner's requests that asks for a path of its own; the rest repeats known ones. */
const NEW_PATHS = 0.12;

/** Plays every request of the run through the app. */
export function serve(world: World, incidents: Incidents, tasks: readonly Task[]): Served {
  const app = new App(world, incidents);
  const requests: Request[] = [];
  const lost: LostRequest[] = [];
  let number = -1;
  for (const arrival of arrivalsOf(world, incidents, tasks)) {
    number += 1;
    // This repository's app has a path of its own for the load balancer, which it neither counts nor logs.
    if (arrival.kind === 'health' && world.contract === 'app') continue;
    const process = arrival.task.processes.find(
      ({ from, to }) => from <= arrival.time && arrival.time < to,
    );
    const request = process && app.answer(arrival, process, number);
    // A process that ends takes with it what it was working on.
    if (request && request.end < process.to) requests.push(request);
    else lost.push({ start: arrival.time, task: arrival.task });
  }
  requests.sort((a, b) => a.end - b.end || a.number - b.number);
  return { requests, lost };
}

class App {
  readonly #world: World;
  readonly #incidents: Incidents;
  readonly #database: Database;

  constructor(world: World, incidents: Incidents) {
    this.#world = world;
    this.#incidents = incidents;
    this.#database = new Database(incidents, world.contract);
  }

  answer({ time, kind, task, client }: Arrival, process: Process, number: number): Request {
    const random = randomOf(this.#world.seed, 'request', number);
    const own = this.#work(time, random);
    const begun = time + own;
    const target = this.#target(kind, random);
    const made = { start: time, task, process, kind, client, number, ...target };
    const ended = (end: number, status: number): Request => ({ ...made, end, status });
    switch (kind) {
      case 'not-found':
      case 'scan':
        return ended(begun, 404);
      case 'wrong-method':
        return ended(begun, 405);
      case 'bad-form':
        return ended(begun, 400);
      case 'bad-id':
        return this.#world.contract === 'app'
          ? ended(begun, 404)
          : { ...ended(begun + 4, 500), exception: 'bad-id' };
      case 'health':
        break;
      case 'add':
        return this.#add(made, begun, random);
    }
    const found = this.#database.find(begun, random);
    return this.#finish(made, found, kind === 'delete' ? 302 : 200);
  }

  /** An insert; in the chapter's app a failed one is swallowed and the list is shown instead of the redirect. */
  #add(made: Omit<Request, 'end' | 'status'>, begun: number, random: Random): Request {
    const inserted = this.#database.insert(begun, random);
    if (inserted.ok) return this.#finish(made, inserted, 302);
    const insertRefused = inserted.refused === true;
    const noted = { ...made, insertFailed: inserted.end, insertRefused };
    if (this.#world.contract === 'app')
      return { ...noted, end: inserted.end, status: insertRefused ? 503 : 500 };
    return this.#finish(noted, this.#database.find(inserted.end, random), 200);
  }

  #finish(made: Omit<Request, 'end' | 'status'>, operation: Operation, status: number): Request {
    return operation.ok
      ? { ...made, end: operation.end, status }
      : {
          ...made,
          end: operation.end + 4,
          status: this.#world.contract === 'app' ? 503 : 500,
          exception: 'no-server',
        };
  }

  /** The app's own share of a request in milliseconds: templates, and waiting for the interpreter when the CPU is short. */
  #work(time: number, random: Random): number {
    const own = random.logNormal(1.4, 0.45);
    const tail = random.next() < 0.01 ? random.logNormal(45, 0.5) : 0;
    const starved = random.logNormal(420, 0.7);
    return own + tail + (this.#incidents.at('cpu-saturation', time) ? starved : 0);
  }

  #target(kind: RequestKind, random: Random): Pick<Request, 'method' | 'path' | 'rule'> {
    const rule = '/<id>/delete';
    switch (kind) {
      case 'add':
      case 'bad-form':
        return { method: 'POST', path: '/', rule: '/' };
      case 'head':
        return { method: 'HEAD', path: '/', rule: '/' };
      case 'delete':
        return { method: 'POST', path: `/${random.hex(24)}/delete`, rule };
      case 'bad-id':
        return { method: 'POST', path: '/abc/delete', rule };
      case 'wrong-method':
        return { method: 'GET', path: '/6b02eaa3b5b801b8154f37e3/delete', rule: 'None' };
      case 'not-found':
        return { method: 'GET', path: random.pick(notFoundPaths), rule: 'None' };
      case 'scan':
        return { method: 'GET', path: this.#scannedPath(random), rule: 'None' };
      case 'health':
      case 'list':
        break;
    }
    return { method: 'GET', path: '/', rule: '/' };
  }

  #scannedPath(random: Random): string {
    const folder = random.pick(scannedFolders);
    return random.next() < NEW_PATHS
      ? `/${folder}/${random.hex(6)}.php`
      : random.pick(notFoundPaths);
  }
}
