import { isMap, isNode, isScalar, LineCounter, parseDocument, type Document } from 'yaml';
import type { CollectorFinding } from './finding.ts';
import { validateCollector } from './validate.ts';

/** A finding with its place in a file. */
export interface PlacedFinding extends CollectorFinding {
  /** From 1. */
  readonly line: number;
}

/** What a collector of this version would say of a configuration file, in the order of the file. A text that is no YAML is one error. */
export function validateCollectorText(text: string, adot: string): PlacedFinding[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [broken] = document.errors;
  if (broken)
    return [
      {
        severity: 'error',
        path: '',
        message: `no YAML: ${broken.message.split('\n')[0]?.replace(/:$/, '')}`,
        line: lines.linePos(broken.pos[0]).line,
      },
    ];
  return validateCollector(document.toJS(), adot)
    .map((finding) => ({ ...finding, line: lineOf(document, finding.path, lines) }))
    .toSorted((a, b) => a.line - b.line);
}

/** The line of a dotted path's key, or of the nearest thing above it that stands in the file. */
function lineOf(document: Document, path: string, lines: LineCounter): number {
  const keys = path === '' ? [] : path.split('.');
  for (let length = keys.length; length > 0; length--) {
    const parent = document.getIn(keys.slice(0, length - 1), true);
    const key = keys[length - 1];
    const place = isMap(parent)
      ? parent.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === key)?.key
      : document.getIn(keys.slice(0, length), true);
    if (isNode(place) && place.range) return lines.linePos(place.range[0]).line;
  }
  return 1;
}
