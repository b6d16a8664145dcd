import { dashboard } from './house/dashboard.ts';
import { deploys, taskStarts } from './house/annotations.ts';
import { intervalVariable, labelVariable } from './house/variables.ts';
import type { View } from './house/view.ts';
import * as errors from './panels/errors.ts';
import * as latency from './panels/latency.ts';
import { TODO_APP_UID } from './panels/links.ts';
import * as logs from './panels/logs.ts';
import * as pipeline from './panels/pipeline.ts';
import * as resources from './panels/resources.ts';
import * as service from './panels/service-level.ts';
import * as traffic from './panels/traffic.ts';
import { routesToPick } from './queries/by-route.ts';
import { processStarted, TASK_LABEL } from './queries/promql.ts';

/** Metrics and logs of the to-do app on one page; the first row is one screen at 1280 x 800. */
export const todoApp = (view: View) =>
  dashboard('To-Do List Manager', {
    uid: TODO_APP_UID,
    description:
      'For whoever is on call. First row: is it broken, since when, for whom. Then where: traffic, latency, errors, logs, resources, and the pipeline that all of it comes through.',
    tags: ['to-do', 'on-call'],
  })
    .withVariable(labelVariable(view, 'task', 'Task', 'flask_exporter_info', TASK_LABEL))
    .withVariable(labelVariable(view, 'route', 'Route', routesToPick(view.route), view.route))
    .withVariable(
      intervalVariable('interval', 'Log interval', ['1m', '5m', '15m', '1h', '6h'], '5m'),
    )
    .annotation(deploys())
    .annotation(taskStarts(view, processStarted))

    .withRow(service.serviceLevel())
    .withPanel(service.availability(view).span(4))
    .withPanel(service.errorBudgetLeft(view).span(4))
    .withPanel(service.burnRateNow(view).span(4))
    .withPanel(service.requestRateNow(view).span(3))
    .withPanel(service.latencyNow(view).span(3))
    .withPanel(service.tasksReporting(view).span(3))
    .withPanel(service.dataAge(view).span(3))
    .withPanel(service.requestsByOutcome(view).span(6).height(7))
    .withPanel(service.errorRatio(view).span(6).height(7))
    .withPanel(service.exceptions(view).span(6).height(7))
    .withPanel(service.errorRecords(view).span(6).height(7))
    .withPanel(service.latency(view).span(6).height(7))
    .withPanel(service.slowRequests(view).span(6).height(7))
    .withPanel(service.failingWhere(view).span(6).height(7))
    .withPanel(service.fullestResource(view).span(6).height(7))

    .withRow(traffic.traffic())
    .withPanel(traffic.requestsByMethodAndStatus(view).span(8))
    .withPanel(traffic.requestsByRoute(view).span(8))
    .withPanel(traffic.accessByStatus(view).span(8))
    .withPanel(traffic.routes(view))
    .withPanel(traffic.deletes(view))
    .withPanel(traffic.notFound(view))

    .withRow(latency.latencyRow())
    .withPanel(latency.durationHeatmap(view))
    .withPanel(latency.latencyByMethod(view))

    .withRow(errors.errors())
    .withPanel(errors.failuresByTask(view))
    .withPanel(errors.failingRoutes(view))
    .withPanel(errors.swallowedInserts(view))
    .withPanel(errors.latestErrors(view))

    .withRow(logs.logsRow())
    .withPanel(logs.linesByLevel(view))
    .withPanel(logs.accessLog(view))

    .withRow(resources.resources())
    .withPanel(resources.taskCpu(view))
    .withPanel(resources.taskMemory(view))
    .withPanel(resources.openFiles(view))
    .withPanel(resources.appCpu(view))
    .withPanel(resources.appMemory(view))
    .withPanel(resources.network(view))

    .withRow(pipeline.pipeline())
    .withPanel(pipeline.scrapes(view))
    .withPanel(pipeline.ageOfNewestSample(view))
    .withPanel(pipeline.samplesPerScrape(view))
    .withPanel(pipeline.scrapeDuration(view))
    .withPanel(pipeline.logBytes(view))
    .withPanel(pipeline.logLag(view))
    .withPanel(pipeline.collectorErrors(view));
