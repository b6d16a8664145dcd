import type { FieldConfigModel, Panel } from '../model/dashboard.ts';

type Override = NonNullable<FieldConfigModel['overrides']>[number];

interface Footer {
  readonly show?: boolean;
  readonly reducer?: readonly string[];
  readonly fields?: readonly string[] | string;
  readonly countRows?: boolean;
}

/**
 * A table as it was saved up to Grafana 12.2, in the words of the newer one: Grafana does the same when it loads a dashboard.
 * The footer's calculations are each field's own, what was hidden is hidden from the picture.
 */
export function asNewerTable(panel: Panel): Panel {
  if (panel.type !== 'table') return panel;
  const { defaults = {}, overrides = [] } = panel.fieldConfig ?? {};
  const footer = panel.options?.['footer'] as Footer | undefined;
  const { hidden, ...custom } = (defaults['custom'] ?? {}) as Record<string, unknown>;
  const reducers = footer?.show ? [...(footer.reducer ?? [])] : [];
  const fields = Array.isArray(footer?.fields) ? (footer.fields as readonly string[]) : [];
  const counts = footer?.countRows === true && reducers[0] === 'count';
  const everywhere = counts ? ['countAll'] : fields.length === 0 ? reducers : [];
  return {
    ...panel,
    fieldConfig: {
      defaults: {
        ...defaults,
        custom: {
          ...custom,
          ...(hidden === true && { hideFrom: { viz: true } }),
          ...(everywhere.length > 0 && { footer: { reducers: everywhere } }),
        },
      },
      overrides: [
        ...overrides.map(visibleAsHidden),
        ...(everywhere.length === 0 && reducers.length > 0 ? [footerOf(fields, reducers)] : []),
      ],
    },
  };
}

const visibleAsHidden = (override: Override): Override => ({
  ...override,
  properties: override.properties.map((property) =>
    property.id === 'custom.hidden' ? { ...property, id: 'custom.hideFrom.viz' } : property,
  ),
});

const footerOf = (names: readonly string[], reducers: readonly string[]): Override => ({
  matcher: { id: 'byNames', options: { mode: 'include', names } },
  properties: [{ id: 'custom.footer.reducers', value: reducers }],
});
