const count = new Intl.NumberFormat("en");
const people = (n: number): string => (n === 1 ? "1 person" : `${count.format(n)} people`);
const identifiers = (n: number): string => (n === 1 ? "1 identifier" : `${count.format(n)} identifiers`);
const requests = (n: number): string => (n === 1 ? "1 request" : `${count.format(n)} requests`);
const milliseconds = (ms: number): string => `${count.format(Math.round(ms))} ms`;
const seconds = (ms: number): string => `${count.format(Math.ceil(ms / 1000))} s`;

export const en = {
  title: "Mingpian 名片 · who is this user?",
  tagline: "Three account services, one calling card.",
  services: "Services",
  footer: "Everybody on these cards is invented. The services run on this machine.",

  switchDoor: "Which door the lookup goes through",
  typescriptDoor: "TypeScript",
  rustDoor: "Rust",
  doorHint: "TypeScript: the npm package. Rust: the same core over gloo-net.",
  switchLanguage: "中文",
  switchLanguageLabel: "切换到中文",
  toDark: "Dark theme",
  toLight: "Light theme",

  sampleCredentials: "These are the local services’ sample credentials.",
  show: "Show",
  hide: "Hide",
  showSecret: (name: string) => `Show ${name}`,
  hideSecret: (name: string) => `Hide ${name}`,
  lookUp: "Look up",
  cancel: "Cancel",
  optional: "optional",

  notGiven: "not given",

  credentials: "Credentials",
  signIn: "Authenticate with",
  withSigner: "The app server signs",
  withToken: "Token",
  signer: "Where the app server signs",
  signerHint: "The SecretKey stays on that server: it signs every request, and this page never sees the key.",
  token: "Token",
  tokenIn: "Where the token goes",
  tokenInHeader: "in a header",
  tokenInBody: "in the body",

  advanced: "Advanced",
  misbehave: "Let the service misbehave",
  baseUrl: "Base URL",
  timeout: "Time for everything, ms",
  attemptTimeout: "Time for one attempt, ms",
  maxAttempts: "Attempts",
  includeSecrets: "Keep the secrets that the service sends",
  includeSecretsHint: "They stay covered until you reveal them.",
  fault: {
    none: "It behaves",
    slow: "Slow: two seconds",
    rateLimitOnce: "Too many requests, once (429)",
    html: "An HTML page (500)",
    truncate: "Breaks off in the middle",
    notJson: "Not JSON",
    hang: "Never answers",
    close: "Hangs up",
    huge: "A huge answer",
    wrongTypes: "Values of the wrong type",
  },

  emptyResult: "The card will appear here.",
  asking: "Asking…",
  askingService: (service: string) => `Asking ${service}…`,
  progress: (done: number, total: number) => `${count.format(done)} of ${identifiers(total)}`,
  foundOne: "This is who it is",
  foundMany: (n: number) => `${people(n)} found`,
  foundNobody: "Nobody found",
  stoppedTitle: "Stopped",
  via: (door: string) => `through ${door}`,
  took: milliseconds,
  requests,
  count: (n: number) => count.format(n),

  phone: "Phone",
  email: "Email",
  id: "ID",
  tenant: "Tenant",
  unnamed: "No name given",
  avatarOf: (name: string) => `Avatar of ${name}`,

  rawFields: "Every field",
  rawCaption:
    "Every field of the record that has a value. Personal fields are shown because you asked for this person.",
  field: "Field",
  value: "Value",
  secretGroup: "Secrets",
  reveal: "Reveal",
  cover: "Cover",
  covered: "covered",
  emptyList: "empty list",
  emptyText: "empty",

  sentRequests: (n: number) =>
    n === 1 ? "The request that was sent" : `The ${count.format(n)} requests that were sent`,
  nothingSent: "No request was sent.",
  attempt: (n: number) => `No. ${count.format(n)}`,
  body: "Body",
  headers: "Headers",
  wholeBody: (n: number) => `Whole body, ${count.format(n)} characters`,

  found: "Found",
  unanswered: "Unanswered",
  notFound: "Not found",
  unreadable: "Unreadable",
  unreadableHint: "The service sent accounts for these that cannot be read.",
  unasked: "Unexpected",
  unaskedHint: "The service sent these accounts without being asked.",
  failedPart: (n: number) => `${identifiers(n)} without an answer`,
  stopped: "Not asked",
  stoppedHint: "These were not asked about, or their answers were no longer awaited.",
  showMore: (n: number) => `Show ${count.format(n)} more`,
  details: (name: string) => `All fields of ${name}`,
  requestIds: "Request IDs",

  errorTitle: {
    INVALID_INPUT: "This cannot be sent",
    UNAUTHENTICATED: "Credentials refused",
    RATE_LIMITED: "Asked to wait",
    REJECTED: "The service rejected the request",
    HTTP_STATUS: "No result, an HTTP error",
    MALFORMED_RESPONSE: "An answer that cannot be read",
    RESPONSE_TOO_LARGE: "An answer that is too large",
    TRANSPORT: "No complete answer",
    CANCELLED: "Cancelled",
    signingRefused: "The app server would not sign",
    signingFailed: "No signature from the app server",
    INTERNAL: "An error in Mingpian",
    PAGE: "An error in this page",
  },
  errorAdvice: {
    INVALID_INPUT:
      "Nothing was sent. The field named below cannot be sent as it was entered: correct it and look up again.",
    UNAUTHENTICATED:
      "The service answered, and does not accept the credentials. Check them; asking again with the same ones will not help.",
    RATE_LIMITED: "The service is in order and wants fewer requests. Wait as long as it says below, then ask again.",
    REJECTED: "The service understood the request and declined it. Only its own code and text, below, say why.",
    httpClientError:
      "Something at this address answered with an HTTP error instead of a result. Check the base URL; the status says more.",
    httpServerError:
      "The service, or something in front of it, is in trouble. What you entered is not known to be wrong: ask again later.",
    httpRedirect:
      "The address answered with a redirect, and redirects are not followed with credentials. Check the base URL.",
    MALFORMED_RESPONSE:
      "The service answered with something other than what it documents. You did nothing wrong: report it to the service.",
    RESPONSE_TOO_LARGE:
      "The service sent more than the limit, so the rest was not read. If you asked for many people at once, ask for fewer; otherwise report it to the service.",
    offline: "This device has no network connection. Nothing was sent.",
    refused:
      "No connection to this address could be made, so nothing was sent. Check the base URL, or try again later.",
    timeout: "No answer came in time. The service may have received the request all the same.",
    interrupted:
      "The connection broke before the answer was complete. A browser is not told why: the network, the service, or a service that does not allow this page (CORS).",
    CANCELLED: "You stopped it. The service may have received the request all the same.",
    signingRefused:
      "The server of the app refused to sign, so the service was not asked. What it said is below; asking again will not help until that is settled.",
    signingFailed:
      "The server of the app could not be reached or did not answer with a signature, so the service was not asked. Check its address under Credentials, or try again later.",
    INTERNAL: "This is a bug in Mingpian. Neither you nor the service is to blame: please report it.",
    PAGE: "This page failed, not a service. Reload it; if it happens again, please report it.",
  },
  codeMaybeSpent: "Whether the service has used the code up is not known. A new one is in the form.",
  errorFact: {
    code: "Code",
    message: "Message",
    provider: "Service",
    status: "HTTP status",
    providerCode: "The service’s code",
    providerText: "The service’s text",
    signerStatus: "Signer’s status",
    signerText: "Signer’s text",
    requestId: "Request ID",
    field: "Field",
    kind: "What happened",
    retryable: "Worth asking again",
    retryAfterMs: "Wait",
  },
  kind: { offline: "offline", refused: "refused", timeout: "timeout", interrupted: "interrupted" },
  wait: (ms: number) => `${seconds(ms)} (${milliseconds(ms)})`,
  wholeAnswer: "the whole answer",
  yes: "yes",
  no: "no",
};

/** English is the reference. Every other dictionary has the same members. */
export type Words = typeof en;
