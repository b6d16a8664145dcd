import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { rules } from '../../../scripts/lib/rules/registry.ts';
import { rulesDocument } from '../../../scripts/lib/rules/rules-document.ts';

const FILE = 'docs/rules.md';

describe('docs/rules.md', () => {
  it('is what the registry says (UPDATE_RULES=1 writes it anew)', () => {
    if (process.env['UPDATE_RULES']) writeFileSync(FILE, rulesDocument());
    expect(readFileSync(FILE, 'utf8')).toBe(rulesDocument());
  });

  it('gives every code once', () => {
    const codes = rules.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('says of every rule what it asks, why, and shows both sides', () => {
    for (const { code, summary, why, bad, good } of rules) {
      expect(code).toMatch(/^[a-z]+\/[a-z-]+$/);
      for (const text of [summary, why, bad, good]) expect(text.length).toBeGreaterThan(1);
    }
  });
});
