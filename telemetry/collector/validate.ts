import { CHANGES } from './changes.ts';
import { at, entries, type CollectorFinding } from './finding.ts';
import { isAtLeast } from './options.ts';
import { harmfulRelabelling } from './relabelling.ts';
import {
  componentSchema,
  componentTypes,
  configurationSchema,
  type Section,
} from './schema/index.ts';

const SECTIONS: readonly Section[] = ['receivers', 'processors', 'exporters', 'extensions'];

/** What a collector of this version would refuse (errors: it does not start) or warn of, and slips that it cannot see. */
export function validateCollector(configuration: unknown, adot: string): CollectorFinding[] {
  const changed = isAtLeast(adot, '0.49') ? changedIn(configuration) : [];
  const known = new Set(changed.map(({ path }) => path));
  const others = [
    ...shapeOf(configuration),
    ...componentsOf(configuration),
    ...variablesOf(configuration, adot),
    ...pipelinesOf(configuration),
    ...harmfulRelabelling(configuration),
  ];
  return [
    ...changed,
    ...others.filter(
      ({ path, message }) =>
        ![...known].some(
          (one) =>
            path === one ||
            path.startsWith(`${one}.`) ||
            // The strict shape says the same of its parent.
            (one.startsWith(`${path}.`) && message.includes(`"${one.slice(path.length + 1)}"`)),
        ),
    ),
  ];
}

function changedIn(configuration: unknown): CollectorFinding[] {
  return CHANGES.flatMap(({ severity, path, instead }) =>
    pathsOf(configuration, path.split('.')).map((found) => ({
      severity,
      path: found,
      message: `${severity === 'error' ? 'refused by' : 'deprecated in'} ADOT 0.49; write instead: ${instead}`,
    })),
  );
}

/** The dotted paths in `value` that a pattern matches; a component's name matches with or without its `/suffix`. */
function pathsOf(value: unknown, [key, ...rest]: readonly string[]): string[] {
  if (key === undefined) return value === undefined ? [] : [''];
  return entries(value)
    .filter(([name]) => key === '*' || name === key || name.startsWith(`${key}/`))
    .flatMap(([name, inner]) =>
      pathsOf(inner ?? {}, rest).map((tail) => (tail ? `${name}.${tail}` : name)),
    );
}

const shapeOf = (configuration: unknown): CollectorFinding[] => {
  const result = configurationSchema.safeParse(configuration);
  return (result.error?.issues ?? []).map(({ path, message }) => ({
    severity: 'error',
    path: path.join('.'),
    message,
  }));
};

const componentsOf = (configuration: unknown): CollectorFinding[] =>
  SECTIONS.flatMap((section) =>
    entries(at(configuration, section)).flatMap(([name, options]): CollectorFinding[] => {
      const schema = componentSchema(section, name);
      if (!schema)
        return [
          {
            severity: 'error',
            path: `${section}.${name}`,
            message: `unknown type; ADOT has ${componentTypes(section).join(', ')}`,
          },
        ];
      return (schema.safeParse(options ?? {}).error?.issues ?? []).map(({ path, message }) => ({
        severity: 'error',
        path: [section, name, ...path].join('.'),
        message,
      }));
    }),
  );

/** `$VAR` is not expanded any more from some version between 0.26 and 0.49 on: it stays in the address, and the exporter is refused. */
function variablesOf(configuration: unknown, adot: string): CollectorFinding[] {
  if (!isAtLeast(adot, '0.35')) return [];
  const found: CollectorFinding[] = [];
  const visit = (value: unknown, path: string): void => {
    if (typeof value === 'string' && /(^|[^$])\$[A-Z_]{2,}/.test(value))
      found.push({
        severity: 'error',
        path,
        message: `"${value}" is not expanded; write instead: ${value.replace(/\$([A-Z_]+)/g, '${env:$1}')}`,
      });
    for (const [key, inner] of entries(value)) visit(inner, path ? `${path}.${key}` : key);
  };
  visit(configuration, '');
  return found;
}

/** Every name in a pipeline is defined, and everything defined is used. */
function pipelinesOf(configuration: unknown): CollectorFinding[] {
  const pipelines = entries(at(at(configuration, 'service'), 'pipelines'));
  return SECTIONS.flatMap((section) => {
    const defined = entries(at(configuration, section)).map(([name]) => name);
    const lists =
      section === 'extensions'
        ? [['service', at(configuration, 'service')] as const]
        : pipelines.map(([name, one]) => [`service.pipelines.${name}`, one] as const);
    const used = lists.flatMap(([path, one]) =>
      Array.isArray(at(one, section))
        ? (at(one, section) as unknown[]).map((name) => ({
            path: `${path}.${section}`,
            name: String(name),
          }))
        : [],
    );
    return [
      ...used
        .filter(({ name }) => !defined.includes(name))
        .map(({ path, name }): CollectorFinding => ({
          severity: 'error',
          path,
          message: `"${name}" is not defined in ${section}`,
        })),
      ...defined
        .filter((name) => !used.some((one) => one.name === name))
        .map((name): CollectorFinding => ({
          severity: 'warning',
          path: `${section}.${name}`,
          message: 'defined and not used',
        })),
    ];
  });
}
