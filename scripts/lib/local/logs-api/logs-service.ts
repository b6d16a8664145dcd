import { randomUUID } from 'node:crypto';
import { evaluationSlices } from './evaluation-slices.ts';
import { AwsError, invalidParameter } from './aws-error.ts';
import { compileError } from './compile-error.ts';
import { queriedGroups, selectedGroups } from './log-groups.ts';
import { numberMember, requiredText, textMember } from './input.ts';
import type { SourceCommand } from '../../queries/insights/ast.ts';
import { check } from '../../queries/insights/checker.ts';
import { MalformedQuery } from '../../queries/insights/evaluate/errors.ts';
import { startEvaluation, type EvaluateOptions } from '../../queries/insights/evaluate/evaluate.ts';
import type { QueryResult } from '../../queries/insights/evaluate/query-result.ts';
import { parse } from '../../queries/insights/parser.ts';
import type { LogStore } from '../../queries/log-event.ts';
import type { JsonObject } from '../../state/resource.ts';

export interface LogsServiceOptions {
  readonly store: LogStore;
  readonly region?: string;
  /** The present, epoch milliseconds; that of the simulated app where it has a clock of its own. */
  readonly now?: () => number;
  readonly lookupTable?: EvaluateOptions['lookupTable'];
  /** Queries at once; "up to 100 concurrent queries" when absent. */
  readonly concurrency?: number;
  /** How often GetQueryResults says Running before it shows the end of a query, as AWS does for a second or two. None when absent. */
  readonly answersRunning?: number;
}

/** A query that was started. */
export interface StartedQuery {
  readonly id: string;
  readonly text: string;
  readonly logGroups: readonly string[];
  readonly createTime: number;
  /** As far as it is. */
  readonly result: () => QueryResult;
  /** Fulfilled when it has ended, whatever its status. */
  readonly ended: Promise<void>;
  readonly stop: () => void;
  /** Why it is Failed. */
  readonly failure: () => string | undefined;
  /** Answers of Running that are still to be given. */
  runningLeft: number;
}

/** How many ended queries are remembered; AWS keeps results for days. */
const MOST_REMEMBERED = 500;

/** What stands behind the Logs API: a store of log events and the queries that run over it. */
export class LogsService {
  readonly store: LogStore;
  readonly region: string;
  readonly now: () => number;
  readonly #options: LogsServiceOptions;
  readonly #queries = new Map<string, StartedQuery>();

  constructor(options: LogsServiceOptions) {
    this.#options = options;
    this.store = options.store;
    this.region = options.region ?? 'eu-central-1';
    this.now = options.now ?? Date.now;
  }

  /** Newest first. */
  get queries(): readonly StartedQuery[] {
    return [...this.#queries.values()].toReversed();
  }

  query(id: string): StartedQuery {
    const query = this.#queries.get(id);
    if (query === undefined)
      throw new AwsError('ResourceNotFoundException', `Query ID ${id} does not exist.`);
    return query;
  }

  /**
   * Starts a query as StartQuery asks for it. Throws AwsError: MalformedQueryException with the place, LimitExceededException,
   * ResourceNotFoundException, InvalidParameterException.
   */
  start(body: JsonObject): StartedQuery {
    const text = requiredText(body, 'queryString');
    const language = textMember(body, 'queryLanguage') ?? 'CWLI';
    if (language !== 'CWLI')
      throw invalidParameter(`${language} is not evaluated here, only CWLI.`);
    if (text.length > 10_000)
      throw invalidParameter('queryString must have length less than or equal to 10000');
    const { start, end } = rangeOf(body);
    const limit = numberMember(body, 'limit', 1, 100_000);
    const source = parse(text).query.commands.find((c): c is SourceCommand => c.kind === 'source');
    const logGroups = queriedGroups(body, source, this.store);
    const { concurrency = 100, lookupTable } = this.#options;
    if (this.queries.filter(({ result }) => result().status === 'Running').length >= concurrency)
      throw new AwsError(
        'LimitExceededException',
        `Account maximum query concurrency limit of [${concurrency}] reached.`,
      );
    const options: EvaluateOptions = {
      start,
      end,
      now: this.now(),
      accountId: this.store.accountId,
      logGroups: logGroups.length,
      read: (other, from, to) =>
        this.store.events(other ? selectedGroups(other, this.store) : logGroups, from, to),
      ...(limit === undefined ? {} : { limit }),
      ...(lookupTable ? { lookupTable } : {}),
    };
    return this.#run(text, logGroups, options);
  }

  #run(text: string, logGroups: readonly string[], options: EvaluateOptions): StartedQuery {
    let evaluation;
    try {
      refuseMistakes(text);
      evaluation = startEvaluation(text, options);
    } catch (error) {
      throw compileError(text, error);
    }
    const events = this.store.events(logGroups, options.start, options.end);
    const slices = evaluationSlices(evaluation, events);
    const query: StartedQuery = {
      ...slices,
      id: randomUUID(),
      text,
      logGroups,
      createTime: this.now(),
      runningLeft: this.#options.answersRunning ?? 0,
    };
    this.#queries.set(query.id, query);
    const [oldest] = this.#queries.keys();
    if (this.#queries.size > MOST_REMEMBERED && oldest !== undefined) this.#queries.delete(oldest);
    return query;
  }
}

/** AWS refuses more than what cannot be read: `dedup` before `sort`, fields that `stats` has dropped. The checker knows these. */
function refuseMistakes(text: string): void {
  const mistake = check(text).find(({ severity }) => severity === 'error');
  if (mistake !== undefined) throw new MalformedQuery(mistake.message, mistake);
}

/** Seconds since the epoch, both ends included; numbers that can only be milliseconds are taken as such, as AWS' own example has them. */
function rangeOf(body: JsonObject): { start: number; end: number } {
  const seconds = (member: string): number => {
    const value = numberMember(body, member);
    if (value === undefined) throw invalidParameter(`${member} is required.`);
    return value > 100_000_000_000 ? value / 1000 : value;
  };
  const start = seconds('startTime');
  const end = seconds('endTime');
  if (end < start) throw invalidParameter('endTime must not be before startTime.');
  return { start: start * 1000, end: end * 1000 + 1 };
}
