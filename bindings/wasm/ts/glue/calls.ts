// What every app needs of the module's glue: bundlers leave out what else it has.
export {
  __wbg_reset_state,
  cancel,
  clockOffset,
  close,
  dmtz,
  handleAuthorization,
  handleFailure,
  handleResponse,
  index,
  initSync,
  mysoft,
  poll,
  quanshi,
  text,
} from "../modules/calls.js";
