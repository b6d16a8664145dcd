import { AnnotationQueryBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { colors } from './colors.ts';
import type { View } from './view.ts';

/** The tag of the annotations that `npm run publish` and deploy pipelines write. */
export const DEPLOY_TAG = 'deploy';

/** Deploys, drawn as lines across every panel. */
export const deploys = () => new TaggedAnnotations('Deploys', colors.blue, [DEPLOY_TAG]);

/** Tasks that started: a deploy, a crash, a replacement. */
export const taskStarts = ({ metricsSource }: View, expr: string) =>
  new AnnotationQueryBuilder()
    .name('Task starts')
    .datasource(metricsSource)
    .enable(true)
    .iconColor(colors.neutral)
    .expr(expr)
    .step('60s')
    .titleFormat('Task started')
    .textFormat('{{aws_ecs_task_id}}');

/** The SDK's builder has no target for Grafana's own annotations. */
class TaggedAnnotations extends AnnotationQueryBuilder {
  constructor(name: string, color: string, tags: readonly string[]) {
    super();
    this.name(name)
      .datasource({ type: 'grafana', uid: '-- Grafana --' })
      .enable(true)
      .iconColor(color);
    Object.assign(this.internal, {
      target: { type: 'tags', tags: [...tags], matchAny: false, limit: 100 },
    });
  }
}
