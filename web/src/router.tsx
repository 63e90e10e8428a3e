import { createRootRoute, createRoute, createRouter } from '@tanstack/react-router';
import type { CustomerFilters } from './api/customers.ts';
import type { BuyerFilters, ProductFilters } from './api/products.ts';
import type { PurchaseFilters } from './api/purchases.ts';
import { lazyComponent } from './components/lazy-component.ts';
import { textParameters } from './filters/text-parameters.ts';
import type { Opened } from './links/use-arrival.ts';
import { NoSuchPage } from './shell/no-such-page.tsx';
import { PageFailure } from './shell/page-failure.tsx';
import { Shell } from './shell/shell.tsx';

const rootRoute = createRootRoute({ component: Shell, notFoundComponent: NoSuchPage });

const start = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  component: lazyComponent(() => import('./pages/overview/overview-page.tsx'), 'OverviewPage'),
});

const customers = createRoute({
  getParentRoute: () => rootRoute,
  path: '/customers',
  validateSearch: textParameters<keyof CustomerFilters>(),
  component: lazyComponent(() => import('./pages/customers/customers-page.tsx'), 'CustomersPage'),
});

const customer = createRoute({
  getParentRoute: () => rootRoute,
  path: '/customers/$customerId',
  component: lazyComponent(() => import('./pages/customers/customer-page.tsx'), 'CustomerPage'),
});

const products = createRoute({
  getParentRoute: () => rootRoute,
  path: '/products',
  validateSearch: textParameters<keyof ProductFilters>(),
  component: lazyComponent(() => import('./pages/products/products-page.tsx'), 'ProductsPage'),
});

const buyers = createRoute({
  getParentRoute: () => rootRoute,
  path: '/products/buyers',
  validateSearch: textParameters<keyof BuyerFilters>(),
  component: lazyComponent(() => import('./pages/products/buyers-page.tsx'), 'BuyersPage'),
});

const product = createRoute({
  getParentRoute: () => rootRoute,
  path: '/products/$productId',
  component: lazyComponent(() => import('./pages/products/product-page.tsx'), 'ProductPage'),
});

const purchases = createRoute({
  getParentRoute: () => rootRoute,
  path: '/purchases',
  validateSearch: textParameters<keyof PurchaseFilters>(),
  component: lazyComponent(() => import('./pages/purchases/purchases-page.tsx'), 'PurchasesPage'),
});

const purchase = createRoute({
  getParentRoute: () => rootRoute,
  path: '/purchases/$purchaseId',
  component: lazyComponent(() => import('./pages/purchases/purchase-page.tsx'), 'PurchasePage'),
});

const importing = createRoute({
  getParentRoute: () => rootRoute,
  path: '/import',
  component: lazyComponent(() => import('./pages/import/import-page.tsx'), 'ImportPage', { isForAll: false }),
});

const routeTree = rootRoute.addChildren([
  start,
  customers,
  customer,
  products,
  buyers,
  product,
  purchases,
  purchase,
  importing,
]);

/** The routes of the pages. Queries are plain text, like those of the API. */
export const createPageRouter = () =>
  createRouter({
    routeTree,
    defaultPreload: 'intent',
    scrollRestoration: true,
    search: { strict: true },
    defaultErrorComponent: PageFailure,
    parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
    stringifySearch: (search) => {
      const given = Object.entries(search).filter(([, value]) => value !== undefined && value !== '');
      return given.length === 0 ? '' : `?${new URLSearchParams(given as [string, string][])}`;
    },
  });

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** What the page opens on arrival. */
    opens?: Opened;
  }
  interface Register {
    router: ReturnType<typeof createPageRouter>;
  }
}
