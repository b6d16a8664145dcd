import { environmentNamed, type NamedEnvironment } from './lib/config/load.ts';

/** An entry of environments.ts, as the commands hand it to the machinery. @throws UserError (exit 2) naming each wrong field and what to put there. */
export async function loadEnvironment(name = 'local'): Promise<NamedEnvironment> {
  const { environments } = await import('../environments.ts');
  return { name, environment: environmentNamed(name, environments) };
}
