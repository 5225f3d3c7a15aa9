// The responses of 明源云助手 Mysoft: POST /api/wzs/get-user-info?access_token=…

import {
  answer, BROKEN_CHARACTERS, bytes, errors, quoted, repeat, responses, ROOTS, SCRUBBED, statusCases, syntaxCases, tooLarge,
} from "../shared.mjs";
import * as source from "../sources.mjs";
import * as vendor from "./model.mjs";

const BASE = "https://example.com";
const TOKEN = "demo token+/=&?";

const error = errors("mysoft");
const malformed = (field, told = { providerCode: 1 }) => error("MALFORMED_RESPONSE", { field, ...told });
const at = (field) => malformed(`data.user_info.${field}`);
/** The members of a user that only has an ID, which are the defaults on the page. */
const BARE = { gestureTimeInterval: 30, forcedProtected: false, addressEnable: true, belongDept: [] };
const user = (fields = {}, profile = {}) => ({
  value: { id: "1", ...BARE, ...fields, profile: { provider: "mysoft", id: "1", ...profile } },
});
const info = (members) => answer(`{"success":1,"data":{"code":1,"user_info":{"id":"1"${members && ","}${members}}}}`);
const make = (mark, from) => (name, response, expect, more = {}) => ({
  name,
  source: from,
  mark,
  input: {},
  ...more,
  response: typeof response === "string" ? answer(response) : response,
  expect,
});

const PAGE = `{
    "success": 1,
    "data": {
        "code": 1,
        "message": "",
        "user_info": {
            "id": "100001",
            "name": "anran",
            "avatar": "https://example.com/avatars/anran",
            "sex": "0",
            "protected": false,
            "often_device": true,
            "wzs_user_id": "wzs-example-0001",
            "erp_user_code": "anran02",
            "phone": "",
            "tenant_id": "tenant-example",
            "tenant_logo_url": "https://example.com/logos/tenant.jpeg",
            "tab_index": 0,
            "tenant_name": "示例环境",
            "tenant_code": "example_tenant",
            "forced_gesture": false,
            "forced_protected": false,
            "gesture_enable": false,
            "gesture_time_interval": "30",
            "gesture_password": "",
            "page_code": "200100",
            "im": {
                "token": "",
                "im_user_id": "",
                "im_user_password": "",
                "discussion_type_enable": false,
                "associate_work_enable": false,
                "associate_work_link": "https://example.com/h5/associated-work/get-list",
                "enable": true
            },
            "can_change_account_password": false,
            "change_account_password_tip": "请在示例系统中修改密码",
            "address_enable": true,
            "cloud": {
                "host": "https://cloud.example.com",
                "yzs_app_publish_url": "https://example.com/pubnotice/pub-view/app-publish"
            },
            "belong_dept": [{
                "yzs_order_hierarchy_code": "10000.10001.10002",
                "dept_name": "示例部门"
            }],
            "setting_tel_password": false
        }
    }
}`;
const PAGE_VALUE = {
  id: "100001",
  name: "anran",
  avatar: "https://example.com/avatars/anran",
  sex: 0,
  protected: false,
  oftenDevice: true,
  wzsUserId: "wzs-example-0001",
  erpUserCode: "anran02",
  phone: "",
  tenantId: "tenant-example",
  tenantLogoUrl: "https://example.com/logos/tenant.jpeg",
  tabIndex: 0,
  tenantName: "示例环境",
  tenantCode: "example_tenant",
  forcedGesture: false,
  forcedProtected: false,
  gestureEnable: false,
  gestureTimeInterval: 30,
  pageCode: "200100",
  im: {
    imUserId: "",
    discussionTypeEnable: false,
    associateWorkEnable: false,
    associateWorkLink: "https://example.com/h5/associated-work/get-list",
    enable: true,
  },
  canChangeAccountPassword: false,
  changeAccountPasswordTip: "请在示例系统中修改密码",
  addressEnable: true,
  cloud: {
    host: "https://cloud.example.com",
    yzsAppPublishUrl: "https://example.com/pubnotice/pub-view/app-publish",
  },
  belongDept: [{ yzsOrderHierarchyCode: "10000.10001.10002", deptName: "示例部门" }],
  settingTelPassword: false,
  profile: {
    provider: "mysoft",
    id: "100001",
    displayName: "anran",
    avatarUrl: "https://example.com/avatars/anran",
    organization: "示例部门",
    tenant: "示例环境",
  },
};

function pages() {
  const page = make("documented", vendor.PAGE);
  return [
    page("the page's example", PAGE, { value: PAGE_VALUE }),
    page(
      "the page's example, secrets asked for",
      PAGE,
      { value: PAGE_VALUE, secrets: { "secrets.gesturePassword": "", "im.secrets.token": "", "im.secrets.imUserPassword": "" } },
      { includeSecrets: true },
    ),
    page(
      "every row of the page, each with something in it",
      info(
        '"name":"安然","avatar":"https://example.com/a","sex":"2","protected":true,"often_device":false,"wzs_user_id":"w","erp_user_code":"e","phone":"10000000001","tenant_id":"t",' +
          '"tenant_logo_url":"https://example.com/l","tab_index":3,"tenant_name":"示例","tenant_code":"c","forced_gesture":true,"forced_protected":true,"gesture_enable":true,' +
          '"gesture_time_interval":"45","page_code":"200200","im":{"im_user_id":"i","discussion_type_enable":true,"associate_work_enable":true,"associate_work_link":"https://example.com/w","enable":false},' +
          '"can_change_account_password":true,"change_account_password_url":"https://example.com/p","change_account_password_tip":"tip","address_enable":false,' +
          '"cloud":{"host":"https://example.com:8080","yzs_app_publish_url":"https://example.com/x"},"belong_dept":[{"yzs_order_hierarchy_code":"1.2","dept_name":"一"},{"dept_name":"二"}],"setting_tel_password":true',
      ),
      {
        value: {
          id: "1",
          name: "安然",
          avatar: "https://example.com/a",
          sex: 2,
          protected: true,
          oftenDevice: false,
          wzsUserId: "w",
          erpUserCode: "e",
          phone: "10000000001",
          tenantId: "t",
          tenantLogoUrl: "https://example.com/l",
          tabIndex: 3,
          tenantName: "示例",
          tenantCode: "c",
          forcedGesture: true,
          forcedProtected: true,
          gestureEnable: true,
          gestureTimeInterval: 45,
          pageCode: "200200",
          im: { imUserId: "i", discussionTypeEnable: true, associateWorkEnable: true, associateWorkLink: "https://example.com/w", enable: false },
          canChangeAccountPassword: true,
          changeAccountPasswordUrl: "https://example.com/p",
          changeAccountPasswordTip: "tip",
          addressEnable: false,
          cloud: { host: "https://example.com:8080", yzsAppPublishUrl: "https://example.com/x" },
          belongDept: [{ yzsOrderHierarchyCode: "1.2", deptName: "一" }, { deptName: "二" }],
          settingTelPassword: true,
          profile: {
            provider: "mysoft",
            id: "1",
            displayName: "安然",
            phone: "10000000001",
            avatarUrl: "https://example.com/a",
            organization: "一",
            tenant: "示例",
          },
        },
      },
    ),
  ];
}

function envelopes() {
  const page = make("documented", vendor.ENVELOPE_PAGE);
  const of = make("inferred", vendor.ENVELOPE_PAGE);
  const ours = make("ours", source.ENVELOPE);
  const told = (providerCode, providerText) => error("REJECTED", { providerCode, ...(providerText === undefined ? {} : { providerText }) });
  const body = (success, data) => `{"success":${success},"data":${data}}`;
  const good = '{"code":1,"user_info":{"id":"1"}}';
  return [
    of("success", body("1", good), user()),
    of("success 1 as a string", body('"1"', good), user()),
    of("success as true", body("true", good), user()),
    of("code 1 as a string", body("1", '{"code":"1","user_info":{"id":"1"}}'), user()),
    of("code as true", body("1", '{"code":true,"user_info":{"id":"1"}}'), user()),
    of("message null on success", body("1", '{"code":1,"message":null,"user_info":{"id":"1"}}'), user()),
    of("message a text on success", body("1", '{"code":1,"message":"成功","user_info":{"id":"1"}}'), user()),
    ours("data before success", '{"data":{"user_info":{"id":"1"},"code":1},"success":1}', user()),

    page("framework failure: data is the text", body("0", '"access_token 无效"'), told(0, "access_token 无效")),
    of("framework failure: success 0 as a string", body('"0"', '"无权限"'), told(0, "无权限")),
    ours("framework failure: empty text", body("0", '""'), told(0)),
    ours("framework failure: data null", body("0", "null"), told(0)),
    ours("framework failure: no data", '{"success":0}', told(0)),
    ours("framework failure: data is an object", body("0", '{"code":5,"message":"no"}'), told(0)),
    ours("framework failure: a whole user beside it", body("0", good), told(0)),
    ours("framework failure: a broken user beside it", body("0", '{"code":1,"user_info":{"id":{"a":1}}}'), told(0)),
    ours("success 2", body("2", '"?"'), told(2, "?")),
    ours("success -1", body("-1", '"系统繁忙"'), told(-1, "系统繁忙")),

    page("business failure", body("1", '{"code":2,"message":"用户不存在"}'), told(2, "用户不存在")),
    of("business failure: code 0", body("1", '{"code":0,"message":"失败"}'), told(0, "失败")),
    of("business failure: code as a string", body("1", '{"code":"10001","message":"失败"}'), told(10001, "失败")),
    of("business failure: user_info null", body("1", '{"code":-5,"message":"失败","user_info":null}'), told(-5, "失败")),
    of("business failure: message null", body("1", '{"code":2,"message":null}'), told(2)),
    of("business failure: message empty", body("1", '{"code":2,"message":""}'), told(2)),
    of("business failure: no message", body("1", '{"code":2}'), told(2)),
    ours("business failure: message a number", body("1", '{"code":2,"message":17}'), told(2, "17")),
    ours("business failure: a whole user beside it", body("1", '{"code":2,"message":"no","user_info":{"id":"1"}}'), told(2, "no")),
    ours("business failure: a broken user beside it", body("1", '{"code":2,"message":"no","user_info":{"id":{"a":1},"protected":7}}'), told(2, "no")),
    ours("business failure: success as true", body("true", '{"code":2,"message":"no"}'), told(2, "no")),

    ours("success absent", `{"data":${good}}`, malformed("success", {})),
    ours("empty object", "{}", malformed("success", {})),
    ...["null", "{}", "[]", '""'].map((success) => ours(`success is ${success}`, body(success, good), malformed("success", {}))),
    ours("success is 1.0", body("1.0", good), user()),
    ...['{"a":1}', '"ok"', "[1]", "1.5"].map((success) => ours(`success is ${success}`, body(success, good), malformed("success", {}))),
    ours("data absent", '{"success":1}', malformed("data", {})),
    ...["null", "{}", "[]", '""', '"text"', "[1]", "7", "true"].map((data) => ours(`data is ${data}`, body("1", data), malformed("data", {}))),
    ours("code absent", body("1", '{"user_info":{"id":"1"}}'), malformed("data.code", {})),
    ...["null", '""', "[]", '{"a":1}', '"ok"'].map((code) => ours(`code is ${code}`, body("1", `{"code":${code},"user_info":{"id":"1"}}`), malformed("data.code", {}))),
    ours("user_info absent", body("1", '{"code":1,"message":""}'), malformed("data.user_info")),
    ...["null", "{}", "[]", '""', '"none"', '[{"id":"1"}]', "7", "false"].map((value) =>
      ours(`user_info is ${value}`, body("1", `{"code":1,"user_info":${value}}`), malformed("data.user_info")),
    ),
    ours("user_info beside data", '{"success":1,"data":{"code":1},"user_info":{"id":"1"}}', malformed("data.user_info")),
    ours("user flat under data", body("1", '{"code":1,"id":"1"}'), malformed("data.user_info")),
    ours("message told with a broken user", body("1", '{"code":1,"message":"成功","user_info":{"name":"a"}}'), malformed("data.user_info.id", { providerCode: 1, providerText: "成功" })),
    ...ROOTS.map(([name, root]) => ours(`the body is ${name}`, root, malformed("", {}))),
  ];
}

function ids() {
  const of = make("ours", source.LENIENCY);
  const named = (id) => ({ value: { id, ...BARE, profile: { provider: "mysoft", id } } });
  const body = (members) => answer(`{"success":1,"data":{"code":1,"user_info":{${members}}}}`);
  return [
    make("documented", vendor.PAGE)("id of digits stays text", body('"id":"0100001"'), named("0100001")),
    of("id is a number", body('"id":100001'), named("100001")),
    of("id is a number of 20 digits", body('"id":12345678901234567890'), named("12345678901234567890")),
    of("id is an empty string", body('"id":""'), named("")),
    of("id absent", body('"name":"a"'), at("id")),
    of("id is null", body('"id":null,"name":"a"'), at("id")),
    of("id is {}", body('"id":{}'), at("id")),
    of("id is []", body('"id":[]'), at("id")),
    of("id is an object", body('"id":{"a":1}'), at("id")),
    of("id is an array", body('"id":["1"]'), at("id")),
    of("the first broken row of the page is told", body('"setting_tel_password":9,"protected":9,"name":"a"'), at("id")),
    of("rows that cannot be read are told in the page's order", info('"setting_tel_password":9,"im":{"enable":9},"protected":9'),
      user({ im: { discussionTypeEnable: false, associateWorkEnable: false, unreadableFields: ["enable"] }, unreadableFields: ["protected", "setting_tel_password"] })),
  ];
}

function kinds() {
  const of = make("ours", source.LENIENCY);
  const login = make("documented", vendor.LOGIN);
  const inferred = make("inferred", vendor.PAGE);
  const wrongFlags = ["2", "-1", "1.1", '"2"', '"yes"', '"是"', '" true"', "[1]", '{"a":1}'];
  const wrongInts = ["1.5", "1e-1", "true", '"1."', '"30s"', '"三十"', "[30]", '{"a":1}', "9007199254740992", "12345678901234567"];
  return [
    login("sex as a number", info('"sex":0'), user({ sex: 0 })),
    inferred("sex as a string", info('"sex":"1"'), user({ sex: 1 })),
    of("sex as an empty string", info('"sex":""'), user()),
    login("gesture_time_interval as a number", info('"gesture_time_interval":5'), user({ gestureTimeInterval: 5 })),
    inferred("gesture_time_interval as a string", info('"gesture_time_interval":"60"'), user({ gestureTimeInterval: 60 })),
    of("gesture_time_interval 0", info('"gesture_time_interval":0'), user({ gestureTimeInterval: 0 })),
    of("gesture_time_interval with a leading zero", info('"gesture_time_interval":"030"'), user({ gestureTimeInterval: 30 })),
    ...wrongInts.map((value) => of(`integer is ${value}`, info(`"tab_index":${value}`), user({ unreadableFields: ["tab_index"] }))),
    of("a sex in words and a time with a unit", info('"sex":"男","gesture_time_interval":"30s"'), user({ unreadableFields: ["sex", "gesture_time_interval"] })),
    of("integers at the edge", info('"tab_index":-9007199254740991,"sex":"9007199254740991"'), user({ tabIndex: -9007199254740991, sex: 9007199254740991 })),
    inferred("flags as 1 and 0", info('"protected":1,"often_device":0'), user({ protected: true, oftenDevice: false })),
    inferred("flags as \"1\" and \"0\"", info('"protected":"1","often_device":"0"'), user({ protected: true, oftenDevice: false })),
    make("documented", vendor.PAGE)("flags as True and False in strings", info('"protected":"True","often_device":"False","gesture_enable":"TRUE"'), user({ protected: true, oftenDevice: false, gestureEnable: true })),
    of("flags that are nothing", info('"protected":null,"often_device":"","gesture_enable":{},"forced_gesture":[]'), user()),
    ...wrongFlags.map((value) => of(`flag is ${value}`, info(`"often_device":${value}`), user({ unreadableFields: ["often_device"] }))),
    of("True without quotes is no JSON", info('"protected":True'), malformed("", {})),
    of("texts that are numbers and flags", info('"name":7,"phone":10000000001,"page_code":200100,"tenant_id":1.50,"tenant_code":true,"wzs_user_id":false'),
      user({ name: "7", phone: "10000000001", pageCode: "200100", tenantId: "1.50", tenantCode: "true", wzsUserId: "false" }, { displayName: "7", phone: "10000000001", tenant: "true" })),
    of("texts that are nothing", info('"name":null,"phone":{},"page_code":[]'), user()),
    of("texts that are empty", info('"name":"","phone":"","page_code":""'), user({ name: "", phone: "", pageCode: "" })),
    ...['{"a":1}', "[1]", "[null]"].map((value) => of(`text is ${value}`, info(`"page_code":${value}`), user({ unreadableFields: ["page_code"] }))),
    of("text of Chinese, emoji and escapes", info(String.raw`"name":"安然😀\u5b89\ud83d\ude00\n\u0000"`), user({ name: "安然😀安😀\n\u0000" }, { displayName: "安然😀安😀\n\u0000" })),
    login("blank space in values is kept", info('"avatar":"http: //example.com/a ","name":"iPhone4s "'), user({ avatar: "http: //example.com/a ", name: "iPhone4s " }, { displayName: "iPhone4s ", avatarUrl: "http: //example.com/a " })),
    make("documented", vendor.PAGE)("page_code of an H5 app stays as it is", info('"page_code":"some-app"'), user({ pageCode: "some-app" })),
  ];
}

function defaults() {
  const page = make("documented", vendor.PAGE);
  const of = make("ours", source.LENIENCY);
  return [
    page("defaults of a bare user", info(""), user()),
    page("defaults of a bare im", info('"im":{"enable":true}'), user({ im: { discussionTypeEnable: false, associateWorkEnable: false, enable: true } })),
    of("defaults where the value is null", info('"gesture_time_interval":null,"forced_protected":null,"address_enable":null'), user()),
    of("defaults where the value is empty", info('"gesture_time_interval":"","forced_protected":"","address_enable":""'), user()),
    of("defaults where the value is {} or []", info('"gesture_time_interval":{},"forced_protected":[],"address_enable":{}'), user()),
    of("defaults give way to values", info('"gesture_time_interval":"7","forced_protected":"1","address_enable":0'), user({ gestureTimeInterval: 7, forcedProtected: true, addressEnable: false })),
    of("defaults stand for what cannot be read", info('"address_enable":"no"'), user({ unreadableFields: ["address_enable"] })),
    of("defaults of im give way to values", info('"im":{"discussion_type_enable":1,"associate_work_enable":"true"}'), user({ im: { discussionTypeEnable: true, associateWorkEnable: true } })),
    page("flags of im beside it are not im's", info('"discussion_type_enable":true,"associate_work_enable":true'), user()),
    page("flags of im beside it do not reach it", info('"discussion_type_enable":true,"im":{"enable":"0"}'), user({ im: { discussionTypeEnable: false, associateWorkEnable: false, enable: false } })),
  ];
}

function nesting() {
  const of = make("ours", source.LENIENCY);
  const im = (fields = {}) => ({ im: { discussionTypeEnable: false, associateWorkEnable: false, ...fields } });
  return [
    ...["null", "{}", "[]", '""', "{ }"].map((value) => of(`im is ${value}`, info(`"im":${value}`), user())),
    ...['"x"', "7", "true", '[{"enable":true}]', "[null]"].map((value) => of(`im is ${value}`, info(`"im":${value}`), user({ unreadableFields: ["im"] }))),
    of("im with unknown members alone", info('"im":{"x":1}'), user(im())),
    of("im with a member that is nothing", info('"im":{"im_user_id":null}'), user(im())),
    of("im with a flag of the wrong type", info('"im":{"enable":7}'), user(im({ unreadableFields: ["enable"] }))),
    of("im with a text of the wrong type", info('"im":{"im_user_id":{"a":1}}'), user(im({ unreadableFields: ["im_user_id"] }))),
    ...["null", "{}", "[]", '""'].map((value) => of(`cloud is ${value}`, info(`"cloud":${value}`), user())),
    of("cloud is a string", info('"cloud":"https://example.com"'), user({ unreadableFields: ["cloud"] })),
    of("cloud with half its rows", info('"cloud":{"host":"https://example.com"}'), user({ cloud: { host: "https://example.com" } })),
    of("cloud with unknown members alone", info('"cloud":{"x":1}'), user({ cloud: {} })),
    of("cloud host of the wrong type", info('"cloud":{"host":["https://example.com"]}'), user({ cloud: { unreadableFields: ["host"] } })),
    ...["null", "{}", "[]", '""', "[ ]"].map((value) => of(`belong_dept is ${value}`, info(`"belong_dept":${value}`), user())),
    ...['"一"', "7", "false", '{"dept_name":"一"}'].map((value) => of(`belong_dept is ${value}`, info(`"belong_dept":${value}`), user({ unreadableFields: ["belong_dept"] }))),
    of("departments as an object with whole numbers for keys", info('"belong_dept":{"1":{"dept_name":"一"},"3":{"dept_name":"三"}}'), user({ belongDept: [{ deptName: "一" }, { deptName: "三" }] }, { organization: "一" })),
    of("departments as an object with another key", info('"belong_dept":{"1":{"dept_name":"一"},"x":{"dept_name":"三"}}'), user({ unreadableFields: ["belong_dept"] })),
    of("one department", info('"belong_dept":[{"dept_name":"一","yzs_order_hierarchy_code":1.10}]'), user({ belongDept: [{ yzsOrderHierarchyCode: "1.10", deptName: "一" }] }, { organization: "一" })),
    of("three departments", info('"belong_dept":[{"dept_name":"一"},{"dept_name":"二"},{"yzs_order_hierarchy_code":"3"}]'), user({ belongDept: [{ deptName: "一" }, { deptName: "二" }, { yzsOrderHierarchyCode: "3" }] }, { organization: "一" })),
    of("200 departments", info(`"belong_dept":[${Array(200).fill('{"dept_name":"部"}').join(",")}]`), user({ belongDept: Array(200).fill({ deptName: "部" }) }, { organization: "部" })),
    of("department with unknown members alone", info('"belong_dept":[{"x":1}]'), user({ belongDept: [{}] })),
    of("department whose name is a number", info('"belong_dept":[{"dept_name":7}]'), user({ belongDept: [{ deptName: "7" }] }, { organization: "7" })),
    of("department name of the wrong type", info('"belong_dept":[{"dept_name":{"a":1}}]'), user({ belongDept: [{ unreadableFields: ["dept_name"] }] })),
    of("second department's name of the wrong type", info('"belong_dept":[{"dept_name":"一"},{"dept_name":["二"]}]'), user({ belongDept: [{ deptName: "一" }, { unreadableFields: ["dept_name"] }] }, { organization: "一" })),
    of("department that is a string", info('"belong_dept":["一"]'), user({ unreadableFields: ["belong_dept"] })),
    of("department that is a number", info('"belong_dept":[{"dept_name":"一"},7]'), user({ belongDept: [{ deptName: "一" }], unreadableFields: ["belong_dept"] }, { organization: "一" })),
    of("departments that are nothing are passed over", info('"belong_dept":[null,{"dept_name":"一"},{},[],{"dept_name":"二"}]'), user({ belongDept: [{ deptName: "一" }, { deptName: "二" }] }, { organization: "一" })),
    of("nothing but departments that are nothing", info('"belong_dept":[null,{}]'), user()),
    of("department that is an array", info('"belong_dept":[[{"dept_name":"一"}]]'), user({ unreadableFields: ["belong_dept"] })),
  ];
}

function keys() {
  const of = make("ours", source.LENIENCY);
  return [
    of("repeated key: the last counts", info('"name":"a","name":"b"'), user({ name: "b" }, { displayName: "b" })),
    of("repeated key: null last", info('"name":"a","name":null'), user()),
    of("repeated key: broken first", info('"protected":9,"protected":true'), user({ protected: true })),
    of("repeated key: broken last", info('"protected":true,"protected":9'), user({ unreadableFields: ["protected"] })),
    of("repeated key: im, whole last", info('"im":{"enable":9},"im":{"im_user_id":"i"}'), user({ im: { imUserId: "i", discussionTypeEnable: false, associateWorkEnable: false } })),
    of("repeated key: im, nothing last", info('"im":{"im_user_id":"i"},"im":{}'), user()),
    of("repeated key: im, broken last", info('"im":{"im_user_id":"i"},"im":7'), user({ unreadableFields: ["im"] })),
    of("repeated key: departments", info('"belong_dept":[{"dept_name":"a"},{"dept_name":"b"}],"belong_dept":[{"dept_name":"c"}]'), user({ belongDept: [{ deptName: "c" }] }, { organization: "c" })),
    of("repeated key: departments, empty last", info('"belong_dept":[{"dept_name":"a"}],"belong_dept":[]'), user()),
    of("repeated key: success", '{"success":0,"success":1,"data":{"code":1,"user_info":{"id":"1"}}}', user()),
    of("repeated key: data", '{"success":1,"data":"no","data":{"code":1,"user_info":{"id":"1"}}}', user()),
    of("repeated key: data, text last", '{"success":0,"data":{"code":1,"user_info":{"id":"1"}},"data":"no"}', error("REJECTED", { providerCode: 0, providerText: "no" })),
    of("repeated key: user_info", '{"success":1,"data":{"code":1,"user_info":{"id":"0","name":"a"},"user_info":{"id":"1"}}}', user()),
    of("escaped keys", String.raw`{"succ\u0065ss":1,"\u0064ata":{"\u0063ode":1,"user\u005finfo":{"\u0069d":"1","n\u0061me":"a","belong_d\u0065pt":[{"dept\u005Fname":"d"}]}}}`, user({ name: "a", belongDept: [{ deptName: "d" }] }, { displayName: "a", organization: "d" })),
    of("keys with a trailing space are others", info('"name ":"a","phone ":"10000000001"'), user()),
    of("keys in camelCase are others", info('"tenantName":"a","belongDept":[1]'), user()),
    of("keys in capitals are others", info('"Name":"a","PHONE":7'), user()),
    of("keys like those of every object", info('"__proto__":{"name":"x"},"constructor":{"name":"y"},"toString":1'), user()),
    of("unknown keys of every type", info('"a":null,"b":{"id":1},"c":[{"id":2}],"d":1.5,"e":"f","g":true'), user()),
    of("blank space everywhere", '\t{ "success" : 1 ,\r\n "data" : { "code" : 1 , "user_info" : { "id" : "1" , "im" : { "enable" : true } , "belong_dept" : [ { "dept_name" : "一" } ] } } }\n',
      user({ im: { discussionTypeEnable: false, associateWorkEnable: false, enable: true }, belongDept: [{ deptName: "一" }] }, { organization: "一" })),
    of("byte order mark, Chinese and emoji before the rows", answer('\ufeff{"x":"示例😀é","success":1,"data":{"code":1,"user_info":{"x":"😀","id":"1","name":"安然😀","belong_dept":[{"dept_name":"部😀"},{"dept_name":"b"}]}}}'),
      user({ name: "安然😀", belongDept: [{ deptName: "部😀" }, { deptName: "b" }] }, { displayName: "安然😀", organization: "部😀" })),
  ];
}

function profiles() {
  const of = make("ours", source.PROFILE);
  return [
    of("profile: name first", info('"erp_user_code":"e","name":"n"'), user({ name: "n", erpUserCode: "e" }, { displayName: "n" })),
    of("profile: then the ERP's code", info('"erp_user_code":"e","name":""'), user({ name: "", erpUserCode: "e" }, { displayName: "e" })),
    of("profile: no name", info('"erp_user_code":"","name":""'), user({ name: "", erpUserCode: "" })),
    of("profile: tenant's name first", info('"tenant_code":"c","tenant_name":"n"'), user({ tenantName: "n", tenantCode: "c" }, { tenant: "n" })),
    of("profile: then the tenant's code", info('"tenant_code":"c","tenant_name":""'), user({ tenantName: "", tenantCode: "c" }, { tenant: "c" })),
    of("profile: the tenant's id is no tenant", info('"tenant_id":"t"'), user({ tenantId: "t" })),
    of("profile: the first department, even if nameless", info('"belong_dept":[{"dept_name":""},{"dept_name":"b"}]'), user({ belongDept: [{ deptName: "" }, { deptName: "b" }] })),
    of("profile: phone and picture", info('"phone":"10000000001","avatar":"https://example.com/a"'), user({ avatar: "https://example.com/a", phone: "10000000001" }, { phone: "10000000001", avatarUrl: "https://example.com/a" })),
  ];
}

function secrets() {
  const of = make("ours", source.SECRETS);
  const all = info('"gesture_password":"g","im":{"token":"t","im_user_password":"p","im_user_id":"i"}');
  const fields = { im: { imUserId: "i", discussionTypeEnable: false, associateWorkEnable: false } };
  const bare = { im: { discussionTypeEnable: false, associateWorkEnable: false } };
  const asked = { includeSecrets: true };
  return [
    of("secrets not asked for", all, user(fields)),
    of("secrets asked for", all, { ...user(fields), secrets: { "secrets.gesturePassword": "g", "im.secrets.token": "t", "im.secrets.imUserPassword": "p" } }, asked),
    of("secrets asked for, none there", info(""), { ...user(), secrets: {} }, asked),
    of("secrets asked for, im without any", info('"im":{"x":1}'), { ...user(bare), secrets: {} }, asked),
    of("secrets asked for, im alone has one", info('"gesture_password":null,"im":{"token":"t","im_user_password":{}}'), { ...user(bare), secrets: { "im.secrets.token": "t" } }, asked),
    of("secrets asked for, im with nothing but secrets", info('"im":{"token":"t"}'), { ...user(bare), secrets: { "im.secrets.token": "t" } }, asked),
    of("secrets not asked for, im with nothing but secrets", info('"im":{"token":"t"}'), user(bare)),
    make("documented", vendor.PAGE)("secrets asked for, password a boolean as the table has it", info('"im":{"im_user_password":false}'), { ...user(bare), secrets: { "im.secrets.imUserPassword": "false" } }, asked),
    of("secrets asked for, numbers", info('"gesture_password":1236,"im":{"token":1.50}'), { ...user(bare), secrets: { "secrets.gesturePassword": "1236", "im.secrets.token": "1.50" } }, asked),
    of("secrets asked for, broken", info('"gesture_password":{"a":1}'), { ...user({ unreadableFields: ["gesture_password"] }), secrets: {} }, asked),
    of("secrets asked for, broken in im", info('"im":{"token":["t"]}'), { ...user({ im: { ...bare.im, unreadableFields: ["token"] } }), secrets: {} }, asked),
    of("secrets that were not asked for are not read, even if they are broken", info('"gesture_password":{"a":1},"im":{"token":["t"]}'), user(bare)),
  ];
}

const SYNTAX = new Set([
  "no blank space", "every escape", "numbers beyond every range", "127 levels of objects", "no headers", "201",
  "empty body", "nothing but blank space", "HTML page with status 200", "half a document", "no closing brace", "trailing comma in an array",
  "single quotes", "tab in a string", "lone high surrogate before a letter", "leading zero", "128 levels of objects", "10,000 levels",
  "UTF-8: cut short", "GBK instead of UTF-8",
]);

function documents() {
  const of = make("ours", source.RFC_JSON);
  const open = '{"success":1,"data":{"code":1,"user_info":{"id":"1"}}';
  const lenient = make("ours", source.LENIENCY);
  const { good, bad, repaired } = syntaxCases(open, "}");
  const frame = `${open},"x":""}`.length;
  return [
    ...good.filter(([name]) => SYNTAX.has(name)).map(([name, response]) => of(`JSON: ${name}`, response, user())),
    ...bad.filter(([name]) => SYNTAX.has(name)).map(([name, response]) => of(`not JSON: ${name}`, response, malformed("", {}))),
    ...repaired.filter(([name]) => SYNTAX.has(name)).map(([name, response]) => lenient(`read all the same: ${name}`, response, user())),
    ...BROKEN_CHARACTERS.map(([name, broken, text]) =>
      lenient(`a name with ${name}`, bytes('{"success":1,"data":{"code":1,"user_info":{"id":"1","name":"', ...broken, '","page_code":"r"}}}'), user({ name: text, pageCode: "r" }, { displayName: text }))),
    make("documented", vendor.LOGIN)("not JSON: the trailing comma of the login page", '{"success":1,"data":{"code":1,"user_info":{"id":"1","name":"a",}}}', malformed("", {})),
    make("ours", source.DEPTH)("127 levels below the user", repeat('{"success":1,"data":{"code":1,"user_info":{"id":"1","x":', "[", 124, "]".repeat(124) + "}}}"), user()),
    make("ours", source.DEPTH)("128 levels below the user", repeat('{"success":1,"data":{"code":1,"user_info":{"id":"1","x":', "[", 125, "]".repeat(125) + "}}}"), malformed("", {})),
    make("ours", source.CAP)("a body of 8 MiB", repeat(open + ',"x":"', "x", 8_388_608 - frame, '"}'), user()),
    make("ours", source.CAP)("a body of 8 MiB and a byte", repeat(open + ',"x":"', "x", 8_388_608 - frame + 1, '"}'), tooLarge("mysoft")),
    make("ours", source.CAP)("a body over the cap that is no JSON either", repeat("", "x", 8_388_609, ""), tooLarge("mysoft")),
  ];
}

function words() {
  const of = make("ours", source.SCRUB);
  const framework = (text) => `{"success":0,"data":${quoted(text)}}`;
  const business = (text) => `{"success":1,"data":{"code":2,"message":${quoted(text)}}}`;
  const told = (providerCode, providerText) => error("REJECTED", { providerCode, providerText });
  const wanted = new Set(["Chinese stays", "phone number among Chinese letters", "email address", "20 letters", "control characters", "201 emoji", "a thousand short words"]);
  const some = SCRUBBED.filter(([name]) => wanted.has(name));
  return [
    ...some.map(([name, text, left]) => of(`words of the framework: ${name}`, framework(text), told(0, left))),
    ...some.map(([name, text, left]) => of(`words of the business: ${name}`, business(text), told(2, left))),
    of("provider text: the access token echoed", framework(`access_token ${TOKEN} is not valid`), told(0, "access_token [redacted] is not valid")),
    of("provider text: the access token echoed by the business", business(`<${TOKEN}>`), told(2, "<[redacted]>")),
    of("provider text: the user id and the phone's name echoed", business("wzs-demo of anran's phone"), { ...told(2, "[redacted] of [redacted]") }, { input: { wzsUserId: "wzs-demo", deviceName: "anran's phone" } }),
    of("provider text: one value inside another", business("wzs-demo-two, wzs-demo"), told(2, "[redacted], [redacted]"), { input: { wzsUserId: "wzs-demo", deviceToken: "wzs-demo-two" } }),
    of("provider text: the token in a body with a bad status", { status: 401, headers: [], body: framework(`bad token: ${TOKEN}`) },
      { error: { code: "UNAUTHENTICATED", retryable: false, provider: "mysoft", status: 401, providerCode: 0, providerText: "bad token: [redacted]" } }),
  ];
}

function statuses() {
  const failure = { body: '{"success":0,"data":"access_token 无效"}', told: { providerCode: 0, providerText: "access_token 无效" } };
  const of = make("ours", source.STATUS);
  return [
    ...statusCases(vendor.model, {}, failure),
    of("500 with a business failure", { status: 500, headers: [], body: '{"success":1,"data":{"code":2,"message":"失败"}}' },
      { error: { code: "HTTP_STATUS", retryable: true, provider: "mysoft", status: 500, providerCode: 2, providerText: "失败" } }),
  ];
}

export function answers() {
  const top = { baseUrl: BASE, auth: { accessToken: TOKEN } };
  return responses(vendor.model, top, [
    ...pages(), ...envelopes(), ...ids(), ...kinds(), ...defaults(), ...nesting(), ...keys(), ...profiles(), ...secrets(),
    ...documents(), ...statuses(), ...words(),
  ]);
}
