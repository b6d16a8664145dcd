import type { InterpolateFunction } from '@grafana/data';
import { dataBuiltins } from '../data/data-builtins.ts';
import { interpolate, type Builtin } from '../model/interpolate.ts';
import { interpolationFor } from '../model/request.ts';
import type { BuiltinContext } from '../model/builtins.ts';
import type { Scope } from '../model/variables.ts';

/** What panels, and @grafana/data for them, fill variables in with: Grafana's `replaceVariables`. */
export function replaceFor(context: BuiltinContext & { scope?: Scope }): InterpolateFunction {
  const interpolation = interpolationFor(context);
  const always = { ...interpolation.builtins, __url: ADDRESS };
  return (text, scoped, format) =>
    interpolate(
      text ?? '',
      { ...interpolation, builtins: { ...always, ...dataBuiltins(scoped) } },
      typeof format === 'string' && format !== '' ? format : 'glob',
    );
}

/** `${__url}`, `${__url.path}`, `${__url.params}`, and `${__url.params:exclude:a,b}` or `:include:`. */
const ADDRESS: Builtin = ({ path, format = '' }) => {
  if (path === 'path') return { value: location.pathname };
  if (path !== 'params') return { value: location.pathname + location.search };
  const [how, names = ''] = format.split(':');
  if (how !== 'exclude' && how !== 'include') return { written: location.search };
  const parameters = new URLSearchParams(location.search);
  for (const key of [...parameters.keys()])
    if (names.split(',').includes(key) === (how === 'exclude')) parameters.delete(key);
  return { written: `?${parameters}` };
};
