import { createServer } from 'node:net';
import { once } from 'node:events';
import { portTaken } from './http/listener.ts';
import { heldBy, isAlive, readHolder } from './store/lock.ts';

/**
 * Says at once what would end a start later: before minutes of installing, that the folder or the port is somebody else's.
 * @throws UserError
 */
export async function verifyCanStart({
  directory,
  port,
  command,
}: {
  readonly directory: string;
  /** 0: any that is free. */
  readonly port: number;
  readonly command: string;
}): Promise<void> {
  const holder = readHolder(directory);
  if (holder && isAlive(holder)) throw heldBy(directory, holder);
  if (port === 0) return;
  const probe = createServer();
  try {
    await once(probe.listen(port, '127.0.0.1'), 'listening');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') throw portTaken(port, command);
    throw error;
  } finally {
    probe.close();
  }
}
