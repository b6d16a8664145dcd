import { App, type AppProps } from 'aws-cdk-lib';
import { verifyKeys } from './context-values.ts';
import { CONTEXT_KEYS, settingsFrom, type Surroundings } from './context.ts';
import { TodoStack } from './todo-stack.ts';

export interface Built {
  readonly app: App;
  readonly stack: TodoStack;
}

/** The CDK app with its one stack. @throws UserError (exit 2) for a setting that cannot be deployed */
export function buildApp(props: AppProps, surroundings: Surroundings): Built {
  const app = new App(props);
  verifyKeys(Object.keys(app.node.getAllContext() as object), CONTEXT_KEYS);
  const settings = settingsFrom((key) => app.node.tryGetContext(key) as unknown, surroundings);
  return { app, stack: new TodoStack(app, `Todo-${settings.name}`, settings) };
}
