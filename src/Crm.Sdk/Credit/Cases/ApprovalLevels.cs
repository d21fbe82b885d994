namespace Crm.Sdk.Credit;

/// <summary>Which roles approve an amount.</summary>
internal static class ApprovalLevels
{
    /// <summary>The role of the first level that the amount fits in, and those above; none where it fits in no level.</summary>
    public static IEnumerable<string> RolesFor(IEnumerable<ApprovalLevel> levels, Money amount) => levels.SkipWhile(level => level.UpTo < amount.Amount).Select(static level => level.Role);
}
