import type { Workspace } from '../workspace.ts';

/** Where the next page begins. The old storage says so openly, unified storage in base64. */
export function toToken({ generation }: Workspace, start: number | string): string {
  const plain = `org:1/start:${start}/folder:`;
  return generation.unified ? Buffer.from(`{"o":"${plain}"}`).toString('base64url') : plain;
}

/** The plain form of a token of either kind. */
export const fromToken = (token: string): string =>
  token.startsWith('org:') ? token : Buffer.from(token, 'base64url').toString();
