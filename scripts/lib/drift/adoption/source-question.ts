import type { Content } from '../../state/content.ts';
import type { SourceProject } from '../../source/project.ts';

/** Ids of what stands right before and after a panel, in reading order; rows count. */
export interface Neighbours {
  readonly previous?: number;
  readonly next?: number;
}

/** What the search for a place in the code works on. */
export interface SourceQuestion {
  readonly project: SourceProject;
  readonly uid: string;
  readonly locate: Content['locate'];
  /** Files that the content is made of, relative to the root. */
  readonly inputs: readonly string[];
  /** Where a panel that was moved stands now. */
  readonly neighbours: (panelId: number) => Neighbours | undefined;
}
