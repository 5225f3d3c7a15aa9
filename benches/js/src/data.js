/** A question and the body that answers it. */
export class DataSet {
  #question;

  /** @param question The bytes of the identifiers. @param body The bytes of the response. */
  constructor(question, body) {
    this.#question = new TextDecoder().decode(question);
    this.body = body;
    this.size = Object.values(this.identifiers()).flat().length;
  }

  /** Returns the lists of identifiers. Every call creates new strings, whose hashes the engine has not cached. */
  identifiers() {
    return JSON.parse(this.#question);
  }
}
