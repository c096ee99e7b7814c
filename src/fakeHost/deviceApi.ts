import type { Callbacks } from './answers';
import type { Core } from './core';

export interface Done {
  readonly errMsg: string;
}
export type NetworkType = 'wifi' | 'none';
export interface NetworkStatus {
  isConnected: boolean;
  networkType: NetworkType;
}

export const SDK_VERSION = '3.8.0';

/** The device, the network it is in, and chance. */
export function deviceApi({ realm, answers, network, options, listeners, profile }: Core) {
  const { sdkVersion = SDK_VERSION, os = 'android' } = options;
  const status = listeners<NetworkStatus>();
  const networkType = (): NetworkType => (network.isOnline() ? 'wifi' : 'none');

  const device = {
    abi: '',
    benchmarkLevel: 30,
    brand: os === 'ios' ? 'iPhone' : 'fake',
    cpuType: '',
    deviceAbi: '',
    memorySize: '4096',
    model: os === 'ios' ? 'iPhone 15' : 'fake',
    platform: os,
    system: os === 'ios' ? 'iOS 17.0' : 'Android 14',
  };
  const app = {
    PCKernelVersion: '',
    SDKVersion: sdkVersion,
    enableDebug: false,
    fontSizeScaleFactor: 1,
    fontSizeSetting: 16,
    host: { appId: 'wx0000000000000000', env: profile },
    language: 'zh_CN',
    version: '8.0.50',
  };
  const safeArea = { left: 0, top: 40, right: 390, bottom: 844, width: 390, height: 804 };
  const view = {
    pixelRatio: 3,
    safeArea,
    screenHeight: 844,
    screenTop: 0,
    screenWidth: 390,
    statusBarHeight: 40,
    windowHeight: 844,
    windowWidth: 390,
  };
  const system = {
    ...device,
    ...app,
    ...view,
    albumAuthorized: true,
    bluetoothEnabled: true,
    cameraAuthorized: true,
    deviceOrientation: 'portrait' as const,
    locationAuthorized: true,
    locationEnabled: true,
    locationReducedAccuracy: false,
    microphoneAuthorized: true,
    notificationAlertAuthorized: true,
    notificationAuthorized: true,
    notificationBadgeAuthorized: true,
    notificationSoundAuthorized: true,
    phoneCalendarAuthorized: true,
    wifiEnabled: true,
  };

  /** The host tells of a network that comes or goes. */
  function tellStatus(): void {
    status.tell(realm.own({ isConnected: network.isOnline(), networkType: networkType() }));
  }

  return {
    tellStatus,
    api: {
      getDeviceInfo: () => realm.own(device),
      getAppBaseInfo: () => realm.own(app),
      getWindowInfo: () => realm.own(view),
      getSystemInfoSync: () => realm.own(system),
      getSystemInfo: (given?: Callbacks<typeof system & Done>) =>
        answers.later('getSystemInfo', given, () => realm.own(system)),
      getNetworkType: (
        given?: Callbacks<
          {
            networkType: NetworkType;
            hasSystemProxy: boolean;
            signalStrength: number;
            weakNet: boolean;
          } & Done
        >,
      ) =>
        answers.later('getNetworkType', given, () => ({
          networkType: networkType(),
          hasSystemProxy: false,
          signalStrength: 0,
          weakNet: false,
        })),
      onNetworkStatusChange: status.on,
      offNetworkStatusChange: status.off,
    },
  };
}
