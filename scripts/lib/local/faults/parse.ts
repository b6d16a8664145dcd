import { ExitCode } from '../../cli/exit-code.ts';
import { UserError } from '../../cli/user-error.ts';
import { FAULT_KINDS, type Fault, type FaultKind } from './fault.ts';

type Draft = { -readonly [K in keyof Fault]: Fault[K] };

/** Reads a fault as it is typed: `throttle 20%`, `reset-after next 1 on POST /api/dashboards/db`. */
export function parseFault(spec: string): Fault {
  const words = spec.trim().split(/\s+/);
  const kind = words.shift() ?? '';
  if (!isKind(kind)) throw unknownKind(spec, kind);
  const fault: Draft = { kind };
  for (let word = words.shift(); word !== undefined; word = words.shift())
    readWord(fault, word, words, spec);
  return fault;
}

function readWord(fault: Draft, word: string, rest: string[], spec: string): void {
  const argument = (): string => {
    const value = rest.shift();
    if (value === undefined) throw malformed(spec, `"${word}" wants something after it`);
    return value;
  };
  if (/^\d+(\.\d+)?%$/.test(word)) fault.percent = percent(word, spec);
  else if (word === 'next') fault.next = count(argument(), spec);
  else if (word === 'after') fault.after = count(argument(), spec);
  else if (word === 'retry-after') fault.retryAfter = count(argument(), spec);
  else if (word === 'by') fault.by = argument();
  else if (word === 'on') readPlace(fault, argument(), rest);
  else if (fault.kind === 'slow' && /^\d+$/.test(word)) fault.milliseconds = Number(word);
  else if (fault.kind === 'workspace-status' && /^[A-Z_]+$/.test(word)) fault.status = word;
  else if (fault.kind === 'access-denied' && /^[A-Z]\w+$/.test(word)) fault.action = word;
  else throw malformed(spec, `"${word}" says nothing here`);
}

/** `on aws`, `on aws:Action`, `on POST /path`, `on /path`. */
function readPlace(fault: Draft, word: string, rest: string[]): void {
  if (word === 'aws' || word.startsWith('aws:')) {
    fault.on = 'aws';
    if (word.length > 4) fault.action = word.slice(4);
  } else if (word.startsWith('/')) fault.path = word;
  else {
    fault.method = word.toUpperCase();
    if (rest[0]?.startsWith('/')) fault.path = rest.shift() ?? '/';
  }
}

const isKind = (word: string): word is FaultKind => Object.hasOwn(FAULT_KINDS, word);

function percent(word: string, spec: string): number {
  const share = Number(word.slice(0, -1));
  if (share > 100) throw malformed(spec, `${word} is more than all`);
  return share;
}

function count(word: string, spec: string): number {
  if (!/^\d+$/.test(word)) throw malformed(spec, `"${word}" is no number`);
  return Number(word);
}

const SUGGESTIONS = [
  ['npm run local -- --fault "throttle 20%"', 'every fifth request or so is refused with 429'],
  ['npm run local -- --help', 'lists all faults'],
] as const;

const malformed = (spec: string, fact: string): UserError =>
  new UserError(`The fault "${spec}" cannot be read: ${fact}.`, {
    suggestions: SUGGESTIONS,
    exitCode: ExitCode.Usage,
  });

const unknownKind = (spec: string, kind: string): UserError =>
  new UserError(`There is no fault "${kind}".`, {
    details: [`in: ${spec}`, `known: ${Object.keys(FAULT_KINDS).join(', ')}`],
    suggestions: SUGGESTIONS,
    exitCode: ExitCode.Usage,
  });

/** The paragraph of `--help` that lists what can go wrong. */
export function faultHelp(): string {
  const width = Math.max(...Object.keys(FAULT_KINDS).map((kind) => kind.length));
  return [
    'Faults:  --fault "<kind> [<n>% | next <n>] [after <n>] [on <METHOD> </path*> | on aws[:<Action>]]"',
    ...Object.entries(FAULT_KINDS).map(([kind, { text }]) => `  ${kind.padEnd(width)}  ${text}`),
    '  They can be changed while it runs: GET, POST {"fault": "..."} and DELETE /_local/faults.',
  ].join('\n');
}
