import { Select } from '@grafana/ui';
import { useState } from 'react';
import type { Boot } from '../model/boot.ts';

/** Which incident the simulated app is in. */
export function IncidentChooser({ boot, onChosen }: { boot: Boot; onChosen: () => void }) {
  const [chosen, choose] = useState(boot.kind === 'server' ? (boot.incident ?? '') : '');
  if (boot.kind !== 'server' || !boot.incidents?.length) return null;
  const options = [
    { label: 'Healthy', value: '' },
    ...boot.incidents.map((name) => ({ label: name, value: name })),
  ];
  return (
    <Select
      aria-label="Incident"
      width="auto"
      options={options}
      value={chosen}
      onChange={({ value = '' }) => {
        choose(value);
        fetch('/preview/incident', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ incident: value }),
        })
          .then(onChosen)
          .catch(() => undefined);
      }}
    />
  );
}
