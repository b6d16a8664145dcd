import { describe, expect, it } from '@jest/globals';
import type { GrafanaVersion } from '../../../../scripts/lib/local/local-workspace.ts';
import { startLocalWorkspace } from '../../../../scripts/lib/local/start.ts';
import { compare } from './compare.ts';
import { Player } from './player.ts';
import { scenariosOf, type Exchange, type RecordedResponse, type Scenario } from './recording.ts';
import { exceptionFor } from './scope.ts';

/** Which version plays which recorded server; unified storage is where later releases go. */
const PLAYED: Readonly<Record<string, GrafanaVersion>> = {
  'grafana-9.4': '9.4',
  'grafana-12.2': '12.4',
  'grafana-12.2-unified': '13.2',
};

/** Uids that the recorded server had once given to its principals: no rule makes them. */
const RECORDED_UIDS: Readonly<Record<string, string>> = {
  'admin-token': 'bg52vtap31ptsa',
  'editor-token': 'dg52vtas7f5dsc',
  person: 'bg52vt8hbagaoa',
};

/** Plays a scenario on a fresh workspace; every difference of an exchange that counts. */
async function replay(server: string, { name, exchanges }: Scenario): Promise<string[]> {
  const workspace = await startLocalWorkspace({ grafana: PLAYED[server] ?? '12.4' });
  const player = new Player(workspace);
  try {
    const uids = await player.setUp();
    const found: string[] = [];
    for (const exchange of exchanges) {
      const answer = await player.play(exchange);
      if (exceptionFor(server, name, exchange) !== undefined) continue;
      const errors =
        'statuses' in answer
          ? statusErrors(exchange.response, answer.statuses)
          : compare(withUids(exchange.response, uids), answer);
      if (errors.length > 0) found.push(`${exchange.step}: ${errors.join('; ')}`);
    }
    return found;
  } finally {
    player.close();
    await workspace.close();
  }
}

function statusErrors(want: RecordedResponse, got: Record<string, number>): string[] {
  if (want.unstable || JSON.stringify(want.statuses) === JSON.stringify(got)) return [];
  return [`statuses ${JSON.stringify(want.statuses)} -> ${JSON.stringify(got)}`];
}

/** The recorded answer with the uids that this workspace gave to the same principals. */
function withUids(response: RecordedResponse, uids: Record<string, string>): RecordedResponse {
  let text = JSON.stringify(response);
  for (const [principal, uid] of Object.entries(RECORDED_UIDS))
    text = text.replaceAll(uid, uids[principal] ?? uid);
  return JSON.parse(text) as RecordedResponse;
}

const counted = (server: string, scenarios: readonly Scenario[]) => {
  const reasons = new Map<string, number>();
  let played = 0;
  for (const { name, exchanges } of scenarios)
    for (const exchange of exchanges) {
      const reason = exceptionFor(server, name, exchange);
      if (reason === undefined) played++;
      else reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    }
  return { played, reasons };
};

const isPlayed = (server: string, name: string) => (exchange: Exchange) =>
  exceptionFor(server, name, exchange) === undefined;

describe.each(Object.entries(PLAYED))('recorded on %s, played by %s', (server) => {
  const scenarios = scenariosOf(server);
  const { reasons } = counted(server, scenarios);

  for (const scenario of scenarios) {
    const count = scenario.exchanges.filter(isPlayed(server, scenario.name)).length;
    if (count > 0)
      it(`${scenario.name}: ${count} exchanges are answered as recorded`, async () => {
        expect(await replay(server, scenario)).toEqual([]);
      });
  }

  for (const [reason, count] of reasons)
    it(`${count} exchanges do not count (${reason})`, () => {
      expect(count).toBeLessThan(80);
    });
});
