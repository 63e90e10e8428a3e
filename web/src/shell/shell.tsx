import { ActionIcon, Button, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { useWindowEvent } from '@mantine/hooks';
import { Link, Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { MoonIcon, PlusIcon, SunIcon } from '../components/icons.tsx';
import { NewPurchaseProvider, useNewPurchase } from '../new-purchase/new-purchase-provider.tsx';
import { ApiState } from './api-state.tsx';
import { Brand } from './brand.tsx';
import { useKeptFocus } from './kept-focus.ts';
import { PageChanges } from './page-changes.tsx';
import { StillLoading } from './still-loading.tsx';
import './shell.css';

/** What surrounds every page. */
export function Shell() {
  useKeptFocus();
  return (
    <NewPurchaseProvider>
      <a href="#content" className="skip-link">
        Skip to content
      </a>
      <header className="header">
        <div className="page header-content">
          <Brand />
          <Navigation />
          <NewPurchaseButton />
          <ColorSchemeToggle />
        </div>
      </header>
      <main id="content" className="page content" tabIndex={-1}>
        <ApiState />
        <StillLoading />
        <Outlet />
      </main>
      <SearchHotkey />
      <PageChanges />
    </NewPurchaseProvider>
  );
}

function Navigation() {
  return (
    <nav aria-label="Pages" className="navigation">
      <Link to="/" activeOptions={{ exact: true }}>
        Overview
      </Link>
      <Link to="/customers" activeOptions={{ includeSearch: false }}>
        Customers
      </Link>
      <Link to="/products" activeOptions={{ includeSearch: false }}>
        Products
      </Link>
      <Link to="/purchases" activeOptions={{ includeSearch: false }}>
        Purchases
      </Link>
    </nav>
  );
}

function NewPurchaseButton() {
  const openNewPurchase = useNewPurchase();
  return (
    <Button size="xs" leftSection={<PlusIcon size={15} />} onClick={() => openNewPurchase({})}>
      New purchase
    </Button>
  );
}

function ColorSchemeToggle() {
  const { setColorScheme } = useMantineColorScheme();
  const isDark = useComputedColorScheme('light') === 'dark';
  return (
    <ActionIcon
      variant="default"
      size={30}
      aria-label={isDark ? 'Switch to light mode' : 'Switch to dark mode'}
      onClick={() => setColorScheme(isDark ? 'light' : 'dark')}
    >
      {isDark ? <SunIcon /> : <MoonIcon />}
    </ActionIcon>
  );
}

/** `/` brings the focus to the page's search, or to that of the list that the page belongs to. */
function SearchHotkey() {
  const navigate = useNavigate();
  const { pathname } = useLocation();
  useWindowEvent('keydown', (event) => {
    // By what is typed, not by the keys: many keyboards have the slash on Shift and 7.
    if (event.key !== '/' || event.ctrlKey || event.altKey || event.metaKey || isTyping(event)) return;
    event.preventDefault();
    const field = document.querySelector<HTMLInputElement>('[data-search]');
    if (field !== null) return field.focus();
    const to = pathname.startsWith('/products') ? '/products' : '/customers';
    void navigate({ to, state: { isSearching: true } });
  });
  return null;
}

/** Whether a key goes into a field or a dialog. */
const isTyping = ({ target }: KeyboardEvent): boolean =>
  target instanceof Element &&
  target.closest('input, textarea, select, [role="dialog"], [role="alertdialog"]') !== null;
