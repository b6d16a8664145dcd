// One file for the runner, which starts a process for each: loading the CDK is most of the time.
import './iam.ts';
import './service.ts';
import './observability.ts';
import './outputs.ts';
import './lint.ts';
