import type { StoredRecord } from './batch';
import type { TrackedEvent } from './event';
import type { DevicePort, Response, WireRequest } from './ports';
import type { Timestamp } from './units';

/** Something that was read for the wire, field by field. */
export interface Picked {
  /** The fields that were read, by the names that they have on the wire. */
  readonly item: object;
  /** Required fields that are not there or not valid: without them the event is dropped. */
  readonly missing: string[];
  /** Fields that the event goes without; its user is told. */
  readonly wrong: string[];
}

/** What `map` may use beside the event. */
export interface MapContext {
  /** What {@link Endpoint.identify} answered, or the device's id. */
  readonly identity: unknown;
  /** The device and the kind of application. */
  readonly device: DevicePort;
}

/** A token or a session key, or what fetches one. Asked again when the endpoint refuses the last. */
export type Secret = string | (() => string | Promise<string>);

/** What `encode` may use beside the batch. */
export interface EncodeContext {
  /** When the request is made, for signatures and heads that hold a time. */
  readonly now: Timestamp;
  /** What the endpoint's `secret` answered last. */
  readonly secret: string | undefined;
  /** The device and the kind of application. */
  readonly device: DevicePort;
}

/** A request, and how much of the batch is in it. */
export interface Encoded {
  /** As it goes out. */
  readonly request: WireRequest;
  /** How many of the batch's first records the request holds; 0 when not even the first fits. */
  readonly taken: number;
}

/** What the endpoint's answer means; `why` is for a person. */
export interface Outcome {
  /** What to do with the records. */
  readonly kind:
    | 'accepted'
    /** Nobody will ever tell. */
    | 'handed-over'
    | 'retry'
    | 'reauthorize'
    | 'too-large'
    /** One of the records is at fault. */
    | 'rejected'
    /** No record would be accepted: an option is wrong. */
    | 'misconfigured';
  /** The reason in words, for warnings and for the inspector. */
  readonly why: string;
  /** The header, as it came. */
  readonly retryAfter?: string | undefined;
  /** There was no answer at all, so a network that comes back is reason to try at once. */
  readonly unreachable?: boolean;
}

/** A batch as `encode` sees it. */
export interface Contents {
  /** In the order in which they were recorded; as many of the first as fit go into the request. */
  readonly records: readonly StoredRecord[];
  /** What {@link Endpoint.identify} answered for all of them. */
  readonly identity: unknown;
}

/** The most that goes into one request. */
export interface Limits {
  /** Records in one request. */
  readonly records: number;
  /** Bytes that its items take, each weighed by `weigh()`. */
  readonly bytes: number;
}

/** One vendor's way of taking events. Pure but for the hooks that its user gave. */
export interface Endpoint {
  /** Names the lane on disk: letters, digits, `_`, `-` and `.`. */
  readonly name: string;
  /** Options that are missing or wrong; `createTracker` throws the first. */
  readonly problems: readonly string[];
  /** The most that one of its requests may hold. */
  readonly limits: Limits;
  /** Where its requests go, a query apart: they are none of the page's own. */
  readonly url?: string | undefined;
  /**
   * `undefined`: the endpoint knows nothing of this kind. `skip`: it knows the kind, and does without
   * this event. `repeated`: it has had it.
   */
  map(event: TrackedEvent, context: MapContext): Picked | 'skip' | 'repeated' | undefined;
  /**
   * Whose events these are, asked when `track()` is called; a batch holds those of one identity.
   * `undefined`: of the device, for which the tracker keeps an id.
   */
  identify(): Picked | undefined;
  /** What an item, and the comma beside it, will take of `limits.bytes`, given its JSON. */
  weigh(json: string): number;
  /** What its requests need and its answers may refuse: a token or a session key. */
  readonly secret?: Secret | undefined;
  /** A promise where a hook signs asynchronously. */
  encode(batch: Contents, context: EncodeContext): Encoded | Promise<Encoded>;
  /** What an answer of the server means, by the vendor's document. Never called where there was none. */
  judge(response: Response): Outcome;
  /** `opaque`: another origin whose answers cannot be read; what is sent counts as handed over. */
  readonly cors?: 'opaque' | undefined;
  /** The server discards duplicates, so what went out at an exit is kept until an answer is heard. */
  readonly deduplicates?: boolean | undefined;
  /** `keep`: nothing is sent while the page goes away; it stays on disk for the next visit. */
  readonly exit?: 'send' | 'keep' | undefined;
}

/** Options that every endpoint has. */
export interface EndpointOptions {
  /** Where to send: the vendor's address (direct), or a path of one's own origin (relay). */
  url: string;
  /** Default: the endpoint's own name. Two endpoints of one name throw. */
  name?: string;
  /**
   * Makes the fields of an element out of an event, for kinds of one's own and ids that no table
   * lists; what is the same in every element is added. `undefined`: not for this endpoint.
   */
  map?: Readonly<Record<string, (event: TrackedEvent) => object | undefined>>;
  /**
   * `opaque`: `url` is of another origin that allows no reading of its answers; what is sent counts as handed over.
   * Default: they are read.
   */
  cors?: 'opaque';
  /**
   * The server discards duplicates, so what went out at an exit is kept until an answer is heard. Default:
   * false.
   */
  deduplicates?: boolean;
  /** `keep`: nothing is sent while the page goes away; it waits on disk for the next visit. Default: `send`. */
  exit?: 'send' | 'keep';
  /** Lower limits than the endpoint's own, which are the default. */
  limits?: Partial<Limits>;
}

/** Options of the endpoints that take an `Authorization` header. */
export interface AuthorizedOptions extends EndpointOptions {
  /** The header's value, for direct mode. A server-side secret: never in a page. */
  token?: Secret;
  /** Recognises an answer that refuses the token but is no 401 or 403. */
  isAuthError?: (response: Response) => boolean;
}
