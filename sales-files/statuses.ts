/** What is in the status of an order that came to nothing, in the languages of `fields.ts`. */
const VOID =
  /refund|void|cancel|fail|declin|reject|abandon|draft|trash|storno|storniert|annul|erstattet|rembours|reembols|anulad|cancelad|annullat|rimbors|geannuleerd|anulowan|zwr[oó]|退款|取消|关闭|失败/iu;

const PARTLY = /part/i;

/**
 * Whether an order with a status counts as a sale.
 * @param counted the only statuses that count, if somebody said so; default: all but those of orders that came to nothing.
 */
export function counts(status: string, counted: readonly string[] | undefined): boolean {
  if (counted !== undefined)
    return counted.some((each) => each.trim().toLowerCase() === status.toLowerCase());
  return !VOID.test(status) || PARTLY.test(status);
}
