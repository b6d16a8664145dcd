import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A task's metadata endpoint, version 4, as a container of the task sees it. */
export interface EcsMetadata {
  /** What Fargate puts into ECS_CONTAINER_METADATA_URI_V4. */
  readonly uri: string;
  close(): Promise<void>;
}

const TASK = '0123456789abcdef0123456789abcdef';
const ARN = 'arn:aws:ecs:eu-central-1:123456789012';

/** The documented shapes on Fargate ("Task metadata endpoint version 4"), with counters that rise. */
export async function startEcsMetadata(): Promise<EcsMetadata> {
  let asked = 0;
  const server: Server = createServer(({ url = '' }, response) => {
    asked += 1;
    const answer = url.endsWith('/task/stats')
      ? Object.fromEntries(CONTAINERS.map(({ id }) => [id, stats(id, asked)]))
      : url.endsWith('/task')
        ? task
        : container(CONTAINERS[1] ?? { id: '', name: '' });
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    uri: `http://127.0.0.1:${port}/v4/${TASK}-1`,
    close: () => new Promise((resolve) => void server.close(() => resolve())),
  };
}

const CONTAINERS = ['app', 'collector', 'database'].map((name, index) => ({
  id: `${TASK}-${index}`,
  name,
}));

const container = ({ id, name }: { readonly id: string; readonly name: string }) => ({
  DockerId: id,
  Name: name,
  DockerName: name,
  Image: `example/${name}:1`,
  ImageID: `sha256:${name}`,
  Labels: {
    'com.amazonaws.ecs.cluster': `${ARN}:cluster/todo`,
    'com.amazonaws.ecs.container-name': name,
    'com.amazonaws.ecs.task-arn': `${ARN}:task/todo/${TASK}`,
    'com.amazonaws.ecs.task-definition-family': 'todo',
    'com.amazonaws.ecs.task-definition-version': '7',
  },
  DesiredStatus: 'RUNNING',
  KnownStatus: 'RUNNING',
  Limits: { CPU: 512, Memory: 1024 },
  CreatedAt: '2026-11-27T09:00:00.000000000Z',
  StartedAt: '2026-11-27T09:00:01.000000000Z',
  Type: 'NORMAL',
  LogDriver: 'awslogs',
  LogOptions: {
    'awslogs-group': `/ecs/todo-${name}`,
    'awslogs-region': 'eu-central-1',
    'awslogs-stream': `todo/${name}/${TASK}`,
  },
  ContainerARN: `${ARN}:container/todo/${TASK}/${name}`,
  Networks: [{ NetworkMode: 'awsvpc', IPv4Addresses: ['10.0.2.100'] }],
});

const task = {
  Cluster: `${ARN}:cluster/todo`,
  TaskARN: `${ARN}:task/todo/${TASK}`,
  Family: 'todo',
  Revision: '7',
  DesiredStatus: 'RUNNING',
  KnownStatus: 'RUNNING',
  Limits: { CPU: 2, Memory: 4096 },
  PullStartedAt: '2026-11-27T08:59:50.000000000Z',
  PullStoppedAt: '2026-11-27T08:59:55.000000000Z',
  AvailabilityZone: 'eu-central-1a',
  LaunchType: 'FARGATE',
  Containers: CONTAINERS.map(container),
};

function stats(id: string, asked: number) {
  const cpu = (ticks: number) => ({
    cpu_usage: {
      total_usage: 1e8 * ticks,
      percpu_usage: [5e7 * ticks, 5e7 * ticks],
      usage_in_kernelmode: 2e7 * ticks,
      usage_in_usermode: 8e7 * ticks,
    },
    system_cpu_usage: 4e10 * ticks,
    online_cpus: 2,
    throttling_data: { periods: 0, throttled_periods: 0, throttled_time: 0 },
  });
  return {
    id,
    read: new Date().toISOString(),
    preread: new Date(Date.now() - 1000).toISOString(),
    cpu_stats: cpu(asked),
    precpu_stats: cpu(asked - 1),
    memory_stats: { usage: 9e7, max_usage: 1e8, limit: 1073741824, stats: { cache: 1e7 } },
    networks: {
      eth1: {
        rx_bytes: 1000 * asked,
        rx_packets: 10 * asked,
        rx_errors: 0,
        rx_dropped: 0,
        tx_bytes: 500 * asked,
        tx_packets: 5 * asked,
        tx_errors: 0,
        tx_dropped: 0,
      },
    },
    network_rate_stats: { rx_bytes_per_sec: 50, tx_bytes_per_sec: 25 },
    blkio_stats: {
      io_service_bytes_recursive: [
        { major: 202, minor: 0, op: 'Read', value: 4096 * asked },
        { major: 202, minor: 0, op: 'Write', value: 8192 * asked },
      ],
    },
  };
}
