namespace Crm.Sdk.Customers;

/// <summary>Whether a customer's archive is in use. Lists and counts of customers show those that are <see cref="Active"/> unless asked otherwise.</summary>
public enum CustomerState
{
    /// <summary>In use, 有效.</summary>
    Active = 0,

    /// <summary>Put away: kept and readable, left out of lists and work, 已归档.</summary>
    Archived = 1,

    /// <summary>In the recycle bin: can be restored until a rule purges it, 回收站.</summary>
    Removed = 2,

    /// <summary>Found to be the same as another customer and merged into it, 已合并; reads lead to the survivor.</summary>
    Merged = 3,
}
