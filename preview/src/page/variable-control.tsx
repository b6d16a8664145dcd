import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Input, MultiSelect, Select, useStyles2 } from '@grafana/ui';
import { useEffect, useState } from 'react';
import { ALL, listOf, selectionOf, type Selected, type Variable } from '../model/variables.ts';
import { Filters } from './filters.tsx';

/** A variable's name and what it can be set to, as its type asks for. */
export function VariableControl({
  variable,
  onChange,
}: {
  variable: Variable;
  onChange: (selected: Selected) => void;
}) {
  const styles = useStyles2(variableStyles);
  const { model, selected } = variable;
  const label = model.label || model.name;
  const id = `variable-${model.name}`;
  const options = [
    ...(model.includeAll ? [{ label: 'All', value: ALL }] : []),
    ...variable.options.map((o) => ({ label: o.text, value: o.value })),
  ];
  const pick = (values: readonly string[]): void => {
    // "All" and single values exclude each other; none at all means all again, or the first.
    const last = values.at(-1);
    const clean =
      last === ALL || values.length === 0
        ? model.includeAll
          ? [ALL]
          : values
        : values.filter((v) => v !== ALL);
    onChange(selectionOf(model, variable.options, clean));
  };
  const control =
    model.type === 'textbox' ? (
      <TextBox
        id={id}
        value={listOf(selected.value)[0] ?? ''}
        onChange={(text) => onChange({ text, value: text })}
      />
    ) : model.type === 'adhoc' ? (
      <Filters filters={model.filters ?? []} />
    ) : model.multi ? (
      <MultiSelect
        inputId={id}
        aria-label={label}
        width="auto"
        isClearable
        closeMenuOnSelect={false}
        options={options}
        value={listOf(selected.value)}
        onChange={(picked) => pick(picked.map((o) => o.value ?? ''))}
      />
    ) : (
      <Select
        inputId={id}
        aria-label={label}
        width="auto"
        options={options}
        value={listOf(selected.value)[0] ?? null}
        onChange={(picked) => pick([picked.value ?? ''])}
      />
    );
  return (
    <div className={styles.variable} data-variable={model.name}>
      {(model.hide ?? 0) === 0 && (
        <label className={styles.label} htmlFor={id} title={model.description ?? undefined}>
          {label}
        </label>
      )}
      {control}
    </div>
  );
}

function TextBox({
  id,
  value,
  onChange,
}: {
  id: string;
  value: string;
  onChange: (text: string) => void;
}) {
  const [text, set] = useState(value);
  useEffect(() => set(value), [value]);
  return (
    <Input
      id={id}
      width={16}
      value={text}
      onChange={(e) => set(e.currentTarget.value)}
      onBlur={() => text !== value && onChange(text)}
      onKeyDown={(e) => e.key === 'Enter' && onChange(text)}
    />
  );
}

const variableStyles = (theme: GrafanaTheme2) => ({
  variable: css({ display: 'flex', alignItems: 'center', maxWidth: '100%' }),
  label: css({
    display: 'flex',
    alignItems: 'center',
    height: 32,
    padding: theme.spacing(0, 1),
    background: theme.colors.background.primary,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRight: 0,
    borderRadius: '2px 0 0 2px',
    fontSize: 12,
    fontWeight: 500,
    whiteSpace: 'nowrap',
  }),
});
