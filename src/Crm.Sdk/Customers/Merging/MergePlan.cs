namespace Crm.Sdk.Customers.Duplicates;

/// <summary>What a merge would do.</summary>
/// <param name="Survivor">The customer that stays, as it would be.</param>
/// <param name="Loser">The other, as it is.</param>
/// <param name="Fields">The fields in which the two differ, with what becomes of each.</param>
/// <param name="Following">The records that would be read as the survivor's.</param>
public sealed record MergePlan(Customer Survivor, Customer Loser, ValueList<MergedField> Fields, ValueList<FollowingRecords> Following);
