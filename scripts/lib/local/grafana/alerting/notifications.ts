import { json, type Reply } from '../../http/reply.ts';
import type { Call } from '../call.ts';
import { mayRead } from './access.ts';

/** What a fresh Grafana has set up for notifications. It is read only here: this project publishes rules, not receivers. */
const fixed =
  (value: (modern: boolean) => unknown) =>
  (call: Call): Reply => {
    mayRead(call);
    return json(200, value(call.workspace.generation.modern));
  };

/** GET /api/v1/provisioning/contact-points */
export const listContactPoints = fixed(() => [
  {
    uid: '',
    name: 'email receiver',
    type: 'email',
    settings: { addresses: '<example@email.com>' },
    disableResolveMessage: false,
  },
]);

/** GET /api/v1/provisioning/policies */
export const getPolicies = fixed(() => ({
  receiver: 'grafana-default-email',
  group_by: ['grafana_folder', 'alertname'],
}));

/** GET /api/v1/provisioning/mute-timings */
export const listMuteTimings = fixed(() => []);

/** GET /api/v1/provisioning/templates */
export const listTemplates = fixed((modern) => (modern ? null : []));
