import { Mysoft, type MysoftGetUserInfo, type MysoftUserInfo } from "mingpian";
import type { About } from "../about";
import type { One } from "../doors/door";
import { h } from "../dom";
import { oneUser } from "../result";
import { credentialsNote, filledIn, fold, secretField, selectField, textField } from "../forms/field";
import { serviceForm, type ServiceForm } from "../forms/form";
import { ownWords } from "../i18n";

const say = ownWords({
  en: {
    name: "Mysoft Yunzhushou",
    note: "Finds the employee behind an access token.",
    accessToken: "Access token",
    tenantCode: "Tenant code",
    tenantId: "Tenant ID",
    wzsUserId: "Yunzhushou user ID",
    device: "Device",
    appCacheHost: "Cloud host, as signing in returned it",
    versionName: "App version",
    deviceId: "Device ID",
    deviceIdWithTrailingSpace: "Device ID, under the misprinted key with a space",
    deviceName: "Device name",
    deviceToken: "Device token",
    platform: "Platform",
    pushChannel: "Push channel",
    osVersion: "System version",
    language: "Language",
  },
  zh: {
    name: "明源云助手",
    note: "用 access_token 查询员工信息。",
    accessToken: "access_token",
    tenantCode: "租户编码",
    tenantId: "租户 ID",
    wzsUserId: "云助手用户 ID",
    device: "设备",
    appCacheHost: "登录接口返回的 cloud.host",
    versionName: "App 版本",
    deviceId: "设备 ID",
    deviceIdWithTrailingSpace: "设备 ID（键名末尾带空格的那个）",
    deviceName: "设备名称",
    deviceToken: "推送 token",
    platform: "平台",
    pushChannel: "推送通道",
    osVersion: "系统版本",
    language: "语言",
  },
});

export const service: About = {
  provider: "mysoft",
  name: say((w) => w.name),
  note: say((w) => w.note),
  stamp: "明源",
};

export function form(): ServiceForm {
  const accessToken = secretField({
    id: "mysoft-access-token",
    name: "access_token",
    label: say((w) => w.accessToken),
    value: "demo token+/=&?",
  });
  const account = {
    tenantCode: textField({ id: "mysoft-tenant-code", label: say((w) => w.tenantCode), value: "fanli" }),
    wzsUserId: textField({ id: "mysoft-wzs-user-id", label: say((w) => w.wzsUserId), value: "wzs-person-8" }),
    tenantId: textField({ id: "mysoft-tenant-id", label: say((w) => w.tenantId), placeholder: (w) => w.optional }),
  };
  const device = {
    appCacheHost: textField({ id: "mysoft-app-cache-host", label: say((w) => w.appCacheHost), inputMode: "url" }),
    versionName: textField({ id: "mysoft-version-name", label: say((w) => w.versionName), value: "3.9.0" }),
    deviceId: textField({ id: "mysoft-device-id", label: say((w) => w.deviceId) }),
    deviceIdWithTrailingSpace: textField({
      id: "mysoft-device-id-spaced",
      label: say((w) => w.deviceIdWithTrailingSpace),
    }),
    deviceName: textField({ id: "mysoft-device-name", label: say((w) => w.deviceName) }),
    deviceToken: textField({ id: "mysoft-device-token", label: say((w) => w.deviceToken) }),
    osVersion: textField({ id: "mysoft-os-version", label: say((w) => w.osVersion) }),
    language: textField({ id: "mysoft-language", label: say((w) => w.language), value: "zh-CN" }),
  };
  const platform = selectField<1 | 2 | undefined>({ id: "mysoft-platform", label: say((w) => w.platform) }, [
    [undefined, (w) => w.notGiven],
    [1, "iOS"],
    [2, "Android"],
  ]);
  const pushChannel = selectField<1 | 2 | 3 | 4 | 5 | undefined>(
    { id: "mysoft-push-channel", label: say((w) => w.pushChannel) },
    [
      [undefined, (w) => w.notGiven],
      [1, "APNs"],
      [2, "小米 Xiaomi"],
      [3, "华为 Huawei"],
      [4, "OPPO"],
      [5, "vivo"],
    ],
  );

  const input = (): MysoftGetUserInfo => {
    const onPlatform = platform.chosen();
    const channel = pushChannel.chosen();
    return {
      ...filledIn(account),
      ...filledIn(device),
      ...(onPlatform === undefined ? {} : { platform: onPlatform }),
      ...(channel === undefined ? {} : { pushChannel: channel }),
    };
  };

  return serviceForm("mysoft", {
    fields: [
      accessToken.element,
      credentialsNote((w) => w.sampleCredentials),
      h("div", { class: "fields" }, ...Object.values(account).map(({ element }) => element)),
      fold(
        say((w) => w.device),
        "mysoft-device",
        platform.element,
        pushChannel.element,
        ...Object.values(device).map(({ element }) => element),
      ),
    ],
    lookup: () => {
      const asked = input();
      const auth = { accessToken: accessToken.input.value };
      const lookup: One<MysoftUserInfo> = {
        provider: "mysoft",
        question: asked,
        auth,
        call: (baseUrl, options) => new Mysoft({ baseUrl, auth }).getUserInfo(asked, options),
      };
      return { run: async (door, settings, watch) => oneUser(await door.one(lookup, settings, watch)) };
    },
  });
}
