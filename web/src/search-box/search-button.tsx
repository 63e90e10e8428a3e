import { Box, Button } from '@mantine/core';
import { SearchIcon } from '../components/icons.tsx';
import { SEARCH_KEYS, useSearchBox } from './openers.ts';

/** Opens the search box, and shows the keys that do. */
export function SearchButton() {
  const { openSearch } = useSearchBox();
  return (
    <Button
      variant="default"
      size="xs"
      className="search-button"
      leftSection={<SearchIcon size={15} />}
      rightSection={
        <Box component="kbd" visibleFrom="md" aria-hidden>
          {SEARCH_KEYS}
        </Box>
      }
      aria-keyshortcuts="Control+K Meta+K /"
      onClick={openSearch}
    >
      <span className="search-button-text">Search</span>
    </Button>
  );
}
