import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';

/** When a server of this process has come to `stage` with a request for `url`. */
const when = (stage: 'request.start' | 'response.finish', url: string): Promise<void> =>
  new Promise((resolve) => {
    const channel = `http.server.${stage}`;
    const look = (message: unknown): void => {
      const { request } = message as { request: IncomingMessage };
      if (`http://${request.headers.host}${request.url}` !== url) return;
      unsubscribe(channel, look);
      resolve();
    };
    subscribe(channel, look);
  });

export const askedFor = (url: string): Promise<void> => when('request.start', url);

export const answered = (url: string): Promise<void> => when('response.finish', url);
