import { json, type Reply } from '../../http/reply.ts';

/** An error of `/apis`, in the form of Kubernetes. */
export const status = (code: number, message: string, reason?: string, details?: object): Reply =>
  json(code, {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message,
    ...(reason === undefined ? {} : { reason }),
    ...(details === undefined ? {} : { details }),
    code,
  });
