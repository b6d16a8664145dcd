import { json, refuse, type Reply } from '../http/reply.ts';

/** An error as the AWS SDK reads it: its type in a header, the rest in the body. */
export const awsError = (
  status: number,
  type: string,
  message: string,
  more: object = {},
  headers: Readonly<Record<string, string>> = {},
): Reply => ({
  ...json(status, { message, ...more }),
  headers: { 'x-amzn-ErrorType': type, ...headers },
});

export const accessDenied = (action: string, resource: string): Reply =>
  awsError(
    403,
    'AccessDeniedException',
    `User: arn:aws:sts::123456789012:assumed-role/publisher/session is not authorized to perform: grafana:${action} on resource: ${resource}`,
  );

export const throttled = (seconds: number): Reply =>
  awsError(429, 'ThrottlingException', 'Rate exceeded', {}, { 'Retry-After': String(seconds) });

export const notFound = (resourceType: string, resourceId: string): Reply =>
  awsError(404, 'ResourceNotFoundException', `${resourceType} ${resourceId} does not exist`, {
    resourceId,
    resourceType,
  });

export const conflict = (resourceType: string, resourceId: string, message: string): Reply =>
  awsError(409, 'ConflictException', message, { resourceId, resourceType });

export const quotaExceeded = (resourceType: string, resourceId: string, message: string): Reply =>
  awsError(402, 'ServiceQuotaExceededException', message, {
    resourceId,
    resourceType,
    serviceCode: 'grafana',
    quotaCode: 'L-00000000',
  });

/** Refuses with the field that is wrong. */
export const invalid = (name: string, message: string): never =>
  refuse(
    awsError(400, 'ValidationException', `1 validation error: ${name} ${message}`, {
      reason: 'FIELD_VALIDATION_FAILED',
      fieldList: [{ name, message }],
    }),
  );
