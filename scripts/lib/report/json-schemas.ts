import { z } from 'zod';
import { benchReportSchema } from '../bench/result.ts';
import { publishReportSchema } from '../plan/outcome.ts';
import { planSchema } from '../plan/plan.ts';

/** What commands print with `--json`, by the name of the command. Add a line to publish another one. */
const OUTPUTS = {
  plan: planSchema,
  publish: publishReportSchema,
  bench: benchReportSchema,
} satisfies Record<string, z.ZodType>;

/** The JSON Schema of each output, as docs/schemas/<name>.schema.json holds it. */
export function jsonSchemas(): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(OUTPUTS).map(([name, schema]) => {
      const json = z.toJSONSchema(schema, { target: 'draft-2020-12' });
      const titled = { ...json, title: `npm run ${name} -- --json` };
      return [`${name}.schema.json`, `${JSON.stringify(titled, undefined, 2)}\n`];
    }),
  );
}
