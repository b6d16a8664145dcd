const secrets = new Set<string>();

/** Remembers a value that must never be shown: minted tokens, keys, AWS secrets. */
export function rememberSecret(value: string | undefined): void {
  if (value !== undefined && value.length >= 8) secrets.add(value);
}

/** The text with every remembered secret replaced, the last net under all output. */
export function withoutSecrets(text: string): string {
  let clean = text;
  for (const secret of secrets) clean = clean.replaceAll(secret, '[secret]');
  return clean;
}
