import { messageWithFix, type Reportable, type ReportedRule } from './reportable.ts';
import type { Severity } from '../queries/diagnostic.ts';

export interface SarifOptions {
  /** The tool's name in GitHub's list of alerts. */
  readonly tool: string;
  /** Codes that the tool knows, found or not; codes that only occur in results are added. */
  readonly rules?: readonly ReportedRule[];
  /** GitHub keeps reports of one commit apart by this. */
  readonly category?: string;
}

const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const satisfies Record<
  Severity,
  string
>;

/**
 * A SARIF 2.1.0 log with one run (https://docs.oasis-open.org/sarif/sarif/v2.1.0/). Findings without a place point at the
 * first line of `environments.ts`: code scanning drops results that lack a location.
 */
export function sarifLog(findings: readonly Reportable[], options: SarifOptions): SarifLog {
  const rules = new Map<string, ReportedRule>();
  for (const rule of options.rules ?? []) rules.set(rule.code, rule);
  for (const { code, severity } of findings)
    if (!rules.has(code)) rules.set(code, { code, summary: code, severity });
  const codes = [...rules.keys()];
  const indexOf = new Map(codes.map((code, index) => [code, index]));
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: options.tool, rules: [...rules.values()].map(descriptor) } },
        ...(options.category !== undefined && {
          automationDetails: { id: `${options.category}/` },
        }),
        columnKind: 'utf16CodeUnits',
        results: findings.map((finding) => ({
          ruleId: finding.code,
          ruleIndex: indexOf.get(finding.code) ?? -1,
          level: LEVELS[finding.severity],
          message: { text: plainText(messageWithFix(finding)) },
          locations: [locationOf(finding)],
        })),
      },
    ],
  };
}

function descriptor(rule: ReportedRule): SarifRule {
  return {
    id: rule.code,
    shortDescription: { text: rule.summary },
    ...(rule.help !== undefined && { help: { text: rule.help, markdown: rule.help } }),
    ...(rule.severity !== undefined && {
      defaultConfiguration: { level: LEVELS[rule.severity] },
    }),
  };
}

function locationOf({ location, subject }: Reportable): SarifLocation {
  const { file, line, column, endLine, endColumn } = location ?? {
    file: 'environments.ts',
    line: 1,
    column: 1,
  };
  return {
    physicalLocation: {
      artifactLocation: { uri: uriOf(file) },
      region: {
        startLine: Math.max(1, line),
        startColumn: Math.max(1, column),
        ...(endLine !== undefined && { endLine }),
        ...(endColumn !== undefined && { endColumn }),
      },
    },
    ...(subject !== undefined && { logicalLocations: [{ fullyQualifiedName: subject }] }),
  };
}

/** A relative URI reference: SARIF wants `/` and percent-encoding. */
const uriOf = (file: string): string =>
  file.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');

/** `[x](y)` would be a link (SARIF 3.11.6); control characters have no place in an alert. */
const plainText = (text: string): string =>
  text.replaceAll('](', '] (').replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/g, '\uFFFD');

interface SarifRule {
  readonly id: string;
  readonly shortDescription: { readonly text: string };
  readonly help?: { readonly text: string; readonly markdown: string };
  readonly defaultConfiguration?: { readonly level: string };
}

interface SarifLocation {
  readonly physicalLocation: {
    readonly artifactLocation: { readonly uri: string };
    readonly region: {
      readonly startLine: number;
      readonly startColumn: number;
      readonly endLine?: number;
      readonly endColumn?: number;
    };
  };
  readonly logicalLocations?: readonly { readonly fullyQualifiedName: string }[];
}

/** The part of SARIF 2.1.0 that is written here. */
export interface SarifLog {
  readonly $schema: string;
  readonly version: '2.1.0';
  readonly runs: readonly {
    readonly tool: {
      readonly driver: { readonly name: string; readonly rules: readonly SarifRule[] };
    };
    readonly automationDetails?: { readonly id: string };
    readonly columnKind: 'utf16CodeUnits';
    readonly results: readonly {
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly level: string;
      readonly message: { readonly text: string };
      readonly locations: readonly SarifLocation[];
    }[];
  }[];
}
