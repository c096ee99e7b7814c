import type { Callbacks } from './answers';
import type { Core } from './core';

/** Unpredictable bytes, which this platform gives asynchronously only. */
export const cryptoApi = ({ realm, answers }: Core) => ({
  getUserCryptoManager: () => ({
    getRandomValues: (
      options: { length: number } & Callbacks<{
        randomValues: ArrayBuffer;
        readonly errMsg: string;
      }>,
    ) =>
      answers.later('getRandomValues', options, () => ({
        randomValues: realm.buffer(crypto.getRandomValues(new Uint8Array(options.length))),
      })),
    getLatestUserKey(options?: Callbacks<never>): void {
      void answers.later('getLatestUserKey', options, () => ({ refusal: { why: 'no user' } }));
    },
  }),
});
