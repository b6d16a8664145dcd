import type { Option } from '../../ast.ts';

/** The value of a command's option as text; undefined when it is not there. */
export function optionOf(
  { options }: { readonly options: readonly Option[] },
  name: string,
): string | undefined {
  const value = options.find((option) => option.name === name)?.value;
  switch (value?.kind) {
    case 'string':
    case 'number':
    case 'boolean':
      return String(value.value);
    case 'field':
      return value.name;
    default:
      return undefined;
  }
}
