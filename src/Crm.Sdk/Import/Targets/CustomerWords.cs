using Crm.Sdk.Customers;

namespace Crm.Sdk.Import;

/// <summary>The words for the values of a customer's enumerations.</summary>
internal static class CustomerWords
{
    public static WordList<CustomerKind> Kinds { get; } = new(
        (CustomerKind.Individual, ["individual", "person", "个人"]),
        (CustomerKind.Enterprise, ["enterprise", "company", "企业"]));

    public static WordList<Gender> Genders { get; } = new(
        (Gender.Unknown, ["unknown", "0", "未知"]),
        (Gender.Male, ["male", "m", "1", "男"]),
        (Gender.Female, ["female", "f", "2", "女"]),
        (Gender.Other, ["other", "x", "9", "其他"]));

    public static WordList<GeoDatum> Datums { get; } = new(
        (GeoDatum.Wgs84, ["wgs84"]),
        (GeoDatum.Gcj02, ["gcj02"]),
        (GeoDatum.Bd09, ["bd09"]));

    public static WordList<ContactPointState> ContactStates { get; } = new(
        (ContactPointState.Unverified, ["unverified", "未验证"]),
        (ContactPointState.Verified, ["verified", "已验证"]),
        (ContactPointState.Bounced, ["bounced", "已退回"]),
        (ContactPointState.DoNotUse, ["doNotUse", "do-not-use", "禁用"]));

    public static WordList<CustomerState> States { get; } = new(
        (CustomerState.Active, ["active", "有效"]),
        (CustomerState.Archived, ["archived", "已归档"]),
        (CustomerState.Removed, ["removed", "回收站"]),
        (CustomerState.Merged, ["merged", "已合并"]));
}
