export * from './events';
export * from './exposures';
export * from './pages';
export * from './vendors';
export * from './world';
