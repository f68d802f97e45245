//! Messages about personal data in submissions (`GJ455x`). None of them quotes what was found.

use super::entries;

entries! {
    /// A telephone number.
    TELEPHONE = "GJ4550" Warning {
        zh: "这里写有电话号码；填报只写岗位，不写个人；报告里已把它遮住，退回的工作簿里，格子还照原样", en: "this holds a telephone number; submissions speak of posts, not of persons; reports mask it, but in a workbook that is given back the cell stays as it was filled in",
        help_zh: "从填报里删去号码，改写岗位或机构", help_en: "remove the number from the submission; name the post or the body instead",
    }
    /// An identity number.
    IDENTITY = "GJ4551" Warning {
        zh: "这里写有身份证号码；填报不收身份证号；报告里已把它遮住，退回的工作簿里，格子还照原样", en: "this holds an identity number; submissions never need one; reports mask it, but in a workbook that is given back the cell stays as it was filled in",
        help_zh: "从填报里删去号码；要指某个岗位就写岗位", help_en: "remove the number from the submission; where a post is meant, name the post",
    }
    /// An e-mail address.
    EMAIL = "GJ4552" Warning {
        zh: "这里写有电子邮箱；填报只写岗位，不写个人；报告里已把它遮住，退回的工作簿里，格子还照原样", en: "this holds an e-mail address; submissions speak of posts, not of persons; reports mask it, but in a workbook that is given back the cell stays as it was filled in",
        help_zh: "从填报里删去邮箱，改写岗位或机构", help_en: "remove the address from the submission; name the post or the body instead",
    }
}
