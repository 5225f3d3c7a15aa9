// What a server that signs for others needs of the module's glue: bundlers leave out what else it has.
export {
  __wbg_reset_state,
  authorize,
  checkSum,
  initSync,
  isNew,
} from "../modules/signer.js";
