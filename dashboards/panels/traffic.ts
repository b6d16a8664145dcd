import { colors } from '../house/colors.ts';
import {
  countSeries,
  legend,
  paint,
  row,
  stackedSeries,
  table,
  timeSeries,
} from '../house/panels.ts';
import type { View } from '../house/view.ts';
import * as promql from '../queries/promql.ts';
import { REQUESTS_BY_ROUTE } from './links.ts';

export const traffic = () => row('Traffic', { id: 30 });

export const requestsByMethodAndStatus = ({ metrics, route }: View) =>
  stackedSeries('Requests by method and status', { id: 31 })
    .description(
      route === 'path'
        ? "Requests per second. POST 302 is a saved or deleted to-do; POST 200 a lost one. GET 200 holds the load balancer's probes: no label tells them apart."
        : 'Requests per second. POST 302 is a saved or deleted to-do; POST 500 or 503 one that was not saved, and the user was told.',
    )
    .unit('reqps')
    .min(0)
    .legend(legend('mean', 'max'))
    .overrideByRegexp(...paint('/ 200$/', colors.good))
    .overrideByRegexp(...paint('/ 302$/', colors.info))
    .overrideByRegexp(...paint('/ 4..$/', colors.warning))
    .overrideByRegexp(...paint('/ 5..$/', colors.critical))
    .overrideByName(...paint('POST 200', colors.purple))
    .withTarget(metrics(promql.requestRateByMethodAndStatus, '{{method}} {{status}}'));

export const requestsByRoute = ({ metrics, route, routes: by }: View) =>
  timeSeries('Requests by route', { id: REQUESTS_BY_ROUTE })
    .description(
      'Requests per second of the ten busiest routes; pick some above to see only these. A route that falls to 0 alone: a broken link or page. Deletes of the published app have a path each and no rate: see "Deletes".',
    )
    .unit('reqps')
    .min(0)
    .legend(legend('mean', 'max'))
    .withTarget(metrics(by.requestRate, `{{method}} {{${route}}}`));

export const accessByStatus = ({ logs, insights }: View) =>
  countSeries('Access lines by status', { id: 32 })
    .description(
      "The same traffic as the app's log tells it, without the collector's scrapes. It counts every request, also the first of a kind, which a rate cannot see. Follows the picked routes.",
    )
    .unit('short')
    .overrideByName(...paint('200', colors.good))
    .overrideByName(...paint('302', colors.info))
    .overrideByRegexp(...paint('/^4..$/', colors.neutral))
    .overrideByName(...paint('404', colors.warning))
    .overrideByRegexp(...paint('/^5..$/', colors.critical))
    .withTarget(logs(insights.requestsByStatus));

export const routes = ({ rows, route, routes: by }: View) =>
  table('Routes', { id: 33 })
    .description(
      'Requests and mean duration by route in the shown range. Deletes of the published app have a path each and are born at 1, so their increase is 0: see "Deletes".',
    )
    .span(10)
    .overrideByName('Method', [{ id: 'custom.width', value: 90 }])
    .overrideByName('Requests', [
      { id: 'custom.width', value: 100 },
      { id: 'decimals', value: 0 },
      { id: 'unit', value: 'locale' },
    ])
    .overrideByName('Mean', [
      { id: 'custom.width', value: 90 },
      { id: 'unit', value: 's' },
    ])
    .withTransformation({ id: 'merge', options: {} })
    .withTransformation({
      id: 'organize',
      options: {
        excludeByName: { Time: true },
        indexByName: { method: 0, [route]: 1, 'Value #A': 2, 'Value #B': 3 },
        renameByName: {
          method: 'Method',
          [route]: 'Route',
          'Value #A': 'Requests',
          'Value #B': 'Mean',
        },
      },
    })
    .withTransformation({ id: 'sortBy', options: { sort: [{ field: 'Requests', desc: true }] } })
    .withTarget(rows(by.requests))
    .withTarget(rows(by.meanDuration));

export const deletes = ({ logs, insights }: View) =>
  countSeries('Deletes', { id: 34 })
    .description(
      'Deleted to-dos, from the log: in the published app each delete is a path of its own, whose rate is always 0.',
    )
    .unit('short')
    .span(6)
    .withTarget(logs(insights.deletes));

export const notFound = ({ logs, insights }: View) =>
  table('Not found', { id: 35 })
    .description(
      'What was asked for and does not exist (404) or not so (405), most wanted first: scanners. Each new path adds series; see "Samples per scrape".',
    )
    .span(8)
    .overrideByName('requests', [{ id: 'custom.width', value: 90 }])
    .overrideByName('method', [{ id: 'custom.width', value: 80 }])
    .overrideByName('status', [{ id: 'custom.width', value: 70 }])
    .withTarget(logs(insights.notFound).statsGroups([]));
