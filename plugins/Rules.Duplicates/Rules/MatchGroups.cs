namespace Crm.Sdk.Rules.Duplicates;

/// <summary>The groups of evidence that hangs together.</summary>
internal static class MatchGroups
{
    /// <summary>How somebody is reached: families and offices share it, and who moves changes all of it.</summary>
    public const string Contact = "contact";
}
