export { createDryTracker } from './inspector/dryTracker';
export { inspect } from './inspector/inspect';
export {
  vConsolePlugin,
  type VConsoleLike,
  type VConsolePluginLike,
} from './inspector/vConsolePlugin';
