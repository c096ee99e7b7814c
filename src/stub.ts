import type { ScriptGlobal } from './adapters/browser/firstTracker';
import type { Timestamp } from './core/units';

// What stands in a page before the script: the build makes `dist/stub.js` of it, to be pasted there. No
// syntax is newer than ES5, so that where the script cannot run, `track` is still there to be called.
(function (page: { tracelet?: ScriptGlobal }, tracelet: ScriptGlobal) {
  page.tracelet = tracelet = page.tracelet || tracelet;
  tracelet.q = tracelet.q || [];
  tracelet.track =
    tracelet.track ||
    function (kind, props) {
      try {
        // One more than a tracker takes, so that it tells that there were too many.
        if (!tracelet.q[1000])
          tracelet.q.push([Date.now() as Timestamp, kind, Object.assign({}, props)]);
      } catch (e) {
        /* the host's own getter */
      }
    };
})(window as never, {} as never);
