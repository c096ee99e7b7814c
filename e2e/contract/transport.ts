import type { Reply, Sending, TransportPort } from '../../src/core/ports';

/** A transport and the server at its other end. */
export interface Wire {
  readonly transport: TransportPort;
  /**
   * Where the server answers as the path says: `/answer?status=404&body=gone&retryAfter=7`, `/reset`
   * cuts the connection, `/hang` never answers.
   */
  at(path: string): string;
  /** Asked within the task that sends, which ends no sooner: whether a request with this body is there. */
  isUnderWay(body: string): boolean;
  /** The bodies that have come, as soon as there are `count` of them. */
  arrived(count: number): Promise<string[]>;
}

/** What every transport does, whatever it stands on. `run` gets a new one, and returns what has to be `gives`. */
export interface TransportClause {
  readonly name: string;
  run(wire: Wire): Promise<unknown>;
  readonly gives: unknown;
}

const ordinary = ({ transport, at }: Wire, path: string, body?: string): Sending =>
  transport.send({ url: at(path), ...(body && { body }), type: 'text' }, 'ordinary');

const kindOf = async ({ reply }: Sending): Promise<Reply['kind']> => (await reply).kind;

/** What the bytes of a body may get lost over. */
export const TEXTS = [
  'plain',
  '汉字，标点。',
  '👩‍🚀 and 𠮷',
  'a\u0000b\r\nc\u2028d\u00a0e',
  '{"code":"IsFXtWUZ3x3hywGl "}',
  `${'汉'.repeat(30_000)}end`,
];

export const transportContract: readonly TransportClause[] = [
  {
    name: 'an answer of any status is an answer, with its body',
    async run(wire) {
      const answers = ['200&body=汉字', '204', '404&body=gone', '500', '503&body={"ret":1}'].map(
        async (how) => {
          const reply = await ordinary(wire, `/answer?status=${how}`, 'x').reply;
          return reply.kind === 'response' ? [reply.status, reply.body] : reply;
        },
      );
      return Promise.all(answers);
    },
    gives: [
      [200, '汉字'],
      [204, ''],
      [404, 'gone'],
      [500, ''],
      [503, '{"ret":1}'],
    ],
  },
  {
    name: 'Retry-After is handed on as it came, a number of seconds or a date',
    async run(wire) {
      const headers = ['', '&retryAfter=120', '&retryAfter=Wed, 21 Oct 2026 07:28:00 GMT'].map(
        async (header) => {
          const reply = await ordinary(wire, `/answer?status=503${header}`, 'x').reply;
          return reply.kind === 'response' ? reply.retryAfter : reply;
        },
      );
      return Promise.all(headers);
    },
    gives: [undefined, '120', 'Wed, 21 Oct 2026 07:28:00 GMT'],
  },
  {
    name: 'a connection that breaks is no answer, and rejects nothing',
    async run(wire) {
      const { reply } = ordinary(wire, '/reset', 'x');
      const { kind, ...rest } = await reply;
      return [kind, Object.keys(rest), 'why' in rest && rest.why !== ''];
    },
    gives: ['no-response', ['why'], true],
  },
  {
    name: 'what is aborted has no answer, and rejects nothing',
    async run(wire) {
      const sending = ordinary(wire, '/hang', 'x');
      await wire.arrived(1);
      sending.abort();
      const kind = await kindOf(sending);
      sending.abort(); // once more harms nobody
      return kind;
    },
    gives: 'no-response',
  },
  {
    name: 'an abort in the task that sends, and one after the answer, harm nobody',
    async run(wire) {
      const early = ordinary(wire, '/hang', 'x');
      early.abort();
      const late = ordinary(wire, '/answer?status=200', 'x');
      const answer = await kindOf(late);
      late.abort();
      return [await kindOf(early), answer, await kindOf(late)];
    },
    gives: ['no-response', 'response', 'response'],
  },
  {
    name: 'the request is under way before send() returns',
    async run(wire) {
      const sending = ordinary(wire, '/answer?status=200', 'mine');
      return [wire.isUnderWay('mine'), await kindOf(sending)];
    },
    gives: [true, 'response'],
  },
  {
    name: 'an exit is under way before send() returns, and rejects nothing',
    async run(wire) {
      const { transport, at } = wire;
      const url = at('/answer?status=200');
      const sending = transport.send({ url, body: 'last', type: 'text' }, 'exit');
      const isUnderWay = wire.isUnderWay('last');
      const kind = await kindOf(sending);
      sending.abort();
      return [isUnderWay, sending.survives, kind === 'no-response'];
    },
    gives: [true, true, false],
  },
  ...(['ordinary', 'exit'] as const).map((urgency) => ({
    name: `a body arrives byte for byte, urgency ${urgency}`,
    async run({ transport, at, arrived }: Wire) {
      // A page may not have all of it in flight at once while it leaves.
      const texts = urgency === 'exit' ? TEXTS.slice(0, -1) : TEXTS;
      const url = at('/answer?status=200');
      for (const body of texts) await transport.send({ url, body, type: 'text' }, urgency).reply;
      const all = new Set(await arrived(texts.length));
      return texts.filter((text) => !all.has(text));
    },
    gives: [],
  })),
  {
    name: 'a request may have no body',
    async run(wire) {
      const kind = await kindOf(ordinary(wire, '/answer?status=200'));
      return [kind, await wire.arrived(1)];
    },
    gives: ['response', ['']],
  },
  {
    name: 'requests at once each get their own answer',
    async run(wire) {
      const statuses = [200, 404, 500, 200, 429, 418].map(async (status) => {
        const reply = await ordinary(wire, `/answer?status=${status}&body=${status}`, 'x').reply;
        return reply.kind === 'response' && `${reply.status} ${reply.body}`;
      });
      return Promise.all(statuses);
    },
    gives: ['200 200', '404 404', '500 500', '200 200', '429 429', '418 418'],
  },
];
