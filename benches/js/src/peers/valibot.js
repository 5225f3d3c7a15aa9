import * as v from "valibot";

const list = v.pipe(v.array(v.pipe(v.string(), v.minLength(1))), v.maxLength(200));

const Question = v.object({ emails: list, mobiles: list, loginNames: list });

const text = v.nullish(v.string());

const Account = v.object({
  userId: v.number(),
  loginName: text,
  email: text,
  countryCode: text,
  mobile: text,
  customerCode: text,
  companyName: text,
  displayName: text,
  firstName: text,
  middleName: text,
  lastName: text,
});

const Response = v.object({
  status: v.literal(0),
  result: v.record(v.string(), Account),
  request_id: text,
});

/** Validates a question and returns it. */
export const parseQuestion = (value) => v.parse(Question, value);

/** Validates the body of a response and returns its accounts by identifier. */
export const parseAccounts = (value) => v.parse(Response, value).result;
