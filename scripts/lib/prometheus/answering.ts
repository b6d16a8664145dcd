import { UserError } from '../cli/user-error.ts';
import { PrometheusError } from './client.ts';

/** @throws UserError where Prometheus could not answer, or is not there any more. */
export async function answering<T>(asking: () => Promise<T>): Promise<T> {
  try {
    return await asking();
  } catch (error) {
    throw error instanceof PrometheusError ? cannotAnswer(error) : error;
  }
}

/** Prometheus' failure to answer in words for people. */
export function cannotAnswer(error: PrometheusError): UserError {
  if (error.type === 'unavailable')
    return new UserError('Prometheus ended while it was asked.', {
      details: [
        'It was killed, by somebody or by a system that ran out of memory. Its data are removed.',
      ],
      suggestions: [
        ['free -m', 'shows the memory that is left'],
        ['sudo dmesg | grep -i oom', 'says whether the system killed it'],
      ],
      cause: error,
    });
  return new UserError(
    /too many samples|exceeded maximum resolution/.test(error.message)
      ? 'the query reads more than Prometheus allows.'
      : `Prometheus could not answer: ${error.message}.`,
    { details: [`Prometheus: ${error.message}`], cause: error },
  );
}
