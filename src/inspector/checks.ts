import type { Stats } from '../core/counts';
import type { Endpoint } from '../core/endpoint';
import type { TrackerOptions } from '../core/options';
import type { MappedPage } from './mappedPage';
import type { SeenRequest } from './seen';

/** What a check of the configuration has found. `wrong` keeps events from arriving. */
export interface Finding {
  readonly kind: 'wrong' | 'look' | 'fine';
  readonly what: string;
}

/** All that the checks look at. */
export interface Facts {
  readonly options: TrackerOptions | undefined;
  /** The page's address. */
  readonly href: string;
  readonly page: MappedPage | undefined;
  readonly requests: readonly SeenRequest[];
  readonly stats: Stats;
  /** Global Privacy Control. */
  readonly refusesTracking: boolean;
  readonly hasDisk: boolean;
}

const wrong = (what: string): Finding => ({ kind: 'wrong', what });
const look = (what: string): Finding => ({ kind: 'look', what });
const fine = (what: string): Finding => ({ kind: 'fine', what });

/** Of the requests to one endpoint. */
function checkTraffic(
  name: string,
  requests: readonly SeenRequest[],
  isForeign: boolean,
): Finding[] {
  const last = requests.filter(({ answer }) => answer !== undefined).pop();
  const answer = (last && last.answer) || '';
  const found: Finding[] = [];
  if (/^no answer/.test(answer) && isForeign) {
    found.push(
      wrong(
        `${name}: another origin gave no answer that a page may read. Does it allow this page by CORS? Use a relay, or cors: 'opaque'`,
      ),
    );
  }
  if (/^404/.test(answer)) found.push(wrong(`${name}: nothing is at its address (404)`));
  if (/^(5|429)/.test(answer)) {
    found.push(look(`${name}: its last answer was ${answer.slice(0, 3)}; Waiting says what waits`));
  }
  if (/^40[13]/.test(answer)) {
    found.push(wrong(`${name}: the server refuses who is asking (${answer.slice(0, 3)})`));
  }
  const isTold = requests.some(({ form }) => form.headers.some(([at]) => at === 'Authorization'));
  if (isTold) {
    found.push(
      look(
        `${name}: this page holds a token, and everybody who opens it can read it. Let a relay add it`,
      ),
    );
  }
  return found;
}

function checkEndpoint(
  { name, url = '', problems, cors, exit }: Endpoint,
  facts: Facts,
): Finding[] {
  const found = problems.map((problem) => wrong(`${name}: ${problem}`));
  const requests = facts.requests.filter(({ lane }) => lane === name);
  const page = new URL(facts.href);
  let target: URL;
  try {
    target = new URL(url, page);
  } catch (e) {
    return [...found, wrong(`${name}: its url is no address: ${url}`)];
  }
  const isForeign = target.origin !== page.origin;
  if (target.protocol === 'http:' && page.protocol === 'https:') {
    found.push(
      wrong(
        `${name}: ${target.origin} is http, and browsers let no https page call it. Use https, or a relay on this origin`,
      ),
    );
  }
  found.push(...checkTraffic(name, requests, isForeign && !cors));
  if (cors && !isForeign) {
    found.push(look(`${name}: cors: 'opaque' on the page's own origin hides its answers`));
  }
  if (exit === 'keep')
    found.push(look(`${name}: exit: 'keep' sends nothing while the page leaves`));
  return found.length
    ? found
    : [fine(`${name}: ${isForeign ? target.origin : 'this origin'}, nothing to complain of`)];
}

function checkPage({ options, page }: Facts): Finding[] {
  const names = ((options && options.plugins) || []).map(({ name }) => name);
  if (!page) {
    return names.indexOf('dwell') < 0
      ? []
      : [wrong('dwell: without pageViews there is no visit to measure')];
  }
  if (page.ids) return [fine(`pageViews: this page is ${JSON.stringify(page.ids)}`)];
  const complaints = page.complaints.map(wrong);
  return complaints.length ? complaints : [look('pageViews: this page begins no visit')];
}

function checkUser({ options, refusesTracking, hasDisk, stats }: Facts): Finding[] {
  const { consent, sample = 1 } = options || {};
  const found: Finding[] = [];
  if (refusesTracking && !consent) {
    found.push(
      look('consent: this browser asks that nobody tracks, so it is denied until granted'),
    );
  }
  if (stats.dropped.denied) {
    found.push(look(`consent: ${stats.dropped.denied} records were dropped for want of it`));
  }
  if (sample < 1) found.push(look(`sample: ${sample * 100} % of the sessions are recorded`));
  if (!hasDisk) found.push(look('disk: there is none here, so what waits ends with the page'));
  return found;
}

/** What keeps events from arriving, or may: the worst first. */
export function checkConfig(facts: Facts): Finding[] {
  const { options } = facts;
  const found = [
    ...(options
      ? options.endpoints.reduce<Finding[]>(
          (all, endpoint) => all.concat(checkEndpoint(endpoint, facts)),
          [],
        )
      : [look('Give inspect() the options of createTracker() too, and they are checked')]),
    ...((options && options.plugins) || []).reduce<Finding[]>(
      (all, { name, problems }) => all.concat(problems.map((each) => wrong(`${name}: ${each}`))),
      [],
    ),
    ...checkPage(facts),
    ...checkUser(facts),
  ];
  const order = ['wrong', 'look', 'fine'];
  return found.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
}
