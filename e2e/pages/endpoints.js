// The five endpoints with the test server's accounts, for the tests' blank page. Each takes options
// that differ: `endpoints.relay.mta({ exit: 'keep' })`, `endpoints.direct(origin).mta()`.
{
  /** How often each hook was asked, and how often it has answered. */
  const asked = {};
  const answered = {};

  /** What a host's own server would answer with, after a login. */
  const issue = (name) => async () => {
    asked[name] = (asked[name] ?? 0) + 1;
    const response = await fetch(`/_local/issue?endpoint=${name}`);
    const { value } = await response.json();
    answered[name] = (answered[name] ?? 0) + 1;
    return value;
  };

  const common = {
    mta: { appKey: 'if8888mta', cui: 'cui-1' },
    pushData: {
      appId: 15154545,
      uid: 'device-1',
      session: issue('pushData'),
      signKey: 'developer_login',
    },
    mediaEvent: { account: { account_type: 2, appid: 'wx-1', openid: 'openid-1' } },
    behavior: { head: { uid: '80001', openid: 'openid-1' } },
    oper: {},
  };
  const relays = {
    mta: '/relay/mta',
    pushData: '/relay/push',
    mediaEvent: '/relay/media',
    behavior: '/relay/behavior',
    oper: '/relay/oper',
  };
  const paths = {
    mta: '/mstat/submit',
    pushData: '/statistic/push_data/',
    mediaEvent: '/upbot/api/ReportMediaEvent',
    behavior: '/upbot/api/ReportBehaviorData',
    oper: '/api/v1/OperReport',
  };
  const names = Object.keys(common);
  const each = (urlOf, secretOf) =>
    Object.fromEntries(
      names.map((name) => [
        name,
        (more) =>
          window.tracelet[name]({ url: urlOf(name), ...common[name], ...secretOf(name), ...more }),
      ]),
    );

  window.endpoints = {
    asked,
    answered,
    issue,
    relay: each(
      (name) => relays[name],
      () => ({}),
    ),
    direct: (origin = '') =>
      each(
        (name) => origin + paths[name],
        (name) => (name === 'mta' || name === 'pushData' ? {} : { token: issue(name) }),
      ),
  };
}
