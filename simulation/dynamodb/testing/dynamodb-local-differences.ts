/**
 * The cases in which Amazon's DynamoDB Local answers otherwise, each with what it does and whom we follow. It is a second opinion on
 * refusals and data: its costs, conflicts and streams are not DynamoDB's, and are not compared.
 */
export const dynamoDbLocalDifferences: Readonly<Record<string, string>> = {
  'an item that is not there':
    'it tells the consumed capacity of a read without being asked; DynamoDB does when asked',
  'flag < :v {":v":true}':
    'it refuses to order booleans, as DynamoDB is said to; the engine and the simulation only find the condition untrue',
  'an update returns what it changed':
    'it returns the whole map of a nested attribute; by the documents, only what was updated is returned',
  'an update returns what it changed as it was':
    'it returns the whole map of a nested attribute; by the documents, only what was updated is returned',
  'a filter on what an index does not have':
    'it refuses a filter on an attribute that a global index does not project; DynamoDB finds it absent',
  'an update that does not fit the item cancels the transaction':
    'it refuses the request; DynamoDB cancels the transaction with a ValidationError as the reason',
  'an item without its key cancels the transaction':
    'it refuses the request; DynamoDB cancels the transaction with a ValidationError as the reason',
  'an item that grows too large cancels the transaction':
    'it refuses the request; DynamoDB cancels the transaction with a ValidationError as the reason',
  'an update without an expression':
    'it accepts an update without an expression in a transaction; by the documents, one is required',
};
