import type { SourceArgument, SourceCommand } from '../ast.ts';
import { formatExpression, OPERAND, type Writer } from './expression.ts';

/** `SOURCE logGroups(namePrefix: ['a']) …`, in capitals as the vendor's pages write it. */
export function formatSource(command: SourceCommand, writer: Writer): string {
  const selectors = command.selectors.map((selector) =>
    selector.kind === 'source-group'
      ? formatGroup(selector.name)
      : `${selector.name}(${selector.arguments.map(formatArgument).join(', ')})`,
  );
  const options = command.options.map(
    ({ name, value }) => `${name}=${formatExpression(value, writer, OPERAND)}`,
  );
  return ['SOURCE', ...selectors, ...options].join(' ');
}

/** A variable stays as it is: quotes around it would become part of what it stands for. */
const formatGroup = (name: string): string => (/^[$[{]/.test(name) ? name : quoted(name));

const quoted = (value: string): string =>
  /^[$[{]/.test(value) ? value : `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

function formatArgument({ name, values, tags }: SourceArgument): string {
  const parts =
    tags.length > 0
      ? tags.map((tag) => JSON.stringify(tag).replaceAll(/":/g, '": ').replaceAll(/,"/g, ', "'))
      : values.map(quoted);
  return `${name === '' ? '' : `${name}: `}[${parts.join(', ')}]`;
}
