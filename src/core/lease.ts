import { SECOND, type Duration } from './units';

/** Longest wait for an answer. A server that needs more is as good as down. */
export const REQUEST_TIMEOUT = (20 * SECOND) as Duration;

/** Longest wait for a token, a session key or a signature of the host's. */
export const HOOK_TIMEOUT = (10 * SECOND) as Duration;

/**
 * How long a batch belongs to the tab that sends it: two requests, with new credentials between them,
 * and the time that a busy page takes beside. After that its tab is held for dead.
 */
export const LEASE = (60 * SECOND) as Duration;

/** How long a batch belongs to the tab that fills it, renewed with each append. */
export const OPEN_FOR = (30 * SECOND) as Duration;
