import { pipeline, type Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { StringDecoder } from 'node:string_decoder';
import { createGunzip } from 'node:zlib';

/** Unpacked at a time: a page of 5 MB in the 16 KiB of Node's default would be 300 trips to the thread pool. */
const CHUNK_BYTES = 1 << 20;
const HEAD_CHARACTERS = 1024;

/**
 * The whole text of an answer whose bytes are still coming in.
 * @param onHead see WireRequest
 * @throws the error of the stream: of an answer that is cut off in the middle, or not what its header says
 */
export async function bodyText(
  source: Readable,
  { isZipped, onHead }: { readonly isZipped: boolean; readonly onHead?: (head: string) => void },
): Promise<string> {
  // A pipeline, and no bare pipe: when the source ends early, what unpacks it would wait for the rest for ever.
  const body = isZipped
    ? pipeline(source, createGunzip({ chunkSize: CHUNK_BYTES }), () => undefined)
    : source;
  // Decoded as it comes: the parts and their sum need not be in memory at the same time.
  const decoder = new StringDecoder('utf8');
  let text = '';
  let isHeadKnown = onHead === undefined;
  body.on('data', (chunk: Buffer) => {
    text += decoder.write(chunk);
    if (isHeadKnown || text.length < HEAD_CHARACTERS) return;
    isHeadKnown = true;
    onHead?.(text.slice(0, HEAD_CHARACTERS));
  });
  await finished(body);
  text += decoder.end();
  if (!isHeadKnown) onHead?.(text.slice(0, HEAD_CHARACTERS));
  return text;
}
