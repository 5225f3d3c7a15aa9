//! Defines an invented population. Any resemblance to real people is a coincidence.
//!
//! Everything about person N is computed from N, so that a test knows what to expect.

/// The number of people. They are numbered from 1.
pub(crate) const POPULATION: u32 = 100_000;

/// One invented person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Person {
    pub(crate) number: u32,
}

/// One invented company.
#[derive(Clone, Copy)]
pub(crate) struct Company {
    pub(crate) name: &'static str,
    /// The value that quanshi calls `customerCode`.
    pub(crate) customer_code: &'static str,
    /// The value that mysoft calls `tenant_id` and `tenant_code`.
    pub(crate) tenant_id: &'static str,
    pub(crate) tenant_code: &'static str,
}

/// One invented department.
#[derive(Clone, Copy)]
pub(crate) struct Department {
    pub(crate) name: &'static str,
    pub(crate) hierarchy_code: &'static str,
}

impl Person {
    /// Returns the person with this number, if it is in range.
    pub(crate) fn numbered(number: u32) -> Option<Self> {
        (1..=POPULATION).contains(&number).then_some(Self { number })
    }

    /// Returns the person that quanshi knows by this email address, mobile number, or login name.
    pub(crate) fn found_by(kind: Identifier, text: &str) -> Option<Self> {
        match kind {
            Identifier::Email => Self::spelled(text.strip_prefix("person")?.strip_suffix("@example.com")?),
            Identifier::Mobile => {
                let number: u64 = text.parse().ok().filter(|_| text.len() == 11)?;
                Self::numbered(number.checked_sub(MOBILE_BASE)?.try_into().ok()?)
            }
            Identifier::LoginName => Self::spelled(text.strip_prefix("person")?),
        }
    }

    /// Returns the person with this number, which must be written as it is here: without a sign or a leading zero.
    pub(crate) fn spelled(digits: &str) -> Option<Self> {
        let number: u32 = digits.parse().ok()?;
        (number.to_string() == digits).then_some(number).and_then(Self::numbered)
    }

    /// Returns true for every `n`th person.
    pub(crate) fn is_every(self, n: u32) -> bool {
        self.number.is_multiple_of(n)
    }

    pub(crate) fn surname(self) -> &'static str {
        pick(&SURNAMES, self.step() * 17)
    }

    pub(crate) fn given_name(self) -> &'static str {
        // The second term makes the first 2,400 names different from each other.
        pick(&GIVEN_NAMES, self.step() * 7 + self.step() / SURNAMES.len())
    }

    pub(crate) fn name(self) -> String {
        format!("{}{}", self.surname(), self.given_name())
    }

    pub(crate) fn email(self) -> String {
        format!("{}@example.com", self.login_name())
    }

    /// Returns a mobile number of eleven digits that cannot exist: no mobile number in China begins with 10.
    pub(crate) fn mobile(self) -> String {
        (MOBILE_BASE + u64::from(self.number)).to_string()
    }

    /// Returns the mobile number as dmtz shows it: `100****0001`.
    pub(crate) fn masked_mobile(self) -> String {
        let mobile = self.mobile();
        format!("{}****{}", &mobile[..3], &mobile[7..])
    }

    pub(crate) fn login_name(self) -> String {
        format!("person{}", self.number)
    }

    pub(crate) fn company(self) -> Company {
        pick(&COMPANIES, self.step())
    }

    pub(crate) fn department(self) -> Department {
        pick(&DEPARTMENTS, self.step() + self.step() / DEPARTMENTS.len())
    }

    pub(crate) fn avatar_url(self, origin: &str) -> String {
        format!("{origin}/avatars/{}.svg", self.number)
    }

    fn step(self) -> usize {
        usize::try_from(self.number - 1).unwrap_or_default()
    }
}

fn pick<T: Copy>(list: &[T], index: usize) -> T {
    list[index % list.len()]
}

/// The kinds of identifiers that quanshi can look up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Identifier {
    Email,
    Mobile,
    LoginName,
}

const MOBILE_BASE: u64 = 10_000_000_000;

const COMPANIES: [Company; 3] = [
    Company {
        name: "示例科技",
        customer_code: "090001",
        tenant_id: "example-tenant-1",
        tenant_code: "shili",
    },
    Company {
        name: "范例软件",
        customer_code: "090002",
        tenant_id: "example-tenant-2",
        tenant_code: "fanli",
    },
    Company {
        name: "样本制造",
        customer_code: "090003",
        tenant_id: "example-tenant-3",
        tenant_code: "yangben",
    },
];

const DEPARTMENTS: [Department; 6] = [
    Department { name: "产品体验部", hierarchy_code: "10000.10011.10001" },
    Department { name: "平台研发部", hierarchy_code: "10000.10011.10002" },
    Department { name: "客户成功部", hierarchy_code: "10000.10012.10001" },
    Department { name: "市场部", hierarchy_code: "10000.10013" },
    Department { name: "人力资源部", hierarchy_code: "10000.10014" },
    Department { name: "财务部", hierarchy_code: "10000.10015" },
];

const SURNAMES: [&str; 40] = [
    "林", "苏", "沈", "陆", "顾", "叶", "宋", "江", "许", "何", "梁", "程", "曹", "袁", "邓", "傅", "曾",
    "彭", "吕", "卢", "蒋", "蔡", "贾", "丁", "魏", "薛", "阎", "余", "潘", "杜", "戴", "夏", "钟", "汪",
    "田", "任", "姜", "范", "方", "石",
];

const GIVEN_NAMES: [&str; 60] = [
    "知夏", "听雨", "晚舟", "星河", "青禾", "云帆", "若溪", "景行", "南乔", "望舒", "清越", "怀瑾", "子衿",
    "书言", "念真", "以宁", "明澈", "初晴", "疏桐", "长风", "映雪", "思齐", "行简", "微澜", "之遥", "半夏",
    "渔歌", "临川", "弦月", "采薇", "既明", "安澜", "扶光", "停云", "松月", "竹溪", "问渠", "寄北", "朝颜",
    "归鸿", "见山", "拾光", "流萤", "照野", "远岫", "栖迟", "凌波", "岁安", "澄观", "沐阳", "语桐", "砚秋",
    "鹿鸣", "未央", "逢春", "闻笛", "枕河", "听澜", "霁月", "乐游",
];

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn a_person_is_found_by_every_identifier_and_by_no_other_spelling() {
        for number in [1, 42, POPULATION] {
            let person = Person::numbered(number).unwrap();
            assert_eq!(Person::found_by(Identifier::Email, &person.email()), Some(person));
            assert_eq!(Person::found_by(Identifier::Mobile, &person.mobile()), Some(person));
            assert_eq!(Person::found_by(Identifier::LoginName, &person.login_name()), Some(person));
        }
        for email in [
            "person0@example.com",
            "person01@example.com",
            "person+1@example.com",
            "person100001@example.com",
        ] {
            assert_eq!(Person::found_by(Identifier::Email, email), None);
        }
        for mobile in ["10000000000", "10000100001", "1", "+10000000001", "010000000001"] {
            assert_eq!(Person::found_by(Identifier::Mobile, mobile), None);
        }
        assert_eq!(Person::found_by(Identifier::LoginName, "Person1"), None);
    }

    #[test]
    fn names_differ() {
        let names: HashSet<_> = (1..=2_400).filter_map(Person::numbered).map(Person::name).collect();
        assert_eq!(names.len(), 2_400);
    }

    #[test]
    fn a_masked_mobile_keeps_both_ends() {
        assert_eq!(Person { number: 1 }.masked_mobile(), "100****0001");
    }
}
