import { useNavigate } from '@tanstack/react-router';
import { FileIcon, GoIcon, KeyboardIcon, PlusIcon, StockIcon } from '../components/icons.tsx';
import { useNewPurchase } from '../new-purchase/new-purchase-provider.tsx';
import { useMay } from '../roles/use-may.ts';
import { useSearchBox } from './openers.ts';
import type { Option } from './option.ts';

interface Named {
  readonly id: string;
  readonly name: string;
}

const GO = <GoIcon size={16} />;
const ADD = <PlusIcon size={16} />;

const pages = [
  { to: '/', label: 'Overview', words: 'overview start home' },
  { to: '/customers', label: 'Customers', words: 'customers' },
  { to: '/products', label: 'Products', words: 'products' },
  { to: '/products/buyers', label: 'Buyers', words: 'buyers of products' },
  { to: '/purchases', label: 'Purchases', words: 'purchases sales' },
] as const;

/** A command with the words by which it is found. */
type Command = Option & { readonly words: string };

/** What the box can do. Whoever may not change anything is not offered to. */
export function useCommands() {
  const navigate = useNavigate();
  const openNewPurchase = useNewPurchase();
  const { openShortcuts } = useSearchBox();
  const mayEdit = useMay('editor') === true;
  const actions: Command[] = [
    {
      id: 'new purchase',
      label: 'New purchase',
      words: 'new add purchase sale sell buy',
      icon: ADD,
      run: () => openNewPurchase({}),
    },
    {
      id: 'new customer',
      label: 'New customer',
      words: 'new add customer',
      icon: ADD,
      run: () => void navigate({ to: '/customers', state: { opens: 'add' } }),
    },
    {
      id: 'new product',
      label: 'New product',
      words: 'new add product',
      icon: ADD,
      run: () => void navigate({ to: '/products', state: { opens: 'add' } }),
    },
    {
      id: 'import sales',
      label: 'Import sales',
      words: 'import sales file csv excel upload',
      icon: <FileIcon size={16} />,
      run: () => void navigate({ to: '/import' }),
    },
  ];
  const places: Command[] = [
    ...pages.map(({ to, label, words }) => ({
      id: to,
      label,
      words: `go to ${words}`,
      icon: GO,
      run: () => void navigate({ to }),
    })),
    {
      id: 'shortcuts',
      label: 'Keyboard shortcuts',
      words: 'keyboard shortcuts keys help ?',
      icon: <KeyboardIcon size={16} />,
      keys: '?',
      run: openShortcuts,
    },
  ];
  return {
    mayEdit,
    actions: mayEdit ? actions : [],
    places,
    sellTo: ({ id, name }: Named): Option => ({
      id: `sell to ${id}`,
      label: `New purchase for ${name}`,
      icon: ADD,
      run: () => openNewPurchase({ customerId: id }),
    }),
    sell: ({ id, name }: Named): Option => ({
      id: `sell ${id}`,
      label: `New purchase of ${name}`,
      icon: ADD,
      run: () => openNewPurchase({ productId: id }),
    }),
    adjustStock: ({ id, name }: Named): Option => ({
      id: `stock ${id}`,
      label: `Adjust stock of ${name}`,
      icon: <StockIcon size={16} />,
      run: () =>
        void navigate({ to: '/products/$productId', params: { productId: id }, state: { opens: 'stock' } }),
    }),
  };
}
