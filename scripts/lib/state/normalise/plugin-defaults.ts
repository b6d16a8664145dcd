import type { JsonObject } from '../resource.ts';

/** What a panel plugin fills in where a dashboard says nothing. */
export interface PluginDefaults {
  readonly options: JsonObject;
  /** Of fieldConfig.defaults; thresholds apart (field-rules.ts). */
  readonly fieldConfig: JsonObject;
}

/** Each core panel plugin's whole defaults in Grafana 12.2, as a browser wrote them into a bare panel (test/recordings/browser-saves/ui-types-description.json). */
export const RECORDED_DEFAULTS: Readonly<Record<string, PluginDefaults>> = {
  timeseries: {
    options: {
      legend: {
        calcs: [],
        displayMode: 'list',
        placement: 'bottom',
        showLegend: true,
      },
      tooltip: {
        hideZeros: false,
        mode: 'single',
        sort: 'none',
      },
    },
    fieldConfig: {
      color: {
        mode: 'palette-classic',
      },
      custom: {
        axisBorderShow: false,
        axisCenteredZero: false,
        axisColorMode: 'text',
        axisLabel: '',
        axisPlacement: 'auto',
        barAlignment: 0,
        barWidthFactor: 0.6,
        drawStyle: 'line',
        fillOpacity: 0,
        gradientMode: 'none',
        hideFrom: {
          legend: false,
          tooltip: false,
          viz: false,
        },
        insertNulls: false,
        lineInterpolation: 'linear',
        lineWidth: 1,
        pointSize: 5,
        scaleDistribution: {
          type: 'linear',
        },
        showPoints: 'auto',
        spanNulls: false,
        stacking: {
          group: 'A',
          mode: 'none',
        },
        thresholdsStyle: {
          mode: 'off',
        },
      },
      mappings: [],
    },
  },
  stat: {
    options: {
      colorMode: 'value',
      graphMode: 'area',
      justifyMode: 'auto',
      orientation: 'auto',
      percentChangeColorMode: 'standard',
      reduceOptions: {
        calcs: ['lastNotNull'],
        fields: '',
        values: false,
      },
      showPercentChange: false,
      textMode: 'auto',
      wideLayout: true,
    },
    fieldConfig: {
      mappings: [],
    },
  },
  gauge: {
    options: {
      minVizHeight: 75,
      minVizWidth: 75,
      orientation: 'auto',
      reduceOptions: {
        calcs: ['lastNotNull'],
        fields: '',
        values: false,
      },
      showThresholdLabels: false,
      showThresholdMarkers: true,
      sizing: 'auto',
    },
    fieldConfig: {
      mappings: [],
    },
  },
  bargauge: {
    options: {
      displayMode: 'gradient',
      legend: {
        calcs: [],
        displayMode: 'list',
        placement: 'bottom',
        showLegend: false,
      },
      maxVizHeight: 300,
      minVizHeight: 16,
      minVizWidth: 8,
      namePlacement: 'auto',
      orientation: 'auto',
      reduceOptions: {
        calcs: ['lastNotNull'],
        fields: '',
        values: false,
      },
      showUnfilled: true,
      sizing: 'auto',
      valueMode: 'color',
    },
    fieldConfig: {
      mappings: [],
    },
  },
  table: {
    options: {
      cellHeight: 'sm',
      footer: {
        countRows: false,
        fields: '',
        reducer: ['sum'],
        show: false,
      },
      showHeader: true,
    },
    fieldConfig: {
      custom: {
        align: 'auto',
        cellOptions: {
          type: 'auto',
        },
        inspect: false,
      },
      mappings: [],
    },
  },
  heatmap: {
    options: {
      calculate: true,
      calculation: {},
      cellGap: 2,
      cellValues: {},
      color: {
        exponent: 0.5,
        fill: 'dark-orange',
        mode: 'scheme',
        reverse: false,
        scale: 'exponential',
        scheme: 'Oranges',
        steps: 128,
      },
      exemplars: {
        color: 'rgba(255,0,255,0.7)',
      },
      filterValues: {
        le: 1e-9,
      },
      legend: {
        show: false,
      },
      rowsFrame: {
        layout: 'auto',
      },
      showValue: 'never',
      tooltip: {
        mode: 'none',
        showColorScale: false,
        yHistogram: false,
      },
      yAxis: {
        axisPlacement: 'left',
        reverse: false,
      },
    },
    fieldConfig: {
      custom: {
        hideFrom: {
          legend: false,
          tooltip: false,
          viz: false,
        },
        scaleDistribution: {
          type: 'linear',
        },
      },
    },
  },
  histogram: {
    options: {
      legend: {
        calcs: [],
        displayMode: 'list',
        placement: 'bottom',
        showLegend: true,
      },
      tooltip: {
        hideZeros: false,
        mode: 'single',
        sort: 'none',
      },
    },
    fieldConfig: {
      color: {
        mode: 'palette-classic',
      },
      custom: {
        fillOpacity: 80,
        gradientMode: 'none',
        hideFrom: {
          legend: false,
          tooltip: false,
          viz: false,
        },
        lineWidth: 1,
        stacking: {
          group: 'A',
          mode: 'none',
        },
      },
      mappings: [],
    },
  },
  'state-timeline': {
    options: {
      alignValue: 'left',
      legend: {
        displayMode: 'list',
        placement: 'bottom',
        showLegend: true,
      },
      mergeValues: true,
      rowHeight: 0.9,
      showValue: 'auto',
      tooltip: {
        hideZeros: false,
        mode: 'single',
        sort: 'none',
      },
    },
    fieldConfig: {
      color: {
        mode: 'continuous-GrYlRd',
      },
      custom: {
        axisPlacement: 'auto',
        fillOpacity: 70,
        hideFrom: {
          legend: false,
          tooltip: false,
          viz: false,
        },
        insertNulls: false,
        lineWidth: 0,
        spanNulls: false,
      },
      mappings: [],
    },
  },
  'status-history': {
    options: {
      colWidth: 0.9,
      legend: {
        displayMode: 'list',
        placement: 'bottom',
        showLegend: true,
      },
      rowHeight: 0.9,
      showValue: 'auto',
      tooltip: {
        hideZeros: false,
        mode: 'single',
        sort: 'none',
      },
    },
    fieldConfig: {
      color: {
        mode: 'thresholds',
      },
      custom: {
        axisPlacement: 'auto',
        fillOpacity: 70,
        hideFrom: {
          legend: false,
          tooltip: false,
          viz: false,
        },
        lineWidth: 1,
      },
      mappings: [],
    },
  },
  barchart: {
    options: {
      barRadius: 0,
      barWidth: 0.97,
      fullHighlight: false,
      groupWidth: 0.7,
      legend: {
        calcs: [],
        displayMode: 'list',
        placement: 'bottom',
        showLegend: true,
      },
      orientation: 'auto',
      showValue: 'auto',
      stacking: 'none',
      tooltip: {
        hideZeros: false,
        mode: 'single',
        sort: 'none',
      },
      xTickLabelRotation: 0,
      xTickLabelSpacing: 0,
    },
    fieldConfig: {
      color: {
        mode: 'palette-classic',
      },
      custom: {
        axisBorderShow: false,
        axisCenteredZero: false,
        axisColorMode: 'text',
        axisLabel: '',
        axisPlacement: 'auto',
        fillOpacity: 80,
        gradientMode: 'none',
        hideFrom: {
          legend: false,
          tooltip: false,
          viz: false,
        },
        lineWidth: 1,
        scaleDistribution: {
          type: 'linear',
        },
        thresholdsStyle: {
          mode: 'off',
        },
      },
      mappings: [],
    },
  },
  piechart: {
    options: {
      legend: {
        displayMode: 'list',
        placement: 'bottom',
        showLegend: true,
      },
      pieType: 'pie',
      reduceOptions: {
        calcs: ['lastNotNull'],
        fields: '',
        values: false,
      },
      tooltip: {
        hideZeros: false,
        mode: 'single',
        sort: 'none',
      },
    },
    fieldConfig: {
      color: {
        mode: 'palette-classic',
      },
      custom: {
        hideFrom: {
          legend: false,
          tooltip: false,
          viz: false,
        },
      },
      mappings: [],
    },
  },
  logs: {
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
    fieldConfig: {},
  },
  text: {
    options: {
      code: {
        language: 'plaintext',
        showLineNumbers: false,
        showMiniMap: false,
      },
      content:
        '# Title\n\nFor markdown syntax help: [commonmark.org/help](https://commonmark.org/help/)',
      mode: 'markdown',
    },
    fieldConfig: {},
  },
  dashlist: {
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
    fieldConfig: {},
  },
  annolist: {
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
    },
    fieldConfig: {},
  },
};
