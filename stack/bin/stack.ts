import { App } from 'aws-cdk-lib';
import { environments, project } from '../../environments.ts';
import { collectorYaml } from '../../telemetry/collector/index.ts';
import { keptMetrics } from '../lib/keep.ts';
import { settingsFrom } from '../lib/context.ts';
import { TodoStack } from '../lib/todo-stack.ts';

// `npx cdk deploy -c environment=production -c repository=owner/name`; every setting of lib/context.ts can be given so.
const app = new App({ outdir: process.env['CDK_OUTDIR'] ?? 'cdk.out' });
const settings = settingsFrom((key) => app.node.tryGetContext(key) as unknown, environments, project, collectorYaml, keptMetrics);
new TodoStack(app, `Todo-${settings.name}`, settings);
app.synth();
