import type { MysoftGetUserInfo } from "mingpian";
import { h } from "../dom";
import { oneUser } from "../result";
import { credentialsNote, filledIn, fold, secretField, selectField, textField } from "./field";
import { serviceForm, type ServiceForm } from "./form";

export function mysoftForm(): ServiceForm {
  const accessToken = secretField({
    id: "mysoft-access-token",
    name: "access_token",
    label: (w) => w.accessToken,
    value: "demo token+/=&?",
  });
  const account = {
    tenantCode: textField({ id: "mysoft-tenant-code", label: (w) => w.tenantCode, value: "fanli" }),
    wzsUserId: textField({ id: "mysoft-wzs-user-id", label: (w) => w.wzsUserId, value: "wzs-person-8" }),
    tenantId: textField({ id: "mysoft-tenant-id", label: (w) => w.tenantId, placeholder: (w) => w.optional }),
  };
  const device = {
    appCacheHost: textField({ id: "mysoft-app-cache-host", label: (w) => w.appCacheHost, inputMode: "url" }),
    versionName: textField({ id: "mysoft-version-name", label: (w) => w.versionName, value: "3.9.0" }),
    deviceId: textField({ id: "mysoft-device-id", label: (w) => w.deviceId }),
    deviceIdWithTrailingSpace: textField({
      id: "mysoft-device-id-spaced",
      label: (w) => w.deviceIdWithTrailingSpace,
    }),
    deviceName: textField({ id: "mysoft-device-name", label: (w) => w.deviceName }),
    deviceToken: textField({ id: "mysoft-device-token", label: (w) => w.deviceToken }),
    osVersion: textField({ id: "mysoft-os-version", label: (w) => w.osVersion }),
    language: textField({ id: "mysoft-language", label: (w) => w.language, value: "zh-CN" }),
  };
  const platform = selectField<1 | 2 | undefined>({ id: "mysoft-platform", label: (w) => w.platform }, [
    [undefined, (w) => w.notGiven],
    [1, "iOS"],
    [2, "Android"],
  ]);
  const pushChannel = selectField<1 | 2 | 3 | 4 | 5 | undefined>(
    { id: "mysoft-push-channel", label: (w) => w.pushChannel },
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
        (w) => w.device,
        "mysoft-device",
        platform.element,
        pushChannel.element,
        ...Object.values(device).map(({ element }) => element),
      ),
    ],
    lookup: () => {
      const asked = input();
      const auth = { accessToken: accessToken.input.value };
      return { run: async (door, settings, watch) => oneUser(await door.mysoft(asked, auth, settings, watch)) };
    },
  });
}
