import type { NamedEnvironment } from '../../../scripts/lib/config/load.ts';
import { publish } from '../../../scripts/lib/plan/publish.ts';
import { after } from './trouble-content.ts';
import { QUICK } from './quick.ts';

/** A publish in a process of its own, to be killed: tells each event and at last the report, a line of JSON each. */
const tell = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`);
const environment = JSON.parse(process.env['PUBLISH_ENVIRONMENT'] ?? '') as NamedEnvironment;
try {
  const { report } = await publish({
    content: after(process.env['PUBLISH_OTHERS'] === '1'),
    environment,
    commit: { id: 'first' },
    io: { err: (text) => void process.stderr.write(text), signal: new AbortController().signal },
    confirm: async () => true,
    retry: QUICK,
    timeoutMs: 2000,
    annotation: false,
    onEvent: (event) => tell({ event: event.type }),
  });
  tell({ report });
} catch (error) {
  // It may give up before it has a plan; then it must say why.
  tell({ error: String(error), isUserError: (error as Error).name === 'UserError' });
}
process.exit();
