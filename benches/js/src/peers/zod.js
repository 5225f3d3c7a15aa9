import { z } from "zod";

const list = z.array(z.string().min(1)).max(200);

const Question = z.object({ emails: list, mobiles: list, loginNames: list });

const text = z.string().nullish();

const Account = z.object({
  userId: z.number(),
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

const Response = z.object({
  status: z.literal(0),
  result: z.record(z.string(), Account),
  request_id: text,
});

/** Validates a question and returns it. */
export const parseQuestion = (value) => Question.parse(value);

/** Validates the body of a response and returns its accounts by identifier. */
export const parseAccounts = (value) => Response.parse(value).result;
