/** A question and the body that answers it. */
export class DataSet {
  #question;

  /** @param question The bytes of the identifiers. @param body The bytes of the response. */
  constructor(question, body) {
    this.#question = new TextDecoder().decode(question);
    this.body = body;
    this.size = Object.values(this.identifiers()).flat().length;
  }

  /** Returns the lists of identifiers. Every call makes fresh strings, whose hashes no engine knows yet. */
  identifiers() {
    return JSON.parse(this.#question);
  }
}
