import type { StoredAnnotation } from '../../../preview/src/model/annotation.ts';
import type { DataPlane } from '../local/data-plane.ts';

/** What a command hands to the preview: the app's data at a moment, and the incidents that can be chosen. */
export interface PreviewData {
  readonly dataPlane: DataPlane;
  readonly annotations: readonly StoredAnnotation[];
  stop(): Promise<void>;
}
