import '@fontsource-variable/inter/wght.css';
import './mantine.css';
import '@mantine/notifications/styles.css';
import './theme.css';
import './page.css';
import './print.css';
import './schemas-without-eval.ts';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { beginSession } from './api/api.ts';
import { createApiCache } from './api/cache.ts';
import { loadRemainingCode } from './components/lazy-component.ts';
import { createPageRouter } from './router.tsx';
import { session } from './session/session.ts';
import { visit } from './session/visit.ts';
import { theme } from './theme.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

session.arrive(visit());
// If the configuration cannot be read, the first request for data tries again.
beginSession().catch(() => {});

const router = createPageRouter();
const stopWaiting = router.subscribe('onResolved', () => {
  stopWaiting();
  loadRemainingCode();
});

createRoot(root).render(
  <StrictMode>
    {/* Without the styles that are in the style sheet. */}
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <Notifications position="bottom-right" containerWidth={380} limit={3} />
      <QueryClientProvider client={createApiCache()}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
