import type { Core } from './core';

/** What the platform tells of errors that the app has not caught. */
export function errorsApi({ thread, listeners, realm }: Core) {
  const errors = listeners<never>();
  const rejections = listeners<{ reason: never; promise: never }>();
  const messageOf = (reason: unknown): string => {
    const { stack } = (reason || {}) as { readonly stack?: unknown };
    return typeof stack === 'string' ? stack : String(reason);
  };
  thread.onError(({ kind, reason }) => {
    if (kind === 'error') errors.tell(messageOf(reason) as never);
    else {
      const event = { reason: reason as never, promise: undefined as never };
      rejections.tell(Object.assign(realm.object(), event));
    }
  });
  return {
    messageOf,
    api: {
      onError: errors.on,
      offError: errors.off,
      onUnhandledRejection: rejections.on,
      offUnhandledRejection: rejections.off,
    },
  };
}
