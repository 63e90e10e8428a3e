import * as z from 'zod';

const id = z.uuid();
const time = z.iso.datetime();
const count = z.int().min(0);
const versioned = { createdAt: time, updatedAt: time, version: z.int().min(1) };
const money = z.strictObject({ amount: count, currency: z.string().length(3) });

const page = <Item extends z.ZodType>(item: Item) =>
  z.strictObject({ items: z.array(item), nextCursor: z.string().min(1).optional() });

const excerpt = <Item extends z.ZodType>(item: Item) => page(item).extend({ hasMore: z.boolean() });

const customer = z.strictObject({
  customerId: id,
  name: z.string().min(1),
  email: z.email(),
  birthDate: z.iso.date(),
  age: count,
  country: z.string().min(1).optional(),
  ...versioned,
});

const product = z.strictObject({
  productId: id,
  name: z.string().min(1),
  description: z.string().optional(),
  category: z.string().min(1).optional(),
  sku: z.string().min(1).optional(),
  price: money,
  stock: count,
  ...versioned,
});

const counts = { units: z.int().min(1), purchases: z.int().min(1) };
const pair = { name: z.string().min(1).optional(), ...counts, lastPurchasedAt: time };
const boughtProduct = z.strictObject({ productId: id, ...pair });
const buyer = z.strictObject({ customerId: id, ...pair });

const purchase = z.strictObject({
  purchaseId: id,
  customerId: id,
  productId: id,
  quantity: z.int().min(1),
  unitPrice: money,
  total: money,
  status: z.enum(['pending', 'completed', 'rejected', 'cancelled']),
  rejection: z.strictObject({ code: z.string().min(1), detail: z.string().min(1) }).optional(),
  ...versioned,
});

const step = z.strictObject({
  event: z.string().min(1),
  service: z.enum(['customer', 'catalog', 'purchases']),
  occurredAt: time,
  eventId: id,
  correlationId: z.string().min(1),
  causationId: id.optional(),
  detail: z.string().min(1).optional(),
});

const ranked = { name: z.string().min(1).optional(), ...counts };

const problem = z.strictObject({
  type: z.string().regex(/^urn:multidomain:problem:[a-z-]+$/),
  title: z.string().min(1),
  status: z.int(),
  detail: z.string().min(1),
  instance: z.string().startsWith('/api'),
  errors: z.array(z.strictObject({ path: z.string(), message: z.string().min(1) })).optional(),
  correlationId: z.string().min(1),
});

/** What each route answers when all goes well, by its status: these fields and no others. */
const routes: Readonly<Record<string, Readonly<Record<number, z.ZodType>>>> = {
  'POST /customers': { 201: customer },
  'GET /customers': { 200: page(customer.extend({ products: excerpt(boughtProduct).optional() })) },
  'GET /customers/{customerId}': { 200: customer },
  'PATCH /customers/{customerId}': { 200: customer },
  'DELETE /customers/{customerId}': { 204: z.undefined() },
  'GET /customers/{customerId}/products': { 200: page(boughtProduct) },
  'POST /products': { 201: product },
  'GET /products': { 200: page(product.extend({ customers: excerpt(buyer).optional() })) },
  'GET /products/{productId}': { 200: product },
  'PATCH /products/{productId}': { 200: product },
  'DELETE /products/{productId}': { 204: z.undefined() },
  'POST /products/{productId}/stock-adjustments': { 200: product },
  'GET /products/{productId}/customers': { 200: page(buyer) },
  'POST /purchases': { 202: purchase },
  'GET /purchases': { 200: page(purchase) },
  'GET /purchases/{purchaseId}': { 200: purchase },
  'POST /purchases/{purchaseId}/cancellation': { 200: purchase },
  'GET /purchases/{purchaseId}/history': { 200: z.strictObject({ items: z.array(step) }) },
  'GET /statistics/customers': {
    200: z.strictObject({ count, top: z.array(z.strictObject({ customerId: id, ...ranked })) }),
  },
  'GET /statistics/products': {
    200: z.strictObject({
      count,
      top: z.array(z.strictObject({ productId: id, stock: count.optional(), ...ranked })),
    }),
  },
  'GET /statistics/purchases': {
    200: z.strictObject({ day: z.iso.date(), count, completed: count, rejected: count, cancelled: count }),
  },
};

const patterns = Object.keys(routes).map(
  (route) => [route, new RegExp(`^${route.replaceAll(/\{\w+\}/g, '[^/]+')}$`)] as const,
);

/** An answer of the API to a request. @param path below `/api`, with its query. */
export interface Answered {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly body: unknown;
}

/**
 * What is wrong with the form of an answer, in words; `undefined` when it has the fields that its route answers, all
 * of them and no others, or is a problem.
 */
export function faultOf({ method, path, status, body }: Answered): string | undefined {
  const asked = `${method} ${path.split('?')[0]}`;
  const route = patterns.find(([, pattern]) => pattern.test(asked))?.[0];
  const schema = status >= 400 ? problem : routes[route ?? '']?.[status];
  if (schema === undefined) return `${method} ${path}: nothing says that it answers ${status}`;
  const { error } = schema.safeParse(body);
  return error === undefined
    ? undefined
    : `${method} ${path} answered ${status} in another form than its route has:\n${z.prettifyError(error)}`;
}
