import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { isProblem } from '../api/api-error.ts';
import { customerById, customerSuggestions } from '../api/customers.ts';
import { productSuggestions } from '../api/product-suggestions.ts';
import { productById } from '../api/products.ts';
import { purchaseById } from '../api/purchases.ts';
import type { CustomerView, Page, Product, Purchase } from '../api/types.ts';
import { formatDateTime, formatMoney, formatNumber } from '../components/format.ts';
import { BoxIcon, PeopleIcon, ReceiptIcon, SearchIcon } from '../components/icons.tsx';
import { statusText } from '../purchase-status/status.tsx';
import type { Option } from './option.ts';
import { isId, isSearchable } from './wish.ts';

/** What was found of one kind. */
export interface Found<Item> {
  readonly items: readonly Item[];
  /** Whether they answer an earlier text, or none yet. */
  readonly isOutdated: boolean;
  /** Whether there is no answer, because the API failed or does not respond. */
  readonly isFailed: boolean;
}

/** Customers by name and e-mail address, products by name and SKU, and any of them, and purchases, by id. */
export function useFound(name: string) {
  const byId = isId(name);
  const byName = !byId && isSearchable(name);
  const customers = useQuery({
    ...customerSuggestions(name),
    placeholderData: keepPreviousData,
    enabled: byName,
  });
  const products = useQuery({
    ...productSuggestions(name),
    placeholderData: keepPreviousData,
    enabled: byName,
  });
  const customer = useQuery({ ...customerById(name), enabled: byId });
  const product = useQuery({ ...productById(name), enabled: byId });
  const purchase = useQuery({ ...purchaseById(name), enabled: byId });
  return {
    customers: byId ? foundOne(customer) : foundIn(customers, byName),
    products: byId ? foundOne(product) : foundIn(products, byName),
    purchases: byId ? foundOne(purchase) : { items: [], isOutdated: false, isFailed: false },
  };
}

function foundIn<Item>(query: UseQueryResult<Page<Item>>, isAsked: boolean): Found<Item> {
  if (!isAsked) return { items: [], isOutdated: false, isFailed: false };
  const { data, isPlaceholderData, isError, failureCount } = query;
  return {
    items: data?.items ?? [],
    isOutdated: data === undefined || isPlaceholderData,
    isFailed: isError || failureCount > 0,
  };
}

function foundOne<Item>({ data, error, isPending, failureCount }: UseQueryResult<Item | null>): Found<Item> {
  const isMissing = isProblem(error, 'not-found');
  return {
    items: data ? [data] : [],
    isOutdated: isPending,
    isFailed: !isMissing && (error !== null || failureCount > 0),
  };
}

/** Options that show what was found. */
export function useOptions() {
  const navigate = useNavigate();
  return {
    customer: ({ customerId, name, email, country }: CustomerView): Option => ({
      id: customerId,
      label: name,
      detail: country === undefined ? email : `${email} · ${country}`,
      icon: <PeopleIcon size={16} />,
      run: () => void navigate({ to: '/customers/$customerId', params: { customerId } }),
    }),
    product: ({ productId, name, sku, price, stock }: Product): Option => ({
      id: productId,
      label: name,
      detail: [
        ...(sku === undefined ? [] : [sku]),
        formatMoney(price),
        stock === 0 ? 'out of stock' : `${formatNumber(stock)} in stock`,
      ].join(' · '),
      icon: <BoxIcon size={16} />,
      run: () => void navigate({ to: '/products/$productId', params: { productId } }),
    }),
    allCustomers: (name: string): Option => ({
      id: 'all customers',
      label: `All customers that match “${name}”`,
      icon: <SearchIcon size={16} />,
      run: () => void navigate({ to: '/customers', search: { name } }),
    }),
    allProducts: (name: string): Option => ({
      id: 'all products',
      label: `All products that match “${name}”`,
      icon: <SearchIcon size={16} />,
      run: () => void navigate({ to: '/products', search: { name } }),
    }),
    purchase: ({ purchaseId, productName, quantity, total, purchasedAt, status }: Purchase): Option => ({
      id: purchaseId,
      label: productName === undefined ? 'Purchase' : `${formatNumber(quantity)} × ${productName}`,
      detail: [formatDateTime(purchasedAt), formatMoney(total), statusText(status).toLowerCase()].join(' · '),
      icon: <ReceiptIcon size={16} />,
      run: () => void navigate({ to: '/purchases/$purchaseId', params: { purchaseId } }),
    }),
  };
}
