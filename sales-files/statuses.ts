/** What is in the status of an order that came to nothing, in the languages of `fields.ts`. */
const VOID =
  /refund|void|cancel|fail|declin|reject|abandon|draft|trash|storno|storniert|annul|erstattet|rembours|reembols|anulad|cancelad|annullat|rimbors|geannuleerd|anulowan|zwr[oó]|chargeback|delet|gelöscht|expir|abgelaufen|quot(e|ation)\b|退款|取消|关闭|失败|作废|无效/iu;

const PARTLY = /part/i;

const RETURNED = /return|retour|devuel|devoluc|退货/iu;

/** Whether an order may have come to nothing, wholly or in part, though its status {@link counts}. */
export const isDoubtful = (status: string): boolean => RETURNED.test(status) || VOID.test(status);

/**
 * Whether an order with a status counts as a sale.
 * @param counted the only statuses that count, if somebody said so; default: all but those of orders that came to nothing.
 */
export function counts(status: string, counted: readonly string[] | undefined): boolean {
  if (counted !== undefined)
    return counted.some((each) => each.trim().toLowerCase() === status.toLowerCase());
  return !VOID.test(status) || PARTLY.test(status);
}

const RETURN =
  /^(sales? |customer |full |partial )?(return(s|ed)?|refund(s|ed)?|credit[ _-]?(note|memo)s?|gutschrift|retoure|rückgabe|storno|avoir|remboursement|retour|devolución|devolucion|abono|nota de cr[eé]dito|nota di credito|reso|rimborso|creditnota|zwrot|退货|退款)$/iu;

/** Whether a type of sale, as a file writes it, is a return. */
export const isReturn = (type: string): boolean => RETURN.test(type.normalize('NFC'));
