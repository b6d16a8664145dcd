import { z } from 'zod';
import { check as checkInsights } from '../queries/insights/checker.ts';
import { analysePromql } from './promql/analyse.ts';
import { SEVERITIES, type Severity } from '../queries/diagnostic.ts';

const lineSchema = z.object({
  language: z.enum(['promql', 'insights']),
  query: z.string(),
});

/** What `check --queries` writes for a line that it could read. */
export const queryAnswerSchema = z.object({
  query: z.string(),
  /** No error: it would be answered. */
  ok: z.boolean(),
  diagnostics: z.array(
    z.object({
      code: z.string(),
      severity: z.enum(SEVERITIES),
      message: z.string(),
      /** UTF-16 offsets into the query, `to` exclusive. */
      from: z.number(),
      to: z.number(),
      /** What to do about it, in words. */
      fix: z.string().optional(),
    }),
  ),
});
export type QueryAnswer = z.output<typeof queryAnswerSchema>;

/** An answer, or why a line could not be read. */
export type LineAnswer = { readonly answer: QueryAnswer } | { readonly error: string };

/** Answers one line of JSON `{language, query}`. Queries come from anywhere: nothing is known of their metrics or intervals. */
export function answerLine(line: string): LineAnswer {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return { error: 'it is not JSON' };
  }
  const parsed = lineSchema.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const field = issue?.path.join('.') || 'the line';
    return { error: `${field}: expected {"language": "promql" or "insights", "query": "…"}` };
  }
  const { language, query } = parsed.data;
  return { answer: { query, ...diagnose(language, query) } };
}

function diagnose(language: 'promql' | 'insights', query: string): Omit<QueryAnswer, 'query'> {
  const found: readonly {
    code: string;
    severity: Severity;
    message: string;
    from: number;
    to: number;
    fix?: { readonly description: string };
  }[] = language === 'promql' ? analysePromql(query, { instant: true }) : checkInsights(query);
  const diagnostics = found.map(({ code, severity, message, from, to, fix }) => ({
    code,
    severity,
    message,
    from,
    to,
    ...(fix && { fix: fix.description }),
  }));
  return { ok: diagnostics.every(({ severity }) => severity !== 'error'), diagnostics };
}
