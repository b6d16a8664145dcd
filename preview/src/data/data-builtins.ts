import {
  FieldType,
  formatLabels,
  formattedValueToString,
  getDisplayProcessor,
  getFieldDisplayName,
  getFieldDisplayValuesProxy,
  getFrameDisplayName,
  type DataContextScopedVar,
  type ScopedVars,
} from '@grafana/data';
import type { Builtin, Meaning } from '../model/interpolate.ts';
import { atPath } from './at-path.ts';

type Context = DataContextScopedVar['value'];

/**
 * `${__value.text}`, `${__data.fields.x}`, `${__field.labels.y}`, `${__series.name}`: of the value, row, field or series
 * that a link or a name is made for. Without one they stay as they are written, to be filled in later.
 */
export function dataBuiltins(scoped: ScopedVars | undefined): Record<string, Builtin> {
  const context = (scoped?.['__dataContext'] as DataContextScopedVar | undefined)?.value;
  const given = Object.entries(scoped ?? {}).filter(([name]) => name !== '__dataContext');
  return {
    ...(context && {
      __value: ({ path }) => valueOf(context, path),
      __data: ({ path }) => rowOf(context, path),
      __field: ({ path }) => fieldOf(context, path),
      __series: ({ path }) =>
        path === 'name'
          ? { value: getFrameDisplayName(context.frame, context.frameIndex), text: '' }
          : undefined,
    }),
    ...Object.fromEntries(
      given.map(([name, own]): [string, Builtin] => [
        name,
        ({ path }) => ({
          ...valued(path ? atPath(own?.value, path) : (own?.value as unknown)),
          ...(own?.text !== undefined && { text: String(own.text) }),
        }),
      ]),
    ),
  };
}

function valueOf(
  { frame, rowIndex, field, calculatedValue }: Context,
  path: string | undefined,
): Meaning {
  if (calculatedValue) {
    if (path === 'time') return valued('');
    if (path === 'raw' || path === 'numeric') return valued(calculatedValue.numeric);
    return valued(formattedValueToString(calculatedValue));
  }
  if (rowIndex === undefined) return undefined;
  if (path === 'time')
    return valued(frame.fields.find((f) => f.type === FieldType.time)?.values[rowIndex]);
  // The types say that there is a field; a link of a whole row has none.
  if (!(field as Context['field'] | undefined)) return undefined;
  const value = field.values[rowIndex] as unknown;
  if (path === 'raw') return valued(value);
  const shown = (field.display ?? getDisplayProcessor())(value);
  return valued(path === 'numeric' ? shown.numeric : formattedValueToString(shown));
}

function rowOf({ frame, rowIndex }: Context, path: string | undefined): Meaning {
  if (rowIndex === undefined || !path) return undefined;
  const fields = getFieldDisplayValuesProxy({ frame, rowIndex }) as unknown;
  return valued(atPath({ name: frame.name, refId: frame.refId, fields }, path));
}

function fieldOf({ frame, field, data }: Context, path: string | undefined): Meaning {
  if (!path) return undefined;
  const labels = field.labels && {
    ...field.labels,
    __values: Object.values(field.labels).sort().join(', '),
    toString: () => formatLabels(field.labels ?? {}, '', true),
  };
  return valued(
    atPath(
      {
        name: field.name,
        displayName: getFieldDisplayName(field, frame, data),
        labels: labels ?? '',
        formattedLabels: labels ?? '',
      },
      path,
    ),
  );
}

/** What is not there is nothing; objects (labels, a display value) say themselves what they are as text. */
function valued(value: unknown): { value: string | number | readonly string[] } {
  if (value === undefined || value === null) return { value: '' };
  if (typeof value === 'number') return { value };
  return { value: Array.isArray(value) ? value.map(String) : String(value as string) };
}
