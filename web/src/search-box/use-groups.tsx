import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { customerById } from '../api/customers.ts';
import { productById } from '../api/products.ts';
import type { CustomerView, Product } from '../api/types.ts';
import type { Group, Option } from './option.ts';
import { type Recent, remember, useRecent } from './recent.ts';
import { useCommands } from './use-commands.tsx';
import { useFound, useOptions } from './use-found.tsx';
import { suits, wishOf } from './wish.ts';

const MAX_FOUND = 5;

/** What the box offers for a text. */
interface Offer {
  readonly groups: readonly Group[];
  /** Whether there may be more in a moment. */
  readonly isSearching: boolean;
  /** What could not be searched, such as `customers`. */
  readonly failed: readonly string[];
}

/** @param typed the text in the box. @param settled the text a moment ago, which is searched for. */
export function useGroups(typed: string, settled: string): Offer {
  const commands = useCommands();
  const options = useOptions();
  const cache = useQueryClient();
  const atHand = useAtHand(commands);
  const recent = useRecent();
  const wish = wishOf(typed);
  const found = useFound(wishOf(settled).name);
  const isSettled = settled === typed;
  const remembered = (option: Option, kind: Recent['kind']): Option => ({
    ...option,
    run: () => {
      remember(cache, { kind, id: option.id });
      option.run();
    },
  });
  const showCustomer = (each: CustomerView) => remembered(options.customer(each), 'customer');
  const showProduct = (each: Product) => remembered(options.product(each), 'product');
  if (typed.trim() === '') {
    const latest = recent.map((each) =>
      'customer' in each ? showCustomer(each.customer) : showProduct(each.product),
    );
    return {
      groups: filled([
        { label: 'Recent', options: latest },
        { label: 'Actions', options: [...atHand, ...commands.actions] },
        { label: 'Go to', options: commands.places },
      ]),
      isSearching: false,
      failed: [],
    };
  }
  const deed = commands.mayEdit ? wish.deed : undefined;
  const customers = found.customers.items.slice(0, MAX_FOUND);
  const products = found.products.items.slice(0, MAX_FOUND);
  const named = {
    customers: customers.map(({ customerId, name }) => ({ id: customerId, name })),
    products: products.map(({ productId, name }) => ({ id: productId, name })),
  };
  // What is done with the first customer and product found, which are probably meant.
  const [customer] = found.customers.isOutdated ? [] : named.customers;
  const [product] = found.products.isOutdated ? [] : named.products;
  const deeds =
    deed !== undefined || !commands.mayEdit
      ? []
      : [
          ...(customer ? [commands.sellTo(customer)] : []),
          ...(product ? [commands.sell(product), commands.adjustStock(product)] : []),
        ];
  const suitable = ({ words }: { readonly words: string }): boolean => suits(typed, words);
  return {
    groups: filled([
      { label: 'Actions', options: commands.actions.filter(suitable) },
      { label: 'Go to', options: commands.places.filter(suitable) },
      {
        label: 'Customers',
        options:
          deed === undefined
            ? [
                ...customers.map(showCustomer),
                ...(found.customers.items.length > MAX_FOUND ? [options.allCustomers(wish.name)] : []),
              ]
            : deed === 'sell'
              ? named.customers.map(commands.sellTo)
              : [],
        isOutdated: !isSettled || found.customers.isOutdated,
      },
      {
        label: 'Products',
        options:
          deed === undefined
            ? [
                ...products.map(showProduct),
                ...(found.products.items.length > MAX_FOUND ? [options.allProducts(wish.name)] : []),
              ]
            : named.products.map(deed === 'sell' ? commands.sell : commands.adjustStock),
        isOutdated: !isSettled || found.products.isOutdated,
      },
      { label: 'Purchases', options: found.purchases.items.map(options.purchase) },
      { label: 'With the first match', options: deeds, isOutdated: !isSettled },
    ]),
    isSearching: !isSettled || Object.values(found).some(({ isOutdated }) => isOutdated),
    failed: (['customers', 'products', 'purchases'] as const).filter((kind) => found[kind].isFailed),
  };
}

/** What can be done with the customer or product whose page is open. */
function useAtHand(commands: ReturnType<typeof useCommands>): readonly Option[] {
  const [, kind, id = ''] = useLocation({ select: ({ pathname }) => pathname }).split('/');
  const isEntity = id !== '' && id !== 'buyers';
  const { data: customer } = useQuery({ ...customerById(id), enabled: isEntity && kind === 'customers' });
  const { data: product } = useQuery({ ...productById(id), enabled: isEntity && kind === 'products' });
  if (!commands.mayEdit) return [];
  if (kind === 'customers' && customer) return [commands.sellTo({ id, name: customer.name })];
  if (kind !== 'products' || !product) return [];
  return [commands.sell({ id, name: product.name }), commands.adjustStock({ id, name: product.name })];
}

const filled = (groups: readonly Group[]): readonly Group[] =>
  groups.filter(({ options }) => options.length > 0);
