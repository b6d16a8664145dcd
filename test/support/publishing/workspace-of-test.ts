import { afterEach } from '@jest/globals';
import { openWorkspace, type TestWorkspace } from './workspace.ts';

/** For a file of tests: opens the workspace of a test, which is closed behind it. */
export function workspaceOfTest(): typeof openWorkspace {
  let workspace: TestWorkspace | undefined;
  afterEach(async () => {
    await workspace?.close();
    workspace = undefined;
  });
  return async (options) => (workspace = await openWorkspace(options));
}
