import type { AuthorizedOptions, Endpoint } from '../core/endpoint';
import { integer, pick, text, type Fields } from '../core/fields';
import { RET_BAD_PARAMETERS, judgeReport } from '../core/judge';
import { own } from '../core/own';
import { inSeconds } from '../core/units';
import { BODY_LIMIT, endpointBase, jsonRequest, mapByUser } from '../core/wire';

/** `oper` needs nothing but `url`, and a token in direct mode. */
export type OperOptions = AuthorizedOptions;

const ACTIONS: Readonly<Record<string, string>> = {
  create: '618',
  launch: '678',
  join: '679',
  delete: '617',
};

/** What the document lists for these operations, and the extensions that it leaves open. */
const operation = (prefix: string): Fields => ({
  'oper_id=action!': (action) => {
    const suffix = own(ACTIONS, action);
    return suffix && prefix + suffix;
  },
  'gid!': integer,
  'target_id!': text,
  'uid!': integer,
  'ext1=id!': text,
  ext2: text,
  ext3: text,
  ext4: text,
  ext5: text,
  ext6: text,
  ext7: text,
  ext8: text,
  ext9: text,
  ext10: text,
});

const KINDS: Readonly<Record<string, Fields>> = {
  vote: operation('1504000120'),
  lottery: operation('1505000120'),
};

/** 80015 and 80033: that record is refused; from a sibling page of the same documentation. */
const REFUSED = [RET_BAD_PARAMETERS, 80015, 80033];

/** Votes and lotteries of a group, for `POST /api/v1/OperReport`: 仅支持单条数据上报, one record a request. */
export function oper(options: OperOptions): Endpoint {
  return {
    ...endpointBase('oper', options, { records: 1, bytes: BODY_LIMIT }),
    secret: options.token,
    // Nothing in a request is common to many records.
    identify: () => pick({}, {}),

    map(event) {
      const { id: nonce, kind, props, time } = event;
      const fields = own(KINDS, kind);
      const picked = mapByUser(options, event) || (fields && pick(props, fields));
      // The nonce is made with the record, and so stays the same when the request is repeated.
      return typeof picked !== 'object'
        ? picked
        : { ...picked, item: { ts: inSeconds(time), nonce, data: picked.item } };
    },

    encode: ({ records: [record] }, { secret }) =>
      jsonRequest(options.url, record ? [record.json, 1] : ['', 0], secret),

    judge: (response) => judgeReport(response, options.isAuthError, REFUSED),
  };
}
