import { Dmtz, Mysoft } from "mingpian";

export async function fromWeChat(code: string): Promise<string | undefined> {
  // ANCHOR: dmtz
  const dmtz = new Dmtz({ baseUrl: "http://127.0.0.1:8787/dmtz" });
  const user = await dmtz.getUserInfo({ code }, { signal: AbortSignal.timeout(10_000) });
  console.log(user.profile.displayName, user.isFollow);
  // ANCHOR_END: dmtz
  return user.profile.displayName;
}

export async function fromMysoft(): Promise<string | undefined> {
  // ANCHOR: mysoft
  const mysoft = new Mysoft({
    baseUrl: "http://127.0.0.1:8787/mysoft",
    auth: { accessToken: "demo token+/=&?" },
  });
  const employee = await mysoft.getUserInfo({ wzsUserId: "wzs-person-2" });
  console.log(employee.profile.displayName, employee.belongDept.map((department) => department.deptName));
  // ANCHOR_END: mysoft
  return employee.profile.displayName;
}
