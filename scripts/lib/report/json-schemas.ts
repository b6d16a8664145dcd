import { z } from 'zod';
import { benchReportSchema } from '../bench/result.ts';
import { driftReportSchema } from '../drift/report.ts';
import { previewDashboardsSchema } from '../preview/ephemeral/report.ts';
import { findingsReportSchema } from '../rules/finding.ts';
import { publishReportSchema } from '../plan/outcome.ts';
import { planSchema } from '../plan/plan.ts';
import { queryOutputSchema } from '../queries/query-output.ts';
import { verifyReportSchema } from '../verify/outcome.ts';
import { reportSchema } from './simulation-report.ts';

/** What commands print with `--json`, by the name of the command. Add a line to publish another one. */
const OUTPUTS = {
  plan: planSchema,
  publish: publishReportSchema,
  drift: driftReportSchema,
  check: findingsReportSchema,
  'preview-dashboards': previewDashboardsSchema,
  bench: benchReportSchema,
  query: queryOutputSchema,
  simulate: reportSchema,
  verify: verifyReportSchema,
} satisfies Record<string, z.ZodType>;

/** The JSON Schema of each output, as docs/schemas/<name>.schema.json holds it. */
export function jsonSchemas(): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(OUTPUTS).map(([name, schema]) => {
      // Of what goes in: fields may be added within a version, so a reader must not refuse those that it does not know.
      const json = z.toJSONSchema(schema, { target: 'draft-2020-12', io: 'input' });
      const titled = { ...json, title: `npm run ${name} -- --json` };
      return [`${name}.schema.json`, `${JSON.stringify(titled, undefined, 2)}\n`];
    }),
  );
}
