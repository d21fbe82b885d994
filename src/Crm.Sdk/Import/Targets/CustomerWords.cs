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
}
