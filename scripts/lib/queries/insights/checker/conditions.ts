import type { Command, Expression, FieldReference } from '../ast.ts';
import { childrenOf, expressionsOf } from '../visit.ts';
import type { CheckContext } from './context.ts';
import type { FieldSet } from './field-set.ts';
import { isLiteral } from './types.ts';

/** Fields with an index in every log group of the Standard class. Source: CWL_QuerySyntax-FilterIndex.html */
const DEFAULT_INDEXES: readonly string[] = [
  '@logStream',
  '@aws.region',
  '@aws.account',
  '@source.log',
  '@data_source_name',
  '@data_source_type',
  '@data_format',
  'traceId',
  'severityText',
  'attributes.session.id',
];

/** Comparisons and combinations that run, and do not ask what was meant. */
export function checkConditions(command: Command, fields: FieldSet, context: CheckContext): void {
  const visit = (expression: Expression): void => {
    checkCombination(expression, context);
    checkComparison(expression, fields, context);
    if (expression.kind === 'like') checkLike(expression, context);
    if (expression.kind === 'in') checkIn(expression, context);
    checkHyphen(expression, fields, context);
    for (const child of childrenOf(expression)) visit(child);
  };
  for (const expression of expressionsOf(command)) visit(expression);
  if (command.kind === 'filter' && isLiteral(command.condition))
    constant(command.condition, context);
  if (command.kind === 'filterIndex') checkIndexed(command.condition, context);
}

/** `like "a" or "b"`: the second is a constant, which is always true. */
function checkCombination(expression: Expression, context: CheckContext): void {
  if (expression.kind !== 'binary') return;
  if (expression.operator !== 'and' && expression.operator !== 'or') return;
  for (const side of [expression.left, expression.right])
    if (['string', 'number', 'regex', 'duration'].includes(side.kind)) constant(side, context);
}

const constant = (side: Expression, context: CheckContext): void =>
  context.report(
    'constant-condition',
    'This is a constant, not a comparison: repeat the field (x like "a" or x like "b").',
    side,
  );

function checkComparison(expression: Expression, fields: FieldSet, context: CheckContext): void {
  if (expression.kind !== 'binary') return;
  const { operator, left, right } = expression;
  if (!['=', '!=', '<', '<=', '>', '>='].includes(operator)) return;
  if (left.kind === 'null' || right.kind === 'null')
    context.report(
      'null-comparison',
      'Nothing equals null: ispresent(field) tells whether it is there.',
      expression,
    );
  checkQuotedField(left, right, context);
  if (isComparison(left) && !context.isBroken(left))
    context.report(
      'constant-condition',
      'What is compared here is the outcome of a comparison; two of them are joined with "and".',
      expression,
      { fix: { description: 'write a > 1 and a < 5' } },
    );
  if (isTime(left) && right.kind === 'string' && /\d{4}-\d\d/.test(right.value))
    context.report(
      'human-time',
      'Logs cannot be filtered by a time in words; compare toMillis(@timestamp) with epoch milliseconds.',
      right,
    );
  if (left.kind === 'field' && right.kind === 'field') checkBareWord(right, fields, context);
  if (right.kind === 'regex' || left.kind === 'regex')
    context.report(
      'argument-type',
      `A regular expression is matched with like or =~, not compared with ${operator}.`,
      right.kind === 'regex' ? right : left,
      {
        severity: 'warning',
        fix: { description: operator === '!=' ? 'write not like' : 'write like' },
      },
    );
}

const isComparison = (expression: Expression): boolean =>
  expression.kind === 'like' ||
  expression.kind === 'in' ||
  (expression.kind === 'binary' && ['<', '<=', '>', '>='].includes(expression.operator));

/** `"status" = 500`: in quotes it is a text, always the same, and no field. */
function checkQuotedField(left: Expression, right: Expression, context: CheckContext): void {
  if (left.kind !== 'string' || left.bare || !isLiteral(right)) return;
  const name = /^[\w@.]+$/.test(left.value) ? left.value : `\`${left.value}\``;
  context.report(
    'constant-condition',
    `"${left.value}" in quotes is a text and no field: the condition is the same for every row.`,
    left,
    {
      fix: { description: `write ${name}` },
    },
  );
}

const isTime = (expression: Expression): boolean =>
  expression.kind === 'field' && ['@timestamp', '@ingestionTime'].includes(expression.name);

/** `level = ERROR`: a field called ERROR is compared, most probably by mistake. */
function checkBareWord(right: FieldReference, fields: FieldSet, context: CheckContext): void {
  const { name, quoted, path } = right;
  if (quoted || path.length > 1 || !/^(?:[A-Z][A-Z_]+|\d.*)$/.test(name)) return;
  if (fields.has(name) || context.options.knownFields?.includes(name)) return;
  context.report(
    'field-as-value',
    `${name} without quotes is a field; a value stands in quotes.`,
    right,
    {
      fix: {
        description: `write "${name}"`,
        replacement: `"${name}"`,
        from: right.from,
        to: right.to,
      },
    },
  );
}

function checkLike(expression: Extract<Expression, { kind: 'like' }>, context: CheckContext): void {
  const { operand, pattern, operator } = expression;
  checkQuotedField(operand, pattern, context);
  if (pattern.kind === 'number' || pattern.kind === 'duration' || pattern.kind === 'boolean')
    context.report('argument-type', `${operator} takes text or a regular expression.`, pattern);
  if (pattern.kind === 'field' && pattern.path.length === 1 && !pattern.name.startsWith('@'))
    context.report(
      'field-as-value',
      `${pattern.name} without quotes is a field; ${operator} takes "text" or /a regular expression/.`,
      pattern,
    );
  if (operand.kind !== 'field' || pattern.kind !== 'string' || operator !== 'like') return;
  if (expression.negated || !indexesOf(context).has(operand.name)) return;
  context.report(
    'like-on-index',
    `${operand.name} has an index, which like does not use; = and in do, where the whole value is known.`,
    expression.operatorSpan,
  );
}

const indexesOf = (context: CheckContext): ReadonlySet<string> =>
  new Set([...DEFAULT_INDEXES, ...(context.options.indexedFields ?? [])]);

function checkIn(expression: Extract<Expression, { kind: 'in' }>, context: CheckContext): void {
  if ('kind' in expression.values) return;
  if (expression.values.length > 0 && expression.values.every(isLiteral))
    checkQuotedField(expression.operand, expression.values[0] as Expression, context);
  if (expression.values.length === 0 && !context.isBroken(expression))
    context.report(
      'constant-condition',
      'The list of values is empty: nothing is in it.',
      expression,
    );
  for (const value of expression.values)
    if (value.kind === 'regex')
      context.report(
        'argument-type',
        'in compares whole values; like matches a regular expression.',
        value,
      );
}

/** `detail-type` without backticks subtracts a field `type` from a field `detail`. */
function checkHyphen(expression: Expression, fields: FieldSet, context: CheckContext): void {
  if (expression.kind !== 'binary' || expression.operator !== '-') return;
  const { left, right, operatorSpan } = expression;
  if (context.text.startsWith('-- ', operatorSpan.from)) {
    context.report(
      'syntax',
      'This subtracts a negative value; a comment begins with #, not with --.',
      { from: operatorSpan.from, to: operatorSpan.from + 2 },
      { severity: 'warning', fix: { description: 'write #' } },
    );
    return;
  }
  if (left.kind !== 'field' || right.kind !== 'field' || left.quoted || right.quoted) return;
  if (left.to !== operatorSpan.from || right.from !== operatorSpan.to) return;
  if (fields.get(left.name) && fields.get(right.name)) return;
  if (left.name.startsWith('@') || right.name.startsWith('@')) return;
  const name = context.text.slice(expression.from, expression.to);
  context.report('needs-backticks', `${name} is read as a subtraction.`, expression, {
    fix: {
      description: `write \`${name}\` for a field of that name`,
      replacement: `\`${name}\``,
      from: expression.from,
      to: expression.to,
    },
  });
}

/** Source: CWL_QuerySyntax-FilterIndex.html, which has `=` and `in` only, joined with `and` and `or`. */
function checkIndexed(condition: Expression, context: CheckContext): void {
  checkIndexOperators(condition, context);
  const { indexedFields } = context.options;
  if (indexedFields === undefined) return;
  const indexes = indexesOf(context);
  const visit = (expression: Expression): void => {
    if (expression.kind === 'field' && !indexes.has(expression.name))
      context.report(
        'not-indexed',
        `${expression.name} has no index: filterIndex skips every log group.`,
        expression,
      );
    for (const child of childrenOf(expression)) visit(child);
  };
  visit(condition);
}

function checkIndexOperators(condition: Expression, context: CheckContext): void {
  if (condition.kind === 'binary' && ['and', 'or'].includes(condition.operator)) {
    checkIndexOperators(condition.left, context);
    checkIndexOperators(condition.right, context);
    return;
  }
  const isOther =
    condition.kind === 'like' ||
    (condition.kind === 'binary' && ['!=', '<', '<=', '>', '>='].includes(condition.operator));
  if (!isOther) return;
  context.report(
    'not-indexed',
    `An index finds whole values: filterIndex takes = and in, not ${context.text.slice(condition.operatorSpan.from, condition.operatorSpan.to)}.`,
    condition.operatorSpan,
    { fix: { description: 'write filter for this condition' } },
  );
}
