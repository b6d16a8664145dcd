import { expect, test } from '@jest/globals';
import { grafanaAddress } from '../../../scripts/lib/workspace/grafana-address.ts';

test.each([
  ['https://grafana.example.org', 'https://grafana.example.org'],
  ['https://grafana.example.org/', 'https://grafana.example.org'],
  ['http://127.0.0.1:3000/team/grafana//', 'http://127.0.0.1:3000/team/grafana'],
  [' https://grafana.example.org\n', 'https://grafana.example.org'],
])('%j is %s', (text, address) => {
  expect(grafanaAddress(text, 'GRAFANA_URL')).toBe(address);
});

test.each([
  ['grafana.example.org', 'no address of a Grafana'],
  ['127.0.0.1:3000', 'no address of a Grafana'],
  ['ftp://grafana.example.org', 'no address of a Grafana'],
  ['https://grafana.example.org?orgId=1', 'ends before "?"'],
  ['https://ana:hunter2@grafana.example.org', 'a user name or a password'],
])('%s is refused', (text, fact) => {
  const refusal = expect.objectContaining({
    exitCode: 2,
    message: expect.stringContaining(fact),
  });
  expect(() => grafanaAddress(text, 'GRAFANA_URL')).toThrow(refusal);
});

test('a password in an address is not repeated', () => {
  let message = '';
  try {
    grafanaAddress('https://ana:hunter2@grafana.example.org', 'GRAFANA_URL');
  } catch (error) {
    message = JSON.stringify(error) + String(error);
  }
  expect(message).toContain('GRAFANA_URL');
  expect(message).not.toContain('hunter2');
});

test.each([
  'ana:hunter2@grafana.example.org',
  'https//ana:hunter2@grafana.example.org',
  'https:ana:hunter2 @grafana',
])('is not repeated with a password either where the scheme is wrong: %s', (text) => {
  expect(() => grafanaAddress(text, 'GRAFANA_URL')).toThrow(
    expect.objectContaining({ message: expect.not.stringContaining('hunter2') }),
  );
});
