import { ActionIcon, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { Link, Outlet } from '@tanstack/react-router';
import { MoonIcon, PlusIcon, SunIcon } from '../components/icons.tsx';
import { NewPurchaseProvider, useNewPurchase } from '../new-purchase/new-purchase-provider.tsx';
import { EditorButton } from '../roles/editor-button.tsx';
import { SearchBoxProvider } from '../search-box/search-box-provider.tsx';
import { SearchButton } from '../search-box/search-button.tsx';
import { ApiState } from './api-state.tsx';
import { Brand } from './brand.tsx';
import { useKeptFocus } from './kept-focus.ts';
import { LiveState } from './live-state.tsx';
import { PageChanges } from './page-changes.tsx';
import { SessionEnded } from './session-ended.tsx';
import { SessionGate, useIsPageShown } from './session-gate.tsx';
import { StillLoading } from './still-loading.tsx';
import { Who } from './who.tsx';
import './shell.css';

/** The header and navigation around every page. */
export function Shell() {
  useKeptFocus();
  return (
    <NewPurchaseProvider>
      <SearchBoxProvider isEnabled={useIsPageShown()}>
        <a href="#content" className="skip-link">
          Skip to content
        </a>
        <header className="header">
          <div className="page header-content">
            <Brand />
            <Navigation />
            <HeaderSearch />
            <Who />
            <NewPurchaseButton />
            <ColorSchemeToggle />
          </div>
        </header>
        <main id="content" className="page content" tabIndex={-1}>
          <ApiState />
          <StillLoading />
          <LiveState />
          <SessionGate>
            <Outlet />
          </SessionGate>
        </main>
        <SessionEnded />
        <PageChanges />
      </SearchBoxProvider>
    </NewPurchaseProvider>
  );
}

function Navigation() {
  // Keeps its place in the header.
  if (!useIsPageShown()) return <div className="navigation" />;
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

function HeaderSearch() {
  return useIsPageShown() ? <SearchButton /> : null;
}

function NewPurchaseButton() {
  const openNewPurchase = useNewPurchase();
  if (!useIsPageShown()) return null;
  return (
    <EditorButton
      size="xs"
      leftSection={<PlusIcon size={15} />}
      deed="add purchases"
      onClick={() => openNewPurchase({})}
    >
      New purchase
    </EditorButton>
  );
}

function ColorSchemeToggle() {
  // Otherwise Mantine stops transitions by a style element, which the content security policy blocks.
  const { setColorScheme } = useMantineColorScheme({ keepTransitions: true });
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
