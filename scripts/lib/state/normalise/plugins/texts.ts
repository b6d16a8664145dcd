import { ALL_SETTINGS } from './parts.ts';
import type { PanelPlugin } from './plugin.ts';

const noFields = { fields: {}, custom: [], unread: ALL_SETTINGS };

export const TABLE: PanelPlugin = {
  options: {
    cellHeight: 'sm',
    footer: { countRows: false, fields: '', reducer: ['sum'], show: false },
    showHeader: true,
  },
  fields: {
    custom: { align: 'auto', cellOptions: { type: 'auto' }, inspect: false },
    mappings: [],
  },
  later: {
    options: {
      enablePagination: false,
      frameIndex: 0,
      frozenColumns: {},
      showTypeIcons: false,
      sortBy: [],
    },
    fields: { custom: { filterable: false, footer: { reducers: [] } } },
  },
  custom: [
    'align',
    'cellOptions',
    'displayMode',
    'filterable',
    'footer',
    'hidden',
    'hideFrom',
    'inspect',
    'minWidth',
    'styleField',
    'tooltip',
    'width',
    'wrapHeaderText',
    'wrapText',
  ],
};

export const LOGS: PanelPlugin = {
  ...noFields,
  options: {
    dedupStrategy: 'none',
    enableInfiniteScrolling: false,
    enableLogDetails: true,
    prettifyLogMessage: false,
    showCommonLabels: false,
    showLabels: false,
    showTime: false,
    sortOrder: 'Descending',
    wrapLogMessage: false,
  },
  later: {
    options: {
      detailsMode: 'inline',
      displayedFields: [],
      fontSize: 'default',
      showControls: false,
      showLogContextToggle: false,
      timestampResolution: 'ms',
    },
  },
};

export const TEXT: PanelPlugin = {
  ...noFields,
  asksNothing: true,
  options: {
    code: { language: 'plaintext', showLineNumbers: false, showMiniMap: false },
    content:
      '# Title\n\nFor markdown syntax help: [commonmark.org/help](https://commonmark.org/help/)',
    mode: 'markdown',
  },
  later: { options: { renderMode: 'once' } },
};

export const DASHBOARD_LIST: PanelPlugin = {
  ...noFields,
  asksNothing: true,
  options: {
    includeVars: false,
    keepTime: false,
    maxItems: 10,
    query: '',
    showFolderNames: true,
    showHeadings: true,
    showRecentlyViewed: false,
    showSearch: false,
    showStarred: true,
    tags: [],
  },
};

export const ANNOTATION_LIST: PanelPlugin = {
  ...noFields,
  asksNothing: true,
  options: {
    limit: 10,
    navigateAfter: '10m',
    navigateBefore: '10m',
    navigateToPanel: true,
    onlyFromThisDashboard: false,
    onlyInTimeRange: false,
    showTags: true,
    showTime: true,
    showUser: true,
    tags: [],
  },
};

/** As dashboards that Grafana 12 saved carry it. */
export const ALERT_LIST: PanelPlugin = {
  ...noFields,
  asksNothing: true,
  options: {
    alertInstanceLabelFilter: '',
    alertName: '',
    dashboardAlerts: false,
    groupBy: [],
    groupMode: 'default',
    maxItems: 20,
    showInactiveAlerts: false,
    sortOrder: 1,
    stateFilter: {
      error: true,
      firing: true,
      noData: false,
      normal: false,
      pending: true,
      recovering: true,
    },
    viewMode: 'list',
  },
};

/** Grafana 12.2, plugins/panel/news. */
export const NEWS: PanelPlugin = { ...noFields, asksNothing: true, options: { showImage: true } };
