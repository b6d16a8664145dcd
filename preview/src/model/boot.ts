import type { Recording } from './api.ts';
import type { Dashboard } from './dashboard.ts';

/** What a page is told by whoever serves it, in `<script type="application/json" id="preview">`. */
export type Boot = ServerBoot | RecordedBoot;

/** The page asks the server that it came from. */
export interface ServerBoot {
  readonly kind: 'server';
  /** People sign in (the local workspace); otherwise the server asks nobody (the live preview). */
  readonly signIn: boolean;
  /** Stream of events that makes the page redraw; only the live preview has one. */
  readonly events?: string;
  /** What the simulated app can suffer from, for the chooser of the live preview. */
  readonly incidents?: readonly string[];
  /** The one that happens when the page is opened. */
  readonly incident?: string;
  /** What people have to know of what they see: it stands above the panels. */
  readonly notice?: string;
}

/** The page opens from a file and carries its answers. */
export interface RecordedBoot {
  readonly kind: 'recorded';
  readonly dashboard: Dashboard;
  readonly recording: Recording;
  /** "Now", epoch milliseconds: the same page is the same picture on every day. */
  readonly now: number;
}
