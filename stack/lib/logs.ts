import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { StackSettings } from './settings.ts';

/** The log groups, kept when the stack goes: they are what an incident is explained with. */
export class Logs extends Construct {
  readonly app: logs.LogGroup;
  readonly collector: logs.LogGroup;
  readonly database: logs.LogGroup;

  constructor(scope: Construct, id: string, settings: StackSettings) {
    super(scope, id);
    const { logGroups, logRetentionDays, ownLogKey } = settings;
    const key = ownLogKey ? this.#key(settings) : undefined;
    const group = (name: string, logGroupName: string): logs.LogGroup =>
      new logs.LogGroup(this, name, {
        logGroupName,
        retention: logRetentionDays as logs.RetentionDays,
        removalPolicy: RemovalPolicy.RETAIN,
        ...(key && { encryptionKey: key }),
      });
    this.app = group('App', logGroups.app);
    this.collector = group('Collector', logGroups.collector);
    this.database = group('Database', logGroups.database);
  }

  #key({ region, account }: StackSettings): kms.Key {
    const key = new kms.Key(this, 'Key', {
      enableKeyRotation: true,
      pendingWindow: Duration.days(30),
    });
    // CloudWatch Logs user guide, "Encrypt log data using AWS KMS": the service itself uses the key, for this account's groups only.
    key.addToResourcePolicy(
      new iam.PolicyStatement({
        principals: [new iam.ServicePrincipal(`logs.${region}.amazonaws.com`)],
        actions: [
          'kms:Encrypt',
          'kms:Decrypt',
          'kms:ReEncryptFrom',
          'kms:ReEncryptTo',
          'kms:GenerateDataKey',
          'kms:DescribeKey',
        ],
        // In a key's own policy "*" is the key.
        resources: ['*'],
        conditions: {
          ArnLike: {
            'kms:EncryptionContext:aws:logs:arn': `arn:aws:logs:${region}:${account}:log-group:*`,
          },
        },
      }),
    );
    return key;
  }
}
