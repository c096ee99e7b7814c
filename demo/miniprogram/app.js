// Before the first page, so that its visit is seen to begin.
const { tracker } = require('./tracker');

App({
  onLaunch() {
    // Each step of each batch, for the console of the vendor's tools.
    tracker.observe((stage) => console.log(stage.kind, stage));
  },
});
