import type { Outcome } from './endpoint';
import { parseObject } from './json';
import type { Response } from './ports';

/** What a body says: the parsed JSON, the text, and one line for a person. */
type JudgeBody = (
  json: Readonly<Record<string, unknown>> | undefined,
  body: string,
) => Outcome['kind'] | undefined;

/**
 * What an answer means by its status, for all endpoints. Of a 2xx the body tells, and one that
 * `judgeBody` does not know (a captive portal's page, for instance) is nobody's yes. 404 and 405 are
 * tried again as well: a deployment in progress looks like that.
 */
export function judgeBy(
  { status, body, retryAfter }: Response,
  judgeBody: JudgeBody,
  isAuthError?: boolean,
): Outcome {
  const kind =
    isAuthError || status === 401 || status === 403
      ? 'reauthorize'
      : status === 413 || status === 414 || status === 431
        ? 'too-large'
        : status === 400 || status === 422
          ? 'rejected'
          : status >= 200 && status < 300
            ? judgeBody(parseObject(body), body)
            : undefined;
  return { kind: kind || 'retry', why: `${status} ${body.slice(0, 99)}`, retryAfter };
}

/** 请求参数错误: the documented refusal of a request for what it says. */
export const RET_BAD_PARAMETERS = 1001;

/** Judges `{ret, msg}`, where 0 is the only yes and `refused` lists what `ret` says of content. */
export const judgeReport = (
  response: Response,
  isAuthError: ((response: Response) => boolean) | undefined,
  refused = [RET_BAD_PARAMETERS],
): Outcome =>
  judgeBy(
    response,
    (json) =>
      json &&
      (json['ret'] === 0
        ? 'accepted'
        : refused.indexOf(json['ret'] as number) < 0
          ? undefined
          : 'rejected'),
    isAuthError && isAuthError(response),
  );
