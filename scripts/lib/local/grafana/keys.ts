import { createHash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

const random = (length: number, alphabet: string): string =>
  Array.from(randomBytes(length), (byte) => alphabet[byte % alphabet.length]).join('');

const checksum = (secret: string): string => crc32(`glsa_${secret}`).toString(16).padStart(8, '0');

/** A new token of a service account, in Grafana's shape: `glsa_<32 characters>_<checksum>`. */
export function newToken(): string {
  const secret = random(32, ALPHABET);
  return `glsa_${secret}_${checksum(secret)}`;
}

/** A new API key of Grafana 10 and older: base64 of its name and its secret. */
export const newApiKey = (name: string): string =>
  Buffer.from(JSON.stringify({ k: random(32, ALPHABET), n: name, id: 1 })).toString('base64');

/** Whether a text has the form of a key, whoever made it. */
export function isWellFormed(key: string): boolean {
  const token = /^glsa_([A-Za-z0-9]{32})_([0-9a-f]{8})$/.exec(key);
  if (token) return token[2] === checksum(token[1] ?? '');
  try {
    const value: unknown = JSON.parse(Buffer.from(key, 'base64').toString());
    return typeof value === 'object' && value !== null && 'k' in value && 'n' in value;
  } catch {
    return false;
  }
}

export const hashOf = (secret: string): string =>
  createHash('sha256').update(secret).digest('base64');

/** Uid of a dashboard, folder or data source that came without: 9 characters on 9 and 10, 14 lower-case ones later. */
export const newUid = (modern: boolean): string =>
  modern
    ? random(1, 'abcdefghijklmnop') + random(13, 'abcdefghijklmnopqrstuvwxyz0123456789')
    : random(9, ALPHABET);
