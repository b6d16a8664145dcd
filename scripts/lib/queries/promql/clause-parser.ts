import type { Grouping, Matching } from './ast.ts';
import { SelectorParser } from './selector-parser.ts';

/** Reads what stands beside an aggregation or an operator: `by (…)`, `on (…) group_left (…)`, `fill(0)`. */
export class ClauseParser extends SelectorParser {
  /** `$agg(…) by (x)` */
  protected trailingGrouping(templated: boolean): Grouping | undefined {
    return templated ? this.grouping() : undefined;
  }

  protected grouping(): Grouping | undefined {
    const word = this.takeWord('by', 'without');
    if (!word) return undefined;
    const { labels, to } = this.labelNames();
    const span = { from: word.from, to };
    return {
      from: span.from,
      to,
      without: word.text.toLowerCase() === 'without',
      labels,
      templated: this.isTemplated(span),
    };
  }

  protected matching(): Matching | undefined {
    const word = this.takeWord('on', 'ignoring');
    if (!word) return undefined;
    const { labels, to: labelsEnd } = this.labelNames();
    const group = this.takeWord('group_left', 'group_right');
    const include = group && this.isSymbol('(') ? this.labelNames() : undefined;
    const span = { from: word.from, to: include?.to ?? group?.to ?? labelsEnd };
    return {
      from: span.from,
      to: span.to,
      on: word.text.toLowerCase() === 'on',
      labels,
      templated: this.isTemplated(span),
      group: group && (/left$/i.test(group.text) ? 'left' : 'right'),
      include: include?.labels ?? [],
    };
  }

  /** `fill(0)`, `fill_left(0)`: defaults for series without a partner (Prometheus 3.10). */
  protected fillModifiers(): void {
    while (/^fill(?:_left|_right)?$/i.test(this.peek().text) && this.peek(1).text === '(') {
      this.position += 2;
      while (this.isSymbol('-') || this.isSymbol('+')) this.position++;
      if (this.peek().kind !== 'number' && this.peek().kind !== 'word') throw this.unexpected();
      this.position++;
      this.expect(')');
    }
  }
}
