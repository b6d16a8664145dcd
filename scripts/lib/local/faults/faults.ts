import { FAULT_KINDS, type Fault, type FaultKind } from './fault.ts';
import { parseFault } from './parse.ts';
import { randomOf } from './random.ts';

/** What a fault looks at to know whether it strikes. */
export interface Subject {
  readonly on: 'grafana' | 'aws';
  readonly method: string;
  readonly path: string;
  /** Of a call to the control plane. */
  readonly action?: string;
}

interface Armed {
  readonly fault: Fault;
  readonly random: () => number;
  seen: number;
  struck: number;
}

/** The faults of a workspace. The same seed and the same requests in the same order give the same misfortunes. */
export class Faults {
  #armed: Armed[] = [];
  readonly #seed: number;

  constructor(seed: number) {
    this.#seed = seed;
  }

  add(given: Fault | string): void {
    const fault = typeof given === 'string' ? parseFault(given) : given;
    const random = randomOf(this.#seed + this.#armed.length);
    this.#armed.push({ fault, random, seen: 0, struck: 0 });
  }

  clear(): void {
    this.#armed = [];
  }

  /** Each fault and how often it has struck. */
  list(): readonly (Fault & { readonly struck: number })[] {
    return this.#armed.map(({ fault, struck }) => ({ ...fault, struck }));
  }

  /** The faults that strike this request; to ask is to use them up. */
  strike(subject: Subject): readonly Fault[] {
    return this.#armed.filter((armed) => strikes(armed, subject)).map(({ fault }) => fault);
  }
}

function strikes(armed: Armed, subject: Subject): boolean {
  const { fault } = armed;
  if (!matches(fault, subject)) return false;
  armed.seen++;
  if (armed.seen <= (fault.after ?? 0)) return false;
  if (fault.next !== undefined && armed.struck >= fault.next) return false;
  if (fault.percent !== undefined && armed.random() * 100 >= fault.percent) return false;
  armed.struck++;
  return true;
}

/** Calls that a kind is about, when the fault does not name one. */
const ACTIONS: Partial<Record<FaultKind, string>> = {
  'workspace-status': 'DescribeWorkspace',
  'token-quota': 'CreateWorkspaceServiceAccountToken',
};

/** Paths that a kind is about, likewise. */
const PATHS: Partial<Record<FaultKind, string>> = { 'no-alerting': '/api/v1/provisioning/*' };

function matches(fault: Fault, subject: Subject): boolean {
  if ((fault.on ?? FAULT_KINDS[fault.kind].on) !== subject.on) return false;
  const action = fault.action ?? ACTIONS[fault.kind];
  if (action !== undefined && action !== subject.action) return false;
  if (fault.method !== undefined && fault.method !== subject.method) return false;
  if (fault.kind === 'edit-before-write' && subject.method === 'GET') return false;
  if (fault.kind === 'dashboard-quota' && !isSave(subject)) return false;
  const path = fault.path ?? PATHS[fault.kind];
  return path === undefined || pathMatches(path, subject.path);
}

const isSave = ({ method, path }: Subject): boolean =>
  method === 'POST' && path === '/api/dashboards/db';

const pathMatches = (pattern: string, path: string): boolean =>
  new RegExp(
    `^${pattern
      .split('*')
      .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*')}$`,
  ).test(path);
