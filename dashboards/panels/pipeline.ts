import { MappingType } from '@grafana/grafana-foundation-sdk/dashboard';
import { colors } from '../house/colors.ts';
import {
  countSeries,
  legend,
  logLines,
  paint,
  row,
  stateTimeline,
  thresholdLines,
  timeSeries,
} from '../house/panels.ts';
import { rising } from '../house/thresholds.ts';
import type { View } from '../house/view.ts';
import * as promql from '../queries/promql.ts';
import { AGE_BY_TASK, COLLECTOR_ERRORS, SCRAPES } from './links.ts';

/** Can the other rows be believed? */
export const pipeline = () => row('Pipeline', { id: 80 });

export const scrapes = ({ metrics }: View) =>
  stateTimeline('Scrapes', { id: SCRAPES })
    .description(
      'Does the collector reach the app\'s /metrics? A stopped collector leaves the last answer standing for 5 minutes: see "Age of the newest sample".',
    )
    .mappings([
      {
        type: MappingType.ValueToText,
        options: {
          '0': { text: 'failing', color: colors.critical, index: 0 },
          '1': { text: 'up', color: colors.good, index: 1 },
        },
      },
    ])
    .withTarget(metrics(promql.scrapeUp, '{{task}}'));

export const ageOfNewestSample = ({ metrics }: View) =>
  timeSeries('Age of the newest sample', { id: AGE_BY_TASK })
    .description(
      "Normal is 17 to 75 s at the newest point, below 20 s before it: what was late has arrived. A line that climbs at 1 s per second: that task's collector has stopped, or its remote write fails. What a failed write held is lost, not late.",
    )
    .unit('suffix:s')
    .min(0)
    .height(6)
    .thresholds(rising({ warning: 90, critical: 120 }))
    .thresholdsStyle(thresholdLines())
    .withTarget(metrics(promql.dataAgeByTask, '{{task}}'));

export const samplesPerScrape = ({ metrics }: View) =>
  timeSeries('Samples per scrape', { id: 83 })
    .description(
      'Series that the app exposes. Each new path adds 17: a scanner, or deletes of the published app. AMP bills samples; a restart sets it back.',
    )
    .unit('short')
    .min(0)
    .span(8)
    .height(7)
    .legend(legend('last'))
    .withTarget(metrics(promql.samplesPerScrape, '{{task}}'));

export const scrapeDuration = ({ metrics }: View) =>
  timeSeries('Scrape duration', { id: 84 })
    .description(
      'The collector gives up after 10 s and the sample is lost. Above 1 s: too many series, or no CPU left.',
    )
    .unit('s')
    .min(0)
    .span(8)
    .height(7)
    .thresholds(rising({ warning: 1, critical: 10 }))
    .withTarget(metrics(promql.scrapeDuration, '{{task}}'));

export const logBytes = ({ logs, insights }: View) =>
  countSeries('Log volume', { id: 85 })
    .description(
      'Characters of log lines by task. CloudWatch bills what it takes in; an outage writes eighteen times as much as a good day.',
    )
    .unit('decbytes')
    .span(8)
    .height(7)
    .withTarget(logs(insights.bytesByTask));

export const logLag = ({ logs, insights }: View) =>
  timeSeries('Log lag', { id: 86 })
    .description(
      "From the app's clock to CloudWatch's. Minutes: the log driver's buffer is full and lines will be lost.",
    )
    .unit('ms')
    .min(0)
    .span(8)
    .height(7)
    .overrideByName(...paint('worst', colors.warning))
    .overrideByName(...paint('mean', colors.blue))
    .withTarget(logs(insights.ingestionLag));

export const collectorErrors = ({ collectorLogs, insights }: View) =>
  logLines('Collector errors', { id: COLLECTOR_ERRORS })
    .description(
      'What the collector complains of. A remote write that fails cannot report itself through Amazon Managed Prometheus: only here.',
    )
    .span(16)
    .height(7)
    .noValue('None in the log')
    .withTarget(collectorLogs(insights.collectorErrors));
