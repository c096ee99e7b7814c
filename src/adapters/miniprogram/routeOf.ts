/** A page's instance. WeChat's name of the path first, then Douyin's and Baidu's. */
export interface WxPage {
  readonly route?: string;
  readonly __route__?: string;
  readonly uri?: string;
  readonly options?: unknown;
}

/** A page's path. A component that is no page has none. */
export const routeOf = (page: unknown): string | undefined => {
  const { route, __route__, uri } = Object(page) as WxPage;
  return [route, __route__, uri].find((name) => typeof name === 'string');
};
