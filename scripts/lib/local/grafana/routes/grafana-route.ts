import type { Route } from '../../http/router.ts';
import type { Call } from '../call.ts';

export type GrafanaRoute = Route<Call>;
