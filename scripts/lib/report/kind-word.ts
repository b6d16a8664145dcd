import type { ResourceKind } from '../state/resource.ts';

/** What a kind of resource is called in a column of ten characters. */
export const kindWord = (kind: ResourceKind): string => KIND_WORDS[kind];
const KIND_WORDS: Record<ResourceKind, string> = {
  folder: 'folder',
  datasource: 'datasource',
  'library-panel': 'lib. panel',
  dashboard: 'dashboard',
  'alert-rule-group': 'alerts',
};
