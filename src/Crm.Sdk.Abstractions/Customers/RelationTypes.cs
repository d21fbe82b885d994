namespace Crm.Sdk.Customers;

/// <summary>The built-in types of relations between customers (CU-8).</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class RelationTypes
{
    /// <summary>Members of one household, 同一家庭.</summary>
    public static RelationType Household { get; } = new(new("household", "Household member", "家庭成员"), "Household member", "家庭成员");

    /// <summary>A company and an individual who is its contact, 企业与联系人.</summary>
    public static RelationType Contact { get; } = new(new("contact", "Contact", "联系人"), "Company", "所属企业");

    /// <summary>A customer and one whom he brought, 推荐人与被推荐人. Each is referred by one customer.</summary>
    public static RelationType Referral { get; } = new(new("referral", "Referred customer", "被推荐客户"), "Referrer", "推荐人", IsHierarchical: true);

    /// <summary>A parent company and its subsidiary, 母公司与子公司.</summary>
    public static RelationType Subsidiary { get; } = new(new("subsidiary", "Subsidiary", "子公司"), "Parent company", "母公司", IsHierarchical: true);

    /// <summary>All of them.</summary>
    public static ValueList<RelationType> All { get; } = [Household, Contact, Referral, Subsidiary];

    /// <summary>Their codes and titles.</summary>
    public static CodeList List { get; } = new("relation-type", [.. All.Select(static type => type.Title)]);

    /// <summary>The built-in type with a code, or null.</summary>
    public static RelationType? Find(string code)
    {
        foreach (RelationType type in All)
        {
            if (type.Code == code)
            {
                return type;
            }
        }

        return null;
    }
}
