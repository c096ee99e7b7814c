export * from './events';
export * from './pages';
export * from './vendors';
export * from './world';
