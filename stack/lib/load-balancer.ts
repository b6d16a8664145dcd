import { Duration } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as ecs from 'aws-cdk-lib/aws-ecs';
import * as elb from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { Construct } from 'constructs';
import type { StackSettings } from './settings.ts';

/** Who may reach the app, and how the app is known to be well. */
export function loadBalancerOf(
  scope: Construct,
  { certificateArn, allowedCidr }: StackSettings,
  vpc: ec2.IVpc,
  service: ecs.FargateService,
): elb.ApplicationLoadBalancer {
  const balancer = new elb.ApplicationLoadBalancer(scope, 'LoadBalancer', {
    vpc,
    internetFacing: true,
    dropInvalidHeaderFields: true,
  });
  const port = certificateArn ? 443 : 80;
  const listener = balancer.addListener('Listener', {
    port,
    open: false,
    ...(certificateArn && {
      certificates: [elb.ListenerCertificate.fromArn(certificateArn)],
      sslPolicy: elb.SslPolicy.RECOMMENDED_TLS,
    }),
  });
  balancer.connections.allowFrom(
    ec2.Peer.ipv4(allowedCidr),
    ec2.Port.tcp(port),
    'who may use the app',
  );
  listener.addTargets('App', {
    port: 5000,
    protocol: elb.ApplicationProtocol.HTTP,
    targets: [service.loadBalancerTarget({ containerName: 'app', containerPort: 5000 })],
    // Not "/": a probe that reads the database makes every outage of it an outage of the app.
    healthCheck: {
      path: '/healthz',
      interval: Duration.seconds(10),
      timeout: Duration.seconds(3),
      healthyThresholdCount: 2,
      unhealthyThresholdCount: 3,
    },
    deregistrationDelay: Duration.seconds(20),
  });
  return balancer;
}
