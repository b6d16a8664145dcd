/** A frame of a Python traceback: file, line, function, its code, and what of the code Python 3.11 underlines (from, length). */
type Frame = readonly [
  file: string,
  line: number,
  name: string,
  code: string,
  mark?: readonly [from: number, length: number],
];

const SITE = '/usr/lib/python3.11/site-packages/';
const APP = '/opt/aws-devops-simplified/';

const flask: readonly Frame[] = [
  [`${SITE}flask/app.py`, 2528, 'wsgi_app', 'response = self.full_dispatch_request()', [11, 28]],
  [
    `${SITE}flask/app.py`,
    1825,
    'full_dispatch_request',
    'rv = self.handle_user_exception(e)',
    [5, 29],
  ],
  [`${SITE}flask/app.py`, 1823, 'full_dispatch_request', 'rv = self.dispatch_request()', [5, 23]],
  [
    `${SITE}flask/app.py`,
    1799,
    'dispatch_request',
    'return self.ensure_sync(self.view_functions[rule.endpoint])(**view_args)',
    [7, 65],
  ],
];

const template: readonly Frame[] = [
  [
    `${APP}app.py`,
    38,
    'todos',
    "return render_template('index.html', all_todos = all_todos)",
    [7, 52],
  ],
  [
    `${SITE}flask/templating.py`,
    147,
    'render_template',
    'return _render(app, template, context)',
    [7, 31],
  ],
  [`${SITE}flask/templating.py`, 130, '_render', 'rv = template.render(context)', [5, 24]],
  [`${SITE}jinja2/environment.py`, 1295, 'render', 'self.environment.handle_exception()'],
  [
    `${SITE}jinja2/environment.py`,
    942,
    'handle_exception',
    'raise rewrite_traceback_stack(source=source)',
  ],
  [
    `${APP}templates/index.html`,
    51,
    'top-level template code',
    '{% for todo in all_todos %}',
    [0, 25],
  ],
  [`${SITE}pymongo/cursor.py`, 1248, 'next', 'if len(self.__data) or self._refresh():', [23, 15]],
  [
    `${SITE}pymongo/cursor.py`,
    1139,
    '_refresh',
    'self.__session = self.__collection.database.client._ensure_session()',
    [17, 51],
  ],
];

const temporarySession: readonly Frame[] = [
  [
    `${SITE}pymongo/mongo_client.py`,
    1475,
    '_retryable_write',
    'with self._tmp_session(session) as s:',
  ],
  ['/usr/lib/python3.11/contextlib.py', 137, '__enter__', 'return next(self.gen)', [7, 14]],
  [
    `${SITE}pymongo/mongo_client.py`,
    1757,
    '_tmp_session',
    's = self._ensure_session(session)',
    [4, 29],
  ],
];

const selectServer: readonly Frame[] = [
  [
    `${SITE}pymongo/mongo_client.py`,
    1740,
    '_ensure_session',
    'return self.__start_session(True, causal_consistency=False)',
    [7, 52],
  ],
  [
    `${SITE}pymongo/mongo_client.py`,
    1685,
    '__start_session',
    'self._topology._check_implicit_session_support()',
  ],
  [
    `${SITE}pymongo/topology.py`,
    538,
    '_check_implicit_session_support',
    'self._check_session_support()',
  ],
  [`${SITE}pymongo/topology.py`, 550, '_check_session_support', 'self._select_servers_loop('],
  [`${SITE}pymongo/topology.py`, 238, '_select_servers_loop', 'raise ServerSelectionTimeoutError('],
];

const insert: readonly Frame[] = [
  [
    `${APP}app.py`,
    33,
    'todos',
    'todos_collection.insert_one({"todo": todo_item, "tasktype": todo_type})',
  ],
  [`${SITE}pymongo/collection.py`, 628, 'insert_one', 'self._insert_one('],
  [
    `${SITE}pymongo/collection.py`,
    569,
    '_insert_one',
    'self.__database.client._retryable_write(acknowledged, _insert_command, session)',
  ],
];

const frames = {
  page: [...flask, ...template, ...selectServer],
  delete: [
    ...flask,
    [`${APP}app.py`, 45, 'delete', 'todos_collection.delete_one({"_id": ObjectId(id)})'],
    [`${SITE}pymongo/collection.py`, 1348, 'delete_one', 'self._delete_retryable('],
    [
      `${SITE}pymongo/collection.py`,
      1290,
      '_delete_retryable',
      'return self.__database.client._retryable_write(',
      [7, 40],
    ],
    ...temporarySession,
    ...selectServer,
  ],
  insert: [...insert, ...temporarySession, ...selectServer],
  'refused-insert': [
    ...insert,
    [
      `${SITE}pymongo/collection.py`,
      567,
      '_insert_command',
      '_check_write_command_response(result)',
    ],
    [
      `${SITE}pymongo/helpers.py`,
      217,
      '_check_write_command_response',
      '_raise_last_write_error(write_errors)',
    ],
    [
      `${SITE}pymongo/helpers.py`,
      190,
      '_raise_last_write_error',
      'raise WriteError(error.get("errmsg"), error.get("code"), error)',
    ],
  ],
  'bad-id': [
    ...flask,
    [
      `${APP}app.py`,
      44,
      'delete',
      "logging.info('Deleting task represented by ID: \\'%s\\' ',ObjectId(id))",
      [56, 12],
    ],
    [`${SITE}bson/objectid.py`, 103, '__init__', 'self.__validate(oid)'],
    [`${SITE}bson/objectid.py`, 203, '__validate', '_raise_invalid_id(oid)'],
    [`${SITE}bson/objectid.py`, 35, '_raise_invalid_id', 'raise InvalidId('],
  ],
} satisfies Record<string, readonly Frame[]>;

export type Failure = keyof typeof frames;

const noServer = (patience: number): string =>
  `pymongo.errors.ServerSelectionTimeoutError: localhost:27017: [Errno 111] Connection refused, Timeout: ${patience}s, Topology Description: <TopologyDescription id: 6b030e1280e2f3e76ffd64ed, topology_type: Single, servers: [<ServerDescription ('localhost', 27017) server_type: Unknown, rtt: None, error=AutoReconnect('localhost:27017: [Errno 111] Connection refused')>]>`;

function lastLine(failure: Failure, patience: number): string {
  switch (failure) {
    case 'bad-id':
      return "bson.errors.InvalidId: 'abc' is not a valid ObjectId, it must be a 12-byte input or a 24-character hex string";
    case 'refused-insert':
      return "pymongo.errors.WriteError: Document failed validation, full error: {'index': 0, 'code': 121, 'errmsg': 'Document failed validation'}";
    default:
      return noServer(patience);
  }
}

const known = new Map<string, readonly string[]>();

/** The lines of a traceback as Python 3.11 prints it. `patience`: seconds that the driver looks for a server. */
export function traceback(failure: Failure, patience: number): readonly string[] {
  const key = `${failure} ${patience}`;
  let lines = known.get(key);
  if (!lines) {
    lines = [
      'Traceback (most recent call last):',
      ...frames[failure].flatMap(linesOf),
      lastLine(failure, patience),
    ];
    known.set(key, lines);
  }
  return lines;
}

function linesOf([file, line, name, code, mark]: Frame): string[] {
  const lines = [`  File "${file}", line ${line}, in ${name}`, `    ${code}`];
  if (mark) lines.push(`    ${' '.repeat(mark[0])}${'^'.repeat(mark[1])}`);
  return lines;
}
