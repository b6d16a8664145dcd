import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Plugin } from 'esbuild';

/** A part of a file of @grafana/ui 13, and what Grafana 12 has in its place. */
type Change = readonly [from: string, to: string];

/** Cells of the newer table, which Grafana 12 draws a little otherwise; seen in pictures of 12.2. */
const CHANGES: Readonly<Record<string, readonly Change[]>> = {
  // The colour of a pill comes from its text alone, but for a fixed one and mappings.
  'TableNG/Cells/PillCell.mjs': [
    ['const configuredColor = cfg.color;', 'const configuredColor = undefined;'],
    ['getTextColorForBackground(bgColor)', 'theme.colors.getContrastText(bgColor, 4.5)'],
    ['display: "inline-flex",', 'display: "inline-flex",\n    marginInline: 2,'],
  ],
  'TableNG/constants.mjs': [['HEADER_HEIGHT: 34', 'HEADER_HEIGHT: 28']],
  // A line of the heading is as high as one of the rows.
  'TableNG/components/HeaderCell.mjs': [['lineHeight: "20px"', 'lineHeight: "22px"']],
  'TableNG/Cells/DataLinksCell.mjs': [
    ['paddingInline: theme.spacing(0.5)', 'paddingInline: theme.spacing(1)'],
  ],
  // A gauge is higher by 4 pixels, and stands 2 pixels inside its cell.
  'TableNG/Cells/BarGaugeCell.mjs': [
    ['TABLE.CELL_PADDING * 2', '8'],
    [
      'width,\n      height: renderedHeight',
      'className: "gauge-cell",\n      width,\n      height: renderedHeight',
    ],
  ],
  // The footer is written like the rows.
  'TableNG/components/SummaryCell.mjs': [
    [
      '    color: theme.colors.text.secondary,\n    fontSize: theme.typography.bodySmall.fontSize,\n    fontWeight: theme.typography.fontWeightLight,\n    textTransform: "uppercase",\n',
      '',
    ],
    ['fontWeight: theme.typography.fontWeightMedium', ''],
  ],
  // A sparkline's value stands at its right, close to the line, which ends outside of the cell.
  'TableNG/Cells/SparklineCell.mjs': [
    [
      'style: { width: valueWidth }',
      'style: { width: valueWidth, flexShrink: 0, display: "flex", justifyContent: "flex-end" }',
    ],
  ],
};

/** Puts Grafana 12's ways into files of @grafana/ui 13; refuses files that no longer have what is to be changed. */
export const grafana12: Plugin = {
  name: 'grafana-12',
  setup(setup) {
    for (const [name, changes] of Object.entries(CHANGES)) {
      const filter = new RegExp(`${name.replaceAll('.', '\\.').replaceAll('/', '[\\\\/]')}$`);
      setup.onLoad({ filter }, async ({ path: file }) => {
        let contents = await readFile(file, 'utf8');
        for (const [from, to] of changes) {
          if (!contents.includes(from))
            throw new Error(`${path.basename(file)} of @grafana/ui no longer has "${from}".`);
          contents = contents.replace(from, to);
        }
        return { contents, loader: 'js' };
      });
    }
  },
};
