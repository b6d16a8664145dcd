import type { JsonObject } from '../resource.ts';
import { numberAt, objectAt, objectsAt, stringAt } from '../json.ts';
import { referenceOf } from './variables.ts';

/** A panel or library panel of schema v2 at a place of the grid, in the classic form. */
export function classicPanel(element: JsonObject, gridPos: JsonObject): JsonObject {
  const spec = objectAt(element, 'spec') ?? {};
  const id = numberAt(spec, 'id') ?? 0;
  const library = objectAt(spec, 'libraryPanel');
  if (library) return { id, gridPos, libraryPanel: library };
  const viz = objectAt(spec, 'vizConfig') ?? {};
  const drawn = objectAt(viz, 'spec') ?? {};
  const kind = stringAt(viz, 'kind');
  const data = objectAt(objectAt(spec, 'data') ?? {}, 'spec') ?? {};
  const { data: _, vizConfig: __, ...own } = spec;
  return {
    ...own,
    // v2: kind VizConfig with the plugin as its group; the betas: the plugin as the kind.
    type: kind === 'VizConfig' ? (stringAt(viz, 'group') ?? '') : (kind ?? ''),
    gridPos,
    options: objectAt(drawn, 'options') ?? {},
    fieldConfig: objectAt(drawn, 'fieldConfig') ?? {},
    ...objectAt(data, 'queryOptions'),
    targets: objectsAt(data, 'queries').map((query) =>
      classicTarget(objectAt(query, 'spec') ?? {}),
    ),
    transformations: objectsAt(data, 'transformations').map(classicTransformation),
  };
}

function classicTarget(query: JsonObject): JsonObject {
  const asked = objectAt(query, 'query') ?? {};
  const source = objectAt(query, 'datasource');
  const reference = source ?? referenceOf(asked);
  return {
    ...objectAt(asked, 'spec'),
    refId: stringAt(query, 'refId') ?? 'A',
    hide: query['hidden'] === true,
    ...(reference && { datasource: reference }),
  };
}

function classicTransformation(transformation: JsonObject): JsonObject {
  const spec = objectAt(transformation, 'spec') ?? {};
  const kind = stringAt(transformation, 'kind');
  const id = stringAt(spec, 'id') ?? stringAt(transformation, 'group') ?? kind ?? '';
  return { ...spec, id };
}
