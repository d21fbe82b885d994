namespace Crm.Sdk.Loyalty;

/// <summary>How a privilege is used, over all members whose entitlements hold at an instant (LO-6).</summary>
/// <param name="Privilege">The privilege's code.</param>
/// <param name="Entitlements">How many entitlements hold.</param>
/// <param name="Unlimited">How many of them may be used any number of times.</param>
/// <param name="Granted">How many uses the others give.</param>
/// <param name="Used">How many of those uses are used.</param>
/// <param name="UsedWithoutLimit">How often those without a limit are used.</param>
/// <remarks>Immutable; thread-safe.</remarks>
public sealed record PrivilegeUsage(string Privilege, long Entitlements, long Unlimited, long Granted, long Used, long UsedWithoutLimit)
{
    /// <summary>The share of the granted uses that is used; null where none was granted by number.</summary>
    public double? Share => Granted == 0 ? null : (double)Used / Granted;
}
